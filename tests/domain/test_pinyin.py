from __future__ import annotations

import subprocess
import sys

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.pinyin import completions, is_anonymous, is_syllable, readings, segment, syllables, variants
from wxbuyer_gui.domain.surnames import COMPOUND, SINGLE

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("王小明", "wangxiaoming", "wxm"),
        ("欧阳娜娜", "ouyangnana", "oynn"),
        ("吕布", "lvbu", "lb"),
        ("李䶮", "liyan", "ly"),
        ("𠮷野家", "jiyejia", "jyj"),
        ("Kevin 周", "kevinzhou", "kz"),
        ("A😀啊", "aa", "aa"),
        ("小明2008", "xiaoming2008", "xm2008"),
        ("周\u200b杰\u202e伦", "zhoujielun", "zjl"),
    ],
)
def test_names_with_one_reading(name: str, full: str, initials: str) -> None:
    assert readings(name) == ((full, initials),)


@pytest.mark.parametrize(
    ("name", "surname", "usual"),
    [
        ("曾小贤", "zengxiaoxian", "cengxiaoxian"),
        ("单小明", "shanxiaoming", "danxiaoming"),
        ("單小明", "shanxiaoming", "danxiaoming"),
        ("仇英", "qiuying", "chouying"),
        ("尉迟静雯", "yuchijingwen", "weichijingwen"),
        ("万俟雪", "moqixue", "wanqixue"),
        ("解晓东", "xiexiaodong", "jiexiaodong"),
        ("区子明", "ouziming", "quziming"),
        ("朴树", "piaoshu", "pushu"),
        ("查良", "zhaliang", "chaliang"),
        ("盖聂", "genie", "gainie"),
        ("乐嘉", "yuejia", "lejia"),
        ("员明", "yunming", "yuanming"),
        ("缪杰", "miaojie", "moujie"),
        ("种明", "chongming", "zhongming"),
        ("折明", "sheming", "zheming"),
        ("繁明", "poming", "fanming"),
        ("覃明", "qinming", "tanming"),
        ("翟明", "diming", "zhaiming"),
        ("召明", "shaoming", "zhaoming"),
        ("秘明", "biming", "miming"),
        ("澹台明", "tantaiming", "dantaiming"),
        ("长孙明", "zhangsunming", "changsunming"),
        ("单于明", "chanyuming", "danyuming"),
    ],
)
def test_surnames_come_with_both_readings(name: str, surname: str, usual: str) -> None:
    assert [full for full, _ in readings(name)] == [surname, usual]


@pytest.mark.parametrize(("name", "full"), [("令狐冲", "linghuchong"), ("宿明", "suming"), ("任明", "renming")])
def test_surnames_whose_usual_reading_is_right(name: str, full: str) -> None:
    assert readings(name)[0][0] == full


def test_a_surname_reading_is_for_the_first_character_only() -> None:
    assert "shan" not in readings("王单")[0][0]


def test_characters_with_two_readings_in_names_are_found_by_both() -> None:
    assert [full for full, _ in readings("王乐")] == ["wangle", "wangyue"]


@pytest.mark.parametrize("name", ["", "  ", "微信用户", "微信用户\u200b", "Kevin", "😀", "13800138000", "한국"])
def test_names_without_chinese_characters_and_anonymous_ones_have_no_reading(name: str) -> None:
    assert readings(name) == ()


def test_anonymous_names() -> None:
    assert all(map(is_anonymous, ["", " ", "微信用户", "微信用户 ", "null", "NULL", "undefined", "WeChat User"]))
    assert not any(map(is_anonymous, ["微信用户1", "王", "nullo", "none"]))


@given(han)
def test_initials_are_the_first_letters_of_the_syllables(name: str) -> None:
    for (full, initials), words in zip(readings(name), syllables(name), strict=True):
        assert full == "".join(words)
        assert initials == "".join(word[0] for word in words)
        assert all(map(is_syllable, words))


@given(han)
def test_full_pinyin_can_be_cut_again(name: str) -> None:
    for full, _ in readings(name):
        assert segment(full)
        assert all("".join(cut) == full for cut in segment(full))


@given(st.text())
def test_readings_are_ascii_and_at_most_two(name: str) -> None:
    found = readings(name)
    assert len(found) <= 2
    assert all(full.isascii() and initials.isascii() and full and initials for full, initials in found)


def test_the_table_agrees_with_its_source() -> None:
    """A stale table would find people by wrong pinyin: of what pypinyin reads, only named exceptions differ."""
    different = [
        char
        for char in map(chr, range(0x4E00, 0x9FA6))
        if syllables(char + "一")[-1][0] != pypinyin.lazy_pinyin(char, v_to_u=False)[0] and char not in SINGLE
    ]
    assert len(different) < 60
    assert "王" not in different


def test_every_surname_has_known_syllables() -> None:
    assert all(map(is_syllable, SINGLE.values()))
    for surname, words in COMPOUND.items():
        assert len(surname) == len(words)
        assert all(map(is_syllable, words))


def test_pypinyin_is_not_imported_at_run_time() -> None:
    code = "import sys; from wxbuyer_gui.domain import pinyin; pinyin.readings('王'); print('pypinyin' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("typed", "cuts"),
    [
        ("xian", {("xian",)}),
        ("pinga", {("pin", "ga"), ("ping", "a")}),
        ("zhangx", {("zhang", "x")}),
        ("zhangsan", {("zhang", "san")}),
        ("zh", {("zh",)}),
        ("lv", {("lv",)}),
        ("wxm", set()),
        ("", set()),
        ("王", set()),
        ("a" * 60, set()),
    ],
)
def test_segments(typed: str, cuts: set[tuple[str, ...]]) -> None:
    assert set(segment(typed)) == cuts


def test_segments_of_hostile_input_are_few() -> None:
    assert len(segment("ganganganganganganganganganganganganganganganga")) <= 8


def test_completions() -> None:
    assert completions("zho") == ("zhong", "zhou")
    assert completions("xyz") == ()
    assert set(completions("")) == set(pinyin.completions("")) >= {"a", "lv", "zhuang"}


@pytest.mark.parametrize("typed", ["lü", "LÜ", "lǚ", "lv", "lu", "lyu"])
def test_all_spellings_of_lv_find_it(typed: str) -> None:
    assert "lv" in variants(typed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lu", ("lu", "lv")),
        ("nvshi", ("nvshi",)),
        ("lue", ("lue", "lve")),
        ("xi'an", ("xi'an", "xian")),
        ("zhāng", ("zhāng", "zhang")),
        ("jv", ("jv", "ju")),
        ("wang", ("wang",)),
        ("Lyu", ("lyu", "lv")),
    ],
)
def test_variants(typed: str, found: tuple[str, ...]) -> None:
    assert variants(typed) == found


@given(st.text("lunvy'ao", max_size=20))
def test_variants_begin_with_what_was_typed_and_are_few(typed: str) -> None:
    assert variants(typed)[0] == typed
    assert len(variants(typed)) == len(set(variants(typed))) <= 4
