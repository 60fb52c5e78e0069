"""Keeps the search index by hand while many rows of a filled table change at once.

After each statement that fires a trigger FTS5 writes a segment of its own, about a millisecond; entries that are
handed over one by one are collected in memory first.

The triggers stay where they are and do nothing on this one connection. Taking them away would be a change of the
schema: every other connection, also another process's, would read the schema again before its next search, which
takes longer than most searches.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from wxbuyer_gui.store import index
from wxbuyer_gui.store.index_build import ENTRIES, entries_of

_FEW = 20  # rows for which the triggers are as quick
_BOUND = (
    "SELECT b.id FROM json_each(?) AS one CROSS JOIN buyer b ON b.tenant_id = one.value ->> 0 "
    "AND b.member_id = one.value ->> 1 AND b.member_id IS NOT NULL"
)


@contextmanager
def by_hand(
    connection: Connection, *, buyers: Collection[int] = (), members: Collection[tuple[int, int]] = ()
) -> Iterator[None]:
    """Within the block these buyers, and members as (tenant, number), are added or changed, and nothing else is.

    Everything happens in the caller's transaction, which must be rolled back if the block raises. Nothing is done
    where an index rebuild follows anyway (``index.suspend``), nor on PostgreSQL, where tokens are part of the rows.
    """
    few = len(buyers) + len(members) < _FEW
    if few or connection.dialect.name != "sqlite" or index.is_suspended(connection):
        yield
        return
    bound = connection.exec_driver_sql(_BOUND, (json.dumps([*members]),)) if members else ()
    touched = {"buyer": {*buyers, *(row[0] for row in bound)}, "member": {number for _, number in members}}
    for table, numbers in touched.items():
        name = index.TABLE_PREFIX + table
        _each(connection, table, numbers, f"INSERT INTO {name}({name}, rowid, tokens) SELECT 'delete', {ENTRIES}")
    with _quiet_triggers(connection):
        yield
    for table, numbers in touched.items():
        name = index.TABLE_PREFIX + table
        _each(connection, table, numbers, f"INSERT INTO {name}(rowid, tokens) SELECT {ENTRIES}")


@contextmanager
def _quiet_triggers(connection: Connection) -> Iterator[None]:
    """Leave out of this connection's statements what a trigger would write to the index.

    https://www.sqlite.org/c3ref/set_authorizer.html: what it ignores is not done, and all else of the statement is.
    """
    driver: Any = connection.connection.driver_connection
    driver.set_authorizer(_without_index)
    try:
        yield
    finally:
        driver.set_authorizer(None)


def _without_index(action: int, table: str | None, _column: object, _database: object, trigger: str | None) -> int:
    is_entry = action == dbapi2.SQLITE_INSERT and trigger and table and table.startswith(index.TABLE_PREFIX)
    ignored: int = dbapi2.SQLITE_IGNORE if is_entry else dbapi2.SQLITE_OK
    return ignored


def _each(connection: Connection, table: str, numbers: Iterable[int], statement: str) -> None:
    """Run ``statement`` with number and tokens of each of the rows that exist, the lowest number first.

    All of them are handed over at once: the driver would take the interpreter's lock again after each row, while
    other threads wait for it.
    """
    driver: Any = connection.connection.driver_connection
    if rows := driver.execute(index.SOME_ROWS[table], (json.dumps([*numbers]),)).fetchall():
        connection.exec_driver_sql(statement, (entries_of(rows),))
