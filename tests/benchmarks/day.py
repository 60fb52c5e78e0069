"""A long day at the program's window, in a process of its own: what stays of it in memory, and among Qt's objects.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from tests.benchmarks.dialogs import Dialogs, add_customers
from tests.benchmarks.screens import pause, resident, until
from wxbuyer_gui.app import create_window

_MANY = "1"  # what nearly everybody's phone begins with
_WARM_UP = 20  # searches after which all that is kept once is there
_WARM_UP_EACH = 3
_WARM_UP_ROWS = 5_000


class Day:
    """Does the same things over and over, on a window that stays open."""

    def __init__(self, url: str, data: str, texts: list[str]) -> None:
        customers = add_customers(url)
        self._window = create_window(url, data_dir=data, language="en")
        self._window.resize(1180, 740)
        self._window.show()
        until(self._window.answered)
        self._texts: Iterator[str] = cycle(texts)
        self._box = self._window.findChild(QLineEdit, "searchEdit")
        self._table = self._window.findChild(QTableView, "resultTable")
        self._dialogs = Dialogs(self._window, customers, self._ask)

    def tell(self, results: int, searches: int, dialogs: int) -> dict[str, Any]:
        """What each of the three leaves behind."""
        self.search(_WARM_UP)
        self.open_dialogs(_WARM_UP_EACH * len(self._dialogs.names))
        self.scroll(_WARM_UP_ROWS)
        told = {
            "scrolled": self._left_by(lambda: self.scroll(results)),
            "searched": self._left_by(lambda: self.search(searches)),
            "opened": self._left_by(lambda: self.open_dialogs(dialogs)),
        }
        self._window.close()
        return told

    def scroll(self, results: int) -> None:
        """To the end of what is there, again and again, until that many rows were seen or there are no more."""
        self._ask(_MANY)
        model, seen = self._table.model(), -1
        while seen < model.rowCount() < results:
            seen = model.rowCount()
            self._table.scrollToBottom()
            while self._window._searching._next_page.busy:
                pause(1)
        self._ask("")

    def search(self, times: int) -> None:
        """One text after the other."""
        for text in islice(self._texts, times):
            self._ask(text)

    def open_dialogs(self, times: int) -> None:
        """Open one and put it away, each kind in its turn."""
        for name in islice(cycle(self._dialogs.names), times):
            self._dialogs.open_and_close(name)
        self._ask("")

    def open_each(self, times: int) -> dict[str, dict[str, float]]:
        """What so many openings of each kind leave behind; those of the operators at last."""
        told = self._opened_each(times)
        self._dialogs.take_on_staff()
        told |= self._opened_each(times)
        self._dialogs.sign_clerk_in()
        told |= self._opened_each(times)
        self._window.close()
        return told

    def _opened_each(self, times: int) -> dict[str, dict[str, float]]:
        told = {}
        for name in self._dialogs.names:
            self._repeat(name, _WARM_UP_EACH)
            told[name] = self._left_by(partial(self._repeat, name, times))
            print(name, told[name], file=sys.stderr, flush=True)
        return told

    def _repeat(self, name: str, times: int) -> None:
        for _ in range(times):
            self._dialogs.open_and_close(name)

    def _ask(self, text: str) -> None:
        if self._box.text() != text:
            self._box.setText(text)
            until(self._window.answered)

    def _left_by(self, work: Callable[[], object]) -> dict[str, float]:
        memory, objects = self._now()
        work()
        more_memory, more_objects = self._now()
        return {"memory": more_memory - memory, "objects": more_objects - objects}

    def _now(self) -> tuple[float, int]:
        """MiB and Qt objects, once what has been dropped is gone."""
        pause(100)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return resident(), len(self._window.findChildren(QObject)) + len(QApplication.topLevelWidgets())


if __name__ == "__main__":
    url, data, texts, *counts = sys.argv[1:]
    day = Day(url, data, json.loads(texts))
    told = day.tell(*map(int, counts)) if len(counts) > 1 else day.open_each(int(counts[0]))
    print(json.dumps(told), flush=True)
