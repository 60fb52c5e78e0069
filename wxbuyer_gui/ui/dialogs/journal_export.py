"""The journal into a file: where to, then on a worker, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.journal_file_words import JournalFileWords
from wxbuyer_gui.ui.long_task import LongTask
from wxbuyer_gui.ui.panes.journal_filter import JournalQuery

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session


class JournalExport(QObject):
    """Asks for a file and writes what is chosen of the journal there, one at a time.

    Signals:
        written(int, Path): so many entries are in the file.
        failed(Exception): there is none.
    """

    written = Signal(int, object)
    failed = Signal(object)

    def __init__(self, *, window: QWidget, runner: Runner, session: Callable[[], Session]) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._task = LongTask(runner=runner, parent=self)

    def ask(self, query: JournalQuery, folder: Path) -> None:
        """Ask for a place, first in ``folder``, and write what ``query`` chooses."""
        chosen = query.day or datetime.now().astimezone().date()
        name = self.tr("operations")
        ask_for_file(
            self._window,
            caption=self.tr("Export operations"),
            start=folder / f"{name}-{chosen:%Y%m%d}.xlsx",
            kinds=self.tr("Tables (*.xlsx *.csv)"),
            suffix="xlsx",
            new=True,
            on_chosen=lambda path: self.write(query, Path(path)),
        )

    def write(self, query: JournalQuery, path: Path) -> None:
        """Write the file. Where another is being written, nothing happens."""
        if self._task.is_running:
            return
        reports, words, chosen = self._session().reports, JournalFileWords(), asdict(query)
        self._task.start(
            lambda stop, tell: reports.export_journal(path, words, **chosen, cancel=stop, progress=tell),
            on_success=lambda count: self.written.emit(count, path),
            on_error=self.failed.emit,
            is_write=True,
        )
