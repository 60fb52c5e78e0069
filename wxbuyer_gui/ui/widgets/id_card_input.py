"""An identity number: readable while it is typed, masked as soon as the field is left, shown by the eye."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.id_card import normalised
from wxbuyer_gui.domain.masking import mask_id_card
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input

REVEALED_FOR = 30_000
"""Milliseconds until a number shown by the eye is masked again."""


class IdCardInput(Input):
    """The number is ``value``; ``text()`` may be its masked form."""

    def __init__(self, *, theme: Theme, icons: Icons, name: str = "idCardEdit", parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self._value = ""
        self._eye = IconButton("eye", theme=theme, icons=icons, side=30, parent=self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)
        self.add_button(self._eye)
        self._hide = QTimer(self, singleShot=True, interval=REVEALED_FOR)
        self._hide.timeout.connect(lambda: self._eye.setChecked(False))
        self.textEdited.connect(self._on_typed)
        self.retranslate()

    @property
    def value(self) -> str:
        """The number as typed, without blanks, X in upper case."""
        return normalised(self._value)

    def set_value(self, number: str) -> None:
        """Show ``number``, masked unless somebody is typing here."""
        self._value = number
        self._show()

    def retranslate(self) -> None:
        """Put the eye's name into the window's language."""
        self._eye.set_label(self.tr("Hide number") if self._eye.isChecked() else self.tr("Show number"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Readable while it is typed."""
        super().focusInEvent(event)
        self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Masked again."""
        super().focusOutEvent(event)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self) -> None:
        readable = self.hasFocus() or self._eye.isChecked()
        shown = self._value if readable else mask_id_card(self.value)
        if shown != self.text():
            self.setText(shown)

    def _on_typed(self, _text: str) -> None:
        self._value = self.text()

    def _on_eye(self, shown: bool) -> None:
        self._eye.set_icon("eye-off" if shown else "eye")
        self.retranslate()
        if shown:
            self._hide.start()
        self._show()
