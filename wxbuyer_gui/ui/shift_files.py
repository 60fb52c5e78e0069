"""The shift summary as a file: a page of tables as PDF, or its numbers as CSV or XLSX."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.ui import shift_sheet, shift_words

if TYPE_CHECKING:
    from wxbuyer_gui.domain.shift import ShiftSummary
    from wxbuyer_gui.services.session import Session

_ENDINGS = (".pdf", ".csv", ".xlsx")
_DAYS_BACK = 7
_UNFIT = re.compile(r"[^\w.-]+")  # in the name of a file


def write_summary(session: Session, summary: ShiftSummary, path: Path) -> None:
    """Write ``summary`` to ``path``, by its ending, whole or not at all. Any thread may do it.

    InvalidInputError ``E-FILE-ENDING`` for another ending; StorageError where the disk refuses.
    """
    ending = path.suffix.lower()
    if ending not in _ENDINGS:
        raise InvalidInputError("the file must end in .pdf, .csv or .xlsx", code="E-FILE-ENDING")
    if ending == ".pdf":
        at = datetime.now().astimezone()
        place = session.source.label
        session.reports.write_page(path, lambda part: shift_sheet.write_pdf(part, summary, place=place, at=at))
    else:
        session.reports.write_table(path, *shift_words.table(summary))


def save_day(session: Session, folder: Path, day: date) -> bool:
    """Save a day's summary as PDF and CSV into ``folder``, over those that are there; False where nothing was done.

    StorageError where the disk refuses. Any thread may do it, whoever is signed in.
    """
    summary = session.reports.daily_summary(day)
    if not summary.lines:
        return False
    for path in _daily_files(session, folder, day):
        write_summary(session, summary, path)
    return True


def save_missing(session: Session, folder: Path, today: date) -> int:
    """Save the days before ``today``, a week back, whose files are not there or older than the day's end."""
    days = (today - timedelta(days=back) for back in range(_DAYS_BACK, 0, -1))
    return sum(save_day(session, folder, day) for day in days if not _is_saved(session, folder, day))


def _is_saved(session: Session, folder: Path, day: date) -> bool:
    end = datetime.combine(day + timedelta(days=1), time.min).timestamp()
    try:
        return all(path.stat().st_mtime >= end for path in _daily_files(session, folder, day))
    except OSError:
        return False


def _daily_files(session: Session, folder: Path, day: date) -> tuple[Path, ...]:
    name = _UNFIT.sub("_", session.source.label) or "shop"
    return tuple(folder / f"shift-{name}-{day.isoformat()}{ending}" for ending in (".pdf", ".csv"))
