"""A server over a file database, and clients of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.our_server import CLERK, OurServer, client_of, serving
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    """The source behind the server."""
    with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as opened:
        yield opened


@pytest.fixture
def server(backend: Backend) -> Iterator[OurServer]:
    """The server."""
    with serving(backend) as running:
        yield running


@pytest.fixture
def client(server: OurServer) -> Iterator[httpx.Client]:
    """A manager's client."""
    with client_of(server) as made:
        yield made


@pytest.fixture
def clerk(server: OurServer) -> Iterator[httpx.Client]:
    """A clerk's client."""
    with client_of(server, CLERK) as made:
        yield made
