"""Files that may not be read or written, and files that somebody else holds."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import children
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store import opening, sqlite
from wxbuyer_gui.store.opening import FileState, inspect

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and locks")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own forbids."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        path = Path(name)
        path.chmod(0o777)
        yield path
        path.chmod(0o777)


@pytest.fixture
def shop(folder: Path) -> Path:
    """A database with a buyer, closed."""
    path = folder / "shop.db"
    with open_backend(f"sqlite:///{path}") as backend:
        children.store_one(backend, "王小明", "13800138000")
    path.chmod(0o666)
    return path


def save_as_somebody(path: Path) -> str:
    (outcome,) = children.answers(children.open_and_save, f"sqlite:///{path}", True)
    return str(outcome)


def test_anybody_may_write_what_is_open_to_all(shop: Path) -> None:
    assert save_as_somebody(shop) == "done"


def test_a_read_only_file(shop: Path) -> None:
    shop.chmod(0o444)
    before = shop.read_bytes()
    assert save_as_somebody(shop) == "E-READ-ONLY"
    assert shop.read_bytes() == before


def test_a_read_only_folder(shop: Path, folder: Path) -> None:
    folder.chmod(0o555)
    before = shop.read_bytes()
    assert save_as_somebody(shop) == "E-READ-ONLY"
    assert shop.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["shop.db"]


def test_a_new_file_in_a_read_only_folder(folder: Path) -> None:
    folder.chmod(0o555)
    assert save_as_somebody(folder / "new.db") == "E-READ-ONLY"


def test_a_file_that_may_not_be_read(shop: Path) -> None:
    shop.chmod(0o000)
    assert save_as_somebody(shop) == "E-CANNOT-OPEN"


def test_a_file_that_another_program_holds(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    holder, pipe = children.start(children.hold_exclusively, shop)
    assert pipe.recv() == "held"
    with pytest.raises(StorageError) as caught:
        open_backend(f"sqlite:///{shop}")
    assert caught.value.code == "E-LOCKED"
    children.kill(holder)
    with open_backend(f"sqlite:///{shop}") as backend:
        assert backend.search("").count == 1


def test_a_lock_that_comes_later(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    with open_backend(f"sqlite:///{shop}") as backend:
        other = sqlite.driver_connection(shop)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            children.store_one(backend, "张三", "13800138001")
        assert caught.value.code == "E-LOCKED"
        assert backend.search("").count == 1
        other.execute("ROLLBACK")
        children.store_one(backend, "张三", "13800138001")
        other.close()


def locked_for_others(path: Path) -> bool:
    return children.answers(children.write_when_free, path) == ["locked"]


def test_looking_at_a_file_does_not_drop_the_locks_on_it(shop: Path) -> None:
    connection = sqlite.driver_connection(shop)
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    assert locked_for_others(shop)
    assert inspect(shop).state is FileState.OURS
    assert locked_for_others(shop)
    # The bug that this test is for: closing any descriptor of the file lets everybody in.
    os.close(os.open(shop, os.O_RDONLY))
    assert not locked_for_others(shop)
    connection.close()


def test_a_held_file_with_a_log_is_seen_as_locked(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    connection = sqlite.driver_connection(shop)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE").fetchall()
    connection.execute("PRAGMA journal_mode=WAL").fetchall()
    connection.execute("INSERT INTO meta (key, value) VALUES ('x', '')")
    file = inspect(shop)
    assert (file.state, file.unclean) == (FileState.LOCKED, True)
    with pytest.raises(StorageError) as caught:
        opening.refuse_unusable(file)
    assert caught.value.code == "E-LOCKED"
    connection.close()
