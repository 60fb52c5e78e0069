"""Everything that is held on one buyer, collected for that person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.people import PHONE
from tests.support.raw_server import hang_up
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.errors import InvalidInputError, NotFoundError, StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session


def write(path: Path, record: PersonRecord) -> None:
    path.write_text(str(record.buyer.id), encoding="ascii")


def test_buyer_member_alias_and_whole_history(
    session: Session, desk: Desk, buyer: WxBuyingUser, tmp_path: Path
) -> None:
    bound = desk.register(buyer, MemberForm(name="王小明", phone="13800133120", address="龙井路 1 号")).after
    assert bound is not None
    desk.rename(bound, "老王")
    for _ in range(205):
        desk.reveal(bound, "phone")
    path = tmp_path / "a.pdf"
    record = session.person_export.export(bound.id or 0, path, reason="来信", draw=write)
    assert (record.buyer, record.alias, record.reason) == (bound, "老王", "来信")
    assert record.member is not None
    assert (record.member.phone, record.member.address) == ("13800133120", "龙井路 1 号")
    assert len(record.entries) == 208
    assert path.read_text(encoding="ascii") == str(bound.id)
    newest = session.journal.entries(buyer_id=bound.id, limit=1)[0]
    assert (newest.action, newest.reason, newest.member_id) == (Action.EXPORT_PERSON, "来信", bound.member_id)


def test_no_reason_no_file_and_nobody_no_file(session: Session, buyer: WxBuyingUser, tmp_path: Path) -> None:
    for number, reason, error in ((buyer.id or 0, " ", InvalidInputError), (99, "来信", NotFoundError)):
        with pytest.raises(error):
            session.person_export.export(number, tmp_path / "a.pdf", reason=reason, draw=write)
    assert not list(tmp_path.glob("*.pdf*"))
    assert [entry.action for entry in session.journal.entries(buyer_id=buyer.id)] == [Action.ADD]


def test_a_file_that_the_journal_does_not_know_of_is_not_there(
    session: Session, buyer: WxBuyingUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> int:
        raise StorageError("full", code="E-DISK-FULL")

    monkeypatch.setattr(session.journal, "event", fail)
    with pytest.raises(StorageError):
        session.person_export.export(buyer.id or 0, tmp_path / "a.pdf", reason="来信", draw=write)
    assert not list(tmp_path.glob("*.pdf*"))


def test_at_a_server_what_waits_and_what_is_known_of_the_member(
    mirrored_session: Session, vendor: Vendor, tmp_path: Path
) -> None:
    session = mirrored_session
    vendor.add(id=2, openId="oTWO", name="李四", memberId=8801)
    buyer = session.desk.buyer(1)
    session.desk.buyer(2)
    assert buyer is not None
    vendor.before = lambda _asked: hang_up
    session.desk.register(buyer, MemberForm(name="王小明", phone=PHONE))
    record = session.person_export.export(1, tmp_path / "a.pdf", reason="来信", draw=write)
    assert [one.form.phone for one in record.operations if one.form] == [PHONE]
    assert record.server == session.source.url
    assert record.buyer.waiting == ()
    other = session.person_export.export(2, tmp_path / "b.pdf", reason="来信", draw=write)
    assert other.member is not None
    assert other.member.id == 8801
