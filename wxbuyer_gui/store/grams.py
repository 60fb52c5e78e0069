"""The tokens under which a row is found: short pieces of its keys, each bearing its tenant and what it is a piece of.

One row is one set of tokens, and a posting list of a token holds row numbers only. A list read from its end gives
the newest rows first, so every question becomes a few lists cut with each other, and the first page costs the same
in a hundred rows as in ten million. Because the tenant is inside the token, no list holds another tenant's rows.

A token is ``{tenant}{kind}{piece}``. Pieces are spelled so that SQLite's ``ascii`` tokenizer, which splits at
ASCII punctuation and folds ASCII capitals, sees one word and the difference of case: both are moved into Unicode's
private use area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


def row_tokens(tenant_id: int, name_key: str, py: str, py2: str, phone_key: str, open_id: str = "") -> frozenset[str]:
    """All tokens of a buyer or member from its search columns (``store.derived``)."""
    start = str(tenant_id)
    pieces = (*_name_pieces(name_key, py, py2), *phone_pieces(phone_key), *open_id_pieces(open_id))
    return frozenset([start + piece for piece in pieces])


def digits_of(phone_key: str) -> str:
    """A phone key without the ``+`` of other countries' numbers."""
    return phone_key.lstrip("+")


def phone_pieces(phone_key: str) -> Iterator[str]:
    """Beginnings, ends and all runs of four digits."""
    digits = digits_of(phone_key)
    for length in range(1, min(LONGEST_TAIL, len(digits)) + 1):
        yield Piece.TAIL + digits[-length:]
    for length in range(1, min(LONGEST_PREFIX, len(digits)) + 1):
        yield Piece.PREFIX + digits[:length]
    for start in range(len(digits) - DIGITS + 1):
        yield Piece.DIGITS + digits[start : start + DIGITS]


def open_id_pieces(open_id: str) -> Iterator[str]:
    """Beginnings, long enough to tell more than which app the openId belongs to."""
    for length in OPEN_ID_PREFIXES:
        if len(open_id) >= length:
            yield Piece.OPEN_ID + open_id[:length].translate(_SPELLING)


def name_grams(name_key: str) -> Iterator[str]:
    """Every non-ASCII character, every pair, and every three ASCII characters: what ``covering_grams`` asks for."""
    for char in name_key:
        if not char.isascii():
            yield char
    for start in range(len(name_key) - 1):
        yield name_key[start : start + 2]
    for start in range(len(name_key) - 2):
        gram = name_key[start : start + 3]
        if gram.isascii():
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
    return f"{name_key[0]}{min(len(name_key), 9)}{name_key[-1]}"


def name_prefix(name_key: str) -> str:
    """The part of a name's beginning that is a token: two characters, three if they are ASCII."""
    return name_key[:3] if len(name_key) >= 3 and name_key[:3].isascii() else name_key[:2]


def initials_of(syllables: Iterable[str]) -> str:
    """The first letters: 'zs' for zhang san."""
    return "".join([syllable[0] for syllable in syllables])


@lru_cache(maxsize=_CACHED_NAMES)
def _name_pieces(name_key: str, py: str, py2: str) -> tuple[str, ...]:
    pieces: list[str] = []
    if name_key:
        prefixes = {name_key[:1], name_key[:2], name_prefix(name_key)}
        pieces += [Piece.NAME + gram.translate(_SPELLING) for gram in name_grams(name_key)]
        pieces += [Piece.NAME_PREFIX + prefix.translate(_SPELLING) for prefix in prefixes]
        pieces.append(Piece.NAME_SHAPE + name_shape(name_key).translate(_SPELLING))
    for reading in filter(None, (py, py2)):
        pieces += _reading_pieces(reading.split(" "))
    return tuple(pieces)


def _reading_pieces(syllables: list[str]) -> Iterator[str]:
    initials = initials_of(syllables)
    yield Piece.ALL_INITIALS + initials[:LONGEST_INITIALS]
    yield Piece.FIRST_SYLLABLE + syllables[0]
    if syllables[0][1:2] == "h":  # zh, ch, sh: a beginning that twenty syllables share
        yield Piece.FIRST_SYLLABLE + syllables[0][:2]
    for syllable in syllables:
        yield Piece.SYLLABLE + syllable
    for length in range(1, min(3, len(initials)) + 1):
        yield Piece.INITIALS_PREFIX + initials[:length]
        if length > 1:
            for start in range(len(initials) - length + 1):
                yield Piece.INITIALS + initials[start : start + length]
