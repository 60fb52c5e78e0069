"""What staff call a buyer, found through an index of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import aliases, index
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.statements import MOST_LOOKED_UP


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path / 'd.db'}"
    opened = open_store(url)
    yield opened
    opened.close()


def put(store: Store, buyer_id: int, text: str, *, tenant_id: int = 1) -> None:
    with store.write() as connection:
        aliases.put(connection, tenant_id, buyer_id, text)


def matching(store: Store, text: str, *, tenant_id: int = 1) -> dict[int, str]:
    with store.read() as connection:
        return aliases.matching(connection, tenant_id, parse(text))


@pytest.mark.parametrize("text", ["王姐", "王", "姐", "wangjie", "wj", "w", "8000 wj", "王姐 8000"])
def test_it_is_found_as_a_name_is(store: Store, text: str) -> None:
    put(store, 7, "王姐")
    put(store, 8, "老李")
    assert matching(store, text) == {7: "王姐"}


@pytest.mark.parametrize("text", ["", "8000", "#7", "李", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"])
def test_other_texts_find_none(store: Store, text: str) -> None:
    put(store, 7, "王姐")
    assert matching(store, text) == {}


def test_a_change_takes_the_old_name_out_of_the_index(store: Store) -> None:
    put(store, 7, "王姐")
    put(store, 7, "李叔")
    assert matching(store, "王姐") == {}
    assert matching(store, "lishu") == {7: "李叔"}
    put(store, 7, "")
    assert matching(store, "lishu") == {}
    with store.write() as connection:
        assert aliases.of(connection, 1, [7]) == {}
        assert index.check_index(connection) == 0


def test_another_tenant_has_names_of_its_own(store: Store) -> None:
    put(store, 7, "王姐")
    put(store, 8, "王姐", tenant_id=2)
    assert matching(store, "王姐") == {7: "王姐"}
    assert matching(store, "王姐", tenant_id=2) == {8: "王姐"}


def test_the_newest_are_looked_up_where_very_many_are_called_the_same(store: Store) -> None:
    with store.write() as connection:
        for buyer_id in range(1, MOST_LOOKED_UP + 3):
            aliases.put(connection, 1, buyer_id, "熟客")
    newest = [*range(3, MOST_LOOKED_UP + 3)]
    assert sorted(matching(store, "熟客")) == newest[-aliases.MOST :]
    assert sorted(matching(store, "8000 熟客")) == newest


def test_a_rebuild_makes_the_same_index(store: Store) -> None:
    put(store, 7, "王姐")
    with store.write() as connection:
        index.rebuild_index(connection)
        assert index.check_index(connection) == 0
    assert matching(store, "wj") == {7: "王姐"}


def test_a_check_notices_a_name_that_the_index_lacks(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'd.db'}") as store:
        put(store, 7, "王姐")
        with store.write() as connection:
            connection.exec_driver_sql("INSERT INTO index_alias(index_alias) VALUES ('delete-all')")
            assert index.check_index(connection) == 1
