"""Finds buyers and members: tiers in rank order, newest first within each, stopping as soon as the page is full.

Every statement is a few posting lists or one B-tree range with an early LIMIT. Rows are driver tuples until they
become domain objects; no ORM. Pages go on from a cursor (tier, member id, buyer id), never from an OFFSET.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from typing import Any

from sqlalchemy import Connection, text

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Member, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Kind, Query
from wxbuyer_gui.store.index import TABLE_PREFIX
from wxbuyer_gui.store.tiers import Reader, Tier, Tokens, Values

COUNT_CAP = 200
"""More rows than this are not counted: "200+"."""
NEWEST = 20
"""How many buyers an empty search box shows."""

_BUYER = "b.id, b.tenant_id, b.open_id, b.name, b.profile, b.phone, b.member_id"
_MEMBER = "m.id, m.tenant_id, m.name, m.phone, m.sex, m.birthday, m.id_card, m.address, m.created_at"
_PROGRESS_STEPS = 1000

# Which part leads a search with several: the one with the fewest rows, as far as its kind tells.
_LEADERS = (
    Kind.ID_CARD, Kind.PHONE, Kind.OPEN_ID, Kind.TAIL, Kind.MIDDLE, Kind.OPEN_ID_PREFIX,
    Kind.NAME, Kind.PREFIX, Kind.LATIN, Kind.NUMBER,
)  # fmt: skip

Key = tuple[int, int | None, int | None]
"""Tier, buyer id, member id: one row of the answer, and the cursor behind it."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page starts, with the count that the first page made."""

    key: Key
    count: int
    capped: bool


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
        if not query.parts:
            return _newest(connection, tenant_id, min(limit, NEWEST))
        finder = _Finder(connection, tenant_id, query, cancel)
        cursor = after if isinstance(after, Cursor) else None
        wanted = limit + 1 if cursor else max(limit, COUNT_CAP) + 1
        keys = finder.keys(wanted, cursor.key if cursor else None)
        page = keys[:limit]
        count = cursor.count if cursor else min(len(keys), COUNT_CAP)
        capped = cursor.capped if cursor else len(keys) > COUNT_CAP
        more = Cursor(page[-1], count, capped) if len(keys) > limit else None
        return SearchPage(finder.hits(page), query.kind, more, count, capped)


def _newest(connection: Connection, tenant_id: int, limit: int) -> SearchPage:
    statement = text(f"SELECT {_BUYER} FROM buyer b WHERE b.tenant_id = :tenant ORDER BY b.id DESC LIMIT :limit")
    rows = connection.execute(statement, {"tenant": tenant_id, "limit": limit}).fetchall()
    hits = tuple(SearchHit(WxBuyingUser(*row)) for row in rows)
    return SearchPage(hits, Kind.RECENT, None, len(hits))


class _Finder:
    """One query on one connection."""

    def __init__(self, connection: Connection, tenant_id: int, query: Query, cancel: Event | None) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._cancel = cancel
        self._values = Values({"tenant": tenant_id})
        reader = Reader(tenant_id, connection.dialect.name, self._values)
        leader = min(query.parts, key=lambda part: (_LEADERS.index(part.kind), -len(part.value)))
        self._tiers = reader.tiers(leader)
        self._others = [_anywhere(reader.tiers(part)) for part in query.parts if part is not leader]

    def keys(self, wanted: int, after: Key | None) -> list[Key]:
        """The first ``wanted`` rows after a cursor."""
        found: list[Key] = []
        for number, tier in enumerate(self._tiers):
            if after is not None and number < after[0]:
                continue
            if self._cancel is not None and self._cancel.is_set():
                raise _cancelled()
            start = after if after is not None and number == after[0] else None
            found += self._tier_keys(number, tier, wanted - len(found), start)
            if len(found) >= wanted:
                break
        return found

    def _tier_keys(self, number: int, tier: Tier, wanted: int, start: Key | None) -> list[Key]:
        return (
            self._buyer_keys(number, tier, wanted, start)
            if tier.buyer
            else self._member_keys(number, tier, wanted, start)
        )

    def _buyer_keys(self, number: int, tier: Tier, wanted: int, start: Key | None) -> list[Key]:
        where = [f"b.tenant_id = :tenant AND {tier.buyer}", *self._not_before(number), *self._others]
        bound: dict[str, Any] = {"wanted": wanted}
        if start is not None:
            where.append("b.id < :after_buyer")
            bound["after_buyer"] = start[1]
        source = self._source("buyer", "b", tier, where, bound)
        joined = (
            " LEFT JOIN member m ON m.id = b.member_id AND m.tenant_id = b.tenant_id"
            if self._needs_member(number)
            else ""
        )
        order = "f.rowid" if source.startswith(TABLE_PREFIX) else "b.id"
        rows = self._run(
            f"SELECT b.id, NULL FROM {source}{joined} WHERE {' AND '.join(where)} ORDER BY {order} DESC LIMIT :wanted",
            bound,
        )
        return [(number, row[0], None) for row in rows]

    def _member_keys(self, number: int, tier: Tier, wanted: int, start: Key | None) -> list[Key]:
        where = [f"m.tenant_id = :tenant AND {tier.member}", *self._not_before(number), *self._others]
        bound: dict[str, Any] = {"wanted": wanted}
        if start is not None:
            where.append("(m.id < :after_member OR (m.id = :after_member AND coalesce(b.id, 0) < :after_buyer))")
            bound |= {"after_member": start[2], "after_buyer": start[1] or 0}
        source = self._source("member", "m", tier, where, bound)
        rows = self._run(
            f"SELECT b.id, m.id FROM {source} LEFT JOIN buyer b ON b.tenant_id = m.tenant_id AND b.member_id = m.id "
            f"WHERE {' AND '.join(where)} ORDER BY m.id DESC, coalesce(b.id, 0) DESC LIMIT :wanted",
            bound,
        )
        return [(number, *row) for row in rows]

    def _source(self, table: str, alias: str, tier: Tier, where: list[str], bound: dict[str, Any]) -> str:
        """The table to read from. With tokens, the posting lists come first and the row is looked up behind them."""
        if not tier.tokens:
            return f"{table} {alias}"
        if self._sqlite:
            fts = TABLE_PREFIX + table
            where.insert(0, f"{fts} MATCH :tokens")
            bound["tokens"] = " OR ".join(map(_match, tier.tokens))
            return f"{fts} f CROSS JOIN {table} {alias} ON {alias}.id = f.rowid"
        alternatives = []
        for tokens in tier.tokens:
            groups = [f"{alias}.grams && {self._values.bind(list(group))}" for group in tokens]
            alternatives.append(f"({' AND '.join(groups)})")
        where.insert(0, f"({' OR '.join(alternatives)})")
        return f"{table} {alias}"

    def _not_before(self, number: int) -> list[str]:
        """Rows that an earlier tier has given are not given again. NULL (no member bound) is not a match."""
        earlier = [tier.buyer or tier.member or "" for tier in self._tiers[:number]]
        return [f"NOT coalesce({condition}, {'0' if self._sqlite else 'false'})" for condition in earlier]

    def _needs_member(self, number: int) -> bool:
        return bool(self._others) or any(tier.member for tier in self._tiers[:number])

    def _run(self, statement: str, bound: dict[str, Any]) -> list[Any]:
        named = {name: value for name, value in (self._values.bound | bound).items() if f":{name}" in statement}
        return list(self._connection.execute(text(statement), named).fetchall())

    def hits(self, keys: list[Key]) -> tuple[SearchHit, ...]:
        """The rows behind the keys, in their order."""
        buyers = {row[0]: WxBuyingUser(*row) for row in self._by_id(_BUYER, "buyer b", "b", {key[1] for key in keys})}
        members = {row[0]: Member(*row) for row in self._by_id(_MEMBER, "member m", "m", {key[2] for key in keys})}
        return tuple(
            SearchHit(
                buyers.get(buyer_id) if buyer_id else None,
                members.get(member_id) if member_id else None,
                self._tiers[number].matched,
            )
            for number, buyer_id, member_id in keys
        )

    def _by_id(self, columns: str, table: str, alias: str, ids: set[int | None]) -> list[Any]:
        wanted = sorted(one for one in ids if one is not None)
        if not wanted:
            return []
        names = {f"i{position}": one for position, one in enumerate(wanted)}
        places = ", ".join(f":{name}" for name in names)
        statement = text(
            f"SELECT {columns} FROM {table} WHERE {alias}.tenant_id = :tenant AND {alias}.id IN ({places})"
        )
        rows = self._connection.execute(statement, names | {"tenant": self._values.bound["tenant"]})
        return [_typed(row) if alias == "m" and self._sqlite else row for row in rows]


def _typed(row: Any) -> list[Any]:
    """SQLite's driver gives dates of a textual statement as text."""
    values = list(row)
    if isinstance(values[5], str):
        values[5] = date.fromisoformat(values[5])
    if isinstance(values[8], str):
        values[8] = datetime.fromisoformat(values[8])
    return values


def _anywhere(tiers: list[Tier]) -> str:
    """One part as a condition on a buyer with its member."""
    conditions = [tier.buyer or tier.member or "" for tier in tiers]
    return f"({' OR '.join(conditions) or '1 = 0'})"


def _match(tokens: Tokens) -> str:
    """FTS5's spelling of "any of each group". Tokens hold no ASCII punctuation, so nothing needs escaping."""
    groups = ["(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in tokens]
    return f"({' AND '.join(groups)})"


@contextmanager
def _stoppable(connection: Connection, cancel: Event | None) -> Iterator[None]:
    """Let SQLite look at ``cancel`` every thousand steps of its machine; other servers between statements only."""
    if cancel is None or connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.set_progress_handler(cancel.is_set, _PROGRESS_STEPS)  # type: ignore[union-attr]
    try:
        yield
    except Exception:
        if cancel.is_set():
            raise _cancelled() from None
        raise
    finally:
        driver.set_progress_handler(None, 0)  # type: ignore[union-attr]


def _cancelled() -> StorageError:
    return StorageError("the search was stopped by its caller", code="E-CANCELLED")
