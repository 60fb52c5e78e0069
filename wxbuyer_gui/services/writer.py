"""One write from its announcement to the read-back."""

from __future__ import annotations

import contextlib
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.domain.journal import Action, Outcome, RebindHalfDoneError, Result
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.services.changes import Pairs, Texts, buyer_texts, difference, member_texts
from wxbuyer_gui.services.doubts import look_again
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.recorder import Ticket

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a write is meant to do.

    ``buyer_id`` is None for a new buyer and for a write to a member. ``before`` is the buyer as stored now.
    ``member_before`` and ``member_after`` are the members to be taken off and put on, as far as they are known.
    """

    action: Action
    buyer_id: int | None = None
    before: WxBuyingUser | None = None
    fields: Pairs = field(default_factory=dict)
    member_before: int | None = None
    member_after: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the source shows after a write: ``texts`` of what was written to, None if that cannot be read."""

    texts: Texts | None = None
    buyer: WxBuyingUser | None = None


class Writer:
    """Announces, does, reads back and records. ``written`` is called after each write that was done or waits."""

    def __init__(
        self,
        backend: Backend,
        journal: Journal,
        *,
        written: Callable[[Plan, Outcome], None] = lambda _plan, _outcome: None,
    ) -> None:
        self._backend = backend
        self._journal = journal
        self._written = written

    def write(self, plan: Plan, call: Callable[[Ticket], WriteResult], operation_id: str | None) -> Outcome:
        """Do ``call`` between an intent and its outcome. An operation that was done before is not recorded again.

        A server that says no has finished, and its no may speak of a write that arrived twice: what the buyer shows
        then counts, not the word.
        """
        for name, (_, text) in plan.fields.items():
            checked(text, name.removeprefix("member."))
        operation_id = operation_id or uuid.uuid4().hex
        with self._journal.running.one(operation_id):
            ticket = self._journal.begin(
                plan.action,
                plan.fields,
                operation_id=operation_id,
                buyer_id=plan.buyer_id,
                member_before=_member_before(plan),
                member_after=plan.member_after,
            )
            try:
                result = call(ticket)
            except RejectedError as refusal:
                outcome = self._done_nevertheless(plan, ticket)
                if outcome is None:
                    self._record_failure(ticket, refusal)
                    raise
            except Exception as error:
                self._record_failure(ticket, error)
                raise
            else:
                outcome = self._conclude(plan, ticket, result)
        self._written(plan, outcome)
        return outcome

    def _done_nevertheless(self, plan: Plan, ticket: Ticket) -> Outcome | None:
        """What a refused write did after all; None where the buyer does not show it.

        A new buyer with the wanted openId is no sign: it may be the very one for whose sake this was refused.
        """
        if ticket.earlier is not None or plan.action is Action.ADD or (plan.action is Action.SAVE and not plan.fields):
            return None
        return look_again(self._journal, self._backend, ticket.operation_id, final=False).outcome

    def _conclude(self, plan: Plan, ticket: Ticket, result: WriteResult) -> Outcome:
        found = self._read_back(plan, result) if result.state is WriteState.DONE else _Found()
        after = found.buyer
        verified = found.texts is not None and self._is_as_planned(plan, result, found)
        member_after = after.member_id if after is not None else self._planned_member(plan, result)
        outcome = Outcome(
            plan.action,
            result,
            ticket.seq,
            before=plan.before,
            after=after,
            verified=verified,
            member_id=member_after if member_after is not None else _member_before(plan),
        )
        if ticket.earlier is None:
            fields = {} if found.texts is None else _changed(plan, found.texts)
            self._finish(ticket, Result(result.state), plan, fields, after, member_after, verified)
        return outcome

    def _finish(
        self,
        ticket: Ticket,
        result: Result,
        plan: Plan,
        fields: Pairs,
        after: WxBuyingUser | None,
        member_after: int | None,
        verified: bool,
    ) -> None:
        """Record the outcome. The write is done: a journal that cannot be written now must not deny it.

        The intent then stays open, and the next start closes it by reading the buyer. But a journal that proves the
        file damaged is told to the person: nobody can promise that the write will be found again.
        """
        done = result is Result.DONE
        try:
            self._journal.finish(
                ticket,
                result,
                fields,
                buyer_id=after.id if after is not None else None,
                member_before=_member_before(plan),
                member_after=member_after,
                verified=verified if done else None,
            )
        except BackendError as error:
            if error.code == "E-DAMAGED":
                raise
            _log.warning("an outcome could not be recorded: %s", error.code)

    def _record_failure(self, ticket: Ticket, error: Exception) -> None:
        if ticket.earlier is not None:
            return
        with contextlib.suppress(BackendError):  # the intent stays open then, and the caller hears of the first error
            if isinstance(error, StorageError):
                self._journal.settle(ticket, self._backend, code=error.code)
            elif isinstance(error, RebindHalfDoneError):
                result = Result.UNKNOWN if error.may_be_bound else Result.HALF
                self._journal.finish(ticket, result, member_before=error.from_member_id, code=error.cause.code)
            else:
                self._journal.finish(ticket, _result_of(error), code=getattr(error, "code", "E-UNEXPECTED"))

    def _read_back(self, plan: Plan, result: WriteResult) -> _Found:
        try:
            if plan.action is Action.SAVE_MEMBER:
                member = self._backend.get_member(plan.member_after or 0)
                return _Found(member_texts(member)) if member else _Found()
            buyer = self._read_buyer(plan, result)
        except BackendError:
            return _Found()
        if buyer is None or not buyer.is_live:  # a copy does not know what became of the write
            return _Found()
        return _Found(buyer_texts(buyer), buyer)

    def _read_buyer(self, plan: Plan, result: WriteResult) -> WxBuyingUser | None:
        if plan.buyer_id is not None:
            return self._backend.get(plan.buyer_id)
        _, open_id = plan.fields.get("open_id", ("", ""))
        if open_id:  # surer than the number in an answer, whose meaning the vendor's page leaves open
            return self._backend.get_by_open_id(open_id)
        return None if result.id is None else self._backend.get(result.id)

    def _is_as_planned(self, plan: Plan, result: WriteResult, found: _Found) -> bool:
        texts = found.texts or {}
        if any(texts[name] != wanted for name, (_, wanted) in plan.fields.items() if name in texts):
            return False
        if found.buyer is None:
            return plan.action is Action.SAVE_MEMBER
        bound = found.buyer.member_id
        if plan.action is Action.ADD:
            return bound is None
        if plan.action in (Action.SAVE, Action.UNBIND):
            return bound == plan.member_after
        planned = self._planned_member(plan, result)
        return bound is not None and planned in (None, bound)

    def _planned_member(self, plan: Plan, result: WriteResult) -> int | None:
        """The member that should be bound afterwards, None for nobody and for "not known beforehand".

        Only a source that lets members be read says in its answer which member it was.
        """
        if plan.member_after is not None or plan.action not in (Action.REGISTER, Action.BIND, Action.REBIND):
            return plan.member_after
        if plan.buyer_id is None or not self._backend.capabilities.member_read:
            return None
        return result.id


def _member_before(plan: Plan) -> int | None:
    if plan.member_before is not None or plan.before is None:
        return plan.member_before
    return plan.before.member_id


def _changed(plan: Plan, texts: Texts) -> Pairs:
    if plan.action is Action.SAVE_MEMBER:
        return difference({name: before for name, (before, _) in plan.fields.items()}, _only(texts, plan.fields))
    return difference(buyer_texts(plan.before), texts)


def _only(texts: Texts, names: Pairs) -> Texts:
    return {name: text for name, text in texts.items() if name in names}


def _result_of(error: Exception) -> Result:
    if isinstance(error, OutcomeUnknownError | ProtocolError) or not isinstance(error, BackendError):
        return Result.UNKNOWN
    return Result.FAILED if isinstance(error, UnreachableError | AuthError) else Result.REFUSED
