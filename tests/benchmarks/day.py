"""A long day at the program's window, in a process of its own: what stays of it in memory, and among Qt's objects.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from statistics import median
from typing import Any

from PySide6.QtWidgets import QLineEdit, QTableView

from tests.benchmarks.dialogs import Dialogs, add_customers
from tests.benchmarks.left import state
from tests.benchmarks.openings import ALL, OPENINGS
from tests.benchmarks.screens import pause, until
from wxbuyer_gui import app
from wxbuyer_gui.services.secrets import MemorySecrets

_MANY = "1"  # what nearly everybody's phone begins with
_WARM_UP = 20  # searches after which all that is kept once is there
_WARM_UP_EACH = 3
_SITTING = 25  # openings before the window rests
_FEW = 100  # openings at the beginning and at the end whose times are compared
_WARM_UP_ROWS = 5_000


class Day:
    """Does the same things over and over, on a window that stays open."""

    def __init__(self, url: str, data: str, texts: list[str]) -> None:
        customers = add_customers(url)
        app.system_secrets = MemorySecrets  # a keyring of its own; this computer's may be none
        self._window = app.create_window(url, data_dir=data, language="en")
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
        self.open_dialogs(_WARM_UP_EACH * len(OPENINGS))
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
        for opening in islice(cycle(OPENINGS.values()), times):
            self._dialogs.open_and_close(opening)
        self._ask("")

    def open_each(self, names: list[str], times: int) -> dict[str, dict[str, float]]:
        """What so many openings of each leave behind."""
        told = {}
        for name in names:
            self._open(name, _WARM_UP_EACH)
            told[name] = self._opened(name, times)
        self._window.close()
        return told

    def _opened(self, name: str, times: int) -> dict[str, float]:
        """The whole, the second half alone, and how long one took at the beginning and at the end."""
        start = state(self._window)
        milliseconds = self._open(name, times - times // 2)
        middle = state(self._window)
        milliseconds += self._open(name, times // 2)
        end = state(self._window)
        whole, later = end - start, end - middle
        few = milliseconds[:_FEW], milliseconds[-_FEW:]
        return {
            "memory": whole.memory, "held": whole.held, "objects": whole.objects,
            "later_memory": later.memory, "later_held": later.held, "later_objects": later.objects,
            "first": median(few[0]), "last": median(few[1]),
        }  # fmt: skip

    def _open(self, name: str, times: int) -> list[float]:
        """How many milliseconds of the processor each opening took in the window's thread.

        The window rests now and then, as at a counter, where its collector waits for that.
        """
        spent = []
        for turn in range(times):
            if turn % _SITTING == _SITTING - 1:
                state(self._window)
            before = time.thread_time()
            self._dialogs.open_and_close(ALL[name])
            spent.append((time.thread_time() - before) * 1000)
        return spent

    def _ask(self, text: str) -> None:
        if self._box.text() != text:
            self._box.setText(text)
            until(self._window.answered)

    def _left_by(self, work: Callable[[], object]) -> dict[str, float]:
        before = state(self._window)
        work()
        left = state(self._window) - before
        return {"memory": left.memory, "objects": left.objects}


if __name__ == "__main__":
    url, data, texts, *counts = sys.argv[1:]
    day = Day(url, data, json.loads(texts))
    told = day.open_each(json.loads(counts[1]), int(counts[0])) if len(counts) == 2 else day.tell(*map(int, counts))
    print(json.dumps(told), flush=True)
