from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain.id_card import IdCardHint, IdCardProblem, check_digit, check_id_card, is_id_number

TODAY = date(2026, 11, 24)
VALID = "11010519491231002X"


def number(region: str, birthday: str, sequence: str) -> str:
    return region + birthday + sequence + check_digit(region + birthday + sequence)


@pytest.mark.parametrize(
    "text", [VALID, VALID.lower(), "１１０１０５１９４９１２３１００２ｘ", "110105 1949-1231 002x", f"\u202a{VALID}"]
)
def test_one_number_in_all_its_spellings(text: str) -> None:
    check = check_id_card(text, TODAY)
    assert check.ok
    assert (check.number, check.birthday, check.sex) == (VALID, date(1949, 12, 31), 2)
    assert check.hint is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("110105194912310021", IdCardProblem.CHECK_DIGIT),
        (number("110105", "20230229", "002"), IdCardProblem.DATE),
        (number("110105", "19491331", "002"), IdCardProblem.DATE),
        (number("110105", "00000000", "002"), IdCardProblem.DATE),
        (number("110105", "20261125", "002"), IdCardProblem.FUTURE),
        (number("110105", "18491231", "002"), IdCardProblem.AGE),
        ("110105491331002", IdCardProblem.DATE),
        ("1.10105E+17", IdCardProblem.DAMAGED),
        ("110105194912310000.0", IdCardProblem.DAMAGED),
        ("1101051949123100", IdCardProblem.LENGTH),
        ("", IdCardProblem.LENGTH),
        ("11010519491231X02X", IdCardProblem.CHARACTERS),
        ("110***********002X", IdCardProblem.CHARACTERS),
    ],
)
def test_problems(text: str, problem: IdCardProblem) -> None:
    check = check_id_card(text, TODAY)
    assert not check.ok
    assert check.problem is problem
    assert check.birthday is None


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "911840", "933392"])
def test_residence_permits_have_the_same_form(region: str) -> None:
    check = check_id_card(number(region, "19900307", "013"), TODAY)
    assert check.ok
    assert check.hint is None
    assert (check.birthday, check.sex) == (date(1990, 3, 7), 1)


@pytest.mark.parametrize("region", ["990000", "000000", "170105", "978840"])
def test_an_unknown_region_is_only_a_hint(region: str) -> None:
    check = check_id_card(number(region, "19900307", "013"), TODAY)
    assert check.ok
    assert check.hint is IdCardHint.REGION_UNKNOWN


def test_fifteen_digits_are_accepted_with_a_hint() -> None:
    check = check_id_card("110105491231002", TODAY)
    assert check.ok
    assert (check.birthday, check.sex, check.hint) == (date(1949, 12, 31), 2, IdCardHint.OLD_NUMBER)


def test_the_old_residence_card_of_foreigners_is_accepted_unchecked() -> None:
    check = check_id_card("usa110175031234", TODAY)
    assert check.ok
    assert (check.number, check.birthday, check.hint) == ("USA110175031234", None, IdCardHint.OLD_RESIDENCE_CARD)


def test_born_today_is_not_the_future() -> None:
    text = number("110105", "20261124", "002")
    assert check_id_card(text, TODAY).ok
    assert check_id_card(text, TODAY - timedelta(days=1)).problem is IdCardProblem.FUTURE


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9))
def test_any_single_wrong_digit_is_noticed(birthday: date, sequence: int, position: int, change: int) -> None:
    valid = number("330106", f"{birthday:%Y%m%d}", f"{sequence:03}")
    check = check_id_card(valid, TODAY)
    assert check.ok
    assert (check.birthday, check.sex) == (birthday, 1 if sequence % 2 else 2)
    alphabet = "0123456789X" if position == 17 else "0123456789"
    wrong = alphabet[(alphabet.index(valid[position]) + change) % len(alphabet)]
    assert not check_id_card(valid[:position] + wrong + valid[position + 1 :], TODAY).ok


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    check = check_id_card(text, TODAY)
    assert check.ok is (check.problem is None)


def test_id_numbers_are_recognised_without_a_calendar() -> None:
    assert is_id_number(VALID)
    assert not is_id_number("110105194912310021")
    assert not is_id_number(number("134567", "89012345", "678"))
    assert not is_id_number(VALID.lower())
