"""How common tokens are on PostgreSQL, by the server's own statistics (``ANALYZE``, which autovacuum runs)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from wxbuyer_gui.store.expressions import All, Either, Expression, Has, Without

STATISTICS = 300
"""The statistics target of the columns of tokens; the server keeps ten tokens for each of these."""

_KEPT_SECONDS = 600
_LEAST = 0.1  # of what is left of a condition by another one that nearly all of its rows meet
_READ = (
    "SELECT c.relname, c.reltuples, s.most_common_elems::text::text[], s.most_common_elem_freqs "
    "FROM pg_class c LEFT JOIN pg_stats s ON s.schemaname = current_schema() AND s.tablename = c.relname "
    "AND s.attname = 'grams' WHERE c.relnamespace = current_schema()::regnamespace "
    "AND c.relname IN ('buyer', 'member')"
)


class Shares:
    """What share of a table's rows meets an expression, roughly. ``rows`` is how many rows the table has."""

    def __init__(self, rows: float = 0, common: Mapping[str, float] | None = None) -> None:
        self.rows = max(rows, 0)
        self._common = common or {}
        # A token that is not among the common ones is rarer than each of them.
        self._rare = min(self._common.values(), default=0) / 2

    def of(self, expression: Expression) -> float:
        """The share, between 0 and 1. Of conditions that are met together the rarest counts."""
        if isinstance(expression, Has):
            return self._common.get(expression.token, self._rare)
        if isinstance(expression, All):
            return min(map(self.of, expression.parts))
        if isinstance(expression, Either):
            return min(sum(map(self.of, expression.parts)), 1)
        if isinstance(expression, Without):
            wanted = self.of(expression.wanted)
            return max(wanted - self.of(expression.unwanted), wanted * _LEAST)
        raise TypeError(type(expression).__name__)


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
