"""A row of an answer, its place in the order of all, and the row behind which a page starts."""

from __future__ import annotations

from dataclasses import dataclass

from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.store.rows import Row

_OF_THE_MEMBER = frozenset(reason for reason in Matched if reason.startswith("member_") or reason is Matched.ID_CARD)
_OF_THE_MEMBER -= {Matched.MEMBER_ID}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row behind which the next page starts, and the count that the first page made."""

    tier: int
    source: int
    row_id: int
    count: int
    capped: bool


@dataclass(slots=True)
class Found:
    """A row of the answer, and why it is one."""

    tier: int
    source: int
    row: Row
    matched: Matched

    @property
    def shows_member(self) -> bool:
        """Whether the row of the window needs the member's own data."""
        return self.row.buyer is None or self.matched in _OF_THE_MEMBER


def order(one: Found) -> tuple[int, int, int]:
    """Best tier first, buyers before members, newest first."""
    return one.tier, one.source, -one.row.id


def behind(cursor: Cursor | None, found: list[Found]) -> list[Found]:
    """What of a sorted answer comes after the cursor."""
    if cursor is None:
        return found
    last = cursor.tier, cursor.source, -cursor.row_id
    return [one for one in found if order(one) > last]
