"""What each kind of part asks of a row, best reason first.

A tier has an expression over tokens, which every row of it meets, and reasons, which decide. Where the tokens alone
prove a reason (``proven``), the database may count without looking at rows, and later tiers leave its rows out
while still inside the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.domain.query import Kind, Part
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import grams, spelling
from wxbuyer_gui.store.expressions import Expression, Has, either, every
from wxbuyer_gui.store.grams import Piece
from wxbuyer_gui.store.rows import Person, Row

_DIGRAPHS = ("zh", "ch", "sh")
_STRIDE = 3  # between the runs of digits that are asked for: they overlap by one

Judge = Callable[[Row], Matched | None]


@dataclass(frozen=True, slots=True)
class Lookup:
    """Few rows that an ordinary index finds.

    ``buyer`` is a condition on a buyer b and its member m, ``member`` on a member m that no buyer is bound to;
    None where it cannot be one. Each takes all ``values``.
    """

    values: tuple[object, ...]
    buyer: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """One rank. Rows are found by ``expression`` or by ``lookup`` and taken if ``judge`` names a reason.

    ``within`` says that a later tier of the same part would find all of these rows too.
    """

    judge: Judge
    expression: Expression | None = None
    lookup: Lookup | None = None
    proven: bool = False
    within: bool = False


class Reader:
    """Turns parts into tiers for one tenant."""

    def __init__(self, tenant_id: int) -> None:
        self._tenant_id = tenant_id
        self._kinds: dict[Kind, Callable[[str], Iterator[Tier]]] = {
            Kind.NUMBER: self._number,
            Kind.PHONE: self._phone,
            Kind.TAIL: self._tail,
            Kind.PREFIX: self._prefix,
            Kind.MIDDLE: self._middle,
            Kind.OPEN_ID: self._open_id,
            Kind.OPEN_ID_PREFIX: self._open_id_prefix,
            Kind.NAME: self._name,
            Kind.LATIN: self._latin,
            Kind.ID_CARD: self._id_card,
        }

    def tiers(self, part: Part) -> list[Tier]:
        """All tiers of a part, best first; none where nothing can match."""
        return [tier for kind in part.tiers for tier in self._kinds[kind](part.value)]

    def _has(self, kind: str, piece: str) -> Has:
        return Has(grams.token(self._tenant_id, kind, piece))

    def _number(self, value: str) -> Iterator[Tier]:
        number = int(value)

        def is_buyer(row: Row) -> Matched | None:
            return Matched.BUYER_ID if row.buyer and row.id == number else None

        def is_member(row: Row) -> Matched | None:
            known = row.buyer.member_id if row.buyer else row.member_id
            return Matched.MEMBER_ID if known == number else None

        yield Tier(is_buyer, lookup=Lookup((number,), buyer="b.id = ?"))
        yield Tier(is_member, lookup=Lookup((number,), buyer="b.member_id = ?", member="m.id = ?"))

    def _open_id(self, value: str) -> Iterator[Tier]:
        spellings = (value, value.swapcase())

        def is_it(row: Row) -> Matched | None:
            return Matched.OPEN_ID if row.buyer and row.buyer.open_id in spellings else None

        yield Tier(is_it, lookup=Lookup(spellings, buyer="b.open_id IN (?, ?) AND b.open_id <> ''"))

    def _id_card(self, value: str) -> Iterator[Tier]:
        def is_it(row: Row) -> Matched | None:
            return Matched.ID_CARD if row.id_card_key == value else None

        holds = "m.id_card_key = ? AND m.id_card_key <> ''"
        yield Tier(is_it, lookup=Lookup((value,), buyer=holds, member=holds))

    def _open_id_prefix(self, value: str) -> Iterator[Tier]:
        longest = max((length for length in grams.OPEN_ID_PREFIXES if length <= len(value)), default=0)
        if not longest:
            return

        def begins(row: Row) -> Matched | None:
            return Matched.OPEN_ID_PREFIX if row.buyer and row.buyer.open_id.startswith(value) else None

        yield Tier(begins, self._has(Piece.OPEN_ID, value[:longest]), proven=longest == len(value))

    def _phone(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        ends = (
            self._has(Piece.PREFIX, digits[: grams.LONGEST_PREFIX]),
            self._has(Piece.TAIL, digits[-grams.LONGEST_TAIL :]),
        )
        judge = _judge((Matched.PHONE, Matched.MEMBER_PHONE, lambda person: person.phone_key == value))
        yield Tier(judge, every(ends))

    def _tail(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        end = self._has(Piece.TAIL, digits[-grams.LONGEST_TAIL :])
        judge = _judge(
            (Matched.PHONE_TAIL, Matched.MEMBER_PHONE_TAIL, lambda person: person.digits.endswith(digits)),
        )
        yield Tier(judge, every((end, *self._runs(digits[:-1]))), proven=len(digits) <= grams.LONGEST_TAIL)

    def _prefix(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        start = self._has(Piece.PREFIX, digits[: grams.LONGEST_PREFIX])
        longer = len(digits) > grams.LONGEST_PREFIX
        judge = _judge(
            (Matched.PHONE_PREFIX, Matched.MEMBER_PHONE_PREFIX, lambda person: person.digits.startswith(digits)),
        )
        yield Tier(judge, every((start, *(self._runs(digits[4:]) if longer else ()))), proven=not longer)

    def _middle(self, value: str) -> Iterator[Tier]:
        judge = _judge((Matched.PHONE_MIDDLE, Matched.MEMBER_PHONE_MIDDLE, lambda person: value in person.digits))
        yield Tier(judge, every(self._runs(value)), proven=len(value) == grams.DIGITS)

    def _runs(self, digits: str) -> list[Expression]:
        """Runs of four that cover ``digits``; none if it is shorter."""
        last = len(digits) - grams.DIGITS
        starts = sorted({*range(0, last, _STRIDE), last}) if last >= 0 else ()
        return [self._has(Piece.DIGITS, digits[start : start + grams.DIGITS]) for start in starts]

    def _name(self, value: str) -> Iterator[Tier]:
        exact, start, inside = self._name_expressions(value)
        reason = Matched.NAME, Matched.MEMBER_NAME
        yield Tier(_judge((*reason, lambda person: person.name_key == value)), exact, within=True)
        begins = _judge((*reason, lambda person: person.name_key.startswith(value)))
        yield Tier(begins, start, proven=value == grams.name_prefix(value))
        if inside:
            contains = _judge((*reason, lambda person: value in person.name_key))
            yield Tier(contains, inside, proven=len(grams.covering_grams(value)) == 1)

    def _name_expressions(self, value: str) -> tuple[Expression, Expression, Expression | None]:
        inner = [self._has(Piece.NAME, gram) for gram in grams.covering_grams(value)]
        start = self._has(Piece.NAME_PREFIX, grams.name_prefix(value))
        shape = self._has(Piece.NAME_SHAPE, grams.name_shape(value))
        further = inner if value != grams.name_prefix(value) else ()
        return every((start, shape, *further)), every((start, *further)), every(inner) if inner else None

    def _latin(self, typed: str) -> Iterator[Tier]:
        """Nickname and pinyin side by side: whole, at the beginning, anywhere."""
        value = fold(typed)
        cuts = spelling.cuts(value)
        exact, start, inside = self._name_expressions(value)
        name = Matched.NAME, Matched.MEMBER_NAME
        reading = Matched.PINYIN, Matched.MEMBER_PINYIN
        yield Tier(
            _judge(
                (*name, lambda person: person.name_key == value),
                (*reading, lambda person: _spelled(person, cuts, whole=True)),
            ),
            either([exact, *map(self._whole, cuts)]),
            within=True,
        )
        yield Tier(
            _judge(
                (*name, lambda person: person.name_key.startswith(value)),
                (*reading, lambda person: _spelled(person, cuts, start=True)),
            ),
            either([start, *map(self._start, cuts)]),
            proven=value == grams.name_prefix(value) and all(map(_is_proof, cuts)),
        )
        # A single letter is somewhere in every second name: it counts at the beginning only.
        if inside:
            yield Tier(
                _judge(
                    (*name, lambda person: value in person.name_key),
                    (*reading, lambda person: _spelled(person, cuts)),
                ),
                either([inside, *map(self._inside, cuts)]),
                proven=len(grams.covering_grams(value)) == 1 and all(map(_is_proof, cuts)),
            )

    def _whole(self, cut: spelling.Cut) -> Expression:
        initials = grams.initials_of(cut)[: grams.LONGEST_INITIALS]
        return every((self._has(Piece.ALL_INITIALS, initials), *self._syllables(cut, at_start=True)))

    def _start(self, cut: spelling.Cut) -> Expression:
        initials = grams.initials_of(cut)
        if len(cut) == 1 and len(cut[0]) > 1:
            return self._first(cut[0])
        start = self._has(Piece.INITIALS_PREFIX, initials[:3])
        return every((start, *self._initials(initials[1:], 3), *self._syllables(cut, at_start=True)))

    def _inside(self, cut: spelling.Cut) -> Expression:
        if len(cut) == 1:
            return either([self._has(Piece.SYLLABLE, syllable) for syllable in _meant(cut[0])])
        initials = grams.initials_of(cut)
        return every((*self._initials(initials, min(len(initials), 3)), *self._syllables(cut, at_start=False)))

    def _initials(self, initials: str, length: int) -> list[Expression]:
        starts = range(min(len(initials) - length + 1, grams.MOST_GRAMS))
        return [self._has(Piece.INITIALS, initials[start : start + length]) for start in starts]

    def _syllables(self, cut: spelling.Cut, *, at_start: bool) -> list[Expression]:
        """The pieces that say more than their first letter, which the initials have asked for already."""
        found: list[Expression] = []
        for place, piece in enumerate(cut):
            if len(piece) == 1 or piece in _DIGRAPHS:
                continue
            if at_start and place == 0:
                found.append(self._first(piece, complete=len(cut) > 1))
            else:
                meant = _meant(piece) if place == len(cut) - 1 else (piece,)
                found.append(either([self._has(Piece.SYLLABLE, syllable) for syllable in meant]))
        return found

    def _first(self, piece: str, *, complete: bool = False) -> Expression:
        meant = (piece,) if complete or piece in _DIGRAPHS else _meant(piece)
        return either([self._has(Piece.FIRST_SYLLABLE, syllable) for syllable in meant])


def _judge(*reasons: tuple[Matched, Matched, Callable[[Person], bool]]) -> Judge:
    """Own data before the member's."""

    def judge(row: Row) -> Matched | None:
        if row.own is not None:
            for own, _, test in reasons:
                if test(row.own):
                    return own
        if row.member is not None:
            for _, members, test in reasons:
                if test(row.member):
                    return members
        return None

    return judge


def _spelled(person: Person, cuts: tuple[spelling.Cut, ...], *, start: bool = False, whole: bool = False) -> bool:
    for syllables in person.readings:
        for cut in cuts:
            if whole and len(cut) != len(syllables):
                continue
            place = spelling.position(cut, syllables)
            if place == 0 or (place > 0 and not start):
                return True
    return False


def _meant(piece: str) -> tuple[str, ...]:
    """The syllables that the last piece of a cut may stand for."""
    return pinyin.completions(piece) or (piece,)


def _is_proof(cut: spelling.Cut) -> bool:
    """Whether one token stands for the whole cut."""
    return len(cut) == 1 or (len(cut) <= 3 and max(map(len, cut)) == 1)
