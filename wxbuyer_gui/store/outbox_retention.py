"""What is over goes from the outbox after a while: the journal has what was done, and copies of it are no use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, delete, exists, select, update

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.store.moments import to_milliseconds
from wxbuyer_gui.store.outbox import ENDED_STATES
from wxbuyer_gui.store.outbox_tables import outbox_attempt, outbox_buyer, outbox_op, review_item

KEPT_DAYS = 90
"""So long the record of an operation is kept after its end, and the data of a refusal that nobody has looked at."""

_CHUNK = 5_000  # values in one statement
_BEFORE: BindParameter[int] = bindparam("before")
_child = outbox_op.alias()
_OLD = and_(
    outbox_op.c.created_at < _BEFORE,
    ~exists().where(outbox_attempt.c.operation_id == outbox_op.c.operation_id, outbox_attempt.c.ended_at >= _BEFORE),
    ~exists().where(review_item.c.operation_id == outbox_op.c.operation_id, review_item.c.decided_at >= _BEFORE),
)
_IS_UNSEEN = and_(outbox_op.c.state == OpState.REJECTED.value, ~outbox_op.c.acknowledged)
_SCRUB = (
    update(outbox_op)
    .where(_IS_UNSEEN, _OLD)
    .values(acknowledged=True, payload="", base="", server="", message="", row_version=outbox_op.c.row_version + 1)
)
_OVER = select(outbox_op.c.operation_id).where(
    outbox_op.c.backend_id == bindparam("of"),
    outbox_op.c.seq <= bindparam("told"),
    outbox_op.c.state.in_(ENDED_STATES),
    ~_IS_UNSEEN,
    _OLD,
    ~exists().where(_child.c.depends_on == outbox_op.c.operation_id, _child.c.state.not_in(ENDED_STATES)),
)


def purge(connection: Connection, backend_id: str, *, told: int, before: datetime) -> int:
    """Drop what ended before that moment, as far as the journal was ``told``; how many operations.

    What is open stays as it is, however old: it is still to be done, or decided.
    """
    moment = to_milliseconds(before)
    over = connection.execute(_OVER, {"of": backend_id, "told": told, "before": moment}).scalars().all()
    connection.execute(_SCRUB, {"before": moment})  # after that: they are told of once more before they go
    for some in chunks(over, _CHUNK):
        connection.execute(
            delete(outbox_buyer).where(outbox_buyer.c.operation_id.in_(some), outbox_buyer.c.server_id.is_(None))
        )
        for table in (outbox_attempt, review_item, outbox_op):
            connection.execute(delete(table).where(table.c.operation_id.in_(some)))
    return len(over)
