"""A clerk at the program's window, in a process of its own: key presses, stalls, and what memory searches take.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from tests.benchmarks.screens import Heartbeat, pause, press, program_window, resident, until
from tests.benchmarks.search import bare_run
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store.engine import open_store

_REST_MS = 20  # between two key presses: nobody types faster


def counter(url: str, data: str, file: Path, texts: list[str], repeats: int) -> dict[str, Any]:
    """All of it, on one window. Changes the database."""
    window = program_window([url, data])
    window.show()
    until(window.answered)
    pause(1000)
    clerk = Clerk(window)
    with BareParts(url, clerk.rows) as bare:
        told: dict[str, Any] = clerk.type_all(texts, bare)
    beat = Heartbeat()
    told["idle"] = beat.during(lambda: pause(300 * repeats))
    told["searching"] = beat.during(lambda: clerk.search_all(texts))
    told["before"] = resident()
    searches = 0
    while searches < 200 * repeats:
        searches += clerk.search_all(texts)
    told |= {"after": resident(), "searches": searches}
    told["importing"] = beat.during(lambda: _import(window, file))
    window.close()
    return told


class OnScreen(QObject):
    """When ``widget`` came to the screen: the end of the pass in which its window paints it, the flush included."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self._loop = QEventLoop()
        self._is_painted = self._is_passing = False
        self.at = 0
        """The time in nanoseconds, 0 while it is awaited."""
        widget.installEventFilter(self)
        widget.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window paints all that is to be painted when it is asked for an update, and only then."""
        if watched is self.widget:
            self._is_painted |= event.type() == QEvent.Type.Paint
        elif event.type() == QEvent.Type.UpdateRequest and not self._is_passing:
            self._is_passing, self._is_painted = True, False
            QCoreApplication.sendEvent(watched, event)
            self._is_passing = False
            if self._is_painted and not self.at:
                self.at = time.monotonic_ns()
                self._loop.quit()
            return True
        return False

    def begin(self) -> None:
        """What is painted from now on counts."""
        self.at = 0

    def end(self) -> int:
        """The time when it came, which may have been already."""
        if not self.at:
            self._loop.exec()
        return self.at


class Clerk:
    """Types into the box and waits until the answer is painted."""

    def __init__(self, window: Any) -> None:
        self._window = window
        self._box: QLineEdit = window.findChild(QLineEdit, "searchEdit")
        self._table: QTableView = window.findChild(QTableView, "resultTable")
        self.rows = OnScreen(self._table.viewport())
        self._answers = 0
        self._whole = 0
        model = self._table.model()
        for changed in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(lambda *_: self.rows.begin())
        window.answered.connect(self._count)

    def type_all(self, texts: list[str], bare: BareParts) -> dict[str, list[float]]:
        """Milliseconds from each key press until its rows are on the screen, and until all else is, too.

        After each: those of a repaint of the same rows, and of what no program can spare itself.
        """
        told: dict[str, list[float]] = {"keys": [], "whole": [], "repaints": [], "bare": []}
        for text in texts:
            if self._box.text():
                self._ask(self._box.clear)
            for end in range(1, len(text) + 1):
                pause(_REST_MS)
                start = time.monotonic_ns()
                if not self._ask(lambda pressed=text[end - 1]: press(self._box, pressed)):
                    continue
                told["keys"].append((self.rows.at - start) / 1e6)
                told["whole"].append((self._whole - start) / 1e6)
                pause(_REST_MS)
                start = time.monotonic_ns()
                self.rows.begin()
                self._table.viewport().update()
                told["repaints"].append((self.rows.end() - start) / 1e6)
                told["bare"].append(bare.milliseconds(text[:end]))
        return told

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
        while not self._whole:
            pause(0)
        return self._table.isVisible() and bool(self.rows.end())

    def _count(self) -> None:
        """A timer of no time fires behind the paint of what has changed, and the flush; and the detail comes last."""
        self._answers += 1
        self._whole = 0
        QTimer.singleShot(0, self._window, lambda: QTimer.singleShot(0, self._window, self._note_whole))

    def _note_whole(self) -> None:
        self._whole = time.monotonic_ns()


class BareParts(QObject):
    """What a key press takes of a line of Qt's own, a thread, the bare driver, and a repaint of rows that are there.

    A search that has to show its rows cannot do with less: there is nothing of them to be made or measured here.
    """

    _answered = Signal()

    def __init__(self, url: str, rows: OnScreen) -> None:
        super().__init__()
        self._rows = rows
        self._line = QLineEdit()
        self._line.textEdited.connect(self._ask)
        self._answered.connect(rows.widget.update, Qt.ConnectionType.QueuedConnection)
        self._worker = ThreadPoolExecutor(1)
        self._reading = open_store(url)

    def __enter__(self) -> Self:
        self._store = self._reading.__enter__()
        self._snapshot = self._store.read()
        self._connection = self._worker.submit(self._snapshot.__enter__).result()
        self._line.show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
        self._worker.submit(self._snapshot.__exit__, None, None, None).result()
        self._worker.shutdown()
        self._reading.__exit__(kind, error, trace)

    def milliseconds(self, text: str) -> float:
        """From the press of the last key of ``text`` until the rows are on the screen."""
        self._run = self._worker.submit(bare_run, self._connection, 1, parse(text)).result()
        self._line.setText(text[:-1])
        pause(_REST_MS)
        self._rows.begin()
        start = time.monotonic_ns()
        press(self._line, text[-1])
        return (self._rows.end() - start) / 1e6

    def _ask(self) -> None:
        self._worker.submit(self._run, self._connection).add_done_callback(lambda _done: self._answered.emit())


def _import(window: Any, file: Path) -> None:
    transfer = window.session.transfer
    with ThreadPoolExecutor(1) as pool:
        task = pool.submit(lambda: transfer.run(transfer.inspect(file)))
        while not task.done():
            pause(20)
    assert task.result().written


if __name__ == "__main__":
    url, data, file, text_list, repeats = sys.argv[1:]
    print(json.dumps(counter(url, data, Path(file), json.loads(text_list), int(repeats))), flush=True)
