"""Numbers of buyers that the server has not stored yet, and those that it gave to them in the end."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from wxbuyer_gui.store.outbox_tables import outbox_buyer


def new_id(connection: Connection, backend_id: str, operation_id: str) -> int:
    """A negative number for a buyer that ``operation_id`` is to store."""
    row = {"backend_id": backend_id, "operation_id": operation_id}
    key = connection.execute(insert(outbox_buyer), row).inserted_primary_key
    return -int(key[0]) if key else 0


def server_id(connection: Connection, local_id: int) -> int | None:
    """The number that the server gave to a buyer with a negative number; None as long as it has none."""
    return connection.execute(select(outbox_buyer.c.server_id).where(outbox_buyer.c.id == -local_id)).scalar()


def learn_server_id(connection: Connection, operation_id: str, number: int) -> None:
    """Keep the server's number of the buyer that an operation stored."""
    connection.execute(update(outbox_buyer).where(outbox_buyer.c.operation_id == operation_id).values(server_id=number))
