"""Puts a finished file in its place so that a crash leaves the old one or the new one, never a half."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wxbuyer_gui.domain.errors import StorageError

_CODES = {
    errno.ENOSPC: "E-DISK-FULL",
    errno.EDQUOT: "E-DISK-FULL",
    errno.EFBIG: "E-DISK-FULL",
    errno.EACCES: "E-READ-ONLY",
    errno.EPERM: "E-READ-ONLY",
    errno.EROFS: "E-READ-ONLY",
    errno.ENOENT: "E-NO-FILE",
    errno.ENOTDIR: "E-NO-FILE",
    errno.EBUSY: "E-LOCKED",
}
_NO_ROOM = 64 * 1024
_WINDOWS_SHARING_VIOLATION = 32  # ERROR_SHARING_VIOLATION: somebody has the file open


@contextmanager
def file_errors() -> Iterator[None]:
    """Turn OSErrors of the block into StorageErrors. The message is the system's, without the path."""
    try:
        yield
    except OSError as error:
        locked = getattr(error, "winerror", None) == _WINDOWS_SHARING_VIOLATION
        code = "E-LOCKED" if locked else _CODES.get(error.errno or 0, "E-IO")
        raise StorageError(error.strerror or type(error).__name__, code=code) from None


def is_full(folder: Path) -> bool:
    """Whether the disk of ``folder`` has no room for another page or two."""
    try:
        return shutil.disk_usage(folder).free < _NO_ROOM
    except OSError:
        return False


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """A file of this user's beside ``target`` to write a new version to; what is left of it at the end is removed."""
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with contextlib.suppress(OSError):  # who writes to it will say why it cannot be made
            make_private(draft)
        yield draft
    finally:
        for leftover in (draft, *companions(draft)):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


@contextmanager
def new_version(target: Path) -> Iterator[Path]:
    """A draft as in ``draft_of`` that takes the place of ``target`` once the block ends well; errors StorageError."""
    with file_errors(), draft_of(target) as draft:
        yield draft
        put_in_place(draft, target)


def make_private(path: Path) -> None:
    """Make an empty file that only this user may read; FileExistsError where there is one.

    SQLite gives the files that it keeps beside a database the same permissions.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def companions(database: Path) -> tuple[Path, ...]:
    """The files that SQLite may keep beside ``database``."""
    return tuple(database.with_name(f"{database.name}-{end}") for end in ("wal", "shm", "journal"))


def file_size(database: Path) -> int:
    """How many bytes ``database`` takes with the log of what was written last."""
    sizes = 0
    for one in (database, *companions(database)):
        with contextlib.suppress(OSError):
            sizes += one.stat().st_size
    return sizes


def put_in_place(draft: Path, target: Path) -> None:
    """Write ``draft`` through to the disk, then rename it to ``target``, replacing what is there. Raises OSError.

    Nobody may be connected to ``draft``: opening it here would drop a connection's locks.
    """
    descriptor = os.open(draft, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` survive a power cut. Windows and some shares know no such call."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def set_aside(path: Path, aside: Path) -> None:
    """Give the file at ``path`` the second name ``aside``, or rename it where the disk knows no hard links.

    With the second name ``path`` itself stays until its successor replaces it. Raises OSError.
    """
    try:
        os.link(path, aside)
    except OSError:
        if aside.exists():
            raise
        path.rename(aside)
