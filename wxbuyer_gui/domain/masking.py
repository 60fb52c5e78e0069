"""Personal data as it may be shown by default: enough to recognise somebody, too little to misuse.

Mobiles show 3 + 4 digits, other numbers at most their last four and never more than half. Identity numbers show
3 + 4 of 18 and 3 + 3 of 15 characters, which hides birthday and most of the region (the vendor's peers differ; no
standard says). Digits that the clerk typed are shown: they are known already. One field is whole from the start: the
phone of a form that registers or binds somebody, which the clerk reads out and the customer confirms.
"""

from __future__ import annotations

import re
from enum import StrEnum

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.phone import is_mobile, phone_key
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.domain.query import Part, Query
from wxbuyer_gui.domain.surnames import COMPOUND
from wxbuyer_gui.domain.text import is_han

Spans = tuple[tuple[int, int], ...]
Segments = tuple[tuple[str, bool], ...]

_DISTRICT = re.compile(r"(?:.{1,9}?(?:省|自治区|特别行政区|市|州|盟|地区)){0,2}.{1,9}?(?:区|县|市|旗)")


_MASKED = re.compile(r"[0-9+]{0,4}[*]{3,}[0-9X]{0,4}")


class Field(StrEnum):
    """What a value is, and so how it is masked."""

    PHONE = "phone"
    ID_CARD = "id_card"
    NAME = "name"
    OPEN_ID = "open_id"
    ADDRESS = "address"


# What stands for the hidden part where its length is nobody's business; elsewhere one star per character.
_FILLINGS = {Field.OPEN_ID: "…", Field.ADDRESS: "****"}


def mask_segments(value: str, field: Field, shown: Spans = ()) -> Segments:
    """``value`` cut into (text, masked) runs for a painter that mutes the stars.

    A phone is shown as its key (digits). ``shown`` are positions in it that stay readable, as ``typed_spans`` gives
    them. A number that is masked already comes back as one run.
    """
    if field is Field.PHONE:
        value = phone_key(value) or value
    if not value:
        return ()
    if _MASKED.fullmatch(value) if field in (Field.PHONE, Field.ID_CARD) else is_anonymous(value):
        return ((value, False),)
    head, tail = _ends(value, field)
    segments: list[tuple[str, bool]] = []
    start, stop = 0, head  # what can be read and is not written down yet
    for first, end in sorted((*shown, (len(value) - tail, len(value)))):
        if first > stop:
            segments += [(value[start:stop], False), (_FILLINGS.get(field, "*" * (first - stop)), True)]
            start = first
        stop = max(stop, end)
    segments.append((value[start:stop], False))
    return tuple([segment for segment in segments if segment[0]])


def masked(value: str, field: Field, shown: Spans = ()) -> str:
    """``mask_segments`` as one text."""
    return "".join([text for text, _ in mask_segments(value, field, shown)])


def mask_phone(phone: str, shown: Spans = ()) -> str:
    """'138****8000'; other numbers: the last four digits, at most half."""
    return masked(phone, Field.PHONE, shown)


def mask_id_card(number: str) -> str:
    """'110***********1234'; 15 characters: 3 + 3; other documents: 2 + 2, at most half."""
    return masked(number, Field.ID_CARD)


def mask_name(name: str) -> str:
    """'张*', '张*丰', '欧阳**', 'K****'; 微信用户 names nobody and stays."""
    return masked(name, Field.NAME)


def mask_open_id(open_id: str) -> str:
    """'oGZU…VJJE'."""
    return masked(open_id, Field.OPEN_ID)


def mask_address(address: str) -> str:
    """Down to the district: '浙江省杭州市西湖区****'."""
    return masked(address, Field.ADDRESS)


def typed_spans(query: Query, phone: str) -> Spans:
    """Where the digits of ``query`` stand in the key of ``phone``, each part at its best tier only."""
    key = phone_key(phone)
    spans = {_span(part, key) for part in query.parts} if key else set()
    return tuple(sorted(span for span in spans if span is not None))


def _span(part: Part, key: str) -> tuple[int, int] | None:
    digits = part.value.lstrip("+")
    for tier in part.tiers:
        if tier is Kind.PHONE and part.value == key:
            return 0, len(key)
        if tier is Kind.TAIL and key.endswith(digits):
            return len(key) - len(digits), len(key)
        if tier is Kind.PREFIX and key.startswith(digits):
            return 0, len(digits)
        if tier is Kind.MIDDLE and digits in key:
            return key.index(digits), key.index(digits) + len(digits)
    return None


def _ends(value: str, field: Field) -> tuple[int, int]:
    """How many characters stay readable in front and behind."""
    length = len(value)
    if field is Field.PHONE:
        return (3, 4) if is_mobile(value) else (0, min(4, length // 2))
    if field is Field.ID_CARD:
        by_length = {18: (3, 4), 15: (3, 3)}
        return by_length.get(length, (min(2, length // 4), min(2, length // 4)))
    if field is Field.OPEN_ID:
        return (4, 4) if length >= 16 else (length // 4, length // 4)
    if field is Field.ADDRESS:
        district = _DISTRICT.match(value)
        return (district.end() if district else min(3, length // 2)), 0
    return _name_ends(value)


def _name_ends(name: str) -> tuple[int, int]:
    if name[:2] in COMPOUND and len(name) > 2:
        return 2, 0
    if not is_han(name[0]):
        return int(len(name) > 1), 0
    return int(len(name) > 1), int(len(name) > 2)
