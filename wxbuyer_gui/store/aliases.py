"""What staff call a buyer (备注名): the rows of ``alias``, and which of them answer to a query.

Every function works on the caller's connection and tenant and leaves the transaction to the caller. The buyers
themselves may stand in another file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store import derived, id_numbers
from wxbuyer_gui.store.expressions import either
from wxbuyer_gui.store.people_tables import alias
from wxbuyer_gui.store.reader import Reader
from wxbuyer_gui.store.statements import MOST_LOOKED_UP, Statements

MOST = 200
"""Each costs a search some 15 microseconds, and more than these a list does not count."""

_NAMES = (Kind.NAME, Kind.LATIN)
_MINE = alias.c.tenant_id == bindparam("tenant_id")
_ALL = select(alias.c.id, alias.c.alias).where(_MINE)


def of(connection: Connection, tenant_id: int, buyer_ids: Collection[int]) -> dict[int, str]:
    """Buyer number → what staff call that buyer, for those who have such a name."""
    if not buyer_ids:
        return {}
    statements = Statements(connection, tenant_id)
    return dict(statements.run(statements.aliases_of(list(buyer_ids))))


def all_of(connection: Connection, tenant_id: int) -> dict[int, str]:
    """All of a tenant: a shop gives few of them."""
    return {row.id: row.alias for row in connection.execute(_ALL, {"tenant_id": tenant_id})}


def put(connection: Connection, tenant_id: int, buyer_id: int, text: str) -> None:
    """Call a buyer ``text`` from now on; '' takes the name away."""
    mine = (alias.c.tenant_id == tenant_id) & (alias.c.id == buyer_id)
    if not text:
        connection.execute(delete(alias).where(mine))
        return
    values = {"alias": text, **derived.alias_columns(connection.dialect.name, tenant_id, text)}
    if not connection.execute(update(alias).where(mine).values(values)).rowcount:
        connection.execute(insert(alias).values(id=buyer_id, tenant_id=tenant_id, **values))


def matching(connection: Connection, tenant_id: int, query: Query) -> dict[int, str]:
    """Buyers who may answer to a part of ``query`` by what staff call them, the newest first, and that name.

    ``MOST`` at most, more where other parts narrow them down: where very many are called the same, the older ones are
    found by their own data.
    """
    is_alone = len(query.parts) == 1
    most = MOST if is_alone else MOST_LOOKED_UP
    statements, reader = Statements(connection, tenant_id), Reader(tenant_id, id_numbers.of(connection))
    found: dict[int, str] = {}
    for part in query.parts:
        names = tuple(kind for kind in part.tiers if kind in _NAMES)
        tiers = reader.tiers(replace(part, tiers=names), is_alone=is_alone)
        expressions = [tier.expression for tier in tiers if not tier.within]
        asked = [expression for expression in expressions if expression is not None]
        if asked:
            found |= dict(statements.run(statements.aliases(either(asked), most)))
    return found
