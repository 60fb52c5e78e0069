"""PostgreSQL: the rows that meet an expression, newest first, from a GIN index that knows no order.

GIN collects all rows of a token before the first one is seen. Of a rare token all are fetched and sorted; of a very
common one none is asked for: the newest rows are looked at one by one. In between only the newest part of the table
is cut with the index (``BitmapAnd``), as much of it as should have enough rows. Which way is the cheapest follows
from how common the tokens are (``store.shares``); what it costs if that is wrong is bounded by the window.

A condition on ``tokens_unindexed`` cannot use the index, and one in a ``MATERIALIZED`` query does not see that only
a few rows are wanted, so that the planner cannot choose another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wxbuyer_gui.store.expressions import Expression
from wxbuyer_gui.store.rows import BUYER_ROW, MEMBER_ROW
from wxbuyer_gui.store.shares import Shares

Run = Callable[[tuple[str, tuple[object, ...]]], list[tuple[Any, ...]]]

# Microseconds, seen on a server whose pages are in memory; only what they are to each other counts.
_LOOK = 3.0  # at the tokens of one row
_FETCH = 1.5  # one row by its place
_POSTING = 0.08  # of the GIN index
_ENTRY = 0.06  # of the B-tree over ids

_MARGIN = 2  # windows are that much larger than they should have to be
_MOST_WINDOWS = 3
_LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Listed:
    """A table whose rows are found by tokens. ``lonely`` is a further condition."""

    name: str
    columns: str
    tokens: str
    tokens_unindexed: str
    joined: str = ""
    lonely: str = ""


BUYERS = Listed(
    "buyer",
    BUYER_ROW,
    "(t.grams || t.member_grams)",
    "(t.member_grams || t.grams)",
    joined="LEFT JOIN member m ON m.id = b.member_id AND m.tenant_id = b.tenant_id",
)
MEMBERS = Listed(
    "member",
    MEMBER_ROW,
    "t.grams",
    "(t.grams || '{}'::text[])",
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
        self._counted: dict[tuple[Expression, int], int] = {}
        self._few: set[Expression] = set()  # of which fewer rows were counted than somebody asked for

    def chunk(self, expression: Expression, below: int, size: int) -> list[tuple[Any, ...]]:
        """The newest ``size`` rows below a number; fewer only where there are no more."""
        share = max(self._shares.of(expression), _LEAST_SHARE)
        found: list[tuple[Any, ...]] = []
        for _ in range(_MOST_WINDOWS):
            wanted = size - len(found)
            all_at_once = self._shares.rows * share * _FETCH
            walked = wanted / share * _LOOK
            width = int(wanted / share * _MARGIN) + 1
            cut = self._shares.rows * share * _POSTING + width * _ENTRY + wanted * _MARGIN * _FETCH
            if expression in self._few or all_at_once <= min(walked, cut):
                break
            below = min(below, self._newest() + 1)
            rows = self._run(self._window(expression, below - width, below, wanted, is_walk=walked < cut))
            found += rows
            if len(found) == size or below <= width:
                return found
            below -= width
            share = max(len(rows), 0.5) / width
        return found + self._run(self._all(expression, below, size - len(found)))

    def count(self, expression: Expression, most: int) -> int:
        """How many rows meet a proven expression, counted up to a limit."""
        known = self._counted.get((expression, most))
        return self._count(expression, most) if known is None else known

    def _count(self, expression: Expression, most: int) -> int:
        share = max(self._shares.of(expression), _LEAST_SHARE)
        is_walk = most / share * _LOOK < self._shares.rows * share * _POSTING + most * _FETCH
        values: list[object] = []
        condition = self._condition(expression, values, is_walk=is_walk)
        if is_walk:
            rows = f"(SELECT 1 FROM {self._listed.name} t WHERE {condition} ORDER BY t.id DESC LIMIT ?)"
            statement = f"SELECT count(*) FROM {rows} AS counted"
        else:
            rows = f"MATERIALIZED (SELECT 1 FROM {self._listed.name} t WHERE {condition})"
            statement = f"WITH hits AS {rows} SELECT count(*) FROM (SELECT 1 FROM hits LIMIT ?) AS counted"
        ((total,),) = self._run((statement, (*values, most)))
        self._counted[expression, most] = total
        if total < most:
            self._few.add(expression)
        return int(total)

    def _newest(self) -> int:
        if self._top is None:
            statement = f"SELECT max(t.id) FROM {self._listed.name} t WHERE t.tenant_id = ?"
            ((top,),) = self._run((statement, (self._tenant_id,)))
            self._top = top or 0
        return self._top

    def _window(self, expression: Expression, start: int, stop: int, size: int, *, is_walk: bool) -> Any:
        values: list[object] = []
        condition = self._condition(expression, values, is_walk=is_walk)
        hits = f"SELECT t.id FROM {self._listed.name} t WHERE {condition} AND t.id >= ? AND t.id < ?"
        values += [start, stop]
        if is_walk:
            return self._whole(f"({hits} ORDER BY t.id DESC LIMIT ?)"), (*values, size)
        return self._sorted(hits), (*values, size)

    def _all(self, expression: Expression, below: int, size: int) -> Any:
        values: list[object] = []
        condition = self._condition(expression, values, is_walk=False)
        hits = f"SELECT t.id FROM {self._listed.name} t WHERE {condition} AND t.id < ?"
        return self._sorted(hits), (*values, below, size)

    def _condition(self, expression: Expression, values: list[object], *, is_walk: bool) -> str:
        values.append(self._tenant_id)
        tokens = self._listed.tokens_unindexed if is_walk else self._listed.tokens
        return f"t.tenant_id = ? AND {expression.sql(tokens, values)}{self._listed.lonely}"

    def _sorted(self, hits: str) -> str:
        return f"WITH hits AS MATERIALIZED ({hits}) {self._whole('(SELECT id FROM hits ORDER BY id DESC LIMIT ?)')}"

    def _whole(self, ids: str) -> str:
        """The rows of a query of ids, which are few."""
        alias = self._listed.name[0]
        return (
            f"SELECT {self._listed.columns} FROM {ids} AS found JOIN {self._listed.name} {alias} "
            f"ON {alias}.id = found.id {self._listed.joined} ORDER BY {alias}.id DESC"
        )
