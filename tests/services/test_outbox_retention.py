"""What is over leaves the outbox after ninety days, and the journal keeps that it was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.services.test_outbox import box, cut, mend, opened, results, until
from tests.support.people import PHONE
from tests.support.raw_server import RawServer, http
from tests.support.vendor import Vendor
from wxbuyer_gui.domain.journal import Result
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.outbox_retention import KEPT_DAYS
from wxbuyer_gui.store.outbox_tables import outbox_attempt, outbox_op, review_item

DAY_MS = 86_400_000
FORM = MemberForm(1, "王小明", PHONE)


@pytest.fixture
def session(server: RawServer, tmp_path: Path) -> Iterator[Session]:
    made = opened(server, tmp_path, new_device())
    yield made
    made.close()


@pytest.fixture
def store(session: Session) -> Store:
    return session.consents._store


@pytest.fixture
def buyer(session: Session) -> WxBuyingUser:
    found = session.desk.buyer(1)
    assert found is not None
    return found


def age(store: Store, days: int) -> None:
    """Let all that happened so far have happened so many days earlier."""
    back = days * DAY_MS
    with store.write() as connection:
        connection.execute(update(outbox_op).values(created_at=outbox_op.c.created_at - back))
        connection.execute(update(outbox_attempt).values(ended_at=outbox_attempt.c.ended_at - back))
        connection.execute(update(review_item).values(decided_at=review_item.c.decided_at - back))


def kept(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.execute(select(outbox_op.c.operation_id).order_by(outbox_op.c.seq)).scalars())


def is_done(session: Session, operation_id: str, vendor: Vendor) -> None:
    mend(vendor)
    until(session, operation_id, OpState.DONE)


def test_what_is_done_goes_after_its_time_with_all_that_was_noted(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op")
    is_done(session, "op", vendor)
    box(session).catch_up()
    age(store, KEPT_DAYS - 1)
    box(session).catch_up()
    assert kept(store) == ["op"]
    age(store, 2)
    box(session).catch_up()
    assert kept(store) == []
    with store.read() as connection:
        for table in (outbox_attempt, review_item):
            assert connection.execute(select(table.c.operation_id)).all() == []
    assert results(session) == [Result.DONE]


def test_what_was_taken_back_goes_with_its_reason(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op")
    box(session).discard("op", reason="王小明 changed his mind")
    box(session).catch_up()
    age(store, KEPT_DAYS + 1)
    box(session).catch_up()
    assert kept(store) == []
    with store.read() as connection:
        assert connection.execute(select(review_item.c.note)).all() == []


def test_what_waits_or_ended_lately_stays_however_old(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op")
    age(store, KEPT_DAYS + 1)
    until(session, "op", OpState.REVIEW)  # it waited too long
    box(session).catch_up()
    assert kept(store) == ["op"]
    assert box(session).list()[0].form == FORM
    box(session).discard("op", reason="too late")
    box(session).catch_up()
    assert kept(store) == ["op"]


def test_a_refusal_that_nobody_looked_at_loses_its_data_first(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op")
    vendor.before = lambda asked: (
        http({"data": 0, "status": 601, "message": f"{PHONE} 不可用"}) if asked.name == "createmember" else None
    )
    until(session, "op", OpState.REJECTED)
    age(store, KEPT_DAYS + 1)
    assert [one.form for one in box(session).list()] == [FORM]
    box(session).catch_up()
    assert box(session).list() == []
    with store.read() as connection:
        assert connection.execute(select(outbox_op.c.payload, outbox_op.c.base, outbox_op.c.message)).all() == [
            ("", "", "")
        ]
    box(session).catch_up()
    assert kept(store) == []


def test_whom_something_still_waits_for_stays(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(WxBuyingUser(open_id="oNew", name="李雪"), MemberForm(None, "李雪", PHONE), operation_id="op")
    parent, child = kept(store)
    assert child == "op"
    with store.write() as connection:
        connection.execute(update(outbox_op).where(outbox_op.c.operation_id == parent).values(state="cancelled"))
    box(session)._outbox.catch_up(lambda _one: True)
    age(store, KEPT_DAYS + 1)
    assert box(session)._outbox.purge() == 0
    assert kept(store) == [parent, child]


def test_what_the_journal_was_not_told_stays(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op")
    is_done(session, "op", vendor)
    age(store, KEPT_DAYS + 1)
    assert box(session)._outbox.purge() == 0
    assert kept(store) == ["op"]


def test_the_number_of_a_buyer_that_was_stored_is_still_known(
    session: Session, store: Store, buyer: WxBuyingUser, vendor: Vendor
) -> None:
    cut(vendor)
    session.desk.register(WxBuyingUser(open_id="oNew", name="李雪"), MemberForm(None, "李雪", PHONE), operation_id="op")
    local = box(session).list()[0].buyer_id
    assert local is not None
    is_done(session, "op", vendor)
    box(session).catch_up()
    age(store, KEPT_DAYS + 1)
    box(session).catch_up()
    assert kept(store) == []
    assert box(session)._outbox.number_of(local) == 2
