"""A line of data cut into runs of characters that are painted alike: plain, matched, or stars for hidden ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wxbuyer_gui.domain.masking import Field, Spans, mask_segments
from wxbuyer_gui.domain.phone import format_phone, is_mobile, phone_key

_PLAIN, _HIT, _STAR = ".", "!", "*"
_ALIKE = re.compile(r"(.)\1*")
_GAPS = (7, 3)  # blanks in a mobile's number, from behind


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters painted alike. ``hit``: they match what was typed. ``masked``: stars for hidden ones."""

    text: str
    hit: bool = False
    masked: bool = False


def text_runs(text: str, hits: Spans = ()) -> tuple[Run, ...]:
    """``text`` as runs; ``hits`` are the (start, stop) positions that match."""
    if not hits:
        return (Run(text),) if text else ()
    return _cut(text, _marked(_PLAIN * len(text), hits))


def phone_runs(phone: str, *, hits: Spans = (), masked: bool = True) -> tuple[Run, ...]:
    """A phone as it is read out, ``138 **** 8000``; ``hits`` are positions in its key and are never masked."""
    key = phone_key(phone)
    if not key:
        return text_runs(phone)
    is_spaced = is_mobile(key)
    if not is_spaced and not masked and not hits:
        return (Run(format_phone(phone)),)
    segments = mask_segments(key, Field.PHONE, hits) if masked else ((key, False),)
    shown = "".join([text for text, _ in segments])
    looks = _marked("".join([(_STAR if star else _PLAIN) * len(text) for text, star in segments]), hits)
    if is_spaced:
        for gap in _GAPS:
            look = _HIT if looks[gap - 1 : gap + 1] == _HIT * 2 else _PLAIN
            shown = f"{shown[:gap]} {shown[gap:]}"
            looks = f"{looks[:gap]}{look}{looks[gap:]}"
    return _cut(shown, looks)


def masked_runs(value: str, field: Field) -> tuple[Run, ...]:
    """Any other masked value, such as an identity number."""
    return tuple(Run(text, masked=star) for text, star in mask_segments(value, field))


def plain_text(runs: Sequence[Run]) -> str:
    """What stands in ``runs``, as it is shown: stars stay stars."""
    return "".join(run.text for run in runs)


def _marked(looks: str, hits: Spans) -> str:
    for start, stop in hits:
        looks = looks[:start] + _HIT * len(looks[start:stop]) + looks[stop:]
    return looks


def _cut(text: str, looks: str) -> tuple[Run, ...]:
    """``looks`` says of each character how it is painted."""
    spans = [(alike.start(), alike.end(), alike[1]) for alike in _ALIKE.finditer(looks)]
    return tuple([Run(text[start:stop], look == _HIT, look == _STAR) for start, stop, look in spans])
