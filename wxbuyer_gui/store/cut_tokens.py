"""What tokens a reading has that some typed pinyin, cut apart, may stand for."""

from __future__ import annotations

from itertools import pairwise

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.store import grams, spelling
from wxbuyer_gui.store.expressions import Expression, Has, either, every
from wxbuyer_gui.store.grams import Piece

_DIGRAPHS = ("zh", "ch", "sh")


class CutTokens:
    """Turns cuts into expressions over the tokens of one tenant."""

    def __init__(self, tenant_id: int) -> None:
        self._tenant_id = tenant_id

    def whole(self, cut: spelling.Cut) -> Expression:
        """The reading is this cut from end to end."""
        first = [self._first(cut)] if len(cut[0]) > 1 else []
        return every((self._initials(Piece.ALL_INITIALS, cut), *first, *self._neighbours(cut, is_open=False)))

    def start(self, cut: spelling.Cut) -> Expression:
        """The reading begins with this cut."""
        if len(cut) == 1 and len(cut[0]) > 1:
            return self._first(cut)
        first = [self._first(cut)] if len(cut[0]) > 1 else []
        return every((self._initials(Piece.INITIALS_PREFIX, cut), *first, *self._neighbours(cut)))

    def inside(self, cut: spelling.Cut) -> Expression:
        """The cut is somewhere in the reading."""
        if len(cut) == 1:
            return either([self._has(Piece.SYLLABLE, syllable) for syllable in _meant(cut[0])])
        if _is_pair(cut):
            return every(self._neighbours(cut))
        return every((self._initials(Piece.INITIALS, cut), *self._neighbours(cut)))

    def _initials(self, kind: str, cut: spelling.Cut) -> Has:
        initials = grams.initials_of(cut)
        start = initials[: grams.LONGEST_INITIALS]
        return self._has(kind, start, proves=start == initials)

    def _first(self, cut: spelling.Cut) -> Expression:
        """The reading begins with the first piece, or with what it may become if it is the only one."""
        meant = _meant(cut[0]) if len(cut) == 1 and cut[0] not in _DIGRAPHS else cut[:1]
        return either([self._has(Piece.FIRST_SYLLABLE, syllable) for syllable in meant])

    def _neighbours(self, cut: spelling.Cut, *, is_open: bool = True) -> list[Expression]:
        """The pieces that say more than their first letters, which the initials ask for.

        ``is_open``: the last one may be the beginning of a syllable.
        """
        found: list[Expression] = []
        last = len(cut) - 1
        for place, (piece, following) in enumerate(pairwise(cut), 1):
            meant = _meant(following) if is_open and place == last and len(following) > 1 else (following,)
            if len(piece) > 1:
                pairs = [grams.pair(piece, syllable) for syllable in meant]
                found.append(either([self._has(Piece.PAIR, neighbours) for neighbours in pairs]))
            elif len(following) > 1 and following not in _DIGRAPHS:
                found.append(either([self._has(Piece.SYLLABLE, syllable) for syllable in meant]))
        return found

    def _has(self, kind: str, piece: str, *, proves: bool = True) -> Has:
        return Has(grams.token(self._tenant_id, kind, piece), proves)


def _meant(piece: str) -> tuple[str, ...]:
    """The syllables that the last piece of a cut may stand for."""
    return pinyin.completions(piece) or (piece,)


def _is_pair(cut: spelling.Cut) -> bool:
    return len(cut) == 2 and len(cut[0]) > 1
