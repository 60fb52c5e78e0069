"""Who works at the open source: signing in and out, the lock, and those who were put out of service elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.permissions import SINGLE_USER, Operator, Role
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.idle import Idle
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.domain.permissions import Person
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.settings import Settings

_LOOK_MS = 3000
"""Between two looks at who was put out of service at another counter."""


class Signing(QObject):
    """Follows the operators of the open session, and asks them to come and go.

    Signals:
        shut(): nobody is signed in any more, or yet.
        entered(bool): somebody is; whether it is who was here before the counter was shut, or nobody was.
        changed(): name, role or number of people are other ones.
        refused(Exception): somebody could not be signed in.
        failed(Exception): something about coming and going went wrong.
    """

    shut = Signal()
    entered = Signal(bool)
    changed = Signal()
    refused = Signal(object)
    failed = Signal(object)
    _heard = Signal()

    def __init__(
        self, *, runner: Runner, preferences: Preferences, idle: Idle | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._preferences = preferences
        self._session: Session | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._shown = SINGLE_USER
        self._last: Operator | None = None
        self._is_left = False
        self._minutes = -1
        self.idle = idle or Idle(parent=self)
        self.idle.over.connect(self.lock)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._heard.connect(self._follow)
        preferences.changed.connect(self._follow_settings)
        runner.closing.connect(lambda: self.attach(None))

    @property
    def operator(self) -> Operator:
        """Who works here; ``SINGLE_USER`` also while no source is open."""
        return self._session.staff.operators.current if self._session is not None else SINGLE_USER

    @property
    def locked(self) -> Operator | None:
        """Who locked the counter and is expected back."""
        return self._session.staff.operators.locked if self._session is not None else None

    @property
    def is_shut(self) -> bool:
        """Whether somebody has to sign in first."""
        return self.operator.role is Role.NOBODY

    def attach(self, session: Session | None) -> None:
        """Follow another session; None follows nobody."""
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._session, self._last, self._is_left = session, None, False
        if session is None:  # what is hidden stays so until another source is there
            self._look.stop()
            self.idle.stop()
            return
        self._unsubscribe = session.staff.operators.subscribe(self._heard.emit)  # from any thread
        was_shut = self._shown.role is Role.NOBODY
        self._shown = SINGLE_USER
        if was_shut and not self.is_shut:
            self.entered.emit(True)
        self._follow()

    def people(self, then: Callable[[tuple[Person, ...]], None]) -> None:
        """Read who works here."""
        if self._session is not None:
            work = self._session.staff.people
            self._runner.submit(work, on_success=then, on_error=self.failed.emit, owner=self)

    def sign_in(self, name: str, secret: str) -> None:
        """Try a name and a secret; ``entered`` or ``refused`` follows."""
        if self._session is not None:
            work = partial(self._session.staff.sign_in, name, secret)
            self._runner.submit(work, on_success=lambda _: None, on_error=self.refused.emit, owner=self)

    def lock(self) -> None:
        """Nobody is signed in; what is half done waits for the same operator."""
        if self._session is not None and self.operator.id is not None:
            self._note(self._session, self._session.staff.operators.lock(), locked=True)

    def sign_out(self) -> None:
        """Nobody is signed in; what is half done is given up, what was handed in goes on."""
        if self._session is not None and self.operator.id is not None:
            session = self._session
            left = session.staff.operators.sign_out()
            self._write(partial(session.drafts.discard_all, left))
            self._note(session, left, locked=False)

    def look(self) -> None:
        """Is everybody still here?"""
        if self._session is not None:
            self._runner.submit(
                self._session.staff.look, on_success=lambda _: None, on_error=lambda _: None, owner=self, aside=True
            )

    def _note(self, session: Session, left: Operator, *, locked: bool) -> None:
        self._write(partial(session.staff.note_left, left, locked=locked))

    def _write(self, work: Callable[[], object]) -> None:
        self._runner.submit(work, on_success=lambda _: None, on_error=self.failed.emit, owner=self, must_finish=True)

    def _follow(self) -> None:
        """Somebody came, left, or is called otherwise."""
        before, self._shown = self._shown, self.operator
        was_shut = before.role is Role.NOBODY
        self._watch()
        if self.is_shut:
            if not was_shut:
                self._last, self._is_left = self.locked, before.id is not None
                self.shut.emit()
        elif was_shut or before.id != self._shown.id:
            is_back = not self._is_left or (self._last is not None and self._last.id == self._shown.id)
            self._last, self._is_left = None, False
            self.entered.emit(is_back)
        self.changed.emit()

    def _watch(self) -> None:
        """Look after an operator: is the counter left alone, was somebody put out of service?"""
        if self._shown.id is None:
            self._look.stop()
            self.idle.stop()
        elif not self._look.isActive():
            self._look.start()
            self._start_idle()

    def _start_idle(self) -> None:
        self._minutes = self._preferences.settings.privacy.lock_minutes
        self.idle.start(self._minutes)

    def _follow_settings(self, settings: Settings) -> None:
        if self._look.isActive() and settings.privacy.lock_minutes != self._minutes:
            self._start_idle()
