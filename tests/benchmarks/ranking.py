"""A labelled set of what clerks type, made by rule from made-up people, and where the person meant then stands.

Each query is typed for one buyer. What a query truly means is said here by a plain reading of the people, which knows
nothing of the search: where more than five rows answer to it, the clerk is asked for more, as the window asks, and
types that too.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from tests.benchmarks.measure import Line
from wxbuyer_gui.demo import Person, demo_people, fill
from wxbuyer_gui.domain.models import SearchPage
from wxbuyer_gui.domain.pinyin import is_anonymous, syllables
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.search import search

QUERIES = 500
MOST_PEOPLE = 20_000
"""A large shop. The plain reading of more would take longer than all the searches."""
FIRST_ROWS = 5
AMONG_FIRST = 0.99
AT_TOP = 0.95

_SEED = 5
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_GROUPS = ((3, 4, 4), (3, 8), (4, 4, 3), (7, 4), (3, 4, 2, 2))


@dataclass(frozen=True, slots=True)
class Known:
    """What a clerk may know of somebody: a buyer's own data first, then the bound member's."""

    buyer_id: int | None
    open_id: str
    phones: tuple[str, ...]
    names: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]


Meets = Callable[[Known], bool]
Piece = tuple[str, Meets]
"""What is typed, and who is meant by it."""
Rule = Callable[[random.Random, Known], Piece | None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One query. ``answers`` is how many rows it truly means, ``buyer_id`` the one of them that is wanted."""

    kind: str
    text: str
    buyer_id: int
    answers: int


def known(person: Person) -> Known:
    """What there is to say about one row of the demo."""
    both = [one for one in person if one is not None]
    named = [one.name for one in both if not is_anonymous(one.name)]
    buyer = person[0]
    return Known(
        buyer_id=buyer.id if buyer else None,
        open_id=buyer.open_id if buyer else "",
        phones=tuple(one.phone for one in both if one.phone),
        names=tuple(map(fold, named)),
        readings=tuple(reading for name in named for reading in syllables(name)),
    )


def _tail(_chance: random.Random, one: Known) -> Piece | None:
    if not one.phones:
        return None
    digits = one.phones[0][-4:]
    return digits, lambda other: any(phone.endswith(digits) for phone in other.phones)


def _start_and_end(chance: random.Random, one: Known) -> Piece | None:
    if not one.phones:
        return None
    start, end = one.phones[0][:3], one.phones[0][-4:]
    text = chance.choice(("{} {}", "{}****{}", "{}*{}")).format(start, end)
    return text, lambda other: any(phone.startswith(start) and phone.endswith(end) for phone in other.phones)


def _whole(form: Callable[[random.Random, str], str]) -> Rule:
    def rule(chance: random.Random, one: Known) -> Piece | None:
        if not one.phones:
            return None
        phone = one.phones[0]
        return form(chance, phone), lambda other: phone in other.phones

    return rule


def _slipped(chance: random.Random, phone: str) -> str:
    """Every digit is there, and the beginning is not as it should be."""
    starts = ("+86", "0086 ", "86", "86-", "(+86)", "0", " ", "-", ".", "+86 0", "tel:", "手机:", "电话")
    return chance.choice(starts) + phone


def _spaced(chance: random.Random, phone: str) -> str:
    groups, place = [], 0
    for length in chance.choice(_GROUPS):
        groups.append(phone[place : place + length])
        place += length
    return chance.choice(("", " ")) + chance.choice((" ", "  ")).join(groups) + chance.choice(("", " "))


def _surname(_chance: random.Random, one: Known) -> Piece | None:
    if not (one.names and one.readings and one.names[0][0] > "\u3000"):
        return None
    char = one.names[0][0]
    return char, lambda other: any(name.startswith(char) for name in other.names)


def _surname_read(_chance: random.Random, one: Known) -> Piece | None:
    if not (one.readings and one.names[0][0] > "\u3000"):
        return None
    surname = one.readings[0][0]
    return surname, lambda other: any(reading[0] == surname for reading in other.readings)


def _initials(_chance: random.Random, one: Known) -> Piece | None:
    if not one.readings or len(one.readings[0]) < 2:
        return None
    letters = [word[0] for word in one.readings[0]]
    return "".join(letters), lambda other: any([word[0] for word in words] == letters for words in other.readings)


def _read_in_full(chance: random.Random, one: Known) -> Piece | None:
    if not one.readings or len(one.readings[0]) < 2:
        return None
    letters = "".join(one.readings[0])
    typed = letters[: len(letters) - chance.randrange(2)]
    return typed, lambda other: any("".join(words).startswith(typed) for words in other.readings)


def _nickname_part(chance: random.Random, one: Known) -> Piece | None:
    length = 3 if one.names and one.names[0].isascii() else 2
    if not one.names or len(one.names[0]) <= length:
        return None
    start = chance.randrange(len(one.names[0]) - length + 1)
    part = one.names[0][start : start + length]
    return None if " " in part else (part, lambda other: any(part in name for name in other.names))


def _open_id_part(chance: random.Random, one: Known) -> Piece | None:
    part = one.open_id[: chance.choice((9, 10, 12, 16, 28))]
    if not part:
        return None
    typed = part.swapcase() if len(part) == 28 and chance.random() < 0.5 else part  # a scanner with Caps Lock
    return typed, lambda other: other.open_id.startswith(part)


def _number(_chance: random.Random, one: Known) -> Piece | None:
    return f"#{one.buyer_id}", lambda other: other.buyer_id == one.buyer_id


def _with_tail(rule: Rule) -> Rule:
    def both(chance: random.Random, one: Known) -> Piece | None:
        first, second = rule(chance, one), _tail(chance, one)
        return _joined(chance, first, second) if first and second else None

    return both


def _full_width(chance: random.Random, one: Known) -> Piece | None:
    rule = chance.choice((_tail, _start_and_end, _whole(_spaced), _initials, _nickname_part, _with_tail(_surname)))
    piece = rule(chance, one)
    return (piece[0].translate(_FULL_WIDTH), piece[1]) if piece else None


RULES: dict[str, Rule] = {
    "tail": _tail,
    "start and end": _start_and_end,
    "whole, beginning mistyped": _whole(_slipped),
    "whole, with spaces": _whole(_spaced),
    "tail and surname": _with_tail(_surname),
    "tail and surname in pinyin": _with_tail(_surname_read),
    "initials": _initials,
    "pinyin": _read_in_full,
    "part of a nickname": _nickname_part,
    "part of an openId": _open_id_part,
    "full width": _full_width,
    "number": _number,
}


def _joined(chance: random.Random, first: Piece, second: Piece) -> Piece:
    """Both, in either order."""
    texts = [first[0], second[0]]
    chance.shuffle(texts)
    return " ".join(texts), lambda other: first[1](other) and second[1](other)


def labelled(people: Sequence[Known], count: int = QUERIES, *, seed: int = _SEED) -> list[Labelled]:
    """``count`` queries of all kinds in turn, the same for the same people and seed."""
    chance = random.Random(seed)
    buyers = [one for one in people if one.buyer_id is not None]
    kinds = list(RULES.items())
    return [_query(chance, *kinds[number % len(kinds)], people, buyers) for number in range(count)]


def _query(chance: random.Random, kind: str, rule: Rule, people: Sequence[Known], buyers: Sequence[Known]) -> Labelled:
    """What a clerk types for somebody of whom this can be typed."""
    while True:
        one = chance.choice(buyers)
        piece = rule(chance, one)
        if piece is None or one.buyer_id is None:
            continue
        answers = [other for other in people if piece[1](other)]
        for ask in (_tail, _surname, _initials):
            more = ask(chance, one)
            if len(answers) > FIRST_ROWS and more and more[0] not in normalize("NFKC", piece[0]):
                piece = _joined(chance, piece, more)
                answers = [other for other in answers if more[1](other)]
        if len(answers) <= FIRST_ROWS:  # of whom nothing else is known, nobody can be told from the others
            return Labelled(kind, piece[0], one.buyer_id, len(answers))


def misheard(people: Sequence[Known], count: int, *, seed: int = _SEED) -> list[str]:
    """Whole numbers that nobody has: somebody's with another digit among the first seven."""
    chance = random.Random(seed)
    phones = sorted({phone for one in people for phone in one.phones})
    found: list[str] = []
    while len(found) < count:
        phone, at = chance.choice(phones), chance.randrange(3, 7)
        wrong = phone[:at] + chance.choice("0123456789".replace(phone[at], "")) + phone[at + 1 :]
        if wrong not in phones:
            found.append(wrong)
    return found


def place(page: SearchPage, query: Labelled) -> int | None:
    """Where on the page the buyer stands who is meant, counted from 0; None where it is not there."""
    ids = [hit.buyer.id if hit.buyer else None for hit in page.hits]
    return ids.index(query.buyer_id) if query.buyer_id in ids else None


def places(store: Store, queries: Sequence[Labelled]) -> list[tuple[Labelled, int | None]]:
    """Each query and where its buyer stands."""
    with store.read() as connection:
        return [(query, place(search(connection, 1, parse(query.text)), query)) for query in queries]


def shares(found: Sequence[tuple[Labelled, int | None]]) -> tuple[float, float, int]:
    """The share among the first rows, the share at the top of those with one true answer, and how many these are."""
    among = sum(at is not None and at < FIRST_ROWS for _, at in found)
    single = [at for query, at in found if query.answers == 1]
    return among / len(found), single.count(0) / max(len(single), 1), len(single)


def lines(folder: Path, rows: int) -> Iterator[Line]:
    """A row for each kind of query, and one for all."""
    count = min(rows, MOST_PEOPLE)
    with TemporaryDirectory(dir=folder) as name, open_store(f"sqlite:///{Path(name, 'ranking.db')}") as store:
        fill(store, count)
        people = [known(person) for person in demo_people(count)]
        found = places(store, labelled(people))
        with store.read() as connection:
            wrong = [search(connection, 1, parse(text)) for text in misheard(people, QUERIES // 10)]
    for kind in RULES:
        yield _line(f"ranking: {kind}", [one for one in found if one[0].kind == kind])
    yield _line(f"ranking: all, {count:,} made-up buyers", found)
    nobody = sum(not page.hits for page in wrong) / len(wrong)
    # A whole number is answered exactly: somebody like it would be taken for the customer.
    yield Line("ranking: a wrong digit in a whole number", f"{nobody:.1%} find nobody", "", None, "= 100%", nobody < 1)


def _line(what: str, found: Sequence[tuple[Labelled, int | None]]) -> Line:
    among, top, single = shares(found)
    ours = f"{among:.1%} in the first {FIRST_ROWS}, {top:.1%} at the top"
    target = f"≥ {AMONG_FIRST:.0%}, ≥ {AT_TOP:.0%}"
    return Line(
        what, ours, f"{len(found)} queries, {single} with one answer", None, target, among < AMONG_FIRST or top < AT_TOP
    )
