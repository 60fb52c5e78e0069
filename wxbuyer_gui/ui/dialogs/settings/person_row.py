"""One operator in the list of them: name, role and state, and what can be done about it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import Person
from wxbuyer_gui.ui.role_words import role_name
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row


class PersonRow(QWidget):
    """Signals:
    wanted(str, Person): "rename", "role", "secret" or "leave" was pressed.
    """

    wanted = Signal(str, object)

    def __init__(self, person: Person, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personRow")
        self._theme = theme
        self._person = person
        has_left = person.left_at is not None
        token = "muted" if has_left else "text"
        name = Label(person.operator.name, theme=theme, px=14, token=token, elide=Qt.TextElideMode.ElideRight)
        state = Label(self._state(), theme=theme, px=12, token="muted", wrap=True)
        words = column(spacing=2)
        words.addWidget(name)
        words.addWidget(state)
        line = row(self, spacing=theme.px(4), margins=(0, theme.px(9), 0, theme.px(10)))
        line.addLayout(words, 1)
        offered = (
            ("rename", self.tr("Rename…"), ButtonKind.LINK),
            ("role", self.tr("Role…"), ButtonKind.LINK),
            ("secret", self.tr("Password…"), ButtonKind.LINK),
            ("leave", self.tr("Put out of service…"), ButtonKind.DANGER_LINK),
        )
        for key, text, kind in () if has_left else offered:
            button = Button(text, theme=theme, icons=icons, kind=kind, name=f"{key}OperatorButton")
            button.setAccessibleName(f"{text.removesuffix('…')}: {person.operator.name}")
            button.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key, person))
            line.addWidget(button)
        self.setAccessibleName(f"{person.operator.name}, {self._state()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline."""
        QPainter(self).fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("line"))

    def _state(self) -> str:
        person = self._person
        role = role_name(person.operator.role)
        if person.left_at is not None:
            return self.tr("{role}, out of service from {when}").format(role=role, when=_day(person.left_at))
        if person.held_until is not None and person.held_until > datetime.now(UTC):
            return self.tr("{role}, too many wrong passwords").format(role=role)
        return self.tr("{role}, here since {when}").format(role=role, when=_day(person.joined_at))


def _day(at: datetime) -> str:
    """A day in local time."""
    return at.astimezone().date().isoformat()
