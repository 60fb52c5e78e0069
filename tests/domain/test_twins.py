"""What makes an openId look like another app's."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.twins import Twins, is_foreign, is_open_id, spellings

UNIONID = "o-LC9uM6Fq9jKHGTJKwx5LPvXo3A"
SHOP = [f"oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}" for number in range(20)]


def test_a_shops_own_openids_begin_alike() -> None:
    assert is_foreign(UNIONID, SHOP)
    assert not is_foreign(SHOP[0], SHOP[1:])


@pytest.mark.parametrize(
    ("open_id", "others"),
    [
        (UNIONID, SHOP[:7]),  # too few to tell
        (UNIONID, [*SHOP[:10], *(f"oKQzO4n1eaFedhrS7GWrXegL-E{number:02}" for number in range(10))]),  # two apps
        (UNIONID, [*SHOP, f"{UNIONID[:-1]}Z"]),  # not the only one of its kind
        (UNIONID, [UNIONID] * 20),
        ("", SHOP),
        ("test-17", SHOP),
        (UNIONID, ["17", ""] * 20),
    ],
)
def test_nothing_is_said_that_is_not_known(open_id: str, others: list[str]) -> None:
    assert not is_foreign(open_id, others)


def test_a_unionid_looks_like_an_openid() -> None:
    assert is_open_id(UNIONID)
    assert not any(map(is_open_id, ["", UNIONID[:-1], f"{UNIONID}x", f"x{UNIONID[1:]}", f"{UNIONID[:-1]}中"]))


def test_all_spellings_of_a_beginning() -> None:
    assert sorted(spellings("a1-b")) == ["A1-B", "A1-b", "a1-B", "a1-b"]
    assert spellings("") == [""]


def test_each_other_is_named_once() -> None:
    one, two = WxBuyingUser(id=1), WxBuyingUser(id=2)
    assert Twins(same_phone=(one, two), same_open_id=(two,)).buyers == (two, one)
    assert not Twins()
    assert Twins(is_foreign=True)
