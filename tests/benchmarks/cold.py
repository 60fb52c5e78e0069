"""Searches in a file of which nothing is in memory: a program's first questions after the computer was started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Line, Times, milliseconds, time_line
from tests.benchmarks.search import bare_run, classes, collector_at_rest
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.search import search

_SAMPLES = 3


def forget(path: Path) -> None:
    """Let the system drop what it keeps of a file. Nothing in this process may have the file open: its locks go."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def lines(path: Path, repeats: int) -> Iterator[Line]:
    """The first question of each kind on a new connection, and the same statements of the bare driver."""
    if not hasattr(os, "posix_fadvise"):
        yield Line("search, cold", "not measured: this system cannot be told to forget a file")
        return
    with open_store(f"sqlite:///{path}") as store:
        asked = classes(store, 1)
    with collector_at_rest():
        for name, queries in asked.items():
            pairs = [_first(path, query) for query in queries[: min(_SAMPLES, repeats)]]
            ours, bare = (Times(group) for group in zip(*pairs, strict=True))
            yield time_line(f"search, cold: {name}", ours, bare)


def _first(path: Path, query: Query) -> tuple[float, float]:
    """Ours and the bare driver's, each the first in a forgotten file."""
    forget(path)
    with open_store(f"sqlite:///{path}") as store, store.read() as connection:
        ours = milliseconds(lambda: search(connection, 1, query))
        bare = bare_run(connection, 1, query)
    forget(path)
    with open_store(f"sqlite:///{path}") as store, store.read() as connection:
        return ours, milliseconds(lambda: bare(connection))
