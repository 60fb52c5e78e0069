"""What a search and a copy ask of a mirror's rows costs the same whatever the mirror holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.benchmarks import people
from wxbuyer_gui.store import mirror
from wxbuyer_gui.store.engine import Store, open_store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = open_store("sqlite://")
    with store.write() as connection:
        mirror.keep_state(connection, **{mirror.BUYERS: 0})
        for at in range(0, 500, 50):  # each part at a moment of its own
            mirror.note(connection, 1, [*people.buyers(50, first_id=at + 1, seed=at)], as_of=at)
    yield store
    store.close()


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: mirror.ages(connection, 1, [5, 7]),
        lambda connection: mirror.ages(connection, 1, [5, 7], since=400),
        lambda connection: mirror.known(connection, 1, [5, 7], until=400),
    ],
)
@pytest.mark.parametrize("is_analyzed", [False, True])
def test_rows_are_found_by_their_numbers(store: Store, ask: Callable[[Connection], object], is_analyzed: bool) -> None:
    with store.write() as connection:
        if is_analyzed:
            connection.exec_driver_sql("ANALYZE")
        asked: list[str] = []
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        assert ask(connection) is not None
        driver.set_trace_callback(None)
        (statement,) = asked
        values = (1,) * statement.count("?")
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
        assert plan[0] == "SEARCH mirror_row USING PRIMARY KEY (tenant_id=? AND buyer_id=?)", json.dumps(plan)
