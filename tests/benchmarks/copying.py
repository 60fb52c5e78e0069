"""The program's window while all buyers of a server are copied, in a process of its own: stalls, and searches.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from tests.benchmarks.screens import Heartbeat, pause, until
from wxbuyer_gui.app import build_window
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.paths import folders

_IDLE_MS = 2_000
_BETWEEN_KEYS = 0.1  # seconds; a quick clerk


def copying(url: str, mirror: str, data: str, token: str, texts: list[str]) -> dict[str, Any]:
    """Copy everything with the settings open, while somebody types and the copy is searched."""
    window = build_window(
        folders(Path(data)),
        lambda window, sources: window.open(lambda: sources.open(url, mirror=mirror, auth=Bearer(token))),
        language="en",
    )
    window.resize(1180, 740)
    window.show()
    until(window.answered)
    window._windows.show_settings("source")
    settings = window._windows._settings
    settings.findChild(QAbstractButton, "remoteCard").click()
    pause(1000)
    beat = Heartbeat()
    idle = beat.during(lambda: pause(_IDLE_MS))
    keeper = window._mirror
    over = Event()
    with ThreadPoolExecutor(1) as clerk:
        box = window.findChild(QLineEdit, "searchEdit")
        kept = open_mirror(mirror, server=url)
        searches = clerk.submit(_search, kept, texts, over)
        typed = cycle(text[:end] for text in texts for end in range(1, len(text) + 1))

        def copy() -> None:
            settings.findChild(QPushButton, "copyAllButton").click()
            while keeper.is_running:
                box.setText(next(typed))
                pause(round(1000 * _BETWEEN_KEYS))

        began = time.perf_counter()
        gaps = beat.during(copy)
        seconds = time.perf_counter() - began
        over.set()
        times = searches.result()
        found = kept.coverage().known
        kept.close()
    window.close()
    return {"idle": idle, "copying": gaps, "searches": times, "found": found, "seconds": seconds}


def _search(mirror: Mirror, texts: list[str], over: Event) -> list[float]:
    """Milliseconds of each search until ``over``, at the pace of somebody who types quickly."""
    times = []
    for text in cycle(texts):
        if over.wait(_BETWEEN_KEYS):
            return times
        query = parse(text)
        start = time.perf_counter()
        mirror.search(query, limit=50, after=None, cancel=None)
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    *words, text_list = sys.argv[1:]
    print(json.dumps(copying(*words, json.loads(text_list))), flush=True)
