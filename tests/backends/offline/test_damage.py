"""A damaged copy makes room for a new one, and costs nothing that waits; damage to what waits is never passed over."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline import server_with_copy
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.store.engine import Store, open_store

HALF = 16_384


def opened(server: RawServer, folder: Path) -> OfflineBackend:
    backend = open_backend(server.url, mirror=f"sqlite:///{folder / 'm.db'}", timeout=2.0)
    assert isinstance(backend, OfflineBackend)
    return backend


def overwrite(path: Path, start: int, count: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + count] = b"\xa5" * len(content[start : start + count])
    path.write_bytes(content)


@pytest.fixture
def used(server: RawServer, vendor: Vendor, wire: Wire, tmp_path: Path) -> Path:
    """A folder with a copy of three buyers, and one registration that could not be sent."""
    for number in (1, 2, 3):
        vendor.add(id=number, name=f"客人{number}", phone=f"1380013800{number}")
    with opened(server, tmp_path) as backend:
        backend.get_list([1, 2, 3])
        wire.cut()
        result = backend.create_member(MemberForm(2, "张三", "13900139000"))
        assert result.state is WriteState.QUEUED
        wire.mend()
    return tmp_path


@pytest.mark.parametrize(("start", "count"), [(0, 100), (0, HALF), (HALF, 1 << 20)])
def test_a_damaged_copy_is_set_aside_and_what_waits_is_sent(
    server: RawServer, vendor: Vendor, used: Path, start: int, count: int
) -> None:
    overwrite(used / "m.db", start, count)
    before = (used / "m.db").read_bytes()
    with opened(server, used) as backend:
        backend.mirror.file.set_aside_if_damaged()
        if backend.mirror.file.set_aside is None:  # the head is whole: it is met when somebody asks
            with pytest.raises(StorageError) as caught:
                backend.mirror.get_list([1, 2, 3])
            assert caught.value.code == "E-COPY-DAMAGED"
        assert backend.mirror.file.set_aside == used / "m.damaged.db"
        assert backend.mirror.coverage().known == 0
        assert [one.id for one in backend.get_list([1, 2, 3])] == [1, 2, 3]
        assert backend.mirror.coverage().known == 3
        assert len(backend.search("13800138003").buyers) == 1
        done = Event()
        stop = backend.outbox.subscribe(lambda operation: operation.state is OpState.DONE and done.set())
        for waiting in backend.outbox.list():
            backend.outbox.retry(waiting.operation_id)
        assert done.wait(20)
        stop()
    assert vendor.buyers[2]["memberId"]
    assert (used / "m.damaged.db").read_bytes() == before


def test_forgetting_takes_the_damaged_copy_along(server: RawServer, used: Path) -> None:
    overwrite(used / "m.db", 0, 100)
    with opened(server, used) as backend:
        assert (used / "m.damaged.db").exists()
        backend.mirror.file.forget()
    assert not (used / "m.damaged.db").exists()


def test_a_file_that_was_never_a_copy_is_left_alone(server: RawServer, tmp_path: Path) -> None:
    photo = tmp_path / "m.db"
    photo.write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError) as caught:
        opened(server, tmp_path)
    assert caught.value.code == "E-NOT-A-DATABASE"
    assert photo.read_bytes() == b"no database" * 1000
    assert [path.name for path in tmp_path.iterdir()] == ["m.db"]


def test_a_shops_own_database_is_not_taken_for_a_damaged_copy(server: RawServer, used: Path) -> None:
    for path in used.glob("m.db*"):
        path.unlink()
    with open_store(f"sqlite:///{used / 'm.db'}") as store, store.write() as connection:
        connection.exec_driver_sql("INSERT INTO buyer(tenant_id, open_id, name) VALUES (1, '', '')")
    with pytest.raises(InvalidInputError) as caught:
        open_mirror(f"sqlite:///{used / 'm.db'}", server=server.url, is_ours=True)
    assert caught.value.code == "E-MIRROR-SOURCE"


def test_damage_to_what_waits_is_told_and_nothing_is_dropped(server: RawServer, used: Path) -> None:
    overwrite(used / "m.desk.db", 0, 100)
    before = (used / "m.desk.db").read_bytes()
    with pytest.raises(StorageError) as caught:
        opened(server, used)
    assert caught.value.code == "E-DESK-DAMAGED"
    assert str(used / "m.desk.db") in str(caught.value)
    assert (used / "m.desk.db").read_bytes() == before
    assert not (used / "m.damaged.db").exists()


def test_a_copy_that_cannot_be_used_leaves_no_file_open(
    server: RawServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stores: list[Store] = []

    def refuse(_remote: RemoteBackend, mirror: Mirror, desk: Store, **_rest: object) -> None:
        stores.extend((mirror.store, desk))
        raise StorageError("no more threads", code="E-IO")

    monkeypatch.setattr(server_with_copy, "OfflineBackend", refuse)
    with pytest.raises(StorageError, match="no more threads"):
        opened(server, tmp_path)
    assert len(stores) == 2
    for store in stores:
        with pytest.raises(StorageError) as caught, store.read():
            pass
        assert caught.value.code == "E-CLOSED"
