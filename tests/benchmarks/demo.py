"""Made-up people into an empty database, against the bare driver that is given the same rows and tokens ready-made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import Line, rate_line
from tests.benchmarks.writes import bare_connection
from wxbuyer_gui.demo import Person, demo_people, fill
from wxbuyer_gui.store import derived
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.index_triggers import tokens_text

_BUYER = "id INTEGER PRIMARY KEY, tenant_id, open_id, name, phone, member_id, name_key, py, py2, phone_key"
_MEMBER = (
    "id INTEGER PRIMARY KEY, tenant_id, name, phone, sex, birthday, id_card, address, name_key, py, py2, phone_key"
)
_TABLES = {"buyer": _BUYER, "member": _MEMBER}
_INDEXES = (
    "CREATE UNIQUE INDEX open_ids ON buyer (tenant_id, open_id) WHERE open_id <> ''",
    "CREATE INDEX bound ON buyer (tenant_id, member_id, id) WHERE member_id IS NOT NULL",
    "CREATE UNIQUE INDEX phones ON member (tenant_id, phone_key) WHERE phone_key <> ''",
    "CREATE INDEX names ON member (tenant_id, name_key, id)",
)
_BATCH = 5_000
_LEAST = 20_000


def lines(folder: Path, rows: int) -> Iterator[Line]:
    """As many buyers as wanted, with their members."""
    with TemporaryDirectory(dir=folder) as name:
        with open_store(f"sqlite:///{Path(name, 'demo.db')}") as store:
            start = time.perf_counter()
            fill(store, rows)
            ours = rows / (time.perf_counter() - start)
        limit = rows / _driver_alone(Path(name, "bare.db"), rows)
    yield rate_line(f"demo of {rows:,}", ours, limit, least=_LEAST, unit="buyers/s")


def _driver_alone(path: Path, rows: int) -> float:
    """Nothing is thought up and nothing derived within the time, and it all goes on in one thread."""
    bare = bare_connection(path)
    for table, columns in _TABLES.items():
        bare.execute(f"CREATE TABLE {table} ({columns})")
        bare.execute(
            f"CREATE VIRTUAL TABLE index_{table} "
            "USING fts5(tokens, content='', tokenize='ascii', detail=none, columnsize=0)"
        )
        bare.execute(f"INSERT INTO index_{table}(index_{table}, rank) VALUES ('hashsize', {64 << 20})")
    bare.execute("BEGIN IMMEDIATE")
    people = demo_people(rows)
    seconds = 0.0
    while batch := [*islice(people, _BATCH)]:
        ready = {"buyer": [*_buyers(batch)], "member": [*_members(batch)]}
        start = time.perf_counter()
        for table, columns in _TABLES.items():
            places = ", ".join("?" * len(columns.split(",")))
            bare.executemany(f"INSERT INTO {table} VALUES ({places})", [row for row, _ in ready[table]])
            entries = [(row[0], tokens) for row, tokens in ready[table]]
            bare.executemany(f"INSERT INTO index_{table}(rowid, tokens) VALUES (?, ?)", entries)
        seconds += time.perf_counter() - start
    start = time.perf_counter()
    for statement in (*_INDEXES, "COMMIT"):
        bare.execute(statement)
    bare.close()
    return seconds + time.perf_counter() - start


def _buyers(people: list[Person]) -> Iterator[tuple[tuple[object, ...], str]]:
    for one, bound in people:
        if one is not None:
            keys = derived.keys(one.name, one.phone)
            of_member = derived.keys(bound.name, bound.phone) if bound is not None else ()
            row = (one.id, one.tenant_id, one.open_id, one.name, one.phone, one.member_id, *keys)
            yield row, tokens_text(1, *keys, one.open_id, *of_member)


def _members(people: list[Person]) -> Iterator[tuple[tuple[object, ...], str]]:
    for _, one in people:
        if one is not None:
            keys = derived.keys(one.name, one.phone)
            birthday = one.birthday.isoformat() if one.birthday else None
            row = (one.id, one.tenant_id, one.name, one.phone, one.sex, birthday, one.id_card, one.address, *keys)
            yield row, tokens_text(1, *keys)
