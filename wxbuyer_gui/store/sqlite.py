"""SQLite's two engines: one writer, several readers, on the library that the ``sqlcipher3`` wheel brings.

The system's own SQLite may be one of those with the WAL-reset bug (3.7.0 to 3.51.2); the wheel's is newer.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from wxbuyer_gui.store import index

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's lock."""
WRITER_SECONDS = 120.0
"""How long a write waits for the writer of this process: a big import or a check may hold it."""
READERS = 4

# cell_size_check finds damage earlier; mmap stays off, because an I/O error in a mapped file kills the process.
_ALWAYS = ("PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0", "PRAGMA cache_size=-16384")
# FULL costs nothing measurable in WAL mode and loses no acknowledged commit at a power cut.
_WRITER = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON")
_READER = ("PRAGMA query_only=ON",)


def driver_connection(path: Path | None) -> Any:
    """A bare connection of the driver: autocommit, usable from any thread. None = a database in memory."""
    return dbapi2.connect(
        ":memory:" if path is None else str(path),
        timeout=BUSY_SECONDS,
        isolation_level=None,  # SQLAlchemy's "begin" event says BEGIN; the driver must not guess one
        check_same_thread=False,
    )


def writer_engine(path: Path | None) -> Engine:
    """The engine whose every transaction is BEGIN IMMEDIATE: a later upgrade to a write lock can fail at once."""
    pool = _pool(1, WRITER_SECONDS) if path else {"poolclass": StaticPool}
    return _engine(path, (*_ALWAYS, "PRAGMA foreign_keys=ON", *_WRITER), "BEGIN IMMEDIATE", pool)


def reader_engine(path: Path) -> Engine:
    """The engine that cannot write; one transaction sees one snapshot."""
    return _engine(path, (*_ALWAYS, *_READER), "BEGIN", _pool(READERS, BUSY_SECONDS))


def set_flushing(connection: Connection, flush: bool) -> None:
    """Whether commits of this connection, which must have no transaction open, wait for the disk."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA synchronous={'FULL' if flush else 'NORMAL'}")


def migration_engine(path: Path) -> Engine:
    """A writer with foreign_keys off: a batch change of a table drops the old one, which would delete what refers
    to it (https://www.sqlite.org/lang_altertable.html#otheralter), and with legacy_alter_table, or the new one could
    not take the old one's name while a trigger of another table names it. Both are fixed while a transaction runs.
    """
    pragmas = (*_ALWAYS, "PRAGMA foreign_keys=OFF", "PRAGMA legacy_alter_table=ON", *_WRITER)
    return _engine(path, pragmas, "BEGIN IMMEDIATE", _pool(1, BUSY_SECONDS))


def _engine(path: Path | None, pragmas: tuple[str, ...], begin: str, pool: dict[str, Any]) -> Engine:
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: driver_connection(path), hide_parameters=True, **pool
    )
    event.listen(engine, "connect", _preparing(pragmas))
    event.listen(engine, "connect", _add_index_functions)  # triggers call them, and searches do
    event.listen(engine, "begin", _beginning(begin))
    return engine


def _pool(size: int, seconds: float) -> dict[str, Any]:
    return {"poolclass": QueuePool, "pool_size": size, "max_overflow": 0, "pool_timeout": seconds}


def _preparing(statements: tuple[str, ...]) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement).fetchall()
        cursor.close()

    return prepare


def _add_index_functions(connection: Any, _record: Any) -> None:
    index.register_functions(connection)


def _beginning(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
