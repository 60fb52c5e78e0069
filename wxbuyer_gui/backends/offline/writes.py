"""Writes through the outbox: stored first, then carried while the caller waits, then left to the sender."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.backends.offline.ledger import Ledger
from wxbuyer_gui.backends.offline.live import LiveCall
from wxbuyer_gui.backends.offline.outbox import Outbox
from wxbuyer_gui.backends.offline.sender import Sender
from wxbuyer_gui.domain.errors import BackendError, ConflictError, RejectedError, UnreachableError
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.operation_id import checked_operation_id
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store import outbox_buyers as new_buyers
from wxbuyer_gui.store.outbox import Entry
from wxbuyer_gui.store.outbox_json import Payload

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOOK_SECONDS = 0.25  # between two looks at what another process makes of an operation
_CLAIMED_SECONDS = 5.0  # an error that was handed to the caller is stored in less


class Writes:
    """Each call waits ``timeout`` seconds at most. ``known`` shows a buyer as it was seen last, without the network;
    ``keeps_keys`` says whether the server is one of ours, which registers a new buyer in one step.
    ``wait`` is ``Event.wait``.
    """

    def __init__(
        self,
        ledger: Ledger,
        sender: Sender,
        outbox: Outbox,
        *,
        clock: Clock,
        timeout: float,
        tenant_id: Callable[[], int | None],
        known: Callable[[int], WxBuyingUser | None],
        keeps_keys: Callable[[], bool],
        wait: Callable[[Event, float], bool] = Event.wait,
    ) -> None:
        self._ledger = ledger
        self._sender = sender
        self._outbox = outbox
        self._clock = clock
        self._timeout = timeout
        self._tenant_id = tenant_id
        self._known = known
        self._keeps_keys = keeps_keys
        self._wait = wait

    def save_user(self, user: WxBuyingUser, *, base: WxBuyingUser | None, operation_id: str | None) -> WriteResult:
        """As ``Backend.save_user``, for a buyer with a number or an openId."""
        wanted = user.bare()
        operation = self._operation(operation_id, rules.SAVE, user.id or 0)
        return self._submit(replace(operation, user=wanted, base=base), extra=base and base.bare())

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None) -> WriteResult:
        """As ``Backend.register``, for a buyer with an openId."""
        operation = self._operation(operation_id, rules.REGISTER, 0)
        return self._submit(replace(operation, user=user.bare(), form=form))

    def create_member(self, form: MemberForm, *, operation_id: str | None) -> WriteResult:
        """As ``Backend.create_member``."""
        operation = self._operation(operation_id, rules.CREATE, form.wx_buying_user_id or 0)
        return self._submit(replace(operation, form=form))

    def bind_member(self, form: MemberForm, *, member_id: int | None, operation_id: str | None) -> WriteResult:
        """As ``Backend.bind_member``."""
        operation = self._operation(operation_id, rules.BIND, form.wx_buying_user_id or 0)
        return self._submit(replace(operation, form=form, member_id=member_id))

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None, operation_id: str | None
    ) -> WriteResult:
        """As ``Backend.unbind_member``."""
        operation = self._operation(operation_id, rules.UNBIND, form.wx_buying_user_id or 0)
        operation = replace(operation, form=form, expected_member_id=expected_member_id)
        return self._submit(operation, extra=expected_member_id)

    def _operation(self, operation_id: str | None, kind: str, buyer_id: int) -> Operation:
        return Operation(
            operation_id=checked_operation_id(operation_id),
            kind=kind,
            state=OpState.QUEUED,
            buyer_id=buyer_id,
            operator=self._outbox.signature(),
            created_at=datetime.fromtimestamp(self._clock.time(), UTC),
        )

    def _submit(self, operation: Operation, *, extra: object = None) -> WriteResult:
        payload = Payload(operation.user, operation.form, operation.member_id)
        check = payload.check(operation.kind, extra)
        seen_last = None if operation.user is not None else self._known(operation.buyer_id or 0)
        if operation.base is None:
            operation = replace(operation, base=seen_last)
        entry = Entry(
            operation=operation,
            backend_id=self._ledger.backend_id,
            tenant_id=self._tenant_id(),
            body_check=check,
        )
        # Before the transaction: both may take their time.
        self._ledger.ready_to_seal(operation.form)
        in_two = operation.kind == rules.REGISTER and not self._keeps_keys()
        added = self._ledger.store.run(lambda connection: self._added(connection, entry, in_two=in_two))
        for one in added:
            self._ledger.publish(one.operation)
        ids = [one.id for one in added] or [entry.id]
        live = self._sender.hand_over(ids, LiveCall(self._clock.monotonic() + self._timeout))
        if not self._rests(entry.id):  # asked now: from here on its end releases the caller
            self._await(live, entry.id)
        for operation_id in ids:
            self._sender.let_go(operation_id, live)
        return self._result(entry.id, live)

    def _added(self, connection: Connection, entry: Entry, *, in_two: bool) -> list[Entry]:
        """What has to be done for this request, put at the end of the queue; nothing where it is there already."""
        earlier = rows.find(connection, entry.id)
        if earlier is not None:
            if earlier.state in (OpState.REJECTED, OpState.CANCELLED):
                rows.free_id(connection, earlier)
            elif (earlier.backend_id, earlier.body_check) != (entry.backend_id, entry.body_check):
                raise ConflictError("this operation id was used for another write", code="E-OPERATION-REUSED")
            else:
                return []
        operation = entry.operation
        if operation.buyer_id:
            entry = self._behind(connection, entry)
            return [rows.add(connection, entry)]
        if in_two:
            return self._added_in_two(connection, entry)
        number = new_buyers.new_id(connection, entry.backend_id, entry.id)
        return [rows.add(connection, entry.moved(OpState.QUEUED, buyer_id=number))]

    def _behind(self, connection: Connection, entry: Entry) -> Entry:
        """The entry behind what is open for its buyer. ConflictError ``E-PENDING`` where the two cannot follow."""
        operation = entry.operation
        buyer_id = operation.buyer_id or 0
        if buyer_id < 0 and (number := new_buyers.server_id(connection, buyer_id)) is not None:
            buyer_id = number
            entry = entry.moved(OpState.QUEUED, buyer_id=number)
        pending = rows.open_of_buyer(connection, entry.backend_id, buyer_id)
        binds = [other for other in pending if other.operation.kind != rules.SAVE]
        if any(not other.state.is_waiting for other in pending) or (binds and operation.kind != rules.SAVE):
            raise ConflictError(
                "an earlier operation on this buyer is not settled yet", code="E-PENDING", buyer_id=buyer_id
            )
        if buyer_id > 0:
            return entry
        if not pending:
            raise rules.no_buyer()
        return entry.moved(OpState.BLOCKED, depends_on=pending[0].id)

    def _added_in_two(self, connection: Connection, entry: Entry) -> list[Entry]:
        """First the buyer, then its member: the vendor's API has no other way."""
        operation = entry.operation
        parent_id = hashlib.sha256(f"buyer of {entry.id}".encode()).hexdigest()
        number = new_buyers.new_id(connection, entry.backend_id, parent_id)
        user = operation.user
        buyer = replace(
            entry,
            operation=replace(operation, operation_id=parent_id, kind=rules.SAVE, form=None, buyer_id=number),
            body_check=Payload(user).check(rules.SAVE),
        )
        member = entry.moved(OpState.BLOCKED, user=None, buyer_id=number, depends_on=parent_id)
        return [rows.add(connection, buyer), rows.add(connection, member)]

    def _await(self, live: LiveCall, operation_id: str) -> None:
        """Until the operation rests, or cannot go on now, or the time is over."""
        while (left := live.until - self._clock.monotonic()) > 0:
            if self._wait(live.released, left if self._sender.may_send else min(left, _LOOK_SECONDS)):
                break
            if not self._sender.may_send and self._rests(operation_id):
                break
        if not live.leave():
            self._wait(live.released, _CLAIMED_SECONDS)

    def _rests(self, operation_id: str) -> bool:
        """Whether nobody carries it any more, so that there is nothing to wait for."""
        entry = self._ledger.get(operation_id)
        return entry is None or not entry.state.is_open or entry.state is OpState.REVIEW

    def _result(self, operation_id: str, live: LiveCall) -> WriteResult:
        entry = self._ledger.get(operation_id)
        if live.error is not None:
            self._cancel_with_parent(entry)
            raise live.error
        if entry is None:
            raise BackendError("the operation was taken back")
        operation = entry.operation
        if entry.state is OpState.DONE:
            return WriteResult(operation.result_id, WriteState.DONE, operation_id)
        if entry.state is OpState.REJECTED:
            raise RejectedError(operation.message, code=operation.code)
        if entry.state is OpState.CANCELLED:
            raise ConflictError("the operation was taken back", code="E-CANCELLED")
        if entry.state.is_waiting and self._is_stranger(operation):
            self._outbox.discard(operation_id, reason="not known here")
            raise UnreachableError("the server cannot be reached, and this buyer is not known here")
        parent = self._ledger.get(operation.depends_on) if entry.state is OpState.BLOCKED else None
        waits = (parent or entry).state.is_waiting
        return WriteResult(None, WriteState.QUEUED if waits else WriteState.CHECKING, operation_id)

    @staticmethod
    def _is_stranger(operation: Operation) -> bool:
        """Whether nobody here has ever seen the buyer: what is queued for it could be meant for anybody."""
        return operation.base is None and (operation.buyer_id or 0) > 0

    def _cancel_with_parent(self, entry: Entry | None) -> None:
        """The member of a registration whose buyer was refused has nothing to wait for."""
        if entry is not None and entry.state in (OpState.BLOCKED, OpState.REVIEW):
            self._outbox.discard(entry.id, reason="its buyer was refused")
