"""Many rows at once: afterwards the database is as if each had been written alone, or as it was before."""

from __future__ import annotations

from threading import Event

import pytest

from tests.benchmarks import people
from wxbuyer_gui.domain.errors import ConflictError, StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import bulk, buyers, index
from wxbuyer_gui.store.engine import Store, open_store


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


def test_a_load_that_is_small_beside_what_is_there_goes_through_the_triggers(store: Store) -> None:
    load(store)
    with store.write() as connection, bulk.loading(connection, rows=1):
        bulk.add_buyers(connection, [WxBuyingUser(999, 1, "oOne", "王小明", "", "13800138000")])
        assert index.check_index(connection) == 0
