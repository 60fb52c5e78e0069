"""What is known about the buyer or member that a person picked; personal data masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.text import visible

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import SearchHit
    from wxbuyer_gui.ui.theme import Theme


class DetailPane(QWidget):
    """Name, phone, openId and member of one hit, or a sentence that says what to do."""

    member_found = Signal(object)
    undo_requested = Signal(object)
    edit_member_requested = Signal(object)
    journal_requested = Signal()
    copied = Signal(str)
    failed = Signal(object)
    tab = 0

    def clear(self) -> None:
        """Nobody is shown."""

    def set_tab(self, index: int) -> None:
        """There is one tab so far."""

    def reveal(self) -> None:
        """Numbers stay masked so far."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None, **_parts: object) -> None:
        super().__init__(parent)
        self.setObjectName("detailPane")
        self._name = _value("nameLabel")
        self._name.setFont(theme.font(20, bold=True))
        self._phone, self._open_id, self._member = _value("phoneValue"), _value("openIdValue"), _value("memberValue")
        self._labels = [QLabel(self), QLabel(self), QLabel(self)]
        form = QFormLayout()
        for label, value in zip(self._labels, (self._phone, self._open_id, self._member), strict=True):
            form.addRow(label, value)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 20, 24)
        column.setSpacing(16)
        column.addWidget(self._name)
        column.addLayout(form)
        column.addStretch()
        self.retranslate()

    def show_sentence(self, sentence: str) -> None:
        """Nobody is picked: say so, and what to ask."""
        self._name.setText(sentence)
        self._set_rows_visible(False)

    def show_hit(self, hit: SearchHit, _query: object) -> None:
        """Show one buyer, or a member without one."""
        person = hit.buyer or hit.member
        name = person.name if person else ""
        buyer, member = hit.buyer, hit.member
        phone = buyer.phone if buyer else member.phone if member else ""
        number = buyer.member_id if buyer else member.id if member else None
        self._name.setText(visible(name))
        self._phone.setText(mask_phone(phone) or "—")
        self._open_id.setText(buyer.open_id if buyer and buyer.open_id else "—")
        self._member.setText(f"#{number}" if number else self.tr("Not bound"))
        self._set_rows_visible(True)

    def retranslate(self) -> None:
        """Texts of the language in force."""
        for label, text in zip(self._labels, (self.tr("Phone"), "openId", self.tr("Member")), strict=True):
            label.setText(text)

    def _set_rows_visible(self, shown: bool) -> None:
        for widget in (*self._labels, self._phone, self._open_id, self._member):
            widget.setVisible(shown)


def _value(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)  # a nickname may hold HTML
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setWordWrap(True)
    return label
