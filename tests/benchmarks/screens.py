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
from concurrent.futures import ThreadPoolExecutor
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
    window = _window(arguments)
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


def counter(arguments: list[str]) -> dict[str, Any]:
    """A clerk at the program's window: key presses, stalls, and what memory a long day takes."""
    url, data, file, text_list, repeats = arguments
    texts: list[str] = json.loads(text_list)
    window = _window([url, data])
    window.show()
    until(window.answered)
    box, table = window.findChild(QLineEdit, "searchEdit"), window.findChild(QTableView, "resultTable")
    pause(1000)
    clerk = _Clerk(window, box, table)
    keys, repaints = clerk.type_all(texts)
    beat = Heartbeat()
    idle = beat.during(lambda: pause(300 * int(repeats)))
    searching = beat.during(lambda: clerk.search_all(texts))
    before = resident()
    searches = 0
    while searches < 200 * int(repeats):
        searches += clerk.search_all(texts)
    after = resident()
    importing = beat.during(lambda: _import(window, Path(file)))
    window.close()
    return {
        "keys": keys, "repaints": repaints, "idle": idle, "searching": searching, "importing": importing,
        "before": before, "after": after, "searches": searches,
    }  # fmt: skip


class _Clerk:
    """Types into the box and waits until the answer is painted."""

    def __init__(self, window: Any, box: QLineEdit, table: QTableView) -> None:
        self._window = window
        self._box = box
        self._table = table
        self._painted = Painted(table.viewport())
        self._answers = 0
        window.answered.connect(self._count)

    def type_all(self, texts: list[str]) -> tuple[list[float], list[float]]:
        """Milliseconds from each key press to its painted answer, and of a repaint of the same rows after it."""
        keys, repaints = [], []
        for text in texts:
            if self._box.text():
                self._ask(self._box.clear)
            for character in text:
                start = time.monotonic_ns()
                if not self._ask(lambda pressed=character: press(self._box, pressed)):
                    continue
                keys.append((self._painted.at - start) / 1e6)
                pause(20)
                start = time.monotonic_ns()
                self._table.viewport().update()
                repaints.append((self._painted.wait() - start) / 1e6)
        return keys, repaints

    def search_all(self, texts: list[str]) -> int:
        """Put every text into the box, one answer after the other; how many."""
        for text in texts:
            for end in range(1, len(text) + 1):
                self._box.setText("")
                self._ask(lambda shown=text[:end]: self._box.setText(shown))
        return sum(map(len, texts))

    def _ask(self, change: Callable[[], object]) -> bool:
        """Whether rows are on the screen, and not the page that says that there are none."""
        before = self._answers
        change()
        while self._answers == before:
            until(self._window.answered)
        if self._table.isVisible():
            self._painted.end()
        return self._table.isVisible()

    def _count(self) -> None:
        self._answers += 1
        self._painted.begin()
        self._table.viewport().update()  # what the answer asks for anyhow, unless it is the same one


def _import(window: Any, file: Path) -> None:
    transfer = window.session.transfer
    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(lambda: transfer.run(transfer.inspect(file)))
        while not task.done():
            pause(20)
    assert task.result().written


def _window(arguments: list[str]) -> Any:
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
    print(json.dumps({"bare": bare, "start": start, "counter": counter}[sys.argv[1]](sys.argv[2:])), flush=True)
