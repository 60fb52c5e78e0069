"""What a search reads of a row to judge it: the buyer, and the search columns of it and of its member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.store.frozen import maker
from wxbuyer_gui.store.id_numbers import IdNumbers

BUYER = "b.id, b.tenant_id, b.open_id, b.name, b.profile, b.phone, b.member_id"
MEMBER = "m.id, m.tenant_id, m.name, m.phone, m.sex, m.birthday, m.id_card, m.address, m.created_at"
PERSON = "{0}.name_key, {0}.py, {0}.py2, {0}.phone_key"
BUYER_ROW = f"{BUYER}, {PERSON.format('b')}, m.id, {PERSON.format('m')}, m.id_card_key"
WITH_MEMBER = "LEFT JOIN member m ON m.id = b.member_id AND m.tenant_id = b.tenant_id"
"""What brings the member to a buyer b for a ``BUYER_ROW``."""
MEMBER_ROW = f"m.id, {PERSON.format('m')}, m.id_card_key"

OPEN_ID = 2
"""Where a row of ``BUYER`` has it."""
_MEMBER_ID = 6
_BUYER_END = 7
_PERSON_END = 11


_member = maker(Member)


class Person:
    """The search columns of a buyer or member (``store.derived``)."""

    __slots__ = ("name_key", "phone_key", "py", "py2")

    def __init__(self, name_key: str, py: str, py2: str, phone_key: str) -> None:
        self.name_key = name_key
        self.py = py
        self.py2 = py2
        self.phone_key = phone_key


class Row:
    """One row as it came from the driver: a buyer with its member, or a member that no buyer is bound to.

    ``id`` is the buyer's, or the member's where there is no buyer; ``buyer`` are the columns of ``BUYER``;
    ``member`` is None where no member is bound or the one that is has no row. ``alias`` is what staff call the
    buyer, None where that does not matter.
    """

    __slots__ = ("alias", "buyer", "id", "id_card_key", "member", "member_id", "own")

    def __init__(
        self,
        row_id: int,
        buyer: Sequence[Any] | None,
        own: Person | None,
        member_id: int | None,
        member: Person | None,
        id_card_key: str | None,
    ) -> None:
        self.id = row_id
        self.buyer = buyer
        self.own = own
        self.member_id = member_id
        self.member = member
        self.id_card_key = id_card_key
        self.alias: Person | None = None


def member(numbers: IdNumbers, columns: Sequence[Any]) -> Member:
    """The member of a row of ``MEMBER``; its time is UTC, its ID number as ``numbers`` shows it.

    SQLite has no dates: its bare driver gives their ISO texts.
    """
    number, tenant_id, name, phone, sex, birthday, id_card, address, created_at = columns
    if id_card:
        id_card = numbers.shown(tenant_id, number, id_card)
    if isinstance(birthday, str):
        birthday = date.fromisoformat(birthday)
    if isinstance(created_at, str):
        created_at = datetime.fromisoformat(created_at)
    if created_at is not None:
        created_at = created_at.replace(tzinfo=UTC)
    return _member(number, tenant_id, name, phone, sex, birthday, id_card, address, created_at)


def buyer_row(columns: Sequence[Any]) -> Row:
    """A row of ``BUYER_ROW``. StorageError ``E-DAMAGED`` for one that no table of ours can hold."""
    if [*map(type, columns)] not in _BUYER_SHAPES:
        raise _broken()
    own = Person(*columns[_BUYER_END:_PERSON_END])
    member = None if columns[_PERSON_END] is None else Person(*columns[_PERSON_END + 1 : -1])
    return Row(columns[0], columns[:_BUYER_END], own, columns[_MEMBER_ID], member, columns[-1])


def member_row(columns: Sequence[Any]) -> Row:
    """A row of ``MEMBER_ROW``; errors as in ``buyer_row``."""
    if [*map(type, columns)] != _MEMBER_SHAPE:
        raise _broken()
    return Row(columns[0], None, None, columns[0], Person(*columns[1:-1]), columns[-1])


# A page that is not the one it claims to be gives values of any type, and SQLite does not mind.
_NULL = type(None)
_MEMBER_SHAPE = [int, *[str] * 5]
_BUYER_SHAPES = [
    [int, int, *[str] * 4, member_id, *[str] * 4, *member]
    for member_id, member in ((_NULL, [_NULL] * 6), (int, _MEMBER_SHAPE), (int, [_NULL] * 6))
]


def _broken() -> StorageError:
    return StorageError("a row is broken", code="E-DAMAGED")
