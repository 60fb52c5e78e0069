"""The search index: a contentless FTS5 table of tokens for each table on SQLite, GIN over arrays on PostgreSQL.

A buyer is found by its own tokens and by those of the member it is bound to, so that "8000 王" finds 微信用户 whose
member is 王小明. Triggers keep the index in the transaction that changes a row.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from itertools import chain
from threading import Event
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store import grams
from wxbuyer_gui.store.index_build import build
from wxbuyer_gui.store.index_triggers import (
    ALIAS,
    BUYER,
    PERSON,
    for_postgres,
    for_sqlite,
    register_functions,
    tokens_text,
)
from wxbuyer_gui.store.tables import meta

__all__ = (
    "SOME_ROWS",
    "TABLE_PREFIX",
    "Progress",
    "check_index",
    "count_rows",
    "create_index",
    "is_suspended",
    "rebuild_index",
    "register_functions",
    "stamp",
    "suspend",
    "version",
)

Progress = Callable[[int], None]
"""Told how many rows are done."""

TABLE_PREFIX = "index_"
"""What the names of the index's own tables begin with; they hold nothing that the rows do not."""


def _named(alias: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{column}" for column in columns)


_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'index_*'"
_VERSION_KEY = "grams_version"
_CHUNK = 5_000
_BUCKETS = 1 << 20
_MASK = (1 << 64) - 1
_COLUMNS = {"buyer": BUYER, "member": PERSON, "alias": ALIAS}
_READ = {
    "buyer": f"SELECT b.id, b.tenant_id, {_named('b', BUYER)}, {_named('m', PERSON)} FROM buyer b LEFT JOIN member m "
    "ON m.id = b.member_id AND m.tenant_id = b.tenant_id WHERE b.id",
    "member": f"SELECT m.id, m.tenant_id, {_named('m', PERSON)} FROM member m WHERE m.id",
    "alias": f"SELECT a.id, a.tenant_id, {_named('a', ALIAS)} FROM alias a WHERE a.id",
}
_ROWS = {table: f"{read} > ? ORDER BY 1 LIMIT ?" for table, read in _READ.items()}
SOME_ROWS = {table: f"{read} IN (SELECT value FROM json_each(?)) ORDER BY 1" for table, read in _READ.items()}
"""SQLite: number, tenant and search columns of the rows whose numbers are in a JSON list."""


def create_index(connection: Connection) -> None:
    """Make what is missing of index and triggers; call it again after a batch change of ``buyer`` or ``member``."""
    statements = for_sqlite() if connection.dialect.name == "sqlite" else for_postgres()
    for statement in statements:
        connection.exec_driver_sql(statement)
    if version(connection) is None:
        stamp(connection)


def suspend(connection: Connection) -> None:
    """SQLite: take away what keeps the index up to date, for the rest of the transaction or until ``create_index``."""
    for (name,) in connection.exec_driver_sql(_TRIGGERS).fetchall():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def is_suspended(connection: Connection) -> bool:
    """Whether ``suspend`` was called on this SQLite database, and ``create_index`` was not yet."""
    return connection.exec_driver_sql(_TRIGGERS).first() is None


def version(connection: Connection) -> str | None:
    """The ``grams.VERSION`` of the program that built the index; another than ours asks for a rebuild."""
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.key == _VERSION_KEY)).scalar()
    return found


def stamp(connection: Connection) -> None:
    """Say that the index was built by this program."""
    connection.execute(delete(meta).where(meta.c.key == _VERSION_KEY))
    connection.execute(insert(meta), {"key": _VERSION_KEY, "value": str(grams.VERSION)})


def count_rows(connection: Connection) -> int:
    """How many rows there are to be found. Reads the whole of an index of each table."""
    return sum(int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()) for table in _ROWS)


def rebuild_index(
    connection: Connection, *, progress: Progress = lambda _rows: None, cancel: Event | None = None
) -> None:
    """Make all tokens anew in the caller's write transaction.

    Searches go on with the index as it was until the commit; writes wait. Raises StorageError ``E-CANCELLED`` once
    ``cancel`` is set, for the caller to roll back.
    """
    done = 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        progress(done)
        if cancel is not None and cancel.is_set():
            raise StorageError("building the index was stopped", code="E-CANCELLED")

    for table in _ROWS:
        if connection.dialect.name == "sqlite":
            build(connection, TABLE_PREFIX + table, _chunks(connection, table), tell)
        else:
            _fill_postgres(connection, table, tell)
    stamp(connection)


def check_index(connection: Connection, *, on_rows: Progress = lambda _rows: None, cancel: Event | None = None) -> int:
    """How many rows have tokens in the index that do not follow from the row, or lack some; 0 = it is whole.

    FTS5's own integrity-check calls a contentless index with wrong contents "ok", so every token of every row is
    compared. ``connection`` is a writer's: only that one knows the index's function, and may make a temporary table.
    """
    check = _check_sqlite if connection.dialect.name == "sqlite" else _check_postgres
    total = 0
    for table in _ROWS:
        total += check(connection, table, _Ticker(on_rows, cancel))
    return total


class _Ticker:
    """Passes on how far a check is, and stops it."""

    def __init__(self, on_rows: Progress, cancel: Event | None) -> None:
        self._on_rows = on_rows
        self._cancel = cancel

    def __call__(self, rows: int) -> None:
        if rows % _CHUNK == 0:
            self._on_rows(rows)
            if self._cancel is not None and self._cancel.is_set():
                raise StorageError("the check was stopped", code="E-CANCELLED")


def _chunks(connection: Connection, table: str) -> Iterator[list[tuple[Any, ...]]]:
    """Number, tenant and search columns of all rows, a buyer's with those of its member; the lowest number first."""
    driver: Any = connection.connection.driver_connection
    last = -(2**63)
    while rows := driver.execute(_ROWS[table], (last, _CHUNK)).fetchall():
        yield rows
        last = rows[-1][0]


def _fill_postgres(connection: Connection, table: str, tell: Progress) -> None:
    names = ", ".join(_COLUMNS[table])
    read = f"SELECT id, tenant_id, {names} FROM {table} WHERE id > %s ORDER BY id LIMIT %s"
    last = 0
    while rows := connection.exec_driver_sql(read, (last, _CHUNK)).fetchall():
        changes = [(sorted(grams.row_tokens(*row[1:])), row[0]) for row in rows]
        connection.exec_driver_sql(f"UPDATE {table} SET grams = %s WHERE id = %s", changes)
        last = rows[-1][0]
        tell(len(rows))
    if table == "buyer":
        connection.exec_driver_sql("UPDATE buyer SET member_id = member_id WHERE member_id IS NOT NULL")


def _check_sqlite(connection: Connection, table: str, tick: _Ticker) -> int:
    """Add up hashes of what should be there, take away those of what is: what is left over is wrong.

    The sums are kept in a fixed number of buckets by row number, so that ten million rows need no more memory.
    """
    balance = array("Q", bytes(8 * _BUCKETS))
    for count, row in enumerate(chain.from_iterable(_chunks(connection, table)), 1):
        row_id, place = row[0], row[0] % _BUCKETS
        tokens = set(tokens_text(*row[1:]).split(" ")) - {""}
        balance[place] = (balance[place] + sum([hash((token, row_id)) for token in tokens])) & _MASK
        tick(count)
    vocabulary = f"temp.{TABLE_PREFIX}{table}_terms"
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {vocabulary}")
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {vocabulary} USING fts5vocab(main, {TABLE_PREFIX}{table}, instance)"
    )
    for count, (term, row_id) in enumerate(connection.exec_driver_sql(f"SELECT term, doc FROM {vocabulary}"), 1):
        place = row_id % _BUCKETS
        balance[place] = (balance[place] - hash((term, row_id))) & _MASK
        tick(count)
    connection.exec_driver_sql(f"DROP TABLE {vocabulary}")
    return sum(map(bool, balance))


def _check_postgres(connection: Connection, table: str, tick: _Ticker) -> int:
    names = ", ".join(_COLUMNS[table])
    wrong = 0
    rows = connection.exec_driver_sql(f"SELECT grams, tenant_id, {names} FROM {table}")
    for count, row in enumerate(rows, 1):
        wrong += set(row[0] or ()) != grams.row_tokens(*row[1:])
        tick(count)
    if table == "buyer":
        joined = "buyer b LEFT JOIN member m ON m.id = b.member_id AND m.tenant_id = b.tenant_id"
        differ = "b.member_grams IS DISTINCT FROM coalesce(m.grams, '{}')"
        wrong += connection.exec_driver_sql(f"SELECT count(*) FROM {joined} WHERE {differ}").scalar_one()
    return wrong
