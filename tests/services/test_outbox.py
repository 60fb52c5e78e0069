"""Writes that wait for the server, as staff and the journal see them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from tests.support.operators import MANAGER, work_as
from tests.support.people import PHONE
from tests.support.raw_server import RawServer, hang_up, silent
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_source
from wxbuyer_gui.backends.offline import reads
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.errors import ConflictError, NotFoundError
from wxbuyer_gui.domain.journal import Result
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, PendingCounts
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.outbox import OutboxService
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store.outbox_tables import review_item

FORM = MemberForm(1, "王小明", PHONE)


@pytest.fixture
def device() -> Device:
    return new_device()


def opened(server: RawServer, tmp_path: Path, device: Device, *, timeout: float = 2.0) -> Session:
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'm.db'}", timeout=timeout)
    info = SourceInfo(kind="remote", label="", url=server.url)
    return open_session(source, info, device=device)


@pytest.fixture
def session(server: RawServer, tmp_path: Path, device: Device) -> Iterator[Session]:
    made = opened(server, tmp_path, device)
    yield made
    made.close()


def box(session: Session) -> OutboxService:
    assert session.outbox is not None
    return session.outbox


def until(session: Session, operation_id: str, state: OpState) -> Operation:
    """The operation, when it has come to ``state``."""
    come = Event()
    stop = box(session).subscribe(
        lambda one: come.set() if one.operation_id == operation_id and one.state is state else None
    )
    box(session).wake()
    found = box(session).get(operation_id)
    assert (found is not None and found.state is state) or come.wait(30)
    stop()
    found = box(session).get(operation_id)
    assert found is not None
    return found


def results(session: Session) -> list[Result]:
    return [entry.result for entry in session.journal.entries(buyer_id=1)]


def cut(vendor: Vendor) -> None:
    vendor.before = lambda _asked: hang_up


def mend(vendor: Vendor) -> None:
    vendor.before = lambda _asked: None


def test_what_cannot_be_sent_waits_and_is_sent_once(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    outcome = session.desk.register(buyer, FORM, operation_id="op-1")
    assert outcome.result.state is WriteState.QUEUED
    assert outcome.result.id is None
    assert box(session).counts() == PendingCounts(waiting=1)
    assert results(session) == [Result.QUEUED]
    mend(vendor)
    done = until(session, "op-1", OpState.DONE)
    assert (done.result_id, done.confidence) == (8801, "verified")
    assert (done.form, done.base) == (None, None)
    assert vendor.members == {PHONE: 8801}
    assert box(session).list() == []
    assert results(session) == [Result.DONE]


def test_an_end_that_comes_while_its_caller_leaves_is_written(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    come = Event()
    box(session).subscribe(lambda one: come.set() if one.state is OpState.DONE else None)
    with session.journal.running.one("op-1"):  # a caller who has looked a moment too early
        mend(vendor)
        box(session).wake()
        assert come.wait(30)
        assert results(session) == [Result.QUEUED]
    assert results(session) == [Result.DONE]


def test_it_outlives_the_program(server: RawServer, vendor: Vendor, tmp_path: Path, device: Device) -> None:
    first = opened(server, tmp_path, device)
    buyer = first.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    first.desk.register(buyer, FORM, operation_id="op-1")
    first.close()
    mend(vendor)
    second = opened(server, tmp_path, device)
    assert until(second, "op-1", OpState.DONE).result_id == 8801
    second.close()
    third = opened(server, tmp_path, device)
    assert results(third) == [Result.DONE]
    third.close()
    assert vendor.members == {PHONE: 8801}


def test_how_the_buyer_stood_before_is_not_waited_for(
    server: RawServer, vendor: Vendor, tmp_path: Path, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known here. The write itself is given the whole time."""
    monkeypatch.setattr(reads, "SOON", 0.1)
    with closing(opened(server, tmp_path, device, timeout=60.0)) as session:
        buyer = session.desk.buyer(1)
        assert buyer is not None
        hangs = iter([silent])
        vendor.before = lambda asked: next(hangs, None) if asked.name == "get" else None
        began = time.monotonic()
        outcome = session.desk.register(buyer, FORM, operation_id="op")
        assert time.monotonic() - began < 30
        assert outcome.result.state is WriteState.DONE
        assert outcome.before is not None
        assert outcome.before.as_of is not None


def test_a_new_buyer_waits_with_its_member(session: Session, vendor: Vendor) -> None:
    session.desk.buyer(1)
    cut(vendor)
    user = WxBuyingUser(open_id="oNew", name="李雷", phone="13900139000")
    form = MemberForm(name="李雷", phone="13900139000")
    backend = box(session)
    outcome = session.desk.register(user, form, operation_id="op-2")
    assert outcome.result.state is WriteState.QUEUED
    assert [one.kind for one in backend.list()] == ["save", "register"]
    mend(vendor)
    assert until(session, "op-2", OpState.DONE).result_id == 2
    assert vendor.buyers[2]["memberId"] == 8801


def test_a_second_binding_of_the_same_buyer_is_refused(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    with pytest.raises(ConflictError) as caught:
        session.desk.register(buyer, FORM, operation_id="op-2")
    assert caught.value.code == "E-PENDING"


def test_what_was_not_sent_can_be_changed_or_taken_back(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    new = box(session).edit("op-1", form=MemberForm(1, "王小明", "13900139000"))
    assert new.supersedes == "op-1"
    box(session).discard(new.operation_id, reason="the customer left")
    mend(vendor)
    assert box(session).list() == []
    assert vendor.members == {}
    with pytest.raises(NotFoundError):
        box(session).discard("unknown", reason="")


class TestRights:
    @pytest.fixture
    def service(self, server: RawServer, vendor: Vendor, tmp_path: Path, device: Device) -> Iterator[OutboxService]:
        source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'm.db'}", timeout=2.0)
        assert isinstance(source.backend, OfflineBackend)
        info = SourceInfo(kind="remote", label="", url=server.url)
        session = open_session(source, info, device=device)
        work_as(session, MANAGER)
        buyer = session.desk.buyer(1)
        assert buyer is not None
        cut(vendor)
        session.desk.register(buyer, FORM, operation_id="op-1")
        yield OutboxService(source.backend, session.journal, Operators(Operator(1, "小李", Role.CLERK)))
        session.close()

    def test_a_clerk_neither_decides_nor_discards_anothers(self, service: OutboxService) -> None:
        for forbidden in (
            lambda: service.decide("op-1", Decision.RESEND),
            lambda: service.discard("op-1", reason="x"),
            lambda: service.edit("op-1"),
            service.retry_all,
            lambda: service.lost(since=datetime.now(UTC)),
        ):
            with pytest.raises(NotAllowedError) as caught:
                forbidden()
            assert caught.value.right is Right.REVIEW


def test_the_window_learns_that_writes_may_wait(session: Session) -> None:
    assert session.desk.capabilities.offline_writes


def test_a_rebind_that_finds_no_server_begins_nothing(session: Session, vendor: Vendor) -> None:
    vendor.buyers[1]["memberId"] = 8812
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    with pytest.raises(Exception, match="a rebind needs it"):
        session.desk.rebind(buyer, 8812, FORM)
    assert box(session).list() == []


def test_backend_of_a_session_is_one_with_an_outbox(server: RawServer, tmp_path: Path) -> None:
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'n.db'}")
    assert isinstance(source.backend, OfflineBackend)
    assert source.desk_store is source.backend.desk_store
    source.close()


def test_the_history_tells_what_was_corrected(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    new = box(session).edit("op-1", form=MemberForm(1, "王小明", "13900139000"))
    assert results(session) == [Result.QUEUED, Result.FAILED]
    mend(vendor)
    until(session, new.operation_id, OpState.DONE)
    entry, old = session.journal.entries(buyer_id=1)
    assert (entry.result, old.result, old.code) == (Result.DONE, Result.FAILED, "E-REPLACED")
    after = {change.field: change.after for change in entry.changes}
    assert (after["member.phone"], after["member_id"]) == ("13900139000", "8801")


def test_the_history_tells_of_a_corrected_edit(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.save_buyer(replace(buyer, name="王大明"), base=buyer, operation_id="op-1")
    new = box(session).edit("op-1", user=replace(buyer, name="王二明"))
    mend(vendor)
    until(session, new.operation_id, OpState.DONE)
    entry, _old = session.journal.entries(buyer_id=1)
    change = entry.change("name")
    assert change is not None
    assert (entry.result, change.before, change.after) == (Result.DONE, "微信用户", "王二明")


def test_what_can_no_longer_be_corrected_is_noted_as_not_done(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    session.desk.register(buyer, FORM, operation_id="op-1")
    with pytest.raises(ConflictError) as caught:
        box(session).edit("op-1", form=MemberForm(1, "王小明", "13900139000"))
    assert caught.value.code == "E-CHANGED"
    assert results(session) == [Result.FAILED, Result.DONE]


def test_why_it_was_taken_back_is_kept(session: Session, vendor: Vendor) -> None:
    buyer = session.desk.buyer(1)
    assert buyer is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    box(session).discard("op-1", reason="the customer left")
    backend = session.desk._backend
    assert isinstance(backend, OfflineBackend)
    with backend.desk_store.read() as connection:
        kept = connection.execute(select(review_item.c.decision, review_item.c.note)).all()
    assert kept == [("cancel", "the customer left")]


def test_no_start_goes_through_what_was_written_down_before(
    session: Session, vendor: Vendor, server: RawServer, tmp_path: Path, device: Device
) -> None:
    second = vendor.add(openId="o" + "B" * 27, name="李雪", phone="13900139000")
    buyer, other = session.desk.buyer(1), session.desk.buyer(second)
    assert buyer is not None
    assert other is not None
    cut(vendor)
    session.desk.register(buyer, FORM, operation_id="op-1")
    mend(vendor)
    until(session, "op-1", OpState.DONE)
    cut(vendor)
    session.desk.register(other, MemberForm(second, "李雪", "13900139000"), operation_id="op-2")
    session.close()

    def told(opened: Session) -> list[str]:
        seen: list[str] = []
        outbox = box(opened)._outbox
        outbox.catch_up(lambda one: bool(seen.append(one.operation_id)) or one.operation_id != "op-2")
        return seen

    with closing(opened(server, tmp_path, device)) as again:
        assert told(again) == ["op-2"]  # op-1 had been told when this was opened
        mend(vendor)
        until(again, "op-2", OpState.DONE)
        assert told(again) == ["op-2"]  # that it ended could not be written down
        assert told(again) == ["op-2"]
        box(again).catch_up()
        assert told(again) == []
