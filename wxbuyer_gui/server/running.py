"""Runs the server: who may reach it, over what, and how it ends."""

from __future__ import annotations

import contextlib
import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

import uvicorn
from starlette.types import ASGIApp

from wxbuyer_gui.backends import open_source
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.factory import is_server
from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError
from wxbuyer_gui.server.application import create_app
from wxbuyer_gui.server.options import PORT, ServerOptions
from wxbuyer_gui.server.protocol import HeadDeadline
from wxbuyer_gui.server.tokens import Tokens
from wxbuyer_gui.services.id_vault import use_kept_key
from wxbuyer_gui.services.secrets import Keyring

_GRACE_SECONDS = 30
"""How long requests in hand may take once the server is asked to end."""

_HEADER_BYTES = 16 * 1024
_KEEP_ALIVE_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where the server listens, and how long to a request's head; port 0 takes a free one.

    ``behind_proxy``: a reverse proxy on the way there speaks TLS. ``tls_key`` None: it is in ``tls_cert`` too.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    tls_cert: Path | None = None
    tls_key: Path | None = None
    behind_proxy: bool = False
    head_seconds: float = 10.0

    @property
    def is_local(self) -> bool:
        """Whether only programs on this computer can connect."""
        if self.host == "localhost":
            return True
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(self.host).is_loopback
        return False

    @property
    def scheme(self) -> str:
        """What clients on this computer speak."""
        return "https" if self.tls_cert is not None else "http"

    def check(self) -> None:
        """InvalidInputError ``E-EXPOSED`` where members' data would cross a network that anybody may listen to."""
        if self.tls_key is not None and self.tls_cert is None:
            raise InvalidInputError("a TLS key needs its certificate", code="E-TLS", field="tls_key")
        if not self.is_local and self.tls_cert is None and not self.behind_proxy:
            raise InvalidInputError(
                "beyond this computer the server needs a TLS certificate, or a reverse proxy that has one",
                code="E-EXPOSED",
                field="host",
            )


def run_server(
    url: str,
    *,
    tokens: Sequence[Tokens],
    listening: Listening | None = None,
    options: ServerOptions | None = None,
    ready: Callable[[str], None] = lambda _: None,
    stop: Event | None = None,
    keyring: Keyring = lambda: None,
) -> None:
    """Serve the source at ``url`` until Ctrl+C, SIGTERM or ``stop``; requests in hand are finished, then it is closed.

    ``ready`` gets the server's address. ``keyring`` finds the key of encrypted ID numbers, without which clients get
    to see and may set none. Opens one backend for each tenant that ``tokens`` are for. InvalidInputError
    ``E-NO-TOKEN`` without any token and ``E-EXPOSED`` where it would be open to strangers; UnsupportedError for another
    server's address; OSError where it cannot listen or a certificate cannot be read; errors of ``open_backend``.
    """
    refuse_server(url)
    listening = listening or Listening()
    listening.check()
    tenants = frozenset[int]().union(*(one.tenants() for one in tokens))
    if not tenants:
        raise InvalidInputError("nobody could come in: make a token first", code="E-NO-TOKEN", field="token")
    with ExitStack() as stack:
        backends: dict[int, Backend] = {
            tenant: stack.enter_context(_opened(url, tenant, keyring)) for tenant in sorted(tenants)
        }
        app = create_app(backends, tokens=tokens, options=options)
        server = make_server(app, listening, stop=stop or Event())
        listener = stack.enter_context(listen(listening))
        ready(address_of(listener, listening))
        with _ending_quietly():
            server.run(sockets=[listener])


@contextmanager
def _opened(url: str, tenant: int, keyring: Keyring) -> Iterator[Backend]:
    with closing(open_source(url, tenant_id=tenant)) as source:
        use_kept_key(source.desk_store, keyring)
        yield source.backend


class _Server(uvicorn.Server):
    """Ends when ``stop`` is set, too; uvicorn looks ten times a second."""

    def __init__(self, config: uvicorn.Config, stop: Event) -> None:
        super().__init__(config)
        self._stop = stop

    async def on_tick(self, counter: int) -> bool:
        """Whether it is time to end."""
        return self._stop.is_set() or await super().on_tick(counter)


def refuse_server(url: str) -> None:
    """UnsupportedError for a server's address: whose token asks for what would get lost on the way through two."""
    if is_server(url):
        raise UnsupportedError("only a database can be served, not another server")


def make_server(app: ASGIApp, listening: Listening, *, stop: Event) -> uvicorn.Server:
    """A uvicorn server for ``app`` that says nothing about itself and keeps no log of its own."""
    config = uvicorn.Config(
        app,
        http=partial(HeadDeadline, seconds=listening.head_seconds),  # type: ignore[arg-type]
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # an address that a client made up would end up in the log
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        ssl_certfile=listening.tls_cert,
        ssl_keyfile=listening.tls_key,
    )
    config.load()  # a certificate that cannot be read is found here, before anybody is told an address
    return _Server(config, stop)


def listen(listening: Listening) -> socket.socket:
    """The socket of the server: connections wait in it from now on. OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    listener = socket.create_server((listening.host, listening.port), family=family, backlog=128)
    # Connections inherit it. asyncio sets it only on sockets whose protocol is spelled out, and without it the second
    # half of each answer waits 40 ms for the other side's acknowledgement of the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address_of(listener: socket.socket, listening: Listening) -> str:
    """The URL of a server that listens on ``listener``."""
    host = f"[{listening.host}]" if ":" in listening.host else listening.host
    return f"{listening.scheme}://{host}:{listener.getsockname()[1]}"


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """Let SIGTERM end the server and not the process.

    uvicorn ends its work at a signal and then sends the signal again, which would kill us before the source is closed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
