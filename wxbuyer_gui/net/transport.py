"""One request out, one whole answer back, or one of three reasons why not; always before the deadline.

Built on httpcore, httpx's own engine, because httpx adds what must not happen here: it follows settings of the
environment, keeps cookies, unpacks answers, and bounds each read instead of the whole call.
"""

from __future__ import annotations

import logging
import ssl
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cache

import httpcore

from wxbuyer_gui.domain.errors import InvalidInputError, ProtocolError, UnreachableError
from wxbuyer_gui.net.address import ServerAddress
from wxbuyer_gui.net.cut import Cut
from wxbuyer_gui.net.guarded import Resolver, resolve
from wxbuyer_gui.net.slots import Slots
from wxbuyer_gui.net.timed import TimedNetwork
from wxbuyer_gui.net.trust import OtherCertificateError, pinned_context, verifying_context

MAX_BYTES = 4 << 20
"""A longer answer is not read. A list of 100 buyers has 20 kB."""

MOST_CONNECTIONS = 4
"""Requests in flight at the same time, so that one counter never floods the server."""

_KEEP_ALIVE = 20.0  # seconds; shorter than the servers' own limits, so that they seldom hang up first
_HUNG_UP = ("disconnected", "peer closed")  # httpcore and h11 call a broken connection a protocol error

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What to send. ``target`` is the whole path with its query, percent-encoded. Nothing of it may be logged."""

    method: str
    target: str = field(repr=False)
    headers: Pairs = field(default=(), repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. ``headers`` have lower case names; of several with one name the last one."""

    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class LostError(Exception):
    """Something was sent, and no whole answer came back. The message says what happened, nothing of the content."""


class Transport:
    """Connections to one server. All methods may be called from any thread.

    ``proxy`` is the checked address of an http(s) proxy; the environment's is never used. Certificates are always
    verified, against the certifi list or, with ``system_store``, those that this computer trusts. The server's is
    the one with the SHA-256 ``certificate``, where that is given; a proxy's is verified nevertheless.
    """

    def __init__(
        self,
        address: ServerAddress,
        *,
        proxy: ServerAddress | None = None,
        system_store: bool = False,
        certificate: bytes | None = None,
        ssl_context: ssl.SSLContext | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        for name in ("httpx", "httpcore"):  # at their lower levels they log addresses, headers and with them keys
            logger = logging.getLogger(name)
            logger.setLevel(max(logger.level, logging.WARNING))
        self._address = address
        self._proxy = proxy
        # Made once, and only where they are needed: reading the certificates costs more than a request.
        verifying = cache(lambda: ssl_context or verifying_context(system_store))
        self._proxy_context = verifying() if proxy is not None and proxy.scheme == "https" else None
        self._ssl_context = None
        if address.scheme == "https":
            self._ssl_context = verifying() if certificate is None else pinned_context(certificate)
        self._cut = Cut()
        self._network = TimedNetwork(resolver=resolver, cut=self._cut)
        self._pool = self._new_pool(kept=MOST_CONNECTIONS)
        self._slots = Slots(MOST_CONNECTIONS)

    def send(self, request: Request, *, deadline: float, fresh: bool = False) -> Answer:
        """The answer to ``request``, sent exactly once and over before ``deadline`` (of ``time.monotonic()``).

        ``fresh`` opens a connection of its own: one kept alive may die under the request, and nobody would know
        whether it arrived. Redirects are answers like others.

        Raises UnreachableError where surely nothing was sent (``E-TLS``: the server cannot prove who it is),
        LostError where the answer did not come whole or in time, and ProtocolError for an answer that is too long
        (``E-SIZE``), packed (``E-ENCODING``) or no HTTP (``E-HTTP``).
        """
        if fresh:
            with self._new_pool(kept=0) as pool:
                return self._send(pool, request, deadline)
        try:
            with self._slots.taken(deadline=deadline):
                return self._send(self._pool, request, deadline)
        finally:
            if self._cut.made.is_set():  # meanwhile, and httpcore would keep this connection
                self._pool.close()

    def lending(self, connections: int) -> AbstractContextManager[None]:
        """Around the time in which another process may have so many of the connections."""
        return self._slots.lent(connections)

    def close(self) -> None:
        """Close all connections; a call that is under way on another thread ends now, without an answer."""
        self._cut.make()
        self._slots.close()
        self._pool.close()

    def pause(self, seconds: float) -> None:
        """Do nothing for so long; less where it is closed meanwhile."""
        self._cut.made.wait(seconds)

    def _send(self, pool: httpcore.ConnectionPool, request: Request, deadline: float) -> Answer:
        if self._cut.made.is_set():
            raise UnreachableError("this source is closed")
        target = httpcore.URL(
            scheme=self._address.scheme,
            host=self._address.host,
            port=self._address.port,
            target=request.target,
        )
        headers = [("Host", self._address.netloc), ("Accept-Encoding", "identity"), *request.headers]
        timeouts = {name: deadline for name in ("connect", "read", "write")}  # moments, not seconds: see TimedNetwork
        try:
            with pool.stream(
                request.method, target, headers=headers, content=request.body or None, extensions={"timeout": timeouts}
            ) as response:
                return Answer(response.status, _headers(response), _body(response))
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.ProxyError) as error:
            raise unreachable(error) from None
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise LostError(type(error).__name__) from None
        except httpcore.RemoteProtocolError as error:
            if any(words in str(error) for words in _HUNG_UP):
                raise LostError("hung up") from None
            raise ProtocolError("the answer is no HTTP", code="E-HTTP") from None
        except httpcore.LocalProtocolError:  # its text holds the header, and the header may hold the key
            raise InvalidInputError("a header holds what no header can hold", field="auth") from None

    def _new_pool(self, *, kept: int) -> httpcore.ConnectionPool:
        """Without a limit of its own: how many there may be is for ``Slots`` to say."""
        if self._proxy is None:
            return httpcore.ConnectionPool(
                ssl_context=self._ssl_context,
                max_connections=None,
                max_keepalive_connections=kept,
                keepalive_expiry=_KEEP_ALIVE,
                network_backend=self._network,
            )
        return httpcore.HTTPProxy(
            proxy_url=httpcore.URL(scheme=self._proxy.scheme, host=self._proxy.host, port=self._proxy.port, target="/"),
            proxy_ssl_context=self._proxy_context,
            ssl_context=self._ssl_context,
            max_connections=None,
            max_keepalive_connections=kept,
            keepalive_expiry=_KEEP_ALIVE,
            network_backend=self._network,
        )


def _headers(response: httpcore.Response) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}


def _body(response: httpcore.Response) -> bytes:
    headers = _headers(response)
    if headers.get("content-encoding", "identity").strip().lower() not in ("identity", ""):
        raise ProtocolError("the answer is packed", code="E-ENCODING")
    if int(headers.get("content-length", "0")) > MAX_BYTES:  # h11 has made sure that it is a number
        raise ProtocolError("the answer is too long", code="E-SIZE")
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise ProtocolError("the answer is too long", code="E-SIZE")
    return bytes(body)


def unreachable(error: Exception) -> UnreachableError:
    """Why there is no connection; a certificate that does not prove the server is told from a dead line."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OtherCertificateError):
            return UnreachableError("the server is not the one of the pairing code", code="E-TLS")
        if isinstance(cause, ssl.SSLCertVerificationError):
            return UnreachableError(f"the server's certificate: {cause.verify_message}", code="E-TLS")
        if isinstance(cause, ssl.SSLError):
            return UnreachableError("there is no encrypted server at this address", code="E-TLS")
        cause = cause.__cause__ or cause.__context__
    return UnreachableError("no connection in time" if isinstance(error, httpcore.ConnectTimeout) else "no connection")
