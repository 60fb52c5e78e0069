"""Each row of the table from what was learnt to what comes next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from wxbuyer_gui.backends.offline.evidence import Evidence, evidence_of
from wxbuyer_gui.backends.offline.machine import Machine, Policy
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, ReviewReason
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.store.outbox import Entry

PHONE = "13800138000"
FREE = WxBuyingUser(7, 1, "o7", "王小明", "", PHONE)
OURS = replace(FREE, member_id=8812)
THEIRS = replace(FREE, member_id=9, phone="13700137000")
SETTLE = 195.0

machine = Machine(policy=Policy(settle=SETTLE), jitter=lambda: 1.0)
resending = Machine(policy=Policy(settle=SETTLE, resends=True), jitter=lambda: 1.0)


def entry(state: OpState, kind: str = "create", **changes: Any) -> Entry:
    """An operation on buyer 7, sent once unless the changes say otherwise."""
    operation = Operation(
        operation_id="op",
        kind=kind,
        state=state,
        buyer_id=7,
        base=FREE,
        form=MemberForm(7, "王小明", PHONE),
        attempts=1,
    )
    made = Entry(operation=operation, backend_id="b")
    return made.moved(state, **changes)


def saving(state: OpState = OpState.RECONCILING, **changes: Any) -> Entry:
    """A change of the name to 王大明."""
    return entry(state, "save", user=replace(FREE, name="王大明"), form=None, expected_member_id=0, **changes)


def unbinding(state: OpState = OpState.RECONCILING) -> Entry:
    """Taking member 8812 off."""
    return entry(state, "unbind", expected_member_id=8812, base=OURS)


@pytest.mark.parametrize(
    ("error", "evidence"),
    [
        (None, Evidence.SAID_YES),
        (UnreachableError(), Evidence.NOT_SENT),
        (StorageError(code="E-CLOSED"), Evidence.NOT_SENT),
        (StorageError(code="E-DISK-FULL"), Evidence.LATER),
        (AuthError(), Evidence.AUTH),
        (OutcomeUnknownError(), Evidence.UNKNOWN),
        (ProtocolError(), Evidence.UNKNOWN),
        (OutcomeUnknownError(code="E-BUSY"), Evidence.BUSY),
        (ConflictError(), Evidence.REFUSED),
        (NotFoundError(), Evidence.REFUSED),
        (InvalidInputError(), Evidence.REFUSED),
        (UnsupportedError(), Evidence.REFUSED),
        *((RejectedError(status=code), Evidence.REFUSED) for code in (400, 404, 405, 413, 415, 422, 601, 1003)),
        *((RejectedError(status=code), Evidence.BUSY) for code in (408, 425, 429, 503)),
        *((RejectedError(status=code), Evidence.ANSWERED) for code in (500, 703, 801, 777, "nonsense", None)),
        (RejectedError(status="902"), Evidence.LATER),
    ],
)
def test_what_an_answer_proves(error: BackendError | None, evidence: Evidence) -> None:
    assert evidence_of(error) is evidence


def test_every_documented_no_is_classed() -> None:
    found = {evidence_of(RejectedError(status=int(code))) for code in ResultStatus if code != 200}

    assert found == {Evidence.REFUSED, Evidence.ANSWERED, Evidence.LATER}


@pytest.mark.parametrize(
    ("error", "state", "pause"),
    [
        (None, OpState.ACKED, 0.0),
        (UnreachableError(), OpState.QUEUED, 1.0),
        (AuthError(), OpState.QUEUED, 30.0),
        (RejectedError(status=902), OpState.QUEUED, 30.0),
        (RejectedError(status=601), OpState.REJECTED, 0.0),
        (ConflictError(), OpState.UNKNOWN, 0.0),
        (RejectedError(status=500), OpState.UNKNOWN, 0.0),
        (OutcomeUnknownError(), OpState.UNKNOWN, SETTLE),
        (OutcomeUnknownError(code="E-BUSY"), OpState.UNKNOWN, SETTLE),
    ],
)
def test_after_a_first_sending(error: BackendError | None, state: OpState, pause: float) -> None:
    moved = machine.sent(entry(OpState.SENDING), error)

    assert (moved.state, moved.pause) == (state, pause)


def test_a_refusal_of_a_second_sending_may_speak_of_the_first() -> None:
    moved = machine.sent(entry(OpState.SENDING, attempts=2), RejectedError(status=601))

    assert moved.state is OpState.UNKNOWN
    assert machine.reconciled(moved, OURS).operation.confidence == "presumed"


def test_what_was_not_sent_this_time_stays_in_doubt_for_the_last() -> None:
    moved = machine.sent(entry(OpState.SENDING, attempts=2, in_doubt=1), UnreachableError())

    assert moved.state is OpState.UNKNOWN


def test_what_never_left_counts_as_not_sent() -> None:
    assert not machine.sent(entry(OpState.SENDING), UnreachableError()).operation.is_sent


@pytest.mark.parametrize(
    ("made", "seen", "state", "reason"),
    [
        (entry(OpState.PRECHECK), FREE, OpState.SENDING, None),
        (entry(OpState.PRECHECK), OURS, OpState.DONE, None),
        (entry(OpState.PRECHECK), THEIRS, OpState.REVIEW, ReviewReason.CHANGED),
        (entry(OpState.PRECHECK), None, OpState.REVIEW, ReviewReason.BUYER_GONE),
        (entry(OpState.PRECHECK, "bind", member_id=8812), OURS, OpState.DONE, None),
        (entry(OpState.PRECHECK, "bind", member_id=1), OURS, OpState.REVIEW, ReviewReason.CHANGED),
        (unbinding(OpState.PRECHECK), OURS, OpState.SENDING, None),
        (unbinding(OpState.PRECHECK), FREE, OpState.DONE, None),
        (unbinding(OpState.PRECHECK), THEIRS, OpState.REVIEW, ReviewReason.CHANGED),
        (saving(OpState.PRECHECK), FREE, OpState.SENDING, None),
        (saving(OpState.PRECHECK), replace(FREE, phone="1"), OpState.SENDING, None),
        (saving(OpState.PRECHECK), replace(FREE, name="王大明"), OpState.DONE, None),
        (saving(OpState.PRECHECK), replace(FREE, name="李雷"), OpState.REVIEW, ReviewReason.CHANGED),
        (saving(OpState.PRECHECK, buyer_id=-1), None, OpState.SENDING, None),
        (saving(OpState.PRECHECK, buyer_id=-1), replace(FREE, name="王大明"), OpState.DONE, None),
        (saving(OpState.PRECHECK, buyer_id=-1), FREE, OpState.REVIEW, ReviewReason.CHANGED),
    ],
)
def test_before_sending(made: Entry, seen: WxBuyingUser | None, state: OpState, reason: ReviewReason | None) -> None:
    moved = machine.checked(made, seen)

    assert (moved.state, moved.operation.review) == (state, reason)


@pytest.mark.parametrize(
    ("made", "seen", "state", "reason"),
    [
        (entry(OpState.RECONCILING), OURS, OpState.DONE, None),
        (entry(OpState.RECONCILING), THEIRS, OpState.REVIEW, ReviewReason.CHANGED),
        (entry(OpState.RECONCILING), None, OpState.REVIEW, ReviewReason.BUYER_GONE),
        (entry(OpState.RECONCILING), FREE, OpState.REVIEW, ReviewReason.STILL_UNCHANGED),
        (entry(OpState.RECONCILING, evidence="busy"), FREE, OpState.QUEUED, None),
        (entry(OpState.RECONCILING, evidence="busy", attempts=4), FREE, OpState.REVIEW, ReviewReason.STILL_UNCHANGED),
        (entry(OpState.RECONCILING, evidence="restored"), FREE, OpState.REVIEW, ReviewReason.RESTORED),
        *((entry(OpState.RECONCILING, is_keyed=True), seen, OpState.SENDING, None) for seen in (FREE, THEIRS, None)),
        (entry(OpState.RECONCILING, is_keyed=True), OURS, OpState.DONE, None),
        (
            entry(OpState.RECONCILING, is_keyed=True, evidence="answered", checks=1),
            THEIRS,
            OpState.REVIEW,
            ReviewReason.CHANGED,
        ),
        (entry(OpState.RECONCILING, evidence="answered"), FREE, OpState.UNKNOWN, None),
        (entry(OpState.RECONCILING, evidence="answered", checks=1), FREE, OpState.REJECTED, None),
        (entry(OpState.RECONCILING, evidence="answered", checks=1), THEIRS, OpState.REVIEW, ReviewReason.CHANGED),
        (unbinding(), FREE, OpState.DONE, None),
        (unbinding(), THEIRS, OpState.REVIEW, ReviewReason.CHANGED),
        (saving(), replace(FREE, name="王大明"), OpState.DONE, None),
        (saving(), replace(FREE, name="王大明", member_id=5), OpState.REVIEW, ReviewReason.MEMBER_CHANGED),
    ],
)
def test_when_everything_has_settled(
    made: Entry, seen: WxBuyingUser | None, state: OpState, reason: ReviewReason | None
) -> None:
    moved = machine.reconciled(made, seen)

    assert (moved.state, moved.operation.review) == (state, reason)
    assert moved.operation.confidence == ("presumed" if state is OpState.DONE else "")


def test_a_second_look_comes_two_seconds_after_an_answer_that_says_little() -> None:
    assert machine.reconciled(entry(OpState.RECONCILING, evidence="answered"), FREE).pause == 2.0


def test_a_shop_may_choose_to_send_again_by_itself() -> None:
    assert resending.reconciled(entry(OpState.RECONCILING), FREE).state is OpState.QUEUED
    assert resending.reconciled(entry(OpState.RECONCILING, attempts=4), FREE).state is OpState.REVIEW


def test_a_yes_that_is_not_seen_is_looked_for_and_never_sent_again() -> None:
    made = entry(OpState.VERIFYING)
    pauses = []
    while (moved := machine.verified(made, FREE)).state is OpState.ACKED:
        pauses.append(moved.pause)
        made = moved

    assert pauses == [2.0, 5.0, 15.0, 60.0]
    assert (moved.state, moved.operation.review) == (OpState.REVIEW, ReviewReason.NOT_SEEN)


def test_a_yes_that_is_seen_is_verified() -> None:
    moved = machine.verified(entry(OpState.VERIFYING), THEIRS)

    assert (moved.state, moved.operation.confidence, moved.operation.result_id) == (OpState.DONE, "verified", 9)


@pytest.mark.parametrize(
    ("made", "seen"),
    [
        (entry(OpState.VERIFYING, is_keyed=True, result_id=8812), FREE),
        (entry(OpState.VERIFYING, is_keyed=True, result_id=8812), None),
        (saving(OpState.VERIFYING, is_keyed=True), replace(FREE, name="王大明", member_id=5)),
    ],
)
def test_a_yes_of_our_own_server_is_proof_whatever_others_did_since(made: Entry, seen: WxBuyingUser | None) -> None:
    moved = machine.verified(made, seen)

    assert (moved.state, moved.operation.confidence) == (OpState.DONE, "acked")


def test_our_own_server_says_which_member_it_made_whoever_is_bound_by_now() -> None:
    moved = machine.verified(entry(OpState.VERIFYING, is_keyed=True, result_id=8812), THEIRS)

    assert (moved.state, moved.operation.result_id) == (OpState.DONE, 8812)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OpState.SENDING, OpState.UNKNOWN),
        (OpState.PRECHECK, OpState.QUEUED),
        (OpState.VERIFYING, OpState.ACKED),
        (OpState.RECONCILING, OpState.UNKNOWN),
        (OpState.QUEUED, OpState.QUEUED),
        (OpState.REVIEW, OpState.REVIEW),
    ],
)
def test_after_a_start(before: OpState, after: OpState) -> None:
    assert machine.awoken(entry(before)).state is after


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (OpState.QUEUED, ReviewReason.TOO_OLD),
        (OpState.ACKED, ReviewReason.NOT_SEEN),
        (OpState.UNKNOWN, ReviewReason.STILL_UNCHANGED),
    ],
)
def test_after_fourteen_days_people_are_asked(state: OpState, reason: ReviewReason) -> None:
    assert machine.expired(entry(state)).operation.review is reason


def test_pauses_grow_to_five_minutes() -> None:
    made = entry(OpState.PRECHECK, attempts=0)
    pauses = []
    for _ in range(12):
        made = machine.unread(replace(made, operation=replace(made.operation, state=OpState.PRECHECK)), AuthError())
        pauses.append(made.pause)

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (30.0, 300.0)


def test_who_sends_again_has_seen_what_is_there() -> None:
    shown = entry(OpState.REVIEW, "unbind", expected_member_id=8812, server=THEIRS, review=ReviewReason.CHANGED)
    again = machine.decided(shown, Decision.RESEND, "店长")

    assert again.state is OpState.QUEUED
    assert machine.checked(again, THEIRS).state is OpState.SENDING
    assert machine.checked(again, OURS).state is OpState.REVIEW


def rechecking(reason: ReviewReason = ReviewReason.STILL_UNCHANGED, **changes: Any) -> Entry:
    looked_at = machine.recheck(entry(OpState.REVIEW, review=reason, server=FREE, **changes))
    assert (looked_at.state, looked_at.pause) == (OpState.UNKNOWN, 0.0)
    return looked_at.moved(OpState.RECONCILING)


@pytest.mark.parametrize("reason", [ReviewReason.STILL_UNCHANGED, ReviewReason.CHANGED, ReviewReason.TOO_OLD])
@pytest.mark.parametrize("is_keyed", [False, True])
def test_another_look_sends_nothing(reason: ReviewReason, is_keyed: bool) -> None:
    for policy in (machine, resending):
        moved = policy.reconciled(rechecking(reason, is_keyed=is_keyed, attempts=0), FREE)
        assert (moved.state, moved.operation.review) == (OpState.REVIEW, reason)


def test_another_look_may_find_it_done_or_otherwise() -> None:
    assert machine.reconciled(rechecking(), OURS).operation.confidence == "presumed"
    moved = machine.reconciled(rechecking(), THEIRS)
    assert (moved.operation.review, moved.operation.server) == (ReviewReason.CHANGED, THEIRS)
    assert machine.reconciled(rechecking(), None).operation.review is ReviewReason.BUYER_GONE


def test_what_cannot_be_looked_at_stays_in_review() -> None:
    moved = machine.unread(rechecking(), UnreachableError())
    assert (moved.state, moved.operation.review) == (OpState.REVIEW, ReviewReason.STILL_UNCHANGED)
    orphan = entry(OpState.REVIEW, review=ReviewReason.PARENT_FAILED)
    assert machine.recheck(orphan) is orphan


@pytest.mark.parametrize(("decision", "state"), [("done", OpState.DONE), ("cancel", OpState.CANCELLED)])
def test_people_decide(decision: str, state: OpState) -> None:
    moved = machine.decided(entry(OpState.REVIEW), Decision(decision), "店长")

    assert (moved.state, moved.operation.decided_by) == (state, "店长")
