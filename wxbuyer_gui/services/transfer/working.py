"""What import and export do that takes long, fit to be done by another process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING
from uuid import uuid4

from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.services.transfer import plan as plans
from wxbuyer_gui.services.transfer import report
from wxbuyer_gui.services.transfer.plan import Kind, Plan, Reasons, Verdicts
from wxbuyer_gui.store import facts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.apart.here import Course
    from wxbuyer_gui.services.transfer.columns import FileKind
    from wxbuyer_gui.services.transfer.exporting import Exporter
    from wxbuyer_gui.services.transfer.importing import Importer, Progress

_MARK = "last_import"


def inspect(_course: Course, path: Path, encoding: str) -> Plan:
    """As ``plan.inspect``."""
    return plans.inspect(path, encoding=encoding)


def try_out(course: Course, importer: Importer, plan: Plan) -> Verdicts:
    """As ``Importer.try_out``."""
    return importer.try_out(plan, cancel=course.cancel, progress=course.tell)


def export(course: Course, exporter: Exporter, path: Path, kind: FileKind) -> int:
    """As ``Exporter.write``."""
    return exporter.write(path, kind, cancel=course.cancel, progress=course.tell)


def error_file(_course: Course, plan: Plan, reasons: Reasons, said: Mapping[Kind, str]) -> Path:
    """As ``report.error_file``."""
    return report.error_file(plan, reasons, said)


def run_apart(importer: Importer, plan: Plan, *, skip_bad: bool, cancel: Event, progress: Progress) -> Verdicts:
    """As ``Importer.run``, by a process of its own; this one's writes wait meanwhile.

    Where that process dies between its last words and the end of the transaction, the database tells what became of it.
    """
    mark = uuid4().hex
    sealed: list[Verdicts] = []

    def hear(told: int | Verdicts) -> None:
        if isinstance(told, Verdicts):
            sealed.append(told)
        else:
            progress(told)

    with importer.store.standing_back():
        try:
            return Apart(cancel=cancel, progress=hear).call(_run, importer, plan, mark, skip_bad=skip_bad)
        except StorageError:
            if not sealed or not _is_done(importer, mark):
                raise
    sealed[0].written = True
    return sealed[0]


def _run(course: Course, importer: Importer, plan: Plan, mark: str, *, skip_bad: bool) -> Verdicts:
    def seal(connection: Connection, verdicts: Verdicts) -> None:
        facts.write(connection, _MARK, mark)
        course.tell(verdicts)

    return importer.run(plan, cancel=course.cancel, progress=course.tell, skip_bad=skip_bad, seal=seal)


def _is_done(importer: Importer, mark: str) -> bool:
    with importer.store.read() as connection:
        return facts.read(connection, _MARK) == mark
