"""Backups made while another process writes: each is whole, holds what was acknowledged before it, and restores."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tests.faults.children import Ack, drain, kill, start, write_for_ever
from tests.faults.ledger import is_sound, lost
from wxbuyer_gui.store import care
from wxbuyer_gui.store.engine import open_store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks its children")

BACKUPS = 20


def test_backups_under_write_load_restore_and_verify(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    open_store(f"sqlite:///{path}").close()
    process, pipe = start(write_for_ever, f"sqlite:///{path}", 1, False)
    acks: list[Ack] = []
    with open_store(f"sqlite:///{path}") as store:
        for number in range(BACKUPS):
            acks += [pipe.recv() for _ in range(10)]
            backup, restored = tmp_path / f"backup{number}.db", tmp_path / f"restored{number}.db"
            info = care.back_up(store, backup)
            assert info.buyers == info.members >= len(acks)
            assert care.restore(backup, restored).info.buyers == info.buyers
            assert lost(restored, acks) == []
            assert is_sound(restored)
    kill(process)
    drain(pipe)


def test_a_plain_copy_of_a_file_in_use_is_not_good_enough(tmp_path: Path) -> None:
    path, copy = tmp_path / "shop.db", tmp_path / "copy.db"
    open_store(f"sqlite:///{path}").close()
    process, pipe = start(write_for_ever, f"sqlite:///{path}", 1, False)
    acks: list[Ack] = [pipe.recv() for _ in range(20)]
    shutil.copyfile(path, copy)
    kill(process)
    drain(pipe)
    connection = dbapi2.connect(str(copy))
    try:
        (buyers,) = connection.execute("SELECT count(*) FROM buyer").fetchone()
    except dbapi2.DatabaseError:
        buyers = 0
    connection.close()
    assert buyers < len(acks)
