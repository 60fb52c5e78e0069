"""Pairs of buyer and member phone, from a file or from a list that was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from wxbuyer_gui.domain.batch import BatchRow
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.phone import is_mobile, phone_key
from wxbuyer_gui.domain.text import checked, clean
from wxbuyer_gui.domain.twins import is_open_id
from wxbuyer_gui.services.transfer.columns import header_key
from wxbuyer_gui.services.transfer.sheet import Cell, open_sheet, text_at

MOST_ROWS = 50_000
"""More in one batch is refused: each row is a write of its own."""

_BUYER = (
    "openid", "wxopenid", "微信openid", "buyer", "buyerphone", "wechatphone", "买家", "买家手机", "买家手机号",
    "微信手机", "微信手机号", "买家编号", "buyerid",
)  # fmt: skip
_MEMBER = (
    "memberphone", "membermobile", "会员手机", "会员手机号", "会员电话", "会员手机号码", "member", "会员",
    "手机号", "手机", "phone", "mobile", "电话",
)  # fmt: skip
_SEPARATORS = ("\t", ",", "，", ";", "；")
_NUMBER = re.compile(r"#[0-9]+")
_MOST_GROUPS = 8  # a phone written in groups of digits


def read_file(path: Path) -> tuple[BatchRow, ...]:
    """The pairs of a CSV or XLSX file, with or without headers; errors as in ``open_sheet``.

    InvalidInputError ``E-BATCH-COLUMNS`` for a file in which nobody can tell two such columns, ``E-BATCH-ROWS`` for
    more rows than ``MOST_ROWS``.
    """
    sheet = open_sheet(path)
    keys = [header_key(header) for header in sheet.headers]
    buyer, member = _place(keys, _BUYER), _place(keys, _MEMBER)
    if buyer is not None and member is not None and buyer != member:
        return _rows(sheet.rows(), buyer, member)
    if len(sheet.headers) < 2 or not _is_pair(sheet.headers[0], sheet.headers[1]):
        raise InvalidInputError("no columns for buyer and member phone", code="E-BATCH-COLUMNS")
    first: Iterator[tuple[int, Sequence[Cell]]] = iter([(1, list(sheet.headers))])
    return _rows((row for part in (first, sheet.rows()) for row in part), 0, 1)


def read_text(text: str) -> tuple[BatchRow, ...]:
    """The pairs of a list, one a line: buyer and member phone parted by a tab, a comma, a semicolon or blanks."""
    lines = ((number, _split(line)) for number, line in enumerate(checked(text).splitlines(), 1) if line.strip())
    rows = [row for row in lines if not _is_heading(row[1])]
    return _rows(rows, 0, 1)


def _rows(rows: Iterable[tuple[int, Sequence[Cell]]], buyer: int, member: int) -> tuple[BatchRow, ...]:
    found: list[BatchRow] = []
    for number, cells in rows:
        if len(found) == MOST_ROWS:
            raise InvalidInputError("too many rows", code="E-BATCH-ROWS")
        found.append(BatchRow(number, text_at(cells, buyer), text_at(cells, member)))
    return tuple(found)


def _place(keys: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((keys.index(key) for key in wanted if key in keys), None)


def _split(line: str) -> list[str]:
    for separator in _SEPARATORS:
        if separator in line:
            return [part.strip() for part in line.split(separator)]
    words = line.split()
    pairs = [[" ".join(words[:place]), " ".join(words[place:])] for place in range(1, min(len(words), _MOST_GROUPS))]
    whole = [pair for pair in pairs if _names_buyer(pair[0]) and is_mobile(phone_key(pair[1]))]
    return next(iter([*whole, *(pair for pair in pairs[:1] if _may_name_buyer(pair[0]))]), [line.strip()])


def _names_buyer(text: str) -> bool:
    return bool(is_open_id(text) or _NUMBER.fullmatch(clean(text)) or is_mobile(phone_key(text)))


def _may_name_buyer(text: str) -> bool:
    return bool(_names_buyer(text) or phone_key(text))


def _is_pair(buyer: str, phone: str) -> bool:
    return bool((is_open_id(buyer) or phone_key(buyer)) and phone_key(phone))


def _is_heading(parts: Sequence[Cell]) -> bool:
    keys = [header_key(str(part)) for part in parts]
    return _place(keys, _BUYER) is not None and _place(keys, _MEMBER) is not None
