"""A long day at the program's window, in a process of its own: what stays of it in memory, and among Qt's objects.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from tests.benchmarks.screens import pause, resident, until
from wxbuyer_gui.app import create_window

_COMMANDS = ("new_buyer", "register", "edit", "settings", "shortcuts", "about", "import", "export")
_MANY = "1"  # what nearly everybody's phone begins with
_WARM_UP = 20  # dialogs and searches after which all that is kept once is there
_WARM_UP_ROWS = 5_000


class Day:
    """Does the same things over and over, on a window that stays open."""

    def __init__(self, url: str, data: str, texts: list[str]) -> None:
        self._window = create_window(url, data_dir=data, language="en")
        self._window.resize(1180, 740)
        self._window.show()
        until(self._window.answered)
        self._texts: Iterator[str] = cycle(texts)
        self._box = self._window.findChild(QLineEdit, "searchEdit")
        self._table = self._window.findChild(QTableView, "resultTable")
        self._commands: Iterator[str] = cycle(_COMMANDS)

    def tell(self, results: int, searches: int, dialogs: int) -> dict[str, Any]:
        """What each of the three leaves behind."""
        self.search(_WARM_UP)
        self.open_dialogs(_WARM_UP)
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
        """Open one and close it with Esc, each kind in its turn; a buyer is picked."""
        self._ask("#1")
        forms, windows = self._window._forms, self._window._windows
        for command in islice(self._commands, times):
            self._window.findChild(QAction, f"{command}Action").trigger()
            pause(0)
            # Not by findChildren: whoever is asked keeps every object that it found.
            for opened in (forms._form, windows._settings, *windows._open.values()):
                if opened is not None:
                    self._press_escape(opened)
            pause(0)

    def _press_escape(self, widget: QWidget) -> None:
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier(0)))

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
        pause(500)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return resident(), len(self._window.findChildren(QObject)) + len(QApplication.topLevelWidgets())


if __name__ == "__main__":
    url, data, texts, *counts = sys.argv[1:]
    print(json.dumps(Day(url, data, json.loads(texts)).tell(*map(int, counts))), flush=True)
