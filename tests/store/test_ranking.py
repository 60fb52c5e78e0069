"""Whom a clerk means stands at the top: a small run of the labelled set, and the rules behind it one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks import ranking
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.demo import demo_people, fill
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search

PEOPLE = 1000


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def backend(store: Store) -> LocalBackend:
    return LocalBackend(store, tenant_id=1)


def names(backend: LocalBackend, typed: str, *, limit: int = 50) -> list[str]:
    """The names found, page by page."""
    found: list[str] = []
    page = backend.search(typed, limit=limit)
    while True:
        found += [hit.buyer.name for hit in page.hits if hit.buyer]
        if page.next is None:
            return found
        page = backend.search(typed, limit=limit, after=page.next)


def add(backend: LocalBackend, *people: tuple[str, str]) -> None:
    for name, phone in people:
        backend.save_user(WxBuyingUser(name=name, phone=phone))


def test_the_right_buyer_is_among_the_first_rows(store: Store) -> None:
    fill(store, PEOPLE)
    people = [ranking.known(person) for person in demo_people(PEOPLE)]
    found = ranking.places(store, ranking.labelled(people))
    assert {query.kind for query, _ in found} == set(ranking.RULES)
    among, top, single = ranking.shares(found)
    misses = [
        (query, at) for query, at in found if at is None or at >= ranking.FIRST_ROWS or (query.answers == 1 and at)
    ]
    assert len(found) == ranking.QUERIES
    assert single > ranking.QUERIES * 0.8
    assert among >= ranking.AMONG_FIRST, misses
    assert top >= ranking.AT_TOP, misses


def test_the_labels_are_the_same_each_time_and_can_be_wrong() -> None:
    people = [ranking.known(person) for person in demo_people(100)]
    first, second = (ranking.labelled(people, 24, seed=seed) for seed in (5, 6))
    assert first == ranking.labelled(people, 24, seed=5)
    assert first != second
    with open_store("sqlite://") as empty:
        assert ranking.shares(ranking.places(empty, first))[:2] == (0, 0)


def test_a_wrong_digit_in_a_whole_number_finds_nobody(store: Store) -> None:
    fill(store, 200)
    people = [ranking.known(person) for person in demo_people(200)]
    with store.read() as connection:
        for wrong in ranking.misheard(people, 20):
            assert search(connection, 1, parse(wrong)).hits == (), wrong


def test_the_second_part_ranks_where_the_first_has_rows_equal(backend: LocalBackend) -> None:
    add(backend, ("王芳", "13300009122"), ("小王", "13300119122"), ("王伟", "13391220000"), ("李王", "13391220001"))
    assert names(backend, "9122 王") == ["王芳", "小王", "王伟", "李王"]
    assert names(backend, "王 9122") == ["王芳", "王伟", "小王", "李王"]
    assert names(backend, "wang 9122") == ["王芳", "王伟", "小王", "李王"]


@pytest.mark.parametrize("limit", [7, 50])
def test_it_ranks_so_in_a_long_answer_too(backend: LocalBackend, limit: int) -> None:
    """More rows than are sorted at once: they are walked through, and pages go on where the last one ended."""
    add(backend, ("王芳", "13300009122"))
    add(backend, *((f"小王{number}", f"133{number:04}9122") for number in range(120)))
    add(backend, *((f"王{number}", f"1339122{number:04}") for number in range(120)))
    found = names(backend, "9122 王", limit=limit)
    assert found[0] == "王芳"
    assert found[1:] == [f"小王{number}" for number in range(119, -1, -1)] + [
        f"王{number}" for number in range(119, -1, -1)
    ]


def test_what_is_spelled_out_comes_before_what_only_begins_so(backend: LocalBackend) -> None:
    add(backend, ("王菊", ""), ("王娟", ""), ("王军", ""))
    assert names(backend, "wangju") == ["王菊", "王军", "王娟"]


def test_three_letters_are_three_characters_before_they_are_two(backend: LocalBackend) -> None:
    add(backend, ("曹志华", ""), ("陈展", ""), ("蔡珍", ""))
    assert names(backend, "czh") == ["曹志华", "蔡珍", "陈展"]


@pytest.mark.parametrize("typed", ["w", "wa", "wang", "wangy", "wangyi", "wangyin", "wangyina", "yina"])
def test_a_name_stays_while_its_pinyin_is_typed(backend: LocalBackend, typed: str) -> None:
    add(backend, ("王怡娜", ""), ("王英", ""))
    assert "王怡娜" in names(backend, typed)


def test_the_way_to_another_name_counts_for_less(backend: LocalBackend) -> None:
    add(backend, ("王英", ""), ("王怡娜", ""))
    assert names(backend, "wangyin") == ["王英", "王怡娜"]


@pytest.mark.parametrize("typed", ["kevin", "kevinw", "kevinwa", "kevinwang", "kw"])
def test_pinyin_goes_on_behind_a_latin_word(backend: LocalBackend, typed: str) -> None:
    add(backend, ("Kevin 王", ""), ("Kelvin 汪", ""))
    assert names(backend, typed)[-1] == "Kevin 王"


@pytest.mark.parametrize(
    "typed", ["kevin王", "kevin王小", "kevin wxm", "kevin w", "kevin xm", "w kevin", "王xm", "王xiaom"]
)
def test_letters_and_characters_of_one_name_go_together(backend: LocalBackend, typed: str) -> None:
    add(backend, ("Kevin_王小明", ""), ("Kevin", ""), ("小王", ""), ("Kevin 李", ""))
    assert names(backend, typed) == ["Kevin_王小明"]


def test_what_is_written_so_comes_before_what_only_reads_so(backend: LocalBackend) -> None:
    add(backend, ("Kevin王", ""), ("Kevin 王", ""), ("Kevin 汪", ""))
    assert names(backend, "kevin王") == ["Kevin王", "Kevin 王"]


def test_a_latin_name_stays_while_its_second_word_is_typed(backend: LocalBackend) -> None:
    add(backend, ("Kevin Wu", ""), ("Kevinw", ""))
    assert names(backend, "kevin w") == ["Kevin Wu"]


def test_a_single_letter_alone_counts_at_the_beginning_only(backend: LocalBackend) -> None:
    add(backend, ("小王", ""), ("Kevin Wu", ""), ("王小", ""))
    assert names(backend, "w") == ["王小"]
