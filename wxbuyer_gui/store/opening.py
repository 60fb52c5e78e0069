"""What a SQLite file is, found out before it is opened for work.

The file is looked at through SQLite itself, never with ``open()``: closing any descriptor of a file drops all POSIX
locks that this process holds on it (https://www.sqlite.org/howtocorrupt.html, "Posix advisory locks canceled"), and
the window may be connected to the very same file. SQLite keeps such descriptors until the locks are gone.
``immutable=1`` makes it take no locks and leave no files beside.
"""

from __future__ import annotations

import os
import stat
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store.schema import APPLICATION_ID, SCHEMA

BUSY_SECONDS = 5.0


class FileState(StrEnum):
    """What stands at a path."""

    MISSING = "missing"
    EMPTY = "empty"  # no bytes, or a database without tables
    OURS = "ours"
    OLDER = "older"  # ours, to be migrated
    NEWER = "newer"  # ours, written by a later version of this program
    FOREIGN = "foreign"  # another program's database
    NOT_A_DATABASE = "not_a_database"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    LOCKED = "locked"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class DatabaseFile:
    """What ``inspect`` found.

    ``writable``: the file and its folder may be written; SQLite needs both. ``size`` in bytes, without the ``-wal``
    file. ``schema`` is the number of the tables' layout, 0 unless ours. ``unclean``: whoever wrote last did not
    close the file (crash, power cut), or still has it open; the pages should be checked. ``needs_version``: the
    oldest program that can open a newer file.
    """

    path: Path
    state: FileState
    writable: bool
    size: int = 0
    schema: int = 0
    unclean: bool = False
    needs_version: str = ""


_OUR_TABLES = frozenset({"buyer", "member", "meta"})

# State to error code and message; states that are missing here can be opened.
_REFUSALS = {
    FileState.NEWER: ("E-SCHEMA-NEW", "this database needs version {version} or newer"),
    FileState.FOREIGN: ("E-FOREIGN", "this database belongs to another program"),
    FileState.NOT_A_DATABASE: ("E-NOT-A-DATABASE", "this is not a database"),
    FileState.TRUNCATED: ("E-DAMAGED", "the end of the file is missing"),
    FileState.DAMAGED: ("E-DAMAGED", "the file is damaged"),
    FileState.LOCKED: ("E-LOCKED", "another program holds the file"),
    FileState.UNREADABLE: ("E-CANNOT-OPEN", "the file cannot be read"),
}

# SQLite's primary result codes (https://www.sqlite.org/rescode.html).
_STATES = {
    5: FileState.LOCKED,  # SQLITE_BUSY
    10: FileState.UNREADABLE,  # SQLITE_IOERR
    14: FileState.UNREADABLE,  # SQLITE_CANTOPEN
    23: FileState.UNREADABLE,  # SQLITE_AUTH
    26: FileState.NOT_A_DATABASE,  # SQLITE_NOTADB
}


def inspect(path: Path) -> DatabaseFile:
    """Look at the file at ``path`` without changing it. Raises nothing: what cannot be read is a state, too."""
    path = path.absolute()
    try:
        found = path.stat()
    except FileNotFoundError:
        return DatabaseFile(path, FileState.MISSING, writable=_may_create(path))
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return DatabaseFile(path, FileState.UNREADABLE, writable=False)
    if not stat.S_ISREG(found.st_mode):
        return DatabaseFile(path, FileState.NOT_A_DATABASE, writable=False)
    size, unclean = found.st_size, has_unsaved_log(path)
    look = _Look(FileState.EMPTY) if size == 0 and not unclean else _look(path, size, unclean=unclean)
    return DatabaseFile(path, look.state, _may_write(path), size, look.schema, unclean, look.needs_version)


def refuse_unreadable(file: DatabaseFile) -> None:
    """Raise StorageError, with the code that says why, for a file that holds no data this program can read."""
    if file.state in _REFUSALS:
        code, message = _REFUSALS[file.state]
        raise StorageError(message.format(version=file.needs_version), code=code)


def refuse_unusable(file: DatabaseFile) -> None:
    """Raise StorageError for a file that must not be opened for work: unreadable ones, and those not to be written."""
    refuse_unreadable(file)
    if not file.writable:
        raise StorageError("the file or its folder is read-only", code="E-READ-ONLY")


def has_unsaved_log(path: Path) -> bool:
    """Whether commits wait in the ``-wal`` file. The last program to close the database takes them over and removes
    it, so that a log which stays behind tells of a crash.
    """
    try:
        return os.stat(f"{path}-wal").st_size > 0
    except OSError:
        return False


def uri(path: Path, **options: str | int) -> str:
    """The URI that makes SQLite open ``path`` with ``options`` (https://www.sqlite.org/uri.html)."""
    name = path.absolute().as_posix()
    if not name.startswith("/"):  # C:/shop.db
        name = f"/{name}"
    # An empty authority comes first, or that of a share (//server/share) would be taken for one and refused.
    return f"file://{quote(name)}?" + "&".join(f"{key}={value}" for key, value in options.items())


@dataclass(frozen=True, slots=True)
class _Look:
    state: FileState
    schema: int = 0
    needs_version: str = ""


def reading(path: Path, *, unclean: bool) -> Any:
    """A bare connection that only reads, takes no locks and leaves nothing beside the file.

    With ``unclean`` it has to read the log, too, where what counts may still stand; then it locks as any reader.
    """
    options: dict[str, str | int] = {"mode": "ro"} if unclean else {"mode": "ro", "immutable": 1}
    return dbapi2.connect(uri(path, **options), uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _look(path: Path, size: int, *, unclean: bool) -> _Look:
    try:
        with closing(reading(path, unclean=unclean)) as connection:
            return _classify(connection, size, unclean=unclean)
    except dbapi2.Error as error:
        return _Look(_state_of(error))
    except UnicodeDecodeError:  # names in the schema that are no text
        return _Look(FileState.DAMAGED)


def _classify(connection: Any, size: int, *, unclean: bool) -> _Look:
    application, version, page_size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version", "page_size")
    )
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    # With a log, a part of the file may rightly be missing: the log brings it.
    if size % page_size and not unclean:
        return _Look(FileState.TRUNCATED)
    if application != APPLICATION_ID:
        return _Look(FileState.FOREIGN if application or version or names else FileState.EMPTY)
    # A stamp without our tables, or a number that no version ever wrote.
    if not names >= _OUR_TABLES or version < 1:
        return _Look(FileState.DAMAGED)
    if version > SCHEMA:
        return _Look(FileState.NEWER, version, _needed_version(connection))
    return _Look(FileState.OURS if version == SCHEMA else FileState.OLDER, version)


def _needed_version(connection: Any) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = 'min_app_version'").fetchone()
    return str(row[0]) if row else ""


def _state_of(error: Exception) -> FileState:
    code = getattr(error, "sqlite_errorcode", None)
    return _STATES.get(code & 0xFF, FileState.DAMAGED) if isinstance(code, int) else FileState.DAMAGED


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _may_create(path: Path) -> bool:
    folder = next(parent for parent in path.parents if parent.exists())
    return folder.is_dir() and os.access(folder, os.W_OK)
