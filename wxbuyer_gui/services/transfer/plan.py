"""What an import is asked to do, and what it would do: the same words before the write and after it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wxbuyer_gui.services.transfer import columns
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.rows import Problem, RowError
from wxbuyer_gui.services.transfer.sheet import ENCODINGS, Cell, Sheet, open_sheet

SAMPLE_ROWS = 20
KEPT_PROBLEMS = 1000
"""Refused rows that are kept with their cells; of all others only row number and reason."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A file, what its rows are, and which column is which field. A person confirms kind and mapping."""

    sheet: Sheet
    kind: FileKind
    mapping: Mapping[str, int]
    sample: tuple[tuple[Cell, ...], ...] = ()

    @property
    def doubled(self) -> tuple[str, ...]:
        """Headers that occur more than once; the first of each is read."""
        return columns.doubled(self.sheet.headers)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that a file of this kind may bring."""
        return columns.fields(self.kind)

    @property
    def encodings(self) -> tuple[str, ...]:
        """The encodings that a person may choose instead of the one that was found."""
        return ENCODINGS

    @property
    def finds_somebody(self) -> bool:
        """Whether a column is mapped by which people are found; without one every row would be refused."""
        wanted = {"name", "phone"} if self.kind is FileKind.MEMBERS else {"name", "phone", "open_id"}
        return not wanted.isdisjoint(self.mapping)

    def with_kind(self, kind: FileKind | str) -> Plan:
        """The same file read as another kind, its columns guessed anew."""
        kind = FileKind(kind)
        return Plan(self.sheet, kind, columns.guess_mapping(self.sheet.headers, kind), self.sample)

    def with_mapping(self, mapping: Mapping[str, int]) -> Plan:
        """The same file with the columns that a person chose."""
        return Plan(self.sheet, self.kind, dict(mapping), self.sample)


def inspect(path: Path, *, encoding: str = "") -> Plan:
    """Look at a file and guess what it holds; ``encoding`` and errors as in ``open_sheet``."""
    sheet = open_sheet(path, encoding=encoding)
    kind = columns.guess_kind(sheet.headers)
    rows = sheet.rows()
    sample = tuple(tuple(cells) for (_number, cells), _ in zip(rows, range(SAMPLE_ROWS), strict=False))
    return Plan(sheet, kind, columns.guess_mapping(sheet.headers, kind), sample)


Reason = tuple[Problem, str, int]
"""Why a row is refused: the problem, the field, and the earlier row of the file that it clashes with, 0 for none."""
Kind = tuple[Problem, str, bool]
"""What such reasons have in common: the problem, the field, and whether there is an earlier row."""


class Reasons:
    """Why rows are refused, in a few bytes a row: there may be a million, and they go from process to process."""

    def __init__(self) -> None:
        self._kinds: dict[Kind, int] = {}
        self._rows, self._others, self._places = array("q"), array("q"), array("H")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All that there are."""
        return tuple(self._kinds)

    def add(self, row: int, reason: Reason) -> None:
        """Keep why ``row`` is refused."""
        problem, field_name, other = reason
        self._rows.append(row)
        self._others.append(other)
        self._places.append(self._kinds.setdefault((problem, field_name, other != 0), len(self._kinds)))

    def by_row(self) -> dict[int, tuple[Kind, int]]:
        """Row number → kind, and the earlier row."""
        kinds = self.kinds
        each = zip(self._rows, self._places, self._others, strict=True)
        return {row: (kinds[place], other) for row, place, other in each}


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken; ``number`` counts as a spreadsheet does, the headers are row 1."""

    number: int
    problem: Problem
    field: str
    other_row: int
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Verdicts:
    """What an import would do, or did, row by row counted.

    ``renumbered`` rows are new ones whose number was taken and who get another. ``unknown_members`` is how many
    different member numbers the file binds buyers to without a row of that member in the database. ``aliases`` is how
    many buyers staff call otherwise by it. ``written`` is True once the transaction is committed. ``reasons`` tells why
    each row is refused; ``problems`` are the first of them with their cells.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    renumbered: int = 0
    unknown_members: int = 0
    aliases: int = 0
    written: bool = False
    problems: list[RefusedRow] = field(default_factory=list)
    reasons: Reasons = field(default_factory=Reasons)

    def refuse(self, number: int, error: RowError, cells: list[Cell]) -> None:
        """Count a refused row, and keep its cells while there is room."""
        self.refused += 1
        reason = (error.problem, error.field, error.other_row)
        self.reasons.add(number, reason)
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append(RefusedRow(number, *reason, tuple(cells)))
