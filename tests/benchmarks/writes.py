"""One write with all that belongs to it, and a search called off, each against the limit of the same run."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

from tests.benchmarks import people
from tests.benchmarks.measure import Line, Times, milliseconds, side_by_side, time_line
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.store import buyers, sqlite
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.search import stoppable

_BARE = "CREATE TABLE bare (id INTEGER PRIMARY KEY, tenant_id, open_id, name, profile, phone, member_id)"
_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def bare_connection(path: Path) -> Any:
    """The driver alone, as careful with a commit as the program."""
    connection = sqlite.driver_connection(path)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-262144"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def plain(one: WxBuyingUser) -> tuple[object, ...]:
    """A buyer as the driver takes it."""
    return (one.id, one.tenant_id, one.open_id, one.name, one.profile, one.phone, one.member_id)


def lines(store: Store, folder: Path, repeats: int) -> Iterator[Line]:
    """An insert, a write at the counter, and a stopped search. Changes the database."""
    yield _insert(store, folder, 20 * repeats)
    yield _desk_write(store, 20 * repeats)
    yield _stop(store, 5 * repeats)


def _insert(store: Store, folder: Path, count: int) -> Line:
    """A new buyer, committed, against a row in a table without any index, committed."""
    new = people.buyers(count, first_id=10**9, seed=9)
    rows = map(plain, people.buyers(count, first_id=10**9, seed=9))
    bare = bare_connection(folder / "bare.db")
    bare.execute(_BARE)

    def ours() -> None:
        with store.write() as connection:
            buyers.add(connection, 1, replace(next(new), open_id=""))  # the database may be that of an earlier run

    def limit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?)", next(rows))
        bare.execute("COMMIT")

    mine, theirs = side_by_side(ours, limit, repeats=count)
    bare.close()
    return time_line("one insert, index included", mine, theirs, most=5)


def _desk_write(store: Store, count: int) -> Line:
    """An edit at the counter: announced in the journal, written, read back and recorded, against the write alone."""
    backend = LocalBackend(store)
    desk = Desk(backend, Journal(store, new_device(), beside_data=True))
    first, second = [one for one in backend.search("").buyers if one.id][:2]

    def edit(who: WxBuyingUser, write: Any) -> None:
        seen = backend.get(who.id or 0)
        assert seen is not None
        write(replace(seen, name=f"{seen.name[:4]}·" if not seen.name.endswith("·") else seen.name[:4]), base=seen)

    mine, theirs = side_by_side(
        lambda: edit(first, desk.save_buyer), lambda: edit(second, backend.save_user), repeats=count
    )
    return time_line("one edit, journal included", mine, theirs)


def _stop(store: Store, repeats: int) -> Line:
    """From the moment a search is called off until its worker is free, against a round trip of the pool."""
    stops, trips = [], []
    with ThreadPoolExecutor(1) as pool:
        for _ in range(repeats):
            cancel, running = Event(), Event()

            def work(cancel: Event = cancel, running: Event = running) -> None:
                with store.read() as connection, stoppable(connection, cancel):
                    running.set()
                    connection.exec_driver_sql(_ENDLESS).fetchall()

            task = pool.submit(work)
            running.wait()

            def stop(cancel: Event = cancel, task: Any = task) -> None:
                cancel.set()
                assert isinstance(task.exception(), StorageError)

            stops.append(milliseconds(stop))
            trips.append(milliseconds(lambda: pool.submit(int).result()))
    return time_line("stale search stopped", Times(tuple(stops)), Times(tuple(trips)), most=10)
