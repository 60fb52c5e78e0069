"""备份: automatic or not, where to, when the last one was made, and one right now."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_folder
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.path_field import PathInput
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import InputState
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.switch import Switch
from wxbuyer_gui.ui.words import moment

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session


@dataclass(frozen=True, slots=True)
class _Last:
    """What is known about backups of the open source."""

    at: datetime | None
    problem: str
    shared: bool


class BackupPage(SettingsPage):
    """Where copies of the database go. A shared database is backed up by its server."""

    key = "backup"
    icon = "save"

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        preferences: Preferences,
        runner: Runner,
        operations: Operations,
        actions: Actions,
        places: Folders,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme=theme, icons=icons, preferences=preferences, parent=parent)
        self._runner = runner
        self._operations = operations
        self._actions = actions
        self._places = places
        self._last: _Last | None = None
        self._automatic = Switch(theme=theme, name="automaticBackupSwitch")
        self._choose = Button(theme=theme, icons=icons, icon="folder-open", name="backupFolderButton")
        self._folder = PathInput(theme=theme, icons=icons, name="backupFolderEdit", buttons=(self._choose,))
        self._now = Button(theme=theme, icons=icons, icon="save", name="backupNowButton")
        self._restore = Button(theme=theme, icons=icons, icon="archive-restore", name="restoreButton")
        buttons = QWidget()
        line = row(buttons, spacing=theme.px(8))
        line.addWidget(self._now)
        line.addWidget(self._restore)
        self._automatic_row = self.add_row(self._automatic)
        self._folder_row = self.add_row(below=self._folder)
        self._last_row = self.add_row(buttons)
        self.body.addStretch(1)
        self._automatic.clicked.connect(lambda on: self.change("backup", automatic=on))
        self._choose.clicked.connect(self._ask)
        self._folder.edit.entered.connect(self._take_typed)
        self._folder.edit.left.connect(self._take_typed)
        self._now.clicked.connect(actions["backup"].trigger)
        self._restore.clicked.connect(actions["restore"].trigger)
        for name in ("backup", "restore"):
            actions[name].changed.connect(self._follow_actions)
        self.start()
        self._follow_actions()

    @staticmethod
    def title() -> str:
        """The page's name."""
        return QCoreApplication.translate("BackupPage", "Backups")

    def follow(self, settings: Settings) -> None:
        """Show the settings in force."""
        self._automatic.setChecked(settings.backup.automatic)
        if not self._folder.edit.hasFocus():
            self._folder.edit.setText(settings.backup.folder)

    def refresh(self) -> None:
        """Ask again when the last backup was made."""
        self._last = None
        if self._operations.is_open:
            self._operations.read(_read_last, owner=self, on_success=self._show_last, on_error=lambda _: None)
        self._say_last()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._automatic_row.set_words(
            self.tr("Automatic backups"), self.tr("Daily and when the program ends; old ones are thinned out")
        )
        self._folder_row.set_words(self.tr("Folder"), self.tr("Best on another disk than the database"))
        self._folder.edit.setAccessibleName(self.tr("Folder for backups"))
        self._folder.edit.setPlaceholderText(str(self._places.backups))
        self._choose.setText(self.tr("Choose…"))
        self._now.setText(self.tr("Back up now…"))
        self._restore.setText(self.tr("Restore…"))
        self._say_last()

    def _show_last(self, last: _Last) -> None:
        self._last = last
        self._say_last()

    def _say_last(self) -> None:
        last = self._last
        if last is None:
            text = ""
        elif last.shared:
            text = self.tr("A shared database is backed up on its server")
        elif last.at is None:
            text = self.tr("None yet")
        else:
            text = moment(last.at, now=datetime.now().astimezone())
        self._last_row.set_words(self.tr("Last backup"), text)
        problem = last.problem if last is not None else ""
        words = self.tr("The last automatic backup failed ({code}). Look at the folder.").format(code=problem)
        self._last_row.say(words if problem else "")

    def _follow_actions(self) -> None:
        self._now.setEnabled(self._actions["backup"].isEnabled())
        self._restore.setEnabled(self._actions["restore"].isEnabled())

    def _ask(self) -> None:
        present = self._preferences.settings.backup.folder
        ask_for_folder(
            self,
            caption=self.tr("Folder for backups"),
            start=Path(present) if present else self._places.backups,
            on_chosen=self._take,
        )

    def _take_typed(self) -> None:
        path = self._folder.path
        self._take(str(path) if path is not None else "")

    def _take(self, text: str) -> None:
        """Use the folder if backups can be written there; looked at on a worker, for it may be on the network."""
        self._folder.edit.setText(text)
        if text == self._preferences.settings.backup.folder:
            self._say_folder("")
            return
        self._runner.submit(
            partial(_is_usable, text),
            on_success=lambda usable: self._on_checked(text, usable=usable),
            on_error=lambda _: self._on_checked(text, usable=False),
            owner=self,
        )

    def _on_checked(self, text: str, *, usable: bool) -> None:
        if usable:
            self._say_folder("")
            self.change("backup", folder=text)
        else:
            self._say_folder(self.tr("There is no such folder, or nothing can be written to it"))

    def _say_folder(self, problem: str) -> None:
        self._folder_row.say(problem)
        self._folder.edit.set_state(InputState.ERROR if problem else InputState.NORMAL)


def _read_last(session: Session) -> _Last:
    if session.source.kind in ("postgresql", "remote"):
        return _Last(None, "", shared=True)
    status = session.care.status()
    return _Last(status.last_backup, status.problem, shared=False)


def _is_usable(folder: str) -> bool:
    """'' is the usual folder, which is made when it is needed."""
    path = Path(folder)
    try:
        return not folder or (path.is_absolute() and path.is_dir() and os.access(path, os.W_OK))
    except OSError:
        return False
