"""A line of data cut into runs of characters that are painted alike: plain, matched, or stars for hidden ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from wxbuyer_gui.domain.masking import Field, Spans, mask_segments
from wxbuyer_gui.domain.phone import format_phone, is_mobile, phone_key

_LOOK = itemgetter(1, 2)


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
    return _joined((char, hit, False) for char, hit in zip(text, _marked(len(text), hits), strict=True))


def phone_runs(phone: str, *, hits: Spans = (), masked: bool = True) -> tuple[Run, ...]:
    """A phone as it is read out, ``138 **** 8000``; ``hits`` are positions in its key and are never masked."""
    key = phone_key(phone)
    if not key:
        return text_runs(phone)
    if not is_mobile(key) and not masked and not hits:
        return (Run(format_phone(phone)),)
    segments = mask_segments(key, Field.PHONE, hits) if masked else ((key, False),)
    cells = [(char, star) for text, star in segments for char in text]
    matched = _marked(len(cells), hits)
    gaps = (3, 7) if is_mobile(key) else ()
    pieces: list[tuple[str, bool, bool]] = []
    for position, (char, star) in enumerate(cells):
        if position in gaps:
            pieces.append((" ", matched[position] and matched[position - 1], False))
        pieces.append((char, matched[position], star))
    return _joined(pieces)


def masked_runs(value: str, field: Field) -> tuple[Run, ...]:
    """Any other masked value, such as an identity number."""
    return tuple(Run(text, masked=star) for text, star in mask_segments(value, field))


def plain_text(runs: Sequence[Run]) -> str:
    """What stands in ``runs``, as it is shown: stars stay stars."""
    return "".join(run.text for run in runs)


def _marked(length: int, hits: Spans) -> list[bool]:
    marked = [False] * length
    for start, stop in hits:
        marked[start:stop] = [True] * len(marked[start:stop])
    return marked


def _joined(pieces: Iterable[tuple[str, bool, bool]]) -> tuple[Run, ...]:
    grouped = groupby(pieces, key=_LOOK)
    return tuple([Run("".join([piece[0] for piece in group]), *look) for look, group in grouped])
