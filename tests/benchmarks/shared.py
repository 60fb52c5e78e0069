"""The same searches on PostgreSQL, on a server that is started for it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks import elsewhere, search
from tests.benchmarks.database import fill
from tests.benchmarks.measure import Line
from tests.support import postgres
from wxbuyer_gui.store.engine import open_store

_WITHIN = 10


def lines(rows: int, repeats: int) -> Iterator[Line]:
    """Every kind of search among so many rows; why there is no server where there can be none."""
    reason = postgres.why_not()
    if reason:
        yield Line("PostgreSQL", f"not measured: {reason}")
        return
    with postgres.running_server() as server, server.database() as url:
        yield from measured(url, rows, repeats)


def measured(url: str, rows: int, repeats: int, *, samples: int = search.SAMPLES) -> Iterator[Line]:
    """As ``lines``, in an empty database, with so many searches of each kind."""
    with open_store(url) as store:
        fill(store, rows)
        with store.own_connection() as connection:
            connection.autocommit = True
            connection.execute("VACUUM ANALYZE buyer, member")  # what autovacuum has done by the next morning
        yield from search.lines(store, repeats, what="PostgreSQL", within=_WITHIN, samples=samples)
    yield elsewhere.line(url, repeats)
