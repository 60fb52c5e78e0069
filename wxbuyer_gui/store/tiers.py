"""What each kind of part asks of a row: the tokens that lead to it, and the condition that proves it.

A tier is one reason to be found. Its tokens (``store.grams``) are necessary, its condition is necessary and
sufficient: it checks what tokens cannot, keeps rows of earlier tiers out of later ones, and stands for the part
where another part leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.domain.query import Kind, Part
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import grams
from wxbuyer_gui.store.grams import Piece

Tokens = tuple[tuple[str, ...], ...]
"""All of these groups, any token of each, must be on the row."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One reason. ``buyer`` and ``member`` are conditions on the aliases b and m, None where it cannot be one.

    ``tokens`` are alternatives; () means that ordinary indexes serve the condition.
    """

    matched: Matched
    buyer: str | None
    member: str | None
    tokens: tuple[Tokens, ...] = ()


@dataclass(slots=True)
class Values:
    """The bound values of one search: conditions name them, statements carry them."""

    bound: dict[str, object] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def bind(self, value: object) -> str:
        """A placeholder for ``value``."""
        name = f"v{next(self._numbers)}"
        self.bound[name] = value
        return f":{name}"


class Reader:
    """Turns the tiers of a part into conditions and tokens for one tenant and dialect."""

    def __init__(self, tenant_id: int, dialect: str, values: Values) -> None:
        self._tenant_id = tenant_id
        self._values = values
        sqlite = dialect == "sqlite"
        self._instr = "instr" if sqlite else "strpos"
        self._initials = "wx_initials({0})" if sqlite else "regexp_replace({0}, '([a-z0-9])[a-z0-9]* ?', '\\1', 'g')"
        self._tail = "substr({0}, -{1})" if sqlite else "right({0}, {1})"
        self._kinds: dict[Kind, Callable[[str], Iterator[Tier]]] = {
            Kind.NUMBER: self._number,
            Kind.PHONE: self._phone,
            Kind.TAIL: self._phone_tail,
            Kind.PREFIX: self._phone_prefix,
            Kind.MIDDLE: self._phone_middle,
            Kind.OPEN_ID: self._open_id,
            Kind.OPEN_ID_PREFIX: self._open_id_prefix,
            Kind.NAME: self._name,
            Kind.LATIN: self._latin,
            Kind.ID_CARD: self._id_card,
        }

    def tiers(self, part: Part) -> list[Tier]:
        """All tiers of a part, best first."""
        return [tier for kind in part.tiers for tier in self._kinds[kind](part.value)]

    def _token(self, kind: str, piece: str) -> tuple[str, ...]:
        return (grams.token(self._tenant_id, kind, piece),)

    def _both(self, condition: str) -> tuple[str, str]:
        return condition.format("b"), condition.format("m")

    def _number(self, value: str) -> Iterator[Tier]:
        number = self._values.bind(int(value))
        yield Tier(Matched.BUYER_ID, f"b.id = {number}", None)
        yield Tier(Matched.MEMBER_ID, f"b.member_id = {number}", None)
        yield Tier(Matched.MEMBER_ID, None, f"m.id = {number}")

    def _phone(self, value: str) -> Iterator[Tier]:
        buyer, member = self._both(f"({{0}}.phone_key = {self._values.bind(value)} AND {{0}}.phone_key <> '')")
        yield Tier(Matched.PHONE, buyer, None)
        yield Tier(Matched.MEMBER_PHONE, None, member)

    def _digits(self, value: str, matched: str, condition: str, first: tuple[tuple[str, ...], ...]) -> Iterator[Tier]:
        runs = (value[start : start + grams.DIGITS] for start in range(len(value) - grams.DIGITS + 1))
        inner = tuple(self._token(Piece.DIGITS, run) for run in dict.fromkeys(runs)) if len(value) > 4 else ()
        tokens = (*first, *inner) or (self._token(Piece.DIGITS, value),)
        buyer, member = self._both(condition)
        yield Tier(Matched(matched), buyer, None, (tokens,))
        yield Tier(Matched(f"member_{matched}"), None, member, (tokens,))

    def _phone_tail(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        condition = self._tail.format("ltrim({0}.phone_key, '+')", len(digits)) + f" = {self._values.bind(digits)}"
        first = (self._token(Piece.TAIL, digits[-grams.LONGEST_TAIL :]),)
        return self._digits(digits, "phone_tail", condition, first)

    def _phone_prefix(self, value: str) -> Iterator[Tier]:
        digits = grams.digits_of(value)
        condition = f"substr(ltrim({{0}}.phone_key, '+'), 1, {len(digits)}) = {self._values.bind(digits)}"
        first = (self._token(Piece.PREFIX, digits[: grams.LONGEST_PREFIX]),)
        return self._digits(digits, "phone_prefix", condition, first)

    def _phone_middle(self, value: str) -> Iterator[Tier]:
        condition = f"{self._instr}({{0}}.phone_key, {self._values.bind(value)}) > 0"
        return self._digits(value, "phone_middle", condition, ())

    def _open_id(self, value: str) -> Iterator[Tier]:
        spellings = ", ".join(map(self._values.bind, (value, value.swapcase())))
        yield Tier(Matched.OPEN_ID, f"(b.open_id IN ({spellings}) AND b.open_id <> '')", None)

    def _open_id_prefix(self, value: str) -> Iterator[Tier]:
        longest = max((n for n in grams.OPEN_ID_PREFIXES if n <= len(value)), default=0)
        if longest:
            condition = f"substr(b.open_id, 1, {len(value)}) = {self._values.bind(value)}"
            yield Tier(Matched.OPEN_ID_PREFIX, condition, None, ((self._token(Piece.OPEN_ID, value[:longest]),),))

    def _id_card(self, value: str) -> Iterator[Tier]:
        number = self._values.bind(value)
        yield Tier(Matched.ID_CARD, None, f"(m.id_card_key = {number} AND m.id_card_key <> '')")

    def _pair(self, matched: Matched, condition: str, tokens: tuple[Tokens, ...] = ()) -> Iterator[Tier]:
        buyer, member = self._both(condition)
        yield Tier(matched, buyer, None, tokens)
        yield Tier(Matched(f"member_{matched}"), None, member, tokens)

    def _name(self, value: str) -> Iterator[Tier]:
        name = self._values.bind(value)
        inner = tuple(self._token(Piece.NAME, gram) for gram in grams.covering_grams(value))
        start = self._token(Piece.NAME_PREFIX, grams.name_prefix(value))
        shape = self._token(Piece.NAME_SHAPE, grams.name_shape(value))
        yield from self._pair(Matched.NAME, f"{{0}}.name_key = {name}", ((start, shape, *inner),))
        yield from self._pair(Matched.NAME, f"substr({{0}}.name_key, 1, {len(value)}) = {name}", ((start, *inner),))
        if inner:
            yield from self._pair(Matched.NAME, f"{self._instr}({{0}}.name_key, {name}) > 0", (inner,))

    def _latin(self, value: str) -> Iterator[Tier]:
        folded = fold(value)
        by_name = list(self._name(folded))
        yield from by_name[:4]
        spellings = [spelling.replace(" ", "") for spelling in pinyin.variants(folded)]
        yield from self._initials_start(spellings[0])
        if len(folded) > 1:
            yield from self._syllables_start(spellings)
        yield from by_name[4:]
        if len(folded) > 1:
            yield from self._inside(spellings)

    def _either(self, condition: str) -> str:
        """The condition on one reading, for both."""
        return f"({condition.replace('{py}', '{0}.py')} OR {condition.replace('{py}', '{0}.py2')})"

    def _initials_start(self, letters: str) -> Iterator[Tier]:
        initials = self._initials.format("{py}")
        typed = self._values.bind(letters)
        if len(letters) <= grams.LONGEST_INITIALS:
            whole = (self._token(Piece.ALL_INITIALS, letters),)
            yield from self._pair(Matched.PINYIN, self._either(f"{initials} = {typed}"), (whole,))
        start = (self._token(Piece.INITIALS_PREFIX, letters[:3]), *self._initial_grams(letters))
        condition = self._either(f"substr({initials}, 1, {len(letters)}) = {typed}")
        yield from self._pair(Matched.PINYIN, condition, (start,))

    def _initial_grams(self, letters: str) -> Tokens:
        grams3 = dict.fromkeys(letters[start : start + 3] for start in range(len(letters) - 2))
        return tuple(self._token(Piece.INITIALS, gram) for gram in list(grams3)[: grams.MOST_GRAMS])

    def _syllables_start(self, spellings: list[str]) -> Iterator[Tier]:
        tokens = tuple(self._cut(cut, first=True) for spelling in spellings for cut in pinyin.segment(spelling))
        if tokens:
            tests = [
                f"substr(replace({{py}}, ' ', ''), 1, {len(spelling)}) = {self._values.bind(spelling)}"
                for spelling in spellings
            ]
            yield from self._pair(Matched.PINYIN, " OR ".join(map(self._either, tests)).join("()"), tokens)

    def _inside(self, spellings: list[str]) -> Iterator[Tier]:
        letters = spellings[0]
        inner = self._initial_grams(letters) or (self._token(Piece.INITIALS, letters),)
        condition = self._either(f"{self._instr}({self._initials.format('{py}')}, {self._values.bind(letters)}) > 0")
        yield from self._pair(Matched.PINYIN, condition, (inner,))
        tokens = tuple(self._cut(cut, first=False) for spelling in spellings for cut in pinyin.segment(spelling))
        if tokens:
            tests = [
                f"{self._instr}(replace({{py}}, ' ', ''), {self._values.bind(spelling)}) > 0" for spelling in spellings
            ]
            yield from self._pair(Matched.PINYIN, " OR ".join(map(self._either, tests)).join("()"), tokens)

    def _cut(self, cut: tuple[str, ...], *, first: bool) -> Tokens:
        """The tokens for typed syllables; the last may be unfinished and then stands for all that begin so."""
        groups = []
        for position, syllable in enumerate(cut):
            kind = Piece.FIRST_SYLLABLE if first and position == 0 else Piece.SYLLABLE
            if position < len(cut) - 1:
                wanted: tuple[str, ...] = (syllable,)
            elif kind == Piece.FIRST_SYLLABLE and syllable in ("zh", "ch", "sh"):
                wanted = (syllable,)
            else:
                wanted = pinyin.completions(syllable) or (syllable,)
            groups.append(tuple(token for piece in wanted for token in self._token(kind, piece)))
        return tuple(groups)
