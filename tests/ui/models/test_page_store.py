"""A long answer takes little memory, and gives back what it was given."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable

import pytest

from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.models import Matched, Member, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.models.page_store import PageStore
from wxbuyer_gui.ui.models.result_model import ResultModel

PAGE = 50


def hit(number: int) -> SearchHit:
    if number % 7 == 0:
        return SearchHit(None, Member(id=number, name=f"会员{number}", phone="13800138000"), Matched.MEMBER_PHONE_TAIL)
    buyer = WxBuyingUser(id=number, open_id=f"oGZU{number:024d}", name=f"王{number}", phone=f"138{number:08d}")
    return SearchHit(buyer, None, Matched.PHONE_TAIL)


def pages(count: int) -> list[list[SearchHit]]:
    return [[hit(page * PAGE + place + 1) for place in range(PAGE)] for page in range(count)]


@pytest.fixture
def store() -> PageStore:
    store = PageStore()
    for page in pages(100):
        store.append(page)
    return store


def test_every_row_comes_back_as_it_was(store: PageStore) -> None:
    rows = list(range(len(store)))
    random.Random(1).shuffle(rows)
    for row in rows:
        page, place = store.at(row)
        assert page.hits[place] == hit(row + 1)


@pytest.mark.parametrize("number", [1, 7, 2_500, 2_499])
def test_whoever_is_in_a_folded_page_is_found(store: PageStore, number: int) -> None:
    assert store.row_of(hit(number)) == number - 1


def test_who_is_not_there_has_no_row(store: PageStore) -> None:
    assert store.row_of(hit(999_999)) is None
    assert store.row_of(SearchHit(WxBuyingUser(id=7))) is None  # a buyer, where a member with this number stands


def test_a_change_of_somebody_far_up_concerns_the_list(store: PageStore) -> None:
    assert Changed(buyers=frozenset({1})).concerns(store.buyers, store.members)
    assert Changed(members=frozenset({7})).concerns(store.buyers, store.members)
    assert not Changed(buyers=frozenset({7})).concerns(store.buyers, store.members)


def taken(store: Callable[[], object], count: int) -> int:
    tracemalloc.start()
    kept = store()
    for page in pages(count):
        kept.append(page)  # type: ignore[attr-defined]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return size


def test_a_long_answer_takes_a_tenth_of_its_objects() -> None:
    assert taken(PageStore, 400) * 5 < taken(list, 400)


def test_a_row_that_is_looked_at_again_says_the_same() -> None:
    model = ResultModel()
    first, *others = pages(100)
    model.show_page(SearchPage(tuple(first)), Query())
    for page in others:
        model.append(SearchPage(tuple(page)))
    kept = model.row(0)
    assert model.row(4_999).hit == hit(5_000)
    assert model.row(0) == kept
