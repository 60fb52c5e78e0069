"""What the shop needs an ID number for, and the customer's consent to its being kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class IdConsent(QWidget):
    """Shown while an ID number is being entered; without a tick there the form is not complete.

    Signals:
        edited(): the customer agreed, or no more.
    """

    edited = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("idConsent")
        self._purpose = ""
        self._text = Label(theme=theme, px=12, token="text2", wrap=True, name="purposeText")
        self._tick = QCheckBox(self)
        self._tick.setObjectName("idConsentCheck")
        self._message = MessageLine(theme=theme, icons=icons)
        body = column(self, spacing=theme.px(4))
        for part in (self._text, self._tick, self._message):
            body.addWidget(part)
        self._tick.toggled.connect(self._on_toggled)
        self.retranslate()
        self.hide()

    @property
    def control(self) -> QCheckBox:
        """What Tab and Enter reach."""
        return self._tick

    def load(self, operations: Operations) -> None:
        """Read the shop's text."""
        if operations.is_open:
            operations.read(
                lambda session: session.consents.purpose(),
                owner=self,
                on_success=self._show,
                on_error=lambda _: None,  # then nobody can agree to it, and the form says so
            )

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._text.setText(self.tr("What it is needed for: {purpose}").format(purpose=self._purpose or "…"))
        self._tick.setText(self.tr("The customer has read this and agrees"))
        if self._message.text:
            self.check()

    def check(self) -> bool:
        """Whether the customer agreed, or need not; what is missing is marked."""
        missing = self.isVisibleTo(self.parentWidget()) and self.given() is None
        self._tick.setProperty("state", "error" if missing else "")
        self._tick.update()
        self._message.say(self.tr("Needed for the ID number") if missing else "", MessageKind.ERROR)
        return not missing

    def given(self) -> Consent | None:
        """The consent; None without one."""
        return Consent(self._purpose) if self._purpose and self._tick.isChecked() else None

    def _show(self, purpose: str) -> None:
        self._purpose = purpose or default_purpose()
        self.retranslate()

    def _on_toggled(self) -> None:
        if self._message.text:
            self.check()
        self.edited.emit()


def default_purpose() -> str:
    """What a shop that says nothing of its own tells its customers."""
    return QCoreApplication.translate(
        "IdConsent", "Only to make sure who a member is; it is kept encrypted, and erased when you ask for it."
    )
