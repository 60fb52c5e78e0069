"""Reads every page of a SQLite database and says what is wrong with them.

"It opens" is no proof: a file with a third of its pages overwritten may still count its rows correctly.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import StorageError

Progress = Callable[[float], None]
"""Takes how much is done, 0 to 1. Called on the thread that works."""

# How often SQLite asks whether to go on: every so many steps, a step being a page read or an instruction run.
_STEPS_BETWEEN_CALLS = 5_000
# Steps that the check takes for a page of our tables (350 to 370 measured); only the progress bar depends on it. Rows
# are not counted for it: in a damaged file that could fail already.
_STEPS_PER_PAGE = 360
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
    pages: int = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    watch = _Watch(pages * _STEPS_PER_PAGE, progress, cancel)
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
