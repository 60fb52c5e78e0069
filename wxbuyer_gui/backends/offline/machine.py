"""Where an operation goes next: a table of pure functions from what was learnt to the next state.

The rule behind all of them: a write whose fate is unknown is never repeated before a late copy of it must have
arrived (``Policy.settle``) and the buyer, read after that, is unchanged; and even then only by a person, unless the
server itself tells repetitions apart (Idempotency-Key) or the operator of the shop chose otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.backends.offline.evidence import Evidence, evidence_of
from wxbuyer_gui.backends.offline.rules import Standing
from wxbuyer_gui.domain.errors import BackendError, ConflictError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, ReviewReason
from wxbuyer_gui.store.outbox import Entry

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_PAUSE_OF_CLOSED_DOOR = 30.0  # for a server that asks for other credentials, or closes its day
_VERIFY_PAUSES = (2.0, 5.0, 15.0, 60.0)  # a server may read from a copy that is behind
_ANSWERED_PAUSE = 2.0
_MOST_SENDINGS = 4
_SETTLED = frozenset({Evidence.ANSWERED, Evidence.RECHECK, Evidence.RESTORED})  # sending once more would tell nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``settle``: seconds from sending until no late copy can arrive any more. ``resends``: send again by itself what
    is unchanged after that; False leaves it to people. ``too_old``: seconds after which an operation that
    nothing could be done about is put before people.
    """

    settle: float
    resends: bool = False
    too_old: float = 14 * 86400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """The moves under one policy. ``jitter`` gives numbers from 0 to 1, so that counters do not come back together."""

    policy: Policy
    jitter: Callable[[], float]

    def awoken(self, entry: Entry) -> Entry:
        """After a start: what was under way when the last program ended, as it must be taken up again."""
        match entry.state:
            case OpState.PRECHECK:
                return entry.moved(OpState.QUEUED)
            case OpState.VERIFYING:
                return entry.moved(OpState.ACKED)
            case OpState.SENDING:
                return self._doubted(entry, Evidence.UNKNOWN)
            case OpState.RECONCILING:
                return entry.moved(OpState.UNKNOWN)
        return entry

    def unreadable(self, entry: Entry, seen: WxBuyingUser | None) -> Entry:
        """It was about to be sent, and part of it cannot be read here: that part only a person can give again."""
        return _review(entry, ReviewReason.ID_LOCKED, seen)

    def restored(self, entry: Entry) -> Entry:
        """After an older file was put back: whatever was open in it may have been sent since."""
        if entry.state is OpState.REVIEW:
            return entry
        return self._doubted(entry, Evidence.RESTORED)

    def expired(self, entry: Entry) -> Entry:
        """Put what stays undone for too long before people."""
        if entry.state in (OpState.REVIEW, OpState.BLOCKED):
            return entry
        reasons = {OpState.QUEUED: ReviewReason.TOO_OLD, OpState.ACKED: ReviewReason.NOT_SEEN}
        return _review(entry, reasons.get(entry.state, ReviewReason.STILL_UNCHANGED), None)

    def adopted(self, entry: Entry, seen: WxBuyingUser | None, *, is_live: bool) -> Entry:
        """Fill in, before the first sending, what is needed afterwards to judge: the buyer as it was, its member.

        Whoever waits for the answer means the member that is bound now; else it is the one that the person saw.
        """
        operation = entry.operation
        if seen is None or rules.is_new_buyer(operation):
            return entry
        changes: dict[str, object] = {} if operation.base is not None else {"base": seen}
        if operation.kind == rules.SAVE:
            changes["expected_member_id"] = seen.member_id or 0
        elif operation.kind == rules.UNBIND and operation.expected_member_id is None:
            meant = seen if is_live or operation.base is None else operation.base
            changes["expected_member_id"] = meant.member_id
        return entry.moved(entry.state, **changes)

    def checked(self, entry: Entry, seen: WxBuyingUser | None) -> Entry:
        """The buyer was read before sending."""
        match rules.standing(entry.operation, seen):
            case Standing.AS_WANTED:
                certain = entry.operation.kind in (rules.SAVE, rules.UNBIND)
                return done(entry, "verified" if certain else "presumed", seen)
            case Standing.OTHERWISE:
                return _review(entry, ReviewReason.CHANGED, seen)
            case Standing.GONE:
                return _review(entry, ReviewReason.BUYER_GONE, None)
        return entry.moved(OpState.SENDING)

    def unkeyed(self, entry: Entry) -> Entry:
        """A sending in doubt cannot be repeated under its key any more: the server has become another."""
        return self._doubted(replace(entry, is_keyed=False), Evidence.UNKNOWN)

    def recheck(self, entry: Entry) -> Entry:
        """Look once more at the buyer of an operation in review; one whose buyer was never stored has none."""
        if entry.state is not OpState.REVIEW or entry.operation.review is ReviewReason.PARENT_FAILED:
            return entry
        return entry.moved(OpState.UNKNOWN, evidence=Evidence.RECHECK, checks=1)

    def unread(self, entry: Entry, error: BackendError) -> Entry:
        """The buyer could not be read: the same again, later; what is in review stays there."""
        if entry.evidence == Evidence.RECHECK:
            return self.unlooked(entry)
        rest = {OpState.PRECHECK: OpState.QUEUED, OpState.VERIFYING: OpState.ACKED}.get(entry.state, OpState.UNKNOWN)
        return self._again(entry, rest, error)

    def unlooked(self, entry: Entry) -> Entry:
        """Back before people without the other look; all but what waits for one stays as it is."""
        is_awaited = entry.evidence == Evidence.RECHECK and entry.state is not OpState.REVIEW
        return entry.moved(OpState.REVIEW) if is_awaited else entry

    def sent(self, entry: Entry, error: BackendError | None, result_id: int | None = None) -> Entry:
        """The sending came to an end: with a yes (``error`` None), a no, or neither."""
        evidence = evidence_of(error)
        if error is None:
            return entry.moved(OpState.ACKED, evidence=evidence, checks=0, code="", message="", result_id=result_id)
        if evidence in (Evidence.NOT_SENT, Evidence.AUTH, Evidence.LATER):
            return self._put_back(entry, error, evidence)
        if evidence in (Evidence.BUSY, Evidence.UNKNOWN):
            return self._doubted(entry, evidence, code=error.code, message=str(error))
        words = {"code": error.code, "message": str(error)}
        is_first = entry.operation.attempts == 1
        if evidence is Evidence.REFUSED and is_first and not isinstance(error, ConflictError):
            return entry.moved(OpState.REJECTED, evidence=evidence, **words)
        # "Bound already" may speak of our own earlier sending, or of somebody else's: the buyer tells.
        return entry.moved(OpState.UNKNOWN, evidence=Evidence.ANSWERED, checks=0, **words)

    def verified(self, entry: Entry, seen: WxBuyingUser | None) -> Entry:
        """The buyer was read after a yes. A yes is never followed by a second sending."""
        has_lost = rules.member_changed(entry.operation, seen)
        if rules.is_shown(entry.operation, seen) and not has_lost:
            return done(entry, "verified", seen)
        if entry.is_keyed:  # our own server did it, and touches no member by a save: others were there since
            return done(entry, "acked", seen)
        if has_lost:
            return _review(entry, ReviewReason.MEMBER_CHANGED, seen)
        if entry.checks >= len(_VERIFY_PAUSES):
            return _review(entry, ReviewReason.NOT_SEEN, seen)
        return entry.moved(OpState.ACKED, checks=entry.checks + 1, pause=_VERIFY_PAUSES[entry.checks])

    def reconciled(self, entry: Entry, seen: WxBuyingUser | None) -> Entry:
        """The buyer was read when no late copy could arrive any more."""
        operation = entry.operation
        where = rules.standing(operation, seen)
        if entry.is_keyed and entry.evidence not in _SETTLED and where is not Standing.AS_WANTED:
            return entry.moved(OpState.SENDING)  # under its key: the server knows what it did, whatever is seen
        match where:
            case Standing.AS_WANTED if rules.member_changed(operation, seen):
                return _review(entry, ReviewReason.MEMBER_CHANGED, seen)
            case Standing.AS_WANTED:
                return done(entry, "presumed", seen)
            case Standing.OTHERWISE:
                return _review(entry, ReviewReason.CHANGED, seen)
            case Standing.GONE:
                return _review(entry, ReviewReason.BUYER_GONE, None)
        if entry.evidence == Evidence.RECHECK:
            return _review(entry, operation.review or ReviewReason.STILL_UNCHANGED, seen)
        return self._unchanged(entry, seen)

    def decided(self, entry: Entry, decision: Decision, by: str) -> Entry:
        """A person decided about an operation in review."""
        operation = entry.operation
        if decision is Decision.DONE:
            return entry.moved(OpState.DONE, confidence="human", decided_by=by, review=None)
        if decision is Decision.CANCEL:
            return entry.moved(OpState.CANCELLED, decided_by=by, review=None)
        changes: dict[str, object] = {}
        if operation.server is not None:  # the person saw this, and wants it changed all the same
            changes["base"] = operation.server
            if operation.kind == rules.UNBIND:
                changes["expected_member_id"] = operation.server.member_id
        again = {"checks": 0, "in_doubt": 0, "evidence": Evidence.NONE, "decided_by": by}
        return entry.moved(OpState.QUEUED, review=None, server=None, **again, **changes)

    def _unchanged(self, entry: Entry, seen: WxBuyingUser | None) -> Entry:
        if entry.evidence == Evidence.ANSWERED:
            if entry.checks == 0:
                return entry.moved(OpState.UNKNOWN, checks=1, pause=_ANSWERED_PAUSE)
            return entry.moved(OpState.REJECTED)
        if entry.evidence == Evidence.RESTORED:
            return _review(entry, ReviewReason.RESTORED, seen)
        may_resend = self.policy.resends or entry.evidence == Evidence.BUSY
        if may_resend and entry.operation.attempts < _MOST_SENDINGS:
            return entry.moved(OpState.QUEUED, checks=0, in_doubt=0, pause=self._pause(entry.operation.attempts))
        return _review(entry, ReviewReason.STILL_UNCHANGED, seen)

    def _doubted(self, entry: Entry, evidence: Evidence, *, code: str = "E-UNKNOWN", message: str = "") -> Entry:
        pause = self.policy.settle
        if entry.is_keyed and evidence is not Evidence.RESTORED:  # the server keeps the key for 30 days
            pause = self._pause(entry.in_doubt)
        return entry.moved(
            OpState.UNKNOWN,
            evidence=evidence,
            in_doubt=entry.in_doubt + 1,
            checks=0,
            code=code,
            message=message,
            pause=pause,
        )

    def _put_back(self, entry: Entry, error: BackendError, evidence: Evidence) -> Entry:
        if entry.in_doubt:  # this one was not done, an earlier one may have been
            return self._again(entry, OpState.UNKNOWN, error)
        never_left = 1 if evidence is Evidence.NOT_SENT else 0
        moved = self._again(entry, OpState.QUEUED, error, evidence=evidence)
        return moved.moved(OpState.QUEUED, attempts=entry.operation.attempts - never_left, pause=moved.pause)

    def _again(self, entry: Entry, state: OpState, error: BackendError, **changes: object) -> Entry:
        pause = self._pause(entry.checks)
        if evidence_of(error) in (Evidence.AUTH, Evidence.LATER):
            pause = max(pause, _PAUSE_OF_CLOSED_DOOR)
        return entry.moved(state, checks=entry.checks + 1, code=error.code, message=str(error), pause=pause, **changes)

    def _pause(self, failures: int) -> float:
        return min(_FIRST_PAUSE * 2.0 ** min(failures, 10), _LONGEST_PAUSE) * (0.5 + 0.5 * self.jitter())


def done(entry: Entry, confidence: str, seen: WxBuyingUser | None) -> Entry:
    """The operation is done; its result's number is the one that the buyer shows, unless our own server has told it."""
    operation = entry.operation
    result = operation.result_id
    is_told = entry.is_keyed and result is not None
    if operation.kind in (rules.SAVE, rules.REGISTER):
        result = seen.id if seen is not None else operation.buyer_id
    elif operation.kind == rules.UNBIND:
        result = operation.expected_member_id or operation.result_id
    elif seen is not None and seen.is_bound and not is_told:
        result = seen.member_id
    return entry.moved(OpState.DONE, confidence=confidence, result_id=result, code="", message="", review=None)


def _review(entry: Entry, reason: ReviewReason, seen: WxBuyingUser | None) -> Entry:
    return entry.moved(OpState.REVIEW, review=reason, server=seen)
