from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain.birthday import MAX_AGE, age, parse_birthday
from wxbuyer_gui.domain.errors import InvalidInputError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "19900307",
        "1990-3-7",
        "1990/3/7",
        "1990.3.7",
        "1990年3月7日",
        "１９９０－０３－０７",
        " 1990-03-07 ",
        "1990 年 3 月 7 日",
        "1990-03-07 00:00:00",
    ],
)
def test_every_spelling_is_one_day(text: str) -> None:
    assert parse_birthday(text, TODAY) == date(1990, 3, 7)


@pytest.mark.parametrize("text", ["", "  ", "\u3000"])
def test_empty_is_allowed(text: str) -> None:
    assert parse_birthday(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-02-29", "E-BIRTHDAY-FORMAT"),
        ("19901301", "E-BIRTHDAY-FORMAT"),
        ("1990-3/7", "E-BIRTHDAY-FORMAT"),
        ("900307", "E-BIRTHDAY-FORMAT"),
        ("7.3.1990", "E-BIRTHDAY-FORMAT"),
        ("1990-**-**", "E-BIRTHDAY-FORMAT"),
        ("三月七日", "E-BIRTHDAY-FORMAT"),
        ("0000-01-01", "E-BIRTHDAY-FORMAT"),
        ("2026-11-25", "E-BIRTHDAY-FUTURE"),
        ("1890-01-01", "E-BIRTHDAY-AGE"),
    ],
)
def test_what_is_no_birthday_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_birthday(text, TODAY)
    assert (caught.value.code, caught.value.field) == (code, "birthday")


@given(st.dates(date(TODAY.year - MAX_AGE, 12, 1), TODAY), st.sampled_from(["{:%Y%m%d}", "{0.year}/{0.month}/{0.day}"]))
def test_every_believable_day_can_be_typed(day: date, spelling: str) -> None:
    assert parse_birthday(spelling.format(day), TODAY) == day


@given(st.text())
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = parse_birthday(text, TODAY)
    except InvalidInputError as error:
        assert error.field == "birthday"  # noqa: PT017
    else:
        assert day is None or day <= TODAY


def test_age_turns_on_the_birthday() -> None:
    born = date(1990, 11, 24)
    assert age(born, TODAY) == 36
    assert age(born, TODAY - timedelta(days=1)) == 35
    assert age(date(2000, 2, 29), date(2026, 2, 28)) == 25
