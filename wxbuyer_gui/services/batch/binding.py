"""Batch binding: read pairs, try them out, bind them one by one, take them back.

Each row is a write of the desk: announced in the journal, done once however often it is started, read back. A row
that fails is noted and the next one goes on; a server that is away ends the run, and the rest stays as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.batch import BatchRow, RowState
from wxbuyer_gui.domain.errors import BackendError, OutcomeUnknownError, ProtocolError
from wxbuyer_gui.domain.journal import Outcome, Result
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.batch.reading import read_file, read_text
from wxbuyer_gui.services.batch.trial import Patience, Trial
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.services.transfer.writing import write_sheet

Progress = Callable[[int], None]
Rows = tuple[BatchRow, ...]

_WAITING = {WriteState.QUEUED: RowState.QUEUED, WriteState.CHECKING: RowState.CHECKING}


def _ignore(_rows: int) -> None:
    """Nobody wants to know how far it is."""


class BatchBinding(Service):
    """Tried out by whoever may search, done by a manager. Methods block and may be called from any thread.

    ``progress`` is told how many rows are done.

    A set ``cancel`` ends a run between two rows: what is done stays done, and is in what is returned.
    """

    def __init__(self, backend: Backend, desk: Desk, journal: Journal) -> None:
        self._backend = backend
        self._desk = desk
        self._journal = journal

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._journal.operators

    @needs(Right.SEARCH)
    def shows_members(self) -> bool:
        """Whether the source can tell beforehand whose phone a member's is."""
        return self._backend.capabilities.member_read

    @needs(Right.SEARCH)
    def read_file(self, path: Path) -> Rows:
        """The pairs of a file; errors as in ``reading.read_file``."""
        return read_file(path)

    @needs(Right.SEARCH)
    def read_text(self, text: str) -> Rows:
        """The pairs of a list that was pasted."""
        return read_text(text)

    @needs(Right.SEARCH)
    def try_out(self, rows: Sequence[BatchRow], *, cancel: Event | None = None, progress: Progress = _ignore) -> Rows:
        """What would come of each row; nothing is written. Rows behind a ``cancel`` are left out.

        UnreachableError or AuthError where the source does not answer at all.
        """
        trial = Trial(self._backend)
        judged = []
        for done, row in enumerate(rows, 1):
            if cancel is not None and cancel.is_set():
                break
            judged.append(trial.judge(row))
            progress(done)
        return tuple(judged)

    @needs(Right.BATCH_BIND)
    def run(self, rows: Sequence[BatchRow], *, cancel: Event | None = None, progress: Progress = _ignore) -> Rows:
        """Bind the rows that are ready; all rows come back, those that were not reached as they were."""
        return self._each(rows, lambda row: row.state is RowState.READY, self._bind, cancel, progress)

    @needs(Right.BATCH_BIND)
    def undo(self, rows: Sequence[BatchRow], *, cancel: Event | None = None, progress: Progress = _ignore) -> Rows:
        """Take back what this batch bound. A row that cannot be taken back stays done, and says why in ``code``."""
        return self._each(rows, lambda row: row.can_undo, self._unbind, cancel, progress)

    @needs(Right.SEARCH)
    def save(self, path: Path, headers: Sequence[str], cells: Iterable[Sequence[str]]) -> int:
        """Write a list of results, as whoever asks for it words and masks it; errors as in ``write_sheet``."""
        return write_sheet(path, headers, cells)

    def _each(
        self,
        rows: Sequence[BatchRow],
        is_meant: Callable[[BatchRow], bool],
        work: Callable[[BatchRow], BatchRow],
        cancel: Event | None,
        progress: Progress,
    ) -> Rows:
        after = list(rows)
        places = [place for place, row in enumerate(rows) if is_meant(row)]
        patience = Patience()
        for done, place in enumerate(places, 1):
            if cancel is not None and cancel.is_set():
                break
            try:
                after[place] = work(after[place])
            except BackendError as error:
                after[place] = _failed(after[place], error)
                if patience.is_at_its_end(error):
                    break
            else:
                patience = Patience()
            progress(done)
        return tuple(after)

    def _bind(self, row: BatchRow) -> BatchRow:
        if row.buyer is None:
            return row
        form = MemberForm(phone=phone_key(row.phone))
        outcome = self._desk.bind(row.buyer, form, member_id=row.member_id, operation_id=self._operation_id(row))
        return replace(row, state=_state(outcome), seq=outcome.seq, member_id=outcome.member_id or row.member_id)

    def _unbind(self, row: BatchRow) -> BatchRow:
        outcome = self._desk.undo(row.seq or 0)
        waiting = _WAITING.get(outcome.result.state)
        return replace(row, state=waiting or RowState.UNDONE, code="")

    def _operation_id(self, row: BatchRow) -> str:
        """The same for the same pair until it is done: a batch that broke off and begins again writes nothing twice.

        One that was done, and whose buyer a trial found free again, was taken back since.
        """
        buyer_id = row.buyer.id if row.buyer else ""
        pair = f"{self._journal.tenant_id} {buyer_id} {row.member_id} {phone_key(row.phone)}"
        base = f"batch-{hashlib.sha256(pair.encode()).hexdigest()[:32]}"
        return next(name for name in (f"{base}-{n}" for n in count()) if self._journal.result_of(name) != Result.DONE)


def _state(outcome: Outcome) -> RowState:
    waiting = _WAITING.get(outcome.result.state)
    if waiting is not None:
        return waiting
    return RowState.SURPRISE if outcome.is_surprise else RowState.DONE


def _failed(row: BatchRow, error: BackendError) -> BatchRow:
    """A row that was to be bound, or taken back, and why it could not be."""
    if row.state is RowState.DONE:
        return replace(row, code=error.code)
    is_unknown = isinstance(error, OutcomeUnknownError | ProtocolError)
    return replace(row, state=RowState.UNKNOWN if is_unknown else RowState.FAILED, code=error.code)
