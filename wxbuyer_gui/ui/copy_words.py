"""What is said about a server's copy on this computer: how much it holds, and how old it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from wxbuyer_gui.domain.models import Coverage
from wxbuyer_gui.ui.words import moment

translate = QCoreApplication.translate

OLD = timedelta(hours=24)
"""A copy of this age may well differ from what the server shows."""


def clock(at: datetime, *, now: datetime) -> str:
    """A time of today by the clock alone, any other with its day: "14:30", "11-02 10:20"."""
    local = at.astimezone(now.tzinfo)
    return local.strftime("%H:%M") if local.date() == now.date() else moment(at, now=now)


def is_old(as_of: datetime | None, *, now: datetime) -> bool:
    """Whether a copy that was taken ``as_of`` is to be doubted; None is live."""
    return as_of is not None and now - as_of > OLD


def how_much(coverage: Coverage) -> str:
    """ "12,480 of about 13,000 buyers", or only the first number where nobody knows the other."""
    count = coverage.known
    if coverage.upper is None or coverage.upper < count:
        return translate("CopyWords", "%Ln buyers", "", count)
    known, upper = (QLocale().toString(count) for count in (coverage.known, coverage.upper))
    return translate("CopyWords", "{known} of about {upper} ids").format(known=known, upper=upper)


def age(at: datetime | None, *, now: datetime) -> str:
    """ "as of 14:30"; '' for what is live."""
    return translate("CopyWords", "as of {time}").format(time=clock(at, now=now)) if at is not None else ""


def as_of(coverage: Coverage, *, now: datetime) -> str:
    """The age of its newest row; '' while nothing was ever copied."""
    return age(coverage.as_of, now=now)


def comma() -> str:
    """Between two things that are said."""
    return translate("CopyWords", ", ")


def whole(coverage: Coverage, *, now: datetime) -> str:
    """Both in one line."""
    return comma().join(filter(None, (how_much(coverage), as_of(coverage, now=now))))
