"""What a search reads of a row to judge it: the buyer, and the search columns of it and of its member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import grams

BUYER = "b.id, b.tenant_id, b.open_id, b.name, b.profile, b.phone, b.member_id"
PERSON = "{0}.name_key, {0}.py, {0}.py2, {0}.phone_key"
BUYER_ROW = f"{BUYER}, {PERSON.format('b')}, m.id, {PERSON.format('m')}, m.id_card_key"
MEMBER_ROW = f"m.id, {PERSON.format('m')}, m.id_card_key"
_BUYER_END = 7
_PERSON_END = 11


class Person:
    """The search columns of a buyer or member (``store.derived``)."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.name_key, self.py, self.py2, self.phone_key = columns

    @cached_property
    def readings(self) -> list[list[str]]:
        """The syllables of each reading."""
        return [reading.split(" ") for reading in (self.py, self.py2) if reading]

    @cached_property
    def digits(self) -> str:
        """The digits of the phone."""
        return grams.digits_of(self.phone_key)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came from the driver: a buyer with its member, or a member that no buyer is bound to.

    ``id`` is the buyer's, or the member's where there is no buyer.
    """

    id: int
    buyer: WxBuyingUser | None
    own: Person | None
    member_id: int | None
    member: Person | None
    id_card_key: str | None


def buyer_row(columns: Sequence[Any]) -> Row:
    """A row of ``BUYER_ROW``."""
    user = WxBuyingUser(*columns[:_BUYER_END])
    known = columns[_PERSON_END]
    member = None if known is None else Person(columns[_PERSON_END + 1 : -1])
    return Row(columns[0], user, Person(columns[_BUYER_END:_PERSON_END]), known, member, columns[-1])


def member_row(columns: Sequence[Any]) -> Row:
    """A row of ``MEMBER_ROW``."""
    return Row(columns[0], None, None, columns[0], Person(columns[1:-1]), columns[-1])
