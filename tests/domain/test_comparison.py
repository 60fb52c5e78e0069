"""Buyers by whom a server is recognised, as a person types or pastes them."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.comparison import ENOUGH, Comparison, witnesses_in
from wxbuyer_gui.domain.errors import InvalidInputError

OPEN_IDS = [f"oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}" for number in range(1, 7)]


def test_number_and_openid_are_told_apart_however_they_are_separated() -> None:
    marks = ("  ", "\t", ", ", "；", "：", " ")
    lines = [f"{'#' if number % 2 else ''}{number}{mark}{OPEN_IDS[number]}" for number, mark in enumerate(marks[:5], 1)]
    found = witnesses_in("\r\n".join(["", *lines, "   "]))
    assert [(buyer.id, buyer.open_id) for buyer in found] == [(number, OPEN_IDS[number]) for number in range(1, 6)]


@pytest.mark.parametrize("line", ["7", OPEN_IDS[0], "x oX", "0 oX", "7 o X", "7 王", "7oX", "٧ oX", "7 " + "o" * 129])
def test_a_line_that_is_none_is_named(line: str) -> None:
    good = [f"{number} {open_id}" for number, open_id in enumerate(OPEN_IDS, 1)]
    with pytest.raises(InvalidInputError, match="line 3") as caught:
        witnesses_in("\n".join([*good[:2], line, *good[2:]]))
    assert (caught.value.code, caught.value.field) == ("E-WITNESS-LINE", "witnesses")
    assert "oX" not in str(caught.value)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [f"{number} {OPEN_IDS[number]}" for number in range(1, ENOUGH)],
        [f"{number} {OPEN_IDS[0]}" for number in range(1, 9)],
        [f"1 {open_id}" for open_id in OPEN_IDS],
    ],
)
def test_five_different_ones_are_needed(lines: list[str]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        witnesses_in("\n".join(lines))
    assert caught.value.code == "E-WITNESS-COUNT"


def test_one_that_differs_is_enough_to_be_another() -> None:
    assert Comparison(agreed=5).is_same
    assert not Comparison(agreed=5, different=1).is_same
    assert not Comparison(agreed=5, missing=1).is_same
    assert not Comparison().is_same
