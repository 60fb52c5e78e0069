"""A model of the vendor's server with a mirror of it, and a line that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from tests.support.raw_server import RawServer, hang_up, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.outbox import OpState


@pytest.fixture(autouse=True)
def impatient(quick_retries: None) -> None:
    """A server that is away is away here: nothing is gained by waiting between two tries."""


@dataclass
class Wire:
    """The line to the model."""

    vendor: Vendor

    def cut(self) -> None:
        """Let no request be answered."""
        self.vendor.before = lambda _asked: hang_up

    def mend(self) -> None:
        """Let requests be answered again."""
        self.vendor.before = lambda _asked: None

    @staticmethod
    def settled(backend: OfflineBackend, operation_id: str, state: OpState) -> None:
        """Wait until an operation has come to ``state``."""
        come = Event()
        stop = backend.outbox.subscribe(
            lambda one: come.set() if one.operation_id == operation_id and one.state is state else None
        )
        found = backend.outbox.get(operation_id)
        assert (found is not None and found.state is state) or come.wait(30)
        stop()


@pytest.fixture
def vendor() -> Vendor:
    """The model."""
    return Vendor()


@pytest.fixture
def wire(vendor: Vendor) -> Wire:
    """The line to it."""
    return Wire(vendor)


@pytest.fixture
def server(vendor: Vendor) -> Iterator[RawServer]:
    """The model, listening."""
    with running_server(vendor) as running:
        yield running


@pytest.fixture
def mirror_url(tmp_path: Path) -> str:
    """Where the mirror is kept."""
    return f"sqlite:///{tmp_path / 'mirror.db'}"


@pytest.fixture
def backend(server: RawServer, mirror_url: str) -> Iterator[OfflineBackend]:
    """A backend that asks the model, and keeps what it answers."""
    with open_backend(server.url, mirror=mirror_url, timeout=5.0) as opened:
        assert isinstance(opened, OfflineBackend)
        yield opened
