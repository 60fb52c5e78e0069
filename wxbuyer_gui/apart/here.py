"""Work that is done in this process, where no window has to be kept moving or no other process can get at the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Course(Protocol):
    """What a piece of work has of whoever ordered it."""

    @property
    def cancel(self) -> Event:
        """Set once it shall stop."""

    def tell(self, progress: Any, /) -> None:
        """Say how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """As ``Apart``, without another process; errors come as they are."""

    cancel: Event
    progress: Callable[[Any], None] = lambda _told: None

    def tell(self, progress: Any, /) -> None:
        """As ``Course.tell``."""
        self.progress(progress)

    def call(self, function: Callable[Concatenate[Course, _P], _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """What ``function`` returns."""
        return function(self, *arguments, **named)
