"""The gate before all calls: who may come in, with how much, and how many at once.

Plain ASGI, since a framework reads the body before it asks who sent it. The order is the cheapest first, and nothing of
a stranger's body is read. What it does not bound is the rate of requests per address: where strangers can connect, a
reverse proxy in front does.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.server.answers import RefusedError, unexpected
from wxbuyer_gui.server.caller import CALLER, Caller
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.tokens import Tokens, find

_access = logging.getLogger("wxbuyer_gui.server.access")

_JSON_TYPES = frozenset({"application/json", "text/json"})  # the vendor's page names both
_CHARSETS = frozenset({"", "charset=utf-8", 'charset="utf-8"'})
_UNCACHED = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


class Gate:
    """Lets requests through to ``app``. ``calls`` are the paths that may be logged: others may hold anything."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        backends: Mapping[int, Backend],
        tokens: Sequence[Tokens],
        options: ServerOptions,
        calls: frozenset[str],
    ) -> None:
        self._app = app
        self._backends = backends
        self._tokens = tokens
        self._options = options
        self._calls = calls
        self._in_hand = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; whatever happens, it is answered in the envelope and logged without its values."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        began = time.perf_counter()
        self._in_hand += 1
        try:
            await self._serve(scope, receive, answer)
        except RefusedError as refused:
            refusal = refused.answer()
            refusal.headers["Connection"] = "close"  # or uvicorn would go on to read the body, however long it is
            await refusal(scope, receive, answer.send)
        except Exception as error:  # noqa: BLE001 - the client hears of it, and the log does; uvicorn would log values
            if answer.status is None:
                await unexpected(error)(scope, receive, answer.send)
        finally:
            self._in_hand -= 1
            self._write_access(scope, answer.status, time.perf_counter() - began)

    async def _serve(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        headers = Headers(scope=scope)
        self._check_origin(scope, headers)
        scope.setdefault("state", {})[CALLER] = self._admitted(headers)
        if self._in_hand > self._options.most_at_once:
            # E-UNREACHABLE: certainly not done, so that a client may try again.
            busy = "too many requests at once"
            raise RefusedError(503, busy, code="E-UNREACHABLE", headers={"Retry-After": "1"})
        if scope["method"] == "POST":
            scope["headers"] = _with_plain_type(scope["headers"], headers)
            receive = _replay(await self._body(headers, receive), receive)
        await self._app(scope, receive, answer.send)

    def _check_origin(self, scope: Scope, headers: Headers) -> None:
        """Keep out web pages in a browser on this computer, also those whose name was pointed at our address."""
        host = _name_of(headers.getlist("host"))
        server = scope.get("server") or ("", None)
        if host not in self._options.hosts and host != server[0]:
            raise RefusedError(403, "this server does not go by that name", code="E-HOST")
        if "origin" in headers:
            raise RefusedError(403, "this server is not for web pages", code="E-ORIGIN")

    def _admitted(self, headers: Headers) -> Caller:
        """Who asks. The same answer for an unknown, a revoked and an expired token."""
        given = headers.getlist("authorization")
        scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        grant = find(self._tokens, token.strip()) if scheme.lower() == "bearer" else None
        backend = self._backends.get(grant.tenant_id) if grant else None
        if grant is None or backend is None:
            message = "a valid token is needed: Authorization: Bearer TOKEN"
            raise RefusedError(401, message, code="E-AUTH", headers={"WWW-Authenticate": "Bearer"})
        return Caller(grant, backend)

    async def _body(self, headers: Headers, receive: Receive) -> bytes:
        """The whole body, counted as it comes: what a client says about its length is only a reason to refuse early."""
        most = self._options.body_bytes
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            raise RefusedError(413, f"a body has at most {most} bytes")
        body = bytearray()
        try:
            async with asyncio.timeout(self._options.body_seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise RefusedError(400, "the client went away")
                    body += message.get("body", b"")
                    if len(body) > most:
                        raise RefusedError(413, f"a body has at most {most} bytes")
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            raise RefusedError(408, "the body did not come in time") from None

    def _write_access(self, scope: Scope, status: int | None, seconds: float) -> None:
        caller = scope.get("state", {}).get(CALLER)
        name = caller.grant.name if caller else "-"
        path = scope["path"] if scope["path"] in self._calls else "-"
        method = scope["method"] if scope["method"] in ("GET", "POST") else "-"
        _access.info("%s %s %s %s %.1f ms", name, method, path, status, seconds * 1000)


class _Answer:
    """Sends an answer, remembers its status and forbids caches to keep it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], *_UNCACHED]
        await self._send(message)


def _name_of(hosts: list[str]) -> str:
    """The name in a Host header, without port and brackets; '' where there is not exactly one."""
    if len(hosts) != 1:
        return ""
    host = hosts[0].lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _with_plain_type(raw: list[tuple[bytes, bytes]], headers: Headers) -> list[tuple[bytes, bytes]]:
    """The headers with the one type of JSON that FastAPI knows; RefusedError 415 where the body is no plain JSON."""
    kind, _, parameter = headers.get("content-type", "").lower().partition(";")
    encoding = headers.get("content-encoding", "identity").lower()
    if kind.strip() not in _JSON_TYPES or parameter.strip() not in _CHARSETS or encoding != "identity":
        raise RefusedError(415, "Content-Type: application/json; charset=utf-8 is needed, unpacked")
    others = [(name, value) for name, value in raw if name != b"content-type"]
    return [*others, (b"content-type", b"application/json")]


def _replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read, then whatever comes after it."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
