"""Buyers with open writes: shown as they will be, marked, found by what they will have, and never called done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.people import PHONE
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.models import Matched, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteState

NEW_PHONE = "13900139000"
NEW = WxBuyingUser(open_id="oNew", name="李雷", phone=NEW_PHONE)


@pytest.fixture
def known(backend: OfflineBackend, wire: Wire) -> WxBuyingUser:
    """Buyer 7, whose server has just gone away."""
    wire.vendor.add(id=7, openId="o7", name="王小明", phone=PHONE)
    buyer = backend.get(7)
    assert buyer is not None
    assert buyer.waiting == ()
    wire.cut()
    return buyer


def shown(backend: OfflineBackend) -> WxBuyingUser:
    buyer = backend.get(7)
    assert buyer is not None
    return buyer


def test_a_waiting_edit_is_shown_and_found_by_what_it_will_be(backend: OfflineBackend, known: WxBuyingUser) -> None:
    result = backend.save_user(replace(known, name="王大明", phone=NEW_PHONE), base=known, operation_id="op")
    assert result.state is WriteState.QUEUED
    buyer = shown(backend)
    assert (buyer.name, buyer.phone, buyer.waiting) == ("王大明", NEW_PHONE, ("name", "phone"))
    assert not buyer.is_live
    for text, matched in (("9000", Matched.PHONE_TAIL), ("wdm", Matched.PINYIN), (PHONE, Matched.PHONE), ("王", None)):
        page = backend.search(text)
        assert [(one.name, one.waiting) for one in page.buyers] == [("王大明", ("name", "phone"))], text
        assert page.count == 1
        assert matched in (None, page.hits[0].matched)
    assert [one.waiting for one in backend.get_list([7])] == [("name", "phone")]
    kept = backend.mirror.get(7)
    assert kept is not None
    assert (kept.name, kept.phone) == ("王小明", PHONE)


def test_a_waiting_registration_is_marked_and_not_called_bound(backend: OfflineBackend, known: WxBuyingUser) -> None:
    backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")
    buyer = shown(backend)
    assert (buyer.is_bound, buyer.waiting) == (False, ("member_id",))
    assert [one.waiting for one in backend.search(PHONE).buyers] == [("member_id",)]


def test_a_waiting_unbind_leaves_the_member_in_place(backend: OfflineBackend, wire: Wire) -> None:
    wire.vendor.add(id=7, openId="o7", memberId=8812)
    backend.get(7)
    wire.cut()
    backend.unbind_member(MemberForm(7), expected_member_id=8812, operation_id="op")
    assert (shown(backend).member_id, shown(backend).waiting) == (8812, ("member_id",))


def test_who_waits_to_be_stored_is_found(backend: OfflineBackend, known: WxBuyingUser) -> None:
    backend.register(NEW, MemberForm(name="李雷", phone=NEW_PHONE), operation_id="op")
    for text in ("9000", NEW_PHONE, "李雷", "lilei", ""):
        found = [one for one in backend.search(text).buyers if one.name == "李雷"]
        assert len(found) == 1, text
        assert (found[0].id or 0) < 0
        assert found[0].waiting == ("name", "phone", "open_id", "member_id")
    assert backend.search("5555").hits == ()
    found_again = backend.get_by_open_id("oNew")
    assert found_again is not None
    assert found_again == backend.get(found_again.id or 0)
    with pytest.raises(UnreachableError):
        backend.get_by_open_id("oOther")


def test_nobody_is_shown_twice(backend: OfflineBackend, known: WxBuyingUser) -> None:
    backend.save_user(replace(known, phone="13900138000"), base=known, operation_id="op")
    assert [one.id for one in backend.search("8000").buyers] == [7]


def test_what_a_person_has_to_decide_changes_nothing_yet(
    backend: OfflineBackend, wire: Wire, known: WxBuyingUser
) -> None:
    backend.save_user(replace(known, name="王大明"), base=known, operation_id="op")
    wire.vendor.buyers[7]["name"] = "王二明"
    wire.mend()
    backend.outbox.retry_all()
    wire.settled(backend, "op", OpState.REVIEW)
    assert (shown(backend).name, shown(backend).waiting) == ("王二明", ())


def test_what_is_done_is_shown_without_a_mark(backend: OfflineBackend, wire: Wire, known: WxBuyingUser) -> None:
    backend.save_user(replace(known, name="王大明"), base=known, operation_id="op")
    assert shown(backend).waiting
    wire.mend()
    backend.outbox.retry_all()
    wire.settled(backend, "op", OpState.DONE)
    assert (shown(backend).name, shown(backend).waiting) == ("王大明", ())


def test_a_mark_is_neither_sent_nor_kept(backend: OfflineBackend, wire: Wire, known: WxBuyingUser) -> None:
    backend.save_user(replace(known, name="王大明"), base=known, operation_id="one")
    marked = shown(backend)
    backend.save_user(replace(marked, phone=NEW_PHONE), base=marked, operation_id="two")
    assert [one.user.waiting for one in backend.outbox.pending() if one.user is not None] == [(), ()]
    wire.mend()
    backend.outbox.retry_all()
    wire.settled(backend, "two", OpState.DONE)
    assert (wire.vendor.buyers[7]["name"], wire.vendor.buyers[7]["phone"]) == ("王大明", NEW_PHONE)
    assert "waiting" not in wire.vendor.buyers[7]
