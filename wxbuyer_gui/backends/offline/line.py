"""Whether it is worth asking the server now, for questions that may as well be answered from the mirror."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from wxbuyer_gui.domain.errors import UnreachableError

PAUSE = 2.0
"""Seconds without questions that the mirror can answer, too, after one that the server did not answer: whoever types on
must not wait for each key."""


class Line:
    """Remembers the last answer that did not come, so that a dead line delays one search and not all of them.

    ``clock`` is ``time.monotonic``.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._quiet_until = 0.0

    @property
    def is_worth_asking(self) -> bool:
        """Whether the server did not just keep somebody waiting for nothing."""
        return self._clock() >= self._quiet_until

    def rest(self) -> None:
        """The server keeps somebody waiting now."""
        self._quiet_until = max(self._quiet_until, self._clock() + PAUSE)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around each question: what becomes of it is remembered."""
        started = self._clock()
        try:
            yield
        except UnreachableError:
            now = self._clock()
            self._quiet_until = now + max(PAUSE, now - started)  # as long as it kept us waiting
            raise
        self._quiet_until = 0.0
