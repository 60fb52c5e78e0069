from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_phone import SPELLINGS, mobiles
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_card import check_digit, is_id_number
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.query import Part, Query, choices, parse

PHONE, TAIL, PREFIX, MIDDLE, NUMBER = Kind.PHONE, Kind.TAIL, Kind.PREFIX, Kind.MIDDLE, Kind.NUMBER
NAME, LATIN, OPEN_ID, OPEN_ID_PREFIX = Kind.NAME, Kind.LATIN, Kind.OPEN_ID, Kind.OPEN_ID_PREFIX
OPEN = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
MOBILE = Part(PHONE, "13800138000", (PHONE,))
ID_NUMBER = "11010519491231002X"


def only(kind: Kind, value: str) -> Part:
    return Part(kind, value, (kind,))


@pytest.mark.parametrize("text", ["", "  ", "\u3000\t", "\u200b"])
def test_nothing_asks_for_the_newest(text: str) -> None:
    assert parse(text) == Query((), Kind.RECENT)
    assert choices(text) == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("8", Part(NUMBER, "8", (NUMBER, TAIL, PREFIX))),
        ("12", Part(NUMBER, "12", (NUMBER, TAIL, PREFIX))),
        ("138", Part(TAIL, "138", (TAIL, PREFIX, NUMBER))),
        ("8000", Part(TAIL, "8000", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("0020", Part(TAIL, "0020", (TAIL, PREFIX, MIDDLE))),
        ("02", Part(TAIL, "02", (TAIL, PREFIX))),
        ("８０００", Part(TAIL, "8000", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("80 00", Part(TAIL, "8000", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("8 0 0 0", Part(TAIL, "8000", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("80 0", Part(TAIL, "800", (TAIL, PREFIX, NUMBER))),
        ("1380013800", Part(TAIL, "1380013800", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("138-8000", Part(TAIL, "1388000", (TAIL, PREFIX, NUMBER, MIDDLE))),
        ("12345678901", Part(PHONE, "12345678901", (PHONE, TAIL))),
        ("123456789012345", Part(PHONE, "123456789012345", (PHONE, TAIL))),
        ("0571-88886666", Part(PHONE, "057188886666", (PHONE, TAIL))),
        ("0571 8888 6666", Part(PHONE, "057188886666", (PHONE, TAIL))),
        ("(010) 65529988", Part(PHONE, "01065529988", (PHONE, TAIL))),
        ("+1 (415) 555-2671", Part(PHONE, "+14155552671", (PHONE, TAIL))),
        ("+14155552671", Part(PHONE, "+14155552671", (PHONE, TAIL))),
        ("+86 571 88886666", Part(PHONE, "+8657188886666", (PHONE, TAIL))),
        ("#8812", only(NUMBER, "8812")),
        ("＃８８１２", only(NUMBER, "8812")),
        ("138 0013 8", only(PREFIX, "13800138")),
        ("138****", only(PREFIX, "138")),
        ("138********", only(PREFIX, "138")),
        ("****8000", only(TAIL, "8000")),
        (OPEN, only(OPEN_ID, OPEN)),
        (OPEN.swapcase(), only(OPEN_ID, OPEN.swapcase())),
        (f"https://shop.example/cb?openid={OPEN}&state=1", only(OPEN_ID, OPEN)),
        (f"https://shop.example/u/{OPEN}", only(OPEN_ID, OPEN)),
        ("oGZUI0", Part(OPEN_ID_PREFIX, "oGZUI0", (OPEN_ID_PREFIX, LATIN))),
        ("ouyangnana", Part(LATIN, "ouyangnana", (OPEN_ID_PREFIX, LATIN))),
        ("ouyan", only(LATIN, "ouyan")),
        ("ＷＸＭ", only(LATIN, "wxm")),
        ("lü", only(LATIN, "lü")),
        ("null", only(LATIN, "null")),
        ("1.10105E+17", only(LATIN, "1.10105e+17")),
        ("王小明", only(NAME, "王小明")),
        ("微信用户", only(NAME, "微信用户")),
        ("A😀啊", only(NAME, "a😀啊")),
        ("小明2008", only(NAME, "小明2008")),
        ("王\u200f小\u202e明", only(NAME, "王小明")),
        ("8000-王", only(NAME, "8000-王")),
        (ID_NUMBER, only(Kind.ID_CARD, ID_NUMBER)),
        (ID_NUMBER.lower(), only(Kind.ID_CARD, ID_NUMBER)),
        ("110105 19491231 002x", only(Kind.ID_CARD, ID_NUMBER)),
    ],
)
def test_one_part(text: str, part: Part) -> None:
    assert parse(text) == Query((part,), part.kind)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("+86 138-0013-8000 张三", "13800138000"),
        ("张三 13800138000", "13800138000"),
        ("13800138000", "13800138000"),
        ("13800138000 13900139000", ""),
        ("8000 张三", ""),
        ("", ""),
    ],
)
def test_the_whole_phone_that_is_asked_for(text: str, phone: str) -> None:
    assert parse(text).whole_phone == phone


@pytest.mark.parametrize("text", [text for text in SPELLINGS if "张三" not in text and "." not in text])
def test_all_spellings_of_a_mobile_are_the_whole_number(text: str) -> None:
    assert parse(text) == Query((MOBILE,), PHONE)


@pytest.mark.parametrize(
    "text",
    [
        ".13800138000",
        "13800138000.",
        "电话13800138000",
        "手机 138 0013 8000",
        "微信+86 13800138000",
        "１３８００１３８０００．",
    ],
)
def test_slips_around_a_mobile_leave_it_whole(text: str) -> None:
    assert parse(text) == Query((MOBILE,), PHONE)


@pytest.mark.parametrize("text", ["013800138000", "0 138 0013 8000", "+86 013800138000", "0086013800138000"])
def test_a_zero_before_a_mobile_is_no_part_of_it_unless_it_is_stored(text: str) -> None:
    assert parse(text) == Query((Part(PHONE, "13800138000", (PHONE, TAIL)),), PHONE)


@pytest.mark.parametrize("text", ["电话8000", "手机", "微信用户", "微信138"])
def test_such_words_are_names_without_a_number(text: str) -> None:
    assert parse(text) == Query((only(NAME, text),), NAME)


def test_a_dot_within_a_name_is_its_own() -> None:
    assert parse("a.b 1.5王") == Query((only(LATIN, "a.b"), only(NAME, "1.5王")), LATIN)


@pytest.mark.parametrize("text", ["+86 138-0013-8000 张三", "13800138000张三", "手机号：138 0013 8000，张三"])
def test_a_pasted_contact_is_phone_and_name(text: str) -> None:
    assert parse(text) == Query((MOBILE, only(NAME, "张三")), PHONE)


@pytest.mark.parametrize("text", ["138 8000", "138****8000", "138 **** 8000", "１３８　８０００", "138•••8000"])
def test_two_groups_are_start_and_end(text: str) -> None:
    assert parse(text) == Query((only(PREFIX, "138"), only(TAIL, "8000")), PREFIX)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("8000 王", ["8000", "王"]),
        ("8000 wxm", ["8000", "wxm"]),
        ("zhang san", ["zhang", "san"]),
        ("Kevin 周", ["kevin", "周"]),
        ("8812 8000", ["8812", "8000"]),
        ("13800138000 13900139000", ["13800138000", "13900139000"]),
        ("13800138000 8000", ["13800138000", "8000"]),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f g h"]),
    ],
)
def test_spaces_separate_parts(text: str, values: list[str]) -> None:
    assert [part.value for part in parse(text).parts] == values


PAYMENT_CODES = [
    "134567890123456789",
    "１３４５６７８９０１２３４５６７８９",
    "1345 6789 0123 4567 89",
    "1345-6789-0123-4567-89",
    "付款134567890123456789",
    "王 134567890123456789",
    "2812345678901234",
    "281234567890123456789012",
    "110105194912310021",  # an ID number with a wrong check digit could be one
]


@pytest.mark.parametrize("text", PAYMENT_CODES)
@pytest.mark.parametrize("kind", [None, *Kind])
def test_payment_codes_are_refused_and_never_repeated(text: str, kind: Kind | None) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse(text, kind=kind)
    assert caught.value.code == "E-PAYMENT-CODE"
    assert not any(char.isdigit() for char in str(caught.value))
    assert choices(text) == ()


@pytest.mark.parametrize(
    "text", ["091234567890123456", "161234567890123456", "12345678901234567", "311234567890123456"]
)
def test_other_long_numbers_are_not_taken_for_payment_codes(text: str) -> None:
    assert parse(text).kind is PHONE


@given(st.integers(10, 15), st.integers(0, 10**16 - 1))
def test_eighteen_digits_from_10_to_15_are_an_id_number_or_refused(start: int, rest: int) -> None:
    text = f"{start}{rest:016}"
    if is_id_number(text):
        assert parse(text).kind is Kind.ID_CARD
    else:
        with pytest.raises(InvalidInputError):
            parse(text)


@given(st.dates().filter(lambda day: 1900 <= day.year <= 2099), st.integers(100, 999))
def test_every_id_number_of_beijing_is_recognised(day, sequence: int) -> None:
    digits = f"110105{day:%Y%m%d}{sequence}"
    assert parse(digits + check_digit(digits)).kind is Kind.ID_CARD


def test_who_may_not_search_id_numbers_finds_nothing_by_them() -> None:
    query = parse(ID_NUMBER, id_card_allowed=False)
    assert query.parts == (Part(Kind.ID_CARD, ID_NUMBER, ()),)
    assert parse("110", kind=Kind.ID_CARD, id_card_allowed=False).parts[0].tiers == ()


@pytest.mark.parametrize("text", ["a\0b", "\ud83d", "8000\udfff"])
def test_naughty_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse(text)
    assert choices(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("8000", PREFIX, only(PREFIX, "8000")),
        ("8000", "name", only(NAME, "8000")),
        ("80", MIDDLE, Part(MIDDLE, "80", ())),
        ("+86 138 0013 8000", TAIL, only(TAIL, "13800138000")),
        ("王", TAIL, Part(TAIL, "", ())),
        ("abc", OPEN_ID, only(OPEN_ID, "abc")),
        ("王", OPEN_ID, Part(OPEN_ID, "王", ())),
        ("oGZUI0", LATIN, only(LATIN, "ogzui0")),
        ("9" * 19, NUMBER, Part(NUMBER, "9" * 19, ())),
        ("8000", Kind.RECENT, parse("8000").parts[0]),
        ("8000", "", parse("8000").parts[0]),
    ],
)
def test_a_forced_kind_has_its_own_tier_only(text: str, kind: Kind | str, part: Part) -> None:
    assert parse(text, kind=kind).parts == (part,)


def test_a_forced_kind_is_for_the_first_part() -> None:
    assert parse("8000 王", kind=PREFIX) == Query((only(PREFIX, "8000"), only(NAME, "王")), PREFIX)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse("8000", kind="colour")
    assert caught.value.field == "kind"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("8000", (TAIL, PREFIX, MIDDLE, NUMBER, NAME)),
        ("12", (NUMBER, TAIL, PREFIX, NAME)),
        ("13800138000", (PHONE, TAIL, PREFIX, MIDDLE, NUMBER, NAME)),
        ("#8812", (NUMBER, TAIL, PREFIX, MIDDLE, NAME)),
        ("王小明", (NAME,)),
        ("wxm", (LATIN, OPEN_ID_PREFIX, OPEN_ID)),
        (OPEN, (OPEN_ID, LATIN, OPEN_ID_PREFIX)),
        ("8000 王", (TAIL, PREFIX, MIDDLE, NUMBER, NAME)),
    ],
)
def test_choices_begin_with_the_guess(text: str, kinds: tuple[Kind, ...]) -> None:
    assert choices(text) == kinds


pieces = st.sampled_from(
    [*"0138+-()*#oO王xX 😀:,.", "138", "8000", "o" * 28, "+86", " ", "张三", ID_NUMBER, "手机:", "://"]
)
boxes = st.one_of(st.text(), st.lists(pieces, max_size=14).map("".join))


@given(boxes)
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        query = parse(text)
    except InvalidInputError as error:
        assert error.code in ("E-PAYMENT-CODE", "E-CHARACTER")  # noqa: PT017
        return
    assert len(query.parts) <= 6
    assert query.kind is (query.parts[0].kind if query.parts else Kind.RECENT)
    for part in query.parts:
        assert part.value
        assert not part.value.isspace()
        assert set(part.tiers) & {part.kind} or not part.tiers


@given(boxes)
def test_every_choice_can_be_searched(text: str) -> None:
    for kind in choices(text):
        first = parse(text, kind=kind).parts[0]
        assert first.tiers == (kind,)


@given(mobiles, st.sampled_from(["王", "张三丰", "kevin"]), st.booleans())
def test_a_mobile_beside_a_name_is_always_found(mobile: str, name: str, first: bool) -> None:
    text = f"{mobile} {name}" if first else f"{name} {mobile}"
    assert only(PHONE, mobile) in parse(text).parts
    assert name in [part.value for part in parse(text).parts]
