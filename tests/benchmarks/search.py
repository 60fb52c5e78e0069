"""Each kind of search against the same statements through the bare driver, as tuples.

python -m tests.benchmarks.search --rows 100000,1000000 [--keep FOLDER] [--postgres]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from tests.benchmarks.database import SMALL_TENANT, fill, sqlite_store
from tests.benchmarks.measure import Times, merged, show, show_machine, side_by_side
from tests.support import postgres
from wxbuyer_gui.domain.query import Kind, Query, parse
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search
from wxbuyer_gui.store.statements import Bound, Statements

SAMPLES = 20
REPEATS = 7
_COLUMNS = f"{'search':22} {'ms p50':>8} {'p95':>8} {'max':>8}   {'bare p50':>8} {'p95':>8} {'max':>8}   ratio"

# Keys that very many rows have, or none.
_HOT = {
    "one digit": ("1", "8"),
    "two digits": ("13", "00", "88"),
    "hot tails": ("8000", "0000", "138"),
    "hot names": ("王", "微信用户", "小", "花开"),
    "one pinyin initial": ("w", "z", "zh"),
    "no match": ("龘", "qqqq", "00000000000", "oZZZZZZZZZZ"),
}


def classes(store: Store, tenant_id: int) -> dict[str, list[Query]]:
    """Queries of each kind, drawn from rows of the tenant."""
    chance = random.Random(11)
    with store.read() as connection:
        top = connection.exec_driver_sql(f"SELECT max(id) FROM buyer WHERE tenant_id = {tenant_id}").scalar() or 1
        low = connection.exec_driver_sql(f"SELECT min(id) FROM buyer WHERE tenant_id = {tenant_id}").scalar() or 1
        ids = ", ".join(str(chance.randint(low, top)) for _ in range(SAMPLES * 20))
        drawn = connection.exec_driver_sql(
            f"SELECT id, open_id, name, phone_key, py FROM buyer WHERE tenant_id = {tenant_id} AND id IN ({ids})"
        ).fetchall()
    phones = [row[3] for row in drawn if len(row[3]) == 11][:SAMPLES]
    names = [row[2] for row in drawn if row[4] and row[2].isalpha() and 2 <= len(row[2]) <= 4][:SAMPLES]
    readings = [row[4].split(" ") for row in drawn if 2 <= row[4].count(" ") + 1 <= 4][:SAMPLES]
    texts: dict[str, list[str]] = {
        "whole phone": phones,
        "last four": [phone[-4:] for phone in phones],
        "last six": [phone[-6:] for phone in phones],
        "first three": [phone[:3] for phone in phones],
        "first five": [phone[:5] for phone in phones],
        "three and four": [f"{phone[:3]} {phone[-4:]}" for phone in phones],
        "last four and name": [f"{phone[-4:]} {name[0]}" for phone, name in zip(phones, names, strict=False)],
        "whole name": names,
        "two characters": [name[:2] for name in names],
        "second character": [name[1] for name in names],
        "initials": ["".join(word[0] for word in reading) for reading in readings],
        "surname in pinyin": [reading[0] for reading in readings],
        "full pinyin": ["".join(reading) for reading in readings],
        "half-typed pinyin": ["".join(reading)[:-1] for reading in readings],
        "given name in pinyin": ["".join(reading[1:]) for reading in readings],
        "number": [f"#{row[0]}" for row in drawn[:SAMPLES]],
        "whole openId": [row[1] for row in drawn[:SAMPLES]],
        "openId, six": [row[1][:6] for row in drawn[:SAMPLES]],
        "openId, nine": [row[1][:9] for row in drawn[:SAMPLES]],
        "nothing typed": [""],
        **{name: list(hot) for name, hot in _HOT.items()},
    }
    queries = {name: [parse(text) for text in chosen] for name, chosen in texts.items()}
    queries["middle of a phone"] = [parse(phone[3:8], kind=Kind.MIDDLE) for phone in phones]
    return queries


@contextmanager
def noted() -> Iterator[list[Bound]]:
    """Collects the statements that searches run."""
    statements: list[Bound] = []
    run: Callable[[Statements, Bound], Any] = Statements.run

    def note(self: Statements, bound: Bound) -> Any:
        statements.append(bound)
        return run(self, bound)

    Statements.run = note  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        Statements.run = run  # type: ignore[method-assign]


def compare(connection: Connection, tenant_id: int, query: Query) -> tuple[Times, Times]:
    """Ours and the bare driver's, in turns."""
    driver: Any = connection.connection.driver_connection
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    with noted() as statements:
        search(connection, tenant_id, query)
    plain = [(statement.replace("?", mark), values) for statement, values in statements]

    def bare() -> None:
        for statement, values in plain:
            driver.execute(statement, values).fetchall()

    ours, theirs = side_by_side(lambda: search(connection, tenant_id, query), bare, repeats=REPEATS)
    return ours, theirs


def run(store: Store, title: str, tenant_id: int = 1) -> None:
    """Print the table of one database."""
    lines = []
    everything = []
    with store.read() as connection:
        for name, queries in classes(store, tenant_id).items():
            measured = [compare(connection, tenant_id, query) for query in queries]
            ours, bare = merged(one[0] for one in measured), merged(one[1] for one in measured)
            everything.append(ours)
            lines.append(f"{name:22} {ours}   {bare}   {ours.p50 / bare.p50:5.2f}")
    lines.append(f"{'all':22} {merged(everything)}")
    show(title, _COLUMNS, lines)


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="100000", help="sizes, separated by commas")
    parser.add_argument("--keep", type=Path, help="a folder for the databases, for the next run")
    parser.add_argument("--postgres", action="store_true", help="also on a PostgreSQL server of our own")
    arguments = parser.parse_args()
    show_machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for rows in map(int, arguments.rows.split(",")):
            store = sqlite_store(folder, rows)
            run(store, f"SQLite, {rows:,} buyers")
            run(store, f"SQLite, a tenant with {rows // 100:,} of {rows:,}", SMALL_TENANT)
            store.close()
            if arguments.postgres:
                on_postgres(rows)


def on_postgres(rows: int) -> None:
    """The same on PostgreSQL."""
    with postgres.running_server() as server, server.database() as url:
        store = open_store(url)
        print(f"{rows:,} buyers made in {fill(store, rows):.0f} s", flush=True)
        run(store, f"PostgreSQL, {rows:,} buyers")
        store.close()


if __name__ == "__main__":
    main()
