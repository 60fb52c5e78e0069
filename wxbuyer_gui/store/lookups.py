"""Which of a batch of buyers or members are there already, for imports; and who could be bound after one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Row, Select, bindparam, func, select

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import buyers, id_numbers, members
from wxbuyer_gui.store.tables import buyer, member

MOST = 1000
"""The most values that one call may ask for: SQLite and PostgreSQL both take many more parameters."""


def _among(columns: Sequence[Any], column: Any) -> Select[Any]:
    return select(*columns).where(column.in_(bindparam("values", expanding=True)))


# The partial indexes serve only where their condition is repeated: without it each call reads the whole tenant.
_BUYERS_BY_OPEN_ID = _among(buyers.COLUMNS, buyer.c.open_id).where(
    buyer.c.tenant_id == bindparam("tenant_id"), buyer.c.open_id != ""
)
_BUYERS_BY_ID = _among(buyers.COLUMNS, buyer.c.id)
_MEMBERS_BY_ID = _among(members.COLUMNS, member.c.id)
_MEMBERS_BY = {
    column: _among((member.c[column], *members.COLUMNS), member.c[column]).where(
        member.c.tenant_id == bindparam("tenant_id"), member.c[column] != ""
    )
    for column in ("phone_key", "id_card_key")
}
_KNOWN_MEMBERS = _among((member.c.id,), member.c.id).where(member.c.tenant_id == bindparam("tenant_id"))
_HIGHEST_BUYER = select(func.max(buyer.c.id))
_HIGHEST_MEMBER = select(func.max(member.c.id))

# Here it would read every member for every buyer.
_SAME_PHONE = (
    (member.c.tenant_id == buyer.c.tenant_id) & (member.c.phone_key == buyer.c.phone_key) & (member.c.phone_key != "")
)
_PAIRS = (
    select(*buyers.COLUMNS, *members.COLUMNS)
    .join_from(buyer, member, _SAME_PHONE)
    .where(
        buyer.c.tenant_id == bindparam("tenant_id"),
        buyer.c.member_id.is_(None),
        buyer.c.phone_key != "",
        buyer.c.id > bindparam("after", type_=BigInteger),
    )
    .order_by(buyer.c.id)
    .limit(bindparam("limit"))
)
_PAIR_COUNT = (
    select(func.count())
    .select_from(buyer)
    .join(member, _SAME_PHONE)
    .where(buyer.c.tenant_id == bindparam("tenant_id"), buyer.c.member_id.is_(None), buyer.c.phone_key != "")
)


class Lookups:
    """Questions about one tenant, asked on the caller's connection and so within its transaction.

    ``highest_buyer_id`` and ``highest_member_id`` are those of all tenants when this was made, 0 without any. A table
    that was empty then is not asked: while a first import fills it, it has no index to be asked by
    (``store.bulk.loading``), and what the import itself wrote is not looked up.
    """

    def __init__(self, connection: Connection, tenant_id: int) -> None:
        self.connection = connection
        self._tenant_id = tenant_id
        self.highest_buyer_id: int = connection.execute(_HIGHEST_BUYER).scalar() or 0
        self.highest_member_id: int = connection.execute(_HIGHEST_MEMBER).scalar() or 0

    def buyers_by_open_id(self, open_ids: Iterable[str]) -> dict[str, WxBuyingUser]:
        """openId → buyer, for those that exist; '' finds nothing."""
        rows = self._buyers(_BUYERS_BY_OPEN_ID, filter(None, open_ids))
        return {row.open_id: WxBuyingUser(*row) for row in rows}

    def buyers_by_id(self, ids: Iterable[int]) -> dict[int, WxBuyingUser]:
        """id → buyer of any tenant: an id is free only where nobody has it."""
        return {row.id: WxBuyingUser(*row) for row in self._buyers(_BUYERS_BY_ID, ids)}

    def members_by_id(self, ids: Iterable[int]) -> dict[int, Member]:
        """Member number → member of any tenant."""
        return {row.id: members.from_row(self.connection, row) for row in self._members(_MEMBERS_BY_ID, ids)}

    def known_members(self, ids: Iterable[int]) -> set[int]:
        """Those member numbers of ``ids`` that have a row."""
        return {row.id for row in self._members(_KNOWN_MEMBERS, ids)}

    def members_by_phone(self, keys: Iterable[str]) -> dict[str, Member]:
        """Phone key → member; '' finds nothing."""
        rows = self._members(_MEMBERS_BY["phone_key"], filter(None, keys))
        return {row[0]: members.from_row(self.connection, row[1:]) for row in rows}

    def members_by_id_card(self, wanted: Iterable[str]) -> dict[str, Member]:
        """ID number as ``id_numbers.normalised`` writes it → member; '' finds nothing.

        Errors as ``id_numbers.require_key`` once there is one to find.
        """
        given = set(filter(None, wanted))
        if not given:
            return {}
        id_numbers.require_key(self.connection)
        numbers = id_numbers.of(self.connection)
        keys = {key for one in given for key in numbers.keys(self._tenant_id, one)}
        found = [members.from_row(self.connection, row[1:]) for row in self._members(_MEMBERS_BY["id_card_key"], keys)]
        return {id_numbers.normalised(one.id_card): one for one in found}

    def same_phone(self, *, limit: int, after: int = 0) -> list[tuple[WxBuyingUser, Member]]:
        """Unbound buyers whose phone is a member's, with that member; by buyer id, those after the id ``after``."""
        rows = self.connection.execute(_PAIRS, {"tenant_id": self._tenant_id, "after": after, "limit": limit})
        return [
            (WxBuyingUser(*row[: len(buyers.COLUMNS)]), members.from_row(self.connection, row[len(buyers.COLUMNS) :]))
            for row in rows
        ]

    def same_phone_count(self) -> int:
        """How many rows ``same_phone`` would give in all."""
        return self.connection.execute(_PAIR_COUNT, {"tenant_id": self._tenant_id}).scalar_one()

    def _buyers(self, query: Select[Any], values: Iterable[object]) -> Iterable[Row[Any]]:
        return self._among(query, values) if self.highest_buyer_id else ()

    def _members(self, query: Select[Any], values: Iterable[object]) -> Iterable[Row[Any]]:
        return self._among(query, values) if self.highest_member_id else ()

    def _among(self, query: Select[Any], values: Iterable[object]) -> Iterable[Row[Any]]:
        wanted = list(values)
        if not wanted:
            return ()
        return self.connection.execute(query, {"tenant_id": self._tenant_id, "values": wanted})
