"""The outbox as the window and the services see it: what waits, and what people may do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.ledger import Ledger, held_buyers
from wxbuyer_gui.backends.offline.machine import Machine, Policy
from wxbuyer_gui.backends.offline.schedule import Schedule
from wxbuyer_gui.backends.offline.sender import Sender
from wxbuyer_gui.domain.errors import BackendError, ConflictError, NotFoundError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.operation_id import new_operation_id
from wxbuyer_gui.domain.outbox import Decision, OpState, PendingCounts
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store import outbox_buyers as new_buyers
from wxbuyer_gui.store import outbox_reviews as reviews
from wxbuyer_gui.store import outbox_told as told
from wxbuyer_gui.store.outbox import Entry
from wxbuyer_gui.store.outbox_json import Payload
from wxbuyer_gui.store.outbox_retention import KEPT_DAYS, purge

RECHECK = "recheck"
"""In the record of reviews: somebody asked for another look instead of deciding."""


class Outbox:
    """The writes of one server and tenant that are not settled. All methods may be called from any thread.

    What has changed meanwhile, or can no longer be done, raises ConflictError ``E-CHANGED``; an unknown id
    NotFoundError; the desk store's trouble StorageError.
    """

    def __init__(self, ledger: Ledger, sender: Sender, machine: Machine, schedule: Schedule, *, clock: Clock) -> None:
        self._ledger = ledger
        self._sender = sender
        self._machine = machine
        self._schedule = schedule
        self._clock = clock
        self.signature: Callable[[], str] = str
        """Who is at work now: kept with each new operation, for people to read."""

    @property
    def policy(self) -> Policy:
        """What becomes of writes that are not answered."""
        return self._machine.policy

    def list(self, *, open_only: bool = True) -> list[Operation]:
        """All open operations and the refusals that nobody has seen yet, oldest first; or simply all."""
        with self._ledger.store.read() as connection:
            entries = rows.listed(connection, self._ledger.backend_id, open_only=open_only)
        return [entry.operation for entry in entries]

    def get(self, operation_id: str) -> Operation | None:
        """The operation with this id."""
        entry = self._ledger.get(operation_id, opened=True)
        return None if entry is None else entry.operation

    def counts(self) -> PendingCounts:
        """How many wait, are being checked, and need a person."""
        with self._ledger.store.read() as connection:
            return rows.counts(connection, self._ledger.backend_id)

    def held(self) -> frozenset[int]:
        """The buyers to whom something is still to happen."""
        return held_buyers(self._ledger.store, self._ledger.backend_id)

    def done(self, *, since: datetime) -> Sequence[Operation]:
        """What is done of all that was asked for since then, oldest first; without its personal data."""
        with self._ledger.store.read() as connection:
            return [entry.operation for entry in rows.done_since(connection, self._ledger.backend_id, since)]

    def pending(self) -> Sequence[Operation]:
        """All to which something is still to happen, oldest first; their ID numbers unopened: a search reads this."""
        return [entry.operation for entry in self._ledger.open_entries()]

    def catch_up(self, tell: Callable[[Operation], bool]) -> None:
        """Call ``tell`` with all that may have changed while nobody listened, oldest first.

        What has ended is told again at each call until ``tell`` has said yes to it, and to all before it.
        """
        with self._ledger.store.read() as connection:
            untold = told.untold(connection, self._ledger.backend_id)
        answers = [(entry, tell(entry.operation)) for entry in untold]
        ended = [entry for entry, _ in takewhile(lambda one: one[1] and not one[0].state.is_open, answers)]
        if ended:
            with self._ledger.store.write() as connection:
                told.keep(connection, ended[-1])

    def purge(self) -> int:
        """Drop what has been over for ``KEPT_DAYS`` and was told; how many operations."""
        before = datetime.fromtimestamp(self._clock.time(), UTC) - timedelta(days=KEPT_DAYS)
        backend_id = self._ledger.backend_id
        with self._ledger.store.write() as connection:
            return purge(connection, backend_id, told=told.last_told(connection, backend_id), before=before)

    def number_of(self, local_id: int) -> int | None:
        """The server's number of a buyer with a negative number; None while it has none."""
        with self._ledger.store.read() as connection:
            return new_buyers.server_id(connection, local_id)

    def retry(self, operation_id: str) -> None:
        """Do the next step now instead of later. What has to settle settles nevertheless."""
        self._existing(operation_id)
        self._schedule.hurry(operation_id)
        self._sender.wake()

    def wake(self) -> None:
        """Do the next step of all now."""
        self._schedule.hurry()
        self._sender.wake()

    def retry_all(self, *, by: str = "") -> None:
        """As ``wake``, and look once more at the buyers of all that is in review: nothing of that is sent again."""
        now = self._clock.time()
        for entry in self._ledger.open_entries():
            moved = self._machine.recheck(entry)
            if moved is entry:
                continue
            with self._ledger.store.write() as connection:
                if rows.move(connection, moved, now=now) is None:
                    continue  # decided meanwhile
                reviews.close(connection, entry.id, decision=RECHECK, by=by, note="", now=now)
            self._ledger.publish(moved.operation)
        self.wake()

    def edit(
        self,
        operation_id: str,
        *,
        form: MemberForm | None = None,
        user: WxBuyingUser | None = None,
        new_id: str | None = None,
    ) -> Operation:
        """Put a changed operation in place of one that was certainly not done; the new one, which is tried at once.

        Whoever edits one in review has seen what the server shows, and wants that changed. The consent stays with the
        ID number that it is about. ``new_id`` is the new one's id, a fresh one if it is not given. InvalidInputError
        for an ID number that cannot be read here: it has to be given again, or left out.
        """
        entry = self._existing(operation_id, opened=True)
        old = entry.operation
        if not old.can_edit:
            raise _changed()
        new = replace(
            old,
            operation_id=new_id or new_operation_id(),
            state=OpState.BLOCKED if old.state is OpState.BLOCKED else OpState.QUEUED,
            form=old.form if form is None else replace(form, wx_buying_user_id=old.buyer_id),
            user=old.user if user is None else replace(user.bare(), id=old.user.id if old.user else None),
            base=old.server or old.base,
            server=None,
            attempts=0,
            code="",
            message="",
            review=None,
            supersedes=old.operation_id,
            created_at=datetime.fromtimestamp(self._clock.time(), UTC),
        )
        if new.form is not None and old.form is not None and new.form.id_card == old.form.id_card:
            new = replace(new, form=replace(new.form, consent=old.form.consent))
        payload = Payload(new.user, new.form, new.member_id)
        self._ledger.ready_to_seal(new.form)
        successor = Entry(
            operation=new,
            backend_id=entry.backend_id,
            tenant_id=entry.tenant_id,
            body_check=payload.check(new.kind),
        )
        over = entry.moved(OpState.CANCELLED, review=None, code="E-REPLACED")
        with self._ledger.store.write() as connection:
            if rows.move(connection, over, now=self._clock.time()) is None:
                raise _changed()
            rows.hand_on(connection, old.operation_id, new.operation_id)
            successor = rows.add(connection, successor)
        self._ledger.publish(over.operation)
        self._ledger.publish(successor.operation)
        self._sender.wake()
        return successor.operation

    def discard(self, operation_id: str, *, reason: str, by: str = "") -> None:
        """Take back what was not sent, or has no fate to wait for; with it whatever waits for it alone."""
        entry = self._existing(operation_id)
        if not entry.operation.can_discard:
            raise _changed()
        now = self._clock.time()
        family = self._family(entry)
        over = []
        with self._ledger.store.write() as connection:
            for other in family:
                state = OpState.REJECTED if other.state is OpState.REJECTED else OpState.CANCELLED
                moved = other.moved(state, decided_by=by, acknowledged=True, review=None)
                if rows.move(connection, moved, now=now) is None:
                    raise _changed()
                if other.state is not OpState.REVIEW:  # else the question is there already
                    reviews.ask(connection, other, now=now)
                reviews.close(connection, other.id, decision=Decision.CANCEL, by=by, note=reason, now=now)
                over.append(moved.operation)
        for operation in over:
            self._ledger.publish(operation)
        self._sender.wake()

    def decide(self, operation_id: str, decision: Decision, *, by: str = "", note: str = "") -> None:
        """Say what is to become of an operation in review."""
        entry = self._existing(operation_id)
        if entry.state is not OpState.REVIEW:
            raise _changed()
        now = self._clock.time()
        moved = self._machine.decided(entry, decision, by)
        shown = entry.operation.server
        with self._ledger.store.write() as connection:
            if rows.move(connection, moved, now=now) is None:
                raise _changed()
            if moved.state is OpState.DONE:
                rows.keep_consent(connection, moved, shown.member_id if shown is not None else None)
            reviews.close(connection, operation_id, decision=decision, by=by, note=note, now=now)
        self._ledger.publish(moved.operation)
        self._sender.wake()

    def subscribe(self, callback: Callable[[Operation], None]) -> Callable[[], None]:
        """Call ``callback`` on the sender's thread after each change of an operation; the answer stops that."""
        return self._ledger.subscribe(callback)

    def stop(self) -> None:
        """Begin nothing any more."""
        self._sender.stop()

    def close(self) -> None:
        """Stop sending, and let another process do it. Nothing that waits is lost."""
        self._sender.stop()
        if self._sender.is_idle and self._sender.may_send:
            with suppress(BackendError):  # the right to send runs out by itself
                self._ledger.give_back()

    def _existing(self, operation_id: str, *, opened: bool = False) -> Entry:
        entry = self._ledger.get(operation_id, opened=opened)
        if entry is None:
            raise NotFoundError("there is no such operation", code="E-NO-OPERATION")
        return entry

    def _family(self, entry: Entry) -> Sequence[Entry]:
        """The entry, what waits for it, and the new buyer of a registration that goes with it."""
        entries = self._ledger.open_entries()
        family = [entry, *(other for other in entries if other.operation.depends_on == entry.id)]
        if entry.operation.kind == rules.REGISTER:
            parents = [other for other in entries if other.id == entry.operation.depends_on]
            family += [other for other in parents if other.operation.can_discard]
        return family


def _changed() -> ConflictError:
    return ConflictError("this operation has gone on meanwhile", code="E-CHANGED")
