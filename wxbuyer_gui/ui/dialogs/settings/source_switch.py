"""From a tested draft to the source in use: what has to be settled before, and in which order it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.settings import Profile, Settings
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.ui.dialogs.settings.address_change import AddressChange
from wxbuyer_gui.ui.dialogs.settings.source_trial import SourceTrial
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import WxBuyingUser


class SourceSwitch(QObject):
    """Switches to one draft at a time.

    Signals:
        refused(): something is being saved just now.
        asking(int): so many writes to the open source are not settled; start again to leave it all the same.
        comparing(): the server is being compared with the one at its old address.
        chosen(Profile | None): open this source now; None is the usual database. It becomes the saved one right after.
        switched(Profile | None): it is the saved one.
        not_kept(): its password is forgotten when the program ends.
    """

    refused = Signal()
    asking = Signal(int)
    comparing = Signal()
    chosen = Signal(object)
    switched = Signal(object)
    not_kept = Signal()

    def __init__(
        self,
        *,
        trial: SourceTrial,
        change: AddressChange,
        preferences: Preferences,
        waiting: Callable[[], int],
        permit: Callable[[Callable[[], None]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._permit = permit
        self._trial = trial
        self._change = change
        self._preferences = preferences
        self._waiting = waiting
        self._password = ""
        self._is_asked = False
        change.same.connect(self._keep)

    def start(
        self,
        profile: Profile | None,
        *,
        password: str = "",
        left: Profile | None = None,
        witnesses: Sequence[WxBuyingUser] = (),
    ) -> None:
        """Switch to ``profile``, with the password that was typed for it ('': the kept one).

        ``left`` is the saved source whose server it would leave for another address, and ``witnesses`` are the buyers
        of that one which a person knows.
        """
        self._password = password
        if self._trial.is_writing:
            self.refused.emit()
        elif not self._is_asked and self._waiting() and not self._stays(profile):
            self._is_asked = True
            self.asking.emit(self._waiting())
        elif profile is None or left is None:
            self._keep(profile)
        else:
            self.comparing.emit()
            self._change.ask(left, profile, password, witnesses)

    def forget(self) -> None:
        """Another draft: what was answered about the last one says nothing about it."""
        self._is_asked = False

    def _stays(self, profile: Profile | None) -> bool:
        """Whether what waits goes on being sent: the same server, still with its copy."""
        current = self._preferences.settings.current
        if current is None or profile is None or profile.id != current.id or profile.kind != "remote":
            return False
        is_same = (profile.home or profile.url) == (current.home or current.url)
        is_same = is_same and current.tenant_id in (None, profile.tenant_id)
        return is_same and (profile.remote or RemoteAccess()).mirror

    def _keep(self, profile: Profile | None) -> None:
        """Once whoever works here may."""
        self._permit(partial(self._keep_and_switch, profile))

    def _keep_and_switch(self, profile: Profile | None) -> None:
        """The password first: opening the source asks for it."""
        if profile is None or not self._password:
            self._switch_to(profile)
        else:
            self._trial.keep_password(profile, self._password, partial(self._on_kept, profile))

    def _on_kept(self, profile: Profile, kept: bool) -> None:
        self._switch_to(profile)
        if not kept:
            self.not_kept.emit()

    def _switch_to(self, profile: Profile | None) -> None:
        # First: while the settings are being written, no other source would be opened.
        self.chosen.emit(profile)
        self._preferences.change(partial(_with_source, profile))
        self.switched.emit(profile)


def _with_source(profile: Profile | None, settings: Settings) -> Settings:
    """``settings`` with this source saved and in use; None is the usual database."""
    if profile is None:
        return replace(settings, profile="")
    return replace(settings.keeping(profile), profile=profile.id)
