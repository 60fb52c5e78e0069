"""How SQLite and PostgreSQL go about each kind of search: along an index, and never by sorting what they found."""

from __future__ import annotations

import re

import pytest

from tests.benchmarks import people
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search
from wxbuyer_gui.store.statements import Bound, Statements

SEARCHES: tuple[tuple[str, Kind | None], ...] = (
    ("", None), ("8", None), ("38", None), ("8000", None), ("34567", None), ("13800138000", None),
    ("8000", Kind.MIDDLE), ("#8812", None), ("王", None), ("王小明", None), ("微信用户", None), ("w", None),
    ("wxm", None), ("zhangx", None), ("zhangxiaoming", None), ("8000 王", None), ("138 8000", None),
    ("oGZUI0aB", None), ("oGZUI0egBJY1zhBYw2KhdUfwVJJE", None), ("11010519491231002X", None), ("#8812 王", None),
)  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store("sqlite://")
    with store.write() as connection, bulk.loading(connection, rows=500):
        bulk.add_members(connection, people.members(500))
        bulk.add_buyers(connection, people.buyers(500))
        connection.exec_driver_sql("ANALYZE")  # what a planner believes about a small shop must not matter either
    return store


@pytest.mark.parametrize(("text", "kind"), SEARCHES)
def test_no_search_scans_a_table_or_sorts(
    store: Store, text: str, kind: Kind | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[Bound] = []
    run = Statements.run

    def noted(self: Statements, bound: Bound) -> list[tuple[object, ...]]:
        statements.append(bound)
        return run(self, bound)

    monkeypatch.setattr(Statements, "run", noted)
    with store.read() as connection:
        search(connection, 1, parse(text, kind=kind))
        assert statements
        for statement, values in statements:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            plan = [row[3] for row in rows]
            assert not any(re.match(r"SCAN (?!f VIRTUAL|index_|\(subquery|listed)", step) for step in plan), plan
            assert not any("TEMP B-TREE" in step for step in plan), plan


@pytest.mark.postgres
def test_postgresql_plans_each_search_for_its_own_tokens(postgres_url: str) -> None:
    """A plan for any tokens reads the whole table for rare ones; the server would go over to it after some searches."""
    with open_store(postgres_url) as store:
        with store.write() as connection, bulk.loading(connection, rows=500):
            bulk.add_buyers(connection, people.buyers(500))
        with store.read() as connection:
            for _ in range(15):
                search(connection, 1, parse("zhangx"))
            prepared = connection.exec_driver_sql(
                "SELECT count(*), sum(custom_plans), sum(generic_plans) FROM pg_prepared_statements"
            ).one()
    assert prepared[0] > 0
    assert prepared[1] > 5
    assert prepared[2] == 0
