"""The tokens under which a row is found: short pieces of its keys, each bearing its tenant and what it is a piece of.

One row is one set of tokens, and a posting list of a token holds row numbers only. A list read from its end gives
the newest rows first, so every question becomes a few lists cut with each other, and the first page costs the same
in a hundred rows as in ten million. Because the tenant is inside the token, no list holds another tenant's rows.

A token is ``{tenant}{kind}{piece}``. Pieces are spelled so that SQLite's ``ascii`` tokenizer, which splits at
ASCII punctuation and folds ASCII capitals, sees one word and the difference of case: both are moved into Unicode's
private use area.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

VERSION = 1
"""Raise it with every change of what this module or the pinyin table makes of a row: the index is then rebuilt."""

LONGEST_TAIL = 4
LONGEST_PREFIX = 7
DIGITS = 4
"""How many digits a piece from anywhere in a phone has."""
OPEN_ID_PREFIXES = (6, 7, 8, 9)
LONGEST_INITIALS = 6
"""How many initials in a row are one token; of a longer reading, the first so many stand for all."""
MOST_GRAMS = 12
"""How many grams one question asks for at most; more would not make it more selective."""

_PRIVATE = 0xE000
_SPELLING = {code: _PRIVATE + code for code in range(128) if not (chr(code).isdigit() or chr(code).islower())}
_CACHED_NAMES = 1 << 16
_CACHED_CUTS = 1 << 8
_LONGEST_SHAPE = 9  # longer names share one shape, so that the length stays one digit
_NO_ASCII = re.compile("[^\x00-\x7f]+")


class Piece:
    """What a token is a piece of: the letter between tenant and piece."""

    TAIL = "t"
    PREFIX = "p"
    DIGITS = "d"
    OPEN_ID = "o"
    NAME = "n"
    NAME_PREFIX = "b"
    NAME_SHAPE = "e"
    SYLLABLE = "y"
    FIRST_SYLLABLE = "s"
    PAIR = "q"
    INITIALS = "i"
    INITIALS_PREFIX = "j"
    ALL_INITIALS = "k"


def token(tenant_id: int, kind: str, piece: str) -> str:
    """The token for one piece, as it is stored and asked for."""
    return f"{tenant_id}{kind}{piece.translate(_SPELLING)}"


def row_text(tenant_id: int, name_key: str, py: str, py2: str, phone_key: str = "", open_id: str = "") -> str:
    """All tokens of a buyer, member or alias from its search columns (``store.derived``), separated by blanks."""
    text = _name_text(tenant_id, name_key, py, py2)
    if phone_key:
        digits = digits_of(phone_key)
        text += _phone_cut(tenant_id, len(digits)).text(digits)
    if open_id:
        start = open_id[: OPEN_ID_PREFIXES[-1]].translate(_SPELLING)
        text += _open_id_cut(tenant_id, len(start)).text(start)
    return text


def row_tokens(*columns: Any) -> set[str]:
    """The tokens of ``row_text``, each once."""
    return set(row_text(*columns).split(" ")) - {""}


def digits_of(phone_key: str) -> str:
    """A phone key without the ``+`` of other countries' numbers."""
    return phone_key.lstrip("+")


def covering_grams(part: str) -> tuple[str, ...]:
    """Grams that every name with ``part`` in it has as tokens; none for a single ASCII character.

    A name has every non-ASCII character, every pair, and every three ASCII characters.
    """
    if len(part) == 1:
        return () if part.isascii() else (part,)
    grams: list[str] = []
    for start in range(len(part) - 1):
        gram = part[start : start + 3]
        gram = gram if gram.isascii() else gram[:2]
        if not (grams and gram in grams[-1]):
            grams.append(gram)
    return tuple(dict.fromkeys(grams[:MOST_GRAMS]))


def name_shape(name_key: str) -> str:
    """First character, length and last: with the beginning of the name nearly as good as the whole name."""
    return f"{name_key[0]}{min(len(name_key), _LONGEST_SHAPE)}{name_key[-1]}"


def name_prefix(name_key: str) -> str:
    """The part of a name's beginning that is a token: two characters, three if they are ASCII."""
    return name_key[:3] if len(name_key) >= 3 and name_key[:3].isascii() else name_key[:2]


def pair(syllable: str, following: str) -> str:
    """Two neighbours in a reading: a syllable and the next one, or its first letter."""
    return f"{syllable}0{following}"


def initials_of(syllables: Sequence[str]) -> str:
    """The first letters: 'zs' for zhang san. Digits stand for themselves: 'z88'."""
    return "".join([word if word.isdigit() else word[0] for word in syllables])


@lru_cache(maxsize=_CACHED_NAMES)
def _name_text(tenant_id: int, name_key: str, py: str, py2: str) -> str:
    text = _grams_text(tenant_id, name_key) if name_key else ""
    if py:
        text += _reading_text(tenant_id, py)
    return text + _reading_text(tenant_id, py2) if py2 else text


def _grams_text(tenant_id: int, name_key: str) -> str:
    shape = token(tenant_id, Piece.NAME_SHAPE, name_shape(name_key))
    if _NO_ASCII.fullmatch(name_key):  # most names, and nothing to spell in them
        return f"{_name_cut(tenant_id, len(name_key)).text(name_key)} {shape}"
    spelled = name_key.translate(_SPELLING)  # character by character, so that places stay
    grams = [spelled[place : place + 2] for place in range(len(spelled) - 1)]
    grams += [char for char, plain in zip(spelled, name_key, strict=True) if not plain.isascii()]
    threes = range(len(spelled) - 2)
    grams += [spelled[place : place + 3] for place in threes if name_key[place : place + 3].isascii()]
    prefixes = [spelled[:1], spelled[:2], spelled[: len(name_prefix(name_key))]]
    return f"{_spread(tenant_id, Piece.NAME, grams)}{_spread(tenant_id, Piece.NAME_PREFIX, prefixes)} {shape}"


@lru_cache(maxsize=_CACHED_NAMES)
def _reading_text(tenant_id: int, reading: str) -> str:
    """Syllables are small letters and digits, which are spelled as they are."""
    syllables = reading.split(" ")
    initials = initials_of(syllables)
    firsts = syllables[:1]
    if firsts[0][1:2] == "h":  # zh, ch, sh: a beginning that twenty syllables share
        firsts.append(firsts[0][:2])
    pairs = [pair(one, end) for one, two in pairwise(syllables) for end in (two, two[0])]
    return (
        _initials_cut(tenant_id, len(initials)).text(initials)
        + _spread(tenant_id, Piece.FIRST_SYLLABLE, firsts)
        + _spread(tenant_id, Piece.PAIR, pairs)
        + _spread(tenant_id, Piece.SYLLABLE, syllables)
    )


class _Cut:
    """Cuts texts of one length into tokens at the same places: one slicing and one formatting, both in C."""

    __slots__ = ("_form", "_pieces")

    def __init__(self, tenant_id: int, kinds: Iterable[tuple[str, Iterable[slice]]]) -> None:
        places = [(kind, place) for kind, slices in kinds for place in slices]
        self._form = "".join([f" {tenant_id}{kind}%s" for kind, _ in places])
        self._pieces = itemgetter(*[place for _, place in places]) if places else lambda _text: ()

    def text(self, whole: str) -> str:
        """The tokens of a text, each with a blank in front."""
        return self._form % self._pieces(whole)


def _from_start(lengths: Iterable[int]) -> list[slice]:
    return [slice(length) for length in lengths]


def _runs(count: int, length: int) -> list[slice]:
    """All runs of one length in a text of ``count`` characters."""
    return [slice(start, start + length) for start in range(count - length + 1)]


@lru_cache(maxsize=_CACHED_CUTS)
def _name_cut(tenant_id: int, count: int) -> _Cut:
    """A name without ASCII characters: every character, every pair, and its beginning."""
    grams = _runs(count, 2) + _runs(count, 1)
    return _Cut(tenant_id, [(Piece.NAME, grams), (Piece.NAME_PREFIX, _from_start(range(1, min(count, 2) + 1)))])


@lru_cache(maxsize=_CACHED_CUTS)
def _initials_cut(tenant_id: int, count: int) -> _Cut:
    """All of them, their beginnings, and all runs of two and more."""
    lengths = range(1, min(LONGEST_INITIALS, count) + 1)
    runs = [place for length in lengths[1:] for place in _runs(count, length)]
    return _Cut(
        tenant_id,
        [
            (Piece.ALL_INITIALS, [slice(LONGEST_INITIALS)]),
            (Piece.INITIALS_PREFIX, _from_start(lengths)),
            (Piece.INITIALS, runs),
        ],
    )


@lru_cache(maxsize=_CACHED_CUTS)
def _phone_cut(tenant_id: int, count: int) -> _Cut:
    """Beginnings, ends and all runs of four digits."""
    tails = [slice(-length, None) for length in range(1, min(LONGEST_TAIL, count) + 1)]
    prefixes = _from_start(range(1, min(LONGEST_PREFIX, count) + 1))
    return _Cut(tenant_id, [(Piece.TAIL, tails), (Piece.PREFIX, prefixes), (Piece.DIGITS, _runs(count, DIGITS))])


@lru_cache(maxsize=_CACHED_CUTS)
def _open_id_cut(tenant_id: int, count: int) -> _Cut:
    """The beginnings of an openId that are long enough to tell anything."""
    return _Cut(tenant_id, [(Piece.OPEN_ID, _from_start([length for length in OPEN_ID_PREFIXES if length <= count]))])


def _spread(tenant_id: int, kind: str, pieces: list[str]) -> str:
    """The pieces as tokens, each with a blank in front: one join is much faster than a string for each."""
    start = f" {tenant_id}{kind}"
    return start + start.join(pieces) if pieces else ""
