"""Rebind (改绑): take the old member off, put the new one on. No source does both in one step."""

from __future__ import annotations

from dataclasses import dataclass

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import (
    BackendError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.domain.journal import RebindHalfDoneError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.services.recorder import Ticket


@dataclass(frozen=True, slots=True)
class Rebinding:
    """One rebind: ``form`` names the buyer, and the new member where ``member_id`` does not."""

    backend: Backend
    form: MemberForm
    from_member_id: int
    member_id: int | None

    def run(self, ticket: Ticket) -> WriteResult:
        """Do both halves. Raises the backend's error if nothing is changed, else RebindHalfDoneError."""
        operation_id = ticket.operation_id
        taken_off = self.backend.unbind_member(
            MemberForm(wx_buying_user_id=self.form.wx_buying_user_id),
            expected_member_id=self.from_member_id,
            operation_id=f"{operation_id}.unbind",
        )
        if taken_off.state is WriteState.QUEUED:
            self._take_back(taken_off)
        if taken_off.state is WriteState.CHECKING:  # nobody knows yet whether the way is free
            return taken_off
        try:
            put_on = self.backend.bind_member(self.form, member_id=self.member_id, operation_id=f"{operation_id}.bind")
        except BackendError as error:
            return self._after_failure(ticket, error)
        return WriteResult(put_on.id, put_on.state, operation_id)

    def _take_back(self, queued: WriteResult) -> None:
        """Two halves cannot wait one behind the other for hours: without the server nothing is begun.

        Raises UnreachableError, or ConflictError where it was sent just now after all.
        """
        if self.backend.outbox is not None:
            self.backend.outbox.discard(queued.operation_id, reason="a rebind needs the server")
        raise UnreachableError("the server cannot be reached, and a rebind needs it")

    def _after_failure(self, ticket: Ticket, cause: BackendError) -> WriteResult:
        """Read the buyer where the second half may have been done after all, whatever the server said of it."""
        in_doubt = isinstance(cause, OutcomeUnknownError | ProtocolError | StorageError)
        if in_doubt or isinstance(cause, RejectedError):
            try:
                buyer = self.backend.get(self.form.wx_buying_user_id or 0)
            except BackendError:
                buyer = None
            else:
                in_doubt = in_doubt and not isinstance(cause, StorageError)
            if buyer is not None and buyer.member_id is not None and self.member_id in (None, buyer.member_id):
                return WriteResult(buyer.member_id, WriteState.DONE, ticket.operation_id)
        raise RebindHalfDoneError(
            seq=ticket.seq, from_member_id=self.from_member_id, cause=cause, may_be_bound=in_doubt
        ) from cause
