"""Forgetting somebody for whom something waits to be sent, or was sent and not answered."""

from __future__ import annotations

import pytest

from tests.support.forgetting import REASON
from tests.support.people import PHONE
from tests.support.raw_server import Answer, Asked, hang_up
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError
from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store.outbox_tables import outbox_op


@pytest.fixture
def session(mirrored_session: Session) -> Session:
    return mirrored_session


@pytest.fixture
def waiting(session: Session, vendor: Vendor) -> WxBuyingUser:
    """A buyer whose registration waits for a server that is away."""
    buyer = session.desk.buyer(1)
    assert buyer is not None
    vendor.before = lambda _asked: hang_up
    session.desk.register(buyer, MemberForm(name="王小明", phone=PHONE), operation_id="op-1")
    return buyer


def test_what_waits_stands_in_the_way_until_somebody_discards_it(
    session: Session, vendor: Vendor, waiting: WxBuyingUser
) -> None:
    preview = session.forgetting.preview(waiting)
    assert (preview.waiting, preview.unsettled) == (1, 0)
    with pytest.raises(ConflictError) as refused:
        session.forgetting.forget(waiting, reason=REASON)
    assert refused.value.code == "E-WAITING"
    assert session.outbox is not None
    assert session.outbox.get("op-1").form is not None  # type: ignore[union-attr]
    session.forgetting.forget(waiting, reason=REASON, discard_waiting=True)
    operation = session.outbox.get("op-1")
    assert operation is not None
    assert (operation.state, operation.form, session.outbox.list()) == (OpState.CANCELLED, None, [])
    vendor.before = lambda _asked: None
    session.outbox.wake()
    assert not vendor.members
    entries = session.journal.entries(buyer_id=1)
    assert [(entry.action, entry.result) for entry in entries] == [
        (Action.FORGET, Result.DONE),
        (Action.REGISTER, Result.FAILED),
    ]


def test_what_was_sent_and_not_answered_must_settle_first(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None

    def lose_the_line(asked: Asked) -> Answer | None:
        if asked.name != "createmember":
            return None
        vendor.before = lambda _asked: hang_up
        return hang_up

    vendor.after = lose_the_line
    session.desk.register(buyer, MemberForm(name="王小明", phone=PHONE), operation_id="op-1")
    preview = session.forgetting.preview(buyer)
    assert (preview.waiting, preview.unsettled) == (0, 1)
    with pytest.raises(ConflictError) as refused:
        session.forgetting.forget(buyer, reason=REASON, discard_waiting=True)
    assert refused.value.code == "E-UNSETTLED"


def test_a_refusal_that_nobody_has_seen_loses_its_data_too(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    vendor.before = lambda _asked: hang_up
    session.desk.register(buyer, MemberForm(name="王小明", phone=PHONE), operation_id="op-1")
    assert session.outbox is not None
    with session.journal._store.write() as connection:
        connection.execute(outbox_op.update().values(state="rejected", message=f"手机号 {PHONE} 已存在"))
    session.forgetting.forget(buyer, reason=REASON)
    with session.journal._store.read() as connection:
        row = connection.execute(outbox_op.select()).mappings().one()
    assert {row[name] for name in ("payload", "base", "server", "message", "body_check")} == {""}


def test_many_are_forgotten_around_those_who_wait(session: Session, vendor: Vendor, waiting: WxBuyingUser) -> None:
    others = [WxBuyingUser(number, 2318) for number in (2, 3)]
    outcome = session.forgetting.forget_all([waiting, *others], reason=REASON)
    assert (outcome.forgotten, outcome.blocked, outcome.stopped) == (2, (1,), False)


def test_a_buyer_that_is_not_stored_yet_is_taken_back_instead(session: Session, vendor: Vendor) -> None:
    session.desk.buyer(1)
    vendor.before = lambda _asked: hang_up
    session.desk.register(WxBuyingUser(open_id="oNew", name="李雷"), MemberForm(name="李雷", phone="13900139000"))
    (new,) = session.desk.search("李雷").buyers
    with pytest.raises(InvalidInputError):
        session.forgetting.forget(new, reason=REASON)
