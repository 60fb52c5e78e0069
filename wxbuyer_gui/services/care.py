"""Keeping the data: backups by hand and by themselves, restoring one, checking that nothing is damaged."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.services.seals import ChainCheck, Head
from wxbuyer_gui.store import buyers, care, check, facts, files, index, left_behind, opening, retention
from wxbuyer_gui.store.care import BackupInfo, Restored
from wxbuyer_gui.store.check import Progress
from wxbuyer_gui.store.opening import FileState
from wxbuyer_gui.store.places import Place, bad_place
from wxbuyer_gui.store.retention import Kept

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

CHECK_EVERY = timedelta(days=7)

_CHECKED_AT = "checked_at"
_LAST_BACKUP_AT = "last_backup_at"
_BROKEN = frozenset(
    {FileState.MISSING, FileState.EMPTY, FileState.NOT_A_DATABASE, FileState.TRUNCATED, FileState.DAMAGED}
)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    ``problems`` are SQLite's words about damaged pages; ``wrong_rows`` counts rows that the search index knows
    wrongly and ``chain`` tells of the journal, both None where they were not looked at.
    """

    problems: tuple[str, ...] = ()
    wrong_rows: int | None = None
    chain: ChainCheck | None = None
    seconds: float = 0.0

    @property
    def is_damaged(self) -> bool:
        """Whether the file is broken: restore a backup, write nothing more."""
        return bool(self.problems)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and not self.wrong_rows and (self.chain is None or self.chain.ok)


@dataclass(frozen=True, slots=True)
class CareStatus:
    """What the status line says: when the last backup was made (in local time, None if there is none), and the
    ``E-…`` code of the last automatic backup that failed, '' if it did not.
    """

    last_backup: datetime | None = None
    problem: str = ""


class Care(Service):
    """Looks after one open source. Safe to use from several threads; everything here may take its time.

    ``folder`` is where automatic backups go; None makes none. ``now`` gives the time in UTC.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal,
        *,
        folder: Path | None = None,
        tenant_id: int = 1,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder = folder
        self._store = store
        self._journal = journal
        self._tenant_id = tenant_id
        self._now = now
        self._unclean = store.unclean
        self._followed_at = f"journal_followed_at {journal.device_id}"
        self._problem = ""

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""
        return self._journal.operators

    @property
    def place(self) -> Place | None:
        """Why the file lies in a bad place; None if it does not, or is no file."""
        return bad_place(self._store.path) if self._store.path else None

    @for_everyone
    def is_check_due(self) -> bool:
        """Whether the pages are to be checked: after an unclean end, or when the last check is a week ago."""
        if self._store.dialect != "sqlite":
            return False
        if self._unclean:
            return True
        return self._is_a_week_ago(_CHECKED_AT)

    @for_everyone
    def is_journal_check_due(self) -> bool:
        """Whether this device's chain was last followed a week ago."""
        return self._is_a_week_ago(self._followed_at)

    def _is_a_week_ago(self, fact: str) -> bool:
        """Whether something was last done a week ago, or never since the database was made a week ago."""
        with self._store.read() as connection:
            last = facts.read_time(connection, fact) or facts.read_time(connection, "created_at")
        return last is None or not timedelta() <= self._now() - last < CHECK_EVERY

    @for_everyone
    def hold_writes(self) -> None:
        """Make all writes wait for the ``check_pages`` that is to come."""
        self._store.gate.hold()

    @for_everyone
    def check_pages(self, *, progress: Progress | None = None, cancel: Event | None = None) -> CheckReport:
        """Read every page of the file; writes wait meanwhile, and are refused for good where it is damaged.

        StorageError ``E-CANCELLED`` once ``cancel`` is set: writes go on, and the check stays due. Other errors of
        the disk are raised, too, and end all writing.
        """
        started = time.monotonic()
        gate = self._store.gate
        gate.hold()
        try:
            problems = check.find_damage(self._store, progress=progress, cancel=cancel)
        except StorageError as error:
            if error.code in {"E-CANCELLED", "E-LOCKED", "E-CLOSED"}:
                gate.release()
            else:
                gate.refuse(error.code)
            raise
        except BaseException:
            gate.release()
            raise
        if problems:
            gate.refuse("E-DAMAGED")
        else:
            gate.release()
            self._unclean = False
            with self._store.write() as connection:
                facts.write(connection, _CHECKED_AT, self._now())
        return CheckReport(problems, seconds=time.monotonic() - started)

    @for_everyone
    def check(self, *, code: str = "", progress: Progress | None = None, cancel: Event | None = None) -> CheckReport:
        """Check everything: the pages, the search index against the rows, and the journal's chain.

        ``code`` is that of a printed shift summary, which the journal has to hold, too; see ``check_journal``.
        ``progress`` and ``cancel`` are for the pages of a SQLite file; PostgreSQL looks after its own.
        """
        started = time.monotonic()
        if code:  # before all that takes its time
            Head.of_code(code)
        pages = CheckReport()
        if self._store.dialect == "sqlite":
            pages = self.check_pages(progress=progress, cancel=cancel)
        if pages.is_damaged:
            return pages
        with self._store.write() as connection:  # the writer's connection knows the index's functions
            wrong_rows = index.check_index(connection)
        return CheckReport((), wrong_rows, self.check_journal(code, cancel=cancel), time.monotonic() - started)

    @for_everyone
    def check_journal(self, code: str = "", *, cancel: Event | None = None) -> ChainCheck:
        """Follow the journal's chain, which has to hold the heads that are kept beside the file and in its backups.

        ``code`` is one more, as a shift summary tells it; InvalidInputError ``E-HEAD-CODE`` for what is none,
        ``E-HEAD-ELSEWHERE`` for another counter's. StorageError ``E-CANCELLED`` once ``cancel`` is set.
        """
        chain = self._journal.verify_chain(lines=self._heads_of_backups(), code=code, cancel=cancel)
        with self._store.write() as connection:
            facts.write(connection, self._followed_at, self._now())
        return chain

    def _heads_of_backups(self) -> list[str]:
        heads = []
        for kept in self.backups():
            with contextlib.suppress(StorageError):  # a backup that cannot be read is told of where it is chosen
                heads.append(care.journal_head(kept.path))
        return heads

    @needs(Right.MIGRATE)
    def rebuild_index(self, *, progress: Progress = lambda _share: None, cancel: Event | None = None) -> None:
        """Make the search index anew from the rows; searches go on meanwhile, writes wait.

        StorageError ``E-CANCELLED`` once ``cancel`` is set: the index stays as it was.
        """
        with self._store.write() as connection:
            rows = index.count_rows(connection)
            index.rebuild_index(connection, progress=lambda done: progress(done / rows), cancel=cancel)

    @needs(Right.BACKUP)
    def backup(self, target: Path, *, progress: Progress | None = None, cancel: Event | None = None) -> BackupInfo:
        """Copy the database to the file ``target``, checked; an older backup there is replaced.

        StorageError: see ``store.care.back_up``. UnsupportedError says what to use with PostgreSQL.
        """
        info = care.back_up(self._store, target, head=self._journal.head_line(), progress=progress, cancel=cancel)
        self._journal.event(Action.BACKUP, count=info.buyers)
        with self._store.write() as connection:
            facts.write(connection, _LAST_BACKUP_AT, self._now())
        return info

    @for_everyone
    def backup_if_due(self, *, at_quit: bool = False, cancel: Event | None = None) -> BackupInfo | None:
        """Make the automatic backup if it is time, and remove those that need not be kept any longer.

        None: not due, or no file to keep. The failure of a backup is raised as StorageError and stays in ``status``;
        it removes nothing.
        """
        database, folder = self._store.path, self.folder
        if database is None or folder is None:
            return None
        try:
            with files.file_errors():
                now = self._now().astimezone().replace(tzinfo=None)
                kept = retention.kept_backups(database, folder)
                if not retention.is_due(kept[0].at if kept else None, now, at_quit=at_quit):
                    return None
                folder.mkdir(parents=True, exist_ok=True)
                target = folder / retention.name_for(database, now)
                info = care.back_up(self._store, target, head=self._journal.head_line(), cancel=cancel)
                for old in retention.expired(retention.kept_backups(database, folder)):
                    old.path.unlink(missing_ok=True)
        except StorageError as error:
            if error.code != "E-CANCELLED":
                self._problem = error.code
            raise
        self._problem = ""
        return info

    @for_everyone
    def backups(self) -> tuple[Kept, ...]:
        """The automatic backups there are, newest first, for the person to choose from."""
        if self._store.path is None or self.folder is None:
            return ()
        return backups_of(self._store.path, self.folder)

    @for_everyone
    def look_into(self, backup: Path) -> BackupInfo:
        """Date and counts of a backup, to be shown before a restore. StorageError: see ``store.care.look_into``."""
        care.refuse_server(self._store)
        return care.look_into(backup)

    @needs(Right.RESTORE)
    def restore(self, backup: Path, *, progress: Progress | None = None, cancel: Event | None = None) -> Restored:
        """Put ``backup`` in the place of the open file, which is set aside, and close the source.

        Whatever happens, the source has to be opened again: it holds the backup after success, and what it held
        before after an error. What is wrong with ``backup`` itself is raised before anything is closed.
        """
        care.refuse_server(self._store)
        target = self._store.path
        if target is None:
            raise StorageError("a database in memory has no file", code="E-NO-FILE")
        care.look_into(backup)
        carried = left_behind.UNREAD
        with contextlib.suppress(StorageError):  # a damaged file cannot note it, and is restored for that reason
            with self._store.read() as connection:
                carried = left_behind.carried(connection)
            self._journal.event(Action.RESTORE)
        self._store.close()
        return care.restore(backup, target, carried=carried, progress=progress, cancel=cancel)

    @for_everyone
    def note_restore(self) -> bool:
        """Write into the journal of a restored database that it was restored; True if it was just now.

        The restored journal ends before the restore, so that its own last line cannot tell.
        """
        with self._store.read() as connection:
            restored_at = facts.read_time(connection, care.RESTORED_AT)
        if restored_at is None:
            return False
        self._journal.event(Action.RESTORE)
        with self._store.write() as connection:
            facts.forget(connection, care.RESTORED_AT)
        return True

    @for_everyone
    def status(self) -> CareStatus:
        """When the last backup was made, by hand or by itself, and whether one failed."""
        moments = []
        with self._store.read() as connection:
            by_hand = facts.read_time(connection, _LAST_BACKUP_AT)
        if by_hand is not None:
            moments.append(by_hand.astimezone())
        with contextlib.suppress(StorageError):  # a folder that cannot be read has no backup to show
            moments += [kept.at.astimezone() for kept in self.backups()[:1]]
        return CareStatus(max(moments, default=None), self._problem)

    @for_everyone
    def count_buyers(self) -> int:
        """How many buyers there are. Reads the whole of an index: half a second for ten million."""
        with self._store.read() as connection:
            return buyers.count(connection, self._tenant_id)


def replace_unusable(
    database: Path, backup: Path, *, progress: Progress | None = None, cancel: Event | None = None
) -> Restored:
    """Put ``backup`` in the place of a file that cannot be opened for its damage; that one is set aside.

    Nobody's rights can be asked for, they stand in the damaged file. StorageError ``E-NOT-DAMAGED`` for a file that
    can be opened, which is ``Care.restore``'s business; others as there.
    """
    if opening.inspect(database).state not in _BROKEN:
        raise StorageError("this file is not damaged", code="E-NOT-DAMAGED")
    carried = left_behind.carried_from(database)
    return care.restore(backup, database, carried=carried, progress=progress, cancel=cancel)


def backups_of(database: Path, folder: Path) -> tuple[Kept, ...]:
    """The automatic backups of a file that cannot be opened, newest first."""
    with files.file_errors():
        return retention.kept_backups(database, folder)
