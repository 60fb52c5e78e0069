"""Finds buyers and members: one page of what ``store.finder`` finds, its count, and where the next page goes on.

Pages go on from a cursor, never from an OFFSET. Bare rows of the driver become a page's objects; no ORM.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from itertools import islice
from threading import Event
from types import MappingProxyType

from sqlalchemy import Connection

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Member, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store import id_numbers, rows
from wxbuyer_gui.store.finder import COUNT_CAP, Finder
from wxbuyer_gui.store.found import Cursor, Found, behind
from wxbuyer_gui.store.frozen import maker
from wxbuyer_gui.store.reader import Reader
from wxbuyer_gui.store.statements import Statements, cancelled

NEWEST = 20
"""How many buyers an empty search box shows."""

Ages = Callable[[Sequence[int]], Mapping[int, datetime]]
"""When the buyers with these numbers were taken from their source, for those that were."""

_PROGRESS_STEPS = 1000
_ALWAYS = nullcontext()
_buyer, _hit, _page = maker(WxBuyingUser), maker(SearchHit), maker(SearchPage)


def search(
    connection: Connection,
    tenant_id: int,
    query: Query,
    *,
    limit: int = 50,
    after: object | None = None,
    cancel: Event | None = None,
    named: Mapping[int, str] = MappingProxyType({}),
    ages: Ages | None = None,
) -> SearchPage:
    """One page of what ``query`` finds for a tenant. StorageError ``E-CANCELLED`` once ``cancel`` is set.

    ``named``: buyers who are found by what staff call them, too (``store.aliases.matching``). ``ages`` is asked once,
    for the buyers of the page.
    Errors as ``id_numbers.require_key`` for an ID number: without the key nobody knows whether it is there.
    """
    with stoppable(connection, cancel):
        statements = Statements(connection, tenant_id, cancel)
        if not query.parts:
            newest = statements.run(statements.newest(min(limit, NEWEST)))
            known = ages([columns[0] for columns in newest]) if ages else {}
            hits = tuple([_hit(_buyer(*columns, known.get(columns[0]))) for columns in newest])
            return SearchPage(hits, Kind.RECENT, None, len(hits))
        for part in query.parts:
            if Kind.ID_CARD in part.tiers:
                id_numbers.require_key(connection)
        numbers = id_numbers.of(connection)
        finder = Finder(statements, Reader(tenant_id, numbers), query, named)
        cursor = after if isinstance(after, Cursor) else None
        page, counted = _found(finder, cursor, limit)
        if cursor:
            count, capped = cursor.count, cursor.capped
        else:
            count, capped = min(counted, COUNT_CAP), counted > COUNT_CAP
        more = None
        if len(page) > limit:
            last = page[limit - 1]
            more = Cursor(last.tier, last.source, last.row.id, count, capped)
        shown = page[:limit]
        if ages:
            _put_ages(shown, ages)
        return _page(_hits(statements, numbers, shown), query.kind, more, count, capped)


def _put_ages(page: list[Found], ages: Ages) -> None:
    """Let the age of each buyer follow its columns, as it follows them in a ``WxBuyingUser``."""
    known = ages([one.row.id for one in page if one.row.buyer])
    for one in page:
        if one.row.buyer:
            one.row.buyer = (*one.row.buyer, known.get(one.row.id))


def _found(finder: Finder, cursor: Cursor | None, limit: int) -> tuple[list[Found], int]:
    """One row more than the page has, if there are so many, and how many rows were counted for a first page."""
    few = finder.few()
    if few is not None:
        return behind(cursor, few)[: limit + 1], len(few)
    if cursor:
        return list(islice(finder.found(cursor, first=limit + 1), limit + 1)), 0
    is_many = finder.surely_many()
    # Rows that are to be counted are read with those of the page.
    found = finder.found(None, first=limit + 1 if is_many else max(limit, COUNT_CAP) + 1)
    page = list(islice(found, limit + 1))
    if is_many and len(page) > limit:
        return page, COUNT_CAP + 1
    return page, len(page) + sum(1 for _ in islice(found, max(COUNT_CAP + 1 - len(page), 0)))


def _hits(statements: Statements, id_cards: id_numbers.IdNumbers, page: list[Found]) -> tuple[SearchHit, ...]:
    numbers = [one.row.member_id if one.shows_member else None for one in page]
    wanted = {number for number in numbers if number is not None}
    if not wanted:
        return tuple([_hit(_buyer(*one.row.buyer or ()), None, one.matched) for one in page])
    read = statements.run(statements.members_by_id([*wanted]))
    members: dict[int | None, Member] = {member.id: member for member in (rows.member(id_cards, row) for row in read)}
    return tuple(
        [
            _hit(_buyer(*one.row.buyer) if one.row.buyer else None, members.get(number), one.matched)
            for one, number in zip(page, numbers, strict=True)
        ]
    )


def stoppable(connection: Connection, cancel: Event | None) -> AbstractContextManager[None]:
    """Let SQLite look at ``cancel`` every thousand steps of its machine; other servers between statements only."""
    return _ALWAYS if cancel is None or connection.dialect.name != "sqlite" else _stoppable(connection, cancel)


@contextmanager
def _stoppable(connection: Connection, cancel: Event) -> Iterator[None]:
    driver = connection.connection.driver_connection
    set_handler: Callable[[Callable[[], bool] | None, int], None] = driver.set_progress_handler  # type: ignore[union-attr]
    set_handler(cancel.is_set, _PROGRESS_STEPS)
    try:
        yield
    except Exception:
        if cancel.is_set():
            raise cancelled() from None
        raise
    finally:
        set_handler(None, 0)
