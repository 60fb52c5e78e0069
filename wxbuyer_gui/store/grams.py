"""The tokens under which a row is found: short pieces of its keys, each bearing its tenant and what it is a piece of.

One row is one set of tokens, and a posting list of a token holds row numbers only. A list read from its end gives
the newest rows first, so every question becomes a few lists cut with each other, and the first page costs the same
in a hundred rows as in ten million. Because the tenant is inside the token, no list holds another tenant's rows.

A token is ``{tenant}{kind}{piece}``. Pieces are spelled so that SQLite's ``ascii`` tokenizer, which splits at
ASCII punctuation and folds ASCII capitals, sees one word and the difference of case: both are moved into Unicode's
private use area.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
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
_LONGEST_SHAPE = 9  # longer names share one shape, so that the length stays one digit


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


def row_text(tenant_id: int, name_key: str, py: str, py2: str, phone_key: str, open_id: str = "") -> str:
    """All tokens of a buyer or member from its search columns (``store.derived``), separated by blanks."""
    text = _name_text(tenant_id, name_key, py, py2)
    if phone_key:
        text += _phone_text(tenant_id, digits_of(phone_key))
    if open_id:
        start = open_id[: OPEN_ID_PREFIXES[-1]].translate(_SPELLING)
        text += _spread(
            tenant_id, Piece.OPEN_ID, [start[:length] for length in OPEN_ID_PREFIXES if length <= len(start)]
        )
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
    spelled = name_key.translate(_SPELLING)  # character by character, so that places stay
    grams = [spelled[place : place + 2] for place in range(len(spelled) - 1)]
    grams += [char for char, plain in zip(spelled, name_key, strict=True) if not plain.isascii()]
    threes = range(len(spelled) - 2)
    grams += [spelled[place : place + 3] for place in threes if name_key[place : place + 3].isascii()]
    prefixes = [spelled[:1], spelled[:2], spelled[: len(name_prefix(name_key))]]
    shape = [name_shape(name_key).translate(_SPELLING)]
    return (
        _spread(tenant_id, Piece.NAME, grams)
        + _spread(tenant_id, Piece.NAME_PREFIX, prefixes)
        + _spread(tenant_id, Piece.NAME_SHAPE, shape)
    )


@lru_cache(maxsize=_CACHED_NAMES)
def _reading_text(tenant_id: int, reading: str) -> str:
    """Syllables are small letters and digits, which are spelled as they are."""
    syllables = reading.split(" ")
    initials = initials_of(syllables)
    count = len(initials)
    lengths = range(1, min(LONGEST_INITIALS, count) + 1)
    firsts = syllables[:1]
    if firsts[0][1:2] == "h":  # zh, ch, sh: a beginning that twenty syllables share
        firsts.append(firsts[0][:2])
    pairs = [pair(one, two) for one, two in pairwise(syllables)] + [
        pair(one, two[0]) for one, two in pairwise(syllables)
    ]
    inner = [initials[start : start + length] for length in lengths[1:] for start in range(count - length + 1)]
    return (
        _spread(tenant_id, Piece.ALL_INITIALS, [initials[:LONGEST_INITIALS]])
        + _spread(tenant_id, Piece.FIRST_SYLLABLE, firsts)
        + _spread(tenant_id, Piece.PAIR, pairs)
        + _spread(tenant_id, Piece.SYLLABLE, syllables)
        + _spread(tenant_id, Piece.INITIALS_PREFIX, [initials[:length] for length in lengths])
        + _spread(tenant_id, Piece.INITIALS, inner)
    )


def _phone_text(tenant_id: int, digits: str) -> str:
    """Beginnings, ends and all runs of four digits."""
    count = len(digits)
    return (
        _spread(tenant_id, Piece.TAIL, [digits[-length:] for length in range(1, min(LONGEST_TAIL, count) + 1)])
        + _spread(tenant_id, Piece.PREFIX, [digits[:length] for length in range(1, min(LONGEST_PREFIX, count) + 1)])
        + _spread(tenant_id, Piece.DIGITS, [digits[start : start + DIGITS] for start in range(count - DIGITS + 1)])
    )


def _spread(tenant_id: int, kind: str, pieces: list[str]) -> str:
    """The pieces as tokens, each with a blank in front: one join is much faster than a string for each."""
    start = f" {tenant_id}{kind}"
    return start + start.join(pieces) if pieces else ""
