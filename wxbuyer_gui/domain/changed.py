"""What another program did to a shared database, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wxbuyer_gui.domain.models import SearchHit


@dataclass(frozen=True, slots=True)
class Changed:
    """The numbers of buyers and members that are new, different or gone; ``all``: it may be anybody."""

    buyers: frozenset[int] = frozenset()
    members: frozenset[int] = frozenset()
    all: bool = False

    def __or__(self, other: Changed) -> Changed:
        return Changed(self.buyers | other.buyers, self.members | other.members, self.all or other.all)

    def __bool__(self) -> bool:
        return self.all or bool(self.buyers or self.members)

    def concerns(self, hits: Iterable[SearchHit]) -> bool:
        """Whether somebody among the hits may look different now."""
        return self.all or any(map(self._concerns, hits))

    def _concerns(self, hit: SearchHit) -> bool:
        buyer, member = hit.buyer, hit.member
        if buyer is not None and (buyer.id in self.buyers or buyer.member_id in self.members):
            return True
        return member is not None and member.id in self.members
