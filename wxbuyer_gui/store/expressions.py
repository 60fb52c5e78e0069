"""What a row's tokens must be, spelled for either database: FTS5's query language, or conditions on an array."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass


class Expression(ABC):
    """A condition on the tokens of a row."""

    @abstractmethod
    def fts(self) -> str:
        """For FTS5's MATCH. Tokens hold no ASCII punctuation (``store.grams``), so nothing needs escaping."""

    @abstractmethod
    def sql(self, tokens: str, values: list[object]) -> str:
        """For PostgreSQL, ``tokens`` being the array; appends what its placeholders stand for to ``values``."""


@dataclass(slots=True)
class Has(Expression):
    """The row has this token. ``proves`` is False where the token stands for less than what is asked."""

    token: str
    proves: bool = True

    def fts(self) -> str:
        """The token as a string."""
        return f'"{self.token}"'

    def sql(self, tokens: str, values: list[object]) -> str:
        """Contained in the array."""
        values.append([self.token])
        return f"{tokens} @> ?::text[]"


@dataclass(slots=True)
class All(Expression):
    """Every one of them. ``apart``: each is of another part of what was typed, and so says nothing about the others."""

    parts: tuple[Expression, ...]
    apart: bool = False

    def fts(self) -> str:
        """Joined by AND."""
        return _joined(" AND ", [part.fts() for part in self.parts])

    def sql(self, tokens: str, values: list[object]) -> str:
        """Plain tokens are asked for as one array, which is one look into the index."""
        plain = [part.token for part in self.parts if isinstance(part, Has)]
        conditions = []
        if plain:
            values.append(plain)
            conditions.append(f"{tokens} @> ?::text[]")
        conditions += [part.sql(tokens, values) for part in self.parts if not isinstance(part, Has)]
        return _joined(" AND ", conditions)


@dataclass(slots=True)
class Either(Expression):
    """At least one of them."""

    parts: tuple[Expression, ...]

    def fts(self) -> str:
        """Joined by OR."""
        return _joined(" OR ", [part.fts() for part in self.parts])

    def sql(self, tokens: str, values: list[object]) -> str:
        """Plain tokens are asked for as one array, which is one look into the index."""
        plain = [part.token for part in self.parts if isinstance(part, Has)]
        conditions = []
        if plain:
            values.append(plain)
            conditions.append(f"{tokens} && ?::text[]")
        conditions += [part.sql(tokens, values) for part in self.parts if not isinstance(part, Has)]
        return _joined(" OR ", conditions)


@dataclass(slots=True)
class Without(Expression):
    """The first, but not the second."""

    wanted: Expression
    unwanted: Expression

    def fts(self) -> str:
        """FTS5's binary NOT."""
        return f"({self.wanted.fts()} NOT {self.unwanted.fts()})"

    def sql(self, tokens: str, values: list[object]) -> str:
        """AND NOT."""
        return f"({self.wanted.sql(tokens, values)} AND NOT {self.unwanted.sql(tokens, values)})"


def every(parts: Sequence[Expression]) -> Expression:
    """``All``, or the only one there is."""
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def together(parts: Sequence[Expression]) -> Expression:
    """As ``every``, of what was typed apart."""
    return parts[0] if len(parts) == 1 else All(tuple(parts), apart=True)


def either(parts: Sequence[Expression]) -> Expression:
    """``Either``, or the only one there is."""
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def proof(expression: Expression) -> Expression | None:
    """What of an expression decides alone: a single token, or those of several alternatives that are one.

    Tokens that must all be there may stand in different places of a name or number, so they prove nothing.
    """
    if isinstance(expression, Has):
        return expression if expression.proves else None
    if isinstance(expression, Either):
        proofs = [found for found in map(proof, expression.parts) if found is not None]
        return either(proofs) if proofs else None
    return None


def _joined(operator: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({operator.join(parts)})"
