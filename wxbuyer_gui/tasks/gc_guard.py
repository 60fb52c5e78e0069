"""Python's cyclic collector on a leash: on the main thread only, and never while somebody types.

A full collection stops the window for some 65 ms, and one that starts on a worker may destroy Qt objects there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer

from wxbuyer_gui.tasks import free_memory

_TICK_MS = 100  # what a worker makes in a second while buyers are copied takes the collector 50 ms
_IDLE_SECONDS = 10.0
_YOUNG, _MIDDLE, _FULL = 0, 1, 2


class GcGuard(QObject):
    """Turns the automatic collector off and collects by timer: young generations ten times a second, all when idle,
    and gives free memory back then.

    ``idle_seconds`` tells how long nothing has happened. The collector belongs to the whole process: Python gets it
    back when the last guard stops, so that no window that closes takes it from the others.
    """

    _started: ClassVar[set[int]] = set()

    def __init__(self, *, idle_seconds: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle_seconds = idle_seconds
        self._full_due = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Set aside what start-up made, so that no later collection walks it again, and begin."""
        self._started.add(id(self))
        gc.disable()
        self.freeze()
        self._timer.start()

    def freeze(self) -> None:
        """Set aside all living objects; also worth calling after a large late import."""
        gc.freeze()

    def stop(self) -> None:
        """End; the last one gives collecting back to Python. May be called more than once."""
        self._timer.stop()
        if id(self) in self._started:
            self._started.remove(id(self))
            if not self._started:
                gc.unfreeze()
                gc.enable()

    def collect(self) -> int:
        """Collect what is due and return the generation collected, -1 for none."""
        threshold_young, threshold_middle, _ = gc.get_threshold()
        young, middle, _ = gc.get_count()
        if self._full_due and self._idle_seconds() >= _IDLE_SECONDS:
            self._full_due = False
            gc.collect(_FULL)
            free_memory.give_back()
            return _FULL
        if young <= threshold_young:
            return -1
        generation = _MIDDLE if middle > threshold_middle else _YOUNG
        self._full_due = self._full_due or generation == _MIDDLE
        gc.collect(generation)
        return generation
