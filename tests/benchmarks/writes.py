"""One insert with its index, a bulk load, and a stopped search, each against the limit of the same run.

python -m tests.benchmarks.writes [--rows 100000]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

from tests.benchmarks import people
from tests.benchmarks.database import sqlite_store
from tests.benchmarks.measure import Times, milliseconds, show, show_machine, side_by_side
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import bulk, buyers, derived, grams, sqlite
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import stoppable

_COLUMNS = f"{'':28} {'ms p50':>8} {'p95':>8} {'max':>8}   {'limit p50':>9} {'p95':>8} {'max':>8}   ratio"
_BARE = "CREATE TABLE bare (id INTEGER PRIMARY KEY, tenant_id, open_id, name, profile, phone, member_id)"
_ROWS = (
    "CREATE TABLE bare (id INTEGER PRIMARY KEY, tenant_id, open_id, name, profile, phone, member_id, "
    "name_key, py, py2, phone_key)"
)
_FTS = "CREATE VIRTUAL TABLE tokens USING fts5(t, content='', tokenize='ascii', detail=none, columnsize=0)"


def bare_connection(path: Path) -> Any:
    """The driver alone, as careful with a commit as ours."""
    connection = sqlite.driver_connection(path)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-262144"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def inserts(store: Store, folder: Path, count: int = 400) -> str:
    """A new buyer, committed, against a row in a table without any index, committed."""
    new = iter([*people.buyers(count, first_id=10**9, seed=9)])
    plain = iter([*people.buyers(count, first_id=10**9, seed=9)])
    bare = bare_connection(folder / "bare.db")
    bare.execute(_BARE)

    def ours() -> None:
        with store.write() as connection:
            buyers.add(connection, 1, next(new))

    def limit() -> None:
        one = next(plain)
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", _plain(one))
        bare.execute("COMMIT")

    mine, theirs = side_by_side(ours, limit, repeats=count)
    bare.close()
    return f"{'insert, index included':28} {mine}   {theirs}   {mine.p50 / theirs.p50:5.2f}"


def loading(folder: Path, rows: int) -> str:
    """A first import, against the driver doing the same derived rows and tokens with nothing around."""
    made = [*people.buyers(rows)]
    start = time.perf_counter()
    store = _empty(folder / "load.db")

    with store.write() as connection, bulk.loading(connection, rows=rows):
        bulk.add_buyers(connection, made)
    ours = rows / (time.perf_counter() - start)
    store.close()
    start = time.perf_counter()
    bare = bare_connection(folder / "bare_load.db")
    bare.execute(_ROWS)
    bare.execute(_FTS)
    bare.execute("INSERT INTO tokens(tokens, rank) VALUES ('hashsize', 67108864)")
    bare.execute("BEGIN IMMEDIATE")
    derived_rows = [(*_plain(one), *derived.keys(one.name, one.phone)) for one in made]
    bare.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * 11)})", derived_rows)
    texts = ((row[0], grams.row_text(row[1], *row[7:], row[2])) for row in derived_rows)
    bare.executemany("INSERT INTO tokens(rowid, t) VALUES (?, ?)", texts)
    bare.execute("CREATE UNIQUE INDEX open_ids ON bare (tenant_id, open_id)")
    bare.execute("COMMIT")
    bare.close()
    limit = rows / (time.perf_counter() - start)
    return f"bulk load of {rows:,}: {ours:,.0f} rows/s, the driver alone {limit:,.0f}, ratio {ours / limit:.2f}"


def stopping(store: Store, repeats: int = 60) -> str:
    """From the moment a search is called off until its worker is free, against a round trip of the pool."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    stops, trips = [], []
    with ThreadPoolExecutor(1) as pool:
        for _ in range(repeats):
            cancel, running = Event(), Event()

            def work(cancel: Event = cancel, running: Event = running) -> None:
                with store.read() as connection, stoppable(connection, cancel):
                    running.set()
                    connection.exec_driver_sql(endless).fetchall()

            task = pool.submit(work)
            running.wait()

            def stop(cancel: Event = cancel, task: Any = task) -> None:
                cancel.set()
                assert isinstance(task.exception(), StorageError)

            stops.append(milliseconds(stop))
            trips.append(milliseconds(lambda: pool.submit(int).result()))
    mine, theirs = Times(tuple(stops)), Times(tuple(trips))
    return f"{'stale query stopped':28} {mine}   {theirs}   {mine.p95 / theirs.p95:5.2f}"


def _plain(one: WxBuyingUser) -> tuple[object, ...]:
    return (one.id, one.tenant_id, one.open_id, one.name, one.profile, one.phone, one.member_id)


def _empty(path: Path) -> Store:

    return open_store(f"sqlite:///{path}")


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder for the database, for the next run")
    arguments = parser.parse_args()
    show_machine()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store = sqlite_store(arguments.keep or folder, arguments.rows)
        lines = [inserts(store, folder), stopping(store), loading(folder, arguments.rows)]
        show(f"writes, {arguments.rows:,} buyers", _COLUMNS, lines)
        store.close()


if __name__ == "__main__":
    main()
