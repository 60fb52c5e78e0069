"""PostgreSQL: the rows that meet an expression, newest first, from a GIN index that knows no order.

GIN collects all rows of a token before the first one is seen. Of a rare token all are fetched and sorted; of a very
common one none is asked for: the newest rows are looked at one by one. In between only the newest part of the table
is cut with the index (``BitmapAnd``), as much of it as should have enough rows. Which way is the cheapest follows
from how common the tokens are (``store.shares``); what it costs if that is wrong is bounded by the window.

A ``MATERIALIZED`` query does not see that only a few of its rows are wanted, and one with OFFSET or LIMIT takes no
condition from outside: so the planner cannot choose another way.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wxbuyer_gui.store.expressions import All, Either, Expression, Has, Without
from wxbuyer_gui.store.rows import BUYER_ROW, MEMBER_ROW, WITH_MEMBER
from wxbuyer_gui.store.shares import Shares

Run = Callable[[tuple[str, tuple[object, ...]]], list[tuple[Any, ...]]]

# Microseconds, seen on a server whose pages are in memory; only what they are to each other counts.
_LOOK = 0.7  # at the tokens of one row
_COMPARE = 0.3  # one token that is asked for with those of the row
_FETCH = 2.0  # one row by its place
_DECODE = 0.05  # one row of a token in the GIN index
_COLLECT = 0.13  # one row that is to be fetched
_ENTRY = 0.05  # of the B-tree over ids

_WALKED = "t.id >= ? AND t.id < ?"
# Of numbers that it is told the planner believes that they are hardly used: the newest came after its statistics.
_CUT = "t.id >= (SELECT ?::bigint) AND t.id < (SELECT ?::bigint)"

_SPREAD = 3  # standard deviations that a window may have fewer rows than it should have
_WALKED_MARGIN = 2  # a walk stops when it has enough
_MOST_WINDOWS = 3
_FEW = 600  # rows that are looked at sooner than the planner has weighed its ways to them
_LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Listed:
    """A table whose rows are found by tokens. ``lonely`` is a further condition."""

    name: str
    columns: str
    tokens: str
    joined: str = ""
    lonely: str = ""


BUYERS = Listed(
    "buyer",
    BUYER_ROW,
    "(t.grams || t.member_grams)",
    joined=WITH_MEMBER,
)
MEMBERS = Listed(
    "member",
    MEMBER_ROW,
    "t.grams",
    # OFFSET keeps it a look into an index for each row: as a join, all buyers would be read.
    lonely=" AND NOT EXISTS (SELECT 1 FROM buyer o WHERE o.tenant_id = t.tenant_id AND o.member_id = t.id OFFSET 0)",
)


class GinRows:
    """Rows of one table and tenant, by tokens."""

    def __init__(self, run: Run, tenant_id: int, listed: Listed, shares: Shares) -> None:
        self._run = run
        self._tenant_id = tenant_id
        self._listed = listed
        self._shares = shares
        self._top: int | None = None
        self._rarer: dict[tuple[str, ...], float] = {}  # than believed: what was seen, by the rarest tokens

    def chunk(self, expression: Expression, below: int, size: int) -> list[tuple[Any, ...]]:
        """The newest ``size`` rows below a number; fewer only where there are no more."""
        rarest = tuple(self._shares.cover(expression)[0])
        believed = max(self._shares.of(expression), _LEAST_SHARE)
        share = max(believed * self._rarer.get(rarest, 1), _LEAST_SHARE)
        rows = self._shares.rows
        look = _LOOK + _COMPARE * expression.fts().count('"') / 2
        index = rows * (share * _COLLECT + self._shares.rarest(expression) * _DECODE)
        found: list[tuple[Any, ...]] = []
        for _ in range(_MOST_WINDOWS):
            wanted = size - len(found)
            expected = wanted + _SPREAD * math.sqrt(wanted)
            all_at_once = index + rows * share * _FETCH
            walked = wanted / share * look
            cut = index + expected / share * _ENTRY + expected * _FETCH
            if all_at_once <= min(walked, cut):
                break
            below = min(below, self._newest() + 1)
            is_walk = walked < cut
            width = int((wanted * _WALKED_MARGIN if is_walk else expected) / share) + 1
            newer = self._run(self._window(expression, below - width, below, wanted, is_walk=is_walk))
            found += newer
            if len(found) == size or below <= width:
                return found
            below -= width
            share = max(len(newer), 0.5) / width
            self._rarer[rarest] = min(share / believed, 1)
        return found + self._run(self._all(expression, below, size - len(found)))

    def ids(self, expression: Expression, most: int) -> tuple[int, list[int]]:
        """How many rows meet an expression, any so many of them at most, and their numbers."""
        values: list[object] = []
        hits = self._hits(expression, values)
        statement = (
            f"WITH hits AS MATERIALIZED ({hits}) "
            "SELECT count(*), array_agg(id) FROM (SELECT id FROM hits LIMIT ?) AS found"
        )
        ((count, ids),) = self._run((statement, (*values, most)))
        return count, ids or []

    def at_least(self, expression: Expression) -> float:
        """How many rows surely meet an expression, as the server's statistics have it."""
        return self._shares.rows * self._shares.at_least(expression)

    def about(self, expression: Expression) -> float:
        """How many rows may meet an expression, by the same statistics."""
        return self._shares.rows * self._shares.of(expression)

    def _newest(self) -> int:
        if self._top is None:
            statement = f"SELECT max(t.id) FROM {self._listed.name} t WHERE t.tenant_id = ?"
            ((top,),) = self._run((statement, (self._tenant_id,)))
            self._top = top or 0
        return self._top

    def _window(self, expression: Expression, start: int, stop: int, size: int, *, is_walk: bool) -> Any:
        """Of the tokens of a name the index is asked for the rarest: the planner believes that they never meet."""
        values: list[object] = [self._tenant_id, start, stop]
        rows = (
            f"SELECT t.id, t.tenant_id, {self._listed.tokens} AS tokens FROM {self._listed.name} t "
            f"WHERE t.tenant_id = ? AND {_WALKED if is_walk else _CUT}"
        )
        if not is_walk:
            cover = self._shares.cover(expression)
            rows += f" AND {self._listed.tokens} && ?::text[]" * len(cover)
            values += cover
        rows = _unseen(rows)
        condition = _unseen(expression.sql("t.tokens", values)) + self._listed.lonely
        values.append(size)
        # A query with a limit of its own is read in its order and no further than is asked; its tokens are joined once.
        if is_walk:
            newest = f"({rows} ORDER BY t.id DESC LIMIT {stop - start})"
            return self._whole(f"(SELECT t.id FROM {newest} t WHERE {condition} LIMIT ?)"), tuple(values)
        return self._sorted(f"SELECT t.id FROM ({rows} OFFSET 0) t WHERE {condition}"), tuple(values)

    def _all(self, expression: Expression, below: int, size: int) -> Any:
        values: list[object] = []
        hits = self._hits(expression, values)
        return self._sorted(f"{hits} AND t.id + 0 < ?"), (*values, below, size)

    def _hits(self, expression: Expression, values: list[object]) -> str:
        """SQL for the ids of all rows that meet an expression, in any order; ends in its conditions.

        Where the index could be asked in several ways, the planner sees the tokens and chooses one. For few rows that
        takes longer than finding them: the index is asked for one token of each alternative then, and the rest is
        looked at in the rows that have one.
        """
        listed = self._listed
        values.append(self._tenant_id)
        is_plain = _has_one_way(expression)
        if not is_plain and self.about(expression) > _FEW:
            condition = expression.sql(listed.tokens, values)
            return f"SELECT t.id FROM {listed.name} t WHERE t.tenant_id = ? AND {condition}{listed.lonely}"
        keys, rest = ([expression], []) if is_plain else _split(expression)
        asked = [key.sql(listed.tokens, values) for key in keys]
        for covers in map(self._shares.cover, rest):
            asked += [f"{listed.tokens} && ?::text[]"] * len(covers)
            values += covers
        rows = f"FROM {listed.name} t WHERE {' AND '.join(['t.tenant_id = ?', *asked])}"
        if not rest:
            return _unseen(f"SELECT t.id {rows}{listed.lonely}")
        looked_at = " AND ".join([one.sql("t.tokens", values) for one in rest])
        rows = f"SELECT t.id, t.tenant_id, {listed.tokens} AS tokens {rows} OFFSET 0"
        return _unseen(f"SELECT t.id FROM ({rows}) t WHERE {looked_at}{listed.lonely}")

    def _sorted(self, hits: str) -> str:
        return f"WITH hits AS MATERIALIZED ({hits}) {self._whole('(SELECT id FROM hits ORDER BY id DESC LIMIT ?)')}"

    def _whole(self, ids: str) -> str:
        return f"{_rows(self._listed, ids)} ORDER BY found.id DESC"


def _unseen(condition: str) -> str:
    """The same, with arrays that the planner does not see.

    For those that it sees it reads its statistics of thousands of tokens, which takes as long as finding a few rows;
    where there is one way only, that tells it nothing.
    """
    return condition.replace("?::text[]", "(SELECT ?::text[])")


def _has_one_way(expression: Expression) -> bool:
    """Whether the index can be asked for it in one way only: as one of its keys, or as alternatives alone."""
    if isinstance(expression, Without):
        return _has_one_way(expression.wanted)
    if isinstance(expression, Either):
        return all(map(_is_one_key, expression.parts))
    return _is_one_key(expression)


def _split(expression: Expression) -> tuple[list[Expression], list[Expression]]:
    """What of the things to be met is one of the index's keys each, and the others."""
    if isinstance(expression, Without):
        keys, rest = _split(expression.wanted)
        return keys, [*rest[:-1], Without(rest[-1], expression.unwanted)]
    if _is_one_key(expression):
        return [expression], []
    if not isinstance(expression, All):
        return [], [expression]
    pairs = [*map(_split, expression.parts)]
    return [key for keys, _ in pairs for key in keys], [one for _, rest in pairs for one in rest]


def _is_one_key(expression: Expression) -> bool:
    if isinstance(expression, All):
        return all(map(_is_one_key, expression.parts))
    return isinstance(expression, Has) or (
        isinstance(expression, Either) and all(isinstance(one, Has) for one in expression.parts)
    )


def rows_of(listed: Listed, ids: object) -> tuple[str, tuple[object]]:
    """The statement for the rows with these numbers, which are few."""
    return _rows(listed, "(SELECT unnest(?::bigint[]) AS id)"), (ids,)


def _rows(listed: Listed, ids: str) -> str:
    """SQL for the rows of a query of ids, which are few."""
    alias = listed.name[0]
    return (
        f"SELECT {listed.columns} FROM {ids} AS found JOIN {listed.name} {alias} "
        f"ON {alias}.id = found.id {listed.joined}"
    )
