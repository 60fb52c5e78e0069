"""The index says what the rows say, whatever happens to them; and a check that can find the contrary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.benchmarks import people
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import bulk, buyers, grams, index, members
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.index import check_index, rebuild_index
from wxbuyer_gui.store.index_triggers import tokens_text
from wxbuyer_gui.store.search import search


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def sqlite() -> Iterator[Store]:
    store = open_store("sqlite://")
    with store.write() as connection:
        fill(connection, 300)
    yield store
    store.close()


def fill(connection: Connection, count: int) -> None:
    bulk.add_members(connection, people.members(count))
    bulk.add_buyers(connection, people.buyers(count))


def found(store: Store, text: str) -> list[int | None]:
    with store.read() as connection:
        return [buyer.id for buyer in search(connection, 1, parse(text)).buyers]


def test_it_follows_buyers(store: Store) -> None:
    with store.write() as connection:
        user = WxBuyingUser(open_id="oA1234567", name="王小明", phone="13800138000")
        buyer_id = buyers.add(connection, 1, user)
    assert found(store, "8000") == found(store, "wxm") == found(store, "oA1234") == [buyer_id]
    with store.write() as connection:
        stored = buyers.get(connection, 1, buyer_id)
        assert stored is not None
        buyers.change(connection, stored, {"name": "李雷", "phone": "13900001111", "open_id": "oB1234567"})
    assert found(store, "8000") == found(store, "wxm") == found(store, "oA1234") == []
    assert found(store, "1111") == found(store, "ll") == found(store, "oB1234") == [buyer_id]
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM buyer")
        assert check_index(connection) == 0
    assert found(store, "1111") == []


def test_it_follows_the_members_of_buyers(store: Store) -> None:
    with store.write() as connection:
        buyer_id = buyers.add(connection, 1, WxBuyingUser(name="微信用户"))
        member_id = members.add(connection, 1, Member(name="王小明", phone="13800138000"))
        stored = buyers.get(connection, 1, buyer_id)
        assert stored is not None
        buyers.set_member(connection, stored, member_id)
    assert found(store, "8000 wang") == [buyer_id]
    with store.write() as connection:
        member = members.get(connection, 1, member_id)
        assert member is not None
        members.change(connection, member, {"phone": "13900001111", "name": "李雷"})
        assert check_index(connection) == 0
    assert (found(store, "8000"), found(store, "1111 lilei")) == ([], [buyer_id])
    with store.write() as connection:
        bound = buyers.get(connection, 1, buyer_id)
        assert bound is not None
        buyers.set_member(connection, bound, None)
        assert check_index(connection) == 0
    assert found(store, "1111") == []


def test_a_member_that_arrives_after_its_buyer_and_goes_before_it(store: Store) -> None:
    with store.write() as connection:
        bulk.add_buyers(connection, [WxBuyingUser(id=5, tenant_id=1, name="微信用户", member_id=8812)])
        bulk.add_members(connection, [Member(id=8812, tenant_id=1, name="王小明", phone="13800138000")])
        assert check_index(connection) == 0
    assert found(store, "8000") == [5]
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM member")
        assert check_index(connection) == 0
    assert found(store, "8000") == []
    assert found(store, "#8812") == [5]


def test_a_rolled_back_change_leaves_nothing(store: Store) -> None:
    def change(connection: Connection) -> None:
        fill(connection, 50)
        raise StorageError("stop")

    with pytest.raises(StorageError):
        store.run(change)
    with store.write() as connection:
        assert check_index(connection) == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM buyer").scalar() == 0
    assert found(store, "8") == []


@pytest.mark.parametrize("count", [40, 1000])
def test_loading_a_small_or_a_large_batch_gives_the_same_index(store: Store, count: int) -> None:
    with store.write() as connection:
        fill(connection, 100)
    with store.write() as connection, bulk.loading(connection, rows=count):
        batch = [*people.buyers(count, first_id=1000, seed=2)]
        bulk.add_buyers(connection, [replace(one, member_id=7 if one.id == 1000 else None) for one in batch])
    with store.write() as connection:
        assert check_index(connection) == 0
        stored = buyers.get(connection, 1, 1000)
        assert stored is not None
        buyers.change(connection, stored, {"name": "之后"})  # the triggers are back
        assert check_index(connection) == 0
    assert found(store, "之后") == [1000]


def test_a_cancelled_load_is_undone_with_its_transaction(store: Store) -> None:
    cancel = Event()
    cancel.set()

    def load(connection: Connection) -> None:
        with bulk.loading(connection, rows=500, cancel=cancel):
            fill(connection, 500)

    with pytest.raises(StorageError) as caught:
        store.run(load)
    assert caught.value.code == "E-CANCELLED"
    with store.write() as connection:
        buyers.add(connection, 1, WxBuyingUser(name="王小明", phone="13800138000"))
        assert check_index(connection) == 0
    assert len(found(store, "8000")) == 1


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO index_buyer(rowid, tokens) VALUES (5, 'ghost')",
        "INSERT INTO index_buyer(rowid, tokens) VALUES (99999, '1t8000')",
        "INSERT INTO index_member(rowid, tokens) VALUES (5, '1t8000x')",
        "INSERT INTO index_buyer(index_buyer) VALUES ('delete-all')",
        "INSERT INTO index_buyer(index_buyer, rowid, tokens) "
        "SELECT 'delete', id, wx_tokens(tenant_id, name_key, py, py2, phone_key, open_id) FROM buyer WHERE id = 7",
        # The same tokens, each on the other one's row.
        "INSERT INTO index_buyer(rowid, tokens) VALUES (8, '1d0000'), (9, '1d0001')",
    ],
)
def test_damage_is_found_where_the_database_sees_none(sqlite: Store, damage: str) -> None:
    with sqlite.write() as connection:
        assert check_index(connection) == 0
        connection.exec_driver_sql(damage)
        assert check_index(connection) > 0
        connection.exec_driver_sql("INSERT INTO index_buyer(index_buyer) VALUES ('integrity-check')")  # finds nothing
        rebuild_index(connection)
        assert check_index(connection) == 0


@pytest.mark.postgres
def test_damage_is_found_on_postgres(postgres_url: str) -> None:
    store = open_store(postgres_url)
    with store.write() as connection:
        fill(connection, 100)
        assert check_index(connection) == 0
        connection.exec_driver_sql("UPDATE buyer SET grams = ARRAY['1ghost'] WHERE id = 5")
        bound = "SELECT min(b.id) FROM buyer b JOIN member m ON m.id = b.member_id"
        connection.exec_driver_sql(f"UPDATE buyer SET member_grams = '{{}}' WHERE id = ({bound})")
        assert check_index(connection) == 2
        rebuild_index(connection)
        assert check_index(connection) == 0
    store.close()


def test_rebuilding_tells_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    with store.write() as connection:
        fill(connection, 120)
        rows = sum(
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in ("buyer", "member")
        )
        told: list[int] = []
        rebuild_index(connection, progress=told.append)
        assert told[-1] == rows
        assert index.version(connection) == str(grams.VERSION)
    cancel = Event()
    cancel.set()
    with pytest.raises(StorageError) as caught, store.write() as connection:
        rebuild_index(connection, cancel=cancel)
    assert caught.value.code == "E-CANCELLED"
    with store.write() as connection:
        assert check_index(connection) == 0


def entries(connection: Connection, table: str) -> set[tuple[str, int]]:
    """Every token of an index, with the number of its row."""
    terms = f"temp.terms_of_{table}"
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {terms} USING fts5vocab(main, index_{table}, instance)")
    found = {*map(tuple, connection.exec_driver_sql(f"SELECT term, doc FROM {terms}"))}
    connection.exec_driver_sql(f"DROP TABLE {terms}")
    return found


@pytest.mark.parametrize("table", ["buyer", "member"])
def test_in_batches_as_the_triggers_make_it(sqlite: Store, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    monkeypatch.setattr(index, "_CHUNK", 7)
    with sqlite.write() as connection:
        by_triggers = entries(connection, table)
        usual = {*map(tuple, connection.exec_driver_sql(f"SELECT k, v FROM index_{table}_config"))}
        rebuild_index(connection)
        assert check_index(connection) == 0
        assert entries(connection, table) == by_triggers != set()
        # One segment, in which a search has one place to look; and FTS5 keeps it as it does a table of its own.
        segments = connection.exec_driver_sql(f"SELECT count(DISTINCT segid) FROM index_{table}_idx").scalar_one()
        assert segments == 1
        options = {*map(tuple, connection.exec_driver_sql(f"SELECT k, v FROM index_{table}_config"))} - usual
        assert options == {("automerge", 4), ("crisismerge", 16), ("hashsize", 1 << 20)}


def test_what_fails_beside_ends_a_rebuild(sqlite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_CHUNK", 7)
    with sqlite.write() as connection:
        before = entries(connection, "buyer")
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # no page more than there are
    with pytest.raises(StorageError) as caught, sqlite.write() as connection:
        rebuild_index(connection)
    assert caught.value.code == "E-DISK-FULL"
    with sqlite.write() as connection:
        assert entries(connection, "buyer") == before


def test_what_a_buyer_shares_with_its_member_is_there_once() -> None:
    person = ("王小明", "wang xiao ming", "", "13800138000")
    alone = tokens_text(1, *person, "oA1234567")
    assert tokens_text(1, *person, "oA1234567", *person) == alone
    other_phone = tokens_text(1, *person, "oA1234567", *person[:3], "13900001111")
    assert Counter(other_phone.split()) == Counter(
        [*alone.split(), *grams.row_text(1, "", "", "", "13900001111").split()]
    )
    other_name = tokens_text(1, *person, "oA1234567", "李雪", "li xue", "", person[3])
    assert Counter(other_name.split()) == Counter(
        [*alone.split(), *grams.row_text(1, "李雪", "li xue", "", "").split()]
    )


def test_searches_go_on_while_the_index_is_rebuilt(tmp_path: object) -> None:
    store = open_store(f"sqlite:///{tmp_path}/shop.db")
    with store.write() as connection:
        fill(connection, 200)
    before = found(store, "8")
    with store.write() as connection:
        rebuild_index(connection, progress=lambda _rows: answers.append(found(store, "8")))
    assert answers
    assert all(answer == before for answer in answers)
    assert found(store, "8") == before
    store.close()


answers: list[list[int | None]] = []


def test_a_program_without_our_function_cannot_write(tmp_path: object) -> None:
    from wxbuyer_gui.store import driver

    path = f"{tmp_path}/shop.db"
    open_store(f"sqlite:///{path}").close()
    stranger = driver.dbapi2.connect(path)
    with pytest.raises(driver.dbapi2.OperationalError, match="wx_tokens"):
        stranger.execute("INSERT INTO buyer (tenant_id, name) VALUES (1, 'x')")
    stranger.close()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.booleans()), min_size=1, max_size=8))
def test_any_text_can_be_indexed_and_changed(rows: list[tuple[str, str, str, bool]]) -> None:
    store = open_store("sqlite://")
    with store.write() as connection:
        for number, (name, phone, open_id, gone) in enumerate(rows, 1):
            user = WxBuyingUser(number, 1, f"{open_id}{number}", name, "", phone)
            bulk.add_buyers(connection, [user])
            stored = buyers.get(connection, 1, number)
            assert stored is not None
            buyers.change(connection, stored, {"name": phone, "phone": name})
            if gone:
                connection.exec_driver_sql("DELETE FROM buyer WHERE id = ?", (number,))
        assert check_index(connection) == 0
    store.close()


@given(TEXTS, TEXTS)
def test_what_is_asked_for_is_a_token_of_every_name_with_it(name: str, other: str) -> None:
    for part in {name[start:stop] for start in range(len(name)) for stop in range(start + 1, len(name) + 1)}:
        tokens = grams.row_tokens(1, other + name, "", "", "")
        assert all(grams.token(1, grams.Piece.NAME, gram) in tokens for gram in grams.covering_grams(part))


@given(TEXTS)
def test_tokens_are_single_words_to_the_tokenizer(text: str) -> None:
    token = grams.token(1, grams.Piece.NAME, text)
    assert all(char.isdigit() or char.islower() or not char.isascii() for char in token)
