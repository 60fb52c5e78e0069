"""A disk that is full: nothing claims to be saved, nothing breaks, and with room again all goes on."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.faults import children
from tests.faults.ledger import is_sound, lost
from tests.support.raw_server import hang_up, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.store import care
from wxbuyer_gui.store.engine import open_store

# A limit on the size of a file is not quite a full disk: where not even one byte fits, the system says EFBIG instead
# of ENOSPC, and SQLite calls that an I/O error.
FULL = {"E-DISK-FULL", "E-IO"}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits files by setrlimit")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.mark.parametrize("room", [0, 1, 31, 4000, 4096, 4121, 8241, 30_000, 60_001, 150_000])
def test_what_is_reported_as_saved_is_saved(path: Path, room: int) -> None:
    received = children.answers(children.fill_the_disk, f"sqlite:///{path}", room)
    codes = [answer for answer in received if isinstance(answer, str)]
    acks = [answer for answer in received if not isinstance(answer, str)]
    assert len(codes) == 1
    assert set(codes) <= FULL
    assert acks[-1][1] == "有空间了"
    assert lost(path, acks) == []
    assert is_sound(path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=False).returncode
    ):
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    path, ballast, acks = small_disk / "shop.db", small_disk / "ballast", list[children.Ack]()
    with open_backend(f"sqlite:///{path}") as backend:

        def write(number: int) -> None:
            name = f"第{number}位"
            acks.append((children.store_one(backend, name, f"138{number:08}"), name))

        write(0)
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
        with pytest.raises(StorageError) as caught:
            deque(map(write, range(1, 10_000)), maxlen=0)
        assert caught.value.code == "E-DISK-FULL"
        assert backend.search("").count == len(acks) > 1
        ballast.unlink()
        acks.append((children.store_one(backend, "有空间了", "13900000000"), "有空间了"))
    assert lost(path, acks) == []
    assert is_sound(path)


def test_what_was_not_stored_is_not_sent(small_disk: Path) -> None:
    """A write to a server is refused where it cannot be stored first, and what waits by then is sent later, once."""
    vendor, ballast = Vendor(), small_disk / "ballast"
    ids = [vendor.add(name=f"第{number}位") for number in range(300)]
    with (
        running_server(vendor) as server,
        open_backend(server.url, mirror=f"sqlite:///{small_disk / 'm.db'}", timeout=5.0) as backend,
    ):
        backend.get_list(ids)
        vendor.before = lambda _asked: hang_up
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 60_000))
        queued: list[int] = []

        def register(number: int) -> None:
            backend.create_member(MemberForm(number, f"第{number}位", f"138{number:08}"))
            queued.append(number)

        with pytest.raises(StorageError) as caught:
            deque(map(register, ids), maxlen=0)
        assert caught.value.code == "E-DISK-FULL"
        assert [one.buyer_id for one in backend.outbox.list()] == queued
        assert queued
        ballast.unlink()
        vendor.before = lambda _asked: None
        over = Event()
        backend.outbox.subscribe(lambda _one: over.set() if not backend.outbox.pending() else None)
        backend.outbox.wake()
        assert not backend.outbox.pending() or over.wait(60)
        asked = [call.json["wxBuyingUserId"] for call in server.calls("createmember")]
        assert sorted(asked) == queued
    assert [number for number in ids if vendor.buyers[number]["memberId"]] == queued


def test_a_disk_that_is_full_when_the_shop_is_opened(small_disk: Path) -> None:
    path, ballast = small_disk / "shop.db", small_disk / "ballast"
    open_store(f"sqlite:///{path}").close()
    with contextlib.suppress(OSError), ballast.open("wb") as filling:
        while True:
            filling.write(bytes(4096))
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-DISK-FULL"
    assert "full" in str(caught.value)
    ballast.unlink()
    open_store(f"sqlite:///{path}").close()


def test_a_backup_to_a_disk_that_is_really_full(small_disk: Path, path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        children.store_one(LocalBackend(store), "王小明", "13800138000")
        (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 50_000))
        with pytest.raises(StorageError) as caught:
            care.back_up(store, small_disk / "backup.db")
    assert caught.value.code == "E-DISK-FULL"
    assert [file.name for file in small_disk.iterdir()] == ["ballast"]


def test_the_ledger_sees_what_was_never_stored(path: Path) -> None:
    open_backend(f"sqlite:///{path}").close()
    assert lost(path, [(1, "王小明")]) == [(1, "王小明")]


def test_a_new_database_on_a_full_disk_is_refused(path: Path) -> None:
    (code,) = children.answers(children.open_on_a_full_disk, f"sqlite:///{path}")
    assert code in FULL


def test_a_backup_that_does_not_fit_leaves_the_older_one(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    url, target = f"sqlite:///{path}", folder / "shop.db"
    with open_store(url) as store:
        children.store_one(LocalBackend(store), "王小明", "13800138000")
        care.back_up(store, target)
        children.store_one(LocalBackend(store), "张三", "13800138001")
    (code,) = children.answers(children.back_up_to_a_full_disk, url, target, 20_000)
    assert code in FULL
    assert [file.name for file in folder.iterdir()] == ["shop.db"]
    assert care.look_into(target).buyers == 1
