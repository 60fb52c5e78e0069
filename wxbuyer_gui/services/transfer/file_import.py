"""Import: look at a file, try it out, bring it in. What was brought in is written into the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.apart.here import Here
from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.domain.errors import BackendError, UnsupportedError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.services.transfer import report, working
from wxbuyer_gui.services.transfer.importing import Importer, Progress
from wxbuyer_gui.services.transfer.importing_apart import run_apart
from wxbuyer_gui.services.transfer.into_copy import CopyImporter
from wxbuyer_gui.services.transfer.plan import Plan, Verdicts

if TYPE_CHECKING:
    from wxbuyer_gui.backends.offline.mirror import Mirror
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

Work = type[Here] | type[Apart]
logger = logging.getLogger(__name__)


class FileImport(Service):
    """Files that come in by what ``importer`` makes for each. Methods block and may be called from any thread.

    ``work`` says whether what takes long is done here or by a process of its own.

    ``progress`` is told the number of rows done, on the caller's thread. A set ``cancel`` ends an import with
    StorageError ``E-CANCELLED`` and nothing written.
    """

    def __init__(self, importer: Callable[[Plan], Importer], journal: Journal, *, work: Work = Here) -> None:
        self._importer = importer
        self._journal = journal
        self._work = work

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._journal.operators

    @needs(Right.SEARCH)
    def inspect(self, path: Path, *, encoding: str = "") -> Plan:
        """Look at a file and guess what it holds; errors as in ``sheet.open_sheet``."""
        return self._work(cancel=Event()).call(working.inspect, path, encoding)

    @needs(Right.SEARCH)
    def try_out(self, plan: Plan, *, cancel: Event | None = None, progress: Progress = lambda _rows: None) -> Verdicts:
        """What ``run`` would do, row by row; writes nothing."""
        work = self._work(cancel=cancel or Event(), progress=progress)
        return work.call(working.try_out, self._importer(plan), plan)

    @needs(Right.IMPORT)
    def run(
        self,
        plan: Plan,
        *,
        skip_bad: bool = False,
        cancel: Event | None = None,
        progress: Progress = lambda _rows: None,
    ) -> Verdicts:
        """Import the file in one transaction; with refused rows nothing is written unless ``skip_bad``."""
        importer = self._importer(plan)
        bring_in = importer.run if self._work is Here else partial(run_apart, importer)
        verdicts = bring_in(plan, skip_bad=skip_bad, cancel=cancel or Event(), progress=progress)
        if verdicts.written:
            try:
                self._journal.event(Action.IMPORT, count=verdicts.new + verdicts.changed)
            except BackendError as error:  # the rows are in: an error now would say that they are not
                logger.error("an import could not be noted in the journal: %s", error.code)
        return verdicts

    @needs(Right.SEARCH)
    def error_file(
        self, plan: Plan, verdicts: Verdicts, *, tell: report.Tell = lambda problem, _field, _clashes: problem
    ) -> Path:
        """Write the refused rows beside the file, as ``report.error_file`` does."""
        said = report.sentences(verdicts.reasons, tell)
        return self._work(cancel=Event()).call(working.error_file, plan, verdicts.reasons, said)


def import_into_copy(mirror: Mirror, desk_store: Store, journal: Journal, *, work: Work) -> FileImport:
    """Files into the copy of a server's buyers, as old as the file is; nothing of it goes to the server.

    UnsupportedError ``E-NO-TENANT``, once a file is tried, while nobody knows whose buyers the copy holds.
    """

    def importer(plan: Plan) -> CopyImporter:
        if mirror.tenant_id is None:
            raise UnsupportedError("whose buyers the server has is not known yet", code="E-NO-TENANT")
        written_at = int(plan.sheet.path.stat().st_mtime * 1000)
        return CopyImporter(mirror.store, mirror.tenant_id, as_of=min(written_at, mirror.now()), desk_store=desk_store)

    return FileImport(importer, journal, work=work)
