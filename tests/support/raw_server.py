"""A server on loopback that answers every request with the bytes, or the misbehaviour, that a test asks for."""

from __future__ import annotations

import json
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.listener import listening


@dataclass(frozen=True)
class Asked:
    """A request as it arrived, where it was one. ``connection`` numbers the connections from 0."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def name(self) -> str:
        """The last part of the path: which call of the API it is."""
        return urlsplit(self.target).path.rpartition("/")[2]

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def json(self) -> Any:
        """The body's JSON value."""
        return json.loads(self.body)


class Connection:
    """The server's side of one connection, for answers that misbehave."""

    def __init__(self, stream: socket.socket, over: threading.Event) -> None:
        self._stream = stream
        self.over = over

    def send(self, data: bytes) -> None:
        """Send bytes."""
        self._stream.sendall(data)

    def reset(self) -> None:
        """End the connection with RST instead of FIN."""
        self._stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._stream.close()

    def drip(self, data: bytes, seconds: float) -> None:
        """Send byte by byte with a pause after each, until the test is over."""
        for number in range(len(data)):
            self.send(data[number : number + 1])
            if self.over.wait(seconds):
                return

    def join(self, port: int) -> None:
        """Pass bytes on, both ways, to another server at ``port`` until either side hangs up, as a tunnel does."""
        with socket.create_connection(("127.0.0.1", port)) as other:
            ends = {self._stream: other, other: self._stream}
            while not self.over.is_set():
                for end in select.select(list(ends), [], [], 0.05)[0]:
                    data = end.recv(65536)
                    if not data:
                        return
                    ends[end].sendall(data)


Behaviour = Callable[[Connection], None]
Answer = bytes | Behaviour
"""A whole answer, or something that writes to the connection and then hangs up."""


@dataclass
class RawServer:
    """A running server. ``answer`` may be replaced at any time; ``asked`` holds all requests."""

    port: int
    answer: Callable[[Asked], Answer]
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The server's address, with a path of its own."""
        return f"http://127.0.0.1:{self.port}/base"

    def calls(self, name: str) -> list[Asked]:
        """The requests for one call of the API."""
        return [asked for asked in self.asked if asked.name == name]


@contextmanager
def running_server(answer: Callable[[Asked], Answer] | Answer) -> Iterator[RawServer]:
    """A server with ``answer`` for each request, or one for all."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    server = RawServer(listener.getsockname()[1], _for_all(answer))

    with listening(listener, lambda stream, number: _serve(server, stream, number, over)):
        try:
            yield server
        finally:
            over.set()


def http(
    body: bytes | str | object = b"",
    *,
    status: int = 200,
    headers: tuple[str, ...] = ("Content-Type: application/json; charset=utf-8",),
) -> bytes:
    """A whole HTTP answer; a ``body`` that is neither bytes nor text is written as JSON."""
    if not isinstance(body, bytes | str):
        body = json.dumps(body, ensure_ascii=False)
    data = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status} X", *headers]
    if status != 204:
        head.append(f"Content-Length: {len(data)}")
    return "\r\n".join([*head, "", ""]).encode() + data


def silent(connection: Connection) -> None:
    """Say nothing until the test is over."""
    connection.over.wait()


def reset(connection: Connection) -> None:
    """Break the connection."""
    connection.reset()


def hang_up(_connection: Connection) -> None:
    """Close the connection properly and without a word."""


def _for_all(answer: Callable[[Asked], Answer] | Answer) -> Callable[[Asked], Answer]:
    if isinstance(answer, bytes) or answer in (silent, reset, hang_up):
        return lambda _asked: answer  # type: ignore[return-value]
    return answer  # type: ignore[return-value]


def _serve(server: RawServer, stream: socket.socket, number: int, over: threading.Event) -> None:
    with stream, suppress(OSError, ValueError), stream.makefile("rb") as incoming:
        while (asked := _request(incoming, number)) is not None:
            server.asked.append(asked)
            answer = server.answer(asked)
            if isinstance(answer, bytes):
                stream.sendall(answer)
            else:
                answer(Connection(stream, over))
                with suppress(OSError):
                    stream.shutdown(socket.SHUT_RDWR)
                return


def _request(incoming: Any, connection: int) -> Asked | None:
    line = incoming.readline().decode("latin-1")
    if not line:
        return None
    method, target, _ = line.split()
    headers: dict[str, str] = {}
    while header := incoming.readline().decode("latin-1").strip():
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    return Asked(method, target, headers, incoming.read(int(headers.get("content-length", 0))), connection)
