"""外观: language, theme, size of type, height of rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.i18n import LANGUAGES
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.switch import Switch


class AppearancePage(SettingsPage):
    """How the program looks; the windows behind show each change as it is made."""

    key = "appearance"
    icon = "palette"

    def __init__(self, *, theme: Theme, icons: Icons, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._language = Segmented(theme=theme, name="languageChoice")
        self._mode = Segmented(theme=theme, name="themeChoice")
        self._large = Switch(theme=theme, name="largeTextSwitch")
        self._compact = Switch(theme=theme, name="compactRowsSwitch")
        self._language_row = self.add_row(self._language)
        self._mode_row = self.add_row(self._mode)
        self._large_row = self.add_row(self._large)
        self._compact_row = self.add_row(self._compact)
        self.body.addStretch(1)
        self._language.activated.connect(lambda: self.change("appearance", language=self._language.currentData()))
        self._mode.activated.connect(lambda: self.change("appearance", theme=self._mode.currentData()))
        self._large.clicked.connect(lambda on: self.change("appearance", large_text=on))
        self._compact.clicked.connect(lambda on: self.change("appearance", compact_rows=on))
        self.start()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("AppearancePage", "Appearance")

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""
        look = settings.appearance
        self._language.set_value(look.language)
        self._mode.set_value(look.theme)
        self._large.setChecked(look.large_text)
        self._compact.setChecked(look.compact_rows)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._language.set_choices(tuple((name, code) for code, name in LANGUAGES.items()))
        self._mode.set_choices(
            ((self.tr("As the system"), "auto"), (self.tr("Light"), "light"), (self.tr("Dark"), "dark"))
        )
        self._language_row.set_words(self.tr("Language"))
        self._mode_row.set_words(self.tr("Theme"))
        self._large_row.set_words(self.tr("Large text"), self.tr("Type and controls a quarter larger"))
        self._compact_row.set_words(self.tr("Compact rows"), self.tr("More buyers at a glance"))
