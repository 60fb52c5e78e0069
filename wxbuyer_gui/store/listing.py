"""All buyers or all members of a tenant, one after another, for exports: a page at a time, never all in memory.

Every function works on the caller's connection: within one read transaction the whole list is one snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, func, select

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import buyers, members
from wxbuyer_gui.store.tables import buyer, member

_PAGE = 2_000
_AFTER = bindparam("after", type_=BigInteger)

_BUYERS = (
    select(*buyers.COLUMNS, *members.COLUMNS)
    .select_from(
        buyer.outerjoin(member, (member.c.id == buyer.c.member_id) & (member.c.tenant_id == buyer.c.tenant_id))
    )
    .where(buyer.c.tenant_id == bindparam("tenant_id"), buyer.c.id > _AFTER)
    .order_by(buyer.c.id)
    .limit(_PAGE)
)
_MEMBERS = (
    select(*members.COLUMNS)
    .where(member.c.tenant_id == bindparam("tenant_id"), member.c.id > _AFTER)
    .order_by(member.c.id)
    .limit(_PAGE)
)
_MEMBER_COUNT = select(func.count()).select_from(member).where(member.c.tenant_id == bindparam("tenant_id"))


def all_buyers(connection: Connection, tenant_id: int) -> Iterator[tuple[WxBuyingUser, Member | None]]:
    """Buyers by id, each with its member; None where it has none, or one whose row is not known."""
    width = len(buyers.COLUMNS)
    for row in _pages(connection, tenant_id, _BUYERS):
        yield WxBuyingUser(*row[:width]), None if row[width] is None else members.from_row(connection, row[width:])


def all_members(connection: Connection, tenant_id: int) -> Iterator[Member]:
    """Members by number."""
    return (members.from_row(connection, row) for row in _pages(connection, tenant_id, _MEMBERS))


def count_members(connection: Connection, tenant_id: int) -> int:
    """How many members a tenant has."""
    return int(connection.execute(_MEMBER_COUNT, {"tenant_id": tenant_id}).scalar_one())


def _pages(connection: Connection, tenant_id: int, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    """Rows whose first column is the id, page by page, each page going on behind the last id of the one before."""
    last = 0
    while page := connection.execute(statement, {"tenant_id": tenant_id, "after": last}).all():
        yield from page
        last = page[-1][0]
