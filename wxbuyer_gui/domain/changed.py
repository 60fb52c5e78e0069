"""What another program did to a shared database, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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

    def concerns(self, buyers: Iterable[int], members: Iterable[int]) -> bool:
        """Whether one of these may look different now."""
        return self.all or not (self.buyers.isdisjoint(buyers) and self.members.isdisjoint(members))
