"""Undo: another write that takes one back, while nothing newer stands in the way."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.services.conftest import Clock
from tests.support.faulty import FaultyBackend
from wxbuyer_gui.domain.errors import ConflictError, NotFoundError, UnreachableError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.journal import VALUES_KEPT, Journal


@pytest.fixture
def member(desk: Desk, buyer: WxBuyingUser) -> WxBuyingUser:
    """The buyer, bound to a member."""
    after = desk.register(buyer, MemberForm(name="王小明", phone="13800138000")).after
    assert after is not None
    return after


def undoable(journal: Journal, buyer: WxBuyingUser) -> list[Action]:
    return [entry.action for entry in journal.entries(buyer_id=buyer.id) if entry.undoable]


def test_an_unbind_is_undone_even_if_the_member_s_phone_changed(desk: Desk, member: WxBuyingUser) -> None:
    off = desk.unbind(member)
    stored = desk.member(member.member_id or 0)
    assert stored is not None
    desk.save_member(replace(stored, phone="13900139000"), base=stored)
    outcome = desk.undo(off.seq)
    assert (outcome.action, outcome.verified, outcome.after) == (Action.BIND, True, member)


def test_undo_twice_is_one_undo(desk: Desk, journal: Journal, member: WxBuyingUser) -> None:
    off = desk.unbind(member)
    first, second = desk.undo(off.seq), desk.undo(off.seq)
    assert (first.seq, first.after) == (second.seq, second.after)
    assert len(journal.entries(buyer_id=member.id)) == 4


def test_an_undo_can_be_undone(desk: Desk, journal: Journal, member: WxBuyingUser) -> None:
    off = desk.unbind(member)
    on = desk.undo(off.seq)
    again = desk.undo(on.seq)
    assert (again.action, again.after) == (Action.UNBIND, replace(member, member_id=None))
    assert undoable(journal, member) == [Action.UNBIND]
    with pytest.raises(ConflictError) as raised:
        desk.undo(desk.save_buyer(WxBuyingUser(name="新")).seq)
    assert raised.value.code == "E-NOT-UNDOABLE"


def test_an_undo_that_failed_can_be_tried_again(desk: Desk, backend: FaultyBackend, member: WxBuyingUser) -> None:
    off = desk.unbind(member)
    backend.fail("bind_member", UnreachableError("away"))
    with pytest.raises(UnreachableError):
        desk.undo(off.seq)
    assert desk.undo(off.seq).after == member


def test_an_edit_is_undone_by_field(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    phone = desk.save_buyer(replace(buyer, phone="13900139000"), base=buyer)
    assert phone.after is not None
    desk.save_buyer(replace(phone.after, name="王晓明"), base=phone.after)
    assert undoable(journal, buyer) == [Action.SAVE, Action.SAVE]
    outcome = desk.undo(phone.seq)
    assert (outcome.verified, outcome.after) == (True, replace(buyer, name="王晓明"))


def test_only_the_last_write_to_a_field_is_undoable(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    first = desk.save_buyer(replace(buyer, phone="13900139000"), base=buyer)
    assert first.after is not None
    desk.save_buyer(replace(buyer, phone="13700137000"), base=first.after)
    assert undoable(journal, buyer) == [Action.SAVE]
    with pytest.raises(ConflictError) as raised:
        desk.undo(first.seq)
    assert raised.value.code == "E-NOT-UNDOABLE"


def test_what_somebody_else_changed_since_is_not_overwritten(
    desk: Desk, backend: FaultyBackend, buyer: WxBuyingUser
) -> None:
    edit = desk.save_buyer(replace(buyer, phone="13900139000"), base=buyer)
    backend.save_user(replace(buyer, phone="13700137000"))
    with pytest.raises(ConflictError):
        desk.undo(edit.seq)
    stored = desk.buyer(buyer.id or 0)
    assert stored is not None
    assert stored.phone == "13700137000"


def test_a_rebind_is_undone(desk: Desk, member: WxBuyingUser) -> None:
    other = desk.register(WxBuyingUser(name="李雪"), MemberForm(name="李雪", phone="15000138000"))
    moved = desk.rebind(member, member.member_id or 0, MemberForm(), member_id=other.member_id)
    outcome = desk.undo(moved.seq)
    assert (outcome.action, outcome.verified, outcome.after) == (Action.REBIND, True, member)


def test_a_bind_that_changed_nothing_is_not_undoable(desk: Desk, journal: Journal, member: WxBuyingUser) -> None:
    outcome = desk.bind(member, MemberForm(), member_id=member.member_id)
    assert outcome.verified
    assert undoable(journal, member) == []


def test_a_refused_write_does_not_stand_in_the_way(desk: Desk, journal: Journal, member: WxBuyingUser) -> None:
    off = desk.unbind(member)
    with pytest.raises(NotFoundError):
        desk.bind(replace(member, member_id=None), MemberForm(), member_id=999_999)
    assert undoable(journal, member) == [Action.UNBIND]
    assert desk.undo(off.seq).after == member


def test_an_edit_whose_values_are_erased_is_not_undoable(
    desk: Desk, journal: Journal, buyer: WxBuyingUser, clock: Clock
) -> None:
    desk.save_buyer(replace(buyer, phone="13900139000"), base=buyer)
    journal._clock = clock
    clock.now = time.time() + VALUES_KEPT.total_seconds() + 1
    assert journal.purge_values() > 0
    assert undoable(journal, buyer) == []


def test_there_is_no_such_entry(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.undo(999_999)
