"""A model of the vendor's server, and a backend on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.raw_server import RawServer, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend


@pytest.fixture
def vendor() -> Vendor:
    """The model."""
    return Vendor()


@pytest.fixture
def server(vendor: Vendor) -> Iterator[RawServer]:
    """The model, listening."""
    with running_server(vendor) as running:
        yield running


@pytest.fixture
def backend(server: RawServer) -> Iterator[Backend]:
    """A backend that asks the model."""
    with open_backend(server.url, timeout=5.0) as opened:
        yield opened
