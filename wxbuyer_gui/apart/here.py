"""Work that is done in this process, where no window has to be kept moving or no other process can get at the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Course(Protocol):
    """What a piece of work has of whoever ordered it: ``cancel`` is set once it shall stop."""

    cancel: Event

    def tell(self, progress: Any, /) -> None:
        """Say how far it is."""


@dataclass(slots=True)
class _Here:
    cancel: Event
    tell: Callable[[Any], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """As ``Apart``, without another process; errors come as they are."""

    cancel: Event
    progress: Callable[[Any], None] = lambda _told: None

    def call(self, function: Callable[Concatenate[Course, _P], _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """What ``function`` returns."""
        return function(_Here(self.cancel, self.progress), *arguments, **named)
