"""The mirror as staff see it: rights, retention, forgetting, refreshing while idle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_source
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.crawl import CrawlLimits
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Role
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.mirror import MirrorService
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.session import Session, SourceInfo, open_session

DAY = 86_400_000
LIMITS = CrawlLimits(per_second=0, empty_ids=100)


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def session(mirrored_session: Session) -> Session:
    return mirrored_session


@pytest.fixture
def backend(server: RawServer, tmp_path: Path) -> Iterator[OfflineBackend]:
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'own.db'}", timeout=2.0)
    assert isinstance(source.backend, OfflineBackend)
    yield source.backend
    source.close()


def service(backend: OfflineBackend, role: Role = Role.MANAGER) -> MirrorService:
    return MirrorService(backend, Operators(Operator(1, "小李", role)))


def test_a_session_has_one_where_the_source_does(session: Session, vendor: Vendor) -> None:
    vendor.add(name="张三")
    assert session.mirror is not None
    assert session.finds_by_phone
    session.desk.buyer(1)
    info = session.mirror.info()
    assert info.path is not None
    assert info.path.name == "m.db"
    assert info.size > 0
    assert info.coverage.known == 1


def test_a_dead_line_is_noticed_whatever_the_mirror_knows(session: Session, vendor: Vendor) -> None:
    vendor.add(name="张三")
    session.desk.buyer(1)
    vendor.before = lambda _asked: hang_up
    assert session.desk.buyer(1) is not None
    assert session.probe is not None
    with pytest.raises(UnreachableError):
        session.probe()


def test_copying_and_forgetting_are_for_managers(backend: OfflineBackend, vendor: Vendor) -> None:
    vendor.add(name="张三")
    for work in (
        lambda mirror: mirror.crawl(progress=lambda _step: None, cancel=Event(), limits=LIMITS),
        lambda mirror: mirror.forget(),
    ):
        with pytest.raises(NotAllowedError):
            work(service(backend, Role.CLERK))
        work(service(backend))


def test_a_copy_that_is_forgotten_is_gone_from_the_disk(
    backend: OfflineBackend, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.add(name="张三丰", openId="oABC")
    backend.get(1)
    assert backend.tenant_id == 2318
    service(backend).forget()
    assert all("张三丰".encode() not in path.read_bytes() for path in tmp_path.glob("own.db*"))
    assert (tmp_path / "own.desk.db").exists()
    assert backend.search("张三丰").hits == ()
    assert backend.mirror.tenant_id == 2318
    assert backend.get(1) is not None
    assert len(backend.search("张三丰").hits) == 1


def test_whom_nobody_asked_about_is_forgotten_in_time(backend: OfflineBackend) -> None:
    now = backend.mirror.now()
    backend.mirror.note([WxBuyingUser(1, 7, name="old")], asked_at=now - 181 * DAY)
    backend.mirror.note([WxBuyingUser(2, 7, name="young")], asked_at=now - 179 * DAY)
    assert service(backend, Role.CLERK).purge() == 1  # it is due whoever works here
    assert [one.name for one in backend.mirror.get_list([1, 2])] == ["young"]
    assert service(backend).coverage().known == 1


def test_the_oldest_are_asked_for_again(backend: OfflineBackend, vendor: Vendor) -> None:
    """But for one to whom something is still to happen."""
    for number in range(1, 61):
        vendor.add(id=number, name="new")
        backend.mirror.note([WxBuyingUser(number, 2318, name="old")], asked_at=number)
    vendor.before = lambda asked: hang_up if asked.name != "getlist" else None
    five = WxBuyingUser(5, 2318, name="old")
    assert backend.save_user(replace(five, name="wanted"), base=five).state is WriteState.QUEUED
    assert service(backend).refresh_step() == 50
    names = [one.name for one in backend.mirror.get_list(range(1, 61))]
    assert names == ["new"] * 4 + ["old"] + ["new"] * 45 + ["old"] * 10
    vendor.before = lambda _asked: hang_up
    with pytest.raises(UnreachableError):
        service(backend).refresh_step()


def test_the_journal_is_found_again_once_the_tenant_is_known(
    session: Session, server: RawServer, vendor: Vendor, tmp_path: Path
) -> None:
    vendor.add(name="张三")
    buyer = session.desk.buyer(1)
    assert buyer is not None
    session.desk.save_buyer(replace(buyer, name="李四"), base=buyer)
    written = [entry.seq for entry in session.journal.entries()]
    assert written
    session.close()
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'm.db'}", timeout=2.0)
    info = SourceInfo(kind="remote", label="", url=server.url)
    again = open_session(source, info, device=new_device())
    assert again.desk.search("李四").buyers
    assert [entry.seq for entry in again.journal.entries()] == written
    again.close()
