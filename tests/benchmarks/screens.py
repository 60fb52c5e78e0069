"""The two windows that are compared, each in a process of its own: the program's, and a bare box over a bare table.

A child tells what it measured in one line of JSON. Times are the monotonic clock's, which all processes share.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

_ROWS, _COLUMNS = 50, 4
_SIZE = (1180, 740)
_BEAT_MS = 2
_PATIENCE_MS = 60_000


class Painted(QObject):
    """Watches one widget for the first paint after ``begin``, until it is on the screen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._seen = False
        self.at = 0
        """The time of the paint's end, 0 while it is awaited."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A timer of no time fires behind this paint, those of the other widgets, and the flush."""
        if event.type() == QEvent.Type.Paint:
            self._seen = True
            QTimer.singleShot(0, self, self._note)
        return False

    def _note(self) -> None:
        if self._seen and not self.at:
            self.at = time.monotonic_ns()
            self._loop.quit()

    def begin(self) -> None:
        """Wait for a paint from now on."""
        self._seen, self.at = False, 0

    def end(self) -> int:
        """The time of that paint's end, which may have been already."""
        if not self.at:
            self._loop.exec()
        return self.at

    def wait(self) -> int:
        """The time of the next paint's end."""
        self.begin()
        return self.end()


class Heartbeat(QObject):
    """How far apart the ticks of a short timer on this thread are, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def during(self, work: Callable[[], object]) -> list[float]:
        """The gaps while ``work`` runs the event loop."""
        self.gaps = []
        self._last = time.perf_counter()
        self._timer.start()
        work()
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def bare(_arguments: list[str]) -> dict[str, Any]:
    """A box over a table with one page of rows; nothing else is imported."""
    application = QApplication([])
    window = QWidget()
    layout = QVBoxLayout(window)
    table = QTableView()
    model = QStandardItemModel(_ROWS, _COLUMNS)
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            model.setItem(row, column, QStandardItem(f"王小明 {row} {column}"))
    table.setModel(model)
    layout.addWidget(QLineEdit())
    layout.addWidget(table)
    window.resize(*_SIZE)
    painted = Painted(window)
    window.show()
    at = painted.wait()
    pause(500)
    del application
    return {"painted": at, "memory": resident()}


def start(arguments: list[str]) -> dict[str, Any]:
    """The program's window on a database, until it is painted, and until it answers."""
    window = program_window(arguments)
    painted = Painted(window)
    answered: list[int] = []
    window.answered.connect(lambda: answered.append(time.monotonic_ns()))
    window.show()
    at = painted.wait()
    if not answered:
        until(window.answered)
    pause(500)
    memory = resident()
    window.close()
    return {"painted": at, "answered": answered[0], "memory": memory}


def program_window(arguments: list[str]) -> Any:
    """The program's window on a database, with a data folder."""
    gc.disable()  # as the command line does
    from wxbuyer_gui.app import create_window  # the bare window must not pay for it

    url, data = arguments
    window = create_window(url, data_dir=data)
    window.resize(*_SIZE)
    return window


def press(box: QLineEdit, character: str) -> None:
    """One key. QTest's own function knows the keys of an English keyboard only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character))


def until(signal: SignalInstance) -> None:
    """Run the event loop until a signal comes."""
    loop = QEventLoop()

    def leave(*_: object) -> None:  # not the loop's own slot: Qt for Python keeps a string for each connection to one
        loop.quit()

    signal.connect(leave)
    QTimer.singleShot(_PATIENCE_MS, loop, lambda: loop.exit(1))
    if loop.exec():
        sys.exit("no answer")
    signal.disconnect(leave)


def pause(milliseconds: int) -> None:
    """Run the event loop for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, lambda: loop.quit())
    loop.exec()


def resident() -> float:
    """The memory of this process in MiB; 0 where the system has no /proc."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    sizes = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(sizes[0]) / 1024 if sizes else 0.0


if __name__ == "__main__":
    random.seed(1)
    print(json.dumps({"bare": bare, "start": start}[sys.argv[1]](sys.argv[2:])), flush=True)
