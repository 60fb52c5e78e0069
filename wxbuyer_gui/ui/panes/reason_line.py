"""Asks what an ID number is needed for before it is shown or copied: a usual reason at a press, or another in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.button_row import ButtonRow
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column


class ReasonLine(QWidget):
    """Not there until it is asked; Esc puts it away.

    Signals:
        asked(QWidget): it is there now, itself, and has to be seen.
    """

    asked = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasonLine")
        self._follow: Callable[[str], None] = lambda _reason: None
        self._question = Label(theme=theme, px=12, token="text2", wrap=True)
        self._usual = tuple(
            Button(theme=theme, icons=icons, small=True, name=f"reason{place}Button") for place in range(3)
        )
        self._other = Input(theme=theme, icons=icons, name="otherReasonEdit")
        buttons = ButtonRow(spacing=theme.px(6), align=Qt.AlignmentFlag.AlignLeft)
        for button in self._usual:
            buttons.add(button)
            button.clicked.connect(lambda _=False, button=button: self._give(button.text()))
        body = column(self, spacing=theme.px(6), margins=(0, theme.px(2), 0, theme.px(8)))
        body.addWidget(self._question)
        body.addWidget(buttons)
        body.addWidget(self._other)
        self._other.entered.connect(lambda: self._give(self._other.text()))
        self.retranslate()
        self.hide()

    def ask(self, follow: Callable[[str], None]) -> None:
        """Ask; ``follow`` gets the reason."""
        self._follow = follow
        self._other.clear()
        self.show()
        self._other.setFocus()
        self.asked.emit(self)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._question.setText(self.tr("What is the ID number needed for? The journal keeps the answer."))
        words = (self.tr("Check who it is"), self.tr("The customer asks"), self.tr("An authority asks"))
        for button, text in zip(self._usual, words, strict=True):
            button.setText(text)
        self._other.setPlaceholderText(self.tr("Or in your own words, then Enter"))
        self._other.setAccessibleName(self.tr("Another reason"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _give(self, reason: str) -> None:
        if reason.strip():
            self.hide()
            self._follow(reason.strip())
