"""How common tokens are on PostgreSQL, by the server's own statistics (``ANALYZE``, which autovacuum runs)."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Any

from wxbuyer_gui.store.expressions import All, Either, Expression, Has, Without
from wxbuyer_gui.store.grams import Piece

STATISTICS = 300
"""The statistics target of the columns of tokens; the server keeps ten tokens for each of these."""

_KEPT_SECONDS = 600
_LEAST = 0.1  # of what is left of a condition by another one that nearly all of its rows meet
_OF_PHONE = frozenset((Piece.TAIL, Piece.PREFIX, Piece.DIGITS))
# The index's own are of a buyer's and its member's tokens together; only the owner of the tables is told of them.
_READ = (
    "SELECT c.relname, c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs "
    "FROM pg_class c LEFT JOIN pg_stats s ON s.schemaname = current_schema() AND (s.attname = 'grams' "
    "AND s.tablename = c.relname OR s.tablename = 'ix_' || c.relname || '_grams') "
    "WHERE c.relnamespace = current_schema()::regnamespace AND c.relname IN ('buyer', 'member') "
    "ORDER BY s.tablename = c.relname DESC"
)


class Shares:
    """What share of a table's rows meets an expression, roughly. ``rows`` is how many rows the table has."""

    def __init__(self, rows: float = 0, common: Mapping[str, float] | None = None) -> None:
        self.rows = max(rows, 0)
        self._common = common or {}
        # A token that is not among the common ones is rarer than each of them.
        self._rare = min(self._common.values(), default=0) / 4

    def of(self, expression: Expression) -> float:
        """The share, between 0 and 1."""
        if isinstance(expression, Has):
            return self._common.get(expression.token, self._rare)
        if isinstance(expression, All):
            return math.prod(map(self.of, expression.parts if expression.apart else self._apart(expression)))
        if isinstance(expression, Either):
            return min(sum(map(self.of, expression.parts)), 1)
        wanted, unwanted = _without(expression)
        return max(self.of(wanted) - self.of(unwanted), self.of(wanted) * _LEAST)

    def at_least(self, expression: Expression) -> float:
        """As ``of``, but what is not known counts for nothing."""
        if isinstance(expression, Has):
            return self._common.get(expression.token, 0)
        if isinstance(expression, All):
            if expression.apart and sum(not _is_of_phone(part) for part in expression.parts) > 1:
                return 0  # nobody knows whether two names ever come together
            return math.prod(self.at_least(rarest) for rarest in self._apart(expression))
        if isinstance(expression, Either):
            return max(map(self.at_least, expression.parts))
        wanted, unwanted = _without(expression)
        return max(self.at_least(wanted) - self.of(unwanted), 0)

    def rarest(self, expression: Expression) -> float:
        """The share of rows that have one of the tokens that the rarest condition asks for."""
        return sum(map(self.of, map(Has, self.cover(expression)[0])))

    def cover(self, expression: Expression) -> list[list[str]]:
        """Groups of a few tokens: every row that meets an expression has one token at least of each group."""
        if isinstance(expression, Has):
            return [[expression.token]]
        if isinstance(expression, All):
            return [group for rarest in self._apart(expression) for group in self.cover(rarest)]
        if isinstance(expression, Either):
            return [list(dict.fromkeys([token for part in expression.parts for token in self.cover(part)[0]]))]
        return self.cover(_without(expression)[0])

    def _apart(self, expression: All) -> list[Expression]:
        """The rarest of the conditions on a name and of those on a phone, the rarest of all first.

        Names and phones have nothing to do with each other; two pieces of one name mostly come together.
        """
        rarest: dict[bool, Expression] = {}
        for part in sorted(expression.parts, key=self.of):
            rarest.setdefault(_is_of_phone(part), part)
        return list(rarest.values())


def _is_of_phone(expression: Expression) -> bool:
    if isinstance(expression, Has):
        return expression.token.lstrip("0123456789")[0] in _OF_PHONE
    if isinstance(expression, All | Either):
        return _is_of_phone(expression.parts[0])
    return _is_of_phone(_without(expression)[0])


def _without(expression: Expression) -> tuple[Expression, Expression]:
    assert isinstance(expression, Without), type(expression)
    return expression.wanted, expression.unwanted


def shares(connection: Any) -> dict[str, Shares]:
    """Those of ``buyer`` and ``member``, read once in a while on each of SQLAlchemy's connections."""
    kept: tuple[float, dict[str, Shares]] | None = connection.info.get(__name__)
    if kept is None or time.monotonic() - kept[0] > _KEPT_SECONDS:
        found = {"buyer": Shares(), "member": Shares()}
        for table, rows, tokens, frequencies in connection.exec_driver_sql(_READ):
            # Three more numbers follow the tokens' own: the lowest, the highest, and that of NULL.
            found[table] = Shares(rows, dict(zip(tokens or (), frequencies or (), strict=False)))
        kept = time.monotonic(), found
        connection.info[__name__] = kept
    return kept[1]
