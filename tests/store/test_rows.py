"""Rows as the driver gives them, those of a damaged page among them."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store.rows import buyer_row, member_row

PERSON = ("王小明", "wang xiao ming", "", "13800138000")
BUYER = (7, 1, "oA", "王小明", "", "13800138000")
UNBOUND = (*BUYER, None, *PERSON, None, None, None, None, None, None)
BOUND = (*BUYER, 9, *PERSON, 9, *PERSON, "")
MEMBER = (9, *PERSON, "")


def test_whole_rows_are_taken() -> None:
    unbound, bound, member = buyer_row(UNBOUND), buyer_row(BOUND), member_row(MEMBER)
    assert (unbound.member, unbound.id) == (None, 7)
    assert bound.member is not None
    assert (bound.member.phone_key, member.id) == ("13800138000", 9)


@pytest.mark.parametrize("broken", [None, 7, b"\0"])
@pytest.mark.parametrize("place", [2, 3, 5, 7, 10])
@pytest.mark.parametrize("row", [UNBOUND, BOUND])
def test_a_buyer_that_no_table_of_ours_can_hold_is_damage(row: tuple[object, ...], place: int, broken: object) -> None:
    with pytest.raises(StorageError) as caught:
        buyer_row((*row[:place], broken, *row[place + 1 :]))
    assert caught.value.code == "E-DAMAGED"


@pytest.mark.parametrize("broken", [None, 7, b"\0"])
@pytest.mark.parametrize("place", [1, 4, 5])
def test_so_is_such_a_member(place: int, broken: object) -> None:
    for columns, read, shift in ((MEMBER, member_row, 0), (BOUND, buyer_row, len(BOUND) - len(MEMBER))):
        with pytest.raises(StorageError) as caught:
            read((*columns[: place + shift], broken, *columns[place + shift + 1 :]))
        assert caught.value.code == "E-DAMAGED"
