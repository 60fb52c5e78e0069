"""The writes that wait for the server, as staff see them; and their outcomes in the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import BackendError, NotFoundError
from wxbuyer_gui.domain.journal import Result
from wxbuyer_gui.domain.operation_id import new_operation_id
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.amending import announce
from wxbuyer_gui.services.consents import signed
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs

if TYPE_CHECKING:
    from datetime import datetime

    from wxbuyer_gui.backends.offline.backend import OfflineBackend
    from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
    from wxbuyer_gui.domain.outbox import Decision, PendingCounts

_log = logging.getLogger(__name__)

_RESULTS = {
    OpState.DONE: Result.DONE,
    OpState.REJECTED: Result.REFUSED,
    OpState.CANCELLED: Result.FAILED,
}
_HALVES = {".unbind": Result.HALF, ".bind": Result.DONE}
"""What a rebind has come to when this part of it is done."""


class OutboxService(Service):
    """The outbox of ``served`` with rights, for whom ``operators`` names; every end of an operation is written to
    ``journal``.

    Methods block and may be called from any thread; errors as in ``Outbox``, and NotAllowedError.
    """

    def __init__(self, served: OfflineBackend, journal: Journal, operators: Operators) -> None:
        self._served = served
        self._outbox = outbox = served.outbox
        self._journal = journal
        self._operators = operators
        outbox.signature = lambda: operators.acting.name
        outbox.subscribe(self._hear)

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._operators

    @needs(Right.SEARCH)
    def list(self, *, open_only: bool = True) -> list[Operation]:
        """As ``Outbox.list``."""
        return self._outbox.list(open_only=open_only)

    @needs(Right.SEARCH)
    def get(self, operation_id: str) -> Operation | None:
        """As ``Outbox.get``."""
        return self._outbox.get(operation_id)

    @for_everyone
    def counts(self) -> PendingCounts:
        """As ``Outbox.counts``."""
        return self._outbox.counts()

    @needs(Right.SEARCH)
    def done(self, *, since: datetime) -> Sequence[Operation]:
        """As ``Outbox.done``."""
        return self._outbox.done(since=since)

    @needs(Right.REVIEW)
    def lost(self, *, since: datetime) -> Sequence[Operation]:
        """As ``OfflineBackend.lost``."""
        return self._served.lost(since=since)

    @needs(Right.SEARCH)
    def retry(self, operation_id: str) -> None:
        """As ``Outbox.retry``."""
        self._outbox.retry(operation_id)

    @needs(Right.REVIEW)
    def retry_all(self) -> None:
        """As ``Outbox.retry_all``."""
        self._outbox.retry_all(by=self._operators.acting.name)

    @for_everyone
    def wake(self) -> None:
        """The server seems to be back: try what waits."""
        self._outbox.wake()

    @needs(Right.REGISTER)
    def edit(self, operation_id: str, *, form: MemberForm | None = None, user: WxBuyingUser | None = None) -> Operation:
        """As ``Outbox.edit``; another's, and what is in review, only with the right to review."""
        self._require_own(operation_id)
        form = form and replace(form, consent=signed(form.consent, self._operators))
        old = self._outbox.get(operation_id)
        new_id = new_operation_id()
        ticket = None if old is None else announce(self._journal, old, new_id, form=form, user=user)
        try:
            return self._outbox.edit(operation_id, form=form, user=user, new_id=new_id)
        except BackendError as error:
            if ticket is not None:
                self._journal.finish(ticket, Result.FAILED, code=error.code)
            raise

    @needs(Right.REGISTER)
    def discard(self, operation_id: str, *, reason: str) -> None:
        """As ``Outbox.discard``; another's, and what is in review, only with the right to review."""
        self._require_own(operation_id)
        self._outbox.discard(operation_id, reason=reason, by=self._operators.acting.name)

    @needs(Right.REVIEW)
    def decide(self, operation_id: str, decision: Decision, *, note: str = "") -> None:
        """As ``Outbox.decide``."""
        self._outbox.decide(operation_id, decision, by=self._operators.acting.name, note=note)

    @for_everyone
    def subscribe(self, callback: Callable[[Operation], None]) -> Callable[[], None]:
        """As ``Outbox.subscribe``."""
        return self._outbox.subscribe(callback)

    @for_everyone
    def catch_up(self) -> None:
        """Write down what has happened while nobody listened, and what a last run announced and left here.

        What the journal knows the outbox keeps for a while only.
        """
        self._outbox.catch_up(self._record)
        self._outbox.purge()

    def _require_own(self, operation_id: str) -> None:
        operation = self._outbox.get(operation_id)
        if operation is None:
            return
        if operation.state is OpState.REVIEW or operation.operator != self._operators.acting.name:
            self._operators.require(Right.REVIEW)

    def _hear(self, operation: Operation) -> None:
        """Record it; an end only when its caller has left, who may have looked too early to tell of it."""
        record = partial(self._record, operation)
        if operation.state.is_open or not self._journal.running.put_off(_announced(operation.operation_id)[0], record):
            record()

    def _record(self, operation: Operation) -> bool:
        """Write how an operation stands, where the journal has announced it and does not know it yet.

        False where that could not be written.
        """
        operation_id, half = _announced(operation.operation_id)
        try:
            self._journal.note_outcome(
                operation_id,
                _result(operation, half),
                buyer_id=operation.buyer_id if (operation.buyer_id or 0) > 0 else operation.result_id,
                member_after=operation.result_id if operation.kind in ("create", "bind") else None,
                verified=operation.confidence == "verified",
                code=operation.code or None,
            )
        except NotFoundError:  # written without the services, or before this journal
            return True
        except BackendError as error:  # the next start catches up
            _log.warning("an outcome could not be recorded: %s", error.code)
            return False
        return True


def _announced(operation_id: str) -> tuple[str, str]:
    """The id under which the journal has it, and which half of a rebind it is ('' for none)."""
    for half in _HALVES:
        if operation_id.endswith(half):
            return operation_id.removesuffix(half), half
    return operation_id, ""


def _result(operation: Operation, half: str) -> Result:
    state = operation.state
    if state.is_open:
        return Result.QUEUED if state.is_waiting else Result.CHECKING
    if state is OpState.DONE:
        return _HALVES.get(half, Result.DONE)
    return Result.HALF if half == ".bind" else _RESULTS[state]
