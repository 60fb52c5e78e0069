"""证件号: whether the counter asks for ID numbers, and the encryption without which it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_protection import IdState, IdStatus
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings.recovery_form import RecoveryForm, UnlockForm
from wxbuyer_gui.ui.dialogs.settings.setting_row import SettingRow
from wxbuyer_gui.ui.long_task import LongTask
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

T = TypeVar("T")


class IdNumbersRow(SettingRow):
    """A switch that goes on only where numbers are encrypted, or are a server's business.

    Signals:
        switched(bool): forms ask for an ID number from now on, or no more.
        noteworthy(QWidget): this has to be seen now.
    """

    switched = Signal(bool)
    noteworthy = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, runner: Runner) -> None:
        self._switch = Switch(theme=theme, name="idCardSwitch")
        self._form = RecoveryForm(theme=theme, icons=icons)
        self._unlock = UnlockForm(theme=theme, icons=icons)
        below = QWidget()
        forms = column(below)
        forms.addWidget(self._form)
        forms.addWidget(self._unlock)
        super().__init__(self._switch, theme=theme, icons=icons, below=below)
        self._operations = operations
        self._task = LongTask(runner=runner, parent=self)
        self._task.progressed.connect(self._say_progress)
        self._is_on = False
        self._status: IdStatus | None = None
        self._switch.clicked.connect(self._on_clicked)
        self._form.confirmed.connect(self._on_confirmed)
        self._form.cancelled.connect(self._put_away)
        self._unlock.submitted.connect(self._open_with)

    # -- for the page ------------------------------------------------------------------------------------------

    def follow(self, *, is_on: bool) -> None:
        """What the settings say."""
        self._is_on = is_on
        self._switch.setChecked(is_on)

    def refresh(self) -> None:
        """Look again how the open source keeps its numbers."""
        self._status = None
        self._put_away()
        if self._operations.is_open:
            self._ask(_status, self._show)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_words(
            self.tr("Field for the ID number"),
            self.tr("Off: forms do not ask for it. On: with a stated purpose and the customer's consent, encrypted."),
        )
        self._form.retranslate()
        self._unlock.retranslate()
        if not self._task.is_running and self._status is not None:
            self._show(self._status)

    # -- switching ---------------------------------------------------------------------------------------------

    def _on_clicked(self, on: bool) -> None:
        self._switch.setChecked(self._is_on)  # until it is so
        if not on:
            self._put_away()
            self.switched.emit(False)
        elif not self._operations.is_open:
            self.say(self.tr("Open a data source first."))
        else:
            self._ask(lambda session: (_status(session), session.consents.purpose()), lambda found: self._begin(*found))

    def _begin(self, status: IdStatus | None, purpose: str) -> None:
        self._show(status)
        if status is None:
            self._form.ask(purpose=purpose, has_code=False)
        elif status.state is IdState.LOCKED:
            self._ask_for_code()
        elif status.state is IdState.OFF and not status.has_keyring:
            self.say(
                self.tr(
                    "It stays off: this computer has no keyring to trust with the key (Windows Credential Manager, "
                    "macOS Keychain, GNOME Keyring or KWallet), or it is locked."
                )
            )
        else:
            self._form.ask(purpose=purpose, has_code=status.state is IdState.OFF)
        self.noteworthy.emit(self)

    def _on_confirmed(self) -> None:
        form = self._form
        purpose = form.purpose if form.has_purpose else None
        self._ask(partial(_switch_on, code=form.code, typed_end=form.typed_end, purpose=purpose), self._on_done)

    def _on_done(self, status: IdStatus | None) -> None:
        self._form.hide()
        self._show(status)
        if self._form.has_purpose:
            self.switched.emit(True)
        if status is not None and status.clear:
            self._encrypt()

    def _change_code(self) -> None:
        self._form.ask(purpose=None)
        self.noteworthy.emit(self)

    def _ask_for_code(self) -> None:
        self._unlock.ask()
        self._show(self._status)

    def _open_with(self, code: str) -> None:
        self._ask(partial(_unlock_with, code=code), self._on_opened)

    def _on_opened(self, status: IdStatus | None) -> None:
        self._unlock.finish()
        self._show(status)

    def _put_away(self) -> None:
        self._form.hide()
        self._unlock.hide()

    # -- encrypting what is there ------------------------------------------------------------------------------

    def _encrypt(self) -> None:
        vault = self._operations.session.id_vault
        if vault is None or self._task.is_running:
            return
        self._task.start(
            lambda stop, progress: vault.encrypt(cancel=stop, progress=progress),
            on_success=lambda _count: self.refresh(),
            on_error=self._on_failed,
            is_write=True,
        )
        self._say_progress(0)

    def _say_progress(self, done: int) -> None:
        if self._task.is_running:
            text = self.tr("Encrypting: {done} done").format(done=QLocale().toString(done))
            self.say(text, MessageKind.HINT, action=self.tr("Stop"), on_action=self._task.stop)

    # -- saying it ---------------------------------------------------------------------------------------------

    def _show(self, status: IdStatus | None) -> None:
        self._status = status
        if status is None or self._task.is_running:
            return
        clear = QLocale().toString(status.clear)
        if status.state is IdState.LOCKED:
            text = self.tr("ID numbers are encrypted, and their key is not on this computer.")
            action = "" if self._unlock.isVisibleTo(self) else self.tr("Type the recovery code")
            self.say(text, MessageKind.WARN, action=action, on_action=self._ask_for_code)
        elif status.state is IdState.OFF:
            text = self.tr("{count} ID numbers of earlier are stored unencrypted.").format(count=clear)
            action = self.tr("Encrypt them…") if status.has_keyring else ""
            self.say(text if status.clear else "", MessageKind.WARN, action=action, on_action=self._change_code)
        elif status.clear:
            text = self.tr("{count} ID numbers are not encrypted yet.").format(count=clear)
            self.say(text, MessageKind.WARN, action=self.tr("Go on"), on_action=self._encrypt)
        else:
            text = self.tr("ID numbers are encrypted.")
            self.say(text, MessageKind.OK, action=self.tr("New recovery code…"), on_action=self._change_code)

    def _on_failed(self, error: Exception) -> None:
        if getattr(error, "code", "") == "E-CANCELLED":
            self.refresh()
        elif isinstance(error, InvalidInputError) and error.field == "code":
            self._unlock.say(self.tr("This is not the recovery code of these numbers"))
        else:
            self.say(describe(error).line)

    def _ask(self, work: Callable[[Session], T], follow: Callable[[T], None]) -> None:
        self._operations.read(work, owner=self, on_success=follow, on_error=self._on_failed)


def _status(session: Session) -> IdStatus | None:
    """How the numbers are kept; None where they are a server's business."""
    return session.id_vault.status() if session.id_vault is not None else None


def _switch_on(session: Session, *, code: str, typed_end: str, purpose: str | None) -> IdStatus | None:
    vault = session.id_vault
    if vault is not None and code:
        if vault.status().state is IdState.ON:
            vault.change_code(code, typed_end)
        else:
            vault.switch_on(code, typed_end)
    if purpose is not None:
        session.consents.state_purpose(purpose)
    return _status(session)


def _unlock_with(session: Session, *, code: str) -> IdStatus | None:
    if session.id_vault is not None:
        session.id_vault.unlock(code)
    return _status(session)
