"""Which automatic backups are due, what their files are called, and which may go.

Kept are the newest of each of the last seven days that have one, and of each of the four weeks before those. It is
counted in days that have a backup, so that neither a long holiday nor a wrong clock deletes what is left.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

DAYS_KEPT = 7
WEEKS_KEPT = 4
LONGEST_KEPT = timedelta(days=DAYS_KEPT + 7 * WEEKS_KEPT)
"""After so long a backup is gone, where one is made each day."""
OLD_AT_QUIT = timedelta(hours=20)
"""At quit a backup is made if the last is older than this."""

_TIME = "%Y%m%d-%H%M%S"
_TIME_PATTERN = r"\d{8}-\d{6}"


@dataclass(frozen=True, slots=True)
class Kept:
    """An automatic backup on disk, made at ``at`` in local time."""

    path: Path
    at: datetime


def name_for(database: Path, at: datetime) -> str:
    """The file name of a backup made at ``at`` (local time): ``shop-1f0c9a-20261124-090000.db``.

    The middle part tells databases of the same name in different folders apart.
    """
    return f"{_stem(database)}-{at.strftime(_TIME)}.db"


def kept_backups(database: Path, folder: Path) -> tuple[Kept, ...]:
    """The automatic backups of ``database`` in ``folder``, newest first. Raises OSError if it cannot be read."""
    pattern = re.compile(rf"{re.escape(_stem(database))}-({_TIME_PATTERN})\.db")
    if not folder.exists():
        return ()
    found = []
    for path in folder.iterdir():
        match = pattern.fullmatch(path.name)
        if match:
            try:
                found.append(Kept(path, datetime.strptime(match[1], _TIME)))
            except ValueError:  # 20261399-…: not written by name_for
                continue
    return tuple(sorted(found, key=lambda kept: kept.at, reverse=True))


def is_due(last: datetime | None, now: datetime, *, at_quit: bool = False) -> bool:
    """Whether a backup is to be made at ``now``: once a day; at quit if the last is older than 20 hours.

    A last one from the future says that a clock was wrong, and counts as none.
    """
    if last is None or last > now:
        return True
    return now - last > OLD_AT_QUIT if at_quit else now.date() != last.date()


def expired(backups: Iterable[Kept]) -> tuple[Kept, ...]:
    """Those of ``backups`` that need not be kept."""
    days: set[object] = set()
    weeks: set[object] = set()
    gone = []
    for kept in sorted(backups, key=lambda kept: kept.at, reverse=True):
        day, week = kept.at.date(), kept.at.isocalendar()[:2]
        if day not in days and len(days) < DAYS_KEPT:
            days.add(day)
        elif day not in days and week not in weeks and len(weeks) < WEEKS_KEPT:
            weeks.add(week)
        else:
            gone.append(kept)
    return tuple(gone)


def _stem(database: Path) -> str:
    place = hashlib.sha256(str(database.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{database.stem}-{place}"
