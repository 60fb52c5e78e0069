"""The writes that are not settled yet, as the window knows them, and what people do about them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision, OpState, PendingCounts
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.tasks.runner import Lane, Runner, Task
from wxbuyer_gui.ui.operations import Operations

if TYPE_CHECKING:
    from wxbuyer_gui.services.outbox import OutboxService
    from wxbuyer_gui.services.session import Session

T = TypeVar("T")

PendingOf = Callable[[int | None], Operation | None]
"""What is to happen to the buyer of this number still."""

Told = Callable[[Exception | None], None]
"""Who wants to know the end of something: None, or why it was not done. Nobody: ``failed`` says so."""


class Pending(QObject):
    """Follows the outbox of the open session. Writes of this window that are still under way are left out: whoever
    waits for them is told by the form.

    Signals:
        changed(): ``operations`` are other ones.
        settled(Operation): one that was shown here is done, refused, or needs a person now.
        failed(Exception): something that a person wanted was not done.
    """

    changed = Signal()
    settled = Signal(object)
    failed = Signal(object)
    _heard = Signal(object)

    def __init__(self, *, runner: Runner, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._writes = operations
        self._outbox: OutboxService | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._operations: tuple[Operation, ...] = ()
        self._reading: Task | None = None
        self._is_stale = False
        self._heard.connect(self._on_heard)
        operations.busy_changed.connect(lambda busy: None if busy else self.refresh())
        runner.closing.connect(lambda: self.attach(None))

    @property
    def is_here(self) -> bool:
        """Whether the open source keeps writes until they can be sent."""
        return self._outbox is not None

    @property
    def may_review(self) -> bool:
        """Whether who works here now may decide about what is in review."""
        return self._outbox is not None and self._outbox.operators.current.may(Right.REVIEW)

    def may_change(self, operation: Operation) -> bool:
        """Whether who works here now may edit and discard it: one's own, as long as nobody has to decide about it."""
        if self._outbox is None or self.may_review:
            return self._outbox is not None
        is_own = operation.operator == self._outbox.operators.current.name
        return is_own and operation.state is not OpState.REVIEW

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All that is to happen still, and what was refused and nobody has seen yet; oldest first."""
        return self._operations

    @property
    def counts(self) -> PendingCounts:
        """How many of each sort."""
        states = [operation.state for operation in self._operations]
        return PendingCounts(
            waiting=sum(state.is_waiting for state in states),
            checking=sum(state.is_being_checked for state in states),
            review=sum(operation.needs_person for operation in self._operations),
        )

    @property
    def unsettled(self) -> int:
        """How many writes whoever leaves the source leaves behind to go on: also those that this window waits for.

        What was refused is over, whether anybody has looked at it or not.
        """
        is_open = sum(operation.state.is_open for operation in self._operations)
        return is_open + (self._writes.running if self._outbox is not None else 0)

    def of_buyer(self, buyer_id: int | None) -> Operation | None:
        """What is to be known first about this buyer: what needs a person, else what is checked, else what waits."""
        found = [operation for operation in self._operations if buyer_id and operation.buyer_id == buyer_id]
        return min(found, key=_urgency, default=None)

    def has_binding(self, buyer_id: int | None) -> bool:
        """Whether a member is to be bound to this buyer, or taken off: a second such write would be refused."""
        return any(
            operation.buyer_id == buyer_id and operation.kind != "save" and operation.state.is_open
            for operation in self._operations
        )

    def attach(self, session: Session | None) -> None:
        """Follow another session; None follows nobody."""
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._outbox = session.outbox if session is not None else None
        self._reading = None
        if self._outbox is not None:
            self._unsubscribe = self._outbox.subscribe(self._heard.emit)  # on the sender's thread: Qt carries it over
        self._show(())
        self.refresh()

    def refresh(self) -> None:
        """Read all of it again."""
        outbox = self._outbox
        if outbox is None:
            return
        if self._reading is not None:
            self._is_stale = True
            return

        def end(operations: Collection[Operation]) -> None:
            if outbox is self._outbox:
                self._reading, is_stale, self._is_stale = None, self._is_stale, False
                self._show(tuple(each for each in operations if not self._writes.is_running(each.operation_id)))
                if is_stale:
                    self.refresh()

        def fail(error: Exception) -> None:
            if outbox is self._outbox:
                self._reading, self._is_stale = None, False
                self.failed.emit(error)

        # Not among the searches: it opens ID numbers, for which a keyring may keep one waiting.
        self._reading = self._runner.submit(outbox.list, on_success=end, on_error=fail, owner=self, lane=Lane.SERVER)

    def ask(
        self, work: Callable[[OutboxService], T], *, then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> None:
        """Ask the outbox something on a worker; what a source says that is not open any more is dropped."""
        outbox = self._outbox
        if outbox is None:
            return

        def end(answer: T) -> None:
            if outbox is self._outbox:
                then(answer)

        self._runner.submit(lambda: work(outbox), on_success=end, on_error=failed, owner=self)

    def retry(self, operation: Operation) -> None:
        """Do its next step now."""
        self._do(lambda outbox: outbox.retry(operation.operation_id))

    def retry_all(self) -> None:
        """Do the next step of all now, and look once more at what is in review."""
        self._do(lambda outbox: outbox.retry_all() if self.counts.review else outbox.wake())

    def discard(self, operation_id: str, *, reason: str, told: Told | None = None) -> None:
        """Take back what was not sent, or was refused."""
        self._do(lambda outbox: outbox.discard(operation_id, reason=reason), told)

    def decide(self, operation_id: str, decision: Decision, *, told: Told | None = None) -> None:
        """Say what is to become of one in review."""
        self._do(lambda outbox: outbox.decide(operation_id, decision), told)

    def edit(
        self,
        operation_id: str,
        *,
        form: MemberForm | None = None,
        user: WxBuyingUser | None = None,
        told: Told | None = None,
    ) -> None:
        """Put one with another form or buyer in its place, which is tried at once."""
        self._do(lambda outbox: outbox.edit(operation_id, form=form, user=user), told)

    def _do(self, work: Callable[[OutboxService], object], told: Told | None = None) -> None:
        outbox = self._outbox
        if outbox is None:
            return

        def end(error: Exception | None) -> None:
            self.refresh()  # also after a failure: it may have gone on meanwhile
            if told is not None:
                told(error)
            elif error is not None:
                self.failed.emit(error)

        self._runner.submit(
            lambda: work(outbox), on_success=lambda _: end(None), on_error=end, owner=self, must_finish=True
        )

    def _on_heard(self, operation: Operation) -> None:
        was_shown = any(each.operation_id == operation.operation_id for each in self._operations)
        if was_shown and operation.state in _TOLD:
            self.settled.emit(operation)
        self.refresh()

    def _show(self, operations: tuple[Operation, ...]) -> None:
        if operations != self._operations:
            self._operations = operations
            self.changed.emit()


_TOLD = frozenset({OpState.DONE, OpState.REJECTED, OpState.REVIEW})


def _urgency(operation: Operation) -> int:
    return 0 if operation.needs_person else 1 if operation.state.is_being_checked else 2
