"""The tokens under which a row is found: short pieces of its keys, each bearing its tenant and what it is a piece of.

One row is one set of tokens, and a posting list of a token holds row numbers only. A list read from its end gives
the newest rows first, so every question becomes a few lists cut with each other, and the first page costs the same
in a hundred rows as in ten million. Because the tenant is inside the token, no list holds another tenant's rows.

A token is ``{tenant}{kind}{piece}``. Pieces are spelled so that SQLite's ``ascii`` tokenizer, which splits at
ASCII punctuation and folds ASCII capitals, sees one word and the difference of case: both are moved into Unicode's
private use area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

VERSION = 1
"""Raise it with every change of what this module or the pinyin table makes of a row: the index is then rebuilt."""

LONGEST_TAIL = 4
LONGEST_PREFIX = 7
DIGITS = 4
"""How many digits a piece from anywhere in a phone has."""
OPEN_ID_PREFIXES = (6, 7, 8, 9)
LONGEST_INITIALS = 8
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
    INITIALS = "i"
    INITIALS_PREFIX = "j"
    ALL_INITIALS = "k"


def token(tenant_id: int, kind: str, piece: str) -> str:
    """The token for one piece, as it is stored and asked for."""
    return f"{tenant_id}{kind}{piece.translate(_SPELLING)}"


def row_tokens(tenant_id: int, name_key: str, py: str, py2: str, phone_key: str, open_id: str = "") -> set[str]:
    """All tokens of a buyer or member from its search columns (``store.derived``)."""
    tokens = set(_name_tokens(tenant_id, name_key, py, py2))
    if phone_key:
        tokens.update(_phone_tokens(tenant_id, digits_of(phone_key)))
    if open_id:
        spelled = open_id.translate(_SPELLING)
        tokens.update([f"{tenant_id}o{spelled[:length]}" for length in OPEN_ID_PREFIXES if length <= len(spelled)])
    return tokens


def digits_of(phone_key: str) -> str:
    """A phone key without the ``+`` of other countries' numbers."""
    return phone_key.lstrip("+")


def name_grams(name_key: str) -> Iterator[str]:
    """Every non-ASCII character, every pair, and every three ASCII characters: what ``covering_grams`` asks for."""
    for start, char in enumerate(name_key):
        if not char.isascii():
            yield char
        gram = name_key[start : start + 3]
        if len(gram) > 1:
            yield gram[:2]
            if len(gram) == 3 and gram.isascii():
                yield gram


def covering_grams(part: str) -> tuple[str, ...]:
    """Grams that every name with ``part`` in it must have; none for a single ASCII character."""
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


def initials_of(syllables: Sequence[str]) -> str:
    """The first letters: 'zs' for zhang san. Digits stand for themselves: 'z88'."""
    return "".join([word if word.isdigit() else word[0] for word in syllables])


@lru_cache(maxsize=_CACHED_NAMES)
def _name_tokens(tenant_id: int, name_key: str, py: str, py2: str) -> frozenset[str]:
    pieces: list[str] = []
    if name_key:
        pieces += [Piece.NAME + gram for gram in name_grams(name_key)]
        pieces += [Piece.NAME_PREFIX + start for start in {name_key[:1], name_key[:2], name_prefix(name_key)}]
        pieces.append(Piece.NAME_SHAPE + name_shape(name_key))
    for reading in (py, py2):
        if reading:
            pieces += _reading_pieces(reading.split(" "))
    tenant = str(tenant_id)
    return frozenset([tenant + piece.translate(_SPELLING) for piece in pieces])


def _reading_pieces(syllables: list[str]) -> Iterator[str]:
    initials = initials_of(syllables)
    yield Piece.ALL_INITIALS + initials[:LONGEST_INITIALS]
    yield Piece.FIRST_SYLLABLE + syllables[0]
    if syllables[0][1:2] == "h":  # zh, ch, sh: a beginning that twenty syllables share
        yield Piece.FIRST_SYLLABLE + syllables[0][:2]
    for syllable in syllables:
        yield Piece.SYLLABLE + syllable
    for length in (1, 2, 3):
        yield Piece.INITIALS_PREFIX + initials[:length]
    for length in (2, 3):
        for start in range(len(initials) - length + 1):
            yield Piece.INITIALS + initials[start : start + length]


def _phone_tokens(tenant_id: int, digits: str) -> list[str]:
    """Beginnings, ends and all runs of four digits."""
    count = len(digits)
    tokens = [f"{tenant_id}t{digits[-length:]}" for length in range(1, min(LONGEST_TAIL, count) + 1)]
    tokens += [f"{tenant_id}p{digits[:length]}" for length in range(1, min(LONGEST_PREFIX, count) + 1)]
    tokens += [f"{tenant_id}d{digits[start : start + DIGITS]}" for start in range(count - DIGITS + 1)]
    return tokens
