"""Our own server on a free loopback port, in a thread, over any backend."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.server.application import create_app
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.running import Listening, address_of, listen, make_server
from wxbuyer_gui.server.tokens import GivenToken, Tokens

MANAGER = "manager-0123456789abcdef"
CLERK = "clerk-0123456789abcdef"
VENDOR = "/api/weixin/wxbuyinguser/"
OWN = "/api/wxbuyer/"


@dataclass(frozen=True)
class OurServer:
    """A running server. ``stop`` asks it to end, as a signal would."""

    url: str
    thread: threading.Thread
    _stop: threading.Event

    def stop(self) -> None:
        self._stop.set()


@contextmanager
def serving(
    backend: Backend | Mapping[int, Backend],
    *,
    tokens: Sequence[Tokens] = (),
    options: ServerOptions | None = None,
    listening: Listening | None = None,
) -> Iterator[OurServer]:
    """Serve ``backend``; without ``tokens`` for tenant 1, with the tokens MANAGER and CLERK."""
    tokens = tokens or (GivenToken(MANAGER, tenant_id=1), GivenToken(CLERK, tenant_id=1, role=Role.CLERK))
    listening = listening or Listening(port=0)
    stop = threading.Event()
    server = make_server(create_app(backend, tokens=tokens, options=options), listening, stop=stop)
    with listen(listening) as listener:  # connections wait in it until the server is up
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="our server")
        running = OurServer(address_of(listener, listening), thread, stop)
        thread.start()
        try:
            yield running
        finally:
            running.stop()
            thread.join()


def client_of(server: OurServer, token: str = MANAGER, **arguments: object) -> httpx.Client:
    """A client that holds ``token`` and speaks to nobody else."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=server.url, headers=headers, trust_env=False, timeout=30, **arguments)  # type: ignore[arg-type]
