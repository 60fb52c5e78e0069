"""The automatic backups of the open source: after its first check, each hour that finds one due, and at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.store.care import BackupInfo

_EVERY_MS = 3_600_000
_AT_END_SECONDS = 4.0  # the window waits five for everything that is being written


class BackupKeeper(QObject):
    """Backs up in the background what ``window`` works on, unless the person switched that off.

    ``session`` gives the open session, None while there is none; ``folder`` where backups go now. When the window is
    closed, a backup that takes too long is given up: the next start makes it.

    Signals:
        made(BackupInfo): a backup was made.
        failed(Exception): one was due and could not be made; ``Care.status`` tells, too.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        *,
        window: QWidget,
        runner: Runner,
        preferences: Preferences,
        session: Callable[[], Session | None],
        folder: Callable[[], Path],
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._preferences = preferences
        self._session = session
        self._folder = folder
        self._stop = Event()
        self._is_running = self._is_ending = False
        clock = QTimer(self, interval=_EVERY_MS)
        clock.timeout.connect(self.check)
        clock.start()
        runner.closing.connect(self._stop.set)
        window.installEventFilter(self)

    def check(self) -> None:
        """Make a backup if one is due and none is under way."""
        if not self._is_running:
            self._is_running = self._submit(self._stop, at_quit=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to close, and will take the runner with it."""
        if event.type() == QEvent.Type.Close and not self._is_ending:
            self._is_ending = True
            give_up = Event()
            if self._submit(give_up, at_quit=True):
                timer = Timer(_AT_END_SECONDS, give_up.set)
                timer.daemon = True
                timer.start()
        return False

    def _submit(self, stop: Event, *, at_quit: bool) -> bool:
        session = self._session()
        if session is None or not self._preferences.settings.backup.automatic:
            return False
        if session.source.path is None or session.source.demo:  # not a file of the shop's
            return False
        care = session.care
        care.folder = self._folder()
        self._runner.submit(
            lambda: care.backup_if_due(at_quit=at_quit, cancel=stop),
            on_success=self._on_done,
            on_error=self._on_failed,
            lane=Lane.LONG,
            must_finish=at_quit,
        )
        return True

    def _on_done(self, info: BackupInfo | None) -> None:
        self._is_running = False
        if info is not None:
            self.made.emit(info)

    def _on_failed(self, error: Exception) -> None:
        self._is_running = False
        self.failed.emit(error)
