"""A backup by hand: where to, then on a worker, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.long_task import LongTask

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session


class BackupCommand(QObject):
    """Asks for a file and copies the open database there, one at a time.

    Signals:
        started(): the copy is being made.
        made(BackupInfo): it is whole and in its place.
        failed(Exception): there is none; a file that was there before is as it was.
    """

    started = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, *, window: QWidget, runner: Runner, session: Callable[[], Session]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._task = LongTask(runner=runner, parent=self)

    def ask(self, folder: Path) -> None:
        """Ask for a place, first in ``folder``, and back up to it."""
        path = self._session().source.path
        stem = path.stem if path is not None else "backup"
        ask_for_file(
            self._window,
            caption=self.tr("Back up to"),
            start=folder / f"{stem}-{datetime.now():%Y%m%d-%H%M}.db",
            kinds=self.tr("Backups (*.db)"),
            suffix="db",
            new=True,
            on_chosen=lambda chosen: self.back_up(Path(chosen)),
        )

    def back_up(self, target: Path) -> None:
        """Copy the database to ``target``. Where one is under way, nothing happens."""
        if self._task.is_running:
            return
        care = self._session().care
        self._task.start(
            lambda stop, _tell: care.backup(target, cancel=stop),
            on_success=self.made.emit,
            on_error=self.failed.emit,
        )
        self.started.emit()
