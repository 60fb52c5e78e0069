"""What was done and the server does not show any more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.people import PHONE
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

NEW = WxBuyingUser(open_id="oNew", name="李雷", phone="13900139000")


@pytest.fixture
def since() -> datetime:
    return datetime.now(UTC) - timedelta(days=30)


@pytest.fixture
def done(backend: OfflineBackend, wire: Wire) -> OfflineBackend:
    """Two registrations, one of them of somebody new; a third one that was taken back."""
    wire.vendor.add(id=1, openId="o1", name="王小明", phone=PHONE)
    wire.vendor.add(id=2, openId="o2", name="欧阳娜娜", phone="13700137000")
    backend.create_member(MemberForm(1, "王小明", PHONE), operation_id="first")
    backend.create_member(MemberForm(2, "欧阳娜娜", "13700137000"), operation_id="second")
    backend.unbind_member(MemberForm(2), expected_member_id=wire.vendor.buyers[2]["memberId"], operation_id="off")
    backend.register(NEW, MemberForm(name="李雷", phone="13900139000"), operation_id="new")
    return backend


def lost(backend: OfflineBackend, since: datetime) -> list[str]:
    return [operation.operation_id for operation in backend.lost(since=since)]


def test_nothing_is_lost_while_the_server_shows_it(done: OfflineBackend, since: datetime) -> None:
    assert lost(done, since) == []


def test_a_server_put_back_has_lost_what_it_does_not_show(done: OfflineBackend, wire: Wire, since: datetime) -> None:
    wire.vendor.buyers[1]["memberId"] = 0
    del wire.vendor.buyers[3]
    assert lost(done, since) == ["first", "new"]
    assert lost(done, datetime.now(UTC)) == []


def test_a_dead_server_has_lost_nothing(done: OfflineBackend, wire: Wire, since: datetime) -> None:
    wire.cut()
    with pytest.raises(UnreachableError):
        done.lost(since=since)
