"""PostgreSQL: whichever way rows are reached, they are the same rows in the same order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks import people
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import bulk, gin
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.expressions import All, Either, Has, Without
from wxbuyer_gui.store.search import search
from wxbuyer_gui.store.shares import Shares, shares
from wxbuyer_gui.store.statements import Bound, Statements

ROWS = 600
PREFIX, TAIL = Has("1p1"), Has("1t8")
SEVERAL_WAYS = All((Either((All((PREFIX, TAIL)), Has("1p13"))), Either((Has("1t0"), TAIL))), apart=True)
EXPRESSIONS = {
    "common": PREFIX,
    "rare": All((PREFIX, TAIL)),
    "left": Without(PREFIX, TAIL),
    "nobody": Has("1t龘"),
    "several ways": SEVERAL_WAYS,
    "several ways, and left": Without(All((SEVERAL_WAYS, PREFIX), apart=True), Has("1p135")),
}
KNOWN = {
    "no statistics": Shares(),
    "rare": Shares(1e6, {"1x": 1e-4}),
    "common": Shares(1e9, {"1p1": 0.8, "1t8": 0.1, "1t龘": 0.1}),
    "less common than believed": Shares(1e6, {"1p1": 1.0, "1t8": 1.0, "1t龘": 1.0}),
    "in between": Shares(1e7, {"1p1": 0.05, "1t8": 0.02, "1t龘": 0.02}),
}


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    with open_store(postgres_url) as opened:
        with opened.write() as connection, bulk.loading(connection, rows=ROWS):
            bulk.add_members(connection, people.members(ROWS))
            bulk.add_buyers(connection, people.buyers(ROWS))
            bulk.add_buyers(connection, people.buyers(50, first_id=ROWS + 1, tenant_id=2))
        yield opened


@pytest.mark.postgres
def test_every_way_leads_to_the_same_rows(store: Store) -> None:
    shapes: set[str] = set()
    with store.read() as connection:

        def run(bound: Bound) -> list[tuple[object, ...]]:
            shapes.add(" ".join(word for word in ("MATERIALIZED", "t.id >= ", "max(") if word in bound[0]))
            return Statements(connection, 1).run(bound)

        for name, expression in EXPRESSIONS.items():
            for listed in (gin.BUYERS, gin.MEMBERS):
                everything = gin.GinRows(run, 1, listed, Shares()).chunk(expression, 2**63 - 1, 10_000)
                ids = [row[0] for row in everything]
                assert ids == sorted(ids, reverse=True)
                assert bool(ids) == (name != "nobody")
                for known in KNOWN.values():
                    rows = gin.GinRows(run, 1, listed, known)
                    assert rows.chunk(expression, 2**63 - 1, 10_000) == everything
                    for size in (1, 20):
                        assert rows.chunk(expression, 2**63 - 1, size) == everything[:size]
                        for place in range(0, len(ids), 7):
                            below = everything[place + 1 : place + 1 + size]
                            assert rows.chunk(expression, everything[place][0], size) == below
                    count, some = rows.ids(expression, 30)
                    assert count == len(some) == min(len(ids), 30)
                    assert sorted(rows.ids(expression, 10_000)[1], reverse=True) == ids
                    assert sorted(Statements(connection, 1).run(gin.rows_of(listed, some)), reverse=True) == [
                        row for row in everything if row[0] in some
                    ]
    assert shapes == {"MATERIALIZED", "MATERIALIZED t.id >= ", "t.id >= ", "max("}


@pytest.mark.postgres
def test_a_search_finds_the_same_whatever_the_statistics_say(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("1", "88", "王", "wang", "w", "xiaoming", "138 8", "8 王", "微信用户", "kevin", "小m")
    texts += ("kevin w", "w x 8", "138 wang", "wangxiaom", "kevin 138 w")

    def found() -> list[object]:
        with store.read() as connection:
            return [search(connection, 1, parse(text)) for text in texts]

    usual = found()
    for known in KNOWN.values():
        both = {"buyer": known, "member": known}
        monkeypatch.setattr("wxbuyer_gui.store.statements.shares", lambda _connection, both=both: both)
        assert found() == usual


@pytest.mark.postgres
def test_a_load_leaves_statistics_of_the_tokens(store: Store) -> None:
    with store.read() as connection:
        known = shares(connection)
    anonymous = sum(one.name == "微信用户" for one in people.buyers(ROWS)) / (ROWS + 50)
    assert known["buyer"].rows == ROWS + 50
    assert known["buyer"].of(Has("1b微信")) == pytest.approx(anonymous, abs=0.01)
    assert known["buyer"].of(Has("1t龘")) < 0.01
    assert 0 < known["member"].rows < ROWS


@pytest.mark.postgres
def test_a_new_database_has_no_statistics_and_is_searched_all_the_same(postgres_url: str) -> None:
    with open_store(postgres_url) as store:
        with store.write() as connection:
            bulk.add_buyers(connection, [WxBuyingUser(id=1, tenant_id=1, name="王小明", phone="13800138000")])
        with store.read() as connection:
            assert [hit.buyer.id for hit in search(connection, 1, parse("8000 王")).hits if hit.buyer] == [1]


def test_shares_of_conditions() -> None:
    known = Shares(1000, {"1na": 0.5, "1nb": 0.2, "1nc": 0.7, "1td": 0.4})
    a, b, c, tail, rare = map(Has, ("1na", "1nb", "1nc", "1td", "1nx"))
    assert known.of(All((a, b))) == 0.2  # pieces of one name come together
    assert known.of(All((a, b, tail))) == pytest.approx(0.08)  # a name and a phone do not
    assert known.of(Either((a, b))) == pytest.approx(0.7)
    assert known.of(Either((a, c))) == 1
    assert known.of(Without(a, b)) == pytest.approx(0.3)
    assert known.of(Without(b, a)) == pytest.approx(0.02)
    assert 0 < known.of(rare) < 0.2
    assert known.at_least(rare) == known.at_least(All((a, rare))) == 0
    assert known.at_least(Either((a, b, rare))) == 0.5
    assert known.at_least(Without(a, b)) == pytest.approx(0.3)
    assert Shares(-1).of(a) == 0


def test_every_row_has_a_token_of_each_group() -> None:
    known = Shares(1000, {"1na": 0.5, "1nb": 0.2, "1td": 0.4})
    a, b, tail = map(Has, ("1na", "1nb", "1td"))
    assert known.cover(All((a, b))) == [["1nb"]]
    assert known.cover(Without(All((a, tail)), b)) == [["1td"], ["1na"]]
    assert known.cover(Either((All((a, b)), tail, tail))) == [["1nb", "1td"]]
    assert known.rarest(Either((All((a, b)), tail))) == pytest.approx(0.6)


@pytest.mark.postgres
def test_two_common_names_are_not_believed_to_come_together(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.read() as connection:
        usual = search(connection, 1, parse("王 小"), limit=2)
        both = dict.fromkeys(("buyer", "member"), Shares(1e6, {"1n王": 0.4, "1n小": 0.3}))
        monkeypatch.setattr("wxbuyer_gui.store.statements.shares", lambda _connection: both)
        assert 2 < usual.count < 200
        assert search(connection, 1, parse("王 小"), limit=2) == usual
