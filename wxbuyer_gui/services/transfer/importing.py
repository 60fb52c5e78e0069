"""Run an import, or only try it: the same walk over the file, with or without the writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.services.transfer import alias_import
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.matching import BuyerMatcher, Decided, Matcher, MemberMatcher, Record, Rows
from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
from wxbuyer_gui.services.transfer.rows import MAX_ID
from wxbuyer_gui.services.transfer.sheet import Cell
from wxbuyer_gui.store import bulk
from wxbuyer_gui.store.lookups import MOST, Lookups
from wxbuyer_gui.store.tables import buyer, member
from wxbuyer_gui.store.tombstones import Forgotten, Mark

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.store.engine import Store

Progress = Callable[[int], None]
"""Told how many rows have been judged."""

Seal = Callable[["Connection", Verdicts], None]
"""Does what belongs into the transaction of an import once all rows are in it."""

Step = Callable[[Lookups, Rows, Verdicts, "Connection | None"], None]
"""Judges a chunk of rows, and writes what follows where there is a connection for it."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Brings files into one tenant of a store: one transaction an import, or none."""

    store: Store
    tenant_id: int

    def try_out(self, plan: Plan, *, cancel: Event, progress: Progress) -> Verdicts:
        """What ``run`` would do, row by row; writes nothing."""
        with self.store.read() as connection:
            lookups = Lookups(connection, self.tenant_id)
            return self._walk(lookups, plan, _survey(plan), cancel, progress)

    def run(
        self,
        plan: Plan,
        *,
        cancel: Event,
        progress: Progress,
        skip_bad: bool = False,
        seal: Seal = lambda _connection, _verdicts: None,
    ) -> Verdicts:
        """Import the file. With refused rows nothing is written unless ``skip_bad``; ``seal`` is called last of all.

        A set ``cancel`` ends it with StorageError ``E-CANCELLED`` and nothing written.
        """
        transaction: AbstractContextManager[Connection] = self.store.write()
        verdicts = Verdicts()
        try:
            with transaction as connection:
                survey = _survey(plan)
                lookups = Lookups(connection, self.tenant_id)
                stored = _highest_stored(lookups, plan.kind)
                # Most files come again with a few rows more: making the index anew is for those that are mostly new.
                with bulk.loading(connection, rows=max(survey.rows - stored, 0), cancel=cancel):
                    verdicts = self._walk(lookups, plan, survey, cancel, progress, into=connection)
                    if verdicts.refused and not skip_bad:
                        raise _RowsRefusedError
                if plan.kind is FileKind.BUYERS:
                    verdicts.aliases = alias_import.bring_in(connection, self.tenant_id, plan, verdicts)
                seal(connection, verdicts)
        except _RowsRefusedError:
            return verdicts
        verdicts.written = True
        return verdicts

    def _walk(
        self,
        lookups: Lookups,
        plan: Plan,
        survey: _Survey,
        cancel: Event,
        progress: Progress,
        *,
        into: Connection | None = None,
    ) -> Verdicts:
        """Judge all rows, and write what follows where ``into`` says to."""
        verdicts = Verdicts()
        highest = max(survey.highest_id, _highest_stored(lookups, plan.kind))
        table = buyer if plan.kind is FileKind.BUYERS else member
        numbers = bulk.numbers(into, table, above=highest) if into is not None else count(highest + 1)
        step = self._step(plan, numbers)
        for chunk in chunks(plan.sheet.rows(), MOST):
            if cancel.is_set():
                raise StorageError("the import was stopped by its caller", code="E-CANCELLED")
            step(lookups, chunk, verdicts, into)
            progress(verdicts.rows)
        return verdicts

    def _step(self, plan: Plan, numbers: Iterator[int]) -> Step:
        """What is done with a chunk of rows of this kind. ``numbers`` are for those that bring none."""
        if plan.kind is FileKind.BUYERS:
            buyers = BuyerMatcher(plan, tenant_id=self.tenant_id, numbers=numbers, buried=self._buried)
            return deciding(buyers, _writing(bulk.add_buyers, bulk.change_buyers))
        members = MemberMatcher(
            plan, tenant_id=self.tenant_id, numbers=numbers, today=date.today(), buried=self._buried
        )
        return deciding(members, _writing(bulk.add_members, bulk.change_members))

    def _buried(self, connection: Connection, marks: Iterable[Mark]) -> set[Mark]:
        """The tombstones stand beside the buyers."""
        return Forgotten(connection, self.tenant_id).among(marks)


class _RowsRefusedError(Exception):
    """Rolls the transaction back."""


def deciding(matcher: Matcher[Record], write: Callable[[Connection, Decided[Record]], None]) -> Step:
    """Judge a chunk by ``matcher`` and, unless it is only tried, ``write`` what follows."""

    def step(lookups: Lookups, chunk: Rows, verdicts: Verdicts, into: Connection | None) -> None:
        decided = matcher.decide(lookups, chunk, verdicts)
        if into is not None:
            write(into, decided)

    return step


def _writing(
    add: Callable[[Connection, Sequence[Record]], None],
    change: Callable[[Connection, Sequence[tuple[Record, Record]]], None],
) -> Callable[[Connection, Decided[Record]], None]:
    def write(into: Connection, decided: Decided[Record]) -> None:
        add(into, decided.new)
        change(into, decided.changed)

    return write


def _highest_stored(lookups: Lookups, kind: FileKind) -> int:
    return lookups.highest_buyer_id if kind is FileKind.BUYERS else lookups.highest_member_id


@dataclass(frozen=True, slots=True)
class _Survey:
    """What must be known of a file before its first row is judged.

    New buyers and members are counted on from ``highest_id``, so that no number is taken twice.
    """

    rows: int = 0
    highest_id: int = 0


def _survey(plan: Plan) -> _Survey:
    rows = highest = 0
    column = plan.mapping.get("id")
    for _number, cells in plan.sheet.rows():
        rows += 1
        number = 0 if column is None or column >= len(cells) else _whole_number(cells[column])
        if number <= MAX_ID:  # a higher one is refused with its row later
            highest = max(highest, number)
    return _Survey(rows, highest)


def _whole_number(cell: Cell) -> int:
    try:
        return int(cell) if isinstance(cell, float) else int(str(cell).strip().removeprefix("#"))
    except (ValueError, OverflowError):
        return 0  # refused with its row later
