"""One setting: what it is, a line that explains it, its control at the right, and a sentence when it went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.marks import Ink, RunsLabel
from wxbuyer_gui.ui.widgets.runs import text_runs

_PADDING = 12
_GAP = 24


class SettingRow(QWidget):
    """A row of a settings page, with a hairline below. ``control`` is None where ``below`` takes the whole width."""

    def __init__(
        self,
        control: QWidget | None = None,
        *,
        theme: Theme,
        icons: Icons,
        below: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._control = control or below
        self._title = RunsLabel(theme=theme, ink=Ink(px=14))
        self._description = Label(theme=theme, px=12, token="muted", wrap=True)
        self._message = MessageLine(theme=theme, icons=icons)
        self._action = Button(theme=theme, icons=icons, kind=ButtonKind.LINK)
        self._action.clicked.connect(self._act)
        self._action.hide()
        self._on_action: Callable[[], None] | None = None
        self._words = column(spacing=2)
        self._words.addStretch()
        self._words.addWidget(self._title)
        self._words.addWidget(self._description)
        self._words.addStretch()
        self._top = row()
        self._top.addLayout(self._words, 1)
        if control is not None:
            self._top.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._body = column(self)
        self._body.addLayout(self._top)
        if below is not None:
            self._body.addWidget(below)
        foot = row(spacing=theme.px(8))
        foot.addWidget(self._message, 1)
        foot.addWidget(self._action)
        self._body.addLayout(foot)
        # Not Maximum, which would hold the row at the height of words that need not be broken into lines.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def message(self) -> str:
        """The sentence below, '' for none."""
        return self._message.text

    def set_words(self, title: str, description: str = "") -> None:
        """Name the setting, for the eye and for the screen reader."""
        self._text = title
        self._title.set_runs(text_runs(title))
        self._description.setText(description)
        self._description.setVisible(bool(description))
        if self._control is not None:
            self._control.setAccessibleName(title)
            self._control.setAccessibleDescription(description)

    def say(
        self,
        text: str,
        kind: MessageKind = MessageKind.ERROR,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Say something below, or '' for nothing; ``action`` is the word of a link beside it."""
        self._message.say(text, kind)
        self._action.setText(action)
        self._action.setVisible(bool(text and action))
        self._on_action = on_action

    def mark(self, needle: str) -> None:
        """Put a box behind ``needle`` where the name holds it; '' takes the box away."""
        start = self._text.casefold().find(needle.casefold()) if needle else -1
        self._title.set_runs(text_runs(self._text, ((start, start + len(needle)),) if start >= 0 else ()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline."""
        line = QRectF(0, self.height() - 1, self.width(), 1)
        QPainter(self).fillRect(line, self._theme.color("line"))

    def _act(self) -> None:
        act = self._on_action
        self.say("")
        if act is not None:
            act()

    def _fit(self) -> None:
        px = self._theme.px
        self._body.setContentsMargins(0, px(_PADDING), 0, px(_PADDING) + 1)
        self._body.setSpacing(px(8))
        self._top.setSpacing(px(_GAP))
