"""Chinese identity numbers: GB 11643-1999, with its check digit after ISO 7064 MOD 11-2.

Eighteen characters: six of region, eight of birthday, three of sequence (odd = male), one check digit 0–9 or X.
81, 82 and 83 begin the residence permits for people of Hong Kong, Macau and Taiwan; 9 begins the foreigners'
permanent residence card in its form of 2023, whose second and third digits name the province. Numbers of fifteen
digits (until 1999) have a two-digit year and no check digit. The foreigners' card before 2023 had three letters
and twelve digits. A region that is not in the table is only a hint, since regions come and go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wxbuyer_gui.domain.birthday import MAX_AGE, age
from wxbuyer_gui.domain.phone import plain

LOCKED = "***"
"""Stands for a number that is stored encrypted and cannot be read here: all of it masked."""

_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_OLD_NUMBER = re.compile(r"[0-9]{15}")
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")
_FLOAT = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,2}|[0-9]+\.[0-9]+")
_WEIGHTS = tuple(2 ** (17 - position) % 11 for position in range(17))
_CHECK_DIGITS = "10X98765432"

# GB/T 2260, first two digits; 81–83 are the residence permits of people from outside the mainland.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


class IdCardProblem(StrEnum):
    """Why a text is no valid identity number."""

    LENGTH = "length"
    CHARACTERS = "characters"
    DAMAGED = "damaged"  # a spreadsheet rounded it: 1.10105E+17
    CHECK_DIGIT = "check_digit"
    DATE = "date"
    FUTURE = "future"
    AGE = "age"


class IdCardHint(StrEnum):
    """What is unusual about a number that is accepted."""

    REGION_UNKNOWN = "region_unknown"
    OLD_NUMBER = "old_number"  # fifteen digits: nothing in it can be checked but the date
    OLD_RESIDENCE_CARD = "old_residence_card"  # three letters and twelve digits: not checked


@dataclass(frozen=True, slots=True)
class IdCardCheck:
    """What a number says. ``number`` is normalised (ASCII, no blanks, X upper case) whether it is valid or not.

    ``birthday`` and ``sex`` (1 male, 2 female) are None where the number does not tell them.
    """

    ok: bool
    number: str
    birthday: date | None = None
    sex: int | None = None
    problem: IdCardProblem | None = None
    hint: IdCardHint | None = None


def normalised(text: str) -> str:
    """The characters of an identity number: ASCII, without blanks and dashes, upper case."""
    return plain(text).replace(" ", "").replace("-", "").upper()


def check_digit(seventeen: str) -> str:
    """The last character that belongs to the first ``seventeen`` digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def is_id_number(number: str) -> bool:
    """Whether a normalised text has eighteen characters, a real date between 1900 and 2099 and its check digit.

    Strict enough to tell an identity number from a payment code, without knowing which day it is.
    """
    return (
        _NUMBER.fullmatch(number) is not None
        and number[6:8] in ("19", "20")
        and _date(number[6:14]) is not None
        and check_digit(number[:17]) == number[17]
    )


def check_id_card(text: str, today: date) -> IdCardCheck:
    """Check a typed or scanned number; ``today`` decides what lies in the future and who would be too old."""
    number = normalised(text)
    if _OLD_RESIDENCE_CARD.fullmatch(number):
        return IdCardCheck(True, number, hint=IdCardHint.OLD_RESIDENCE_CARD)
    if problem := _shape_problem(number):
        return IdCardCheck(False, number, problem=problem)
    old = len(number) == 15
    birthday = _date(f"19{number[6:12]}" if old else number[6:14])
    if birthday is None:
        return IdCardCheck(False, number, problem=IdCardProblem.DATE)
    problem = _age_problem(birthday, today)
    if problem is None and not old and check_digit(number[:17]) != number[17]:
        problem = IdCardProblem.CHECK_DIGIT
    if problem is not None:
        return IdCardCheck(False, number, problem=problem)
    sex = 1 if int(number[14 if old else 16]) % 2 else 2
    return IdCardCheck(True, number, birthday, sex, hint=_hint(number))


def _shape_problem(number: str) -> IdCardProblem | None:
    if _NUMBER.fullmatch(number) or _OLD_NUMBER.fullmatch(number):
        return None
    if _FLOAT.fullmatch(number):
        return IdCardProblem.DAMAGED
    return IdCardProblem.CHARACTERS if len(number) in (15, 18) else IdCardProblem.LENGTH


def _age_problem(birthday: date, today: date) -> IdCardProblem | None:
    if birthday > today:
        return IdCardProblem.FUTURE
    return IdCardProblem.AGE if age(birthday, today) > MAX_AGE else None


def _hint(number: str) -> IdCardHint | None:
    if len(number) == 15:
        return IdCardHint.OLD_NUMBER
    province = number[1:3] if number.startswith("9") else number[:2]
    return None if _PROVINCE.fullmatch(province) else IdCardHint.REGION_UNKNOWN


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
