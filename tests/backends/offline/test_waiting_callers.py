"""Nobody waits for a write that nothing can come of now: the answer is there as soon as that is known."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.desktop import until
from tests.support.people import PHONE
from tests.support.raw_server import Asked, Connection, RawServer
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteResult, WriteState

PATIENCE = 60.0
"""So long would a caller wait in vain."""
SOON = 20.0


@pytest.fixture
def backend(server: RawServer, mirror_url: str) -> Iterator[OfflineBackend]:
    with open_backend(server.url, mirror=mirror_url, timeout=PATIENCE) as opened:
        assert isinstance(opened, OfflineBackend)
        yield opened


@pytest.fixture
def buyer(backend: OfflineBackend, wire: Wire) -> WxBuyingUser:
    wire.vendor.add(id=7, openId="o7", name="王小明", phone=PHONE)
    found = backend.get(7)
    assert found is not None
    return found


@pytest.fixture
def at_once() -> Iterator[Callable[[Callable[[], object]], Future[object]]]:
    with ThreadPoolExecutor(4) as pool:
        yield pool.submit


class Held:
    """Calls of one name are held at the server: ``arrived`` says that one is there, ``go_on`` lets them through."""

    def __init__(self, wire: Wire, name: str) -> None:
        self.arrived, self.go_on = threading.Event(), threading.Event()
        self._name = name
        wire.vendor.before = self._hold

    def _hold(self, asked: Asked) -> object:
        if asked.name == self._name:
            self.arrived.set()
            self.go_on.wait(PATIENCE)
        return None


def in_time(work: Callable[[], WriteResult]) -> WriteState:
    began = time.monotonic()
    result = work()
    assert time.monotonic() - began < SOON
    return result.state


def test_a_change_behind_a_registration_that_waits(backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser) -> None:
    wire.cut()
    backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="member")
    state = in_time(lambda: backend.save_user(replace(buyer, name="王大明"), base=buyer, operation_id="name"))
    assert state is WriteState.QUEUED
    wire.mend()
    backend.outbox.wake()
    wire.settled(backend, "name", OpState.DONE)
    assert wire.vendor.buyers[7]["name"] == "王大明"


def test_a_member_for_a_buyer_that_is_not_stored_yet(backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser) -> None:
    wire.cut()
    backend.save_user(WxBuyingUser(open_id="o8", name="李雪"), operation_id="new")
    (waiting,) = backend.outbox.pending()
    state = in_time(lambda: backend.create_member(MemberForm(waiting.buyer_id, "李雪", PHONE), operation_id="member"))
    assert state is WriteState.QUEUED


def test_behind_a_write_that_goes_now_a_caller_waits(
    backend: OfflineBackend,
    wire: Wire,
    buyer: WxBuyingUser,
    at_once: Callable[[Callable[[], object]], Future[object]],
) -> None:
    held = Held(wire, "get")
    first = at_once(lambda: backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="member"))
    held.arrived.wait(PATIENCE)
    second = at_once(lambda: backend.save_user(replace(buyer, name="王大明"), base=buyer, operation_id="name"))
    wire.settled(backend, "name", OpState.QUEUED)
    held.go_on.set()
    assert [one.result(SOON).state for one in (first, second)] == [WriteState.DONE] * 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [2, 3])
def test_one_write_asked_for_twice_at_once(
    count: int,
    backend: OfflineBackend,
    wire: Wire,
    server: RawServer,
    buyer: WxBuyingUser,
    at_once: Callable[[Callable[[], object]], Future[object]],
) -> None:
    held = Held(wire, "createmember")

    def ask() -> WriteResult:
        return backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")

    handed_over = threading.Semaphore(0)
    hand_over = backend._sending.writes._sender.hand_over

    def counted(*arguments: object) -> object:
        try:
            return hand_over(*arguments)  # type: ignore[arg-type]
        finally:
            handed_over.release()

    backend._sending.writes._sender.hand_over = counted  # type: ignore[method-assign, assignment]
    callers = [at_once(ask)]
    held.arrived.wait(PATIENCE)
    callers += [at_once(ask) for _ in range(count - 1)]
    for _ in range(count):
        handed_over.acquire()
    held.go_on.set()
    assert [one.result(SOON) for one in callers] == [WriteResult(8801, WriteState.DONE, "op")] * count
    assert len(server.calls("createmember")) == 1


def test_a_write_that_is_under_way_already_tells_who_asks_for_it_again(
    backend: OfflineBackend,
    wire: Wire,
    server: RawServer,
    buyer: WxBuyingUser,
    at_once: Callable[[Callable[[], object]], Future[object]],
) -> None:
    wire.cut()

    def ask() -> WriteResult:
        return backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")

    assert in_time(ask) is WriteState.QUEUED
    held = Held(wire, "createmember")
    backend.outbox.wake()
    held.arrived.wait(PATIENCE)
    again = at_once(ask)
    calls = backend._sending.writes._sender._calls
    until(lambda: calls.of("op") is not None, "the second caller")
    held.go_on.set()
    assert again.result(SOON) == WriteResult(8801, WriteState.DONE, "op")


def test_a_write_that_is_done_before_its_caller_waits(
    backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sender may take up what is stored before whoever stored it has come to wait."""
    sender = backend._sending.writes._sender
    hand_over = sender.hand_over

    def late(*arguments: object) -> object:
        sender.wake()
        wire.settled(backend, "op", OpState.DONE)
        return hand_over(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(sender, "hand_over", late)
    state = in_time(lambda: backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op"))
    assert state is WriteState.DONE


def test_a_write_that_nobody_answered_is_not_waited_for_twice(
    backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser
) -> None:
    def lose(connection: Connection) -> None:
        connection.reset()

    wire.vendor.after = lambda asked: lose if asked.name == "createmember" else None  # type: ignore[assignment]

    def ask() -> WriteResult:
        return backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")

    assert in_time(ask) is WriteState.CHECKING
    assert in_time(ask) is WriteState.CHECKING


def test_a_second_program_is_told_that_the_server_is_away(
    server: RawServer, mirror_url: str, backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser, tmp_path: Path
) -> None:
    """The first one has the right to send, and sends for both."""
    with open_backend(server.url, mirror=mirror_url, timeout=PATIENCE) as other:
        wire.cut()
        assert in_time(lambda: other.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")) is (
            WriteState.QUEUED
        )
        wire.mend()
        backend.outbox.wake()
        wire.settled(backend, "op", OpState.DONE)


def test_a_second_program_is_not_kept_waiting_for_the_first(
    server: RawServer, mirror_url: str, backend: OfflineBackend, buyer: WxBuyingUser
) -> None:
    """The right to send is looked after every ten seconds only."""
    backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="first")
    with open_backend(server.url, mirror=mirror_url, timeout=PATIENCE) as other:
        began = time.monotonic()
        for number in range(3):
            other.save_user(replace(buyer, name=f"王{number}"), operation_id=f"op{number}")
        assert time.monotonic() - began < 15
    assert [asked.name for asked in server.asked].count("saveuser") == 3


def test_after_the_end_nobody_waits(backend: OfflineBackend, wire: Wire, buyer: WxBuyingUser) -> None:
    backend.outbox.stop()
    assert in_time(lambda: backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")) is (
        WriteState.QUEUED
    )


def test_a_source_that_is_closed_under_a_write_keeps_it(
    backend: OfflineBackend, mirror_url: str, server: RawServer, wire: Wire, buyer: WxBuyingUser
) -> None:
    backend.remote.close()
    assert in_time(lambda: backend.create_member(MemberForm(7, "王小明", PHONE), operation_id="op")) is (
        WriteState.QUEUED
    )
    backend.close()
    with open_backend(server.url, mirror=mirror_url) as again:
        assert isinstance(again, OfflineBackend)
        wire.settled(again, "op", OpState.DONE)
