"""Commands that ask for a file and write it while the window goes on: a backup, a part of the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.widgets.toast import Toaster

if TYPE_CHECKING:
    from wxbuyer_gui.paths import Folders
    from wxbuyer_gui.store.care import BackupInfo
    from wxbuyer_gui.ui.dialogs.backup_command import BackupCommand
    from wxbuyer_gui.ui.dialogs.journal_export import JournalExport
    from wxbuyer_gui.ui.panes.journal_filter import JournalQuery


class FileCommands(QObject):
    """Each is made when it is first wanted, and says in a toast what it has written.

    Signals:
        backed_up(): there is a newer backup.
        failed(Exception): a file could not be made.
    """

    backed_up = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        window: QWidget,
        runner: Runner,
        operations: Operations,
        preferences: Preferences,
        toaster: Toaster,
        places: Folders,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._operations = operations
        self._preferences = preferences
        self._toaster = toaster
        self._places = places
        self._backup: BackupCommand | None = None
        self._journal_export: JournalExport | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        return {"backup": self._back_up}

    def export_journal(self, query: JournalQuery) -> None:
        """Write what is chosen of the journal into a file that is asked for."""
        from wxbuyer_gui.ui.dialogs.journal_export import JournalExport  # noqa: PLC0415  not at start-up

        if self._journal_export is None:
            self._journal_export = JournalExport(
                window=self._window, runner=self._runner, session=lambda: self._operations.session
            )
            self._journal_export.written.connect(self._tell_exported)
            self._journal_export.failed.connect(self.failed)
        self._journal_export.ask(query, self._places.data)

    def _back_up(self) -> None:
        from wxbuyer_gui.ui.dialogs.backup_command import BackupCommand  # noqa: PLC0415  not at start-up

        if self._backup is None:
            self._backup = BackupCommand(
                window=self._window, runner=self._runner, session=lambda: self._operations.session
            )
            self._backup.started.connect(lambda: self._toaster.show_message(self.tr("Backing up…"), icon="save"))
            self._backup.made.connect(self._tell_backed_up)
            self._backup.failed.connect(self.failed)
        folder = self._preferences.settings.backup.folder
        self._backup.ask(Path(folder) if folder else self._places.data)

    def _tell_exported(self, count: int, path: Path) -> None:
        text = self.tr("{count} operations are in {name}").format(count=count, name=path.name)
        self._toaster.show_message(text, icon="download")

    def _tell_backed_up(self, info: BackupInfo) -> None:
        self._toaster.show_message(
            self.tr("Backed up {buyers} buyers and {members} members").format(buyers=info.buyers, members=info.members)
        )
        self.backed_up.emit()
