"""A write that was not answered: what the buyer shows of it, and what the journal learns."""

from __future__ import annotations

import pytest

from tests.support.raw_server import Answer, Asked, hang_up
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.errors import NotFoundError, OutcomeUnknownError
from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.session import Session

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
FORM = MemberForm(name="王小明", phone="13800138000")


@pytest.fixture
def vendor() -> Vendor:
    vendor = Vendor()
    vendor.add(id=7, name="王小明", openId=OPEN_ID)
    return vendor


@pytest.fixture
def session(remote_session: Session) -> Session:
    return remote_session


def unanswered(name: str) -> object:
    """A server that does not answer the calls of this name."""

    def instead(asked: Asked) -> Answer | None:
        return hang_up if asked.name == name else None

    return instead


def in_doubt(session: Session, operation_id: str = "one") -> None:
    buyer = session.desk.buyer(7)
    assert buyer is not None
    with pytest.raises(OutcomeUnknownError):
        session.desk.register(buyer, FORM, operation_id=operation_id)


def test_the_source_says_how_long_a_write_may_linger(session: Session) -> None:
    assert session.settle == 5 + 180


def test_what_arrived_is_done(session: Session, vendor: Vendor) -> None:
    vendor.after = unanswered("createmember")  # type: ignore[assignment]
    in_doubt(session)
    sighting = session.desk.look_again("one")
    assert sighting.result is Result.DONE
    outcome = sighting.outcome
    assert outcome is not None
    assert outcome.before is not None
    assert outcome.after is not None
    assert (outcome.action, outcome.before.member_id, outcome.after.member_id) == (Action.REGISTER, None, 8801)
    assert not outcome.is_surprise
    assert session.desk.history(buyer_id=7)[0].result is Result.DONE


def test_what_did_not_arrive_may_still_do_so_until_it_is_final(session: Session, vendor: Vendor) -> None:
    vendor.before = unanswered("createmember")  # type: ignore[assignment]
    in_doubt(session)
    assert session.desk.look_again("one").result is Result.FAILED
    assert session.desk.history(buyer_id=7)[0].result is Result.UNKNOWN
    assert session.desk.look_again("one", final=True).result is Result.FAILED
    assert session.desk.history(buyer_id=7)[0].result is Result.FAILED
    vendor.before = lambda _asked: None
    buyer = session.desk.buyer(7)
    assert buyer is not None
    assert session.desk.register(buyer, FORM, operation_id="two").verified


def test_who_cannot_be_read_stays_open(session: Session, vendor: Vendor) -> None:
    vendor.after = unanswered("createmember")  # type: ignore[assignment]
    in_doubt(session)
    vendor.before = lambda _asked: hang_up
    assert session.desk.look_again("one", final=True).result is Result.OPEN
    vendor.before = lambda _asked: None
    assert session.desk.look_again("one").result is Result.DONE


def test_a_new_buyer_without_its_member_is_half_done(session: Session, vendor: Vendor) -> None:
    vendor.before = unanswered("createmember")  # type: ignore[assignment]
    new = WxBuyingUser(name="李雪", phone="13800138000", open_id="oGZUI0egBJY1zhBYw2KhdUfwZt0w")
    with pytest.raises(OutcomeUnknownError):
        session.desk.register(new, FORM, operation_id="one")
    sighting = session.desk.look_again("one", final=True)
    assert sighting.result is Result.HALF
    assert sighting.buyer is not None
    assert sighting.buyer.open_id == new.open_id
    assert session.desk.history(limit=1)[0].result is Result.HALF


def test_nothing_is_said_about_what_was_never_announced(session: Session) -> None:
    with pytest.raises(NotFoundError):
        session.desk.look_again("never")
