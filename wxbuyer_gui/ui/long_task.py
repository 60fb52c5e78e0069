"""One long piece of work at a time: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from wxbuyer_gui.tasks.runner import Lane, Runner

T = TypeVar("T")
Work = Callable[[Event, Callable[[int], None]], T]

_LOOK_MS = 100


class _Meter:
    """The number that the worker writes and the GUI thread reads; a signal for each would flood the window."""

    def __init__(self) -> None:
        self.rows = 0

    def __call__(self, rows: int) -> None:
        self.rows = rows


class LongTask(QObject):
    """Runs work that gets an event to watch and a function to tell its progress to.

    Stopped work ends with its own error, as a rule StorageError ``E-CANCELLED``. When the runner is closed the work
    is stopped too.

    Signals:
        progressed(int): so many rows are done; some ten times a second.
    """

    progressed = Signal(int)

    def __init__(self, *, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._stop = Event()
        self._running = False
        self._meter = _Meter()
        self._clock = QElapsedTimer()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell)
        runner.closing.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether the work is under way."""
        return self._running

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop and has not yet."""
        return self._running and self._stop.is_set()

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return self._clock.elapsed() / 1000

    def start(
        self,
        work: Work[T],
        *,
        on_success: Callable[[T], None],
        on_error: Callable[[Exception], None],
        is_write: bool = False,
    ) -> None:
        """Begin. ``is_write``: the program does not end before the work has ended or stopped."""
        self._stop = stop = Event()
        self._meter = meter = _Meter()
        self._running = True
        self._clock.start()
        self._look.start()

        def succeed(result: T) -> None:
            self._end()
            on_success(result)

        def fail(error: Exception) -> None:
            self._end()
            on_error(error)

        self._runner.submit(
            lambda: work(stop, meter),
            on_success=succeed,
            on_error=fail,
            owner=self,
            lane=Lane.LONG,
            must_finish=is_write,
        )

    def stop(self) -> None:
        """Ask the work to stop; its callback still comes."""
        self._stop.set()

    def _tell(self) -> None:
        self.progressed.emit(self._meter.rows)

    def _end(self) -> None:
        self._running = False
        self._look.stop()
        self._tell()
