"""Typed pinyin against readings: whole syllables, first letters, and mixtures of both ('zhangxm', 'zsan').

A *cut* is one way to take typed letters apart. Each piece stands for one character of the name, in a row: a single
letter for a syllable that begins with it, the last piece for one that begins like that, any other for the syllable
itself. 'xian' is cut into xian, xi|an and x|i|a|n, so that it finds 先 and 西安. Of the many cuts with single letters
among syllables only those with the fewest pieces count: nobody means zhan|g by 'zhang'. What is no pinyin as a whole
may begin with a Latin word of the name: 'kevinzhou' is also cut into kevin|zhou.

Who is still typing may be between two syllables: 'wangyin' is on the way to wang|yi|na. Such cuts, ``later_cuts``,
have one piece more than the fewest; they count for less than the others.

Who types with an input method mixes both: 'kevin王' and '王xm' are cut into kevin|wang and wang|x|m (``mixed_cuts``).
The characters that are typed must be in the name as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.text import is_han, scripts

Cut = tuple[str, ...]

_LONGEST_TYPED = 40
_LONGEST_SYLLABLE = 6
_MOST_CUTS = 8
_MOST_INITIALS = 6
_SHORTEST_WORD = 3
_MOST_WORD_CUTS = 2
_SPARE_PIECES = 1  # how many pieces beyond the fewest a cut of whole syllables may have


@lru_cache(maxsize=512)
def cuts(typed: str) -> tuple[Cut, ...]:
    """The ways to read typed letters, those with the fewest pieces first, first letters alone last; () if none."""
    found: list[Cut] = []
    for letters in pinyin.variants(typed):
        if letters.isascii() and letters.isalpha() and len(letters) <= _LONGEST_TYPED:
            found += _shortest(letters)
            found += _behind_a_word(letters)
            if len(letters) <= _MOST_INITIALS:
                found.append(tuple(letters))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=512)
def whole_cuts(typed: str) -> tuple[Cut, ...]:
    """The cuts that end with a first letter or a whole syllable, and so may be all of a name."""
    return tuple([cut for cut in cuts(typed) if len(cut[-1]) == 1 or pinyin.is_syllable(cut[-1])])


@lru_cache(maxsize=512)
def later_cuts(typed: str) -> tuple[Cut, ...]:
    """Cuts into one piece more than the fewest, of which the last is the beginning of a syllable."""
    known = cuts(typed)
    found: list[Cut] = []
    for letters in pinyin.variants(typed):
        shortest = pinyin.segment(letters)
        if shortest and len(shortest[0]) > 1:
            for stop in range(len(letters) - 1, 1, -1):
                start, rest = letters[:stop], letters[stop:]
                ended = [cut for cut in pinyin.segment(start) if all(map(_is_spoken, cut))]
                if pinyin.completions(rest):
                    found += [(*cut, rest) for cut in ended if len(cut) == len(shortest[0])]
    return tuple([cut for cut in dict.fromkeys(found) if cut not in known][:_MOST_CUTS])


@lru_cache(maxsize=512)
def mixed_cuts(typed: str) -> tuple[Cut, ...]:
    """The ways to read Chinese characters and Latin letters side by side; () for what does not mix them."""
    pieces = scripts(typed)
    last = len(pieces) - 1
    ways = [_ways(piece, is_last=place == last) for place, piece in enumerate(pieces)]
    found = (tuple([one for cut in way for one in cut]) for way in product(*ways)) if pieces else iter(())
    return tuple(islice(found, _MOST_CUTS))


@lru_cache(maxsize=512)
def whole(typed: str) -> re.Pattern[str]:
    """Matches (``match``) the readings, syllables separated by blanks, that a cut stands for from end to end."""
    return re.compile(f"(?:{_alternatives(whole_cuts(typed), is_open=False)})$")


@lru_cache(maxsize=512)
def start(typed: str) -> re.Pattern[str]:
    """Matches (``match``) the readings that begin with a cut."""
    return re.compile(f"(?:{_alternatives(cuts(typed))})(?: |$)")


@lru_cache(maxsize=512)
def later_start(typed: str) -> re.Pattern[str]:
    """Matches (``match``) the readings that begin with a later cut."""
    return re.compile(f"(?:{_alternatives(later_cuts(typed))})(?: |$)")


@lru_cache(maxsize=512)
def anywhere(typed: str) -> re.Pattern[str]:
    """Matches (``match``) the readings that have a cut somewhere."""
    return re.compile(f"(?:.* )?(?:{_alternatives(cuts(typed))})(?: |$)")


@lru_cache(maxsize=512)
def mixed(typed: str) -> re.Pattern[str]:
    """Matches (``match``) the readings that have a mixed cut somewhere."""
    return re.compile(f"(?:.* )?(?:{_alternatives(mixed_cuts(typed))})(?: |$)")


def _alternatives(cuts: tuple[Cut, ...], *, is_open: bool = True) -> str:
    return "|".join([" ".join(_pattern(cut, is_open=is_open)) for cut in cuts]) or "(?!)"


def _pattern(cut: Cut, *, is_open: bool) -> Iterator[str]:
    for place, piece in enumerate(cut, 1):
        yield f"{piece}[a-z0-9]*" if len(piece) == 1 or (is_open and place == len(cut)) else piece


def _ways(piece: str, *, is_last: bool) -> tuple[Cut, ...]:
    """The readings of characters; of letters the pinyin they may be, and the word that they are."""
    if is_han(piece[0]):
        return pinyin.syllables(piece)
    spelled = cuts(piece) if is_last else whole_cuts(piece)
    return tuple(dict.fromkeys([(piece,), *spelled] if len(piece) >= _SHORTEST_WORD else spelled or [(piece,)]))


def _is_spoken(piece: str) -> bool:
    """Whether this is a syllable that a name has, and not a sound like n or m."""
    return pinyin.is_syllable(piece) and not piece.isdigit() and not {*"aeiouv"}.isdisjoint(piece)


def _behind_a_word(letters: str) -> list[Cut]:
    """Pinyin behind a Latin word, where the letters are no pinyin as a whole; the longest pinyin first."""
    if pinyin.segment(letters):
        return []
    places = range(_SHORTEST_WORD, len(letters))
    found = [(letters[:place], *cut) for place in places for cut in pinyin.segment(letters[place:])]
    return found[:_MOST_WORD_CUTS]


def _shortest(letters: str) -> list[Cut]:
    fewest = [0] * (len(letters) + 1)  # pieces for letters[i:]
    for start in range(len(letters) - 1, -1, -1):
        fewest[start] = 1 + min(fewest[stop] for stop in _ends(letters, start))
    found: list[Cut] = []
    for pieces in range(fewest[0], fewest[0] + _SPARE_PIECES + 1):
        for cut in _walk(letters, 0, pieces, fewest):
            if len(found) == _MOST_CUTS:
                return found
            if pieces == fewest[0] or all(map(pinyin.is_syllable, cut)):
                found.append(cut)
    return found


def _walk(letters: str, start: int, pieces: int, fewest: list[int]) -> Iterator[Cut]:
    if start == len(letters):
        if pieces == 0:
            yield ()
        return
    for stop in _ends(letters, start):
        if fewest[stop] < pieces:
            for rest in _walk(letters, stop, pieces - 1, fewest):
                yield letters[start:stop], *rest


def _ends(letters: str, start: int) -> Iterator[int]:
    """Where a piece from ``start`` on may end, the longest first: a syllable, a single letter, or the end."""
    for stop in range(min(start + _LONGEST_SYLLABLE, len(letters)), start, -1):
        piece = letters[start:stop]
        if stop == start + 1 or pinyin.is_syllable(piece) or (stop == len(letters) and pinyin.completions(piece)):
            yield stop
