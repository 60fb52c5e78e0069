"""Writes that nobody answered: what the buyer shows of them while a form waits to know."""

from __future__ import annotations

from dataclasses import replace

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.journal import Action, Outcome, Result, Sighting
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.services.journal import Journal


def look_again(journal: Journal, backend: Backend, operation_id: str, *, final: bool) -> Sighting:
    """Read the buyer of an operation in doubt. NotFoundError for one that the journal does not know.

    The journal learns what is certain: that it is done as intended and, when it is ``final`` because nothing can
    arrive any more, everything else too. Done is presumed from the buyer: no answer will ever prove it.
    """
    ticket = journal.ticket(operation_id)
    try:
        verdict = journal.judge(ticket, backend)
    except BackendError:
        return Sighting(Result.OPEN)
    buyer = verdict.buyer
    if verdict.result is Result.DONE or (final and verdict.result is not Result.UNKNOWN):
        journal.conclude(ticket, verdict)
    if verdict.result is not Result.DONE:
        return Sighting(verdict.result, buyer=buyer)
    intent = ticket.intent
    before = replace(buyer, member_id=intent.member_before) if buyer and intent.buyer_id is not None else None
    result = WriteResult(_number(Action(intent.action), buyer), WriteState.DONE, operation_id)
    member_id = (buyer.member_id if buyer else None) or intent.member_after or intent.member_before
    outcome = Outcome(Action(intent.action), result, ticket.seq, before, buyer, verified=True, member_id=member_id)
    return Sighting(Result.DONE, outcome, buyer)


def _number(action: Action, buyer: WxBuyingUser | None) -> int | None:
    """Whose number the answer would have held."""
    if buyer is None:
        return None
    return buyer.id if action in (Action.ADD, Action.SAVE) else buyer.member_id
