"""A caller that waits for its operation."""

from __future__ import annotations

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
