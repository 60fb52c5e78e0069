"""Forgetting one buyer of a database: what goes, what stays, and what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.forgetting import REASON
from tests.support.operators import CLERK, MANAGER, SECRETS, work_as
from tests.support.people import OPEN_ID, PHONE
from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Right
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.forgetting import Forgetting
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import journal as journal_rows
from wxbuyer_gui.store.people_tables import alias, consent


@pytest.fixture
def forgetting(session: Session) -> Forgetting:
    return session.forgetting


@pytest.fixture
def bound(desk: Desk, buyer: WxBuyingUser) -> WxBuyingUser:
    """王小明, registered with an address."""
    desk.register(buyer, MemberForm(name="王小明", phone="13800133120", address="浙江省杭州市西湖区龙井路 1 号"))
    found = desk.buyer(buyer.id or 0)
    assert found is not None
    return found


def test_buyer_and_member_are_gone_and_nobody_finds_them(
    desk: Desk, forgetting: Forgetting, bound: WxBuyingUser
) -> None:
    outcome = forgetting.forget(bound, reason=REASON)
    assert (outcome.buyer_id, outcome.member_id, outcome.wiped) == (bound.id, bound.member_id, True)
    assert desk.buyer(bound.id or 0) is None
    assert desk.member(bound.member_id or 0) is None
    for typed in ("13800133120", "3120", "王小明", "wangxiaoming", "wxm", bound.open_id, f"#{bound.id}"):
        assert not desk.search(typed).hits


def test_the_index_is_whole_afterwards(session: Session, bound: WxBuyingUser) -> None:
    for number in range(30):
        session.desk.save_buyer(WxBuyingUser(name=f"别人{number}", phone=f"1390000{number:04d}"))
    session.desk.save_buyer(WxBuyingUser(bound.id, name="王大明"), base=WxBuyingUser(bound.id, name="王小明"))
    session.forgetting.forget(bound, reason=REASON)
    assert session.care.check().ok


def test_the_journal_says_who_did_it_and_why_and_nothing_of_the_person(
    session: Session, source: Source, bound: WxBuyingUser
) -> None:
    session.forgetting.forget(bound, reason=REASON)
    entries = session.journal.entries(buyer_id=bound.id)
    assert [entry.action for entry in entries] == [Action.FORGET, Action.REGISTER, Action.ADD]
    assert (entries[0].reason, entries[0].member_id) == (REASON, bound.member_id)
    values = [change.after for entry in entries[1:] for change in entry.changes if change.field != "member_id"]
    assert values
    assert set(values) == {None}
    assert session.journal.verify_chain().ok
    with source.desk_store.read() as connection:
        kept = connection.execute(journal_rows.journal_value.select()).all()
        checks = connection.exec_driver_sql("SELECT body_check FROM operation").scalars().all()
    assert [(row.field, row.after) for row in kept] == [("reason", REASON)]
    assert set(checks) == {""}


def test_what_was_done_before_cannot_be_undone_and_says_so(desk: Desk, session: Session, bound: WxBuyingUser) -> None:
    unbound = desk.unbind(bound)
    assert session.journal.entry(unbound.seq).undoable  # type: ignore[union-attr]
    session.forgetting.forget(bound, reason=REASON)
    assert not any(entry.undoable for entry in session.journal.entries(buyer_id=bound.id))
    with pytest.raises(ConflictError) as refused:
        desk.undo(unbound.seq)
    assert refused.value.code == "E-NOT-UNDOABLE"


def test_a_member_that_somebody_else_has_too_stays(desk: Desk, forgetting: Forgetting, bound: WxBuyingUser) -> None:
    other = desk.save_buyer(WxBuyingUser(name="王太太")).after
    assert other is not None
    desk.bind(other, MemberForm(), member_id=bound.member_id)
    preview = forgetting.preview(bound)
    assert (preview.member, preview.shared_with) == (desk.member(bound.member_id or 0), (other.id,))
    assert forgetting.forget(bound, reason=REASON).member_id is None
    assert desk.member(bound.member_id or 0) is not None
    assert desk.search("3120").buyers[0].id == other.id


def test_the_preview_counts_what_would_go_and_changes_nothing(
    desk: Desk, forgetting: Forgetting, bound: WxBuyingUser
) -> None:
    preview = forgetting.preview(bound)
    assert (preview.buyer, preview.entries, preview.waiting, preview.shared_with) == (bound, 2, 0, ())
    assert preview.member == desk.member(bound.member_id or 0)
    assert desk.buyer(bound.id or 0) == bound


def test_names_by_staff_consents_and_drafts_go_along(
    session: Session, source: Source, desk: Desk, bound: WxBuyingUser
) -> None:
    with source.desk_store.write() as connection:
        connection.execute(alias.insert().values(tenant_id=1, id=bound.id, alias="老王"))
        connection.execute(consent.insert().values(tenant_id=1, member_id=bound.member_id, text_version="1", at=1))
    session.drafts.save(bound.id or 0, {"name": "王小明"}, form="member")
    session.drafts.save(0, {"phone": "138 0013 3120"})
    session.drafts.save(0, {"phone": "13900139000"}, form="buyer")
    session.forgetting.forget(bound, reason=REASON)
    with source.desk_store.read() as connection:
        assert not connection.execute(select(alias.c.id)).all()
        assert not connection.execute(select(consent.c.id)).all()
    assert session.drafts.load(bound.id or 0, form="member") is None
    assert session.drafts.load(0) is None
    assert session.drafts.load(0, form="buyer") == {"phone": "13900139000"}


def test_the_number_is_never_given_to_another(desk: Desk, forgetting: Forgetting, bound: WxBuyingUser) -> None:
    forgetting.forget(bound, reason=REASON)
    other = desk.register(WxBuyingUser(name="李四"), MemberForm(name="李四", phone="13900139000")).after
    assert other is not None
    assert (other.id or 0) > (bound.id or 0)
    assert (other.member_id or 0) > (bound.member_id or 0)


def test_somebody_who_is_gone_cannot_be_forgotten_again(forgetting: Forgetting, bound: WxBuyingUser) -> None:
    forgetting.forget(bound, reason=REASON)
    for ask in (forgetting.preview, lambda buyer: forgetting.forget(buyer, reason=REASON)):
        with pytest.raises(NotFoundError):
            ask(bound)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("  ", "E-NO-REASON"),
        ("138 0013 3120 的顾客要求", "E-REASON-NAMES"),
        ("王小明要求", "E-REASON-NAMES"),
        ("oGZUI0egBJY1zhBYw2KhdUfwVJJE 要求", "E-REASON-NAMES"),
    ],
)
def test_the_reason_is_there_and_names_nobody(
    desk: Desk, forgetting: Forgetting, bound: WxBuyingUser, reason: str, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        forgetting.forget(bound, reason=reason)
    assert (refused.value.code, refused.value.field) == (code, "reason")
    assert desk.buyer(bound.id or 0) == bound


def test_a_reason_may_use_the_name_that_wechat_gives_to_everybody(desk: Desk, forgetting: Forgetting) -> None:
    buyer = desk.save_buyer(WxBuyingUser(name="微信用户", open_id=OPEN_ID, phone=PHONE)).after
    assert buyer is not None
    assert forgetting.forget(buyer, reason="微信用户要求").buyer_id == buyer.id


def test_the_picture_goes_along(tmp_path: Path, device: Device) -> None:
    url = "https://thirdwx.qlogo.cn/mmopen/abc/132"
    dropped: list[str] = []
    source = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    session = open_session(source, SourceInfo("sqlite", "shop.db", ""), device=device, drop_picture=dropped.append)
    buyer = session.desk.save_buyer(WxBuyingUser(name="王小明", profile=url)).after
    assert buyer is not None
    session.forgetting.forget(buyer, reason=REASON)
    session.close()
    assert dropped == [url]


def test_it_says_where_the_data_may_still_be(tmp_path: Path, device: Device) -> None:
    database = tmp_path / "shop.db"
    source = open_source(f"sqlite:///{database}")
    info = SourceInfo("sqlite", "shop.db", source.desk_store.url, database)
    session = open_session(source, info, device=device, backups=tmp_path / "backups")
    buyer = session.desk.save_buyer(WxBuyingUser(name="王小明")).after
    assert buyer is not None
    assert session.transfer is not None
    session.transfer.export(tmp_path / "all.csv")
    session.person_export.export(
        buyer.id or 0, tmp_path / "one.pdf", reason=REASON, draw=lambda path, _record: path.touch()
    )
    session.care.backup_if_due()
    (tmp_path / "shop.before-restore-20260101-090000.db").touch()
    (tmp_path / "shop.db.schema3.bak").touch()
    remains = session.forgetting.forget(buyer, reason=REASON).remains
    session.close()
    assert (remains.backups, remains.exports, remains.server, remains.dump) == (1, 2, "", False)
    assert remains.set_aside == ("shop.before-restore-20260101-090000.db", "shop.db.schema3.bak")
    assert remains.exported_at is not None
    assert remains.backups_until is not None


def test_a_manager_allows_one_forgetting_and_both_names_stand_there(session: Session, bound: WxBuyingUser) -> None:
    work_as(session, CLERK)
    assert session.forgetting.preview(bound).buyer == bound  # what would go, a clerk may see
    with pytest.raises(NotAllowedError):
        session.forgetting.forget(bound, reason=REASON)
    approval = session.staff.approve(MANAGER, SECRETS[MANAGER], frozenset({Right.FORGET}))
    with session.staff.operators.approved(approval):
        session.forgetting.forget(bound, reason=REASON)
        with pytest.raises(NotAllowedError):
            session.forgetting.forget_all([bound], reason=REASON)
    entry = session.journal.entries(buyer_id=bound.id, limit=1)[0]
    assert (entry.action, entry.operator, entry.approved_by) == (Action.FORGET, CLERK, MANAGER)
