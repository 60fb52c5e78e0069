"""Who did what: read by people, and settled after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError, NotFoundError
from wxbuyer_gui.domain.journal import Action, JournalEntry, Result
from wxbuyer_gui.domain.shift import ShiftLine
from wxbuyer_gui.services.chain import Chain
from wxbuyer_gui.services.history import RIVALS, tell
from wxbuyer_gui.services.recorder import Ticket
from wxbuyer_gui.services.settle import Verdict, judge
from wxbuyer_gui.services.shifts import lines_of
from wxbuyer_gui.store import journal as rows
from wxbuyer_gui.store import journal_counts
from wxbuyer_gui.store import journal_queries as queries
from wxbuyer_gui.store.journal import JournalRow
from wxbuyer_gui.store.moments import to_milliseconds

VALUES_KEPT = timedelta(days=180)

_AT_ONCE = 200


class Journal(Chain):
    """The journal of one tenant: written as ``Recorder`` says, checked as ``Chain`` says, and read here."""

    def entries(
        self,
        *,
        buyer_id: int | None = None,
        operator_id: int | None = None,
        day: date | None = None,
        until: date | None = None,
        here: bool = False,
        limit: int = 50,
        before: int | None = None,
    ) -> tuple[JournalEntry, ...]:
        """The history, newest first: of one buyer, of one operator, of one day in local time, or all.

        ``until`` is the last of the days that begin with ``day``. ``here`` leaves out what other computers did.
        ``before`` is the seq of the last entry of the page before.
        """
        with self._store.read() as connection:
            found = queries.page(
                connection,
                self._tenant_id,
                buyer_id=buyer_id,
                operator_id=operator_id,
                span=None if day is None else span_of(day, until),
                device_id=self._device_id if here else None,
                before=before,
                limit=limit,
            )
            context = queries.context(connection, self._tenant_id, found, RIVALS)
        return tuple(self._tell(row, context) for row in found)

    def pages(
        self,
        *,
        buyer_id: int | None = None,
        operator_id: int | None = None,
        day: date | None = None,
        until: date | None = None,
    ) -> Iterator[tuple[JournalEntry, ...]]:
        """All of the history that ``entries`` tells so, some at a time; one page, and be it empty, at least."""
        before: int | None = None
        while True:
            page = self.entries(
                buyer_id=buyer_id, operator_id=operator_id, day=day, until=until, limit=_AT_ONCE, before=before
            )
            yield page
            if len(page) < _AT_ONCE:
                return
            before = page[-1].seq

    def since_last(self, mark: Action, operator_id: int, wanted: Action) -> tuple[JournalEntry, ...]:
        """All ``wanted`` since the last but one ``mark`` of an operator, the newest first."""
        with self._store.read() as connection:
            found = queries.since_last(connection, self._tenant_id, mark, operator_id, wanted)
            context = queries.context(connection, self._tenant_id, found, RIVALS)
        return tuple(self._tell(row, context) for row in found)

    def entry(self, seq: int) -> JournalEntry | None:
        """One entry of the history."""
        with self._store.read() as connection:
            row = queries.row(connection, self._tenant_id, seq)
            if row is None or row.intent_seq is not None:
                return None
            context = queries.context(connection, self._tenant_id, [row], RIVALS)
        return self._tell(row, context)

    def count(self, buyer_id: int, *, cap: int = 100) -> int:
        """How many entries a buyer's history has, counted up to ``cap``."""
        with self._store.read() as connection:
            return queries.count(connection, self._tenant_id, buyer_id, cap)

    def knows(self, operation_id: str) -> bool:
        """Whether this operation was announced before."""
        with self._store.read() as connection:
            return queries.by_operation(connection, self._tenant_id, operation_id) is not None

    def result_of(self, operation_id: str) -> Result | None:
        """How an operation ended, ``Result.OPEN`` while nobody knows; None for one that was never announced."""
        with self._store.read() as connection:
            intent = queries.by_operation(connection, self._tenant_id, operation_id)
            if intent is None:
                return None
            last = queries.outcomes(connection, self._tenant_id, [intent.seq]).get(intent.seq)
        return Result(last.result) if last is not None and last.result else Result.OPEN

    def ticket(self, operation_id: str) -> Ticket:
        """The ticket of an operation that was announced before; NotFoundError for others."""
        with self._store.read() as connection:
            intent = queries.by_operation(connection, self._tenant_id, operation_id)
        if intent is None:
            raise NotFoundError("no such operation")
        return Ticket(intent)

    def note_outcome(
        self,
        operation_id: str,
        result: Result,
        *,
        buyer_id: int | None = None,
        member_after: int | None = None,
        verified: bool = False,
        code: str | None = None,
    ) -> None:
        """Write how an announced operation stands, unless that is its last outcome; NotFoundError for a strange one.

        What has ended stays so. An operation that is only queued or being checked is not written down while its
        caller waits here for the answer: that will be said by whoever called.
        """
        with self._store.read() as connection:
            intent = queries.by_operation(connection, self._tenant_id, operation_id)
            last = queries.outcomes(connection, self._tenant_id, [intent.seq]).get(intent.seq) if intent else None
        if intent is None:
            raise NotFoundError("no such operation")
        if operation_id in self.running or (last is not None and not _may_follow(last.result, result)):
            return
        self.finish(
            Ticket(intent),
            result,
            buyer_id=buyer_id,
            member_before=intent.member_before,
            member_after=member_after,
            verified=verified if result is Result.DONE else None,
            code=code,
        )

    def undo_id(self, seq: int) -> str:
        """The id of the operation that takes back entry ``seq``: undoing twice is one undo."""
        return f"undo-{seq}-{self._device_id}"

    def bound_with_phone(self, buyer_id: int, member_id: int) -> str | None:
        """The phone with which this buyer was last bound to this member; None if unknown or no longer kept."""
        with self._store.read() as connection:
            return queries.member_value(connection, self._tenant_id, buyer_id, member_id, "member.phone")

    def settle_open(self, backend: Backend) -> int:
        """Close this device's intents without an outcome by reading the buyers; returns how many stay open.

        Those stay open that cannot be read now or tell nothing; they are tried again at the next start.
        """
        with self._store.read() as connection:
            intents = queries.open_intents(connection, self._tenant_id, self._device_id)
        return sum(self.settle(Ticket(intent), backend) in (Result.OPEN, Result.UNKNOWN) for intent in intents)

    def settle(self, ticket: Ticket, backend: Backend, *, code: str | None = None) -> Result:
        """Write the outcome of one intent as ``backend`` shows it now; ``Result.OPEN`` if that cannot be read."""
        try:
            verdict = self.judge(ticket, backend)
        except BackendError:
            return Result.OPEN
        with self._store.read() as connection:
            outcomes = queries.outcomes(connection, self._tenant_id, [ticket.seq])
        if verdict.result is not Result.UNKNOWN or ticket.seq not in outcomes:
            self.conclude(ticket, verdict, code=code)
        return verdict.result

    def judge(self, ticket: Ticket, backend: Backend) -> Verdict:
        """What ``backend`` shows now of one intent, without writing it down. Raises the backend's errors."""
        with self._store.read() as connection:
            values = queries.values(connection, self._tenant_id, [ticket.seq]).get(ticket.seq, {})
        return judge(ticket.intent, values, backend, self._sealer)

    def conclude(self, ticket: Ticket, verdict: Verdict, *, code: str | None = None) -> None:
        """Write a verdict down as the outcome of its intent."""
        intent, buyer = ticket.intent, verdict.buyer
        self.finish(
            ticket,
            verdict.result,
            buyer_id=buyer.id if buyer else None,
            member_before=intent.member_before,
            member_after=buyer.member_id if buyer else intent.member_after,
            verified=verdict.verified if verdict.result is Result.DONE else None,
            code=code,
        )

    def purge_values(self) -> int:
        """Erase the old and new values that are older than ``VALUES_KEPT``; returns how many went."""
        oldest = int((self._clock() - VALUES_KEPT.total_seconds()) * 1000)
        with self._store.write() as connection:
            return rows.purge_values(connection, self._tenant_id, oldest)

    def _tell(self, row: JournalRow, context: queries.Context) -> JournalEntry:
        return tell(row, context, name_of=self.operators.name_of)

    def shift_lines(
        self, first: date, last: date, *, here: bool = False, operator_id: int | None = None
    ) -> tuple[ShiftLine, ...]:
        """What was done from one day until another, in local time, counted by day and operator.

        ``here`` leaves out what other computers did, ``operator_id`` what others did.
        """
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        bounds = [span_of(day)[0] for day in days] + [span_of(last)[1]]
        with self._store.read() as connection:
            counted = journal_counts.count(
                connection,
                self._tenant_id,
                bounds,
                device_id=self._device_id if here else None,
                operator_id=operator_id,
            )
        return lines_of(counted, first, name_of=self.operators.name_of)


def span_of(day: date, until: date | None = None) -> tuple[int, int]:
    """A day in local time, or all days ``until`` another, as milliseconds since 1970 from (included) to (excluded).

    A day is 23 or 25 hours long where the clocks change.
    """
    midnights = (datetime.combine(each, time.min) for each in (day, (until or day) + timedelta(days=1)))
    start, end = map(to_milliseconds, midnights)
    return start, end


def _may_follow(last: str | None, result: Result) -> bool:
    """Whether ``result`` says more than the outcome ``last``."""
    is_waiting = last in (Result.QUEUED, Result.CHECKING, Result.UNKNOWN)
    return last != result and (is_waiting or (last == Result.HALF and result is Result.DONE))
