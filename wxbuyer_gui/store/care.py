"""Backing up a SQLite database while it is in use, and putting a backup in its place.

A copy is made with SQLite's backup interface from one snapshot (a plain copy of a file in use was torn or stale in
three of four trials), checked page by page, written through to the disk and only then given its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from sqlcipher3 import dbapi2

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.store import files, opening, staff_again
from wxbuyer_gui.store.check import Progress
from wxbuyer_gui.store.driver import driver_errors, translate_driver_error
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.opening import FileState
from wxbuyer_gui.store.sqlite import BUSY_SECONDS

BACKED_UP_AT = "backed_up_at"
"""Key in ``meta`` of a backup: when it was made (ISO 8601, UTC)."""
JOURNAL_HEAD = "journal_head"
"""Key in ``meta`` of a backup: the last row of the journal that it has to hold, as ``services`` seal it."""
RESTORED_AT = "restored_at"
"""Key in ``meta`` of a restored database: when that was; whoever settles open work afterwards looks for it."""

_PAGES_A_STEP = 2048  # 8 MiB: short enough to stop soon, long enough to cost nothing


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup holds. ``made_at`` is in UTC; None for a file that was copied by other means."""

    path: Path
    buyers: int
    members: int
    schema: int
    size: int
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restore.

    ``set_aside`` is where the file lies that was there before; None if there was none. ``unread``: it could not tell
    who was forgotten or left after the backup was made, so that they are back.
    """

    info: BackupInfo
    set_aside: Path | None
    unread: bool = False


def back_up(
    store: Store,
    target: Path,
    *,
    head: str = "",
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> BackupInfo:
    """Copy the database of ``store``, in use as it may be, to ``target``; an older backup there is replaced.

    ``head`` is where the journal ends now. ``progress`` gets 0 to 1. StorageError: ``E-CANCELLED`` once ``cancel``
    is set, ``E-DAMAGED`` where the copy is not whole, ``E-DISK-FULL``, ``E-READ-ONLY`` …; ``target`` is then as it
    was. UnsupportedError for PostgreSQL, InvalidInputError where ``target`` is the database itself.
    """
    refuse_server(store)
    target = target.absolute()
    if store.path is not None and _is_same(store.path, target):
        raise InvalidInputError("a backup cannot replace the database itself", field="path")
    with files.file_errors(), driver_errors(), files.draft_of(target) as draft:
        with store.read() as connection:
            source: Any = connection.connection.driver_connection
            # Not SQLAlchemy's: the one connection of a database in memory would begin to write, which stops a copy.
            source.execute("BEGIN")
            counts = _counts(source)  # the first read: from here on the transaction sees one snapshot
            _copy(source, draft, progress, cancel)
            source.execute("ROLLBACK")
        now = datetime.now(UTC)
        _finish_copy(draft, counts, {BACKED_UP_AT: now.isoformat(timespec="seconds"), JOURNAL_HEAD: head})
        files.put_in_place(draft, target)
    return look_into(target)


def look_into(backup: Path) -> BackupInfo:
    """What the backup at ``backup`` holds, to be shown before a restore. Changes nothing.

    StorageError: ``E-NO-FILE``, or as ``opening.refuse_unusable`` for a file that is no usable database of ours.
    """
    file = opening.inspect(backup)
    if file.state is FileState.MISSING:
        raise StorageError("there is no such file", code="E-NO-FILE")
    if file.state is FileState.EMPTY:
        raise StorageError("this file is empty", code="E-NOT-A-DATABASE")
    opening.refuse_unreadable(file)
    with driver_errors(), closing(opening.reading(file.path, unclean=file.unclean)) as connection:
        buyers, members = _counts(connection)
        made_at = _fact(connection, BACKED_UP_AT)
    return BackupInfo(file.path, buyers, members, file.schema, file.size, _time(made_at))


def journal_head(backup: Path) -> str:
    """Where the journal ended when the backup was made, as ``back_up`` was told; '' in a copy made by other means.

    StorageError as ``look_into``.
    """
    file = opening.inspect(backup)
    opening.refuse_unreadable(file)
    with driver_errors(), closing(opening.reading(file.path, unclean=file.unclean)) as connection:
        return _fact(connection, JOURNAL_HEAD)


def restore(
    backup: Path,
    target: Path,
    *,
    carried: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> Restored:
    """Put a checked copy of ``backup`` at ``target``; the file that is there is set aside, never deleted.

    ``carried`` are facts of the present file that go along (``store.left_behind``).
    Nobody may be connected to ``target``, this process included: a file that is swapped under a connection is
    damaged by it. StorageError: ``E-IN-USE`` if somebody is, ``E-CANCELLED``, or as ``look_into`` and ``back_up``;
    ``target`` is then as it was.
    """
    info = look_into(backup)
    target = target.absolute()
    if _is_same(info.path, target):
        raise InvalidInputError("this file is the database itself", field="path")
    now = datetime.now(UTC)
    facts = {RESTORED_AT: now.isoformat(timespec="seconds"), **(carried or {})}
    with files.file_errors(), driver_errors(), files.draft_of(target) as draft:
        with closing(opening.reading(info.path, unclean=opening.has_unsaved_log(info.path))) as source:
            _copy(source, draft, progress, cancel)
        _finish_copy(draft, (info.buyers, info.members), facts)
        aside = _make_room(target, now)
        files.put_in_place(draft, target)
    return Restored(info, aside, unread=staff_again.UNREAD in facts)


def refuse_server(store: Store) -> None:
    """Raise UnsupportedError, saying what to use instead, where the database is on a server."""
    if store.dialect != "sqlite":
        raise made_by_server()


def made_by_server() -> UnsupportedError:
    """The error for a backup of PostgreSQL that is asked of us."""
    return UnsupportedError(
        "PostgreSQL is backed up on its server: pg_dump --format=custom --file=shop.dump NAME, "
        "and restored with pg_restore --clean --dbname=NAME shop.dump",
        code="E-PG-DUMP",
    )


def _copy(source: Any, draft: Path, progress: Progress | None, cancel: Event | None) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if cancel is not None and cancel.is_set():
            raise StorageError("stopped", code="E-CANCELLED")
        if progress is not None:
            progress(1 - remaining / total if total else 1.0)

    with closing(dbapi2.connect(str(draft), isolation_level=None)) as copy:
        source.backup(copy, pages=_PAGES_A_STEP, progress=step)


def _finish_copy(draft: Path, counts: tuple[int, int], facts: dict[str, str]) -> None:
    """Check the copy and write ``facts`` into it; StorageError ``E-DAMAGED`` if it is not whole."""
    with closing(dbapi2.connect(str(draft), isolation_level=None)) as copy:
        # One file, readable from a read-only disk: no log beside it.
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
        whole = copy.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
        if not whole or _counts(copy) != counts:
            raise StorageError("the copy is not whole", code="E-DAMAGED")
        copy.execute("BEGIN IMMEDIATE")
        old = {BACKED_UP_AT, JOURNAL_HEAD, RESTORED_AT, *facts}
        copy.executemany("DELETE FROM meta WHERE key = ?", [(key,) for key in old])
        copy.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", facts.items())
        copy.execute("COMMIT")


def _make_room(target: Path, now: datetime) -> Path | None:
    """Set the file at ``target`` aside, with what SQLite keeps beside it."""
    there = opening.inspect(target)
    if there.state is FileState.MISSING:
        return None
    if there.state is FileState.FOREIGN:
        opening.refuse_unreadable(there)
    if there.schema:
        _take_over_log(target)
    stamp = now.astimezone().strftime("%Y%m%d-%H%M%S")
    aside = target.with_name(f"{target.stem}.before-restore-{stamp}{target.suffix}")
    # A log that is left belongs to a damaged file and may help to repair it; beside the new file it would be read as
    # that one's.
    for old, new in zip(files.companions(target), files.companions(aside), strict=True):
        if old.exists():
            old.rename(new)
    files.set_aside(target, aside)
    return aside


def _take_over_log(target: Path) -> None:
    """Bring the log into the file. Leaving WAL mode needs the file alone, and so tells whether anybody else has it."""
    try:
        with closing(dbapi2.connect(str(target), isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except dbapi2.Error as error:
        if translate_driver_error(error).code == "E-LOCKED":
            raise StorageError("another window or program has the database open", code="E-IN-USE") from None
        # Pages are damaged: that is why it is being replaced.


def _fact(connection: Any, key: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else ""


def _counts(connection: Any) -> tuple[int, int]:
    buyers, members = connection.execute(
        "SELECT (SELECT count(*) FROM buyer), (SELECT count(*) FROM member)"
    ).fetchone()
    return buyers, members


def _time(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
