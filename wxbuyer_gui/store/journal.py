"""The journal's tables and what is written to them.

``journal`` is append-only: an intent before each write, an outcome after it, and events. Its rows hold ids, field
names and keyed hashes, and form one chain per device: each row's ``seal`` covers the row and the seal before it.
What people may want erased, the old and new values, stands in ``journal_value``, outside the chain.
``journal_open`` is the short list of intents that nobody has closed yet; it saves a scan at every start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
)

from wxbuyer_gui.store.tables import Id, metadata

INTENT, OUTCOME, EVENT = "intent", "outcome", "event"

journal = Table(
    "journal",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=True),
    Column("tenant_id", Id, nullable=False),
    Column("device_id", String(32), nullable=False),
    Column("position", Id, nullable=False),  # 1, 2, 3 … within the chain of tenant and device
    Column("at", BigInteger, nullable=False),  # milliseconds since 1970, UTC
    Column("kind", String(8), nullable=False),
    Column("action", String(16), nullable=False),
    Column("operator_id", Id),
    Column("approved_by", Id),
    Column("buyer_id", Id),
    Column("member_before", Id),
    Column("member_after", Id),
    Column("operation_id", String(64)),
    Column("intent_seq", Id),
    Column("result", String(8)),
    Column("verified", Boolean),
    Column("code", String(32)),
    Column("row_count", Id),
    Column("fields", Text, nullable=False),  # JSON: [[name, keyed hash before, keyed hash after], …]
    Column("seal", String(64), nullable=False),
    sqlite_autoincrement=True,  # a number that was cut off the end is never given again
)

journal_value = Table(
    "journal_value",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=False),
    Column("field", String(32), primary_key=True),
    Column("tenant_id", Id, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("before", Text),
    Column("after", Text),
)

journal_open = Table(
    "journal_open",
    metadata,
    Column("seq", Id, primary_key=True, autoincrement=False),
    Column("tenant_id", Id, nullable=False),
    Column("device_id", String(32), nullable=False),
)


def _index(name: str, *columns: Column[Any], where: str) -> None:
    Index(name, *columns, sqlite_where=text(where))


_columns = journal.c
_newest = (_columns.at, _columns.seq)
Index("ux_journal_chain", _columns.tenant_id, _columns.device_id, _columns.position, unique=True)
_index("ix_journal_at", _columns.tenant_id, *_newest, where="kind <> 'outcome'")
_index("ix_journal_operator", _columns.tenant_id, _columns.operator_id, *_newest, where="kind <> 'outcome'")
_index("ix_journal_buyer", _columns.tenant_id, _columns.buyer_id, *_newest, where="buyer_id IS NOT NULL")
_index("ix_journal_intent", _columns.tenant_id, _columns.intent_seq, where="intent_seq IS NOT NULL")
_index("ix_journal_operation", _columns.tenant_id, _columns.operation_id, where="operation_id IS NOT NULL")
Index("ix_journal_value_at", journal_value.c.tenant_id, journal_value.c.at)
Index("ix_journal_open", journal_open.c.tenant_id, journal_open.c.device_id, journal_open.c.seq)

# Built once: putting a statement together costs more than running it.
_APPEND = insert(journal).returning(_columns.seq)
_HEAD = (
    select(_columns.position, _columns.seal, _columns.at)
    .where(_columns.tenant_id == bindparam("tenant_id"), _columns.device_id == bindparam("device_id"))
    .order_by(_columns.position.desc())
    .limit(1)
)
_KEEP = insert(journal_value)
_OPEN = insert(journal_open)
_CLOSE = delete(journal_open).where(
    journal_open.c.tenant_id == bindparam("tenant"), journal_open.c.seq == bindparam("intent")
)
_NAMES = tuple(column.name for column in _columns)

FieldSeal = tuple[str, str, str]
"""A field's name and the keyed hashes of its value before and after; '' where there is no value."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One row of the chain, with the columns of the table. ``seq``, ``position`` and ``seal`` come from ``append``."""

    tenant_id: int
    device_id: str
    at: int
    kind: str
    action: str
    operator_id: int | None = None
    approved_by: int | None = None
    buyer_id: int | None = None
    member_before: int | None = None
    member_after: int | None = None
    operation_id: str | None = None
    intent_seq: int | None = None
    result: str | None = None
    verified: bool | None = None
    code: str | None = None
    row_count: int | None = None
    fields: tuple[FieldSeal, ...] = ()
    position: int = 0
    seal: str = ""
    seq: int = 0

    def content(self) -> str:
        """What the seal covers: everything but the seal itself and ``seq``, which the database gives afterwards."""
        return _as_json(_content(self))


# Made once: a check of the chain needs them for each row.
_as_json = json.JSONEncoder(separators=(",", ":")).encode
_content = attrgetter(*(name for name in JournalRow.__slots__ if name not in ("seal", "seq")))


def row_from(values: Iterable[Any]) -> JournalRow:
    """The row that a SELECT of the whole table brought."""
    named = dict(zip(_NAMES, values, strict=True))
    named["fields"] = tuple(map(tuple, json.loads(named["fields"])))
    return JournalRow(**named)


def append(connection: Connection, row: JournalRow, seal: Callable[[JournalRow, str], str]) -> JournalRow:
    """Add ``row`` to the end of its chain; ``seal`` computes the seal from the row and the seal before it."""
    _lock_chain(connection, row)
    position, previous, _ = head(connection, row.tenant_id, row.device_id)
    row = replace(row, position=position + 1)
    row = replace(row, seal=seal(row, previous))
    values = {name: getattr(row, name) for name in row.__slots__ if name != "seq"}
    values["fields"] = _as_json(row.fields)
    seq = connection.execute(_APPEND, values).scalar_one()
    return replace(row, seq=seq)


def _lock_chain(connection: Connection, row: JournalRow) -> None:
    """Keep other writers of this chain out until the commit. SQLite's write transactions exclude each other anyway."""
    if connection.dialect.name == "postgresql":
        name = f"journal {row.tenant_id} {row.device_id}".encode()
        key = int.from_bytes(hashlib.sha256(name).digest()[:8], signed=True)
        connection.execute(select(func.pg_advisory_xact_lock(key)))


def head(connection: Connection, tenant_id: int, device_id: str) -> tuple[int, str, int]:
    """Position, seal and time of the chain's last row; (0, '', 0) for a chain that has none yet."""
    found = connection.execute(_HEAD, {"tenant_id": tenant_id, "device_id": device_id}).first()
    return (found.position, found.seal, found.at) if found else (0, "", 0)


def keep_values(connection: Connection, row: JournalRow, values: Mapping[str, tuple[str | None, str | None]]) -> None:
    """Store old and new values beside ``row``."""
    if values:
        rows = [
            {"seq": row.seq, "field": name, "tenant_id": row.tenant_id, "at": row.at, "before": before, "after": after}
            for name, (before, after) in values.items()
        ]
        connection.execute(_KEEP, rows)


def mark_open(connection: Connection, row: JournalRow) -> None:
    """Remember that the intent ``row`` has no outcome yet."""
    connection.execute(_OPEN, {"seq": row.seq, "tenant_id": row.tenant_id, "device_id": row.device_id})


def mark_closed(connection: Connection, tenant_id: int, seq: int) -> None:
    """Take an intent off the list of open ones."""
    connection.execute(_CLOSE, {"tenant": tenant_id, "intent": seq})


def purge_values(connection: Connection, tenant_id: int, before_at: int) -> int:
    """Erase all values older than ``before_at`` (milliseconds since 1970). Returns how many went."""
    old = (journal_value.c.tenant_id == tenant_id, journal_value.c.at < before_at)
    return connection.execute(delete(journal_value).where(*old)).rowcount
