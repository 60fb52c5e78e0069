"""Every answer against a plain reading of the same rows: right rows, in rank order, newest first, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from tests.benchmarks import people
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Matched, Member, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.pinyin import syllables
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search
from wxbuyer_gui.store.statements import Statements

ROWS = 2000
TENANT, OTHER = 3, 31

Person = WxBuyingUser | Member


class Shop:
    """The rows, and what a plain scan finds among them."""

    def __init__(self) -> None:
        self.buyers = [*people.buyers(ROWS, tenant_id=TENANT, seed=5)]
        self.members = {one.id: one for one in people.members(ROWS, tenant_id=TENANT, seed=5)}
        self.strangers = [*people.buyers(300, tenant_id=OTHER, first_id=5 * ROWS, seed=6)]
        bound = {one.member_id for one in self.buyers}
        self.lonely = [one for one in self.members.values() if one.id not in bound]

    def rows(self) -> Iterator[tuple[tuple[int, int | None], list[Person]]]:
        """(0 buyer | 1 lonely member, number) and the people whose data count, in the order of one tier."""
        for buyer in reversed(self.buyers):
            member = self.members.get(buyer.member_id)
            yield (0, buyer.id), [buyer, member] if member else [buyer]
        for one in sorted(self.lonely, key=lambda one: -(one.id or 0)):
            yield (1, one.id), [one]

    def expected(self, *ranks: Callable[[Person], bool]) -> list[tuple[int, int | None]]:
        """The rows that meet a rank, those of the first rank first, each once."""
        found: list[tuple[int, int | None]] = []
        for meets in ranks:
            found += [key for key, persons in self.rows() if key not in found and any(map(meets, persons))]
        return found


@pytest.fixture(scope="module")
def shop() -> Shop:
    return Shop()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if request.param == "sqlite":
        yield from filled(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}", shop)
    else:
        with request.getfixturevalue("postgres_server").database() as url:
            yield from filled(url, shop)


def filled(url: str, shop: Shop) -> Iterator[Store]:
    store = open_store(url)
    with store.write() as connection, bulk.loading(connection, rows=ROWS):
        bulk.add_members(connection, shop.members.values())
        bulk.add_buyers(connection, [*shop.buyers, *shop.strangers])
    yield store
    store.close()


def all_hits(store: Store, text: str, *, kind: Kind | None = None, limit: int = 37) -> list[SearchHit]:
    """Page by page; every page but the last is full, and the count fits what comes."""
    hits: list[SearchHit] = []
    after = None
    count, capped = 0, False
    while True:
        with store.read() as connection:
            page = search(connection, TENANT, parse(text, kind=kind), limit=limit, after=after, cancel=Event())
        hits += page.hits
        count, capped = page.count, page.capped
        if page.next is None:
            break
        assert len(page.hits) == limit
        after = page.next
    assert count == min(len(hits), 200)
    assert capped == (len(hits) > 200)
    return hits


def keys(hits: list[SearchHit]) -> list[tuple[int, int | None]]:
    return [(0, hit.buyer.id) if hit.buyer else (1, hit.member.id if hit.member else None) for hit in hits]


def digits(person: Person) -> str:
    return phone_key(person.phone).lstrip("+")


@pytest.mark.parametrize("typed", ["8", "00", "123", "8000", "5678", "45678", "345678"])
def test_tails(store: Store, shop: Shop, typed: str) -> None:
    expected = shop.expected(lambda person: digits(person).endswith(typed))
    assert keys(all_hits(store, typed, kind=Kind.TAIL)) == expected


@pytest.mark.parametrize("typed", ["1", "13", "138", "1381", "13812", "138123"])
def test_prefixes(store: Store, shop: Shop, typed: str) -> None:
    expected = shop.expected(lambda person: digits(person).startswith(typed))
    assert keys(all_hits(store, typed, kind=Kind.PREFIX)) == expected


@pytest.mark.parametrize("typed", ["8000", "3456", "34567", "380013"])
def test_middles(store: Store, shop: Shop, typed: str) -> None:
    expected = shop.expected(lambda person: typed in digits(person))
    assert keys(all_hits(store, typed, kind=Kind.MIDDLE)) == expected


@pytest.mark.parametrize("number", range(0, ROWS, 97))
def test_a_whole_phone_and_every_end_of_it(store: Store, shop: Shop, number: int) -> None:
    phone = digits(shop.buyers[number])
    if phone:
        assert keys(all_hits(store, phone)) == shop.expected(lambda person: digits(person) == phone)
        for length in range(5, 11):
            tail = shop.expected(lambda person, length=length: digits(person).endswith(phone[-length:]))
            assert keys(all_hits(store, phone[-length:], kind=Kind.TAIL)) == tail
            prefix = shop.expected(lambda person, length=length: digits(person).startswith(phone[:length]))
            assert keys(all_hits(store, phone[:length], kind=Kind.PREFIX)) == prefix


@pytest.mark.parametrize("typed", ["123", "777", "1381", "8000"])
def test_digits_go_through_tail_prefix_number_and_middle(store: Store, shop: Shop, typed: str) -> None:
    found = all_hits(store, typed)
    number = int(typed)
    buyers_numbers = [(0, one.id) for one in shop.buyers if number in (one.id, one.member_id)]
    numbers = [*buyers_numbers, *[(1, one.id) for one in shop.lonely if one.id == number]]
    middle = (lambda person: typed in digits(person)) if len(typed) > 3 else (lambda person: False)
    by_phone = shop.expected(
        lambda person: digits(person).endswith(typed), lambda person: digits(person).startswith(typed)
    )
    with_numbers = by_phone + [key for key in numbers if key not in by_phone]
    expected = with_numbers + [key for key in shop.expected(middle) if key not in with_numbers]
    assert keys(found) == expected


@pytest.mark.parametrize(
    "typed", ["王", "伟", "张伟", "小芳", "欧阳", "微信用户", "花开", "半夏", "小鱼儿", "每一天", "龘", "😀", "阳光🌸"]
)
def test_names(store: Store, shop: Shop, typed: str) -> None:
    value = fold(typed)
    expected = shop.expected(
        lambda person: fold(person.name) == value,
        lambda person: fold(person.name).startswith(value),
        lambda person: value in fold(person.name),
    )
    assert keys(all_hits(store, typed)) == expected


@pytest.mark.parametrize("typed", ["Tom", "kev", "to", "amy_", "om1", "unny", "evin😀", "T"])
def test_nicknames_in_latin_letters(store: Store, shop: Shop, typed: str) -> None:
    value = fold(typed)
    found = all_hits(store, typed)
    by_name = [hit for hit in found if hit.matched in (Matched.NAME, Matched.MEMBER_NAME)]
    ranks = [lambda person: fold(person.name) == value, lambda person: fold(person.name).startswith(value)]
    if len(value) > 1:
        ranks.append(lambda person: value in fold(person.name))
    assert keys(by_name) == shop.expected(*ranks)


PINYIN = [
    "z",
    "zh",
    "zs",
    "wx",
    "wxm",
    "zhang",
    "zhan",
    "wangx",
    "wangxiaom",
    "zhangwei",
    "wei",
    "xiaomei",
    "lu",
    "ming",
    "oymei",
    "zengm",
]


@pytest.mark.parametrize("typed", PINYIN)
def test_pinyin_finds_what_is_spelled_so_and_nothing_else(store: Store, shop: Shop, typed: str) -> None:
    value = fold(typed)
    found = keys(all_hits(store, typed))
    assert len(found) == len(set(found))
    at_start = {key for key, persons in shop.rows() if any(begins(person, typed) for person in persons)}
    assert at_start <= set(found)
    for key, persons in shop.rows():
        if key in set(found):
            assert any(value in fold(person.name) or spelled(person, typed) for person in persons), persons


def begins(person: Person, typed: str) -> bool:
    """The reading or its initials begin with what was typed."""
    return any(
        "".join(words).startswith(typed) or "".join(word[0] for word in words).startswith(typed)
        for words in syllables(person.name)
    )


def spelled(person: Person, typed: str) -> bool:
    """Beginnings of neighbouring syllables, joined, are what was typed; ü may be typed u."""
    readings = [[word.replace("v", "u") for word in words] for words in syllables(person.name)]
    return any(joins(words[start:], typed.replace("v", "u")) for words in readings for start in range(len(words)))


def joins(words: list[str], typed: str) -> bool:
    if not typed:
        return True
    return bool(words) and any(
        words[0].startswith(typed[:length]) and joins(words[1:], typed[length:]) for length in range(1, len(typed) + 1)
    )


@pytest.mark.parametrize("length", [6, 7, 8, 9, 12, 27])
def test_beginnings_of_open_ids(store: Store, shop: Shop, length: int) -> None:
    start = shop.buyers[77].open_id[:length]
    expected = [(0, one.id) for one in reversed(shop.buyers) if one.open_id.startswith(start)]
    assert keys(all_hits(store, start, kind=Kind.OPEN_ID_PREFIX)) == expected


def test_an_open_id_with_caps_lock_on(store: Store, shop: Shop) -> None:
    buyer = shop.buyers[5]
    for typed in (buyer.open_id, buyer.open_id.swapcase()):
        assert [hit.buyer for hit in all_hits(store, typed, kind=Kind.OPEN_ID)] == [buyer]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("8 王", (lambda p: digits(p).endswith("8") or digits(p).startswith("8"), lambda p: "王" in p.name)),
        ("138****8", (lambda p: digits(p).startswith("138"), lambda p: digits(p).endswith("8"))),
        ("138**** 王", (lambda p: digits(p).startswith("138"), lambda p: "王" in p.name)),
        ("王 小", (lambda p: "王" in p.name, lambda p: "小" in p.name)),
    ],
)  # fmt: skip
def test_all_parts_must_be_met_by_the_buyer_or_its_member(
    store: Store, shop: Shop, typed: str, parts: tuple[Callable[[Person], bool], ...]
) -> None:
    expected = {key for key, persons in shop.rows() if all(any(map(part, persons)) for part in parts)}
    numbers = {(0, one.id) for one in shop.buyers if 8 in (one.id, one.member_id)}
    found = keys(all_hits(store, typed))
    assert len(found) == len(set(found))
    assert expected - numbers == set(found) - numbers


def test_a_number_may_be_one_part_of_several(store: Store, shop: Shop) -> None:
    buyer = next(one for one in shop.buyers if one.name and "王" in one.name)
    assert [hit.buyer for hit in all_hits(store, f"#{buyer.id} 王")] == [buyer]
    assert [hit.buyer for hit in all_hits(store, f"王 #{buyer.id}")] == [buyer]
    assert all_hits(store, f"龘 #{buyer.id}") == []


def test_the_reason_is_said_and_the_member_shown(store: Store, shop: Shop) -> None:
    buyer = next(one for one in shop.buyers if one.member_id in shop.members and digits(one)[-6:])
    member = shop.members[buyer.member_id]
    (by_member,) = [hit for hit in all_hits(store, member.phone) if hit.buyer == buyer]
    same = phone_key(member.phone) == phone_key(buyer.phone)
    assert by_member.matched == (Matched.PHONE if same else Matched.MEMBER_PHONE)
    assert by_member.member == (None if same else member)
    lonely = shop.lonely[0]
    (alone,) = [hit for hit in all_hits(store, lonely.phone) if hit.buyer is None]
    assert alone == SearchHit(None, lonely, Matched.MEMBER_PHONE)


def test_the_newest_for_an_empty_box(store: Store, shop: Shop) -> None:
    assert [hit.buyer for hit in all_hits(store, "")] == shop.buyers[:-21:-1]


def test_a_cancelled_search_stops_between_statements(store: Store) -> None:
    cancel = Event()
    cancel.set()
    with store.read() as connection, pytest.raises(StorageError) as caught:
        search(connection, TENANT, parse("王"), cancel=cancel)
    assert caught.value.code == "E-CANCELLED"


def test_cancelling_stops_a_running_statement(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The statement is made endless and sets the event itself, so nothing waits for a clock."""
    endless = "WITH RECURSIVE n(i) AS (SELECT stop() UNION ALL SELECT i + 1 FROM n) SELECT count(*), NULL FROM n", ()
    store = open_store("sqlite://")
    cancel = Event()
    run = Statements.run
    monkeypatch.setattr(Statements, "run", lambda self, _bound: run(self, endless))
    with store.read() as connection:
        connection.connection.driver_connection.create_function("stop", 0, cancel.set)  # type: ignore[union-attr]
        with pytest.raises(StorageError) as caught:
            search(connection, TENANT, parse("王"), cancel=cancel)
        assert cancel.is_set()
        assert caught.value.code == "E-CANCELLED"
        monkeypatch.undo()
        assert search(connection, TENANT, parse("王")).hits == ()  # the connection is none the worse
    store.close()
