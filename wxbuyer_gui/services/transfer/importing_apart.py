"""An import by a process of its own: what it wrote is known also where it does not live to tell."""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING
from uuid import uuid4

from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
from wxbuyer_gui.store import facts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.apart.here import Course
    from wxbuyer_gui.services.transfer.importing import Importer, Progress

_MARK = "last_import"


def run_apart(importer: Importer, plan: Plan, *, skip_bad: bool, cancel: Event, progress: Progress) -> Verdicts:
    """As ``Importer.run``, by a process of its own; this one's writes wait meanwhile.

    Where that process or its connection dies about the end of the transaction, the database tells what became of it.
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
        except BackendError:
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
    """Whether the database says so; where it cannot be asked, nobody does."""
    with suppress(BackendError), importer.store.read() as connection:
        return facts.read(connection, _MARK) == mark
    return False
