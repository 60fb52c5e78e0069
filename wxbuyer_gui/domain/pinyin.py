"""Pinyin of names, and what people type for it: full syllables, initials, ü as v, u or yu.

The usual reading of each character comes from ``pinyin_table.txt``, made by ``.ci/make-pinyin-table`` from pypinyin
(MIT; its data are the Unihan database's and 汉典's). Surnames with a reading of their own come from ``surnames``.
The table is read at first use (a few milliseconds, half a megabyte), because importing pypinyin itself would cost
a start-up 0.1 s and 55 MB. Tones are dropped; ü is written v.
"""

from __future__ import annotations

import pkgutil
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from wxbuyer_gui.domain.surnames import COMPOUND, SINGLE
from wxbuyer_gui.domain.text import fold

Syllables = tuple[str, ...]

_FIRST = 0x3007  # 〇
_BEYOND = 0x33480  # the end of the last extension of Han characters
_TOKEN = re.compile(r"[a-z0-9]+|[^\x00-\x7f]")
_ANONYMOUS = frozenset({"", "微信用户", "微信用戶"})
_NULLS = frozenset({"null", "(null)", "undefined", "wechat user"})  # they have no reading anyway
_LONGEST_SEGMENTED = 48
_MOST_SEGMENTATIONS = 8
_MOST_VARIANTS = 4
_LOOSE_U = re.compile(r"(?<=[ln])u")

# Other readings that are common in names; they get the second place where no surname needs it.
_ALTERNATIVES = {
    char: reading
    for reading, chars in {
        "bo": "柏薄蕃", "cheng": "晟盛", "chong": "重", "du": "都", "guan": "莞",
        "hang": "行", "huan": "还還", "jiao": "觉覺", "juan": "隽雋", "jue": "角", "jun": "筠", "liao": "了",
        "shan": "禅禪", "shuo": "说說", "xi": "茜", "xia": "厦廈", "xin": "莘", "yue": "乐樂",
        "zang": "藏", "zeng": "曾", "zhang": "长長", "zhao": "朝", "zhuan": "传傳",
    }.items()
    for char in chars
}  # fmt: skip


class _Table:
    """The usual syllable of every known character, two bytes each."""

    def __init__(self, text: str) -> None:
        lines = [line.split(" ", 1) for line in text.splitlines() if not line.startswith("#")]
        self.syllables: Syllables = ("", *(syllable for syllable, _ in lines))
        self.sorted: Syllables = tuple(sorted(self.syllables[1:]))
        self.known = frozenset(self.sorted)
        self.starts = frozenset(syllable[:length] for syllable in self.sorted for length in range(1, len(syllable) + 1))
        self._index = array("H", bytes(2 * (_BEYOND - _FIRST)))
        for number, (_, chars) in enumerate(lines, start=1):
            for char in chars:
                self._index[ord(char) - _FIRST] = number

    def syllable(self, char: str) -> str:
        """The syllable of one character, '' where it has none."""
        position = ord(char) - _FIRST
        return self.syllables[self._index[position]] if 0 <= position < _BEYOND - _FIRST else ""


@cache
def _table() -> _Table:
    data = pkgutil.get_data(__package__, "pinyin_table.txt")
    if data is None:
        raise FileNotFoundError("pinyin_table.txt is missing from the installed package")
    return _Table(data.decode("utf-8"))


def is_anonymous(name: str) -> bool:
    """Whether a nickname is none: empty, or what WeChat or a program puts in the place of one (微信用户, null)."""
    key = fold(name)
    return key in _ANONYMOUS or key in _NULLS


def readings(name: str) -> tuple[tuple[str, str], ...]:
    """The (full pinyin, initials) of ``name``, at most two: the surname's own reading first, then the usual one.

    '曾小贤' gives ('zengxiaoxian', 'zxx') and ('cengxiaoxian', 'cxx'). Latin words and digits keep their place, so
    that 'Kevin 周' is 'kevinzhou', 'kz'; digits stand in full in both. () for anonymous names and names without
    Chinese characters.
    """
    return tuple([("".join(words), _initials(words)) for words in syllables(name)])


def syllables(name: str) -> tuple[Syllables, ...]:
    """What ``readings`` joins: the syllables, Latin words and digits of each reading, one by one."""
    key = fold(name)
    if key.isascii() or key in _ANONYMOUS:
        return ()
    syllable = _table().syllable
    words = [(token, token if token.isascii() else syllable(token)) for token in _TOKEN.findall(key)]
    tokens = [token for token, word in words if word]
    usual = tuple(word for _, word in words if word)
    if "".join(tokens).isascii():
        return ()
    surname = _surname(tokens)
    if surname and surname != usual[: len(surname)]:
        return surname + usual[len(surname) :], usual
    if _ALTERNATIVES.keys().isdisjoint(tokens):
        return (usual,)
    fixed = len(surname)
    other = usual[:fixed] + tuple(map(_ALTERNATIVES.get, tokens[fixed:], usual[fixed:]))
    return (usual,) if other == usual else (usual, other)


def _surname(tokens: list[str]) -> Syllables:
    compound = COMPOUND.get("".join(tokens[:2]))
    if compound is not None:
        return compound
    single = SINGLE.get(tokens[0])
    return () if single is None else (single,)


def _initials(words: Syllables) -> str:
    return "".join([word if word.isdigit() else word[0] for word in words])


def is_syllable(text: str) -> bool:
    """Whether ``text`` is one whole syllable."""
    return text in _table().known


def completions(start: str) -> Syllables:
    """All syllables that begin with ``start``, sorted; 'zho' gives zhong and zhou."""
    table = _table()
    first = bisect_left(table.sorted, start)
    stop = bisect_left(table.sorted, start + "{", first)
    return table.sorted[first:stop]


@lru_cache(maxsize=256)
def segment(latin: str) -> tuple[Syllables, ...]:
    """The shortest ways to cut typed pinyin into syllables; the last one may be unfinished ('zhangx').

    'xian' gives ('xian',), 'pinga' both ('pin', 'ga') and ('ping', 'a'). () for what is no pinyin.
    """
    if not 0 < len(latin) <= _LONGEST_SEGMENTED:
        return ()
    table = _table()
    # best[i]: the fewest syllables for latin[i:]; the last may be the start of one.
    best: list[int | None] = [None] * len(latin) + [0]
    for start in range(len(latin) - 1, -1, -1):
        best[start] = min((rest + 1 for _, rest in _cuts(latin, start, best, table)), default=None)
    found = _walk(latin, 0, best, table)
    return tuple(cut for cut, _ in zip(found, range(_MOST_SEGMENTATIONS), strict=False))


def _cuts(latin: str, start: int, best: list[int | None], table: _Table) -> Iterator[tuple[int, int]]:
    longest = 6
    for stop in range(start + 1, min(start + longest, len(latin)) + 1):
        rest = best[stop]
        allowed = table.starts if stop == len(latin) else table.known
        if rest is not None and latin[start:stop] in allowed:
            yield stop, rest


def _walk(latin: str, start: int, best: list[int | None], table: _Table) -> Iterator[Syllables]:
    if start == len(latin):
        yield ()
        return
    for stop, rest in _cuts(latin, start, best, table):
        if rest + 1 == best[start]:
            for tail in _walk(latin, stop, best, table):
                yield latin[start:stop], *tail


@lru_cache(maxsize=256)
def variants(latin: str) -> tuple[str, ...]:
    """The spellings under which typed pinyin stands in the index, as typed first, at most four.

    ü may be typed ü, v, u or yu ('lü', 'lv', 'lu', 'lyu' all find 吕), tones and apostrophes ("xi'an") may be given.
    """
    typed = fold(latin)
    toneless = _without_tones(typed).replace("'", "").replace("’", "")
    spelled = re.sub(r"(?<=[jqxy])v", "u", re.sub(r"(?<=[ln])yu", "v", toneless))
    found = [typed, spelled]
    for match in _LOOSE_U.finditer(spelled):
        candidate = f"{spelled[: match.start()]}v{spelled[match.end() :]}"
        if segment(candidate):
            found.append(candidate)
    return tuple(dict.fromkeys(found))[:_MOST_VARIANTS]


def _without_tones(text: str) -> str:
    if text.isascii():
        return text
    marks = unicodedata.normalize("NFD", text).replace("u\u0308", "v")
    marks = re.sub("u([\u0300-\u036f])\u0308", "v", marks)
    return "".join(char for char in marks if not unicodedata.combining(char))
