"""Buyers who are found by what staff call them, which the source itself knows nothing of."""

from __future__ import annotations

import pytest

from tests.support.people import add_buyer
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import Matched


@pytest.fixture
def anonymous(backend: Backend) -> int:
    return add_buyer(backend, name="微信用户", phone="13800138000")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("王姐", Matched.ALIAS),
        ("姐", Matched.ALIAS),
        ("wangjie", Matched.ALIAS_PINYIN),
        ("wj", Matched.ALIAS_PINYIN),
        ("8000 wj", Matched.PHONE_TAIL),
        ("王姐 138", Matched.ALIAS),
    ],
)
def test_a_name_of_the_staff_finds(backend: Backend, anonymous: int, text: str, why: Matched) -> None:
    add_buyer(backend, name="李雪", phone="13900139000")
    page = backend.search(text, named={anonymous: "王姐"})
    assert [(hit.buyer.id, hit.matched) for hit in page.hits if hit.buyer] == [(anonymous, why)]
    assert backend.search(text).hits == ()


@pytest.mark.parametrize("text", ["王哥", "9999 wj", "wjx"])
def test_one_who_may_be_meant_is_judged(backend: Backend, anonymous: int, text: str) -> None:
    assert backend.search(text, named={anonymous: "王姐"}).hits == ()


def test_a_buyer_who_is_gone_is_not_found(backend: Backend) -> None:
    assert backend.search("王姐", named={77: "王姐"}).hits == ()


def test_nobody_is_there_twice(backend: Backend, anonymous: int) -> None:
    other = add_buyer(backend, name="王姐", phone="13900139000")
    page = backend.search("王姐", named={anonymous: "王姐", other: "老王"})
    assert sorted(buyer.id or 0 for buyer in page.buyers) == [anonymous, other]
    assert page.count == 2
