"""Rebind: two writes, one entry, and the truth where only one of them was done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.faulty import FaultyBackend
from wxbuyer_gui.domain.errors import BackendError, ConflictError, OutcomeUnknownError, StorageError, UnreachableError
from wxbuyer_gui.domain.journal import Action, Change, RebindHalfDoneError, Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.journal import Journal


@pytest.fixture
def member(desk: Desk, buyer: WxBuyingUser) -> WxBuyingUser:
    """The buyer, bound to a member."""
    after = desk.register(buyer, MemberForm(name="王小明", phone="13800138000")).after
    assert after is not None
    return after


@pytest.fixture
def other_id(desk: Desk) -> int:
    """Another member's number."""
    outcome = desk.register(WxBuyingUser(name="李雪"), MemberForm(name="李雪", phone="15000138000"))
    assert outcome.member_id is not None
    return outcome.member_id


def test_rebinding_is_one_entry(desk: Desk, journal: Journal, member: WxBuyingUser, other_id: int) -> None:
    assert member.member_id is not None
    outcome = desk.rebind(member, member.member_id, MemberForm(), member_id=other_id, operation_id="one")
    assert (outcome.verified, outcome.before, outcome.after) == (True, member, replace(member, member_id=other_id))
    again = desk.rebind(member, member.member_id, MemberForm(), member_id=other_id, operation_id="one")
    assert (again.seq, again.verified) == (outcome.seq, True)
    newest, older = journal.entries(buyer_id=member.id, limit=2)
    assert (newest.action, newest.result, newest.verified) == (Action.REBIND, Result.DONE, True)
    assert newest.changes == (Change("member_id", str(member.member_id), str(other_id)),)
    assert older.action is Action.REGISTER


def test_nothing_is_done_where_the_old_member_is_another(
    desk: Desk, journal: Journal, member: WxBuyingUser, other_id: int
) -> None:
    with pytest.raises(ConflictError):
        desk.rebind(member, other_id, MemberForm(), member_id=other_id)
    assert desk.buyer(member.id or 0) == member
    assert journal.entries(buyer_id=member.id)[0].result is Result.REFUSED


@pytest.mark.parametrize("cause", [ConflictError("taken"), UnreachableError("away"), StorageError("full")])
def test_half_done_is_said_and_can_be_put_back(
    desk: Desk, journal: Journal, backend: FaultyBackend, member: WxBuyingUser, other_id: int, cause: BackendError
) -> None:
    assert member.member_id is not None
    backend.fail("bind_member", cause)
    with pytest.raises(RebindHalfDoneError) as raised:
        desk.rebind(member, member.member_id, MemberForm(), member_id=other_id)
    assert (raised.value.cause, raised.value.from_member_id) == (cause, member.member_id)
    assert not raised.value.may_be_bound
    entry = journal.entries(buyer_id=member.id)[0]
    assert (entry.seq, entry.result, entry.undoable) == (raised.value.seq, Result.HALF, True)
    assert entry.changes == (Change("member_id", str(member.member_id), ""),)
    outcome = desk.undo(raised.value.seq)
    assert (outcome.verified, outcome.after) == (True, member)


def test_half_done_can_be_finished(desk: Desk, backend: FaultyBackend, member: WxBuyingUser, other_id: int) -> None:
    assert member.member_id is not None
    backend.fail("bind_member", UnreachableError("away"))
    with pytest.raises(RebindHalfDoneError):
        desk.rebind(member, member.member_id, MemberForm(), member_id=other_id, operation_id="one")
    outcome = desk.rebind(member, member.member_id, MemberForm(), member_id=other_id, operation_id="one")
    assert outcome.verified
    assert outcome.member_id == other_id


def test_an_answer_lost_after_the_second_half_is_found_out(
    desk: Desk, journal: Journal, backend: FaultyBackend, member: WxBuyingUser, other_id: int
) -> None:
    assert member.member_id is not None
    backend.fail("bind_member", OutcomeUnknownError("lost"), after=True)
    outcome = desk.rebind(member, member.member_id, MemberForm(), member_id=other_id)
    assert outcome.verified
    assert journal.entries(buyer_id=member.id)[0].result is Result.DONE


def test_an_unknown_second_half_stays_to_be_settled(
    desk: Desk, journal: Journal, backend: FaultyBackend, member: WxBuyingUser, other_id: int
) -> None:
    assert member.member_id is not None
    backend.fail("bind_member", OutcomeUnknownError("lost"))
    with pytest.raises(RebindHalfDoneError) as raised:
        desk.rebind(member, member.member_id, MemberForm(), member_id=other_id)
    assert raised.value.may_be_bound
    assert journal.entries(buyer_id=member.id)[0].result is Result.UNKNOWN
    assert journal.settle_open(backend) == 0
    assert journal.entries(buyer_id=member.id)[0].result is Result.HALF
