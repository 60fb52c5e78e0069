"""The pages of a long answer: the few that were looked at last are at hand, the others lie folded."""

from __future__ import annotations

import pickle
import zlib
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.ui.models.result_row import ResultRow

_OPEN_PAGES = 20  # a thousand rows: a page is folded or unfolded in half a millisecond
_FASTEST = 1  # of zlib's levels; a page takes a tenth of what its objects take


@dataclass(slots=True)
class OpenPage:
    """Hits, and the rows that were finished of them."""

    hits: Sequence[SearchHit]
    rows: list[ResultRow | None]


class PageStore:
    """Hits in the order in which they came. Two hundred thousand take some MiB, as objects it would be two hundred."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._folded: list[bytes | None] = []
        self._open: OrderedDict[int, OpenPage] = OrderedDict()  # the one looked at last comes last
        self.buyers = array("q")
        """The buyer's number in each row; 0 where a member stands alone."""
        self.members = array("q")
        """The member's number in each row; 0 for a buyer who is not bound."""

    def __len__(self) -> int:
        return len(self.buyers)

    def append(self, hits: Sequence[SearchHit]) -> None:
        """Add a page."""
        self._starts.append(len(self))
        self._folded.append(None)
        for hit in hits:
            buyer, member = _numbers(hit)
            self.buyers.append(buyer)
            self.members.append(member)
        self._keep(len(self._starts) - 1, hits)

    def at(self, row: int) -> tuple[OpenPage, int]:
        """The page with this row, and the row's place in it."""
        number = bisect_right(self._starts, row) - 1
        page = self._open.get(number)
        if page is None:
            folded = self._folded[number]
            assert folded is not None
            page = self._keep(number, pickle.loads(zlib.decompress(folded)))
        self._open.move_to_end(number)
        return page, row - self._starts[number]

    def row_of(self, hit: SearchHit) -> int | None:
        """Where the same buyer, or the same member without a buyer, stands; None where it does not."""
        buyer, member = _numbers(hit)
        if buyer:
            return next((row for row, other in enumerate(self.buyers) if other == buyer), None)
        both = enumerate(zip(self.buyers, self.members, strict=True))
        return next((row for row, others in both if others == (0, member)), None)

    def forget_rows(self) -> None:
        """Have every row finished again."""
        for page in self._open.values():
            page.rows = [None] * len(page.hits)

    def _keep(self, number: int, hits: Sequence[SearchHit]) -> OpenPage:
        page = self._open[number] = OpenPage(hits, [None] * len(hits))
        if len(self._open) > _OPEN_PAGES:
            oldest, left = self._open.popitem(last=False)
            if self._folded[oldest] is None:
                self._folded[oldest] = zlib.compress(pickle.dumps(left.hits), _FASTEST)
        return page


def _numbers(hit: SearchHit) -> tuple[int, int]:
    """Of the buyer and of the member, 0 for none."""
    if hit.buyer is not None:
        return hit.buyer.id or 0, hit.buyer.member_id or 0
    return 0, (hit.member.id or 0) if hit.member is not None else 0
