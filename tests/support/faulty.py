"""A backend that fails when it is told to: before a call reaches the real one, or after it has done its work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wxbuyer_gui.backends.base import Backend

_METHODS = tuple(
    name for name, value in vars(Backend).items() if callable(value) and not name.startswith("_") and name != "close"
)


class FaultyBackend:
    """All of ``backend``; ``fail`` arms one fault, which goes off once."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._faults: dict[tuple[str, bool], BaseException] = {}
        self.calls: list[str] = []
        self.before_call: Callable[[str], None] = lambda name: None

    def fail(self, method: str, error: BaseException, *, after: bool = False) -> None:
        """Let the next call of ``method`` raise ``error``: before it is done, or ``after``."""
        self._faults[method, after] = error

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._backend, name)
        if name not in _METHODS:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            self.before_call(name)
            if error := self._faults.pop((name, False), None):
                raise error
            answer = real(*args, **kwargs)
            if error := self._faults.pop((name, True), None):
                raise error
            return answer

        return call
