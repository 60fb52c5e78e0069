"""Birthdays as people type them: 19900307, 1990-3-7, 1990/3/7, 1990.3.7, 1990年3月7日; full width digits too."""

from __future__ import annotations

import re
from datetime import date

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.phone import plain

MAX_AGE = 130
"""The highest age in years that is believed; the oldest person ever documented reached 122."""

_SPELLINGS = (
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})"),
    re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]?"),
)
# Spreadsheets and the API write a date with an empty time of day behind it.
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")


def parse_birthday(text: str, today: date) -> date | None:
    """The date in ``text``, None for an empty one.

    Raises InvalidInputError (field "birthday") with code ``E-BIRTHDAY-FORMAT`` for what is no date,
    ``E-BIRTHDAY-FUTURE`` after ``today`` and ``E-BIRTHDAY-AGE`` beyond MAX_AGE years.
    """
    text = _MIDNIGHT.sub("", plain(text)).replace(" ", "")
    if not text:
        return None
    birthday = _parse(text)
    if birthday is None:
        raise InvalidInputError("not a date", code="E-BIRTHDAY-FORMAT", field="birthday")
    if birthday > today:
        raise InvalidInputError("the birthday lies in the future", code="E-BIRTHDAY-FUTURE", field="birthday")
    if age(birthday, today) > MAX_AGE:
        raise InvalidInputError("the birthday lies too far back", code="E-BIRTHDAY-AGE", field="birthday")
    return birthday


def age(birthday: date, today: date) -> int:
    """Full years on ``today``; who was born on 29 February is a year older from 1 March on."""
    return today.year - birthday.year - ((today.month, today.day) < (birthday.month, birthday.day))


def _parse(text: str) -> date | None:
    for spelling in _SPELLINGS:
        if match := spelling.fullmatch(text):
            year, month, day = (int(part) for part in match.groups() if part.isdigit())
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
