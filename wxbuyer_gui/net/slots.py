"""How many requests there may be at once, also where another process asks the same server for a while."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from wxbuyer_gui.domain.errors import UnreachableError


class Slots:
    """``most`` requests at once, from whatever threads."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._condition = Condition()
        self._is_closed = False

    def close(self) -> None:
        """Let nobody wait any more."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()

    @contextmanager
    def taken(self, *, deadline: float) -> Iterator[None]:
        """Around one request. UnreachableError where there is no room before ``deadline`` of ``time.monotonic()``,
        and once they are closed.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._free > 0 or self._is_closed, max(0.0, deadline - time.monotonic()))
            if self._is_closed:
                raise UnreachableError("this source is closed")
            if self._free <= 0:
                raise UnreachableError("too many calls at once")
            self._free -= 1
        try:
            yield
        finally:
            self._give_back(1)

    @contextmanager
    def lent(self, count: int) -> Iterator[None]:
        """So many less as long as the block lasts; a request that is under way already is not stopped."""
        with self._condition:
            self._free -= count
        try:
            yield
        finally:
            self._give_back(count)

    def _give_back(self, count: int) -> None:
        with self._condition:
            self._free += count
            self._condition.notify_all()
