"""The source that the window works on: opened, checked and closed on workers, and changed while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.long_task import LongTask

if TYPE_CHECKING:
    from wxbuyer_gui.services.care import CareStatus, CheckReport
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.store.places import Place

Opener = Callable[[], "Session"]
Maker = Callable[[Event, Callable[[int], None]], "Session"]
"""Is given what to watch and what to tell its progress to, as a ``LongTask``'s work."""


class SourceKeeper(QObject):
    """Holds at most one open session.

    Signals:
        opened(Session): work on this one from now on; another one that was open is being closed.
        refused(Exception): the source could not be opened. One that was open before stays open.
        making(int, float): so much of a source that has to be made is done, after so many seconds.
        stopped(): making it was stopped. One that was open before stays open.
        checking(float): the pages of the file are being checked, 0 to 1 of them are; writes wait.
        checked(): the pages of the file are checked, if that was due, and writes go through.
        placed_badly(Place): the file lies where it can be damaged.
        numbers_locked(): its ID numbers are encrypted, and their key is not on this computer.
        status_read(): ``status`` is up to date, or ``buyers`` is.
        changed_elsewhere(Changed): another program changed this in the open source.
        failed(Exception): something about an open source went wrong.
    """

    opened = Signal(object)
    refused = Signal(object)
    making = Signal(int, float)
    stopped = Signal()
    checking = Signal(float)
    checked = Signal()
    placed_badly = Signal(object)
    numbers_locked = Signal()
    status_read = Signal()
    changed_elsewhere = Signal(object)
    failed = Signal(object)

    def __init__(self, *, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session: Session | None = None
        self._status: CareStatus | None = None
        self._buyers: int | None = None
        self._is_counted = False
        self._again: Callable[[], object] | None = None
        self._is_awaited = True
        self._making = LongTask(runner=runner, parent=self)
        self._making.progressed.connect(lambda done: self.making.emit(done, self._making.seconds))
        self._stop_check = Event()

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self._session

    @property
    def is_awaited(self) -> bool:
        """Whether a source is to come: a program begins with that, until there is one or a page says why not."""
        return self._is_awaited

    @property
    def status(self) -> CareStatus | None:
        """How the buyers are kept, as last read."""
        return self._status

    @property
    def buyers(self) -> int | None:
        """How many buyers there are, as last counted."""
        return self._buyers

    def open(self, opener: Opener) -> bool:
        """Open a source on a worker; False, and nothing happens, while a write is under way."""
        if self._runner.writing:
            return False

        def again() -> bool:
            return self.open(opener)

        self._again = again
        self._is_awaited = True
        self._making.stop()
        self._runner.submit(
            opener,
            on_success=lambda session: self._take(session, again),
            on_error=lambda error: self._fail(error, again),
            owner=self,
        )
        return True

    def make(self, maker: Maker) -> bool:
        """Open a source that has to be made first; False, and nothing happens, while a write or another is under way.

        The program may end meanwhile, and another source may be opened instead: either stops it.
        """
        if self._runner.writing or self._making.is_running:
            return False

        def again() -> bool:
            return self.make(maker)

        self._again = again
        self._is_awaited = True
        self._making.start(
            maker,
            on_success=lambda session: self._take(session, again),
            on_error=lambda error: self._fail(error, again),
        )
        return True

    def stop_making(self) -> None:
        """Make no more of it; ``stopped`` follows."""
        self._making.stop()

    def reopen(self) -> None:
        """Open the source that was tried last once more: after a restore, a migration, or when the cause is gone."""
        if self._again is not None:
            self._again()

    def forget(self) -> None:
        """A restore has closed the session's file: what else it has is closed, too."""
        self._status = self._buyers = None
        self.close()

    def read_status(self) -> None:
        """Ask when the buyers were backed up."""
        if self._session is not None:
            care = self._session.care
            self._runner.submit(care.status, on_success=self._on_status, on_error=self.failed.emit, owner=self)

    def count_again(self) -> None:
        """The number of buyers may be another one; it is counted with the next ``count``."""
        self._is_counted = False

    def count(self) -> None:
        """Count the buyers if that was not done yet, where no search waits for it."""
        session = self._session
        if session is None or session.source.kind == "remote" or self._is_counted:
            return
        self._is_counted = True

        def take(buyers: int) -> None:
            if self._session is session:
                self._buyers = buyers
                self.status_read.emit()

        self._runner.submit(
            session.care.count_buyers,
            on_success=take,
            on_error=self.failed.emit,
            owner=self,
            lane=Lane.LONG,
            aside=True,
        )

    def close(self) -> None:
        """Close the source now; the runner is closed already, or has nothing left to do."""
        self._stop_check.set()
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _take(self, session: Session, again: Callable[[], object]) -> None:
        """Work on ``session``; where another source was chosen while it was being opened, close it again."""
        if self._again is again:
            self._is_awaited = False
            self._leave()
            self._attach(session)
        else:
            self._close_apart(session)

    def _fail(self, error: Exception, again: Callable[[], object]) -> None:
        """Say why there is no source; nothing where another was chosen meanwhile, and nobody waits for this one."""
        if self._again is not again:
            return
        self._is_awaited = False
        if getattr(error, "code", "") == "E-CANCELLED":
            self.stopped.emit()
        else:
            self.refused.emit(error)

    def _attach(self, session: Session) -> None:
        self._session, self._status, self._buyers = session, None, None
        self._is_counted = False
        self._stop_check = stop = Event()
        self.opened.emit(session)
        tell = self.checking.emit  # from the worker: Qt carries it over
        self._runner.submit(
            lambda: session.begin(progress=tell, cancel=stop),
            on_success=self._on_checked,
            on_error=self.failed.emit,
            owner=self,
        )
        if not session.source.demo:
            if session.watch is not None:
                session.watch.start(self.changed_elsewhere.emit)  # from its thread, as above
            self._runner.submit(
                lambda: session.care.place, on_success=self._on_place, on_error=self.failed.emit, owner=self
            )
        if (vault := session.id_vault) is not None:
            self._runner.submit(vault.is_locked, on_success=self._on_vault, on_error=self.failed.emit, owner=self)
        self.read_status()

    def _leave(self) -> None:
        """Close the session that is left behind."""
        self._stop_check.set()
        if self._session is not None:
            self._close_apart(self._session)

    def _close_apart(self, session: Session) -> None:
        """Close a session away from the GUI thread."""
        self._runner.submit(
            session.close, on_success=lambda _: None, on_error=self.failed.emit, owner=self, must_finish=True
        )

    def _on_checked(self, report: CheckReport | None) -> None:
        if report is not None and report.is_damaged:
            self.failed.emit(StorageError("the file is damaged", code="E-DAMAGED"))
        self.checked.emit()

    def _on_place(self, place: Place | None) -> None:
        if place is not None:
            self.placed_badly.emit(place)

    def _on_vault(self, is_locked: bool) -> None:
        if is_locked:
            self.numbers_locked.emit()

    def _on_status(self, status: CareStatus) -> None:
        self._status = status
        self.status_read.emit()
