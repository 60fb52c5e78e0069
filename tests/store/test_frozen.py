"""Objects that are made quickly are the same as those that are not."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from wxbuyer_gui.domain.models import Matched, Member, SearchHit, WxBuyingUser
from wxbuyer_gui.store.frozen import maker

BUYER = (7, 1, "oA", "王小明", "", "13800138000", None)


@pytest.mark.parametrize(
    ("frozen", "values"),
    [
        (WxBuyingUser, BUYER),
        (WxBuyingUser, ()),
        (SearchHit, (WxBuyingUser(*BUYER), None, Matched.NAME)),
        (Member, (9, 1, "王小明", "13800138000")),
    ],
)
def test_they_are_equal_and_of_the_same_class(frozen: type, values: tuple[object, ...]) -> None:
    made, usual = maker(frozen)(*values), frozen(*values)
    assert type(made) is frozen
    assert (made, hash(made), repr(made)) == (usual, hash(usual), repr(usual))


def test_nobody_can_change_them() -> None:
    made = maker(WxBuyingUser)(*BUYER)
    with pytest.raises(FrozenInstanceError):
        made.name = "李四"  # type: ignore[misc]


def test_they_take_no_more_values_than_the_class_has_fields() -> None:
    with pytest.raises(TypeError):
        maker(SearchHit)(*range(5))
