"""Which operations are under way in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wxbuyer_gui.domain.errors import ConflictError


class Running:
    """Operations whose callers wait for an answer, and what was put off until they have it. For several threads."""

    def __init__(self) -> None:
        self._late: dict[str, Callable[[], object] | None] = {}
        self._lock = threading.Lock()

    def __contains__(self, operation_id: str) -> bool:
        with self._lock:
            return operation_id in self._late

    @contextmanager
    def one(self, operation_id: str) -> Iterator[None]:
        """Keep a second submit of the same operation out while the first is under way (ConflictError E-RUNNING).

        At its end the newest of what was put off meanwhile is done.
        """
        with self._lock:
            if operation_id in self._late:
                raise ConflictError("this operation is under way", code="E-RUNNING")
            self._late[operation_id] = None
        try:
            yield
        finally:
            with self._lock:
                late = self._late.pop(operation_id)
            if late is not None:
                late()

    def put_off(self, operation_id: str, work: Callable[[], object]) -> bool:
        """Do ``work``, which raises nothing, when the caller of this operation has its answer; False without one."""
        with self._lock:
            if operation_id not in self._late:
                return False
            self._late[operation_id] = work
        return True
