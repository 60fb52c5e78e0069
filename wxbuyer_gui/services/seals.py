"""Keyed hashes of the journal: of single values and of whole rows."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from wxbuyer_gui.services.device import Device
from wxbuyer_gui.store.journal import JournalRow


class Sealer:
    """Makes the hashes with one device's key (HMAC-SHA-256)."""

    def __init__(self, device: Device) -> None:
        self._key = device.key

    def value(self, field: str, value: str) -> str:
        """The hash of a field's value, '' for no value; long enough (128 bits) never to collide by chance."""
        return self._hash("value", field, value)[:32] if value else ""

    def row(self, row: JournalRow, previous: str) -> str:
        """The seal of a row that follows the row with the seal ``previous``."""
        return self._hash("row", previous, row.content())

    def _hash(self, *parts: str) -> str:
        message = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain. Kept outside the database, it shows later that the end was cut off."""

    position: int
    seal: str


@dataclass(frozen=True, slots=True)
class ChainCheck:
    """What the check of a chain found: ``rows`` intact ones, and then the first broken one, if any.

    ``broken_seq`` names that row: it was changed, or a row before it was removed or put in. ``cut`` means that all
    rows there are intact and the last ones, known from the anchor, are gone. ``other_rows`` were written by other
    devices, or before this one lost its key; only their own device can check them.
    """

    rows: int
    broken_seq: int | None = None
    cut: bool = False
    other_rows: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with what can be checked."""
        return self.broken_seq is None and not self.cut


def check(rows: Iterable[JournalRow], sealer: Sealer, anchor: Head | None = None) -> ChainCheck:
    """Follow a chain from its first row."""
    position, seal, seq = 0, "", 0
    anchored = anchor is None
    for row in rows:
        intact = row.position == position + 1 and row.seq > seq
        if not intact or not hmac.compare_digest(row.seal, sealer.row(row, seal)):
            return ChainCheck(position, broken_seq=row.seq)
        position, seal, seq = row.position, row.seal, row.seq
        if anchor is not None and position == anchor.position:
            if seal != anchor.seal:
                return ChainCheck(position - 1, broken_seq=seq)
            anchored = True
    return ChainCheck(position, cut=not anchored)
