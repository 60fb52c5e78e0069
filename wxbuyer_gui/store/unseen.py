"""Buyers without a member of whom nothing was heard for long. A buyer about whom nothing dated is known is never one.

What dates a buyer in a database of our own: a line of its history, a write by its number and, where there is neither,
the last import, before which it must have come. In a copy: when the server was asked about it, and its history.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.store.journal import journal
from wxbuyer_gui.store.mirror import mirror_row
from wxbuyer_gui.store.moments import from_milliseconds, to_milliseconds
from wxbuyer_gui.store.tables import buyer, operation

_CHUNK = 5_000
_BY_BUYER = ("save", "register")  # the kinds of operation whose result is a buyer's number


@dataclass(frozen=True, slots=True)
class Unseen:
    """The numbers of the buyers, and how many of those without a member are left out: seen since, or undated."""

    numbers: tuple[int, ...] = ()
    unbound: int = 0
    undated: int = 0

    @property
    def seen(self) -> int:
        """How many were seen since."""
        return self.unbound - self.undated - len(self.numbers)


def in_database(connection: Connection, tenant_id: int, *, before: int, imported_at: int | None) -> Unseen:
    """Those not seen since ``before``; ``imported_at`` is the last import. Both are milliseconds since 1970."""
    unbound = select(buyer.c.id).where(buyer.c.tenant_id == tenant_id, buyer.c.member_id.is_(None))
    count = connection.execute(select(func.count()).select_from(unbound.subquery())).scalar_one()
    quiet = unbound.where(~_history(before), buyer.c.id.not_in(_written(tenant_id, before)))
    dated = quiet.where(_history(0) | buyer.c.id.in_(_written(tenant_id, 0)))
    if imported_at is None:
        numbers = connection.execute(dated.order_by(buyer.c.id)).scalars().all()
        undated = connection.execute(select(func.count()).select_from(quiet.subquery())).scalar_one() - len(numbers)
        return Unseen(tuple(numbers), count, undated)
    wanted = quiet if imported_at < before else dated
    return Unseen(tuple(connection.execute(wanted.order_by(buyer.c.id)).scalars()), count)


def in_copy(connection: Connection, tenant_id: int, *, before: int) -> Unseen:
    """Those of a copy about whom the server was not asked since ``before``; what the history knows is not looked at."""
    unbound = (buyer.c.tenant_id == tenant_id, buyer.c.member_id.is_(None))
    old = (mirror_row.c.tenant_id == tenant_id, mirror_row.c.as_of < before)
    count = connection.execute(select(func.count()).select_from(buyer).where(*unbound)).scalar_one()
    joined = select(buyer.c.id).join_from(buyer, mirror_row, mirror_row.c.buyer_id == buyer.c.id)
    return Unseen(tuple(connection.execute(joined.where(*unbound, *old).order_by(buyer.c.id)).scalars()), count)


def last_lines(connection: Connection, tenant_id: int, numbers: Collection[int]) -> dict[int, int]:
    """Buyer number → when the newest line of its history was written, for those who have one."""
    found: dict[int, int] = {}
    for some in chunks(numbers, _CHUNK):
        mine = (journal.c.tenant_id == tenant_id, journal.c.buyer_id.in_(some))
        rows = connection.execute(
            select(journal.c.buyer_id, func.max(journal.c.at)).where(*mine).group_by(journal.c.buyer_id)
        )
        found |= {row[0]: row[1] for row in rows}
    return found


def last_writes(connection: Connection, tenant_id: int, numbers: Collection[int]) -> dict[int, int]:
    """Buyer number → when it was last stored by an operation, for those who were."""
    found: dict[int, int] = {}
    for some in chunks(numbers, _CHUNK):
        mine = (operation.c.tenant_id == tenant_id, operation.c.kind.in_(_BY_BUYER), operation.c.result_id.in_(some))
        rows = connection.execute(
            select(operation.c.result_id, func.max(operation.c.created_at)).where(*mine).group_by(operation.c.result_id)
        )
        found |= {row[0]: to_milliseconds(row[1].replace(tzinfo=UTC)) for row in rows}
    return found


def _history(since: int) -> ColumnElement[bool]:
    mine = (journal.c.tenant_id == buyer.c.tenant_id, journal.c.buyer_id == buyer.c.id, journal.c.at >= since)
    return select(literal(1)).where(*mine).exists()


def _written(tenant_id: int, since: int) -> Select[tuple[int]]:
    moment = from_milliseconds(since).replace(tzinfo=None)
    return select(operation.c.result_id).where(
        operation.c.tenant_id == tenant_id,
        operation.c.kind.in_(_BY_BUYER),
        operation.c.created_at >= moment,
        operation.c.result_id.is_not(None),
    )
