"""Who is working now, and whether they may."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from inspect import isfunction
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from wxbuyer_gui.domain.permissions import (
    CONFIRMED,
    NOBODY,
    SINGLE_USER,
    NotAllowedError,
    NotConfirmedError,
    Operator,
    Right,
    Role,
    SignedOutError,
)

_P = ParamSpec("_P")
_T = TypeVar("_T")

APPROVAL_KEPT = timedelta(seconds=60)
"""How long a manager's word stands before the action begins."""
CONFIRMATION_KEPT = timedelta(minutes=5)
"""How long a manager's password need not be typed again."""


@dataclass(slots=True)
class Approval:
    """A manager's word that ``operator`` may use ``rights`` in one action; it is spent by the first call that does."""

    manager: Operator
    operator: Operator
    rights: frozenset[Right]
    until: float
    spent: bool = False


@dataclass(frozen=True, slots=True)
class _Call:
    """A service's method under way on a thread: for whom, and by whose word."""

    operator: Operator
    approval: Approval | None = None


class Operators:
    """The operator at this counter, and the names of the others for the history. Safe to use from several threads.

    Without operators the shop is in single-user mode: ``SINGLE_USER`` may do everything. With some, and nobody signed
    in, ``NOBODY`` may do nothing. What a method of a service does, it does for the operator who was there when it
    began or, by ``bound``, was handed in. ``clock`` gives seconds that only go forward.
    """

    def __init__(
        self,
        current: Operator = SINGLE_USER,
        others: Iterable[Operator] = (),
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.renew: Callable[[], None] = lambda: None
        """Called before a right is looked at: somebody may have been put out of service at another counter."""
        self._current = current
        self._locked: Operator | None = None
        self._names = {operator.id: operator.name for operator in (*others, current)}
        self._working: dict[int | None, Operator] | None = None
        self._clock = clock
        self._confirmed_at = clock()
        self._lock = threading.Lock()
        self._thread = threading.local()
        self._listeners: list[Callable[[], None]] = []

    # -- who is here ---------------------------------------------------------------------------------------------

    @property
    def current(self) -> Operator:
        """Who is signed in here."""
        return self._current

    @property
    def locked(self) -> Operator | None:
        """Who locked this counter and is expected back; None while it is not locked."""
        return self._locked

    @property
    def acting(self) -> Operator:
        """For whom this thread works: whoever was signed in when the service's method began, else ``current``."""
        call = self._call
        return call.operator if call is not None else self._current

    @property
    def approved_by(self) -> Operator | None:
        """The manager by whose word this thread works."""
        call = self._call
        return call.approval.manager if call is not None and call.approval is not None else None

    def enter(self, operator: Operator) -> None:
        """``operator`` is signed in from now on, in the place of whoever was."""
        with self._lock:
            self._names[operator.id] = operator.name
            self._confirmed_at = self._clock()
            self._current, self._locked = operator, None
        self._tell()

    def lock(self) -> Operator:
        """Nobody is signed in, until ``enter``; returns who was and is expected back."""
        return self._leave(locked=True)

    def sign_out(self) -> Operator:
        """Nobody is signed in; returns who was."""
        return self._leave(locked=False)

    def learn(self, people: Iterable[Operator], names: Iterable[Operator]) -> None:
        """Take over who works here and what all who ever did are called: whoever is signed in and left, is out."""
        working = {operator.id: operator for operator in people}
        with self._lock:
            self._working = working
            before = (self._current, self._locked)
            self._names |= {operator.id: operator.name for operator in names}
            if not working:
                self._current, self._locked = SINGLE_USER, None
            else:
                self._current = working.get(self._current.id, NOBODY)
                self._locked = working.get(self._locked.id) if self._locked is not None else None
            is_other = before != (self._current, self._locked)
        if is_other:
            self._tell()

    @property
    def names(self) -> dict[int, str]:
        """Number and name of everybody who works or worked here; nobody in single-user mode."""
        return {number: name for number, name in self._names.items() if number is not None}

    def name_of(self, operator_id: int | None) -> str:
        """The name to show for an operator in the history; '' in single-user mode and for a stranger."""
        return self._names.get(operator_id, "")

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call back, on any thread, when somebody else is signed in or nobody any more; returns how to end that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    # -- what they may do ----------------------------------------------------------------------------------------

    def require(self, right: Right) -> Operator:
        """Who works here, or NotAllowedError if they lack ``right``."""
        with self.call(right) as operator:
            return operator

    @contextmanager
    def call(self, right: Right | None) -> Iterator[Operator]:
        """The block works for one operator, who has ``right`` (None needs none), else NotAllowedError."""
        outer = self._call
        if outer is None:
            self.renew()
            outer = _Call(self._handed_in_by())
        approval = outer.approval
        if right is not None and not (approval is not None and right in approval.rights):
            approval = self._permit(outer.operator, right) or approval
        before = self._call
        self._thread.call = _Call(outer.operator, approval)
        try:
            yield outer.operator
        finally:
            self._thread.call = before

    def approve(self, manager: Operator, rights: frozenset[Right]) -> Approval:
        """``manager`` allows whoever is signed in one action that needs ``rights``."""
        for right in rights:
            if not manager.may(right):
                raise NotAllowedError(right)
        return Approval(manager, self.acting, rights, self._clock() + APPROVAL_KEPT.total_seconds())

    @contextmanager
    def approved(self, approval: Approval) -> Iterator[None]:
        """In the block, on this thread, the first call that lacks one of the approval's rights is allowed."""
        self._thread.granted = approval
        try:
            yield
        finally:
            self._thread.granted = None

    def bound(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """``work``, to be done by another thread for whoever is signed in now, whoever is when it begins.

        Whoever has been put out of service by then does nothing any more.
        """
        worker = self._current

        def run() -> _T:
            self._thread.worker = worker
            try:
                return work()
            finally:
                self._thread.worker = None

        return run

    def confirm(self) -> None:
        """The password was typed again just now."""
        self._confirmed_at = self._clock()

    def _permit(self, operator: Operator, right: Right) -> Approval | None:
        if operator.may(right):
            age = self._clock() - self._confirmed_at
            if right in CONFIRMED and operator.id is not None and age > CONFIRMATION_KEPT.total_seconds():
                raise NotConfirmedError(right, operator)
            return None
        if operator.role is Role.NOBODY:
            raise SignedOutError(right, operator)
        approval: Approval | None = getattr(self._thread, "granted", None)
        with self._lock:
            if (
                approval is None
                or approval.spent
                or right not in approval.rights
                or approval.operator.id != operator.id
                or not self._today(approval.manager).may(right)
                or self._clock() > approval.until
            ):
                raise NotAllowedError(right, operator)
            approval.spent = True
        return approval

    def _handed_in_by(self) -> Operator:
        """For whom the work of this thread is to be done."""
        worker: Operator | None = getattr(self._thread, "worker", None)
        if worker is None or worker == SINGLE_USER:
            return self._current
        return self._today(worker)

    def _today(self, operator: Operator) -> Operator:
        """Somebody with the role of today; ``NOBODY`` once out of service."""
        if operator.id is None or self._working is None:
            return operator
        return self._working.get(operator.id, NOBODY)

    @property
    def _call(self) -> _Call | None:
        return getattr(self._thread, "call", None)

    def _leave(self, *, locked: bool) -> Operator:
        with self._lock:
            left = self._current
            if left.id is None:  # in single-user mode nobody can leave
                return left
            self._current, self._locked = NOBODY, left if locked else None
        self._tell()
        return left

    def _tell(self) -> None:
        for callback in tuple(self._listeners):
            callback()


class Guarded(Protocol):
    """A service whose methods are for operators with certain rights."""

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""


_S = TypeVar("_S", bound=Guarded)


def _guard(method: Callable[Concatenate[_S, _P], _T], right: Right | None) -> Callable[Concatenate[_S, _P], _T]:
    @wraps(method)
    def guarded(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        with self.operators.call(right):
            return method(self, *args, **kwargs)

    guarded.right = right  # type: ignore[attr-defined]
    return guarded


def needs(right: Right) -> Callable[[Callable[Concatenate[_S, _P], _T]], Callable[Concatenate[_S, _P], _T]]:
    """Mark a service method: it raises NotAllowedError, before anything else, unless the operator has ``right``.

    The right can be read from the method as ``method.right``; the tests walk all public methods for it.
    """
    return lambda method: _guard(method, right)


def for_everyone(method: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """Mark a service method that goes on whoever works here, and while nobody does."""
    return _guard(method, None)


class Service:
    """Base of what staff do: a public method that does not say who may call it cannot be defined."""

    def __init_subclass__(cls) -> None:
        for name, member in vars(cls).items():
            if isfunction(member) and not name.startswith("_") and not hasattr(member, "right"):
                raise TypeError(f"{cls.__name__}.{name} says nobody's right: mark it with needs or for_everyone")
