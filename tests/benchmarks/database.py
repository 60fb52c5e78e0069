"""Databases of made-up buyers, as large as wanted, kept in a folder for the next run if one is named."""

from __future__ import annotations

import time
from pathlib import Path

from tests.benchmarks import people
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store

SMALL_TENANT = 2
"""A second tenant, with a hundredth of the rows of tenant 1."""


def fill(store: Store, rows: int) -> float:
    """Bring in ``rows`` buyers and their members; the seconds that took."""
    few = max(rows // 100, 1)
    start = time.perf_counter()
    with store.write() as connection, bulk.loading(connection, rows=rows):
        bulk.add_members(connection, people.members(rows))
        bulk.add_buyers(connection, people.buyers(rows))
        beyond = {"first_id": 2 * rows, "tenant_id": SMALL_TENANT}
        bulk.add_members(connection, people.members(few, **beyond))
        bulk.add_buyers(connection, people.buyers(few, **beyond))
        bulk.number_onwards(connection)
        if store.dialect == "postgresql":
            connection.exec_driver_sql("ANALYZE")
    return time.perf_counter() - start


def sqlite_store(folder: Path, rows: int) -> Store:
    """A SQLite database with that many buyers, made if ``folder`` does not have it yet."""
    path = folder / f"{rows}.db"
    known = path.exists()
    store = open_store(f"sqlite:///{path}")
    if not known:
        print(f"{rows:,} buyers made in {fill(store, rows):.0f} s", flush=True)
    return store
