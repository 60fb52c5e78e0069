"""A server that says no: the buyer is read before the clerk is told, for the no may speak of a write that arrived."""

from __future__ import annotations

import pytest

from tests.support.raw_server import Answer, Asked, http
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.errors import RejectedError
from wxbuyer_gui.domain.journal import RebindHalfDoneError, Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.services.session import Session

PHONE, OTHER_PHONE = "13800138000", "13900139000"
FORM = MemberForm(name="王小明", phone=PHONE)


@pytest.fixture
def vendor() -> Vendor:
    vendor = Vendor(members={OTHER_PHONE: 8812})
    vendor.add(id=7, name="王小明")
    return vendor


@pytest.fixture
def session(remote_session: Session) -> Session:
    return remote_session


def refusing(name: str, status: int = ResultStatus.DUPLICATE_SERIAL) -> object:
    def instead(asked: Asked) -> Answer | None:
        return http({"status": status, "message": "流水号重复"}) if asked.name == name else None

    return instead


def buyer(session: Session) -> WxBuyingUser:
    found = session.desk.buyer(7)
    assert found is not None
    return found


@pytest.mark.parametrize("status", [801, 500, 703, 603, 777])
def test_what_is_done_nevertheless_is_done(session: Session, vendor: Vendor, status: int) -> None:
    vendor.after = refusing("createmember", status)  # type: ignore[assignment]
    outcome = session.desk.register(buyer(session), FORM)
    assert outcome.before is not None
    assert outcome.after is not None
    assert (outcome.before.member_id, outcome.after.member_id, outcome.verified) == (None, 8802, True)
    assert [entry.result for entry in session.desk.history(buyer_id=7)] == [Result.DONE]


def test_what_is_not_done_is_refused_with_the_servers_words(session: Session, vendor: Vendor) -> None:
    seen: list[str] = []

    def refuse(asked: Asked) -> Answer | None:
        seen.append(asked.name)
        return refusing("createmember")(asked)  # type: ignore[operator,no-any-return]

    vendor.before = refuse
    with pytest.raises(RejectedError, match="流水号重复") as caught:
        session.desk.register(buyer(session), FORM)
    assert caught.value.status == 801
    assert seen[-2:] == ["createmember", "get"]
    assert [entry.result for entry in session.desk.history(buyer_id=7)] == [Result.REFUSED]


def test_a_member_of_before_is_no_sign(session: Session, vendor: Vendor) -> None:
    vendor.buyers[7]["memberId"] = 8811
    vendor.before = refusing("createmember")  # type: ignore[assignment]
    with pytest.raises(RejectedError):
        session.desk.register(buyer(session), FORM)


def test_an_edit_is_judged_by_its_fields(session: Session, vendor: Vendor) -> None:
    shown = buyer(session)
    vendor.before = refusing("saveuser")  # type: ignore[assignment]
    for name in ("王晓明", shown.name):
        with pytest.raises(RejectedError):
            session.desk.save_buyer(WxBuyingUser(7, name=name), base=shown)
    vendor.before, vendor.after = (lambda _asked: None), refusing("saveuser")  # type: ignore[assignment]
    outcome = session.desk.save_buyer(WxBuyingUser(7, name="王晓明"), base=shown)
    assert outcome.after is not None
    assert outcome.after.name == "王晓明"


def test_a_new_buyer_with_the_openid_is_no_sign(session: Session, vendor: Vendor) -> None:
    vendor.after = refusing("saveuser")  # type: ignore[assignment]
    with pytest.raises(RejectedError):
        session.desk.save_buyer(WxBuyingUser(name="李雪", open_id="oGZUI0egBJY1zhBYw2KhdUfwZt0w"))


def test_who_cannot_be_read_is_told_the_refusal(session: Session, vendor: Vendor) -> None:
    def refuse(asked: Asked) -> Answer | None:
        if asked.name == "createmember":
            vendor.before = lambda _asked: http(status=418)
            return http({"status": 801, "message": "流水号重复"})
        return None

    vendor.before = refuse
    with pytest.raises(RejectedError):
        session.desk.register(buyer(session), FORM)


@pytest.mark.parametrize("is_done", [True, False])
def test_the_second_half_of_a_rebind_is_looked_at_too(session: Session, vendor: Vendor, is_done: bool) -> None:
    vendor.buyers[7]["memberId"] = 8811
    setattr(vendor, "after" if is_done else "before", refusing("bindmember"))
    shown = buyer(session)
    if is_done:
        outcome = session.desk.rebind(shown, 8811, MemberForm(phone=OTHER_PHONE))
        assert outcome.after is not None
        assert outcome.after.member_id == 8812
        return
    with pytest.raises(RebindHalfDoneError) as caught:
        session.desk.rebind(shown, 8811, MemberForm(phone=OTHER_PHONE))
    assert not caught.value.may_be_bound
