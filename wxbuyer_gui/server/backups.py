"""The automatic backups of the database that is served: at once and each hour if one is due, and at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread, Timer

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.services.care import Care

_EVERY_SECONDS = 3600.0
_AT_END_SECONDS = 8.0
"""Those who end services kill what is still there after ten seconds."""

_log = logging.getLogger(__name__)


@contextmanager
def kept_backed_up(care: Care, *, tell: Callable[[str], None], every: float = _EVERY_SECONDS) -> Iterator[None]:
    """Make the backups that ``care`` finds due while the block runs, in a thread of their own, and one at its end.

    What goes wrong is said through ``tell`` and logged, and is tried again after ``every`` seconds. A backup at the
    end that takes too long is given up: the next run makes it.
    """
    stop = Event()

    def keep() -> None:
        _back_up(care, tell, cancel=stop)
        while not stop.wait(every):
            _back_up(care, tell, cancel=stop)

    thread = Thread(target=keep, name="backups", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    give_up = Event()
    timer = Timer(_AT_END_SECONDS, give_up.set)
    timer.daemon = True
    timer.start()
    try:
        _back_up(care, tell, cancel=give_up, at_quit=True)
    finally:
        timer.cancel()


def _back_up(care: Care, tell: Callable[[str], None], *, cancel: Event, at_quit: bool = False) -> None:
    try:
        info = care.backup_if_due(at_quit=at_quit, cancel=cancel)
    except StorageError as error:
        if error.code == "E-CANCELLED":
            _log.info("a backup was given up at the end")
            return
        _log.warning("no backup could be made: %s", error.code)
        tell(f"no backup could be made: {error} ({error.code})")
    else:
        if info is not None:
            _log.info("backed up %d buyers", info.buyers)
