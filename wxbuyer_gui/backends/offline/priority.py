"""Lets the counter's own questions go before those that a crawl asks, and before what it writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

_LONGEST = 1.0  # seconds; a counter that hangs on a dead line, or types all day, must not stop the crawl for good
_QUIET = 0.3  # seconds after an answer: whoever types on asks again within them


class Priority:
    """Knows whether somebody waits at the counter, or has just been answered. ``clock`` is ``time.monotonic``."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._condition = Condition()
        self._waiting = 0
        self._quiet_at = 0.0

    @property
    def is_asked(self) -> bool:
        """Whether somebody waits at the counter or may ask again at any moment."""
        return bool(self._waiting) or self._clock() < self._quiet_at

    @contextmanager
    def counter(self) -> Iterator[None]:
        """Around each question that a person waits for."""
        with self._condition:
            self._waiting += 1
            self._condition.notify_all()
        try:
            yield
        finally:
            with self._condition:
                self._waiting -= 1
                self._quiet_at = self._clock() + _QUIET
                self._condition.notify_all()

    def changed(self, was_asked: bool, *, seconds: float) -> bool:
        """``is_asked`` as soon as that is not ``was_asked`` any more, but at the latest after ``seconds``."""
        with self._condition:
            self._condition.wait_for(lambda: self.is_asked is not was_asked, seconds)
            return self.is_asked

    def give_way(self) -> None:
        """Wait until nobody waits at the counter or is about to ask again, for a second at most."""
        with self._condition:
            latest = self._clock() + _LONGEST
            while self.is_asked and (left := latest - self._clock()) > 0:
                self._condition.wait(left if self._waiting else min(left, self._quiet_at - self._clock()))
