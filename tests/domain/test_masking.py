from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_phone import mobiles
from wxbuyer_gui.domain.masking import (
    Field,
    mask_address,
    mask_id_card,
    mask_name,
    mask_open_id,
    mask_phone,
    mask_segments,
    masked,
    typed_spans,
)
from wxbuyer_gui.domain.query import parse


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13800138000", "138****8000"),
        ("+86 138-0013-8000", "138****8000"),
        ("138****8000", "138****8000"),
        ("0571-88886666", "********6666"),
        ("+14155552671", "********2671"),
        ("88886666", "****6666"),
        ("12345", "***45"),
        ("1", "*"),
        ("", ""),
        ("13800138000*", "********000*"),
    ],
)
def test_phones(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("11010519491231002X", "110***********002X"),
        ("110105491231002", "110*********002"),
        ("E12345678", "E1*****78"),
        ("AB", "**"),
        ("", ""),
    ],
)
def test_id_numbers(number: str, shown: str) -> None:
    assert mask_id_card(number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张丰", "张*"),
        ("张三丰", "张*丰"),
        ("欧阳娜娜", "欧阳**"),
        ("Kevin", "K****"),
        ("张", "*"),
        ("微信用户", "微信用户"),
        ("*小*明", "****"),
        ("", ""),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("浙江省杭州市西湖区文三路1号", "浙江省杭州市西湖区****"),
        ("上海市浦东新区世纪大道", "上海市浦东新区****"),
        ("文三路1号", "文三****"),
        ("", ""),
    ],
)
def test_addresses_end_at_the_district(address: str, shown: str) -> None:
    assert mask_address(address) == shown


def test_open_ids() -> None:
    assert mask_open_id("oGZUI0egBJY1zhBYw2KhdUfwVJJE") == "oGZU…VJJE"
    assert mask_open_id("oGZU") == "o…U"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("8000", "138****8000"),
        ("1380", "1380***8000"),
        ("13800", "13800**8000"),
        ("38000", "138***38000"),
        ("0013", "13800138000"),
        ("138 8000", "138****8000"),
        ("13800138000", "13800138000"),
        ("+86 138 0013 8000 张三", "13800138000"),
        ("9000", "138****8000"),
        ("王", "138****8000"),
        ("", "138****8000"),
    ],
)
def test_typed_digits_stay_shown(typed: str, shown: str) -> None:
    assert mask_phone("138 0013 8000", typed_spans(parse(typed), "138 0013 8000")) == shown


def test_typed_spans_are_where_the_digits_stand() -> None:
    assert typed_spans(parse("8000"), "+86 138-0013-8000") == ((7, 11),)
    assert typed_spans(parse("138 8000"), "13800138000") == ((0, 3), (7, 11))
    assert typed_spans(parse("2671"), "+14155552671") == ((8, 12),)
    assert typed_spans(parse("8000"), "") == ()


def test_segments_alternate_for_the_painter() -> None:
    assert mask_segments("13800138000", Field.PHONE) == (("138", False), ("****", True), ("8000", False))


@given(mobiles)
def test_a_mobile_never_shows_its_middle(mobile: str) -> None:
    assert masked(mobile, Field.PHONE) == f"{mobile[:3]}****{mobile[7:]}"


@given(st.text("0123456789", max_size=20).filter(lambda text: len(text) != 11), st.sampled_from(["", "+"]))
def test_other_numbers_show_at_most_four_digits_and_half(digits: str, plus: str) -> None:
    shown = masked(plus + digits, Field.PHONE)
    readable = len(shown) - shown.count("*")
    if not digits.startswith(("86", "0086")):
        assert readable <= min(4, len(shown) / 2)


@given(st.text(st.characters(exclude_characters="*", exclude_categories=["Cs"])), st.sampled_from(Field))
def test_segments_never_invent_text_and_stars_are_marked(value: str, field: Field) -> None:
    for text, hidden in mask_segments(value, field):
        assert text
        assert hidden is (set(text) <= {"*", "…"}) or text == "…"
