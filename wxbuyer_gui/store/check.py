"""Reads every page of a SQLite database and says what is wrong with them.

"It opens" is no proof: a file with a third of its pages overwritten may still count its rows correctly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from threading import Event
from typing import Any

from sqlcipher3 import dbapi2

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store.driver import driver_errors
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.sqlite import driver_connection

Progress = Callable[[float], None]
"""Takes how much is done, 0 to 1. Called on the thread that works."""

DAMAGE_CODES = frozenset({"E-DAMAGED", "E-NOT-A-DATABASE"})
"""The codes that tell of a broken file, whatever was being done with it."""

# How often SQLite asks whether to go on: every so many steps, a step being a page read or an instruction run.
_STEPS_BETWEEN_CALLS = 5_000
# Steps that the check takes for a page of our tables (350 to 370 measured); only the progress bar depends on it. Rows
# are not counted for it: in a damaged file that could fail already.
_STEPS_PER_PAGE = 360
_PROBLEMS_TOLD = 20


def find_damage(store: Store, *, progress: Progress | None = None, cancel: Event | None = None) -> tuple[str, ...]:
    """What ``PRAGMA quick_check`` finds, at most 20 problems; nothing for a whole database.

    ``store`` is SQLite's; one snapshot is read, and others may write meanwhile. Raises StorageError
    ``E-CANCELLED`` once ``cancel`` is set; what the disk refuses is raised, too.
    """
    watch = _Watch(progress, cancel)
    try:
        with driver_errors(), _own_connection(store) as connection:
            return _quick_check(connection, watch)
    except StorageError as error:
        if error.code in DAMAGE_CODES:  # it does not even allow the check
            return (str(error),)
        raise


@contextmanager
def _own_connection(store: Store) -> Iterator[Any]:
    """A connection that has read nothing yet.

    FTS5 checks its table against the list of segments that it keeps in memory. A connection that read that list
    before another one merged segments would call a whole index corrupt.
    """
    if store.path is not None:
        with closing(driver_connection(store.path)) as connection:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("PRAGMA cell_size_check=ON")
            yield connection
    else:  # in memory there is one connection, whose list is always the newest
        with store.read() as shared:
            yield shared.connection.driver_connection


def _quick_check(connection: Any, watch: _Watch) -> tuple[str, ...]:
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    watch.expected_steps = pages * _STEPS_PER_PAGE
    connection.set_progress_handler(watch, _STEPS_BETWEEN_CALLS)
    try:
        watch.raise_if_cancelled()
        found = [problem for (problem,) in connection.execute(f"PRAGMA quick_check({_PROBLEMS_TOLD})")]
    except dbapi2.Error:
        watch.raise_if_cancelled()
        raise
    finally:
        connection.set_progress_handler(None, 0)
    return () if found == ["ok"] else tuple(found)


class _Watch:
    """SQLite's progress handler: passes the progress on, and stops the statement by answering 1."""

    def __init__(self, progress: Progress | None, cancel: Event | None) -> None:
        self.expected_steps = 1
        self._progress = progress
        self._cancel = cancel
        self._steps = 0

    def __call__(self) -> int:
        self._steps += _STEPS_BETWEEN_CALLS
        if self._progress is not None:
            self._progress(min(self._steps / self.expected_steps, 0.99))
        return int(self._cancel is not None and self._cancel.is_set())

    def raise_if_cancelled(self) -> None:
        if self._cancel is not None and self._cancel.is_set():
            raise StorageError("the check was stopped", code="E-CANCELLED") from None
