from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain.phone import format_phone, is_landline, is_mobile, phone_key, split_contact

MOBILE = "13800138000"
SPELLINGS = [
    "13800138000",
    "+86 138 0013 8000",
    "0086-13800138000",
    "138-0013-8000",
    "１３８００１３８０００",
    " 13800138000\t",
    "8613800138000",
    "(+86) 138 0013 8000",
    "+86-138-0013-8000",
    "138 0013 8000",
    "138.0013.8000",
    "138–0013–8000",
    "\u202d13800138000\u202c",
    "13800138000 张三",
    "13800138000.0",
    "张三 +86 138-0013-8000",
]
mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_of_one_mobile_has_one_key(text: str) -> None:
    assert phone_key(text) == MOBILE


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0571-88886666", "057188886666"),
        ("(010) 6552 9988", "01065529988"),
        ("12345678901", "12345678901"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("+86 571 88886666", "+8657188886666"),
        ("8612345678901", "8612345678901"),
        ("86", "86"),
        ("13800138000/13900139000", MOBILE),
        ("138********", ""),
        ("138****8000", ""),
        ("微信用户", ""),
        ("A8000", ""),
        ("", ""),
    ],
)
def test_other_phones(text: str, key: str) -> None:
    assert phone_key(text) == key


@given(mobiles, st.sampled_from(["", "+86", "86", "0086", "+86 ", "86-"]), st.sampled_from(["", " ", "-", "–"]))
def test_country_code_and_separators_never_matter(mobile: str, code: str, separator: str) -> None:
    written = code + separator.join((mobile[:3], mobile[3:7], mobile[7:]))
    assert phone_key(written) == mobile


@given(st.text())
def test_a_key_is_ascii_digits_and_its_own_key(text: str) -> None:
    key = phone_key(text)
    assert key.removeprefix("+") == "" or (key.isascii() and key.removeprefix("+").isdigit())
    assert phone_key(key) == key


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+8613800138000", "138 0013 8000"),
        ("057188886666", "0571-88886666"),
        ("02165529988", "021-65529988"),
        ("+14155552671", "+14155552671"),
        ("120", "120"),
        ("13800138000 张三", "13800138000 张三"),
        ("138****8000", "138****8000"),
    ],
)
def test_phones_are_shown_in_groups_and_other_texts_unchanged(text: str, shown: str) -> None:
    assert format_phone(text) == shown


@given(mobiles)
def test_the_shown_form_has_the_same_key(mobile: str) -> None:
    assert phone_key(format_phone(mobile)) == mobile


def test_kinds_of_numbers() -> None:
    assert is_mobile(MOBILE)
    assert not is_mobile("12345678901")
    assert not is_mobile("1380013800")
    assert is_landline("057188886666")
    assert not is_landline("88886666")


@pytest.mark.parametrize(
    "text",
    [
        "+86 138-0013-8000 张三",
        "张三 13800138000",
        "张三13800138000",
        "张三，138 0013 8000",
        "姓名：张三 手机号：13800138000",
        "联系人:张三\n联系电话:+86 13800138000",
    ],
)
def test_a_pasted_contact_splits_into_phone_and_name(text: str) -> None:
    assert split_contact(text) == (MOBILE, "张三")


@pytest.mark.parametrize("text", ["张三 013800138000", "电话13800138000张三", "+86 013800138000 张三"])
def test_what_stands_before_a_number_is_no_part_of_it(text: str) -> None:
    assert split_contact(text) == (MOBILE, "张三")


@pytest.mark.parametrize("text", ["张三", "小明2008", ""])
def test_a_text_without_a_phone_is_a_name(text: str) -> None:
    assert split_contact(text) == ("", text)
