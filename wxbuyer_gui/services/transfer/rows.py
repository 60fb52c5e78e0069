"""One row of a file → one buyer or member, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum

from wxbuyer_gui.domain.birthday import parse_birthday
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import LONGEST_ALIAS, Member, WxBuyingUser
from wxbuyer_gui.domain.text import checked, clean
from wxbuyer_gui.services.transfer.formulas import plain
from wxbuyer_gui.services.transfer.sheet import Cell


class Problem(StrEnum):
    """Why a row is refused. The window and the command line have a sentence for each."""

    NOTHING_TO_FIND = "nothing_to_find"
    BAD_NUMBER = "bad_number"
    BAD_DATE = "bad_date"
    BAD_SEX = "bad_sex"
    BAD_CHARACTER = "bad_character"
    DAMAGED_NUMBER = "damaged_number"
    MASKED = "masked"
    OTHER_TENANT = "other_tenant"
    TOO_LONG = "too_long"
    SAME_OPEN_ID = "same_open_id"
    SAME_PHONE = "same_phone"
    SAME_ID_CARD = "same_id_card"
    SAME_NUMBER = "same_number"
    OTHER_MEMBER = "other_member"
    NO_NUMBER = "no_number"
    GONE = "gone"
    FORGOTTEN = "forgotten"


class RowError(Exception):
    """A row that cannot be taken. ``other_row`` is the earlier row of the file that it clashes with, 0 for none."""

    def __init__(self, problem: Problem, field: str = "", other_row: int = 0) -> None:
        super().__init__(f"{problem} {field}".strip())
        self.problem = problem
        self.field = field
        self.other_row = other_row


MAX_TEXT = 4096
"""The longest text of a field, in characters; WeChat's own limits are far below."""

_MAX_WHOLE_FLOAT = 1e15  # Excel keeps 15 digits: a longer openId, ID number or card number has lost its end
MAX_ID = 2**62 - 1
"""The highest number that a file may bring: new ones go on above it, and there must be room."""
_FIRST_YEAR = 1971
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
_WHOLE_NUMBER = re.compile("-?[0-9]{1,19}")
_SEXES = {
    "男": 1, "male": 1, "m": 1, "男性": 1, "先生": 1,
    "女": 2, "female": 2, "f": 2, "女性": 2, "女士": 2,
    "未知": 0, "unknown": 0, "保密": 0, "不详": 0,
}  # fmt: skip

Reader = Callable[[Sequence[Cell]], object]


def buyer_reader(mapping: Mapping[str, int], tenant_id: int) -> Callable[[Sequence[Cell]], WxBuyingUser]:
    """A function that makes a buyer of a row's cells, or raises RowError."""

    def read(cells: Sequence[Cell]) -> WxBuyingUser:
        _check_tenant(cells, mapping, tenant_id)
        buyer = WxBuyingUser(
            id=_number(cells, mapping, "id"),
            tenant_id=tenant_id,
            open_id=_text(cells, mapping, "open_id").strip(),
            name=_text(cells, mapping, "name"),
            profile=_text(cells, mapping, "profile").strip(),
            phone=_phone(cells, mapping),
            member_id=_number(cells, mapping, "member_id"),
        )
        alias_of(cells, mapping)
        if not (buyer.open_id or buyer.phone or buyer.name.strip()):
            raise RowError(Problem.NOTHING_TO_FIND)
        return buyer

    return read


def alias_of(cells: Sequence[Cell], mapping: Mapping[str, int]) -> str:
    """What staff call the buyer of a row; '' for nothing. RowError for what is no such name."""
    text = _text(cells, mapping, "alias").strip()
    if len(text) > LONGEST_ALIAS:
        raise RowError(Problem.TOO_LONG, "alias")
    return text


def member_reader(mapping: Mapping[str, int], tenant_id: int, today: date) -> Callable[[Sequence[Cell]], Member]:
    """A function that makes a member of a row's cells, or raises RowError."""

    def read(cells: Sequence[Cell]) -> Member:
        _check_tenant(cells, mapping, tenant_id)
        id_card = clean(_text(cells, mapping, "id_card")).upper()
        if "*" in id_card:
            raise RowError(Problem.MASKED, "id_card")
        member = Member(
            id=_number(cells, mapping, "id"),
            tenant_id=tenant_id,
            name=_text(cells, mapping, "name"),
            phone=_phone(cells, mapping),
            sex=_sex(cells, mapping),
            birthday=_birthday(cells, mapping, today),
            id_card=id_card,
            address=_text(cells, mapping, "address"),
            created_at=_moment(cells, mapping, "created_at"),
        )
        if not (member.phone or member.name.strip()):
            raise RowError(Problem.NOTHING_TO_FIND)
        return member

    return read


def _cell(cells: Sequence[Cell], mapping: Mapping[str, int], field: str) -> Cell:
    index = mapping.get(field)
    if index is None or index >= len(cells):
        return ""
    cell = cells[index]
    return "" if cell is None else cell


def _text(cells: Sequence[Cell], mapping: Mapping[str, int], field: str) -> str:
    cell = _cell(cells, mapping, field)
    if isinstance(cell, str):
        if not cell:
            return ""
        text = plain(cell)
    elif isinstance(cell, float):
        text = _whole(cell, field)
    elif isinstance(cell, datetime):
        text = f"{cell:%Y-%m-%d %H:%M:%S}"
    else:
        text = str(cell)
    if len(text) > MAX_TEXT:
        raise RowError(Problem.TOO_LONG, field)
    try:
        return checked(text, field)
    except InvalidInputError:
        raise RowError(Problem.BAD_CHARACTER, field) from None


def _whole(number: float, field: str) -> str:
    """13800138000.0 is how a spreadsheet hands over 13800138000; from 1e15 on digits are lost for good."""
    if not abs(number) < _MAX_WHOLE_FLOAT:
        raise RowError(Problem.DAMAGED_NUMBER, field)
    return str(int(number)) if number.is_integer() else str(number)


def _phone(cells: Sequence[Cell], mapping: Mapping[str, int]) -> str:
    text = _text(cells, mapping, "phone").strip()
    if "*" in text or "＊" in text:
        raise RowError(Problem.MASKED, "phone")
    if _SCIENTIFIC.fullmatch(text):
        raise RowError(Problem.DAMAGED_NUMBER, "phone")
    return text


def _number(cells: Sequence[Cell], mapping: Mapping[str, int], field: str) -> int | None:
    """A number above 0, or None for none: 0 and negative numbers mean "none" to the API."""
    text = _text(cells, mapping, field)
    text = text and clean(text).removeprefix("#")
    if not text:
        return None
    if _SCIENTIFIC.fullmatch(text):
        raise RowError(Problem.DAMAGED_NUMBER, field)
    if not _WHOLE_NUMBER.fullmatch(text) or int(text) > MAX_ID:
        raise RowError(Problem.BAD_NUMBER, field)
    return int(text) if int(text) > 0 else None


def _check_tenant(cells: Sequence[Cell], mapping: Mapping[str, int], tenant_id: int) -> None:
    if "tenant_id" in mapping and _number(cells, mapping, "tenant_id") not in (None, tenant_id):
        raise RowError(Problem.OTHER_TENANT, "tenant_id")


def _sex(cells: Sequence[Cell], mapping: Mapping[str, int]) -> int | None:
    text = clean(_text(cells, mapping, "sex")).casefold()
    if not text:
        return None
    if text in _SEXES:
        return _SEXES[text]
    if re.fullmatch(r"-?[0-9]{1,4}", text):
        return int(text)
    raise RowError(Problem.BAD_SEX, "sex")


def _birthday(cells: Sequence[Cell], mapping: Mapping[str, int], today: date) -> date | None:
    """The birthday. Years up to 1900 are what .NET and spreadsheets write for "not given"."""
    cell = _cell(cells, mapping, "birthday")
    try:
        birthday = parse_birthday(_day(cell) if isinstance(cell, date) else _text(cells, mapping, "birthday"), today)
    except InvalidInputError as error:
        if error.code == "E-BIRTHDAY-AGE":
            return None
        raise RowError(Problem.BAD_DATE, "birthday") from None
    return birthday if birthday is not None and birthday.year > 1900 else None


def _day(moment: date) -> str:
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def _moment(cells: Sequence[Cell], mapping: Mapping[str, int], field: str) -> datetime | None:
    """A time in UTC. Without a zone it is local time; before 1971 it is some program's "not given"."""
    cell = _cell(cells, mapping, field)
    if isinstance(cell, datetime):
        moment = cell
    elif isinstance(cell, date):
        moment = datetime(cell.year, cell.month, cell.day)
    else:
        text = clean(_text(cells, mapping, field)).replace("/", "-")
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise RowError(Problem.BAD_DATE, field) from None
    if moment.year < _FIRST_YEAR:
        return None
    try:
        return moment.astimezone(UTC)
    except (OverflowError, OSError):  # behind the last year that there is or, on Windows, that a clock tells
        raise RowError(Problem.BAD_DATE, field) from None
