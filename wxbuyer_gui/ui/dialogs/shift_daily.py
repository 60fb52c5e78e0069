"""Whether each day's summary is saved by itself, and where: one line of the shift window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_folder
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.switch import Switch


class ShiftDaily(QWidget):
    """A switch with the folder; switching it on without one asks for it first."""

    def __init__(
        self, *, theme: Theme, icons: Icons, preferences: Preferences, places: Folders, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._places = places
        self._switch = Switch(theme=theme, name="dailyShiftSwitch")
        self._words = Label(theme=theme, px=13, token="text2", elide=Qt.TextElideMode.ElideMiddle)
        self._choose = Button(theme=theme, icons=icons, icon="folder-open", small=True, name="shiftFolderButton")
        line = row(self, spacing=theme.px(10))
        line.addWidget(self._switch)
        line.addWidget(self._words, 1)
        line.addWidget(self._choose)
        self._switch.clicked.connect(self._on_switched)
        self._choose.clicked.connect(self._ask)
        preferences.changed.connect(self._follow)
        self._follow(preferences.settings)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._switch.setAccessibleName(self.tr("Save each day's summary"))
        self._choose.setText(self.tr("Folder…"))
        self._follow(self._preferences.settings)

    def _follow(self, settings: Settings) -> None:
        report = settings.report
        self._switch.setChecked(report.daily)
        place = report.folder or self.tr("no folder yet")
        self._words.setText(self.tr("Save each day's summary (PDF and CSV): {folder}").format(folder=place))

    def _on_switched(self, on: bool) -> None:
        if on and not self._preferences.settings.report.folder:
            self._switch.setChecked(False)
            self._ask()
        else:
            self._change(daily=on)

    def _ask(self) -> None:
        folder = self._preferences.settings.report.folder
        ask_for_folder(
            self,
            caption=self.tr("Folder for shift summaries"),
            start=Path(folder) if folder else self._places.data,
            on_chosen=lambda chosen: self._change(daily=True, folder=chosen),
        )

    def _change(self, **values: Any) -> None:
        self._preferences.change(lambda settings: replace(settings, report=replace(settings.report, **values)))
