"""Answers against a plain scan of made-up rows, tenants apart, pages without gaps or repeats."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.index import check_index, rebuild_index
from wxbuyer_gui.store.statements import Bound, Statements

NAMES = ("王小明", "王明", "欧阳娜娜", "李雪", "微信用户", "曾国藩", "吕布", "Kevin 周", "单雄信", "小王子", "")
ROWS = 3000


def made_up() -> list[WxBuyingUser]:
    chosen = random.Random(7)
    return [
        WxBuyingUser(
            id=number,
            tenant_id=1 + number % 2,
            open_id=f"oGZUI0{number:022}",
            name=chosen.choice(NAMES),
            phone="" if number % 7 == 0 else f"1{chosen.choice('3578')}{chosen.randrange(10**9):09}",
        )
        for number in range(1, ROWS + 1)
    ]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = open_store("sqlite://")
    with store.write() as connection:
        bulk.add_buyers(connection, made_up())
    yield store
    store.close()


@pytest.fixture(scope="module")
def backend(store: Store) -> LocalBackend:
    return LocalBackend(store, tenant_id=1)


def all_ids(backend: LocalBackend, text: str, kind: Kind | None = None) -> list[int | None]:
    found: list[int | None] = []
    after = None
    while True:
        page = backend.search(text, kind=kind, limit=37, after=after)
        found += [buyer.id for buyer in page.buyers]
        if page.next is None:
            return found
        after = page.next


@pytest.mark.parametrize("digits", ["8", "38", "138", "4821", "80013"])
@pytest.mark.parametrize("kind", [Kind.TAIL, Kind.PREFIX])
def test_digits_match_a_plain_scan_newest_first(backend: LocalBackend, digits: str, kind: Kind) -> None:
    meets = str.endswith if kind is Kind.TAIL else str.startswith
    expected = [row.id for row in reversed(made_up()) if row.tenant_id == 1 and meets(phone_key(row.phone), digits)]
    assert all_ids(backend, digits, kind) == expected


@pytest.mark.parametrize("name", ["王", "明", "小明", "娜娜", "微信用户", "kevin", "周"])
def test_names_match_a_plain_scan(backend: LocalBackend, name: str) -> None:
    expected = {row.id for row in made_up() if row.tenant_id == 1 and name in fold(row.name)}
    found = all_ids(backend, name)
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("wxm", "王小明"), ("wangxiaoming", "王小明"), ("zeng", "曾国藩"), ("ceng", "曾国藩"), ("shan", "单雄信"),
        ("lv", "吕布"), ("lu", "吕布"), ("lyu", "吕布"), ("oynn", "欧阳娜娜"), ("ouyang", "欧阳娜娜"),
    ],
)  # fmt: skip
def test_pinyin_finds_the_name(backend: LocalBackend, typed: str, name: str) -> None:
    assert backend.search(typed).buyers[0].name == name


def test_exact_comes_before_prefix_before_contains(backend: LocalBackend) -> None:
    names = [buyer.name for buyer in backend.search("王明", limit=200).buyers]
    assert set(names) == {"王明"}
    order = list(dict.fromkeys(buyer.name for buyer in backend.search("王", limit=5000).buyers))
    assert order[-1] == "小王子"


def test_parts_are_anded(backend: LocalBackend) -> None:
    expected = {
        row.id for row in made_up() if row.tenant_id == 1 and "王" in row.name and phone_key(row.phone).endswith("8")
    }
    assert expected <= set(all_ids(backend, "8 王"))
    assert all("王" in buyer.name for buyer in backend.search("8 王", limit=500).buyers)


def test_another_tenant_is_never_seen(store: Store) -> None:
    other = LocalBackend(store, tenant_id=3)
    for text in ("", "8", "王", "wxm", "#1", "oGZUI0", "138"):
        assert other.search(text).hits == ()


def test_counts_are_capped(backend: LocalBackend) -> None:
    page = backend.search("1")
    assert (page.count, page.capped) == (200, True)
    assert backend.search("#2").count == 1


def test_many_members_are_found_where_there_is_no_buyer() -> None:
    with open_store("sqlite://") as store:
        with store.write() as connection:
            bulk.add_members(connection, [Member(id=number, tenant_id=1, name="王小明") for number in range(1, 301)])
        page = LocalBackend(store, tenant_id=1).search("王")
    assert [hit.member and hit.member.id for hit in page.hits[:2]] == [300, 299]
    assert (page.count, page.capped) == (200, True)


def test_a_bound_member_leads_to_its_buyer_and_one_without_is_a_row() -> None:
    store = open_store("sqlite://")
    backend = LocalBackend(store)
    buyer_id = backend.save_user(WxBuyingUser(open_id="oA", name="微信用户", phone="13900001111")).id
    backend.create_member(MemberForm(buyer_id, "王晓明", "13800138000"))
    with store.write() as connection:
        bulk.add_members(connection, [Member(id=77, tenant_id=1, name="周建军", phone="13300008000")])
    hits = backend.search("8000").hits
    assert [(hit.buyer and hit.buyer.id, hit.member and hit.member.name) for hit in hits] == [
        (buyer_id, "王晓明"),
        (None, "周建军"),
    ]
    for text in ("wangxm", "王晓明", "8000 王", "1390 xiaoming"):
        assert [hit.buyer and hit.buyer.id for hit in backend.search(text).hits] == [buyer_id], text
    store.close()


def test_the_index_follows_every_change_and_the_check_can_fail(store: Store) -> None:
    with store.write() as connection:
        assert check_index(connection) == 0
    copy = open_store("sqlite://")
    with copy.write() as connection:
        bulk.add_buyers(connection, made_up()[:50])
        connection.exec_driver_sql("UPDATE buyer SET name_key = 'x', phone_key = '1' WHERE id < 10")
        connection.exec_driver_sql("DELETE FROM buyer WHERE id > 40")
        assert check_index(connection) == 0
        connection.exec_driver_sql("INSERT INTO index_buyer(rowid, tokens) VALUES (5, 'ghost')")
        assert check_index(connection) == 1
        rebuild_index(connection)
        assert check_index(connection) == 0
    copy.close()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_typed_there_is_an_answer_or_a_named_error(text: str) -> None:
    assert _code_of(text) in ("", "E-CHARACTER", "E-PAYMENT-CODE")


def _code_of(text: str) -> str:
    try:
        FUZZED.search(text)
    except BackendError as error:
        return error.code
    return ""


FUZZED = LocalBackend(open_store("sqlite://"))


def test_repeated_digits_are_not_looked_for_among_all_that_end_like_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokens of 88888888 are those of every number that ends with 8888, which very many people choose."""
    read: list[int] = []
    run = Statements.run

    def counted(self: Statements, bound: Bound) -> list[tuple[object, ...]]:
        rows = run(self, bound)
        read.append(len(rows))
        return rows

    with open_store("sqlite://") as store:
        others = [WxBuyingUser(id=number, tenant_id=1, phone=f"1380{number:03}8888") for number in range(1, 400)]
        with store.write() as connection:
            bulk.add_buyers(connection, [*others, WxBuyingUser(id=500, tenant_id=1, phone="13988888888")])
        monkeypatch.setattr(Statements, "run", counted)
        backend = LocalBackend(store, tenant_id=1)
        assert all_ids(backend, "88888888") == [500]
        assert all_ids(backend, "88888888", Kind.MIDDLE) == [500]
        assert all_ids(backend, "00000000000") == []
    assert max(read) == 1
