"""The work that needs no window: import, export, backup, restore, check, report, migrate.

Each command returns an exit code and says what it did through ``tell``. What cannot be done is raised: BackendError,
NotAllowedError, OSError. Once ``stop`` is set a command ends with StorageError ``E-CANCELLED`` and nothing written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from wxbuyer_gui.admission import Admission, reset, set_role
from wxbuyer_gui.domain.crawl import CrawlLimits
from wxbuyer_gui.domain.errors import StorageError, UnsupportedError
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.domain.shift import ShiftSummary
from wxbuyer_gui.progress import progress_line
from wxbuyer_gui.services.care import CheckReport
from wxbuyer_gui.services.seals import ChainCheck, is_checked
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.report import summary
from wxbuyer_gui.services.transfer.service import Transfer
from wxbuyer_gui.sources import Sources, file_of
from wxbuyer_gui.store.care import BackupInfo

DONE, REFUSED = 0, 1

WriteSummary = Callable[[Session, ShiftSummary, Path], None]
"""Writes a shift summary into a file of the kind that its name ends in."""

_BROKEN = frozenset({"E-DAMAGED", "E-NOT-A-DATABASE"})


@dataclass(frozen=True, slots=True)
class Work:
    """What every command needs. ``url`` is the source's address, ``open`` opens it."""

    sources: Sources
    url: str
    open: Callable[[], Session]
    tell: Callable[[str], None]
    stop: Event = field(default_factory=Event)

    @property
    def is_missing(self) -> bool:
        """Whether the source is a file that is not there."""
        path = file_of(self.url)
        return path is not None and not path.exists()

    @contextmanager
    def session(self, *, create: bool = False) -> Iterator[Session]:
        """The source, open and fit for writing, which one that was not closed well is only after a check.

        StorageError ``E-NO-FILE`` for a file that is not there unless it may be made.
        """
        if self.is_missing and not create:
            raise StorageError("there is no such database", code="E-NO-FILE")
        session = self.open()
        try:
            report = session.begin(cancel=self.stop)
            if report is not None and report.is_damaged:
                raise StorageError(report.problems[0], code="E-DAMAGED")
            chain = session.journal.gap or (report.chain if report is not None else None)
            if chain is not None and not chain.ok:
                for line in _findings_of_journal(chain):
                    self.tell(line)
            yield session
        finally:
            session.close()


def import_file(work: Work, path: Path, *, kind: str | None = None, skip_bad: bool = False) -> int:
    """Bring in buyers or members from a CSV or XLSX file; without ``kind`` the headers tell which."""
    with work.session(create=True) as session:
        imports = session.imports
        if imports is None:
            raise UnsupportedError("this source has no import: a server's needs a mirror")
        plan = imports.inspect(path)
        if kind is not None:
            plan = plan.with_kind(kind)
        verdicts = imports.run(plan, skip_bad=skip_bad, cancel=work.stop, progress=_show_rows)
        work.tell(summary(plan, verdicts))
        if verdicts.refused:
            work.tell(f"refused rows: {imports.error_file(plan, verdicts)}")
    return DONE if verdicts.written else REFUSED


def export_file(work: Work, path: Path, *, kind: str, clear: bool, reason: str, language: str) -> int:
    """Write all buyers or members to a CSV or XLSX file, masked unless ``clear``, which says what for."""
    with work.session() as session:
        transfer = _transfer(session)
        export = partial(transfer.export_clear, reason=reason) if clear else transfer.export
        rows = export(path, FileKind(kind), language=language, cancel=work.stop, progress=_show_rows)
    work.tell(f"{rows:,} {kind} exported to {path}")
    return DONE


def backup(work: Work, target: Path) -> int:
    """Copy the database to a file, checked."""
    with work.session() as session:
        if session.source.kind == "remote":
            raise UnsupportedError("a server's data is backed up by whoever runs it")
        info = session.care.backup(target, cancel=work.stop, progress=_show_share)
    work.tell(f"backed up to {target}: {_counts(info)}")
    return DONE


def restore(work: Work, backup_file: Path) -> int:
    """Put a backup in the place of the database, which is set aside, also where that cannot be opened."""
    session = _open_if_possible(work)
    try:
        shelf = work.sources.shelf(session) if session is not None else work.sources.shelf_at(work.url)
        info = shelf.look_into(backup_file)
        made = f"{info.made_at.astimezone():%Y-%m-%d %H:%M}" if info.made_at is not None else "at an unknown time"
        work.tell(f"backup made {made}: {_counts(info)}")
        result = shelf.restore(backup_file, cancel=work.stop, progress=_show_share)
    finally:
        if session is not None:
            session.close()
    aside = f"; the file before it is {result.set_aside}" if result.set_aside is not None else ""
    work.tell(f"restored{aside}")
    if result.unread:
        work.tell("nothing tells who left or was forgotten after this backup: they are back")
    return DONE


def check(work: Work, *, rebuild_index: bool = False, code: str = "") -> int:
    """Check pages, search index and journal; ``rebuild_index`` makes the index anew in between.

    ``code`` is that of a printed shift summary, which the journal has to hold.
    """
    if work.is_missing:
        raise StorageError("there is no such database", code="E-NO-FILE")
    try:
        session = work.open()
    except StorageError as error:
        if error.code in _BROKEN:
            _offer_backup(work, None)
        raise
    try:
        report = session.care.check(code=code, cancel=work.stop, progress=_show_share)
        if rebuild_index and not report.is_damaged:
            session.care.rebuild_index(cancel=work.stop, progress=_show_share)
            report = session.care.check(code=code, cancel=work.stop)
        report = _judged(work, session, report, code)
        for line in _findings(report):
            work.tell(line)
        if session.journal.gap is not None:  # found, and written down, when the source was opened
            work.tell("when it was opened:")
            for line in _findings_of_journal(session.journal.gap):
                work.tell(line)
        if report.is_damaged:
            _offer_backup(work, session)
    finally:
        session.close()
    return DONE if report.ok and session.journal.gap is None else REFUSED


def report(work: Work, days: tuple[date, date], out: Path, write: WriteSummary) -> int:
    """Write the shift summary of these days, the first and the last one, to a file; ``write`` knows how."""
    with work.session() as session:
        summary = session.reports.summary(*days)
        write(session, summary, out)
    done = summary.total
    work.tell(
        f"{days[0]} to {days[1]}: {done.registered:,} registered, {done.bound:,} bound, {done.rebound:,} rebound, "
        f"{done.unbound:,} unbound, {done.failed:,} failed, {done.pending:,} pending; written to {out}"
    )
    return DONE


def sync(work: Work, limits: CrawlLimits) -> int:
    """Copy all buyers of a server into its mirror; it goes on where the last one was stopped."""
    with work.session() as session:
        if session.mirror is None:
            raise UnsupportedError("this source has no mirror: give --mirror sqlite:///FILE, or turn it on in Settings")
        aside = session.mirror.info().set_aside
        if aside is not None:
            work.tell(f"the copy was damaged: it is kept as {aside}, and a new one is begun")
        with progress_line() as show:
            done = session.mirror.crawl(progress=show, cancel=work.stop, limits=limits)
        coverage = session.mirror.coverage()
    work.tell(f"{done.found:,} buyers copied; the mirror knows {coverage.known:,}")
    return DONE


def list_operators(work: Work) -> int:
    """Who works here, and who did."""
    with work.session() as session:
        people = session.staff.people()
    for person in people:
        left = f", out of service since {person.left_at.astimezone():%Y-%m-%d}" if person.left_at is not None else ""
        work.tell(f"{person.operator.name}  {person.operator.role}{left}")
    if not people:
        work.tell("nobody: whoever is at the counter may do everything")
    return DONE


def change_role(work: Work, name: str, role: str, admission: Admission) -> int:
    """Make a manager of a clerk, who gets a password for that, or a clerk of a manager."""
    with work.session() as session:
        set_role(session, name, Role(role), admission)
    work.tell(f"{name} is a {role} now")
    return DONE


def reset_operator(work: Work, name: str, admission: Admission) -> int:
    """Give a manager another password without knowing the old one: for whoever can write the database."""
    with work.session() as session:
        reset(session, name, admission)
    work.tell(f"{name} has another password. It is written down, and all managers are told when they sign in next.")
    return DONE


def migrate(work: Work, admission: Admission, tenant_id: int) -> int:
    """Bring the database up to this program's schema; a SQLite file is, whenever it is opened."""
    try:
        if not work.is_missing:
            work.open().close()  # asks for a manager, where there is one to ask
    except StorageError as error:
        if error.code != "E-SCHEMA-OLD":
            raise
        admission.to_migrate(work.url, tenant_id)
    done = work.sources.migrate(work.url)
    work.tell("migrated" if done else "nothing to do")
    return DONE


def _transfer(session: Session) -> Transfer:
    if session.transfer is None:
        raise UnsupportedError("this source has no export")
    return session.transfer


def _open_if_possible(work: Work) -> Session | None:
    """The session, None for a file that is missing or broken: that is what its backup is for."""
    if work.is_missing:
        return None
    try:
        session = work.open()
    except StorageError as error:
        if error.code not in _BROKEN:
            raise
        return None
    try:
        session.begin(cancel=work.stop)
    except BaseException:
        session.close()
        raise
    return session


def _findings(report: CheckReport) -> Iterator[str]:
    if report.is_damaged:
        yield "the file is damaged, and is not written to:"
        yield from report.problems
        return
    yield "the pages are whole"
    if report.wrong_rows:
        yield f"the index is wrong for {report.wrong_rows:,} rows: run check --rebuild-index"
    else:
        yield "the index is whole"
    if report.chain is not None:
        yield from _findings_of_journal(report.chain)


def _findings_of_journal(chain: ChainCheck) -> Iterator[str]:
    if chain.broken_seq is not None:
        yield f"the journal was changed: row {chain.broken_seq} does not follow from those before it"
    if chain.changed_seq is not None:
        yield f"the journal was changed: row {chain.changed_seq} shows other values than were written"
    if chain.cut:
        yield f"the end of the journal is missing: {chain.rows:,} rows are left, {chain.missing:,} more were written"
    if chain.ok:
        yield f"the journal is whole: {chain.rows:,} rows"
    for name in chain.strangers:
        yield f"the journal does not tell how {name} came to work here in that role"
    if chain.other_rows:
        yield f"{chain.other_rows:,} rows were written at other computers, or before this one lost its key: not checked"
    for seq in chain.explained:
        yield f"row {seq} of the journal says that rows written before it are gone: a restored backup, or a gap"
    if not chain.is_anchored:
        yield "nothing outside the database says where the journal ended: a missing end would not show"


def _judged(work: Work, session: Session, report: CheckReport, code: str) -> CheckReport:
    """What a check found, kept for all counters; but nothing that a mistyped code alone may have led to."""
    if report.chain is None:
        return report
    if not code or is_checked(code):
        return replace(report, chain=session.judge(report.chain))
    sure = session.judge(session.care.check_journal(cancel=work.stop))
    if sure.ok and not report.chain.ok:
        work.tell("the code has no check in it, as older ones: look whether it is typed as it stands on the summary")
        return report
    return replace(report, chain=sure)


def _offer_backup(work: Work, session: Session | None) -> None:
    shelf = work.sources.shelf(session) if session is not None else work.sources.shelf_at(work.url)
    newest = next(iter(shelf.backups()), None)
    if newest is None:
        work.tell("there is no automatic backup: look for a copy, then run restore FILE")
    else:
        work.tell(f'the last backup holds {_counts(newest)}: run restore "{newest.path}"')


def _counts(info: BackupInfo) -> str:
    return f"{info.buyers:,} buyers, {info.members:,} members"


def _show_rows(rows: int) -> None:
    _show(f"{rows:,} rows")


def _show_share(share: float) -> None:
    _show(f"{share:.0%}")


def _show(progress: str) -> None:
    """How far it is, for whoever watches a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{progress}\r")
        sys.stderr.flush()
