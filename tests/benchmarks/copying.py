"""The program's window while all buyers of a server are copied, in a process of its own: stalls, searches, writes.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count, cycle
from pathlib import Path
from typing import Any, Self

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from tests.benchmarks.customers import BETWEEN_KEYS_SECONDS, LOOKS_SECONDS
from tests.benchmarks.screens import Heartbeat, pause, until
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import parse

_IDLE_MS = 2_000


def copying(url: str, mirror: str, data: str, repeats: int, customers: list[list[str]]) -> dict[str, Any]:
    """Copy everything with the settings open, while somebody looks up one customer after the other; then only that.

    ``customers``: what stands in the box after each key, for each of them.
    """
    window = create_window(url, mirror=mirror, data_dir=data, language="en")
    window.resize(1180, 740)
    window.show()
    until(window.checked)
    window._windows.show_settings("source")
    settings = window._windows._settings
    settings.findChild(QAbstractButton, "remoteCard").click()
    pause(1000)
    beat = Heartbeat()
    idle = beat.during(lambda: pause(min(_IDLE_MS, 300 * repeats)))
    keeper, box = window._mirror, window.findChild(QLineEdit, "searchEdit")
    log = _Log(Path(mirror.removeprefix("sqlite:///")))

    def look_up(waiting: Iterable[list[str]], beside: _Beside, still: Callable[[], bool]) -> None:
        for number, texts in enumerate(waiting):
            ask = beside.search if number % 2 else box.setText  # nobody asks for two customers at once
            for text in texts:
                ask(text)
                pause(int(BETWEEN_KEYS_SECONDS * 1000))
                log.look()
                if not still():
                    return
            beside.write()
            pause(int(LOOKS_SECONDS * 1000))

    def copy() -> None:
        settings.findChild(QPushButton, "copyAllButton").click()
        look_up(cycle(customers), meanwhile, lambda: keeper.is_running)

    with closing(open_mirror(mirror, server=url)) as kept:
        began = time.perf_counter()
        with _Beside(kept) as meanwhile:
            gaps = beat.during(copy)
        seconds = time.perf_counter() - began
        pause(int(LOOKS_SECONDS * 1000))
        with _Beside(kept) as afterwards:
            searching = beat.during(lambda: look_up(customers[: 10 * repeats], afterwards, lambda: True))
        found = kept.coverage().known
    window.close()
    return {
        "idle": idle,
        "copying": gaps,
        "searching": searching,
        "searches": meanwhile.searches,
        "searches_alone": afterwards.searches,
        "writes": meanwhile.writes,
        "writes_alone": afterwards.writes,
        "log": log.largest,
        "found": found,
        "seconds": seconds,
    }


class _Beside:
    """A worker of this process that searches the copy at each key of every other customer, and writes for each.

    The window itself asks the server, and therefore waits for the end of a word. Times are in milliseconds.
    """

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._names = count()
        self._worker = ThreadPoolExecutor(1)
        self.searches: list[float] = []
        self.writes: list[float] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._worker.shutdown()

    def search(self, text: str) -> None:
        """Begin to search for what was typed so far."""
        query = parse(text)
        self._worker.submit(
            self._timed, self.searches, lambda: self._mirror.search(query, limit=50, after=None, cancel=None)
        )

    def write(self) -> None:
        """Begin to keep something new of a buyer, as after an answer of the server."""
        shown = WxBuyingUser(1, self._mirror.tenant_id, name=f"{next(self._names)}")
        self._worker.submit(self._timed, self.writes, lambda: self._mirror.note([shown], asked_at=self._mirror.now()))

    @staticmethod
    def _timed(times: list[float], work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)


class _Log:
    """What of a SQLite file its database has not taken over yet, in MiB."""

    def __init__(self, file: Path) -> None:
        self._file = file.with_name(f"{file.name}-wal")
        self.largest = 0.0

    def look(self) -> None:
        self.largest = max(self.largest, self._file.stat().st_size / (1 << 20) if self._file.exists() else 0.0)


if __name__ == "__main__":
    *words, repeat_count, customer_list = sys.argv[1:]
    print(json.dumps(copying(*words, int(repeat_count), json.loads(customer_list))), flush=True)
