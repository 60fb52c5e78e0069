"""Actions that somebody lacks the right for: a manager is asked on the spot, and exactly that action is done again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wxbuyer_gui.domain.permissions import NotAllowedError, NotConfirmedError, Right, Role, SignedOutError
from wxbuyer_gui.tasks.runner import Runner, Setback, as_it_is
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.domain.permissions import Person
    from wxbuyer_gui.services.operators import Approval
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.ui.dialogs.approval_dialog import ApprovalDialog


class Approvals(QObject):
    """Takes each NotAllowedError that work on ``runner`` ends with, and asks a manager in the window it came from.

    One question at a time: what is refused meanwhile is told to whoever waits for it. Where the question is put away,
    so is the action, and whoever waits hears of the error as ever. What is handed in stays with whoever is signed in
    then, and is nobody else's to allow.
    """

    def __init__(self, *, theme: Theme, icons: Icons, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._dress = {"theme": theme, "icons": icons}
        self._runner = runner
        self._window = window
        self._session: Session | None = None
        self._dialog: ApprovalDialog | None = None
        runner.intercept = self._take

    def attach(self, session: Session | None) -> None:
        """Ask the managers of another session."""
        self._session = session
        self._runner.bind = session.staff.operators.bound if session is not None else as_it_is
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()

    def _take(self, setback: Setback) -> bool:
        error, session = setback.error, self._session
        if not isinstance(error, NotAllowedError) or isinstance(error, SignedOutError):
            return False
        if session is None or (self._dialog is not None and isValid(self._dialog)):
            return False
        if error.operator is not None and error.operator.id != session.staff.operators.current.id:
            return False  # whoever wanted it is gone, and nobody else is to answer for it
        self._ask(setback, session, error.approved | {error.right})
        return True

    def _ask(self, setback: Setback, session: Session, rights: frozenset[Right]) -> None:
        from wxbuyer_gui.ui.dialogs.approval_dialog import ApprovalDialog  # noqa: PLC0415  not at start-up

        confirms = isinstance(setback.error, NotConfirmedError)
        self._dialog = dialog = ApprovalDialog(
            **self._dress,
            rights=sorted(rights),
            worker=session.staff.operators.current.name,
            confirms=confirms,
            parent=_window_of(setback.owner) or self._window,
        )
        follow = setback.give_up

        def allow(approval: Approval | None) -> None:
            nonlocal follow
            follow = partial(self._again, setback, session, approval)
            dialog.close()

        def submit(name: str, secret: str) -> None:
            work: Callable[[], Approval | None]
            if confirms:
                work = partial(session.staff.confirm, secret)
            else:
                work = partial(session.staff.approve, name, secret, rights)
            self._runner.submit(work, on_success=allow, on_error=dialog.show_refusal, owner=dialog)

        def end() -> None:
            self._dialog = None
            follow()

        dialog.submitted.connect(submit)
        dialog.closed.connect(end)
        if not confirms:
            self._runner.submit(
                session.staff.people,
                on_success=lambda people: dialog.offer(_managers(people)),
                on_error=_ignore,
                owner=dialog,
            )
        dialog.open()

    def _again(self, setback: Setback, session: Session, approval: Approval | None) -> None:
        def around(work: Callable[[], Any]) -> Any:
            if approval is None:
                return work()
            try:
                with session.staff.operators.approved(approval):
                    return work()
            except NotAllowedError as error:
                error.approved = approval.rights
                raise

        setback.again(around)


def _window_of(owner: QObject | None) -> QWidget | None:
    """The window in which the action began."""
    while owner is not None and not isinstance(owner, QWidget):
        owner = owner.parent()
    return owner.window() if owner is not None else None


def _managers(people: tuple[Person, ...]) -> list[str]:
    return [
        person.operator.name for person in people if person.operator.role is Role.MANAGER and person.left_at is None
    ]


def _ignore(_error: Exception) -> None:
    """The name can be typed."""
