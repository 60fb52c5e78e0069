"""A counter on a real database: the services as the window gets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.faulty import FaultyBackend
from tests.support.people import OPEN_ID, PHONE
from tests.support.raw_server import RawServer, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.session import Session, SourceInfo, open_session

SOURCES = (
    pytest.param("memory", id="memory"),
    pytest.param("file", id="file"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
)


@pytest.fixture(autouse=True)
def impatient(quick_retries: None) -> None:
    """A server that is away is away here: nothing is gained by waiting between two tries."""


class Clock:
    """The time, moved by hand; seconds since 1970."""

    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def vendor() -> Vendor:
    """A vendor's server where nobody's member is known, before it runs."""
    made = Vendor()
    made.add(openId=OPEN_ID, name="微信用户", phone=PHONE)
    return made


@pytest.fixture
def server(vendor: Vendor) -> Iterator[RawServer]:
    with running_server(vendor) as running:
        yield running


@pytest.fixture
def remote_session(server: RawServer, tmp_path: Path, device: Device) -> Iterator[Session]:
    """The vendor's server without a copy of its buyers."""
    source = open_source(server.url, data_dir=tmp_path, timeout=5)
    session = open_session(source, SourceInfo("remote", "shop", server.url), device=device)
    yield session
    session.close()


@pytest.fixture
def mirrored_session(server: RawServer, tmp_path: Path, device: Device) -> Iterator[Session]:
    """The vendor's server with a copy of its buyers."""
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'm.db'}", timeout=2.0)
    session = open_session(source, SourceInfo("remote", "", server.url), device=device)
    yield session
    session.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device() -> Device:
    return new_device()


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    """An empty source of each kind, with its journal and drafts; its backend can be told to fail."""
    urls = {"memory": "sqlite://", "file": f"sqlite:///{tmp_path / 'shop.db'}"}
    opened = open_source(urls.get(request.param) or request.getfixturevalue("postgres_url"))
    yield replace(opened, backend=FaultyBackend(opened.backend))
    opened.close()


@pytest.fixture
def backend(source: Source) -> FaultyBackend:
    assert isinstance(source.backend, FaultyBackend)
    return source.backend


@pytest.fixture
def session(source: Source, device: Device) -> Session:
    return open_session(source, SourceInfo("sqlite", "shop.db", source.desk_store.url), device=device)


@pytest.fixture
def desk(session: Session) -> Desk:
    return session.desk


@pytest.fixture
def journal(session: Session) -> Journal:
    return session.journal


@pytest.fixture
def operators(session: Session) -> Operators:
    return session.desk.operators


@pytest.fixture
def buyer(desk: Desk) -> WxBuyingUser:
    """A buyer without a member."""
    stored = desk.save_buyer(WxBuyingUser(name="王小明", phone="13800133120", open_id="oGZUI0egBJY1zhBYw2KhdUfwVJJE"))
    assert stored.after is not None
    return stored.after
