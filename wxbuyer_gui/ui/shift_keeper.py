"""Saves each day's shift summary into the folder that a manager chose: when the program ends, and the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

_EVERY_MS = 3_600_000


class ShiftKeeper(QObject):
    """``session`` gives the open session, None while there is none.

    The file that is written when ``window`` closes holds the day so far; one that is older than its day's end is
    written again the next day.

    Signals:
        failed(Exception): files could not be written; said once until they can be again.
    """

    failed = Signal(object)

    def __init__(
        self,
        *,
        window: QWidget,
        runner: Runner,
        preferences: Preferences,
        session: Callable[[], Session | None],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        super().__init__(window)
        self._runner = runner
        self._preferences = preferences
        self._session = session
        self._now = now
        self._is_running = self._is_ending = self._is_failing = False
        clock = QTimer(self, interval=_EVERY_MS)
        clock.timeout.connect(self.check)
        clock.start()
        preferences.changed.connect(lambda _settings: self.check())
        window.installEventFilter(self)

    def check(self) -> None:
        """Save the days that are over and not saved yet."""
        folder, today = self._folder(), self._now().date()
        session = self._shop()
        if self._is_running or folder is None or session is None:
            return
        from wxbuyer_gui.ui import shift_files  # noqa: PLC0415  not at start-up

        self._is_running = True
        self._runner.submit(
            lambda: shift_files.save_missing(session, folder, today),
            on_success=lambda _count: self._end(None),
            on_error=self._end,
            lane=Lane.LONG,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to close, and will take the runner with it."""
        if event.type() == QEvent.Type.Close and not self._is_ending:
            folder, today = self._folder(), self._now().date()
            session = self._shop()
            if folder is not None and session is not None:
                from wxbuyer_gui.ui import shift_files  # noqa: PLC0415  not at start-up

                self._is_ending = True
                self._runner.submit(
                    lambda: shift_files.save_day(session, folder, today),
                    on_success=lambda _saved: None,
                    on_error=lambda _error: None,  # the next start finds it missing, and says so
                    lane=Lane.LONG,
                    must_finish=True,
                )
        return False

    def _folder(self) -> Path | None:
        report = self._preferences.settings.report
        return Path(report.folder) if report.daily and report.folder else None

    def _shop(self) -> Session | None:
        """The session, if it is a shop's."""
        session = self._session()
        return session if session is not None and not session.source.demo and session.source.kind != "memory" else None

    def _end(self, error: Exception | None) -> None:
        self._is_running = False
        if error is not None and not self._is_failing:
            self.failed.emit(error)
        self._is_failing = error is not None
