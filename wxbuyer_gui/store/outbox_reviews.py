"""What people are asked to decide about operations of the outbox, and what they did."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, insert, select, update

from wxbuyer_gui.store.outbox import Entry
from wxbuyer_gui.store.outbox_tables import review_item

_OF = review_item.c.operation_id == bindparam("known")

# Statements are built once: building one takes longer than running it.
_INSERT = insert(review_item)
_NEWEST = select(func.max(review_item.c.id)).where(_OF)
_DECIDED_AT = select(func.max(review_item.c.decided_at)).where(_OF)


def ask(connection: Connection, entry: Entry, *, now: float) -> None:
    """Add the question that an operation in review puts to people."""
    reason = entry.operation.review or ""
    connection.execute(_INSERT, {"operation_id": entry.id, "reason": str(reason), "opened_at": int(now * 1000)})


def close(connection: Connection, operation_id: str, *, decision: str, by: str, note: str, now: float) -> None:
    """Write what was decided about an operation, beside the question."""
    newest = connection.execute(_NEWEST, {"known": operation_id}).scalar()
    connection.execute(
        update(review_item)
        .where(review_item.c.id == newest, review_item.c.decision == "")
        .values(decision=decision, decided_by=by, note=note, decided_at=int(now * 1000))
    )


def decided_at(connection: Connection, operation_id: str) -> float:
    """When people last decided about an operation, in seconds since 1970; 0 if they never did."""
    return float(connection.execute(_DECIDED_AT, {"known": operation_id}).scalar() or 0) / 1000
