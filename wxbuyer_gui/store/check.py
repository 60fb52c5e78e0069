"""Reads every page of a SQLite database and says what is wrong with them.

"It opens" is no proof: a file with a third of its pages overwritten may still count its rows correctly.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import StorageError

Progress = Callable[[float], None]
"""Takes how much is done, 0 to 1. Called on the thread that works."""

# How often SQLite asks whether to go on: every so many steps, a step being a page read or an instruction run.
_STEPS_BETWEEN_CALLS = 5_000
# Instructions that the check runs for a row of the widest tables; only the progress bar depends on it.
_STEPS_PER_ROW = 42
_PROBLEMS_TOLD = 20


def find_damage(
    connection: Connection, *, progress: Progress | None = None, cancel: Event | None = None
) -> tuple[str, ...]:
    """What ``PRAGMA quick_check`` finds, at most 20 problems; nothing for a whole database.

    ``connection`` is one of a SQLite store. Raises StorageError ``E-CANCELLED`` once ``cancel`` is set, and lets
    SQLAlchemy's errors through where the damage does not even allow the check.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    watch = _Watch(_expected_steps(connection), progress, cancel)
    driver.set_progress_handler(watch, _STEPS_BETWEEN_CALLS)
    try:
        found = connection.exec_driver_sql(f"PRAGMA quick_check({_PROBLEMS_TOLD})").scalars().all()
    except Exception:
        if watch.cancelled:
            raise StorageError("the check was stopped", code="E-CANCELLED") from None
        raise
    finally:
        driver.set_progress_handler(None, 0)
    return () if found == ["ok"] else tuple(str(problem) for problem in found)


def _expected_steps(connection: Connection) -> int:
    def number(statement: str) -> int:
        value: Any = connection.exec_driver_sql(statement).scalar()
        return int(value or 0)

    pages = number("PRAGMA page_count")
    # The largest id costs one look; counting the rows of a damaged table could already fail.
    rows = number("SELECT max(id) FROM buyer") + number("SELECT max(id) FROM member")
    return pages + min(rows, 100 * pages) * _STEPS_PER_ROW


class _Watch:
    """SQLite's progress handler: passes the progress on, and stops the statement by answering 1."""

    def __init__(self, expected_steps: int, progress: Progress | None, cancel: Event | None) -> None:
        self.cancelled = False
        self._expected = max(expected_steps, 1)
        self._progress = progress
        self._cancel = cancel
        self._steps = 0

    def __call__(self) -> int:
        self._steps += _STEPS_BETWEEN_CALLS
        if self._cancel is not None and self._cancel.is_set():
            self.cancelled = True
            return 1
        if self._progress is not None:
            self._progress(min(self._steps / self._expected, 0.99))
        return 0
