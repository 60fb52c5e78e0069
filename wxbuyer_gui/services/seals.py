"""Keyed hashes of the journal: of single values, of whole rows and of heads; and what they show of a chain."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.store.journal import JournalRow

Values = Mapping[str, tuple[str | None, str | None]]
"""Field name to the kept value before and after."""

EXPLAINING = frozenset({Action.RESTORE, Action.GAP})
"""The acts that say why rows before them are gone."""
_PARTS_OF_A_LINE = 4
_CODE = re.compile(r"([1-9][0-9]{0,17})-([0-9A-F]{4})-([0-9A-F]{4})(?:-([0-9A-Z]))?")
_LETTERS = "0123456789ABCDEFGHJKMNPRSTVWXY"  # none that is read as another one, and one fewer than a prime


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain. Kept outside the database, it shows that the end was cut.

    ``at`` is when the row was written, in milliseconds since 1970; None where nobody knows.
    """

    position: int
    seal: str
    at: int | None = None

    @classmethod
    def of(cls, row: JournalRow) -> Self:
        """The head of a chain that ends with ``row``."""
        return cls(row.position, row.seal, row.at)

    @property
    def code(self) -> str:
        """The head as people read it off a slip of paper: its place, the first digits of its seal, and a check."""
        if not self.position:
            return ""
        told = f"{self.position}-{self.seal[:4]}-{self.seal[4:8]}".upper()
        return f"{told}-{_check_letter(told)}"

    @classmethod
    def of_code(cls, code: str) -> Self:
        """The head on a slip, with or without the check (``is_checked``).

        InvalidInputError ``E-HEAD-CODE`` for other texts, and where the check shows that it was mistyped.
        """
        spelled = code.strip().upper()
        match = _CODE.fullmatch(spelled)
        if match is None or match[4] not in (None, _check_letter(spelled[:-2])):
            message = "no code from a shift summary, such as 1234-9F3A-77C2-Y, or not typed as it stands there"
            raise InvalidInputError(message, code="E-HEAD-CODE", field="head")
        return cls(int(match[1]), (match[2] + match[3]).lower())


def is_checked(code: str) -> bool:
    """Whether a code that is accepted carries its check: without one a slip of the finger looks like a cut journal."""
    return code.count("-") > 2


def _check_letter(code: str) -> str:
    """What a wrong character, or two that have changed places, do not fit (ISO 7064, hybrid system)."""
    size = len(_LETTERS)
    rest = size
    for letter in code.replace("-", ""):
        rest = ((rest + _LETTERS.index(letter)) % size or size) * 2 % (size + 1)
    return _LETTERS[(size + 1 - rest) % size]


class Sealer:
    """Makes the hashes with one device's key (HMAC-SHA-256)."""

    def __init__(self, device: Device) -> None:
        self.device_id = device.id
        self._key = device.key

    def value(self, field: str, value: str) -> str:
        """The hash of a field's value, '' for no value; long enough (128 bits) never to collide by chance."""
        return self._hash("value", field, value)[:32] if value else ""

    def row(self, row: JournalRow, previous: str) -> str:
        """The seal of a row that follows the row with the seal ``previous``."""
        return self._hash("row", previous, row.content())

    def head_line(self, head: Head, tenant_id: int) -> str:
        """``head`` of this device's chain as a line of text that only this device can write."""
        line = f"{head.position} {head.seal} {head.at}"
        return f"{line} {self._hash('head', self.device_id, str(tenant_id), line)}"

    def read_head(self, line: str, tenant_id: int) -> Head | None:
        """The head in a line that this device wrote for the same tenant; None for any other text."""
        parts = line.split(" ")
        if len(parts) != _PARTS_OF_A_LINE:
            return None
        expected = self._hash("head", self.device_id, str(tenant_id), " ".join(parts[:3]))
        if not hmac.compare_digest(parts[3].encode(), expected.encode()):
            return None
        return Head(int(parts[0]), parts[1], int(parts[2]))

    def _hash(self, *parts: str) -> str:
        message = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, message, "sha256").hex()


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What the check of a chain found: ``rows`` intact ones, and then the first broken one, if any.

    ``broken_seq`` names that row: it was changed, or a row before it was removed or put in. ``changed_seq`` names
    the first row whose old or new values, which may be erased but not changed, are others than were written.
    ``cut`` means that all rows there are intact and the last ones, known from a head, are gone: ``missing`` of them
    at least. ``is_anchored`` is False where no head was known to tell that by. ``explained`` are the rows that say
    honestly that rows before them are gone: a restored backup, or a gap that was seen at a start.
    ``other_rows`` were written by other devices, or before this one lost its key; only their own device can check
    them. ``begins`` says that there are such rows in a file in which this device has none yet, ``unmoored`` that this
    device has rows there and nothing beside the database says any more where they ended. ``strangers`` are operators
    in roles that the journal does not tell of.
    """

    rows: int
    broken_seq: int | None = None
    changed_seq: int | None = None
    cut: bool = False
    missing: int = 0
    is_anchored: bool = False
    explained: tuple[int, ...] = ()
    other_rows: int = 0
    begins: bool = False
    unmoored: bool = False
    strangers: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with what can be checked."""
        is_whole = self.broken_seq is None and self.changed_seq is None and not self.cut
        return is_whole and not self.begins and not self.unmoored and not self.strangers


def check(
    rows: Iterable[tuple[JournalRow, Values]], sealer: Sealer, heads: Collection[Head] = (), start: Head | None = None
) -> ChainCheck:
    """Follow a chain, with the kept values of each row, from its first row or from the one after ``start``.

    Each of ``heads``, whose seals may be their beginnings alone, was its last row at some time: it must still be
    there, unless it was written before a restore or a gap that is told of by a row at its place or before.
    """
    last = start or Head(0, "")
    seq = 0
    open_heads = sorted((head for head in heads if head.position), key=lambda head: head.position)
    changed: int | None = None
    explained = []
    for row, values in rows:
        intact = row.position == last.position + 1 and row.seq > seq
        if not intact or not hmac.compare_digest(row.seal, sealer.row(row, last.seal)):
            return ChainCheck(last.position, broken_seq=row.seq, is_anchored=bool(heads))
        last, seq = Head.of(row), row.seq
        if row.action in EXPLAINING:
            left = [head for head in open_heads if not _is_explained(head, row)]
            if row.action == Action.GAP or len(left) < len(open_heads):
                explained.append(row.seq)
            open_heads = left
        while open_heads and open_heads[0].position <= row.position:
            head = open_heads.pop(0)
            if head.position == row.position and not row.seal.startswith(head.seal):
                return ChainCheck(row.position - 1, broken_seq=row.seq, is_anchored=True)
        if changed is None and values and not _fits(row, values, sealer):
            changed = row.seq
    end = max((head.position for head in open_heads), default=0)
    return ChainCheck(
        last.position,
        changed_seq=changed,
        cut=bool(open_heads),
        missing=max(end - last.position, 0),
        is_anchored=bool(heads),
        explained=tuple(explained),
    )


def _is_explained(head: Head, row: JournalRow) -> bool:
    """Whether ``row`` says what became of ``head``, which was written before it and stood at its place or behind."""
    return head.at is not None and head.position >= row.position and head.at < row.at


def _fits(row: JournalRow, values: Values, sealer: Sealer) -> bool:
    """Whether the kept values of a row are those whose hashes it holds. What is no longer kept fits."""
    sealed = {name: (before, after) for name, before, after in row.fields}
    for name, pair in values.items():
        if name not in sealed:
            return False
        for value, seal in zip(pair, sealed[name], strict=True):
            if value is not None and sealer.value(name, value) != seal:
                return False
    return True
