"""Who is working now, and whether they may."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from wxbuyer_gui.domain.permissions import SINGLE_USER, NotAllowedError, Operator, Right

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Operators:
    """The operator at this counter, and the names of the others for the history.

    Without operators the shop is in single-user mode: ``SINGLE_USER`` may do everything.
    """

    def __init__(self, current: Operator = SINGLE_USER, others: Iterable[Operator] = ()) -> None:
        self._current = current
        self._names = {operator.id: operator.name for operator in (*others, current)}

    @property
    def current(self) -> Operator:
        """Who is working now."""
        return self._current

    def require(self, right: Right) -> Operator:
        """The current operator, or NotAllowedError if they lack ``right``."""
        operator = self._current
        if not operator.may(right):
            raise NotAllowedError(right)
        return operator

    def name_of(self, operator_id: int | None) -> str:
        """The name to show for an operator in the history; '' in single-user mode and for a stranger."""
        return self._names.get(operator_id, "")


class Guarded(Protocol):
    """A service whose methods are for operators with certain rights."""

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""


_S = TypeVar("_S", bound=Guarded)


def needs(right: Right) -> Callable[[Callable[Concatenate[_S, _P], _T]], Callable[Concatenate[_S, _P], _T]]:
    """Mark a service method: it raises NotAllowedError, before anything else, unless the operator has ``right``.

    The right can be read from the method as ``method.right``; the tests walk all public methods for it.
    """

    def mark(method: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
        @wraps(method)
        def guarded(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
            self.operators.require(right)
            return method(self, *args, **kwargs)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return mark
