"""How far the ends of the outbox's operations are known to the journal, so that no start goes through all of them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from wxbuyer_gui.store import facts
from wxbuyer_gui.store.outbox import Entry, entries_of
from wxbuyer_gui.store.outbox_tables import outbox_op

_BEYOND = (
    select(outbox_op)
    .where(outbox_op.c.backend_id == bindparam("of"), outbox_op.c.seq > bindparam("told"))
    .order_by(outbox_op.c.seq)
)


def untold(connection: Connection, backend_id: str) -> list[Entry]:
    """All operations behind the last one of which, and of those before it, the end was told; oldest first."""
    return entries_of(connection, _BEYOND, {"of": backend_id, "told": last_told(connection, backend_id)})


def last_told(connection: Connection, backend_id: str) -> int:
    """The ``seq`` of the last operation of which, and of those before it, the end was told; 0 before the first."""
    return int(facts.read(connection, _key(backend_id)) or 0)


def keep(connection: Connection, last: Entry) -> None:
    """Nothing more is to be told of ``last``, and of those before it."""
    facts.write(connection, _key(last.backend_id), str(last.seq))


def _key(backend_id: str) -> str:
    return f"outbox_told_{backend_id[:40]}"
