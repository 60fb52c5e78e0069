"""What a file that gives way to a backup tells of today: who was forgotten, and who works here.

Both travel as facts into the file that takes its place (``forget_again``, ``staff_again``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, Table, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlcipher3 import dbapi2

from wxbuyer_gui.store import forget_again, opening, staff_again
from wxbuyer_gui.store.journal import journal
from wxbuyer_gui.store.people_tables import operator, tombstone

UNREAD = {staff_again.UNREAD: "1"}
"""The facts for the backup where nothing can be read."""


def carried(connection: Connection) -> dict[str, str]:
    """The facts for the backup, from a database that is open; where some of it cannot be read they say so."""
    return _facts(connection, is_damaged=False)


def carried_from(database: Path) -> dict[str, str]:
    """As ``carried``, from a file that cannot be opened for its damage. Only tables that are whole are believed."""
    if opening.inspect(database).state is opening.FileState.MISSING:
        return UNREAD
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: _reading(database),
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        with engine.connect() as connection:
            return _facts(connection, is_damaged=True)
    except (SQLAlchemyError, ValueError):
        return UNREAD


def _reading(database: Path) -> Any:
    connection = opening.reading(database, unclean=opening.has_unsaved_log(database))
    connection.execute("PRAGMA writable_schema=ON")  # or a file whose end is missing is not read at all
    return connection


def _facts(connection: Connection, *, is_damaged: bool) -> dict[str, str]:
    told = {}
    try:
        if is_damaged:
            _refuse_broken(connection, tombstone, journal)
        told[forget_again.FACT] = forget_again.packed(connection)
    except (SQLAlchemyError, ValueError):  # ValueError: what is no text any more
        told |= UNREAD
    try:
        if is_damaged:
            _refuse_broken(connection, operator)
        told[staff_again.FACT] = staff_again.packed(connection, proven=not is_damaged)
    except (SQLAlchemyError, ValueError):
        told |= UNREAD
    return {fact: text for fact, text in told.items() if text}


def _refuse_broken(connection: Connection, *tables: Table) -> None:
    """ValueError for a table that is not whole, or differs from its indexes."""
    for table in tables:
        if connection.exec_driver_sql(f"PRAGMA integrity_check('{table.name}')").scalar() != "ok":
            raise ValueError(table.name)
