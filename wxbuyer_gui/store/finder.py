"""The answer to one query: a short one whole, a long one tier after tier, newest rows first, no further than asked.

Of a short answer the index lists all numbers at once (``Finder.few``); each row is read by its number and placed in
its tier. Of a long one each tier is asked for its own rows, in chunks (``Finder.found``).

A row belongs to the first tier that judges it one of its own, so that no page repeats a row. Within a tier buyers
come before the members that no buyer is bound to. Rows are driver tuples until they are judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from heapq import merge

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store.derived import name_keys
from wxbuyer_gui.store.expressions import Expression, Without, either, together
from wxbuyer_gui.store.found import Cursor, Found, behind, order
from wxbuyer_gui.store.reader import Reader
from wxbuyer_gui.store.rows import Person, Row, buyer_row, member_row
from wxbuyer_gui.store.statements import MOST_LOOKED_UP, NOBODY, Ids, Statements
from wxbuyer_gui.store.tiers import Lookup, Tier, ranked

COUNT_CAP = 200
"""More rows than this are not counted: "200+"."""

_FAR_MORE = 10  # times the cap: less is counted rather than guessed
_LITTLE_MORE = 2 * COUNT_CAP  # rows that are read all at once sooner than tier by tier
_NO_BOUND = 2**63 - 1
_LARGEST_CHUNK = 2000
_BUYERS, _MEMBERS = 0, 1


class Finder:
    """One query on one snapshot. ``named`` are the buyers who may be meant by what staff call them, with that name."""

    def __init__(self, statements: Statements, reader: Reader, query: Query, named: Mapping[int, str]) -> None:
        self._statements = statements
        self._named = named
        is_alone = len(query.parts) == 1
        self._parts = [reader.tiers(part, is_alone=is_alone) for part in query.parts]
        # Two parts rank, the others only tell who belongs to the answer.
        self._tiers = ranked(*self._parts[:2]) if len(self._parts) > 1 else self._parts[0]
        self._others = self._parts[2:]
        indexed = [_expressions(tiers) for tiers in self._parts]
        # Where one part is only looked up (a number, an ID number), its few rows are judged by the other parts.
        filters = [either(expressions) for expressions in indexed if expressions]
        self._filters = filters if all(indexed) else None
        self._union = together(filters) if all(indexed) else None
        self._listed: list[tuple[Expression, tuple[Ids, Ids]]] = []
        self._looked_up = self._look_up()

    def few(self) -> list[Found] | None:
        """The whole answer, if the index says that it is short: then one list of numbers does for all tiers."""
        if sum(map(len, self._looked_up.values())) > COUNT_CAP:
            return None
        found = [one for group in self._looked_up.values() for one in group]
        if self._union is not None:
            # A long answer needs no more than what tokens prove of it, which is counted in any case.
            if self._statements.likely_more(self._union, COUNT_CAP) and (self.surely_many() or self._is_half_proven()):
                return None
            indexed = self._at_once(self._union)
            if indexed is None:
                return None
            found += indexed
        if len(found) > 1:
            found.sort(key=order)
        return found

    def surely_many(self) -> bool:
        """Whether tokens alone prove that the answer goes beyond the cap: then no row is looked at to count it."""
        groups = [[proof for tier in tiers if not tier.within and (proof := tier.proof)] for tiers in self._parts]
        if not all(groups):
            return False
        surely = together([either(proofs) for proofs in groups])
        return self._statements.surely_more(surely, COUNT_CAP) or _total(self._index_has(surely)) > COUNT_CAP

    def _is_half_proven(self) -> bool:
        """Whether what tokens prove comes near the cap, so that listing the whole answer would be of no use."""
        return any(_total(ids) > COUNT_CAP // 2 for _, ids in self._listed)

    def _at_once(self, expression: Expression) -> list[Found] | None:
        """All rows that the index has for an expression and that were not looked up; None if they are too many."""
        if self._statements.likely_more(expression, COUNT_CAP * _FAR_MORE):
            return None
        ids = self._index_has(expression)
        total = _total(ids)
        if not total:
            return []
        lists = [*enumerate(ids)]
        if total > COUNT_CAP:
            rest = self._rest(expression, ids)
            if rest is None:
                return None
            lists += enumerate(rest)
        known = {(source, one.row.id) for (_, source), group in self._looked_up.items() for one in group}
        readers = (self._statements.buyers_of, buyer_row), (self._statements.members_of, member_row)
        found = []
        for source, some in lists:
            read, make = readers[source]
            for row in map(make, read(some) if some.total else ()):
                if known and (source, row.id) in known:
                    continue
                placed = self._placed(source, row)
                if placed is not None:
                    found.append(placed)
        return found

    def _rest(self, expression: Expression, ids: tuple[Ids, Ids]) -> tuple[Ids, Ids] | None:
        """What the index has beyond these, where that is little and tiers would look for the same rows one by one."""
        are_nested = any(tier.within for tiers in self._parts for tier in tiers)
        if not are_nested or not self._statements.are_most(ids[_BUYERS]):
            return None
        if len(self._parts) == 1 and self.surely_many():  # the first page is found quickly, and no more is asked for
            return None
        rest = (
            self._statements.buyer_ids(expression, _LITTLE_MORE, above=ids[_BUYERS].last),
            self._statements.member_ids(expression, _LITTLE_MORE, above=ids[_MEMBERS].last),
        )
        return rest if all(some.total < _LITTLE_MORE for some in rest) else None

    def _index_has(self, expression: Expression) -> tuple[Ids, Ids]:
        """The buyers and members that the index has for an expression, one more than the cap at most."""
        for asked, ids in self._listed:
            if asked == expression:
                return ids
        most = COUNT_CAP + 1
        buyers = self._statements.buyer_ids(expression, most)
        rest = most - buyers.total
        ids = buyers, self._statements.member_ids(expression, rest) if rest else NOBODY
        self._listed.append((expression, ids))
        return ids

    def found(self, after: Cursor | None, *, first: int) -> Iterator[Found]:
        """All rows behind the cursor, best first. ``first`` is how many the caller wants at once."""
        for group in self._groups():
            if after and group[-1] < after.tier:
                continue
            short = self._short(group)
            if short is not None:
                yield from behind(after, short)
                continue
            for number in group:
                yield from self._tier(number, after, first)

    def _groups(self) -> Iterator[range]:
        """Tiers that may be read at once: all that share the first part's, and those of a single part that are rare."""
        if len(self._parts) > 1:
            alike = len(self._parts[1])
            for start in range(0, len(self._tiers), alike or 1):
                yield range(start, start + alike)
            return
        start = 0
        for number, tier in enumerate(self._tiers):
            if not (tier.within and self._is_rare(number + 1)):
                yield range(start, number + 1)
                start = number + 1

    def _is_rare(self, number: int) -> bool:
        """Whether a server may have few rows of a tier: it has none of its tokens among the common ones."""
        expression = self._tiers[number].expression if self._statements.are_dear else None
        return expression is not None and not (
            self._statements.surely_more(expression, COUNT_CAP)
            or self._statements.likely_more(expression, COUNT_CAP * _FAR_MORE)
        )

    def _short(self, group: range) -> list[Found] | None:
        """The rows of tiers that are read at once, where the index says that they are few."""
        if len(group) == 1 or self._filters is None or not self._statements.are_dear:
            return None
        first = self._parts[0]
        chosen = [first[group.start // len(group)]] if len(self._parts) > 1 else first[group.start : group.stop]
        own = [tier.expression for tier in chosen if tier.expression is not None]
        if not own:
            return None
        expression = together([either(own), *self._filters[1:]])
        is_long = len(self._parts) > 1 and self._statements.likely_more(expression, COUNT_CAP)
        indexed = None if is_long else self._at_once(expression)
        if indexed is None:
            return None
        found = [one for one in indexed if one.tier in group]
        found += [one for (number, _), some in self._looked_up.items() if number in group for one in some]
        found.sort(key=order)
        return found

    def _tier(self, number: int, after: Cursor | None, first: int) -> Iterator[Found]:
        if after and number < after.tier:
            return
        for source in (_BUYERS, _MEMBERS):
            below = _NO_BOUND
            if after and number == after.tier:
                if source < after.source:
                    continue
                below = after.row_id if source == after.source else below
            few = [one for one in self._looked_up[number, source] if one.row.id < below]
            many = self._walk(number, source, below, first)
            yield from merge(few, many, key=order) if few else many

    def _walk(self, number: int, source: int, below: int, size: int) -> Iterator[Found]:
        """The rows of one tier that its tokens lead to, in chunks: a statement is finished before the next starts."""
        expression = self._expression(number)
        if expression is None:
            return
        read, make = ((self._statements.buyers, buyer_row), (self._statements.members, member_row))[source]
        known = {one.row.id for (_, where), group in self._looked_up.items() if where == source for one in group}
        judge = self._tiers[number].judge
        earlier = [tier.judge for tier in self._tiers[:number] if not tier.is_proven]
        while True:
            chunk = read(expression, below, size, phone=self._tiers[number].phone)
            for row in map(make, chunk):
                matched = judge(row)
                if matched is None or row.id in known:
                    continue
                for other in earlier:
                    if other(row) is not None:
                        break
                else:
                    if not self._others or self._meets_others(row):
                        yield Found(number, source, row, matched)
            if len(chunk) < size:
                return
            below = row.id
            size = min(size * 4, _LARGEST_CHUNK)

    def _expression(self, number: int) -> Expression | None:
        """The tokens of one tier and of the other parts, without the rows that earlier tiers surely have."""
        own = self._tiers[number].expression
        if own is None or self._filters is None:
            return None
        earlier = [found for tier in self._tiers[:number] if (found := tier.proof)]
        wanted = together([own, *self._filters[2:]])
        return Without(wanted, either(earlier)) if earlier else wanted

    def _look_up(self) -> dict[tuple[int, int], list[Found]]:
        """What ordinary indexes find for any part, by tier and source, newest first."""
        grouped: defaultdict[tuple[int, int], list[Found]] = defaultdict(list)
        seen: set[tuple[int, int]] = set()
        lookups = [tier.lookup for tiers in self._parts for tier in tiers if tier.lookup]
        for ids in chunks(self._named, MOST_LOOKED_UP) if self._named else ():
            lookups.append(Lookup(tuple(ids), buyer=f"b.id IN ({', '.join('?' * len(ids))})"))
        if not lookups:
            return grouped
        for lookup in lookups:
            found: list[Row] = []
            if lookup.buyer:
                found += map(buyer_row, self._statements.run(self._statements.looked_up_buyers(lookup)))
            if lookup.member:
                found += map(member_row, self._statements.run(self._statements.looked_up_members(lookup)))
            for row in found:
                source = _BUYERS if row.buyer else _MEMBERS
                if (source, row.id) not in seen:
                    seen.add((source, row.id))
                    if self._named and row.buyer and row.id in self._named:
                        row.alias = Person(*name_keys(self._named[row.id]), "")
                    placed = self._placed(source, row)
                    if placed is not None:
                        grouped[placed.tier, source].append(placed)
        for group in grouped.values():
            if len(group) > 1:
                group.sort(key=order)
        return grouped

    def _placed(self, source: int, row: Row) -> Found | None:
        """The row in the first tier that takes it, if the other parts are met too."""
        first = _first(self._parts[0], row)
        if first is None:
            return None
        number, matched = first
        if len(self._parts) > 1:
            second = _first(self._parts[1], row)
            if second is None or (self._others and not self._meets_others(row)):
                return None
            number = number * len(self._parts[1]) + second[0]
        return Found(number, source, row, matched)

    def _meets_others(self, row: Row) -> bool:
        return all(any(tier.judge(row) for tier in tiers) for tiers in self._others)


def _first(tiers: list[Tier], row: Row) -> tuple[int, Matched] | None:
    """Place and reason of the first tier that takes a row."""
    for place, tier in enumerate(tiers):
        reason = tier.judge(row)
        if reason is not None:
            return place, reason
    return None


def _total(ids: tuple[Ids, Ids]) -> int:
    return ids[_BUYERS].total + ids[_MEMBERS].total


def _expressions(tiers: list[Tier]) -> list[Expression]:
    """What the index can be asked for the whole part."""
    return [tier.expression for tier in tiers if not tier.within and tier.expression]
