"""What clients hear when the source behind the server fails, or the server does, or is asked too much."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.support.our_server import OWN, VENDOR, OurServer, client_of, serving
from tests.support.people import OPEN_ID, PHONE, add_buyer
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult
from wxbuyer_gui.server.application import create_app
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.running import Listening
from wxbuyer_gui.store.engine import open_store

ERRORS: tuple[tuple[Exception, int, int], ...] = (
    # the error, the HTTP status of a read, and that of a write
    (UnsupportedError("no such function"), 501, 200),
    (StorageError("full", code="E-DISK-FULL"), 503, 200),
    (StorageError("closed", code="E-CLOSED"), 503, 200),
    (UnreachableError("away"), 503, 503),
    (OutcomeUnknownError("perhaps"), 502, 504),
    (ProtocolError("nonsense"), 502, 200),
    (AuthError("expired"), 502, 200),
    (RejectedError("no", status=901), 502, 200),
    (ConflictError(code="E-PHONE-TAKEN", field="phone", member_id=8), 502, 200),
)


class FailingBackend(LocalBackend):
    """Raises ``error`` whatever it is asked, once that is set."""

    error: Exception | None = None

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        if self.error is not None:
            raise self.error
        return super().get(buyer_id)

    def save_user(self, user: WxBuyingUser, **arguments: Any) -> WriteResult:
        if self.error is not None:
            raise self.error
        return super().save_user(user, **arguments)


class SlowBackend(LocalBackend):
    """Holds every ``get`` and every ``save_user`` until ``go`` is set; ``held`` counts who waits."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.go = threading.Event()
        self.held = threading.Semaphore(0)

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        self._hold()
        return super().get(buyer_id)

    def save_user(self, user: WxBuyingUser, **arguments: Any) -> WriteResult:
        self._hold()
        return super().save_user(user, **arguments)

    def _hold(self) -> None:
        self.held.release()
        assert self.go.wait(30)


@pytest.fixture
def failing() -> Iterator[FailingBackend]:
    with FailingBackend(open_store("sqlite://")) as backend:
        yield backend


@pytest.fixture
def slow() -> Iterator[SlowBackend]:
    with SlowBackend(open_store("sqlite://")) as backend:
        yield backend
        backend.go.set()


def test_each_failure_of_the_source_has_its_answer(failing: FailingBackend) -> None:
    with serving(failing) as server, client_of(server) as client:
        for error, read_status, write_status in ERRORS:
            failing.error = error
            for answer, http_status in (
                (client.get(f"{VENDOR}get", params={"id": 1}), read_status),
                (client.post(f"{VENDOR}saveuser", json={"openId": OPEN_ID}), write_status),
            ):
                said = answer.json()
                assert isinstance(error, BackendError)
                assert (answer.status_code, said["code"]) == (http_status, error.code), repr(error)
                assert said["status"] not in (200, "200")
                assert said["message"]
        assert (said["status"], said["message"], said["field"], said["memberId"]) == (601, "卡不可用", "phone", 8)


def test_a_fault_of_our_own_is_an_answer_too_and_its_log_holds_no_values(
    failing: FailingBackend, caplog: pytest.LogCaptureFixture
) -> None:
    failing.error = RuntimeError(f"张三 {PHONE}")
    with serving(failing) as server, client_of(server) as client:
        for answer in (
            client.get(f"{VENDOR}get", params={"id": 1}),
            client.post(f"{VENDOR}saveuser", json={"openId": OPEN_ID, "phone": PHONE}),
        ):
            said = answer.json()
            assert (answer.status_code, said["status"], said["code"]) == (500, 500, "E-UNEXPECTED")
            assert PHONE not in answer.text
            number = said["message"].split()[-1]
            (line,) = [record.getMessage() for record in caplog.records if number in record.getMessage()]
            assert "RuntimeError" in line
        failing.error = None
        assert client.get(f"{VENDOR}get", params={"id": 1}).status_code == 200
    assert PHONE not in caplog.text
    assert "张三" not in caplog.text
    caplog.clear()


def test_too_many_at_once_are_sent_away(slow: SlowBackend) -> None:
    with serving(slow, options=ServerOptions(most_at_once=2)) as server, client_of(server) as client:
        with ThreadPoolExecutor(2) as threads:
            waiting = [threads.submit(client.get, f"{VENDOR}get", params={"id": 1}) for _ in range(2)]
            for _ in waiting:
                assert slow.held.acquire(timeout=30)
            refused = client.post(f"{VENDOR}saveuser", json={"name": "张三"})
            assert (refused.status_code, refused.json()["code"]) == (503, "E-UNREACHABLE")
            assert refused.headers["retry-after"] == "1"
            slow.go.set()
            assert [one.result().status_code for one in waiting] == [200, 200]
        assert client.get(f"{OWN}capabilities").status_code == 200


def test_a_write_in_hand_is_finished_before_the_end(slow: SlowBackend) -> None:
    with serving(slow) as server, client_of(server) as client, ThreadPoolExecutor(1) as threads:
        writing = threads.submit(client.post, f"{VENDOR}saveuser", json={"name": "张三"})
        assert slow.held.acquire(timeout=30)
        server.stop()
        assert refuses_connections(server)
        slow.go.set()
        answer = writing.result().json()
        server.thread.join(30)
        assert not server.thread.is_alive()
    assert answer["status"] == 200
    assert slow.get(answer["data"]) is not None


def test_a_request_in_hand_may_take_longer_than_a_head(slow: SlowBackend) -> None:
    listening = Listening(port=0, head_seconds=0.05)
    with serving(slow, listening=listening) as server, client_of(server) as client, ThreadPoolExecutor(1) as threads:
        reading = threads.submit(client.get, f"{VENDOR}get", params={"id": 1})
        assert slow.held.acquire(timeout=30)
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as silent:
            assert silent.recv(1) == b""  # hung up on, so that time is over
        slow.go.set()
        assert reading.result().content == b"null"


def refuses_connections(server: OurServer) -> bool:
    """Try until nobody listens any more; each try waits for the server to answer or to refuse."""
    for _ in range(10_000):
        try:
            with client_of(server) as late:
                late.get(f"{OWN}capabilities")
        except httpx.TransportError:
            return True
    return False


def test_a_source_with_an_outbox_is_not_served(backend: Backend) -> None:
    class Queueing(LocalBackend):
        @property
        def outbox(self) -> object:
            return self

    add_buyer(backend, name="张三")
    with Queueing(open_store("sqlite://")) as queueing, pytest.raises(UnsupportedError):
        create_app({1: backend, 2: queueing}, tokens=())
