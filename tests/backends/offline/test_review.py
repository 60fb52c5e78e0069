"""What people do about writes in review: look once more, or say that they are still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from tests.backends.offline.conftest import Wire
from tests.support.people import PHONE
from tests.support.raw_server import RawServer
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, ReviewReason
from wxbuyer_gui.store.outbox_tables import outbox_op, review_item


@pytest.fixture
def queued(backend: OfflineBackend, wire: Wire) -> WxBuyingUser:
    """Buyer 7, with a registration "op" that waits for the server."""
    wire.vendor.add(id=7, openId="o7", name="王小明", phone=PHONE)
    buyer = backend.get(7)
    assert buyer is not None
    wire.cut()
    backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")
    return buyer


@pytest.fixture
def age(backend: OfflineBackend) -> Callable[[int], None]:
    """Let "op" have been asked for so many days ago."""

    def set_back(days: int) -> None:
        long_ago = int((datetime.now(UTC).timestamp() - days * 86400) * 1000)
        with backend.desk_store.write() as connection:
            connection.execute(update(outbox_op).values(created_at=long_ago))

    return set_back


def found(backend: OfflineBackend) -> tuple[OpState, ReviewReason | None]:
    operation = backend.outbox.get("op")
    assert operation is not None
    return operation.state, operation.review


def test_what_waited_too_long_is_sent_when_a_person_still_wants_it(
    backend: OfflineBackend, wire: Wire, queued: WxBuyingUser, age: Callable[[int], None]
) -> None:
    age(15)
    backend.outbox.wake()
    wire.settled(backend, "op", OpState.REVIEW)
    assert found(backend) == (OpState.REVIEW, ReviewReason.TOO_OLD)
    wire.mend()
    backend.outbox.decide("op", Decision.RESEND, by="店长")
    wire.settled(backend, "op", OpState.DONE)
    assert wire.vendor.members == {PHONE: 8801}


def test_another_look_finds_what_somebody_did_by_hand(
    backend: OfflineBackend, wire: Wire, server: RawServer, queued: WxBuyingUser, age: Callable[[int], None]
) -> None:
    age(15)
    backend.outbox.wake()
    wire.settled(backend, "op", OpState.REVIEW)
    wire.mend()
    backend.outbox.retry_all(by="店长")
    wire.settled(backend, "op", OpState.UNKNOWN)
    wire.settled(backend, "op", OpState.REVIEW)
    assert found(backend) == (OpState.REVIEW, ReviewReason.TOO_OLD)
    wire.vendor.buyers[7] |= {"memberId": 9001}
    backend.outbox.retry_all(by="店长")
    wire.settled(backend, "op", OpState.DONE)
    assert server.calls("createmember") == []
    with backend.desk_store.read() as connection:
        asked = connection.execute(select(review_item.c.decision, review_item.c.decided_by)).all()
    assert asked == [("recheck", "店长"), ("recheck", "店长")]


def test_another_look_without_a_server_leaves_it_in_review(
    backend: OfflineBackend, wire: Wire, queued: WxBuyingUser, age: Callable[[int], None]
) -> None:
    age(15)
    backend.outbox.wake()
    wire.settled(backend, "op", OpState.REVIEW)
    looked: list[OpState] = []
    backend.outbox.subscribe(lambda one: looked.append(one.state))
    backend.outbox.retry_all()
    wire.settled(backend, "op", OpState.REVIEW)
    assert OpState.SENDING not in looked
    assert found(backend) == (OpState.REVIEW, ReviewReason.TOO_OLD)


def test_an_edited_buyer_that_waits_can_be_changed_once_more(
    backend: OfflineBackend, wire: Wire, queued: WxBuyingUser
) -> None:
    backend.save_user(replace(queued, name="王大明"), base=queued, operation_id="name")
    wanted = backend.outbox.get("name")
    assert wanted is not None
    assert wanted.user is not None
    new = backend.outbox.edit("name", user=replace(wanted.user, name="王二明"))
    wire.mend()
    backend.outbox.wake()
    wire.settled(backend, new.operation_id, OpState.DONE)
    assert wire.vendor.buyers[7]["name"] == "王二明"
