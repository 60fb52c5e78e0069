"""交班小结: how much was done at the counter, by operator and day. Numbers only: nobody's data is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from operator import add


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of each.

    Writes count once they are done: ``added`` are new buyers, ``edited`` buyers and members. ``failed`` are those that
    were refused or certainly not done, ``pending`` those of which that is not known yet. ``reveals`` are whole numbers
    that were shown or copied, ``id_reveals`` the ID numbers among them.
    """

    registered: int = 0
    bound: int = 0
    rebound: int = 0
    unbound: int = 0
    added: int = 0
    edited: int = 0
    failed: int = 0
    pending: int = 0
    reveals: int = 0
    id_reveals: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done."""
        return self == Tally()


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """What one operator did on one day. ``operator`` is '' in single-user mode."""

    day: date
    operator_id: int | None
    operator: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class ShiftSummary:
    """From the day ``first`` until ``last``, in local time; lines by day, then by operator.

    ``here`` says that other counters are left out, ``whose`` that everybody but this operator is. ``code`` names the
    end of this computer's journal: ``check --head`` finds it later, unless somebody cut it off.
    """

    first: date
    last: date
    lines: tuple[ShiftLine, ...] = ()
    here: bool = False
    whose: str = ""
    code: str = ""

    @property
    def total(self) -> Tally:
        """All of it."""
        return _sum(line.tally for line in self.lines)

    @property
    def operators(self) -> tuple[tuple[str, Tally], ...]:
        """Each operator's sum over the days, by name."""
        sums: dict[tuple[str, int | None], list[Tally]] = defaultdict(list)
        for line in self.lines:
            sums[line.operator, line.operator_id].append(line.tally)
        return tuple((key[0], _sum(tallies)) for key, tallies in sorted(sums.items(), key=lambda item: str(item[0])))

    @property
    def days(self) -> tuple[tuple[date, Tally], ...]:
        """Each day's sum over the operators; days on which nothing was done are left out."""
        sums: dict[date, list[Tally]] = defaultdict(list)
        for line in self.lines:
            sums[line.day].append(line.tally)
        return tuple((day, _sum(tallies)) for day, tallies in sorted(sums.items()))


def _sum(tallies: Iterable[Tally]) -> Tally:
    return reduce(add, tallies, Tally())
