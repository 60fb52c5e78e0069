from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.text import checked, clean, fold, is_han, scripts, visible

any_text = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("text", ["a\0b", "\ud83d", "王\udc00"])
def test_nul_and_lone_surrogates_are_refused_with_the_field(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked(text, "name")
    assert caught.value.field == "name"
    assert text not in str(caught.value)


@pytest.mark.parametrize("text", ["", "A😀啊", "😀" * 32, "line\nbreak", "\u202eRTL", " x ", "王\u200b小明"])
def test_everything_else_is_kept_as_it_came(text: str) -> None:
    assert checked(text) == text


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_width_case_and_invisible_characters_make_no_difference(text: str) -> None:
    assert fold(f"\u200e{text}\ufeff") == fold(text)
    assert fold(unicodedata.normalize("NFKC", text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＫＥＶＩＮ　周", "kevin 周"),
        ("王\u200b小\u202e明", "王小明"),
        (" 张三\r\n", "张三"),
        ("Straße", "strasse"),
        ("a\tb\nc", "a b c"),
        ("👨\u200d👩", "👨👩"),
        ("\u1160", ""),
    ],
)
def test_folded_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_clean_keeps_case() -> None:
    assert clean("ｏGZU\u200bx ") == "oGZUx"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张\n三\t李", "张 三 李"),
        ("a\u202eb", "a⟨202E⟩b"),
        ("a\u200fb\u200e", "ab"),
        ("bell\x07", "bell⟨0007⟩"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("王小明", "王小明"),
    ],
)
def test_nothing_hides_in_a_visible_line(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(any_text)
def test_a_visible_line_has_no_direction_controls_and_no_line_breaks(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\n\r\u2028\0")
    assert visible(shown) == shown


def test_han_includes_the_extensions() -> None:
    assert all(map(is_han, "王䶮〇𠮷\U0002cd8b"))
    assert not any(map(is_han, "aａ😀あ한。"))


@pytest.mark.parametrize(
    ("value", "runs"),
    [
        ("kevin王", ("kevin", "王")),
        ("王xm", ("王", "xm")),
        ("kevin_王小明88", ("kevin", "王小明", "88")),
        ("王a李b", ("王", "a", "李", "b")),
        ("王小明", ()),
        ("kevin", ()),
        ("王88", ()),
        ("kevin😀", ()),
        ("a王b王c王d王", ()),  # a text, not a name
        ("", ()),
    ],
)
def test_characters_and_letters_of_a_value_are_taken_apart(value: str, runs: tuple[str, ...]) -> None:
    assert scripts(value) == runs
