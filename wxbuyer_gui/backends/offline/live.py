"""The callers that wait for their operations."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event, Lock

from wxbuyer_gui.domain.errors import BackendError


class LiveCall:
    """Hands a refusal to the caller, if it still waits. ``until`` is a moment of the monotonic clock."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.released = Event()
        self.error: BackendError | None = None
        self.answer: BackendError | None = None
        """The server's last words, in case that they turn out to be its no."""
        self._has_left = False
        self._lock = Lock()

    @property
    def is_waiting(self) -> bool:
        """Whether the caller can still be told anything."""
        return not self._has_left

    def claim(self, error: BackendError) -> bool:
        """Let the caller raise ``error``; False where it has left, and the operation is to go on without it."""
        with self._lock:
            if self._has_left:
                return False
            self.error = error
            return True

    def leave(self) -> bool:
        """The caller's time is over; False where an error was just claimed for it, and comes in a moment."""
        with self._lock:
            if self.error is None:
                self._has_left = True
            return self._has_left


class LiveCalls:
    """Who waits for which operation. May be used from any thread."""

    def __init__(self) -> None:
        self._calls: dict[str, LiveCall] = {}
        self._is_over = False
        self._lock = Lock()

    def join(self, operation_ids: Iterable[str], call: LiveCall) -> LiveCall:
        """Wait for these operations by ``call``; by another's where somebody waits for one of them already.

        Who asks for the same write twice is two callers, of which both are to hear what becomes of it.
        """
        with self._lock:
            ids = tuple(operation_ids)
            joined = next((self._calls[known] for known in ids if known in self._calls), call)
            self._calls |= dict.fromkeys(ids, joined)
            if self._is_over:
                joined.released.set()
        return joined

    def of(self, operation_id: str) -> LiveCall | None:
        """The call that waits for an operation."""
        return self._calls.get(operation_id)

    def is_awaited(self, call: LiveCall) -> bool:
        """Whether ``call`` still waits for any operation."""
        with self._lock:
            return any(other is call for other in self._calls.values())

    def let_go(self, operation_id: str, call: LiveCall) -> None:
        """``call`` does not wait for this operation any more."""
        with self._lock:
            if self._calls.get(operation_id) is call:
                del self._calls[operation_id]

    def release(self) -> None:
        """Let nobody wait who waits now."""
        with self._lock:
            for call in self._calls.values():
                call.released.set()

    def end(self) -> None:
        """Let nobody wait any more."""
        with self._lock:
            self._is_over = True
        self.release()
