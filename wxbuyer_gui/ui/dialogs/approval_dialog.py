"""需要店长: a manager types the password for one action of somebody who lacks the right; Esc gives the action up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import NotAllowedError, Right, SecretError
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.right_words import right_name
from wxbuyer_gui.ui.secret_words import refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.name_combo import NameCombo
from wxbuyer_gui.ui.widgets.secret_input import SecretInput

_SIZE = (440, 330)
_SIZE_ALONE = (440, 260)


class ApprovalDialog(ToolWindow):
    """Asks for a manager's name and password or, where somebody only has to prove who they are, for that one's.

    ``rights`` are what the action needs; ``worker`` is the name of whoever wants to do it, '' while nobody can be
    signed in. With ``confirms`` it is the same person who types the secret.

    Signals:
        submitted(str, str): a name and a secret are to be tried.
    """

    submitted = Signal(str, str)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        rights: Sequence[Right],
        worker: str,
        confirms: bool,
        parent: QWidget,
    ) -> None:
        size = _SIZE_ALONE if confirms else _SIZE
        super().__init__(theme=theme, icons=icons, name="approvalDialog", size=size, smallest=size, parent=parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._rights = rights
        self._worker = worker
        self._confirms = confirms
        self._is_busy = False
        self._error: Exception | None = None
        self._name = NameCombo(theme=theme, icons=icons, name="managerCombo")
        self._secret = SecretInput(theme=theme, icons=icons, name="approvalSecretEdit", eye_name="approvalSecretEye")
        self._name_field = FormField(self._name, theme=theme, icons=icons)
        self._name_field.setHidden(confirms)
        self._secret_field = FormField(self._secret, theme=theme, icons=icons)
        page = QWidget()
        page.setProperty("transparent", True)
        body = column(page, spacing=theme.px(12))
        body.addWidget(self._name_field)
        body.addWidget(self._secret_field)
        body.addStretch(1)
        self.pages.addWidget(page)
        self._name.entered.connect(self._secret.setFocus)
        self._secret.entered.connect(self.go_on)
        self.retranslate()
        self._secret.setFocus()

    def offer(self, managers: Sequence[str]) -> None:
        """The managers to choose from."""
        self._name.offer(managers, self._name.text)
        if not self._name.text:
            self._name.setFocus()

    def go_on(self) -> None:
        """Try what was typed."""
        name = self._worker if self._confirms else self._name.text
        if self._is_busy or not name or not self._secret.text():
            (self._secret if name else self._name).setFocus()
            return
        self._error = None
        self._lock(True)
        self.submitted.emit(name, self._secret.text())

    def show_refusal(self, error: Exception) -> None:
        """It was not taken; another try may be made."""
        self._error = error
        self._lock(False)
        self._secret.empty()
        self._secret.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        action = self.tr(", ").join(map(right_name, self._rights))
        if not self._worker:
            self.set_titles(self.tr("This needs a manager"), self.tr("To {action}").format(action=action))
        elif self._confirms:
            self.set_titles(self.tr("Type your password again"), self.tr("To {action}").format(action=action))
        else:
            words = self.tr("{name} wants to {action}, this once")
            self.set_titles(self.tr("This needs a manager"), words.format(name=self._worker, action=action))
        self._name_field.set_label(self.tr("Manager"))
        self._secret_field.set_label(self.tr("Password"))
        self._secret.set_words(show=self.tr("Show it"), hide=self.tr("Hide it"))
        self._lock(self._is_busy)

    def _lock(self, busy: bool) -> None:
        self._is_busy = busy
        for widget in (self._name, self._secret):
            widget.setDisabled(busy)
        allow = self.tr("Go on") if self._confirms else self.tr("Allow it once")
        self.set_buttons(cancel=self.tr("Cancel"), submit=allow, enabled=not busy)
        if busy:
            self.message.say(self.tr("One moment…"))
        elif isinstance(self._error, SecretError):
            self.message.say(refusal(self._error), MessageKind.ERROR)
        elif isinstance(self._error, NotAllowedError):
            self.message.say(self.tr("This one is no manager."), MessageKind.ERROR)
        elif self._error is not None:
            self.message.say(describe(self._error).title, MessageKind.ERROR)
        else:
            self.message.say("")
