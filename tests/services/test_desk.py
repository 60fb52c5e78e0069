"""The desk's writes: done, read again, journalled, once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest

from tests.support.faulty import FaultyBackend
from wxbuyer_gui.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.domain.journal import Action, Change, Outcome, Result
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.session import Session

FORM = MemberForm(name="王小明", phone="13800138000", sex=1, birthday=date(1990, 3, 7), id_card="11010519491231002X")


def bound(desk: Desk, buyer: WxBuyingUser) -> WxBuyingUser:
    after = desk.register(buyer, FORM).after
    assert after is not None
    return after


def test_a_new_buyer_is_stored_and_read_again(desk: Desk, journal: Journal) -> None:
    outcome = desk.save_buyer(WxBuyingUser(name="欧阳娜娜", phone="18600136000"))
    assert outcome.verified
    assert outcome.before is None
    assert outcome.after == desk.buyer(outcome.after.id or 0)
    (entry,) = journal.entries(buyer_id=outcome.after.id)
    assert (entry.action, entry.result, entry.verified, entry.seq) == (Action.ADD, Result.DONE, True, outcome.seq)
    assert Change("phone", "", "18600136000") in entry.changes


def test_an_edit_tells_what_changed_and_nothing_else(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    outcome = desk.save_buyer(replace(buyer, phone="13800138000"), base=buyer)
    assert outcome.verified
    assert outcome.before == buyer
    assert outcome.after == replace(buyer, phone="13800138000")
    assert journal.entries(buyer_id=buyer.id)[0].changes == (Change("phone", "13800133120", "13800138000"),)


def test_registering_binds_and_keeps_no_id_number(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    outcome = desk.register(buyer, FORM)
    assert outcome.verified
    assert outcome.before == buyer
    assert outcome.after == replace(buyer, member_id=outcome.member_id)
    entry = journal.entries(buyer_id=buyer.id)[0]
    assert entry.changes[0] == Change("member_id", "", str(outcome.member_id))
    assert entry.change("member.id_card") == Change("member.id_card", "", None)
    assert FORM.id_card not in repr(journal.entries())


def test_registering_somebody_unknown_is_one_entry(desk: Desk, journal: Journal) -> None:
    outcome = desk.register(WxBuyingUser(name="王小明", phone="13800138000"), FORM)
    assert outcome.verified
    assert outcome.after is not None
    assert outcome.after.is_bound
    (entry,) = journal.entries(buyer_id=outcome.after.id)
    assert (entry.action, entry.member_id) == (Action.REGISTER, outcome.after.member_id)


def test_unbinding_and_binding(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    member = bound(desk, buyer)
    off = desk.unbind(member)
    assert (off.verified, off.before, off.after, off.member_id) == (True, member, buyer, member.member_id)
    on = desk.bind(buyer, MemberForm(), member_id=member.member_id)
    assert (on.verified, on.before, on.after) == (True, buyer, member)
    newest, older = journal.entries(buyer_id=buyer.id, limit=2)
    number = str(member.member_id)
    assert (newest.action, newest.changes) == (Action.BIND, (Change("member_id", "", number),))
    assert (older.action, older.changes) == (Action.UNBIND, (Change("member_id", number, ""),))


def test_binding_by_phone_finds_the_member(desk: Desk, buyer: WxBuyingUser) -> None:
    member = bound(desk, buyer)
    other = desk.save_buyer(WxBuyingUser(name="微信用户")).after
    assert other is not None
    outcome = desk.bind(other, MemberForm(phone=FORM.phone))
    assert outcome.verified
    assert outcome.member_id == member.member_id
    assert {found.id for found in desk.buyers_of_member(member.member_id or 0)} == {buyer.id, other.id}


def test_what_the_person_saw_is_what_is_unbound(desk: Desk, buyer: WxBuyingUser) -> None:
    member = bound(desk, buyer)
    with pytest.raises(ConflictError):
        desk.unbind(replace(member, member_id=(member.member_id or 0) + 1))
    with pytest.raises(ConflictError):
        desk.unbind(buyer)
    assert desk.buyer(buyer.id or 0) == member


def test_a_member_s_fields_are_edited_against_what_was_seen(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    seen = desk.member(bound(desk, buyer).member_id or 0)
    assert seen is not None
    outcome = desk.save_member(replace(seen, address="北京市"), base=seen)
    assert outcome.verified
    assert desk.member(seen.id or 0) == replace(seen, address="北京市")
    entry = journal.entries(limit=1)[0]
    assert (entry.action, entry.member_id) == (Action.SAVE_MEMBER, seen.id)
    assert entry.changes == (Change("member.address", "", "北京市"),)


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (ConflictError("taken"), Result.REFUSED),
        (InvalidInputError("no"), Result.REFUSED),
        (NotFoundError("gone"), Result.REFUSED),
        (UnreachableError("away"), Result.FAILED),
        (OutcomeUnknownError("perhaps"), Result.UNKNOWN),
        (StorageError("full", code="E-DISK-FULL"), Result.FAILED),
        (ZeroDivisionError("a bug"), Result.UNKNOWN),
    ],
)
def test_a_failed_write_is_journalled_and_raised(
    desk: Desk, journal: Journal, backend: FaultyBackend, buyer: WxBuyingUser, error: Exception, result: Result
) -> None:
    backend.fail("create_member", error)
    with pytest.raises(type(error)):
        desk.register(buyer, FORM)
    entry = journal.entries(buyer_id=buyer.id)[0]
    assert (entry.action, entry.result, entry.verified) == (Action.REGISTER, result, None)
    assert entry.code == getattr(error, "code", "E-UNEXPECTED")
    assert entry.change("member_id") is None


def test_a_storage_error_after_the_commit_is_found_out(
    desk: Desk, journal: Journal, backend: FaultyBackend, buyer: WxBuyingUser
) -> None:
    backend.fail("create_member", StorageError("i/o", code="E-IO"), after=True)
    with pytest.raises(StorageError):
        desk.register(buyer, FORM, operation_id="one")
    assert journal.entries(buyer_id=buyer.id)[0].result is Result.DONE
    assert desk.register(buyer, FORM, operation_id="one").verified
    assert len(journal.entries(buyer_id=buyer.id)) == 2


def test_a_surprise_is_said_and_journalled(
    desk: Desk, journal: Journal, backend: FaultyBackend, buyer: WxBuyingUser
) -> None:
    def interfere(name: str) -> None:
        if backend.calls[-2:] == ["create_member", "get"]:
            desk_of_another = backend.unbind_member(MemberForm(wx_buying_user_id=buyer.id))
            assert desk_of_another.id

    backend.before_call = interfere
    outcome = desk.register(buyer, FORM)
    assert outcome.is_surprise
    assert outcome.after == buyer
    entry = journal.entries(buyer_id=buyer.id)[0]
    assert (entry.result, entry.verified) == (Result.DONE, False)


def test_a_buyer_that_cannot_be_read_again_is_not_verified(
    desk: Desk, backend: FaultyBackend, buyer: WxBuyingUser
) -> None:
    def cut(name: str) -> None:
        if name == "unbind_member":
            backend.fail("get", UnreachableError("away"))

    member = bound(desk, buyer)
    backend.before_call = cut
    outcome = desk.unbind(member)
    assert (outcome.verified, outcome.after, outcome.is_surprise) == (False, None, False)


def test_no_intent_no_write(
    desk: Desk, journal: Journal, backend: FaultyBackend, buyer: WxBuyingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageError("full", code="E-DISK-FULL")

    monkeypatch.setattr(journal, "begin", full)
    backend.calls.clear()
    with pytest.raises(StorageError):
        desk.register(buyer, FORM)
    assert "create_member" not in backend.calls


def test_an_outcome_that_cannot_be_written_does_not_deny_the_write(
    desk: Desk,
    journal: Journal,
    buyer: WxBuyingUser,
    backend: FaultyBackend,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageError("full", code="E-DISK-FULL")

    with monkeypatch.context() as patch:
        patch.setattr(journal, "finish", full)
        assert desk.register(buyer, FORM).verified
    assert [record.getMessage() for record in caplog.records] == ["an outcome could not be recorded: E-DISK-FULL"]
    caplog.clear()
    assert journal.entries(buyer_id=buyer.id)[0].result is Result.OPEN
    assert journal.settle_open(backend) == 0
    assert journal.entries(buyer_id=buyer.id)[0].result is Result.DONE


def test_nothing_is_called_saved_where_the_journal_proves_the_file_damaged(
    desk: Desk, journal: Journal, buyer: WxBuyingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_args: object, **_kwargs: object) -> None:
        raise StorageError("broken page", code="E-DAMAGED")

    monkeypatch.setattr(journal, "finish", damaged)
    with pytest.raises(StorageError) as caught:
        desk.register(buyer, FORM)
    assert caught.value.code == "E-DAMAGED"


def test_the_same_operation_is_done_and_journalled_once(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    first = desk.register(buyer, FORM, operation_id="one")
    again = desk.register(buyer, FORM, operation_id="one")
    assert (again.seq, again.member_id, again.verified) == (first.seq, first.member_id, True)
    assert len(journal.entries(buyer_id=buyer.id)) == 2
    assert len(desk.find_members(FORM.phone)) == 1


def test_a_refused_operation_may_be_tried_again(desk: Desk, buyer: WxBuyingUser) -> None:
    with pytest.raises(InvalidInputError):
        desk.register(buyer, MemberForm(), operation_id="one")
    assert desk.register(buyer, FORM, operation_id="one").verified


def test_a_second_submit_waits_for_nothing(desk: Desk, backend: FaultyBackend, buyer: WxBuyingUser) -> None:
    inside, go_on = threading.Event(), threading.Event()
    outcomes: list[Outcome] = []

    def hold(name: str) -> None:
        if name == "create_member":
            inside.set()
            assert go_on.wait(10)

    backend.before_call = hold
    first = threading.Thread(target=lambda: outcomes.append(desk.register(buyer, FORM, operation_id="one")))
    first.start()
    assert inside.wait(10)
    with pytest.raises(ConflictError) as raised:
        desk.register(buyer, FORM, operation_id="one")
    go_on.set()
    first.join(10)
    assert raised.value.code == "E-RUNNING"
    assert [outcome.verified for outcome in outcomes] == [True]


def test_a_text_that_cannot_be_stored_is_refused_before_the_journal(
    desk: Desk, journal: Journal, buyer: WxBuyingUser
) -> None:
    for name in ("a\0b", "\ud800"):
        with pytest.raises(InvalidInputError) as raised:
            desk.register(buyer, replace(FORM, name=name))
        assert raised.value.field == "name"
    assert len(journal.entries(buyer_id=buyer.id)) == 1


def test_a_reveal_and_a_copy_are_told_to_the_journal_first(
    desk: Desk, journal: Journal, buyer: WxBuyingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.reveal(buyer, "phone") == buyer.phone
    assert desk.copied(buyer, "phone", reason="顾客来电") == buyer.phone
    copied, revealed = journal.entries(buyer_id=buyer.id, limit=2)
    assert (copied.action, copied.reason, copied.changes[0].field) == (Action.COPY, "顾客来电", "phone")
    assert (revealed.action, revealed.result) == (Action.REVEAL, Result.DONE)
    assert buyer.phone not in repr(copied.changes)

    def full(*_args: object, **_kwargs: object) -> None:
        raise StorageError("full")

    monkeypatch.setattr(journal, "event", full)
    with pytest.raises(StorageError):
        desk.reveal(buyer, "phone")


def test_a_member_s_field_is_revealed(desk: Desk, journal: Journal, buyer: WxBuyingUser) -> None:
    member = desk.member(bound(desk, buyer).member_id or 0)
    assert isinstance(member, Member)
    for reveal in (desk.reveal, desk.copied):
        with pytest.raises(InvalidInputError) as caught:
            reveal(member, "id_card", reason=" ")
        assert caught.value.code == "E-REASON"
    assert desk.reveal(member, "id_card", reason="核对本人") == FORM.id_card
    assert desk.history(limit=1)[0].reason == "核对本人"
    entry = journal.entries(limit=1)[0]
    assert (entry.member_id, entry.changes[0].field) == (member.id, "member.id_card")


def test_the_history_names_the_buyers(desk: Desk, buyer: WxBuyingUser) -> None:
    desk.save_buyer(replace(buyer, name="王晓明"), base=buyer)
    assert [entry.buyer_name for entry in desk.history()] == ["王晓明", "王晓明"]


def test_the_history_shows_without_the_server(desk: Desk, backend: FaultyBackend, buyer: WxBuyingUser) -> None:
    desk.save_buyer(replace(buyer, name="王晓明"), base=buyer)
    backend.fail("get_list", UnreachableError("no connection"))
    assert [entry.buyer_name for entry in desk.history()] == ["", ""]


def test_a_draft_dies_with_its_form(desk: Desk, session: Session, buyer: WxBuyingUser) -> None:
    drafts, buyer_id = session.drafts, buyer.id or 0
    drafts.save(buyer_id, {"name": "王"})
    with pytest.raises(InvalidInputError):
        desk.register(buyer, MemberForm())
    assert drafts.load(buyer_id) == {"name": "王"}
    desk.register(buyer, FORM)
    assert drafts.load(buyer_id) is None


def test_a_phone_finds_its_holder_under_another_name(desk: Desk, buyer: WxBuyingUser) -> None:
    page = desk.search(f"{buyer.phone} 张三")
    assert page.buyers == (buyer,)
    assert page.phone_alone
    assert not desk.search(f"{buyer.phone} {buyer.name}").phone_alone


def test_a_phone_that_nobody_has_finds_nobody_with_a_name_either(desk: Desk, buyer: WxBuyingUser) -> None:
    page = desk.search("13900139000 张三")
    assert not page.hits
    assert not page.phone_alone


def test_part_of_a_phone_does_not_stand_in_for_a_name(desk: Desk, buyer: WxBuyingUser) -> None:
    assert not desk.search(f"{buyer.phone[-4:]} 张三").hits
