"""Many rows at once: afterwards the database is as if each had been written alone, or as it was before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from tests.benchmarks import people
from wxbuyer_gui.domain.errors import ConflictError, StorageError
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import bulk, buyers, index, members
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search


def made_things(store: Store) -> set[tuple[str, str]]:
    """Tables, indexes and triggers."""
    with store.read() as connection:
        return {*map(tuple, connection.exec_driver_sql("SELECT name, sql FROM sqlite_master"))}


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


def load(store: Store, *, first_id: int = 1, cancel: Event | None = None) -> None:
    with store.write() as connection, bulk.loading(connection, rows=50, cancel=cancel):
        bulk.add_members(connection, people.members(50, first_id=first_id, seed=first_id))
        bulk.add_buyers(connection, people.buyers(50, first_id=first_id, seed=first_id))


def test_a_first_and_a_further_load_leave_every_index_and_trigger_behind(store: Store) -> None:
    before = made_things(store)
    for first_id in (1, 101):
        load(store, first_id=first_id)
        assert made_things(store) == before
    with store.write() as connection:
        assert buyers.count(connection, 1) == 100
        assert index.check_index(connection) == 0


def test_a_load_that_is_stopped_or_breaks_a_rule_leaves_all_as_it_was(store: Store) -> None:
    before = made_things(store)
    stop = Event()
    stop.set()
    with pytest.raises(StorageError, match="stopped"):
        load(store, cancel=stop)
    twins = [WxBuyingUser(1, 1, "oTwin", "甲"), WxBuyingUser(2, 1, "oTwin", "乙")]
    with pytest.raises(ConflictError), store.write() as connection, bulk.loading(connection, rows=2):
        bulk.add_buyers(connection, twins)
    assert made_things(store) == before
    with store.write() as connection:
        assert buyers.count(connection, 1) == 0
        assert index.check_index(connection) == 0


@pytest.mark.parametrize("count", [1, 60])
def test_what_is_brought_into_a_filled_database_is_indexed_at_once(store: Store, count: int) -> None:
    load(store)
    before = made_things(store)
    numbers = range(1000, 1000 + count)
    with store.write() as connection:
        # Buyers first, so that their members' names and phones join their entries later.
        bulk.add_buyers(connection, (WxBuyingUser(n, 1, f"o{n}", f"王{n}", "", f"1390001{n}", n) for n in numbers))
        assert index.check_index(connection) == 0
        stored = [Member(n, 1, f"张{n}", f"1380001{n}") for n in numbers]
        bulk.add_members(connection, stored)
        assert index.check_index(connection) == 0
        bulk.change_members(connection, [(one, replace(one, name="李雪", phone=f"1370001{one.id}")) for one in stored])
        assert index.check_index(connection) == 0
        assert {one.name for one in members.get_list(connection, 1, numbers)} == {"李雪"}
    assert made_things(store) == before


@pytest.mark.parametrize("count", [1, 60])
def test_buyers_that_change_are_found_by_what_they_are_now(store: Store, count: int) -> None:
    numbers = range(1000, 1000 + count)
    stored = [WxBuyingUser(n, 1, f"o{n}", f"王{n}", "", f"1390001{n}") for n in numbers]
    load(store)
    with store.write() as connection:
        bulk.add_buyers(connection, stored)
        bulk.change_buyers(connection, [(one, replace(one, phone=f"1360001{one.id}", member_id=1)) for one in stored])
        assert index.check_index(connection) == 0
        assert [(one.name, one.phone, one.member_id) for one in buyers.get_list(connection, 1, numbers)] == [
            (f"王{n}", f"1360001{n}", 1) for n in numbers
        ]
    with store.write() as connection:  # who was bound meanwhile stays as he is
        bulk.change_buyers(connection, [(one, replace(one, member_id=2)) for one in stored])
        assert {one.member_id for one in buyers.get_list(connection, 1, numbers)} == {1}
        assert index.check_index(connection) == 0


def test_what_is_brought_in_or_changed_costs_other_connections_no_reading_of_the_schema(tmp_path: Path) -> None:
    def version(store: Store) -> int:
        with store.read() as connection:
            return int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())

    with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        load(store)
        before = version(store)
        found = people.buyers(300, first_id=1000, seed=5)
        with store.write() as connection:
            bulk.add_buyers(connection, found)
            kept = buyers.get_list(connection, 1, [*range(1000, 1300)])
            bulk.change_buyers(connection, [(one, replace(one, name=f"{one.name}x")) for one in kept])
            bulk.add_members(connection, people.members(300, first_id=1000, seed=5))
            assert index.check_index(connection) == 0
        assert version(store) == before


def test_the_triggers_go_on_after_a_batch_that_failed(store: Store) -> None:
    load(store)
    twins = [WxBuyingUser(1000 + n, 1, "oTwin", "甲") for n in range(30)]
    with pytest.raises(ConflictError), store.write() as connection:
        bulk.add_buyers(connection, twins)
    with store.write() as connection:
        buyers.add(connection, 1, WxBuyingUser(open_id="oA1234567", name="王小明"))
        assert index.check_index(connection) == 0


@pytest.mark.postgres
def test_who_opens_the_shop_or_searches_waits_for_no_first_load(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found_elsewhere() -> list[str]:
        with open_store(postgres_url) as elsewhere, elsewhere.read() as connection:
            return [hit.buyer.name for hit in search(connection, 1, parse("13900000000")).hits if hit.buyer]

    def load_first() -> None:
        with store.write() as connection:
            with bulk.loading(connection, rows=50):
                bulk.add_members(connection, [Member(1, 1, "王小明", "13900000000")])
                bulk.add_buyers(connection, [WxBuyingUser(1, 1, "oA1234567", "小明", "", "13900000000", 1)])
                assert found_elsewhere() == []
            assert found_elsewhere() == []
            assert index.check_index(connection) == 0

    monkeypatch.setattr("wxbuyer_gui.store.postgres.LOCK_MILLISECONDS", 200)
    with open_store(postgres_url) as store:
        load_first()
        assert found_elsewhere() == ["小明"]
