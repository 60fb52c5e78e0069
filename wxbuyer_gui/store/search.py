"""Finds buyers and members: tiers in rank order, newest first within each, stopping as soon as the page is full.

A row belongs to the first tier that judges it one of its own, so that no page repeats a row, and pages go on from a
cursor, never from an OFFSET. Within a tier buyers come before the members that no buyer is bound to. Rows are
driver tuples until they are judged; no ORM.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from threading import Event

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Matched, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Kind, Query
from wxbuyer_gui.store import members
from wxbuyer_gui.store.expressions import Expression, Without, either, every
from wxbuyer_gui.store.rows import Row, buyer_row, member_row
from wxbuyer_gui.store.statements import Bound, Statements
from wxbuyer_gui.store.tiers import Reader, Tier

COUNT_CAP = 200
"""More rows than this are not counted: "200+"."""
NEWEST = 20
"""How many buyers an empty search box shows."""

_NO_BOUND = 2**63 - 1
_LARGEST_CHUNK = 2000
_PROGRESS_STEPS = 1000
_BUYERS, _MEMBERS = 0, 1
_OF_THE_MEMBER = frozenset(reason for reason in Matched if reason.startswith("member_") or reason is Matched.ID_CARD)
_OF_THE_MEMBER -= {Matched.MEMBER_ID}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row behind which the next page starts, and the count that the first page made."""

    tier: int
    source: int
    row_id: int
    count: int
    capped: bool


@dataclass(frozen=True, slots=True)
class _Found:
    tier: int
    source: int
    row: Row
    matched: Matched


def search(
    connection: Connection,
    tenant_id: int,
    query: Query,
    *,
    limit: int = 50,
    after: object | None = None,
    cancel: Event | None = None,
) -> SearchPage:
    """One page of what ``query`` finds for a tenant. StorageError ``E-CANCELLED`` once ``cancel`` is set."""
    with _stoppable(connection, cancel):
        statements = Statements(connection, tenant_id)
        if not query.parts:
            rows = statements.run(statements.newest(min(limit, NEWEST)))
            hits = tuple([SearchHit(WxBuyingUser(*row)) for row in rows])  # type: ignore[arg-type]
            return SearchPage(hits, Kind.RECENT, None, len(hits))
        cursor = after if isinstance(after, Cursor) else None
        finder = _Finder(statements, Reader(tenant_id), query, cancel)
        found = finder.found(cursor, first=limit + 1)
        page = list(islice(found, limit + 1))
        if cursor:
            count, capped = cursor.count, cursor.capped
        elif len(page) <= limit:
            count, capped = len(page), False
        else:
            counted = finder.count() if finder.is_countable else len(page) + _length(found, COUNT_CAP + 1 - len(page))
            count, capped = min(counted, COUNT_CAP), counted > COUNT_CAP
        more = None
        if len(page) > limit:
            last = page[limit - 1]
            more = Cursor(last.tier, last.source, last.row.id, count, capped)
        return SearchPage(_hits(connection, tenant_id, page[:limit]), query.kind, more, count, capped)


class _Finder:
    """One query on one snapshot."""

    def __init__(self, statements: Statements, reader: Reader, query: Query, cancel: Event | None) -> None:
        self._statements = statements
        self._cancel = cancel
        self._tiers, *self._others = [reader.tiers(part) for part in query.parts]
        indexed = [_expressions(tiers) for tiers in self._others]
        # Where one part is only looked up (a number, an ID number), its few rows are judged by the other parts.
        self._filters = [either(expressions) for expressions in indexed] if all(indexed) else None
        self._looked_up = self._look_up()

    @property
    def is_countable(self) -> bool:
        """Whether tokens alone decide, so that the index can count without looking at a row."""
        tiers = [tier for tiers in (self._tiers, *self._others) for tier in tiers if tier.expression]
        return self._filters is not None and all(tier.proven or tier.within for tier in tiers)

    def count(self) -> int:
        """How many rows there are, counted a little beyond the cap."""
        total = sum(not self._is_indexed(one.row) for group in self._looked_up.values() for one in group)
        expressions = _expressions(self._tiers)
        if expressions and self._filters is not None:
            whole = every([either(expressions), *self._filters])
            for count in (self._statements.buyer_count, self._statements.member_count):
                if total <= COUNT_CAP:
                    ((number,),) = self._run(count(whole, COUNT_CAP + 1 - total))
                    total += number  # type: ignore[operator]
        return total

    def found(self, after: Cursor | None, *, first: int) -> Iterator[_Found]:
        """All rows behind the cursor, best first. ``first`` is how many the caller wants at once."""
        for number in range(after.tier if after else 0, len(self._tiers)):
            for source in (_BUYERS, _MEMBERS):
                below = _NO_BOUND
                if after and number == after.tier:
                    if source < after.source:
                        continue
                    below = after.row_id if source == after.source else below
                few = [one for one in self._looked_up[number, source] if one.row.id < below]
                many = self._walk(number, source, below, first)
                yield from merge(few, many, key=_newest_first) if few else many

    def _walk(self, number: int, source: int, below: int, size: int) -> Iterator[_Found]:
        """The rows of one tier that its tokens lead to, in chunks: a statement is finished before the next starts."""
        expression = self._expression(number)
        if expression is None:
            return
        read, make = (
            (self._statements.buyers, buyer_row) if source == _BUYERS else (self._statements.members, member_row)
        )
        known = {one.row.id for (_, where), group in self._looked_up.items() if where == source for one in group}
        while True:
            rows = self._run(read(expression, below, size))
            for columns in rows:
                row = make(columns)
                matched = None if row.id in known else self._judged(number, row)
                if matched is not None:
                    yield _Found(number, source, row, matched)
            if len(rows) < size:
                return
            below = row.id
            size = min(size * 4, _LARGEST_CHUNK)

    def _expression(self, number: int) -> Expression | None:
        """The tokens of one tier and of the other parts, without the rows that earlier tiers surely have."""
        own = self._tiers[number].expression
        if own is None or self._filters is None:
            return None
        earlier = [tier.expression for tier in self._tiers[:number] if tier.proven and tier.expression]
        wanted = every([own, *self._filters])
        return Without(wanted, either(earlier)) if earlier else wanted

    def _judged(self, number: int, row: Row) -> Matched | None:
        """The reason, if this tier is the row's first and every other part is met too."""
        matched = self._tiers[number].judge(row)
        if matched is None or any(tier.judge(row) for tier in self._tiers[:number]):
            return None
        return matched if all(any(tier.judge(row) for tier in tiers) for tiers in self._others) else None

    def _is_indexed(self, row: Row) -> bool:
        return all(any(tier.expression and tier.judge(row) for tier in tiers) for tiers in (self._tiers, *self._others))

    def _look_up(self) -> dict[tuple[int, int], list[_Found]]:
        """What ordinary indexes find for any part, by tier and source, newest first."""
        grouped: defaultdict[tuple[int, int], list[_Found]] = defaultdict(list)
        seen: set[tuple[int, int]] = set()
        lookups = [tier.lookup for tiers in (self._tiers, *self._others) for tier in tiers if tier.lookup]
        for lookup in lookups:
            rows = (
                [buyer_row(row) for row in self._run(self._statements.looked_up_buyers(lookup))] if lookup.buyer else []
            )
            if lookup.member:
                rows += [member_row(row) for row in self._run(self._statements.looked_up_members(lookup))]
            for row in rows:
                source = _BUYERS if row.buyer else _MEMBERS
                if (source, row.id) not in seen:
                    seen.add((source, row.id))
                    self._place(grouped, source, row)
        for group in grouped.values():
            group.sort(key=_newest_first)
        return grouped

    def _place(self, grouped: defaultdict[tuple[int, int], list[_Found]], source: int, row: Row) -> None:
        for number in range(len(self._tiers)):
            matched = self._judged(number, row)
            if matched is not None:
                grouped[number, source].append(_Found(number, source, row, matched))

    def _run(self, bound: Bound) -> list[tuple[object, ...]]:
        if self._cancel is not None and self._cancel.is_set():
            raise _cancelled()
        return self._statements.run(bound)


def _expressions(tiers: list[Tier]) -> list[Expression]:
    """What the index can be asked for the whole part."""
    return [tier.expression for tier in tiers if tier.expression and not tier.within]


def _hits(connection: Connection, tenant_id: int, page: list[_Found]) -> tuple[SearchHit, ...]:
    wanted = [one.row.member_id for one in page if one.row.buyer is None or one.matched in _OF_THE_MEMBER]
    known = members.get_list(connection, tenant_id, [number for number in wanted if number is not None])
    by_number = {member.id: member for member in known}
    return tuple(
        [
            SearchHit(
                one.row.buyer,
                by_number.get(one.row.member_id) if one.row.buyer is None or one.matched in _OF_THE_MEMBER else None,
                one.matched,
            )
            for one in page
        ]
    )


def _newest_first(one: _Found) -> int:
    return -one.row.id


def _length(found: Iterator[_Found], most: int) -> int:
    return sum(1 for _ in islice(found, max(most, 0)))


@contextmanager
def _stoppable(connection: Connection, cancel: Event | None) -> Iterator[None]:
    """Let SQLite look at ``cancel`` every thousand steps of its machine; other servers between statements only."""
    if cancel is None or connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    set_handler: Callable[[Callable[[], bool] | None, int], None] = driver.set_progress_handler  # type: ignore[union-attr]
    set_handler(cancel.is_set, _PROGRESS_STEPS)
    try:
        yield
    except Exception:
        if cancel.is_set():
            raise _cancelled() from None
        raise
    finally:
        set_handler(None, 0)


def _cancelled() -> StorageError:
    return StorageError("the search was stopped by its caller", code="E-CANCELLED")
