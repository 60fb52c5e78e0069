"""What came of asking a server at a new address for buyers that are known from the old one."""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 5
"""Buyers that are asked for; fewer where fewer are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How many buyers have the same id and openId at both addresses, another openId, and are not there."""

    agreed: int = 0
    different: int = 0
    missing: int = 0

    @property
    def asked(self) -> int:
        """How many were asked for; 0 where nobody is known to compare with."""
        return self.agreed + self.different + self.missing

    @property
    def is_same(self) -> bool:
        """Whether both addresses lead to the same buyers, as far as that can be told."""
        return self.agreed == self.asked > 0
