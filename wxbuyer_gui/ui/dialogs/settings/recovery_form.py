"""What switching ID numbers on asks for: the purpose, and that the recovery code was written down; or that code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain import recovery_code
from wxbuyer_gui.ui.dialogs.id_consent import default_purpose
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row


class RecoveryForm(QWidget):
    """A new recovery code, shown once, whose last characters are typed back; above it, where wanted, the purpose.

    Signals:
        confirmed(): purpose stated and code written down; ``code``, ``typed_end`` and ``purpose`` are what was shown
            and typed.
        cancelled(): put away.
    """

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recoveryForm")
        self._has_code = True
        self._purpose = Input(theme=theme, icons=icons, name="purposeEdit")
        self._purpose_field = FormField(self._purpose, theme=theme, icons=icons)
        self._advice = Label(theme=theme, px=13, token="text2", wrap=True)
        self._code = Label(theme=theme, px=20, bold=True, name="recoveryCode")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._end = Input(theme=theme, icons=icons, name="codeEndEdit")
        self._end_field = FormField(self._end, theme=theme, icons=icons)
        self._cancel = Button(theme=theme, icons=icons, name="recoveryCancelButton")
        self._submit = Button(theme=theme, icons=icons, kind=ButtonKind.PRIMARY, name="recoverySubmitButton")
        self._code_parts = (self._advice, self._code, self._end_field)
        foot = row(spacing=theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._submit)
        body = column(self, spacing=theme.px(12))
        for part in (self._purpose_field, *self._code_parts):
            body.addWidget(part)
        body.addLayout(foot)
        self._purpose.entered.connect(lambda: (self._end if self._has_code else self._submit).setFocus())
        self._end.entered.connect(self._confirm)
        self._submit.clicked.connect(self._confirm)
        self._cancel.clicked.connect(self.cancelled)
        self.retranslate()
        self.hide()

    @property
    def code(self) -> str:
        """The code that is shown; '' where none is."""
        return self._code.text() if self._has_code else ""

    @property
    def typed_end(self) -> str:
        """What was typed back."""
        return self._end.text()

    @property
    def has_purpose(self) -> bool:
        """Whether one was asked for."""
        return self._purpose_field.isVisibleTo(self)

    @property
    def purpose(self) -> str:
        """The text that customers will be shown."""
        return self._purpose.text().strip()

    def ask(self, *, purpose: str | None, has_code: bool = True) -> None:
        """Begin; ``purpose`` None asks for none."""
        self._has_code = has_code
        self._code.setText(recovery_code.new_code() if has_code else "")
        self._end.clear()
        self._end_field.say("")
        self._purpose_field.say("")
        self._purpose_field.setVisible(purpose is not None)
        for part in self._code_parts:
            part.setVisible(has_code)
        if purpose is not None:
            self._purpose.setText(purpose or default_purpose())
        self.retranslate()
        self.show()
        (self._purpose if purpose is not None else self._end).setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._purpose_field.set_label(self.tr("What ID numbers are needed for, as customers read it"), required=True)
        self._advice.setText(
            self.tr(
                "Write this recovery code down and keep it away from the computer. It is shown this once; another "
                "computer, or a new one, opens the ID numbers with it. Without key and code nobody can."
            )
        )
        self._code.setAccessibleName(self.tr("Recovery code"))
        self._end_field.set_label(self.tr("Its last four characters, to show that it is written down"), required=True)
        self._cancel.setText(self.tr("Cancel"))
        if not self._has_code:
            self._submit.setText(self.tr("Switch on"))
        else:
            self._submit.setText(
                self.tr("Encrypt and switch on") if self.has_purpose else self.tr("It is written down")
            )

    def _confirm(self) -> None:
        if self.has_purpose and not self.purpose:
            self._purpose_field.say(self.tr("Customers have to be told"), MessageKind.ERROR)
            self._purpose.setFocus()
        elif self._has_code and not recovery_code.ends_with(self.code, self._end.text()):
            self._end_field.say(self.tr("These are not its last four characters"), MessageKind.ERROR)
            self._end.setFocus()
        else:
            self.confirmed.emit()


class UnlockForm(QWidget):
    """Asks for the recovery code of a database that was encrypted elsewhere.

    Signals:
        submitted(str): open it with this code.
    """

    submitted = Signal(str)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unlockForm")
        self._code = Input(theme=theme, icons=icons, name="recoveryCodeEdit")
        self._field = FormField(self._code, theme=theme, icons=icons)
        self._submit = Button(theme=theme, icons=icons, kind=ButtonKind.PRIMARY, name="unlockButton")
        body = column(self, spacing=theme.px(12))
        body.addWidget(self._field)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._submit)
        body.addLayout(foot)
        self._code.entered.connect(self._go)
        self._submit.clicked.connect(self._go)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._field.set_label(self.tr("Recovery code"), required=True)
        self._code.setPlaceholderText(recovery_code.SHAPE)
        self._submit.setText(self.tr("Open the ID numbers"))

    def ask(self) -> None:
        """Begin."""
        self.show()
        self._code.setFocus()

    def say(self, problem: str) -> None:
        """Mark the code as wrong."""
        self._field.say(problem, MessageKind.ERROR)
        self._code.setFocus()

    def finish(self) -> None:
        """It was right: forget it."""
        self._code.clear()
        self._field.say("")
        self.hide()

    def _go(self) -> None:
        if self._code.text().strip():
            self.submitted.emit(self._code.text())
