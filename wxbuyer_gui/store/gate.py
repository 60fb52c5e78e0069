"""Lets writes through, makes them wait for a check of the file, or refuses them for good."""

from __future__ import annotations

from threading import Event

from wxbuyer_gui.domain.errors import StorageError


class WriteGate:
    """The way in of all writes to one database; open at first. Safe to use from several threads.

    ``seconds`` is how long a write waits at a held gate before it gives up.
    """

    def __init__(self, *, seconds: float = 120.0) -> None:
        self._seconds = seconds
        self._free = Event()
        self._free.set()
        self._refusal_code = ""

    def hold(self) -> None:
        """Make writes wait until ``release`` or ``refuse``."""
        self._free.clear()

    def release(self) -> None:
        """Let writes through again, those that wait included."""
        self._free.set()

    @property
    def is_held(self) -> bool:
        """Whether writes wait now."""
        return not self._free.is_set()

    def refuse(self, code: str) -> None:
        """Refuse all writes from now on with StorageError ``code``: the file is not to be touched again."""
        self._refusal_code = code
        self._free.set()

    def enter(self) -> None:
        """Come back when a write may begin. StorageError: refused, or ``E-LOCKED`` after waiting in vain."""
        if not self._free.wait(self._seconds):
            raise StorageError("the database is being checked", code="E-LOCKED")
        if self._refusal_code:
            raise StorageError("the database is not written to any more", code=self._refusal_code)
