"""Rows of ``operator``: the single place that reads and writes them.

Every function works on the caller's connection and tenant and leaves the transaction to the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, inspect, select, update

from wxbuyer_gui.store.people_tables import operator

_ALL = select(operator).where(operator.c.tenant_id == bindparam("tenant_id")).order_by(operator.c.id)
_WORKING = _ALL.where(operator.c.left_at.is_(None))
_BY_ID = _WORKING.where(operator.c.id == bindparam("wanted"))
_BY_NAME = _WORKING.where(operator.c.name == bindparam("wanted"))
_INSERT = insert(operator).returning(operator.c.id)


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """An operator with what the table keeps. ``secret`` is a hash, and stays out of any text about the row."""

    id: int
    name: str
    role: str
    secret: str = field(repr=False)
    failures: int = 0
    retry_at: int = 0
    created_at: int = 0
    left_at: int | None = None


def is_there(connection: Connection) -> bool:
    """Whether the database has the table, which older ones have not."""
    return inspect(connection).has_table(operator.name)


def everybody(connection: Connection, tenant_id: int) -> list[OperatorRow]:
    """All operators, those who left too, in the order in which they came."""
    return [_row(found) for found in connection.execute(_ALL, {"tenant_id": tenant_id})]


def find(connection: Connection, tenant_id: int, who: int | str, *, lock: bool = False) -> OperatorRow | None:
    """A working operator by number or name. ``lock`` keeps other writers off the row until the transaction ends."""
    statement = _BY_ID if isinstance(who, int) else _BY_NAME
    if lock:
        statement = statement.with_for_update()
    found = connection.execute(statement, {"tenant_id": tenant_id, "wanted": who}).first()
    return None if found is None else _row(found)


def working(connection: Connection, tenant_id: int, *, lock: bool = False) -> list[OperatorRow]:
    """The operators who have not left; ``lock`` as for ``find``."""
    statement = _WORKING.with_for_update() if lock else _WORKING
    return [_row(found) for found in connection.execute(statement, {"tenant_id": tenant_id})]


def add(connection: Connection, tenant_id: int, *, name: str, role: str, secret: str, at: int) -> int:
    """Store a new operator; returns the number."""
    values = {"tenant_id": tenant_id, "name": name, "role": role, "secret": secret, "created_at": at}
    return int(connection.execute(_INSERT, values).scalar_one())


def change(connection: Connection, tenant_id: int, operator_id: int, **columns: Any) -> None:
    """Store other values in some columns of an operator."""
    mine = (operator.c.tenant_id == tenant_id, operator.c.id == operator_id)
    connection.execute(update(operator).where(*mine).values(**columns))


def _row(found: Row[Any]) -> OperatorRow:
    values = found._mapping
    return OperatorRow(**{name: values[name] for name in OperatorRow.__slots__})
