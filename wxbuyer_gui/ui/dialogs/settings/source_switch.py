"""From a tested draft to the source in use: what has to be settled before, and in which order it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.settings import Profile, Settings
from wxbuyer_gui.ui.dialogs.settings.address_change import AddressChange
from wxbuyer_gui.ui.dialogs.settings.source_trial import SourceTrial
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import WxBuyingUser


class SourceSwitch(QObject):
    """Switches to one draft at a time.

    Signals:
        refused(): something is being saved just now.
        comparing(): the server is being compared with the one at its old address.
        chosen(Profile | None): open this source now; None is the usual database. It becomes the saved one right after.
        switched(Profile | None): it is the saved one.
        not_kept(): its password is forgotten when the program ends.
    """

    refused = Signal()
    comparing = Signal()
    chosen = Signal(object)
    switched = Signal(object)
    not_kept = Signal()

    def __init__(self, *, trial: SourceTrial, change: AddressChange, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._trial = trial
        self._change = change
        self._preferences = preferences
        self._password = ""
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
        elif profile is None or left is None:
            self._keep(profile)
        else:
            self.comparing.emit()
            self._change.ask(left, profile, password, witnesses)

    def _keep(self, profile: Profile | None) -> None:
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
