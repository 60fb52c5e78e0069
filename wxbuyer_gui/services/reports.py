"""What the journal is told for: the shift summary, and a file of its entries for the owner.

Every public method is marked with the right that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.journal import Action, JournalEntry
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.shift import ShiftSummary
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.services.transfer.writing import new_file, write_rows, write_sheet
from wxbuyer_gui.store import files

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal


class JournalWords(Protocol):
    """How entries are told in a file, in the language of whoever reads it; no number is whole in it."""

    @property
    def headers(self) -> Sequence[str]:
        """The first row."""

    def cells(self, entry: JournalEntry) -> Sequence[str]:
        """The row of an entry."""

    def state(self, chain: ChainCheck) -> str:
        """The last row: whether the journal is as it was written."""


class Reports(Service):
    """Reads one tenant's journal. Methods block and may be called from any thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""
        return self._journal.operators

    @needs(Right.REPORT)
    def own_summary(self, day: date) -> ShiftSummary:
        """What whoever works here did on one day, at any counter."""
        who = self.operators.acting
        lines = self._journal.shift_lines(day, day, operator_id=who.id)
        return ShiftSummary(day, day, lines, whose=who.name, code=self._journal.head().code)

    @needs(Right.REPORT_ALL)
    def summary(self, first: date, last: date, *, here: bool = False) -> ShiftSummary:
        """What everybody did from one day until another; ``here`` leaves out other counters."""
        return self._summary(first, last, here=here)

    @for_everyone
    def daily_summary(self, day: date) -> ShiftSummary:
        """What everybody did on a day, for the file that a manager wanted each day: whoever works here then."""
        return self._summary(day, day, here=False)

    @for_everyone
    def write_table(self, path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A summary that was made already, as a CSV or XLSX file; errors as ``transfer.writing``."""
        write_sheet(path, headers, rows)

    @for_everyone
    def write_page(self, path: Path, draw: Callable[[Path], None]) -> None:
        """A summary that was made already, as a file that ``draw`` makes; it appears whole or not at all.

        StorageError where the disk refuses.
        """
        with files.new_version(path) as draft:
            draw(draft)

    def _summary(self, first: date, last: date, *, here: bool) -> ShiftSummary:
        lines = self._journal.shift_lines(first, last, here=here)
        return ShiftSummary(first, last, lines, here=here, code=self._journal.head().code)

    @needs(Right.EXPORT)
    def export_journal(
        self,
        path: Path,
        words: JournalWords,
        *,
        day: date | None = None,
        until: date | None = None,
        buyer_id: int | None = None,
        operator_id: int | None = None,
        cancel: Event | None = None,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> int:
        """Write entries, chosen as in ``Journal.entries``, to a CSV or XLSX file; returns how many.

        The newest comes first; the last row says whether the chain is whole. An export that the journal does not know
        of leaves no file. A set ``cancel`` ends it with StorageError ``E-CANCELLED`` and nothing written.
        """
        chain = self._journal.verify_chain(cancel=cancel)
        count = 0

        def rows() -> Iterator[Sequence[str]]:
            nonlocal count
            for page in self._journal.pages(day=day, until=until, buyer_id=buyer_id, operator_id=operator_id):
                if cancel is not None and cancel.is_set():
                    raise StorageError("the export was stopped", code="E-CANCELLED")
                yield from map(words.cells, page)
                count += len(page)
                progress(count)
            yield [words.state(chain), *[""] * (len(words.headers) - 1)]

        with new_file(path) as part:
            write_rows(part, words.headers, rows())
            self._journal.event(Action.EXPORT, count=count, fields=("journal",))
        return count
