"""The ranks of search: what finds the rows of each, and what decides about a row.

A tier has an expression over tokens, which every row of it meets, and reasons, which decide. Where tokens alone prove
a reason, the database may count without looking at rows, and later tiers leave these rows out while still inside
the index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wxbuyer_gui.domain.models import Matched
from wxbuyer_gui.store.expressions import Expression, proof, together
from wxbuyer_gui.store.rows import Row

Judge = Callable[[Row], Matched | None]


@dataclass(slots=True)
class Lookup:
    """Few rows that an ordinary index finds.

    ``buyer`` is a condition on a buyer b and its member m, ``member`` on a member m that no buyer is bound to;
    None where it cannot be one. Each takes all ``values``.
    """

    values: tuple[object, ...]
    buyer: str | None = None
    member: str | None = None


@dataclass(slots=True)
class Tier:
    """One rank. Rows are found by ``expression`` or by ``lookup`` and taken if ``judge`` names a reason.

    ``find`` makes the expression, and only where it is asked for: ``within`` says that a later tier of the same part
    would find all of these rows too, which does for an answer that is short. ``phone`` is what one of a row's phones
    is LIKE, where very many rows may have the tokens and few be taken: all that end with 8888 have those of 88888888.
    """

    judge: Judge
    find: Callable[[], Expression] | None = None
    lookup: Lookup | None = None
    within: bool = False
    phone: str = ""
    _found: Expression | None = None

    @property
    def expression(self) -> Expression | None:
        """What finds the rows."""
        if self._found is None and self.find is not None:
            self._found = self.find()
        return self._found

    @property
    def proof(self) -> Expression | None:
        """What of the expression needs no judge."""
        expression = self.expression
        return proof(expression) if expression is not None else None

    @property
    def is_proven(self) -> bool:
        """Whether tokens alone decide."""
        return self.expression is not None and self.proof == self.expression


def ranked(first: list[Tier], second: list[Tier]) -> list[Tier]:
    """The ranks of rows that meet two parts: by the first part, and by the second where the first has them equal."""
    return [_both(one, other) for one in first for other in second]


def _both(first: Tier, second: Tier) -> Tier:
    """Both at once. What is only looked up has no expression, and no lookup either: ``Finder`` does that per part."""

    def judge(row: Row) -> Matched | None:
        matched = first.judge(row)
        return matched if matched is not None and second.judge(row) is not None else None

    def find() -> Expression:
        return together([one.expression for one in (first, second) if one.expression is not None])

    return Tier(judge, find if first.find and second.find else None, phone=first.phone or second.phone)
