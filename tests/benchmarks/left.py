"""What is there, to be compared with what is there later: memory, and Qt's objects."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.screens import pause, resident
from tests.support.heap import heap_bytes
from wxbuyer_gui.tasks.free_memory import give_back


@dataclass(frozen=True, slots=True)
class State:
    """MiB of the process, MiB of them that the C library has handed out, and Qt objects."""

    memory: float
    held: float
    objects: int

    def __sub__(self, before: State) -> State:
        return State(self.memory - before.memory, self.held - before.held, self.objects - before.objects)


def state(window: QWidget) -> State:
    """How things stand in ``window``, once what has been dropped is gone and given back, as by a window at rest."""
    pause(100)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    give_back()
    objects = len(window.findChildren(QObject)) + len(QApplication.topLevelWidgets())
    return State(resident(), (heap_bytes() or 0) / 2**20, objects)
