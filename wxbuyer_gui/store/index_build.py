"""Builds one of SQLite's search indexes anew, on two cores.

SQLite lets go of the interpreter's lock for as long as a statement runs. A batch of entries is therefore handed over
in one statement on a thread of its own, while the tokens of the next batch are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Connection

from wxbuyer_gui.store.index_triggers import tokens_text

ENTRIES = "CAST(key AS INTEGER), value FROM json_each(?)"
"""SQL for number and tokens of each row, from what ``entries_of`` makes."""

# FTS5 writes a segment for each statement. They are merged once, at the end: on the way, most entries would be
# merged again and again, and a batch larger than the usual hash table would be several segments.
_OPTIONS = {"hashsize": (64 << 20, 1 << 20), "automerge": (0, 4), "crisismerge": (1000, 16)}

_MERGED_PAGES = 1000  # in one go: some tenths of a second


def build(connection: Connection, name: str, batches: Iterable[Sequence[Any]], tell: Callable[[int], None]) -> None:
    """Empty the index called ``name`` and put the rows in: number, tenant and search columns, lowest number first.

    ``batches`` may read from ``connection``: nothing else goes on there while it is asked for the next one. ``tell``
    gets how many rows each batch has, and 0 while they are merged; what it raises ends the work, for the caller to
    roll back.
    """

    def insert(entries: str) -> None:
        connection.exec_driver_sql(f"INSERT INTO {name}(rowid, tokens) SELECT {ENTRIES}", (entries,))

    connection.exec_driver_sql(f"INSERT INTO {name}({name}) VALUES ('delete-all')")
    _configure(connection, name, building=True)
    with ThreadPoolExecutor(1, thread_name_prefix="wxbuyer-index") as helper:
        entries = "{}"
        for batch in batches:
            inserted = helper.submit(insert, entries)
            entries = entries_of(batch)
            inserted.result()
            tell(len(batch))
    insert(entries)
    _merge(connection, name, tell)
    _configure(connection, name, building=False)


def entries_of(rows: Iterable[Sequence[Any]]) -> str:
    """What is handed over for rows of number, tenant and search columns.

    Tokens have nothing to escape (``store.grams``), and ``json.dumps`` would not let go of the interpreter's lock.
    """
    entries = ",".join([f'"{row[0]}":"{tokens_text(*row[1:])}"' for row in rows])
    return "{" + entries + "}"


def merge_some(connection: Connection, name: str, pages: int) -> bool:
    """Go on making one segment of all, so many pages; a negative number begins. False: there is nothing to merge.

    https://www.sqlite.org/fts5.html#the_merge_command
    """
    driver: Any = connection.connection.driver_connection
    changes = driver.total_changes
    connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('merge', {pages})")
    return bool(driver.total_changes - changes >= 2)


def _merge(connection: Connection, name: str, tell: Callable[[int], None]) -> None:
    pages = -_MERGED_PAGES
    while merge_some(connection, name, pages):
        tell(0)
        pages = _MERGED_PAGES


def _configure(connection: Connection, name: str, *, building: bool) -> None:
    for option, (while_building, usual) in _OPTIONS.items():
        value = while_building if building else usual
        connection.exec_driver_sql(f"INSERT INTO {name}({name}, rank) VALUES ('{option}', {value})")
