"""A source that is closed keeps nobody waiting, whatever the server, the name or the line is at."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support import https_server
from tests.support.raw_server import Connection, running_server
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.address import checked_address
from wxbuyer_gui.net.cut import Cut, within
from wxbuyer_gui.net.guarded import Address
from wxbuyer_gui.net.transport import MOST_CONNECTIONS, Answer, LostError, Request, Transport

LONG = 60.0
AT_ONCE = 2.0
"""Much more than it takes, much less than what would be waited for."""


@contextmanager
def calling(transport: Transport, *, calls: int = 1, fresh: bool = False) -> Iterator[list[Future[Answer]]]:
    """Calls that are under way; at the end all of them must have ended soon after the transport was closed."""
    request = Request("GET", "/x")
    with ThreadPoolExecutor(calls) as pool:
        deadline = time.monotonic() + LONG
        futures = [pool.submit(transport.send, request, deadline=deadline, fresh=fresh) for _ in range(calls)]
        yield futures
        began = time.monotonic()
        transport.close()
        for future in futures:
            assert isinstance(future.exception(timeout=LONG), (UnreachableError, LostError))
        assert time.monotonic() - began < AT_ONCE


@pytest.fixture
def arrived() -> threading.Semaphore:
    return threading.Semaphore(0)


@pytest.fixture
def hold(arrived: threading.Semaphore) -> Callable[[Connection], None]:
    def behave(connection: Connection) -> None:
        arrived.release()
        connection.over.wait()

    return behave


@pytest.mark.parametrize("fresh", [False, True])
def test_a_server_that_does_not_answer(
    arrived: threading.Semaphore, hold: Callable[[Connection], None], fresh: bool
) -> None:
    with running_server(lambda _asked: hold) as server:
        transport = Transport(checked_address(server.url))
        with calling(transport, fresh=fresh):
            arrived.acquire()
        with pytest.raises(UnreachableError):
            transport.send(Request("GET", "/x"), deadline=time.monotonic() + LONG)


def test_a_place_among_the_calls(arrived: threading.Semaphore, hold: Callable[[Connection], None]) -> None:
    with running_server(lambda _asked: hold) as server:
        with calling(Transport(checked_address(server.url)), calls=MOST_CONNECTIONS + 2):
            for _ in range(MOST_CONNECTIONS):
                arrived.acquire()
        assert len(server.asked) == MOST_CONNECTIONS


def test_a_connection_that_another_call_has_closed(
    arrived: threading.Semaphore, hold: Callable[[Connection], None]
) -> None:
    with running_server(lambda _asked: hold) as server:
        transport = Transport(checked_address(server.url))
        with calling(transport):
            arrived.acquire()
            transport._pool.close()  # as the first call does that a cut ends, before the cut comes to the others


def test_an_encrypted_line(tmp_path: Path) -> None:
    arrived = threading.Event()

    def hold(_handler: object, over: threading.Event) -> None:
        arrived.set()
        over.wait()

    with https_server.running_server(tmp_path, "localhost") as server:
        server.answer = hold
        address = checked_address(f"https://localhost:{server.port}")
        with calling(Transport(address, ssl_context=server.client_context)):
            arrived.wait()


def test_a_server_that_does_not_shake_hands() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = checked_address(f"https://127.0.0.1:{listener.getsockname()[1]}")
        with calling(Transport(address)):
            stream, _ = listener.accept()
            assert stream.recv(1)
        stream.close()


def test_an_address_that_does_not_answer() -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):  # its queue is full
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        with calling(Transport(checked_address(f"http://127.0.0.1:{listener.getsockname()[1]}"))) as calls:
            assert not calls[0].done()


def test_a_name_that_is_not_resolved() -> None:
    asked, over = threading.Event(), threading.Event()

    def resolve(_host: str, _port: int) -> list[Address]:
        asked.set()
        over.wait()
        return []

    with calling(Transport(checked_address("https://shop.example"), resolver=resolve)):
        asked.wait()
    over.set()


def test_what_comes_when_nobody_waits_any_more_is_dropped() -> None:
    cut, over, dropped = Cut(), threading.Event(), threading.Event()
    cut.make()

    def work() -> int:
        over.wait()
        return 7

    with pytest.raises(Exception, match="cut off"):
        within(LONG, work, cut=cut, name="late", drop=lambda _found: dropped.set())
    over.set()
    assert dropped.wait(LONG)
