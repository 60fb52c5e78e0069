"""Which schema a database has, and how a new one is made.

SQLite keeps the number in ``PRAGMA user_version`` beside an ``application_id``, so that the question costs one page
read; PostgreSQL in the row ``schema`` of ``meta``. Both carry ``min_app_version``, the oldest program that may
open them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, select, update

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store import announcing, drafts, index, journal, mirror, outbox_tables, people_tables, tables

SCHEMA = 4
"""The schema that this program reads and writes."""
MIN_APP_VERSION = "0.1.0"
"""The oldest program that can work with ``SCHEMA``."""
APPLICATION_ID = 0x77784247
"""SQLite's mark of this program's files, "wxBG" (https://www.sqlite.org/pragma.html#pragma_application_id)."""

# Any number will do, as long as all programs that create or migrate this schema agree on it.
_CREATION_LOCK = 0x77784247

# Modules whose tables register themselves in ``tables.metadata``.
_TABLE_MODULES = (tables, journal, drafts, mirror, outbox_tables, people_tables)


@dataclass(frozen=True, slots=True)
class Found:
    """What a database says about itself: ``version`` 0 and ``empty`` for one that holds nothing yet."""

    version: int = 0
    empty: bool = False
    foreign: bool = False
    min_app_version: str = ""


def look(connection: Connection) -> Found:
    """Read the schema's number. Changes nothing."""
    return _look_sqlite(connection) if connection.dialect.name == "sqlite" else _look_postgres(connection)


def refuse_unusable(found: Found) -> None:
    """Raise StorageError ``E-FOREIGN`` or ``E-SCHEMA-NEW`` for a database that must not be touched."""
    if found.foreign:
        raise StorageError("this database belongs to another program", code="E-FOREIGN")
    if found.version > SCHEMA:
        raise StorageError(f"this database needs version {found.min_app_version} or newer", code="E-SCHEMA-NEW")


def refuse_older(found: Found) -> None:
    """Raise StorageError ``E-SCHEMA-OLD`` for a database that has to be migrated first."""
    if found.version < SCHEMA:
        raise StorageError("this database has an older schema", code="E-SCHEMA-OLD")


def lock_for_creation(connection: Connection) -> None:
    """Let one program at a time create or migrate. SQLite's BEGIN IMMEDIATE has seen to it already."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_CREATION_LOCK)))


def create(connection: Connection) -> None:
    """Make all tables, indexes and triggers in an empty database and stamp it."""
    tables.metadata.create_all(connection, checkfirst=False)
    index.create_index(connection)
    announcing.create_triggers(connection)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(tables.meta), [{"key": "schema", "value": "0"}, {"key": "created_at", "value": now}])
    connection.execute(insert(tables.meta), {"key": "min_app_version", "value": MIN_APP_VERSION})
    stamp(connection, SCHEMA, MIN_APP_VERSION)


def stamp(connection: Connection, version: int, min_app_version: str) -> None:
    """Write the schema's number; it counts from the commit on."""
    for key, value in (("schema", str(version)), ("min_app_version", min_app_version)):
        connection.execute(update(tables.meta).where(tables.meta.c.key == key).values(value=value))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={version}")


def _look_sqlite(connection: Connection) -> Found:
    application: int = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if application == APPLICATION_ID:
        return Found(version=version, min_app_version=_fact(connection, "min_app_version"))
    empty = connection.exec_driver_sql("SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)").scalar_one()
    return Found(empty=bool(empty) and not application and not version, foreign=not empty or bool(application))


def _look_postgres(connection: Connection) -> Found:
    names = set(inspect(connection).get_table_names())
    if tables.meta.name not in names:
        return Found(empty=tables.buyer.name not in names, foreign=tables.buyer.name in names)
    version = _fact(connection, "schema")
    return Found(
        version=int(version) if version.isdecimal() else 0,
        foreign=not version.isdecimal(),
        min_app_version=_fact(connection, "min_app_version"),
    )


def _fact(connection: Connection, key: str) -> str:
    value = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == key)).scalar()
    return str(value or "")
