"""Makes one segment of each of SQLite's search indexes, in steps for which nobody at the counter waits long.

A search asks every segment. FTS5 leaves a handful of them behind where rows came in many transactions; with one, the
slowest searches of a copied million take a fifth less.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.store.index import SOME_ROWS, TABLE_PREFIX
from wxbuyer_gui.store.index_build import merge_some

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

_INDEXES = tuple(TABLE_PREFIX + table for table in SOME_ROWS)
_PAGES = 250  # in one transaction: the counter's writes wait no longer than that takes


def merge_indexes(store: Store, *, progress: Callable[[], object] = lambda: None, cancel: Event | None = None) -> bool:
    """Merge until nothing is left to merge; False once ``cancel`` is set. ``progress`` is called after each step."""
    for name in _INDEXES:
        pages = -_PAGES
        while _has_merged(store, name, pages):
            progress()
            if cancel is not None and cancel.is_set():
                return False
            pages = _PAGES
    return True


def _has_merged(store: Store, name: str, pages: int) -> bool:
    with store.write(flush=False) as connection:
        return merge_some(connection, name, pages)
