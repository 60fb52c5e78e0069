"""Carries one operation as far as it goes now: read, send once, read again; every step stored before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.evidence import Evidence, evidence_of
from wxbuyer_gui.backends.offline.ledger import Attempt, Ledger
from wxbuyer_gui.backends.offline.live import LiveCall
from wxbuyer_gui.backends.offline.machine import Machine
from wxbuyer_gui.domain.errors import BackendError, RejectedError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.operation_id import new_operation_id
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteResult
from wxbuyer_gui.store.outbox import Entry


class Server(Protocol):
    """What is asked of the server (``RemoteBackend``)."""

    @property
    def keeps_keys(self) -> bool:
        """Whether it tells a repetition by its operation id."""

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer."""

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a buyer and its member."""

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member for a buyer."""

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind a buyer to a member."""

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take a buyer's member off."""


class Courier:
    """Runs on the thread that calls it, one operation at a time per buyer; raises StorageError from the ledger only.

    ``note`` is told of the buyer on which an operation was found done, before that is stored. ``heard`` is told
    after each call whether the server could be reached.
    """

    def __init__(
        self,
        ledger: Ledger,
        server: Server,
        machine: Machine,
        *,
        clock: Clock,
        note: Callable[[Operation, WxBuyingUser], None],
        heard: Callable[[bool], object],
    ) -> None:
        self._ledger = ledger
        self._server = server
        self._machine = machine
        self._clock = clock
        self._note = note
        self._heard = heard
        self._steps = {
            OpState.QUEUED: self._check,
            OpState.SENDING: self._send,
            OpState.ACKED: self._verify,
            OpState.UNKNOWN: self._reconcile,
        }

    def carry(self, entry: Entry, live: LiveCall | None = None) -> Entry | None:
        """Take steps until there is one to wait for; the entry then, None where somebody else has changed it."""
        carried: Entry | None = replace(entry, pause=0.0)
        while carried is not None and not carried.pause:
            step = self._steps.get(carried.state)
            if step is None:
                break
            carried = step(carried, live)
        return carried

    def _check(self, entry: Entry, live: LiveCall | None) -> Entry | None:
        if live is not None and live.is_waiting and self._server.keeps_keys:
            return self._begin(entry.moved(OpState.SENDING), None)  # our own server checks everything itself
        checking = self._ledger.move(entry.moved(OpState.PRECHECK))
        if checking is None:
            return None
        attempt = self._attempt(checking)
        try:
            seen = self._read(checking.operation)
        except BackendError as error:
            moved = self._machine.unread(checking, error)
            if live is not None and evidence_of(error) is not Evidence.NOT_SENT and live.claim(error):
                moved = checking.moved(OpState.CANCELLED, code=error.code)
            return self._ledger.move(moved, attempt=replace(attempt, code=error.code))
        adopted = self._machine.adopted(checking, seen, is_live=live is not None)
        refusal = None if live is None else rules.refusal(adopted.operation, seen)
        if live is not None and refusal is not None and live.claim(refusal):
            return self._ledger.move(adopted.moved(OpState.CANCELLED, code=refusal.code), attempt=attempt)
        moved = self._machine.checked(adopted, seen)
        return (
            self._begin(moved, attempt, seen) if moved.state is OpState.SENDING else self._settle(moved, seen, attempt)
        )

    def _begin(self, entry: Entry, attempt: Attempt | None, seen: WxBuyingUser | None = None) -> Entry | None:
        """Store that it is about to be sent, when, and under which name."""
        operation = entry.operation
        if not rules.is_readable(operation):  # unopened so far: the others must not wait for a keyring
            operation = self._opened(operation)
        if not rules.is_readable(operation):
            return self._ledger.move(self._machine.unreadable(entry, seen), attempt=attempt)
        name = entry.sending_id
        if not entry.in_doubt:  # nothing under the old name can still be on its way
            name = entry.id if operation.attempts == 0 else new_operation_id()
        sending = replace(
            entry,
            operation=replace(operation, attempts=operation.attempts + 1),
            is_keyed=self._server.keeps_keys,
            sending_id=name,
            sent_boot=self._clock.boot_id,
            sent_mono=self._clock.monotonic(),
        )
        return self._ledger.move(sending, attempt=attempt, is_sending=True)

    def _send(self, entry: Entry, live: LiveCall | None) -> Entry | None:
        attempt = self._attempt(entry)
        failure: BackendError | None = None
        result_id: int | None = None
        try:
            result_id = self._sent(entry).id
        except BackendError as error:
            failure = error
        evidence = evidence_of(failure)
        self._heard(evidence is not Evidence.NOT_SENT)
        moved = self._machine.sent(entry, failure, result_id)
        if live is not None and failure is not None:
            moved = self._told(entry, moved, failure, live)
        attempt = replace(attempt, evidence=evidence.value, code="" if failure is None else failure.code)
        return self._ledger.move(moved, attempt=attempt)

    def _told(self, entry: Entry, moved: Entry, failure: BackendError, live: LiveCall) -> Entry:
        """While the caller waits, a first sending's "no" is its answer, whatever it would be later."""
        live.answer = failure
        evidence = evidence_of(failure)
        is_no = evidence in (Evidence.REFUSED, Evidence.LATER, Evidence.AUTH)
        if not is_no or entry.operation.attempts > 1 or not live.claim(failure):
            return moved
        if evidence is Evidence.AUTH:
            return entry.moved(OpState.CANCELLED, code=failure.code)
        return entry.moved(OpState.REJECTED, evidence=evidence, code=failure.code, acknowledged=True)

    def _verify(self, entry: Entry, live: LiveCall | None) -> Entry | None:
        return self._look(entry, OpState.VERIFYING, self._machine.verified, live)

    def _reconcile(self, entry: Entry, live: LiveCall | None) -> Entry | None:
        return self._look(entry, OpState.RECONCILING, self._machine.reconciled, live)

    def _look(
        self,
        entry: Entry,
        state: OpState,
        judge: Callable[[Entry, WxBuyingUser | None], Entry],
        live: LiveCall | None,
    ) -> Entry | None:
        looking = self._ledger.move(entry.moved(state))
        if looking is None:
            return None
        attempt = self._attempt(looking)
        try:
            seen = self._read(looking.operation)
        except BackendError as error:
            return self._ledger.move(self._machine.unread(looking, error), attempt=replace(attempt, code=error.code))
        moved = judge(looking, seen)
        if moved.state is OpState.SENDING:
            if self._server.keeps_keys:
                return self._begin(moved, attempt, seen)
            moved = self._machine.unkeyed(looking)
        if moved.state is OpState.REJECTED and live is not None:
            answer = live.answer or RejectedError(moved.operation.message, code=moved.operation.code)
            moved = moved.moved(OpState.REJECTED, acknowledged=live.claim(answer))
        return self._settle(moved, seen, attempt)

    def _settle(self, moved: Entry, seen: WxBuyingUser | None, attempt: Attempt) -> Entry | None:
        if seen is not None and moved.state is OpState.DONE:
            self._note(moved.operation, seen)
        return self._ledger.move(moved, attempt=attempt, member_id=None if seen is None else seen.member_id)

    def _attempt(self, entry: Entry) -> Attempt:
        return Attempt(entry.state, self._clock.time())

    def _read(self, operation: Operation) -> WxBuyingUser | None:
        try:
            if operation.user is not None and rules.is_new_buyer(operation):
                seen = self._server.get_by_open_id(operation.user.open_id)
            else:
                seen = self._server.get(operation.buyer_id or 0)
        except BackendError as error:
            self._heard(evidence_of(error) is not Evidence.NOT_SENT)
            raise
        self._heard(True)
        return seen

    def _opened(self, operation: Operation) -> Operation:
        stored = self._ledger.get(operation.operation_id, opened=True)
        return operation if stored is None else replace(operation, form=stored.operation.form)

    def _sent(self, entry: Entry) -> WriteResult:
        operation = entry.operation
        name = entry.sending_id
        user, form = operation.user, operation.form
        if operation.kind == rules.SAVE and user is not None:
            wanted = replace(user, id=None if rules.is_new_buyer(operation) else operation.buyer_id)
            return self._server.save_user(wanted, base=operation.base, operation_id=name)
        if form is None:
            raise AssertionError("an operation that was erased is not sent")
        if user is not None:
            return self._server.register(replace(user, id=None), form, operation_id=name)
        form = replace(form, wx_buying_user_id=operation.buyer_id)
        if operation.kind == rules.BIND:
            return self._server.bind_member(form, member_id=operation.member_id, operation_id=name)
        if operation.kind == rules.UNBIND:
            expected = operation.expected_member_id
            return self._server.unbind_member(form, expected_member_id=expected, operation_id=name)
        return self._server.create_member(form, operation_id=name)
