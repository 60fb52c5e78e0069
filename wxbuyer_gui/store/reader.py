"""What each kind of part asks of a row, best reason first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.domain.query import Part
from wxbuyer_gui.domain.text import fold, scripts
from wxbuyer_gui.store import grams, spelling
from wxbuyer_gui.store.cut_tokens import CutTokens
from wxbuyer_gui.store.expressions import Expression, Has, either, every
from wxbuyer_gui.store.grams import Piece
from wxbuyer_gui.store.id_numbers import IdNumbers
from wxbuyer_gui.store.rows import OPEN_ID, Person, Row
from wxbuyer_gui.store.tiers import Judge, Lookup, Tier

_SHORT_NAME = 4
_STRIDE = 3  # between the runs of digits that are asked for: they overlap by one


class Reader:
    """Turns parts into tiers for one tenant of a database that keeps its ID numbers as ``numbers`` says."""

    def __init__(self, tenant_id: int, numbers: IdNumbers) -> None:
        self._tenant_id = tenant_id
        self._numbers = numbers
        self._cuts = CutTokens(tenant_id)

    def tiers(self, part: Part, *, is_alone: bool = True) -> list[Tier]:
        """All tiers of a part, best first; none where nothing can match. ``is_alone``: the query has no other."""
        found = [tier for kind in part.tiers for tier in _TIERS[kind](self, part.value)]
        if Kind.LATIN in part.tiers and len(part.value) == 1 and not is_alone:
            found += self._later_initial(fold(part.value))
        return found

    def _has(self, kind: str, piece: str, *, proves: bool = True) -> Has:
        return Has(grams.token(self._tenant_id, kind, piece), proves)

    def _number(self, value: str) -> Iterator[Tier]:
        number = int(value)

        def is_buyer(row: Row) -> Matched | None:
            return Matched.BUYER_ID if row.buyer and row.id == number else None

        def is_member(row: Row) -> Matched | None:
            return Matched.MEMBER_ID if row.member_id == number else None

        yield Tier(is_buyer, lookup=Lookup((number,), buyer="b.id = ?"))
        yield Tier(is_member, lookup=Lookup((number,), buyer="b.member_id = ?", member="m.id = ?"))

    def _open_id(self, value: str) -> Iterator[Tier]:
        spellings = (value, value.swapcase())

        def is_it(row: Row) -> Matched | None:
            return Matched.OPEN_ID if row.buyer and row.buyer[OPEN_ID] in spellings else None

        yield Tier(is_it, lookup=Lookup(spellings, buyer="b.open_id IN (?, ?) AND b.open_id <> ''"))

    def _id_card(self, value: str) -> Iterator[Tier]:
        keys = self._numbers.keys(self._tenant_id, value)

        def is_it(row: Row) -> Matched | None:
            return Matched.ID_CARD if row.id_card_key in keys else None

        holds = "m.id_card_key IN (?, ?) AND m.id_card_key <> ''"
        yield Tier(is_it, lookup=Lookup(keys, buyer=holds, member=holds))

    def _open_id_prefix(self, value: str) -> Iterator[Tier]:
        longest = max((length for length in grams.OPEN_ID_PREFIXES if length <= len(value)), default=0)
        if not longest:
            return

        def begins(row: Row) -> Matched | None:
            return Matched.OPEN_ID_PREFIX if row.buyer and row.buyer[OPEN_ID].startswith(value) else None

        yield Tier(begins, lambda: self._has(Piece.OPEN_ID, value[:longest], proves=longest == len(value)))

    def _phone(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)

        def ends() -> Expression:
            start = self._has(Piece.PREFIX, digits[: grams.LONGEST_PREFIX])
            return every((start, self._has(Piece.TAIL, digits[-grams.LONGEST_TAIL :])))

        judge = _judge((Matched.PHONE, Matched.MEMBER_PHONE, lambda person: person.phone_key == value))
        yield Tier(judge, ends)

    def _tail(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)

        def find() -> Expression:
            return every((self._has(Piece.TAIL, digits[-grams.LONGEST_TAIL :]), *self._runs(digits[:-1])))

        judge = _judge(
            (Matched.PHONE_TAIL, Matched.MEMBER_PHONE_TAIL, lambda person: person.phone_key.endswith(digits)),
        )
        yield Tier(judge, find, phone=f"%{digits}" if _repeats(digits) else "")

    def _prefix(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        longer = len(digits) > grams.LONGEST_PREFIX

        def find() -> Expression:
            start = self._has(Piece.PREFIX, digits[: grams.LONGEST_PREFIX])
            return every((start, *(self._runs(digits[4:]) if longer else ())))

        judge = _judge(
            (
                Matched.PHONE_PREFIX,
                Matched.MEMBER_PHONE_PREFIX,
                lambda person: person.phone_key.startswith((digits, f"+{digits}")),
            ),
        )
        yield Tier(judge, find, phone=f"%{digits}%" if longer and _repeats(digits) else "")

    def _middle(self, value: str) -> Iterator[Tier]:
        judge = _judge((Matched.PHONE_MIDDLE, Matched.MEMBER_PHONE_MIDDLE, lambda person: value in person.phone_key))
        yield Tier(judge, lambda: every(self._runs(value)), phone=f"%{value}%" if _repeats(value) else "")

    def _runs(self, digits: str) -> list[Expression]:
        """Runs of four that cover ``digits``; none if it is shorter."""
        last = len(digits) - grams.DIGITS
        starts = sorted({*range(0, last, _STRIDE), last}) if last >= 0 else ()
        runs = dict.fromkeys(digits[start : start + grams.DIGITS] for start in starts)
        return [self._has(Piece.DIGITS, run) for run in runs]

    def _name(self, value: str) -> Iterator[Tier]:
        inner = self._inner(value)
        reason = Matched.NAME, Matched.MEMBER_NAME
        exact = _judge((*reason, lambda person: person.name_key == value))
        yield Tier(exact, lambda: self._whole_name(value, inner), within=True)
        begins = _judge((*reason, lambda person: person.name_key.startswith(value)))
        yield Tier(begins, lambda: self._name_start(value, inner), within=bool(inner))
        if inner:
            contains = _judge((*reason, lambda person: value in person.name_key))
            yield Tier(contains, lambda: every(inner))
        yield from self._mixed(value)

    def _mixed(self, value: str) -> Iterator[Tier]:
        """Characters as they are written beside letters: a Latin word, pinyin or initials."""
        cuts = spelling.mixed_cuts(value)
        if not cuts:
            return
        written = [run for run in scripts(value) if not run.isascii()]

        is_spelled = _spelled(spelling.mixed, value)

        def is_so(person: Person) -> bool:
            return all(run in person.name_key for run in written) and is_spelled(person)

        def find() -> Expression:
            characters = [one for run in written for one in self._inner(run)]
            return every([*characters, either([*map(self._cuts.inside, cuts)])])

        yield Tier(_judge((Matched.NAME, Matched.MEMBER_NAME, is_so)), find)

    def _inner(self, value: str) -> list[Expression]:
        """The pieces that a name has if ``value`` is somewhere in it."""
        return [self._has(Piece.NAME, gram) for gram in grams.covering_grams(value)]

    def _name_start(self, value: str, inner: list[Expression]) -> Expression:
        prefix = grams.name_prefix(value)
        return every((self._has(Piece.NAME_PREFIX, prefix), *(inner if value != prefix else ())))

    def _whole_name(self, value: str, inner: list[Expression]) -> Expression:
        start = self._has(Piece.NAME_PREFIX, grams.name_prefix(value))
        shape = self._has(Piece.NAME_SHAPE, grams.name_shape(value))
        # Of a short name they leave one character open at most, and common lists cost more than the few rows too many.
        is_short = len(value) <= _SHORT_NAME or value == grams.name_prefix(value)
        return every((start, shape, *(() if is_short else inner)))

    def _latin(self, typed: str) -> Iterator[Tier]:
        """Nickname and pinyin side by side: whole, at the beginning, anywhere."""
        value = fold(typed)
        cuts = spelling.cuts(value)
        inner = self._inner(value)
        name = Matched.NAME, Matched.MEMBER_NAME
        reading = Matched.PINYIN, Matched.MEMBER_PINYIN
        yield Tier(
            _judge(
                (*name, lambda person: person.name_key == value),
                (*reading, _spelled(spelling.whole, value)),
            ),
            lambda: either([self._whole_name(value, inner), *map(self._cuts.whole, spelling.whole_cuts(value))]),
            within=True,
        )
        yield Tier(
            _judge(
                (*name, lambda person: person.name_key.startswith(value)),
                (*reading, _spelled(spelling.start, value)),
            ),
            lambda: either([self._name_start(value, inner), *map(self._cuts.start, cuts)]),
            within=bool(inner),
        )
        # A single letter is somewhere in every second name: it counts at the beginning only.
        if inner:
            yield Tier(
                _judge(
                    (*name, lambda person: value in person.name_key),
                    (*reading, _spelled(spelling.anywhere, value)),
                ),
                lambda: either([every(inner), *map(self._cuts.inside, cuts)]),
            )
        later = spelling.later_cuts(value)
        if later:
            begins = _judge((*reading, _spelled(spelling.later_start, value)))
            yield Tier(begins, lambda: either([*map(self._cuts.start, later)]))

    def _later_initial(self, letter: str) -> Iterator[Tier]:
        """A single letter that a later word of the name begins with: 'kevin w' is Kevin 王, and kevin wu."""
        begins = f" {letter}"

        def find() -> Expression:
            syllables = [self._has(Piece.SYLLABLE, one, proves=False) for one in pinyin.completions(letter)]
            return either([self._has(Piece.NAME, begins), *syllables])

        judge = _judge(
            (Matched.NAME, Matched.MEMBER_NAME, lambda person: begins in person.name_key),
            (Matched.PINYIN, Matched.MEMBER_PINYIN, lambda person: begins in person.py or begins in person.py2),
        )
        yield Tier(judge, find)


_TIERS: dict[Kind, Callable[[Reader, str], Iterator[Tier]]] = {
    Kind.NUMBER: Reader._number,
    Kind.PHONE: Reader._phone,
    Kind.TAIL: Reader._tail,
    Kind.PREFIX: Reader._prefix,
    Kind.MIDDLE: Reader._middle,
    Kind.OPEN_ID: Reader._open_id,
    Kind.OPEN_ID_PREFIX: Reader._open_id_prefix,
    Kind.NAME: Reader._name,
    Kind.LATIN: Reader._latin,
    Kind.ID_CARD: Reader._id_card,
}
_OF_ALIAS = {Matched.NAME: Matched.ALIAS, Matched.PINYIN: Matched.ALIAS_PINYIN}


def _judge(*reasons: tuple[Matched, Matched, Callable[[Person], bool]]) -> Judge:
    """Own data before what staff call the buyer, and that before the member's."""

    def judge(row: Row) -> Matched | None:
        person = row.own
        if person is not None:
            for own, _, test in reasons:
                if test(person):
                    return own
        if row.alias is not None:
            for own, _, test in reasons:
                if own in _OF_ALIAS and test(row.alias):
                    return _OF_ALIAS[own]
        person = row.member
        if person is not None:
            for _, members, test in reasons:
                if test(person):
                    return members
        return None

    return judge


def _repeats(digits: str) -> bool:
    """Whether a run of digits comes twice: 88888888 has no other tokens than 8888."""
    places = range(len(digits) - grams.DIGITS + 1)
    return len({digits[place : place + grams.DIGITS] for place in places}) < len(places)


def _spelled(pattern: Callable[[str], re.Pattern[str]], typed: str) -> Callable[[Person], bool]:
    """Whether one of a person's readings matches; the pattern is made for the first person."""
    match: Callable[[str], re.Match[str] | None] | None = None

    def is_so(person: Person) -> bool:
        nonlocal match
        if match is None:
            match = pattern(typed).match
        return bool((person.py and match(person.py)) or (person.py2 and match(person.py2)))

    return is_so
