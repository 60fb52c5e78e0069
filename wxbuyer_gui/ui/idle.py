"""Notices that nobody touches keyboard or mouse any more, in any window of the program."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)
_LEAST_MS, _MOST_MS = 1000, 15_000  # a timer stands still while the computer sleeps


def since_boot() -> float:
    """Seconds that only go forward, those that the computer slept too."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()  # on Windows it counts them


class Idle(QObject):
    """Waits for so many minutes without a touch. ``clock`` gives seconds that only go forward.

    Listens at the windows alone, where keys and mouse arrive first: at the application it would see every event of
    every widget.

    Signals:
        over(): the time is over; ``start`` begins anew.
    """

    over = Signal()

    def __init__(self, *, clock: Callable[[], float] = since_boot, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 0.0
        self._touched_at = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._listen)

    def start(self, minutes: float) -> None:
        """Wait from now on; 0 never ends."""
        self._seconds = minutes * 60.0
        for window in QGuiApplication.topLevelWindows():
            self._listen(window)
        self._touched_at = self._clock()
        self.check()

    def stop(self) -> None:
        """Wait no more."""
        self._seconds = 0.0
        self._timer.stop()

    def check(self) -> None:
        """Is it over? Else look again when it may be."""
        if not self._seconds:
            self._timer.stop()
            return
        left = self._touched_at + self._seconds - self._clock()
        if left <= 0:
            self.stop()
            self.over.emit()
        else:
            self._timer.start(min(max(_LEAST_MS, round(left * 1000)), _MOST_MS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the last touch. One that comes too late, as after a sleep, is nobody's who may go on."""
        if event.type() in _TOUCHES:
            if self._seconds and self._clock() - self._touched_at >= self._seconds:
                self.check()
                return True
            self._touched_at = self._clock()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once is enough
            window.installEventFilter(self)
