"""What the window asks the services to do, away from the GUI thread.

Reads may be dropped, writes may not: a write goes on when its form is gone, and its outcome is announced to the
whole window, not only to the form that asked.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from wxbuyer_gui.tasks.runner import Lane, Runner, Task

if TYPE_CHECKING:
    from pathlib import Path

    from wxbuyer_gui.domain.forgetting import ForgetOutcome
    from wxbuyer_gui.domain.journal import Outcome, Sighting
    from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
    from wxbuyer_gui.domain.person_record import PersonRecord
    from wxbuyer_gui.services.session import Session

T = TypeVar("T")
OnSuccess = Callable[["Outcome"], None]
OnError = Callable[[Exception], None]


def new_operation_id() -> str:
    """A fresh id for one write. A form takes one when it opens: submitting twice is then still one write."""
    return uuid.uuid4().hex


class Operations(QObject):
    """Runs the desk's writes and the window's reads on the runner.

    Every write takes the id of its operation, calls ``on_success(Outcome)`` or ``on_error(exception)`` unless
    ``owner`` has been destroyed meanwhile, and returns False when the same operation is already under way.

    Signals:
        written(Outcome): a write ended well; sent before ``on_success`` is called.
        buyer_changed(int): the buyer with this id may look different now, also after a failed write.
        busy_changed(bool): whether a write is under way.
    """

    written = Signal(object)
    buyer_changed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, *, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session: Session | None = None
        self._running: set[str] = set()

    @property
    def session(self) -> Session:
        """The open session. RuntimeError while none is open: nothing may be asked then."""
        if self._session is None:
            raise RuntimeError("no source is open")
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether a source is open."""
        return self._session is not None

    def is_running(self, operation_id: str) -> bool:
        """Whether this write is under way, so that somebody waits for its end."""
        return operation_id in self._running

    @property
    def running(self) -> int:
        """How many writes are under way."""
        return len(self._running)

    def attach(self, session: Session | None) -> None:
        """Work on ``session`` from now on; None while no source is open."""
        self._session = session

    def read(
        self,
        work: Callable[[Session], T],
        *,
        owner: QObject,
        on_success: Callable[[T], None],
        on_error: OnError,
    ) -> Task:
        """Ask the session something; the answer is dropped when ``owner`` is destroyed."""
        session = self.session
        lane = Lane.STORE if session.probe is None else Lane.SERVER
        return self._runner.submit(
            lambda: work(session), on_success=on_success, on_error=on_error, owner=owner, lane=lane
        )

    def save_buyer(
        self,
        user: WxBuyingUser,
        *,
        base: WxBuyingUser | None = None,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Store a new buyer, or the edited fields of ``user`` against ``base``."""
        desk = self.session.desk
        work = partial(desk.save_buyer, user, base=base, operation_id=operation_id)
        return self._write(work, operation_id, user.id, owner, on_success, on_error)

    def rename(
        self,
        buyer: WxBuyingUser,
        alias: str,
        *,
        base: str,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Call ``buyer`` something else among staff; ``base`` is what the person saw."""
        work = partial(self.session.desk.rename, buyer, alias, base=base, operation_id=operation_id)
        return self._write(work, operation_id, buyer.id, owner, on_success, on_error)

    def register(
        self,
        buyer: WxBuyingUser,
        form: MemberForm,
        *,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Make a member for ``buyer``; a buyer without an id is stored together with it."""
        desk = self.session.desk
        work = partial(desk.register, buyer, form, operation_id=operation_id)
        return self._write(work, operation_id, buyer.id, owner, on_success, on_error)

    def bind(
        self,
        buyer: WxBuyingUser,
        form: MemberForm,
        *,
        member_id: int | None = None,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Bind ``buyer`` to the member that ``member_id`` or the form names."""
        desk = self.session.desk
        work = partial(desk.bind, buyer, form, member_id=member_id, operation_id=operation_id)
        return self._write(work, operation_id, buyer.id, owner, on_success, on_error)

    def rebind(
        self,
        buyer: WxBuyingUser,
        from_member_id: int,
        form: MemberForm,
        *,
        member_id: int | None = None,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Bind ``buyer`` to another member than ``from_member_id``; half done is RebindHalfDoneError."""
        desk = self.session.desk
        work = partial(desk.rebind, buyer, from_member_id, form, member_id=member_id, operation_id=operation_id)
        return self._write(work, operation_id, buyer.id, owner, on_success, on_error)

    def unbind(
        self,
        buyer: WxBuyingUser,
        *,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Take the member off ``buyer``; the member itself stays."""
        desk = self.session.desk
        work = partial(desk.unbind, buyer, operation_id=operation_id)
        return self._write(work, operation_id, buyer.id, owner, on_success, on_error)

    def save_member(
        self,
        member: Member,
        *,
        base: Member | None = None,
        operation_id: str,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        """Store an existing member's edited fields."""
        desk = self.session.desk
        work = partial(desk.save_member, member, base=base, operation_id=operation_id)
        return self._write(work, operation_id, None, owner, on_success, on_error)

    def look_again(
        self,
        operation_id: str,
        *,
        final: bool,
        owner: QObject,
        on_success: Callable[[Sighting], None],
        on_error: OnError,
    ) -> None:
        """Read the buyer of a write that was not answered; one that is done after all is announced as any other."""

        def succeed(sighting: Sighting) -> None:
            if sighting.outcome is not None:
                self.written.emit(sighting.outcome)
                self._announce(sighting.outcome, None)
            on_success(sighting)

        self.read(
            lambda session: session.desk.look_again(operation_id, final=final),
            owner=owner,
            on_success=succeed,
            on_error=on_error,
        )

    def undo(self, seq: int, *, owner: QObject, on_success: OnSuccess, on_error: OnError) -> bool:
        """Take back the write of journal entry ``seq``."""
        session = self.session
        return self._write(
            partial(session.desk.undo, seq), session.journal.undo_id(seq), None, owner, on_success, on_error
        )

    def forget(
        self,
        buyer: WxBuyingUser,
        *,
        reason: str,
        discard_waiting: bool,
        owner: QObject,
        on_success: Callable[[ForgetOutcome], None],
        on_error: OnError,
    ) -> None:
        """Erase ``buyer``. It is no write of the desk: nothing is read back, and nothing can be undone."""
        work = partial(self.session.forgetting.forget, buyer, reason=reason, discard_waiting=discard_waiting)
        self._finish(work, buyer.id, owner, on_success, on_error)

    def export_person(
        self,
        buyer: WxBuyingUser,
        path: Path,
        *,
        reason: str,
        owner: QObject,
        on_success: Callable[[PersonRecord], None],
        on_error: OnError,
    ) -> None:
        """Write all that is held on ``buyer`` into a PDF."""
        from wxbuyer_gui.ui.person_sheet import write_pdf  # noqa: PLC0415  not at start-up

        work = partial(self.session.person_export.export, buyer.id or 0, path, reason=reason, draw=write_pdf)
        self._finish(work, buyer.id, owner, on_success, on_error)

    def _finish(
        self,
        work: Callable[[], T],
        buyer_id: int | None,
        owner: QObject,
        on_success: Callable[[T], None],
        on_error: OnError,
    ) -> None:
        """Do what is no write of the desk, also when its form is gone; the buyer or its history is another one then."""

        def succeed(made: T) -> None:
            self.buyer_changed.emit(buyer_id)
            if isValid(owner):
                on_success(made)

        self._runner.submit(
            work,
            on_success=succeed,
            on_error=lambda error: on_error(error) if isValid(owner) else None,
            must_finish=True,
        )

    def _write(
        self,
        work: Callable[[], Outcome],
        operation_id: str,
        buyer_id: int | None,
        owner: QObject,
        on_success: OnSuccess,
        on_error: OnError,
    ) -> bool:
        if operation_id in self._running:
            return False
        self._running.add(operation_id)
        self.busy_changed.emit(True)

        def succeed(outcome: Outcome) -> None:
            self._end(operation_id)
            self.written.emit(outcome)
            self._announce(outcome, buyer_id)
            if isValid(owner):
                on_success(outcome)

        def fail(error: Exception) -> None:
            self._end(operation_id)
            if buyer_id:
                self.buyer_changed.emit(buyer_id)  # perhaps done, or changed by somebody else: show what is there
            if isValid(owner):
                on_error(error)

        self._runner.submit(work, on_success=succeed, on_error=fail, must_finish=True)
        return True

    def _end(self, operation_id: str) -> None:
        self._running.discard(operation_id)
        if not self._running:
            self.busy_changed.emit(False)

    def _announce(self, outcome: Outcome, buyer_id: int | None) -> None:
        shown = outcome.after or outcome.before
        self.buyer_changed.emit(shown.id if shown is not None else buyer_id)
