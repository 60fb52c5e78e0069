"""The program's window while all buyers of a server are copied, in a process of its own: stalls, and searches.

As ``screens``, it tells what it measured in one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from queue import SimpleQueue
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton

from tests.benchmarks.screens import Heartbeat, pause, until
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.domain.query import parse

_IDLE_MS = 2_000
_BETWEEN_KEYS_MS = 100  # a quick clerk, who
_LOOKS_MS = 2_000  # then looks at whom it found


def copying(url: str, mirror: str, data: str, texts: list[str]) -> dict[str, Any]:
    """Copy everything with the settings open, while somebody looks up one customer after the other."""
    window = create_window(url, mirror=mirror, data_dir=data, language="en")
    window.resize(1180, 740)
    window.show()
    until(window.checked)
    window._windows.show_settings("source")
    settings = window._windows._settings
    settings.findChild(QAbstractButton, "remoteCard").click()
    pause(1000)
    beat = Heartbeat()
    idle = beat.during(lambda: pause(_IDLE_MS))
    keeper, box = window._mirror, window.findChild(QLineEdit, "searchEdit")
    typed: SimpleQueue[str] = SimpleQueue()
    with ThreadPoolExecutor(1) as beside:
        kept = open_mirror(mirror, server=url)
        searches = beside.submit(_search, kept, typed)

        def copy() -> None:
            settings.findChild(QPushButton, "copyAllButton").click()
            for text in cycle(texts):
                for end in range(1, len(text) + 1):
                    box.setText(text[:end])
                    typed.put(text[:end])
                    pause(_BETWEEN_KEYS_MS)
                    if not keeper.is_running:
                        return
                pause(_LOOKS_MS)

        began = time.perf_counter()
        gaps = beat.during(copy)
        seconds = time.perf_counter() - began
        typed.put("")
        times = searches.result()
        found = kept.coverage().known
        kept.close()
    window.close()
    return {"idle": idle, "copying": gaps, "searches": times, "found": found, "seconds": seconds}


def _search(mirror: Mirror, typed: SimpleQueue[str]) -> list[float]:
    """Milliseconds of a search of the copy for each text, until there is an empty one."""
    times = []
    while text := typed.get():
        query = parse(text)
        start = time.perf_counter()
        mirror.search(query, limit=50, after=None, cancel=None)
        times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    *words, text_list = sys.argv[1:]
    print(json.dumps(copying(*words, json.loads(text_list))), flush=True)
