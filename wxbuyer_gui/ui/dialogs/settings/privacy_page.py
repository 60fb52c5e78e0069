"""隐私: how long numbers show, what is asked for, what is fetched and remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings.choices import offer
from wxbuyer_gui.ui.dialogs.settings.id_numbers_row import IdNumbersRow
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.switch import Switch

_REVEAL = (10, 30, 60, 300)
_CLIPBOARD = (0, 15, 30, 60, 300)
_SEARCH = (0, 30, 60, 300)


class PrivacyPage(SettingsPage):
    """What the counter shows and keeps of its customers."""

    key = "privacy"
    icon = "lock"

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        operations: Operations,
        runner: Runner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._reveal = ComboBox(theme=theme, icons=icons, name="revealCombo")
        self._clipboard = ComboBox(theme=theme, icons=icons, name="clipboardCombo")
        self._avatars = Switch(theme=theme, name="avatarsSwitch")
        self._searches = Switch(theme=theme, name="searchesSwitch")
        self._reveal_row = self.add_row(self._reveal)
        self._clipboard_row = self.add_row(self._clipboard)
        self._search = ComboBox(theme=theme, icons=icons, name="searchClearCombo")
        self._id_numbers = IdNumbersRow(theme=theme, icons=icons, operations=operations, runner=runner)
        self._search_row = self.add_row(self._search)
        self.take_row(self._id_numbers)
        self._avatars_row = self.add_row(self._avatars)
        self._searches_row = self.add_row(self._searches)
        self.body.addStretch(1)
        ask = partial(self.change_privacy, operations)
        self._reveal.activated.connect(lambda: ask(reveal_seconds=self._reveal.currentData()))
        self._clipboard.activated.connect(lambda: ask(clipboard_seconds=self._clipboard.currentData()))
        self._search.activated.connect(lambda: ask(search_seconds=self._search.currentData()))
        self._id_numbers.switched.connect(lambda on: self.change("privacy", id_card_field=on))
        self._id_numbers.noteworthy.connect(self.noteworthy)
        self._avatars.clicked.connect(lambda on: ask(avatars=on))
        self._searches.clicked.connect(lambda on: ask(remember_searches=on))
        self.start()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("PrivacyPage", "Privacy")

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""
        privacy = settings.privacy
        offer(self._reveal, _REVEAL, privacy.reveal_seconds, self._duration)
        offer(self._clipboard, _CLIPBOARD, privacy.clipboard_seconds, self._duration)
        offer(self._search, _SEARCH, privacy.search_seconds, self._duration)
        self._id_numbers.follow(is_on=privacy.id_card_field)
        self._avatars.setChecked(privacy.avatars)
        self._searches.setChecked(privacy.remember_searches)

    def refresh(self) -> None:
        """Another source is open."""
        self._id_numbers.refresh()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._reveal_row.set_words(
            self.tr("A hidden number shows for"), self.tr("After the eye or F4; then it is hidden again")
        )
        self._clipboard_row.set_words(
            self.tr("Empty the clipboard after"), self.tr("Only if it still holds what was copied here")
        )
        self._search_row.set_words(
            self.tr("Empty the search box after"), self.tr("If nobody touches keyboard or mouse; not under a form")
        )
        self._id_numbers.retranslate()
        self._avatars_row.set_words(
            self.tr("Pictures from WeChat"), self.tr("Off: no picture is fetched, initials are shown")
        )
        self._searches_row.set_words(
            self.tr("Remember searches"), self.tr("The last ten, until the program is closed; phones are masked")
        )

    def _duration(self, seconds: int) -> str:
        if seconds == 0:
            return self.tr("Never")
        if seconds % 60:
            return self.tr("{count} seconds").format(count=seconds)
        minutes = seconds // 60
        return self.tr("1 minute") if minutes == 1 else self.tr("{count} minutes").format(count=minutes)
