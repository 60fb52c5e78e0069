"""The search index: one contentless FTS5 table of tokens a table on SQLite, GIN on the ``grams`` array on PostgreSQL.

Triggers keep SQLite's in the same transaction as the row. They call a Python function, so a program that does not
bring it cannot write a row without its tokens: it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from wxbuyer_gui.store import grams

TABLE_PREFIX = "index_"
"""What the names of the index's own tables begin with; they hold nothing that the rows do not."""

_TABLES = {"buyer": ("name_key", "py", "py2", "phone_key", "open_id"), "member": ("name_key", "py", "py2", "phone_key")}
_TOKENS = "wx_tokens"
_INITIALS = "wx_initials"


def register_functions(connection: Any) -> None:
    """Teach a bare connection of SQLite's driver the functions that triggers and searches call."""
    connection.create_function(_TOKENS, -1, _tokens, deterministic=True)
    connection.create_function(_INITIALS, 1, _initials, deterministic=True)


def create_index(connection: Connection) -> None:
    """Make what is missing of index and triggers; call it again after a batch change of ``buyer`` or ``member``."""
    for table, columns in _TABLES.items():
        for statement in _sqlite(table, columns) if connection.dialect.name == "sqlite" else _postgres(table):
            connection.exec_driver_sql(statement)


def rebuild_index(connection: Connection) -> None:
    """Make all tokens anew from the rows' search columns."""
    for table, columns in _TABLES.items():
        if connection.dialect.name == "sqlite":
            fts = TABLE_PREFIX + table
            connection.exec_driver_sql(f"INSERT INTO {fts}({fts}) VALUES('delete-all')")
            connection.exec_driver_sql(f"INSERT INTO {fts}(rowid, tokens) SELECT id, {_call('', columns)} FROM {table}")
        else:
            _regram(connection, table, columns)


def check_index(connection: Connection, *, on_rows: Callable[[int], None] = lambda _rows: None) -> int:
    """How many (token, row) pairs are missing from the index or stand in it without reason; 0 = it is whole.

    FTS5's own integrity-check calls a contentless index with wrong contents "ok", so every pair is compared.
    ``on_rows`` is told after each batch of rows how many have been read.
    """
    return sum(_check(connection, table, columns, on_rows) for table, columns in _TABLES.items())


def _sqlite(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    fts = TABLE_PREFIX + table
    new, old = _call("new.", columns), _call("old.", columns)
    add = f"INSERT INTO {fts}(rowid, tokens) VALUES (new.id, {new});"
    drop = f"INSERT INTO {fts}({fts}, rowid, tokens) VALUES ('delete', old.id, {old});"
    watched = ", ".join(("id", "tenant_id", *columns))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in ("id", "tenant_id", *columns))
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {fts} USING fts5(tokens, content='', tokenize='ascii', detail=none, "
        "columnsize=0)",
        f"CREATE TRIGGER IF NOT EXISTS {fts}_add AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER IF NOT EXISTS {fts}_drop AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER IF NOT EXISTS {fts}_change AFTER UPDATE OF {watched} ON {table} WHEN {changed} "
        f"BEGIN {drop} {add} END",
    )


def _postgres(table: str) -> tuple[str, ...]:
    return (f"CREATE INDEX IF NOT EXISTS ix_{table}_grams ON {table} USING gin (grams)",)


def _call(row: str, columns: tuple[str, ...]) -> str:
    return f"{_TOKENS}({', '.join(row + column for column in ('tenant_id', *columns))})"


def _tokens(tenant_id: int, *columns: str) -> str:
    return " ".join(grams.row_tokens(tenant_id, *columns))


def _initials(py: str | None) -> str:
    return grams.initials_of(py.split()) if py else ""  # NULL where no member is bound


def _regram(connection: Connection, table: str, columns: tuple[str, ...]) -> None:
    named = ", ".join(columns)
    update = text(f"UPDATE {table} SET grams = :grams WHERE id = :id")
    rows = connection.exec_driver_sql(f"SELECT id, tenant_id, {named} FROM {table}").fetchall()
    for row in rows:
        connection.execute(update, {"id": row[0], "grams": sorted(grams.row_tokens(row[1], *row[2:]))})


def _check(connection: Connection, table: str, columns: tuple[str, ...], on_rows: Callable[[int], None]) -> int:
    named = ", ".join(columns)
    if connection.dialect.name != "sqlite":
        rows = connection.exec_driver_sql(f"SELECT grams, tenant_id, {named} FROM {table}")
        return sum(len(set(row[0] or ()) ^ grams.row_tokens(row[1], *row[2:])) for row in rows)
    # A sum of hashes in each direction: equal sums mean equal pairs, without a million sets in memory.
    balance: dict[int, int] = {}
    rows = connection.exec_driver_sql(f"SELECT id, tenant_id, {named} FROM {table} ORDER BY id")
    for count, row in enumerate(rows, 1):
        balance[row[0]] = sum(map(hash, grams.row_tokens(row[1], *row[2:])))
        if count % 10_000 == 0:
            on_rows(count)
    vocabulary = f"temp.{TABLE_PREFIX}{table}_terms"
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary} USING fts5vocab(main, {TABLE_PREFIX}{table}, instance)"
    )
    for term, row_id in connection.exec_driver_sql(f"SELECT term, doc FROM {vocabulary}"):
        balance[row_id] = balance.get(row_id, 0) - hash(term)
    return sum(difference != 0 for difference in balance.values())
