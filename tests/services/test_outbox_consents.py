"""What a customer agreed to while the server was away: kept with the write, and under the member once there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.services.test_outbox import box, cut, mend, opened, until
from tests.support.operators import MANAGER, work_as
from tests.support.people import ID_CARD, PHONE
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store.outbox_tables import outbox_op
from wxbuyer_gui.store.people_tables import consent

PURPOSE = "只用于核对会员本人，加密保存，可随时要求删除。"
FORM = MemberForm(1, "王小明", PHONE, id_card=ID_CARD, consent=Consent(PURPOSE))
MEMBER = 8801


@pytest.fixture
def device() -> Device:
    return new_device()


@pytest.fixture
def session(server: RawServer, tmp_path: Path, device: Device) -> Iterator[Session]:
    made = opened(server, tmp_path, device)
    work_as(made, MANAGER)
    yield made
    made.close()


@pytest.fixture
def buyer(session: Session, vendor: Vendor) -> WxBuyingUser:
    found = session.desk.search("#1").hits[0].buyer
    assert found is not None
    return found


@pytest.fixture
def asked_at(session: Session, buyer: WxBuyingUser, vendor: Vendor) -> datetime:
    """A registration with a consent waits; when it was asked for."""
    cut(vendor)
    before = datetime.now(UTC).replace(microsecond=0)
    outcome = session.desk.register(buyer, FORM, operation_id="op")
    assert outcome.result.state is WriteState.QUEUED
    return before


def kept(session: Session) -> tuple[Consent, ...]:
    return session.consents.of_member(MEMBER)


def test_it_is_kept_under_the_member_with_the_time_and_the_person_of_the_asking(
    session: Session, asked_at: datetime, vendor: Vendor
) -> None:
    assert kept(session) == ()
    left = datetime.now(UTC)
    mend(vendor)
    until(session, "op", OpState.DONE)
    (given,) = kept(session)
    assert (given.purpose, given.operator_id) == (PURPOSE, session.staff.operators.acting.id)
    assert given.operator_id is not None
    assert given.at is not None
    assert asked_at <= given.at <= left


def test_it_outlives_the_program(
    session: Session, asked_at: datetime, vendor: Vendor, server: RawServer, tmp_path: Path, device: Device
) -> None:
    session.close()
    mend(vendor)
    again = opened(server, tmp_path, device)
    again.staff.operators.enter(session.staff.operators.acting)
    until(again, "op", OpState.REVIEW)  # the key of its number went with the program that had no keyring
    new = box(again).edit("op", form=replace(FORM, consent=Consent(PURPOSE)))
    until(again, new.operation_id, OpState.DONE)
    assert [one.purpose for one in kept(again)] == [PURPOSE]
    again.close()


def test_one_that_is_done_at_once_is_kept_once(session: Session, buyer: WxBuyingUser) -> None:
    outcome = session.desk.register(buyer, FORM, operation_id="op")
    assert outcome.result.state is WriteState.DONE
    assert [one.purpose for one in kept(session)] == [PURPOSE]


def test_one_that_is_taken_back_takes_it_along(session: Session, asked_at: datetime, vendor: Vendor) -> None:
    box(session).discard("op", reason="顾客改变主意")
    with session.consents._store.read() as connection:
        assert connection.execute(select(outbox_op.c.payload)).scalars().all() == [""]
        assert connection.execute(select(func.count()).select_from(consent)).scalar_one() == 0


def test_an_edit_keeps_it_with_its_number_and_a_new_number_needs_its_own(
    session: Session, asked_at: datetime, vendor: Vendor
) -> None:
    corrected = box(session).edit("op", form=replace(FORM, name="王晓明", consent=None))
    other = replace(FORM, id_card="110105194912310038", consent=Consent("另一段"))
    assert corrected.form is not None
    assert corrected.form.consent is not None
    assert corrected.form.consent.purpose == PURPOSE
    newest = box(session).edit(corrected.operation_id, form=other)
    mend(vendor)
    until(session, newest.operation_id, OpState.DONE)
    assert [one.purpose for one in kept(session)] == ["另一段"]


def test_a_person_who_finds_it_done_keeps_it_under_the_member_that_the_server_shows(
    session: Session, asked_at: datetime, vendor: Vendor
) -> None:
    vendor.buyers[1] |= {"memberId": MEMBER, "phone": "13900139000"}
    mend(vendor)
    assert until(session, "op", OpState.REVIEW).server is not None
    box(session).decide("op", Decision.DONE)
    assert [one.purpose for one in kept(session)] == [PURPOSE]


def test_it_stays_with_the_buyer_where_a_person_finds_it_done_and_no_member_is_shown(
    session: Session, asked_at: datetime, vendor: Vendor, tmp_path: Path
) -> None:
    """The number was sent, or may have been: what was agreed to is theirs to see, and is forgotten with them."""
    there = vendor.buyers.pop(1)
    mend(vendor)
    assert until(session, "op", OpState.REVIEW).server is None
    box(session).decide("op", Decision.DONE)
    vendor.buyers[1] = there
    record = session.person_export.export(1, tmp_path / "a.pdf", reason="来信", draw=lambda path, _: path.touch())
    assert [one.purpose for one in record.consents] == [PURPOSE]
    session.forgetting.forget(record.buyer, reason="来信")
    with session.consents._store.read() as connection:
        assert connection.execute(select(func.count()).select_from(consent)).scalar_one() == 0
