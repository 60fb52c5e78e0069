"""高级: the program's folders, settings for another computer, what may be cleared, and the way back to the defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.settings.file import SettingsError, export_settings, import_settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.setting_row import SettingRow
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row

_EXPORT_NAME = "wxbuyer-settings.toml"


class AdvancedPage(SettingsPage):
    """What is rarely wanted. ``clear_pictures`` blocks, and returns the number of bytes set free."""

    key = "advanced"
    icon = "wrench"

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        runner: Runner,
        places: Folders,
        clear_pictures: Callable[[], int],
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._runner = runner
        self._places = places
        self._clear_pictures = clear_pictures
        self._open_url = open_url
        self._data = Button(theme=theme, icons=icons, name="openDataButton")
        self._logs = Button(theme=theme, icons=icons, name="openLogsButton")
        self._export = Button(theme=theme, icons=icons, name="exportSettingsButton")
        self._import = Button(theme=theme, icons=icons, name="importSettingsButton")
        self._clear = Button(theme=theme, icons=icons, name="clearPicturesButton")
        self._reset = Button(theme=theme, icons=icons, name="resetSettingsButton")
        self._folders_row = self.add_row(_side_by_side(theme, self._data, self._logs))
        self._transfer_row = self.add_row(_side_by_side(theme, self._export, self._import))
        self._clear_row = self.add_row(self._clear)
        self._reset_row = self.add_row(self._reset)
        self.body.addStretch(1)
        self._data.clicked.connect(partial(self._open, places.data))
        self._logs.clicked.connect(partial(self._open, places.logs))
        self._export.clicked.connect(self._ask_where_to)
        self._import.clicked.connect(self._ask_where_from)
        self._clear.clicked.connect(self._clear_cache)
        self._reset.clicked.connect(self._back_to_defaults)
        self.start()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("AdvancedPage", "Advanced")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._folders_row.set_words(self.tr("Folders"), str(self._places.data))
        self._data.setText(self.tr("Open data"))
        self._logs.setText(self.tr("Open logs"))
        self._transfer_row.set_words(
            self.tr("Settings for another computer"), self.tr("Without passwords; those stay in the keyring")
        )
        self._export.setText(self.tr("Export…"))
        self._import.setText(self.tr("Import…"))
        self._clear_row.set_words(
            self.tr("Pictures from WeChat"), self.tr("Kept on this computer, fetched again when needed")
        )
        self._clear.setText(self.tr("Clear"))
        self._reset_row.set_words(
            self.tr("Default settings"), self.tr("All pages; saved data sources and the one in use stay")
        )
        self._reset.setText(self.tr("Reset"))

    # -- folders -----------------------------------------------------------------------------------------------

    def _open(self, folder: Path) -> None:
        self._folders_row.say("")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            opened = self._open_url(QUrl.fromLocalFile(str(folder)))
        except OSError:
            opened = False
        if not opened:
            self._folders_row.say(self.tr("It could not be opened: {folder}").format(folder=folder))

    # -- settings as a file ------------------------------------------------------------------------------------

    def _ask_where_to(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Export settings"),
            start=Path.home() / _EXPORT_NAME,
            kinds=self.tr("Settings (*.toml)"),
            suffix="toml",
            new=True,
            on_chosen=self.export_to,
        )

    def export_to(self, file: str) -> None:
        """Write the settings without secrets to ``file``."""
        self._runner.submit(
            partial(_export, self._preferences.settings, Path(file)),
            on_success=self._on_exported,
            on_error=lambda _: self._on_exported(""),
            owner=self,
            must_finish=True,
        )

    def _on_exported(self, name: str) -> None:
        if name:
            self._transfer_row.say(self.tr("Written to {name}").format(name=name), MessageKind.OK)
        else:
            self._transfer_row.say(self.tr("The file could not be written. Choose another place."))

    def _ask_where_from(self) -> None:
        ask_for_file(
            self,
            caption=self.tr("Import settings"),
            start=Path.home(),
            kinds=self.tr("Settings (*.toml)"),
            on_chosen=self.import_from,
        )

    def import_from(self, file: str) -> None:
        """Take the settings of ``file`` over, all or none."""
        self._runner.submit(
            partial(_import, self._preferences.settings, Path(file)),
            on_success=lambda found: self._on_imported(*found),
            on_error=lambda _: self._on_imported(None, ("",)),
            owner=self,
        )

    def _on_imported(self, found: Settings | None, problems: tuple[str, ...]) -> None:
        if found is not None:
            self._replace(found, self._transfer_row, self.tr("The settings are taken over."))
        elif any(problems):
            words = self.tr("Nothing was taken over: {entries} cannot be used")
            self._transfer_row.say(words.format(entries=self.tr(", ").join(problems)))
        else:
            self._transfer_row.say(self.tr("This is not a file of settings. Nothing was taken over."))

    # -- clearing ----------------------------------------------------------------------------------------------

    def _clear_cache(self) -> None:
        self._clear.setDisabled(True)
        self._runner.submit(
            self._clear_pictures, on_success=self._on_cleared, on_error=lambda _: self._on_cleared(None), owner=self
        )

    def _on_cleared(self, freed: int | None) -> None:
        self._clear.setDisabled(False)
        if freed is None:
            self._clear_row.say(self.tr("They could not be deleted. Close other windows of the program first."))
        else:
            size = QLocale().formattedDataSize(freed, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
            self._clear_row.say(self.tr("Cleared, {size} free").format(size=size), MessageKind.OK)

    def _back_to_defaults(self) -> None:
        present = self._preferences.settings
        defaults = Settings(profile=present.profile, window=present.window, profiles=present.profiles)
        self._replace(defaults, self._reset_row, self.tr("All settings are the defaults again."))

    def _replace(self, settings: Settings, row: SettingRow, words: str) -> None:
        """Put other settings in force, with the way back."""
        before = self._preferences.settings
        self._preferences.change(lambda _: settings)
        undo = partial(self._preferences.change, lambda _: before)
        # The words were translated before the language may have changed just now.
        row.say(words, MessageKind.OK, action=self.tr("Undo"), on_action=undo)


def _side_by_side(theme: Theme, *buttons: Button) -> QWidget:
    holder = QWidget()
    line = row(holder, spacing=theme.px(8))
    for button in buttons:
        line.addWidget(button)
    return holder


def _export(settings: Settings, path: Path) -> str:
    """Write the file and return its name, '' where that failed."""
    try:
        export_settings(settings, path)
    except OSError:
        return ""
    return path.name


def _import(present: Settings, path: Path) -> tuple[Settings | None, tuple[str, ...]]:
    """The settings in ``path`` with the sources of both, or the entries that cannot be used (see ``SettingsError``).

    The source in use stays: another one is tested before it is switched to.
    """
    try:
        found = import_settings(path, present)
    except SettingsError as error:
        return None, error.problems
    except OSError:
        return None, ("",)
    known = {profile.id for profile in found.profiles}
    others = tuple(profile for profile in present.profiles if profile.id not in known)
    return replace(found, profile=present.profile, profiles=(*found.profiles, *others)), ()
