"""The operators in the window: who is signed in, the lock, what is hidden meanwhile, and the manager's word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.approvals import Approvals
from wxbuyer_gui.ui.clipboard import Clipboard
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.notices import Notices
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.right_words import locked_commands
from wxbuyer_gui.ui.shutter import Shutter
from wxbuyer_gui.ui.signing import Signing
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from wxbuyer_gui.domain.journal import JournalEntry
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.ui.dialogs.own_secret_dialog import OwnSecretDialog


class Staffing(QObject):
    """Puts these parts together for one window.

    Signals:
        shut(): nobody is signed in; nothing of a customer shows.
        entered(): somebody is, and what is shown may be read again.
        replaced(): it is somebody else than who left.
        failed(Exception): something about coming and going went wrong.
    """

    shut = Signal()
    entered = Signal()
    replaced = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        window: QWidget,
        runner: Runner,
        preferences: Preferences,
        parts: WindowParts,
        actions: Actions,
        forms: Forms,
        pending: Pending,
        clipboard: Clipboard,
        notices: Notices,
    ) -> None:
        super().__init__(window)
        dress = {"theme": theme, "icons": icons}
        self._dress = dress
        self._window = window
        self._runner = runner
        self._parts = parts
        self._actions = actions
        self._pending = pending
        self._notices = notices
        self._session: Session | None = None
        self._own_secret: OwnSecretDialog | None = None
        self._approvals = Approvals(**dress, runner=runner, window=window)
        self.signing = Signing(runner=runner, preferences=preferences, parent=self)
        self._shutter = Shutter(
            **dress,
            window=window,
            parts=parts,
            actions=actions,
            forms=forms,
            pending=pending,
            clipboard=clipboard,
            signing=self.signing,
        )
        self.signing.shut.connect(self.shut)
        self.signing.entered.connect(self._on_entered)
        self.signing.entered.connect(lambda _: self._tell_managers())
        self.signing.changed.connect(self._show)
        self.signing.failed.connect(self.failed)
        self._show()

    @property
    def is_shut(self) -> bool:
        """Whether somebody has to sign in first."""
        return self.signing.is_shut

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        return {"lock": self.signing.lock, "sign_out": self._sign_out, "own_secret": self._change_own_secret}

    def attach(self, session: Session | None) -> None:
        """Follow another session; None follows nobody."""
        self._session = session
        self._approvals.attach(session)
        self.signing.attach(session)

    def _on_entered(self, is_back: bool) -> None:
        if not is_back:
            self.replaced.emit()
        self.entered.emit()

    def _tell_managers(self) -> None:
        """Of passwords that were reset past all managers, and of people whom a restored backup has brought back."""
        if self._session is not None:
            tell = partial(self._runner.submit, on_error=self.failed.emit, owner=self)
            tell(self._session.staff.resets, on_success=self._on_resets)
            tell(self._session.staff.unread, on_success=self._on_unread)

    def _on_resets(self, resets: tuple[JournalEntry, ...]) -> None:
        if resets:
            self._notices.warn_of_resets(resets)

    def _on_unread(self, unread: bool) -> None:
        if unread:
            self._notices.warn_of_those_brought_back()

    def _show(self) -> None:
        operator = self.signing.operator
        is_here = operator.id is not None
        self._parts.header.show_operator(operator.name)
        self._actions.mark_locked(locked_commands(operator))
        for name in self.handlers():
            self._actions[name].setEnabled(is_here)

    def _sign_out(self) -> None:
        self._notices.ask_to_leave(
            self._pending.unsettled,
            lambda: self.tr("Sign out all the same"),
            self.signing.sign_out,
            signs_out=True,
        )

    def _change_own_secret(self) -> None:
        from wxbuyer_gui.ui.dialogs.own_secret_dialog import OwnSecretDialog  # noqa: PLC0415  not at start-up

        if self._session is None or self._own_secret is not None:
            return
        self._own_secret = OwnSecretDialog(
            **self._dress, runner=self._runner, staff=self._session.staff, parent=self._window
        )
        self._own_secret.closed.connect(self._forget_own_secret)
        self._own_secret.changed.connect(
            lambda: self._parts.toaster.show_message(self.tr("The password is changed"), icon="key-round")
        )
        self._own_secret.open()

    def _forget_own_secret(self) -> None:
        self._own_secret = None
