"""A phone number: digits while typing, 138 0013 8000 once it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.phone import format_phone, phone_key
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input


class PhoneInput(Input):
    """Takes every spelling; never blocks or reformats while somebody types (a validator would eat pastes)."""

    def __init__(self, *, theme: Theme, icons: Icons, name: str = "phoneEdit", parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.left.connect(self._format)

    @property
    def key(self) -> str:
        """The number's key (``domain.phone.phone_key``), '' if there is none in the text."""
        return phone_key(self.text())

    @property
    def value(self) -> str:
        """What to store: the key; where a text is no phone number, the text as it is."""
        return self.key or self.text().strip()

    def set_value(self, phone: str) -> None:
        """Show ``phone`` as it is read out."""
        self.setText(format_phone(phone))

    def _format(self) -> None:
        formatted = format_phone(self.text())
        if formatted != self.text():
            is_typed = self.isModified()
            self.setText(formatted)
            self.setModified(is_typed)  # which setText forgets
