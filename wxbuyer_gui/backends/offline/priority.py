"""Lets the counter's own questions go before those that a crawl asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_LONGEST = 1.0  # seconds; a counter that hangs on a dead line must not stop the crawl for good


class Priority:
    """Knows whether somebody waits at the counter."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._waiting = 0

    @contextmanager
    def counter(self) -> Iterator[None]:
        """Around each question that a person waits for."""
        with self._condition:
            self._waiting += 1
        try:
            yield
        finally:
            with self._condition:
                self._waiting -= 1
                self._condition.notify_all()

    def give_way(self) -> None:
        """Wait until nobody waits at the counter, for a second at most."""
        with self._condition:
            self._condition.wait_for(lambda: not self._waiting, timeout=_LONGEST)
