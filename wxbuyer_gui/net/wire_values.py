"""Single values of the API's JSON, read in all the ways in which servers of this kind write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from wxbuyer_gui.domain.result import ResultStatus

CHINA = timezone(timedelta(hours=8))
"""The time zone in which a server's days begin. Windows servers know no summer time for it, so neither do we."""

_UNSET = (date.min, date(1900, 1, 1))
"""What .NET and SQL Server put where no date was given."""

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII)
_DATE_OF_DOTNET = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/", re.ASCII)
_NUMBER = re.compile(r"0|-?[1-9]\d{0,18}", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS_WORDS = {status.zh: status.value for status in ResultStatus if status is not ResultStatus.SUCCESS}


def read_date(value: object) -> date | None:
    """The day in ``yyyy-MM-dd``, the same with a time (blank or ``T``, fraction, offset), or ``/Date(ms)/``.

    A moment with an offset is the day it falls on in China. None for null, '' and the dates that mean "not given".
    Raises ValueError for everything else.
    """
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError("not a date")
    text = value.strip()
    day = _day(text) if text else None
    return None if day in _UNSET else day


def written_date(day: date | None) -> str | None:
    """A day as the vendor's page writes dates."""
    return None if day is None else f"{day.isoformat()} 00:00:00"


def read_number(value: object) -> int | None:
    """A number that may be written as text, as ``data`` of the envelope is; None for all that is no number.

    ``data`` proves nothing, so that an odd one must not turn a success into a doubt.
    """
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        return None
    return value


def read_status(value: object) -> int | str:
    """The envelope's ``status``: 200, ``"200"``, ``" 200 "`` and 200.0 are the same; a documented word is its code.

    Other words stay as they are, and so does 成功: only the number proves a success. Raises ValueError for what is
    neither number nor text.
    """
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        text = value.strip()
        return int(text) if _NUMBER.fullmatch(text) else _STATUS_WORDS.get(text, value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a status")
    return value


def _day(text: str) -> date:
    if match := _DATE_OF_DOTNET.fullmatch(text):
        try:
            return (_EPOCH + timedelta(milliseconds=int(match[1]))).astimezone(CHINA).date()
        except OverflowError:
            raise ValueError("not a date") from None
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError("not a date")
    day, time, offset = match.groups()
    moment = datetime.fromisoformat(f"{day} {time or '00:00'}{offset or ''}")
    if offset is None:
        return moment.date()
    try:
        return moment.astimezone(CHINA).date()
    except OverflowError:  # the first and last day that Python can count
        return moment.date()
