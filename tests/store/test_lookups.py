"""Questions around an import: they must stay quick with a million rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import event

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import bulk, lookups
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.lookups import Lookups


@pytest.mark.parametrize("question", [lookups._PAIRS, lookups._PAIR_COUNT])
def test_a_buyers_member_is_found_by_the_phone_not_by_reading_all(question: object) -> None:
    with open_store("sqlite://") as store, store.read() as connection:
        compiled = question.compile(dialect=connection.dialect)
        values = compiled.construct_params({"tenant_id": 1, "after": 0, "limit": 20})
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}", tuple(values[name] for name in compiled.positiontup)
        )
        steps = [row.detail for row in plan]
    assert any("ux_member_phone" in step for step in steps), steps


BATCHES: tuple[Callable[[Lookups], object], ...] = (
    lambda asked: asked.buyers_by_open_id(["oA", "oB"]),
    lambda asked: asked.buyers_by_id([1, 2]),
    lambda asked: asked.members_by_id([1, 2]),
    lambda asked: asked.known_members([1, 2]),
    lambda asked: asked.members_by_phone(["13800138000", "13800138001"]),
    lambda asked: asked.members_by_id_card(["A1", "A2"]),
)


@pytest.mark.parametrize("ask", BATCHES)
def test_a_batch_is_looked_up_key_by_key(ask: Callable[[Lookups], object]) -> None:
    statements: list[tuple[str, tuple[object, ...]]] = []
    with open_store("sqlite://") as store, store.write() as connection:
        bulk.add_members(connection, [Member(1, 1, "王", "13800138000")])
        bulk.add_buyers(connection, [WxBuyingUser(1, 1, "oA", "买")])
        asked = Lookups(connection, 1)
        listener = event.listens_for(connection, "before_cursor_execute")
        listener(lambda _c, _cursor, statement, values, *_: statements.append((statement, values)))
        ask(asked)
        statement, values = statements[-1]  # before it, an ID number asks whether they are encrypted
        steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    assert all(step.startswith("SEARCH") and "(tenant_id=?)" not in step for step in steps), steps


def test_known_members_are_those_of_the_tenant() -> None:
    with open_store("sqlite://") as store, store.write() as connection:
        bulk.add_members(connection, [Member(1, 1, "王"), Member(2, 2, "李")])
        assert Lookups(connection, 1).known_members([1, 2, 3]) == {1}


def test_equal_phones_are_those_of_unbound_buyers_of_the_tenant() -> None:
    with open_store("sqlite://") as store, store.write() as connection:
        bulk.add_members(
            connection, [Member(1, 1, "王", "13800138000"), Member(2, 1, "无", ""), Member(3, 2, "他", "139")]
        )
        people = [("13800138000", None), ("+86 13800138000", None), ("13800138000", 1), ("", None), ("139", None)]
        bulk.add_buyers(
            connection, (WxBuyingUser(n, 1, "", "买", "", phone, of) for n, (phone, of) in enumerate(people, 1))
        )
        asked = Lookups(connection, 1)
        assert [buyer.id for buyer, _member in asked.same_phone(limit=10)] == [1, 2]
        assert [buyer.id for buyer, _member in asked.same_phone(limit=10, after=1)] == [2]
        assert asked.same_phone_count() == 2
