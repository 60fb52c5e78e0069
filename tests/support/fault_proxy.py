"""A line between a client and a server that breaks in the way, and at the moment, that a test chooses."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from tests.support.listener import listening


class Fault(StrEnum):
    """What happens to one connection. The last three let everything through, in their own way."""

    HANG_UP = "the client is hung up on before it says a word"
    RESET_REQUEST = "the request is read, not passed on, and the line is reset"
    LOSE_ANSWER = "the request is passed on, and the line is reset instead of an answer"
    CUT_ANSWER = "the answer ends in its middle"
    HALF_CLOSE = "the answer ends in its middle, and only our sending side is closed"
    STALL = "the request is passed on, and the answer never comes"
    DUPLICATE = "the request is passed on twice, as some gateways do; the second answer comes back"
    DELAY = "the request waits for a moment"
    THROTTLE = "the answer comes in small pieces"
    NONE = "nothing"


@dataclass
class FaultProxy:
    """A running proxy. ``next_fault`` is asked for each connection; ``met`` holds what each one met."""

    port: int
    next_fault: Callable[[], Fault] = lambda: Fault.NONE
    met: list[Fault] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address under which the server is reached through the proxy."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running_proxy(server_port: int) -> Iterator[FaultProxy]:
    """A proxy before the server at ``server_port`` on this computer. It serves one request per connection."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    proxy = FaultProxy(listener.getsockname()[1])

    def serve(client: socket.socket, _number: int) -> None:
        fault = proxy.next_fault()
        proxy.met.append(fault)
        _pass_on(client, server_port, fault, over)

    with listening(listener, serve):
        try:
            yield proxy
        finally:
            over.set()


def _pass_on(client: socket.socket, server_port: int, fault: Fault, over: threading.Event) -> None:
    with client, suppress(OSError):
        if fault is Fault.HANG_UP:
            return
        request = _message(client)
        if fault is Fault.RESET_REQUEST:
            _reset(client)
            return
        if fault is Fault.DELAY:
            over.wait(0.05)
        answer = _answer(server_port, request)
        if fault is Fault.DUPLICATE:
            answer = _answer(server_port, request)
        if fault is Fault.STALL:
            over.wait()
        elif fault is Fault.LOSE_ANSWER:
            _reset(client)
        elif fault is Fault.CUT_ANSWER:
            client.sendall(answer[:-3])
        elif fault is Fault.HALF_CLOSE:
            client.sendall(answer[: len(answer) // 2])
            client.shutdown(socket.SHUT_WR)
            client.recv(1)
        else:
            size = 16 if fault is Fault.THROTTLE else len(answer)
            for start in range(0, len(answer), size):
                client.sendall(answer[start : start + size])


def _answer(server_port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server_port)) as server:
        server.sendall(request)
        return _message(server)


def _message(stream: socket.socket) -> bytes:
    """One HTTP message with a Content-Length or without a body."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(stream)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        body += _some(stream)
    return head + b"\r\n\r\n" + body


def _some(stream: socket.socket) -> bytes:
    data = stream.recv(65536)
    if not data:
        raise OSError("hung up")
    return data


def _reset(stream: socket.socket) -> None:
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    stream.close()
