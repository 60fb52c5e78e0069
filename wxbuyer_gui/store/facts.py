"""Key and value facts about a database, in its table ``meta``."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from wxbuyer_gui.store.tables import meta

DESK_TENANT = "desk_tenant"
"""The fact that names the tenant under which the desk keeps its own things for a server with a copy."""


def read(connection: Connection, key: str) -> str:
    """The fact called ``key``; '' if nobody wrote it."""
    return str(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar() or "")


def read_time(connection: Connection, key: str) -> datetime | None:
    """The moment called ``key``, in UTC; None if nobody wrote it, or wrote nonsense."""
    try:
        moment = datetime.fromisoformat(read(connection, key))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def write(connection: Connection, key: str, value: str | datetime) -> None:
    """Keep a fact; moments as ISO 8601 in UTC."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).isoformat(timespec="seconds")
    forget(connection, key)
    connection.execute(insert(meta).values(key=key, value=value))


def forget(connection: Connection, key: str) -> None:
    """Drop a fact."""
    connection.execute(delete(meta).where(meta.c.key == key))
