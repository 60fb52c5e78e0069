"""Asks whether a buyer's WeChat phone shall follow the member's."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton, QWidget

from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.phone import format_phone
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row


class PhoneChoice(QWidget):
    """Whether the buyer's WeChat phone, which is another one, shall change too."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._question = Label(theme=theme, px=13, token="text2")
        self._member_only = QRadioButton(self)
        self._member_only.setObjectName("memberOnlyRadio")
        self._member_only.setChecked(True)
        self._both = QRadioButton(self)
        self._both.setObjectName("bothRadio")
        line = row(self, spacing=theme.px(16))
        line.addWidget(self._question, 1)
        line.addWidget(self._member_only)
        line.addWidget(self._both)
        self._phone = ""
        self.hide()

    @property
    def is_both(self) -> bool:
        """Whether both shall get the new number."""
        return not self.isHidden() and self._both.isChecked()

    def show_phone(self, key: str) -> None:
        """The number in the form."""
        self._both.setToolTip(format_phone(key))

    def retranslate(self, phone: str) -> None:
        """Put the words into the window's language."""
        self._question.setText(self.tr("WeChat has {phone}. Change it too?").format(phone=mask_phone(phone)))
        self._member_only.setText(self.tr("Only the member"))
        self._both.setText(self.tr("Both"))
