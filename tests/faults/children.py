"""Child processes that write to a database, report what was stored, and are killed, starved or locked out.

They are forked from a server that has imported everything already: a fresh interpreter would take a second each.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event
from typing import Any

from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.store import care
from wxbuyer_gui.store.engine import open_store

# What is imported late is imported now, for the children inherit it (one of them may read no file at all).
open_backend("sqlite://").close()

NOBODY = 65534
SECONDS = 30.0
"""How long a child may take for anything."""

# Where nothing can be forked (Windows) the tests skip themselves; this module must still be importable to say so.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_CONTEXT = multiprocessing.get_context(_METHOD)
_CONTEXT.set_forkserver_preload([__name__])

Ack = tuple[int, str]
"""A buyer's id and name, sent when the write has been reported as done."""


def start(work: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Run ``work(pipe, *arguments)`` in a child; the process and the other end of its pipe."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(sender, *arguments), daemon=True)
    process.start()
    sender.close()  # the child's end alone stays open, so that its death ends the pipe
    return process, receiver


def answers(work: Callable[..., None], *arguments: Any) -> list[Any]:
    """All that ``work`` sends before it ends by itself."""
    process, pipe = start(work, *arguments)
    received = drain(pipe)
    process.join(SECONDS)
    assert process.exitcode == 0, f"the child ended with {process.exitcode}"
    return received


def drain(pipe: Connection) -> list[Any]:
    """All that is still in the pipe, up to its end."""
    received = []
    with pipe:
        while pipe.poll(SECONDS):
            try:
                received.append(pipe.recv())
            except (EOFError, ConnectionResetError):
                return received
    raise AssertionError("the child neither answers nor ends")


def kill(process: BaseProcess) -> None:
    """SIGKILL: no handler runs, no buffer is flushed."""
    process.kill()
    process.join(SECONDS)
    assert process.exitcode == -9


def write_for_ever(pipe: Connection, url: str, run: int, early: bool) -> None:
    """Store buyers with their members, each in one transaction, and acknowledge each afterwards.

    ``early`` plants the bug: it acknowledges before the transaction.
    """
    backend = open_backend(url)
    number = 0
    while True:
        number += 1
        name = f"第{run}次第{number}位"
        if early:
            pipe.send((_next_id(backend), name))
        stored = store_one(backend, name, f"13{run:04}{number:05}")
        if not early:
            pipe.send((stored, name))


def fill_the_disk(pipe: Connection, url: str, room: int) -> None:
    """Write until no file may grow by more than ``room`` bytes; then with room again. Sends codes and acks."""
    backend = open_backend(url)
    for number in range(200):
        name = f"第{number}位"
        try:
            stored = store_one(backend, name, f"138{number:08}")
        except BackendError as error:
            pipe.send(error.code)
            break
        pipe.send((stored, name))
        if number == 2:
            _limit_files(Path(url.removeprefix("sqlite:///") + "-wal").stat().st_size + room)
    _limit_files(None)
    pipe.send((store_one(backend, "有空间了", "13900000000"), "有空间了"))
    backend.close()


def open_on_a_full_disk(pipe: Connection, url: str) -> None:
    """Open a database where no file may grow."""
    _limit_files(0)
    send_outcome(pipe, lambda: open_backend(url).close())


def back_up_to_a_full_disk(pipe: Connection, url: str, target: Path, room: int) -> None:
    """Back up to where a file may only have ``room`` bytes."""
    store = open_store(url)
    _limit_files(room)
    send_outcome(pipe, lambda: care.back_up(store, target))


def open_and_save(pipe: Connection, url: str, as_nobody: bool) -> None:
    """Open and store one buyer, as a user for whom permissions count (for root they do not)."""
    if as_nobody and os.getuid() == 0:
        with open_backend("sqlite://") as backend:
            store_one(backend, "李四", "13900139001")  # loads what nobody may not read, if the code lies in root's home
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)

    def save() -> None:
        with open_backend(url) as backend:
            store_one(backend, "张三", "13900139000")

    send_outcome(pipe, save)


def hold_exclusively(pipe: Connection, path: Path) -> None:
    """Keep everybody else out of the database until killed."""
    connection = care.dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    connection.execute("BEGIN EXCLUSIVE")
    pipe.send("held")
    Event().wait()


def write_when_free(pipe: Connection, path: Path) -> None:
    """Try to get the write lock of the database, at once or not at all."""
    connection = care.dbapi2.connect(str(path), isolation_level=None, timeout=0)
    try:
        connection.execute("BEGIN IMMEDIATE")
    except care.dbapi2.OperationalError:
        pipe.send("locked")
    else:
        pipe.send("free")
    connection.close()


def store_one(backend: Backend, name: str, phone: str) -> int:
    """Store a buyer and its member in one transaction; the buyer's id."""
    stored = backend.register(WxBuyingUser(name=name, phone=phone), MemberForm(name=name, phone=phone)).id
    assert stored is not None
    return stored


def send_outcome(pipe: Connection, work: Callable[[], object]) -> None:
    """Send "done", or the code of the StorageError that ``work`` ended with."""
    try:
        work()
    except StorageError as error:
        pipe.send(error.code)
    else:
        pipe.send("done")


def _next_id(backend: Backend) -> int:
    newest = backend.search("").buyers
    return 1 + ((newest[0].id or 0) if newest else 0)


def _limit_files(size: int | None) -> None:
    import resource  # POSIX only

    # Python ignores SIGXFSZ, so SQLite sees the failing write itself, as on a full disk.
    soft = resource.RLIM_INFINITY if size is None else size
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))
