"""What came of asking a server at a new address for buyers that are known from the old one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import WxBuyingUser

_WITNESS = re.compile(r"#?(\d{1,18})[\s,;，；:：]+([\x21-\x7e]{1,128})", re.ASCII)

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


def witnesses_in(text: str) -> tuple[WxBuyingUser, ...]:
    """The buyers in ``text``, one a line: number and openId.

    InvalidInputError (field "witnesses") with code ``E-WITNESS-LINE`` for a line that is neither that nor empty, and
    ``E-WITNESS-COUNT`` for fewer than ``ENOUGH`` different ones.
    """
    found: dict[int, str] = {}
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        match = _WITNESS.fullmatch(line)
        if match is None or not int(match[1]):
            raise InvalidInputError(f"line {number} is no buyer", code="E-WITNESS-LINE", field="witnesses")
        found[int(match[1])] = match[2]
    if len(set(found.values())) < ENOUGH:
        raise InvalidInputError(f"{ENOUGH} buyers are needed", code="E-WITNESS-COUNT", field="witnesses")
    return tuple(WxBuyingUser(number, open_id=open_id) for number, open_id in found.items())
