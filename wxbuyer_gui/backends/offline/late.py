"""Questions to a server that nobody waits for to the end: what comes late is kept for whoever asks again."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any, TypeVar, cast

from wxbuyer_gui.backends.offline.line import Line
from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.errors import StorageError, UnreachableError

T = TypeVar("T")

SOON = 1.0
"""Seconds that somebody is kept waiting for a server, where there is a copy to show meanwhile."""

_KEPT = 10.0  # seconds that an answer is kept which came too late: whoever was told of it asks at once
_THREADS = 3  # of the four connections that there may be, one is left for what is written
_LOOK = 0.05  # seconds between two looks whether it is still wanted to know


@dataclass(slots=True)
class _Question:
    future: Future[Any]
    is_late: bool = False
    ended_at: float | None = None


class LateAnswers:
    """May be used from any thread. ``line`` is told of what did not come in time."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="wxbuyer-late")
        self._lock = Lock()
        self._questions: dict[Hashable, _Question] = {}
        self._tell: Callable[[Changed], None] | None = None

    def start(self, tell: Callable[[Changed], None]) -> None:
        """Call ``tell``, on a thread of its own, whenever an answer came late: to ask again shows it."""
        self._tell = tell

    def ask(self, key: Hashable, question: Callable[[], T], *, cancel: Event | None = None) -> T:
        """What ``question`` answers, if that comes soon, or came late when it was asked under this ``key`` before.

        UnreachableError where it does not come soon; StorageError ``E-CANCELLED`` once ``cancel`` is set, ``E-CLOSED``
        after ``close``. The question goes on nevertheless.
        """
        asked = self._begun(key, question)
        until = time.monotonic() + SOON
        while not asked.future.done() and (left := until - time.monotonic()) > 0:
            if cancel is not None and cancel.is_set():
                raise StorageError("the search was stopped by its caller", code="E-CANCELLED")
            wait_for([asked.future], min(left, _LOOK) if cancel is not None else left)
        with self._lock:
            if not asked.future.done():
                asked.is_late = True
                self._line.rest()
                raise UnreachableError("the server does not answer soon")
            if self._questions.get(key) is asked:
                del self._questions[key]
        return cast("T", asked.future.result())

    def close(self, *, wait: bool = False) -> None:
        """Tell nobody any more, and ask nothing; ``wait`` for what is under way. May be called more than once."""
        self._tell = None
        self._pool.shutdown(wait=wait, cancel_futures=True)

    def _begun(self, key: Hashable, question: Callable[[], T]) -> _Question:
        with self._lock:
            self._drop_old()
            asked = self._questions.get(key)
            if asked is not None:
                return asked
            try:
                asked = _Question(self._pool.submit(question))
            except RuntimeError:
                raise StorageError("the database is closed", code="E-CLOSED") from None
            self._questions[key] = asked
        asked.future.add_done_callback(lambda _future: self._end(key, asked))
        return asked

    def _end(self, key: Hashable, asked: _Question) -> None:
        with self._lock:
            asked.ended_at = time.monotonic()
            is_cancelled = asked.future.cancelled()
            is_silence = not is_cancelled and isinstance(asked.future.exception(), UnreachableError)
            if (is_cancelled or is_silence) and self._questions.get(key) is asked:
                del self._questions[key]
            tell = self._tell if asked.is_late and not is_cancelled and not is_silence else None
        if tell is not None:
            tell(Changed(all=True))

    def _drop_old(self) -> None:
        oldest = time.monotonic() - _KEPT
        self._questions = {
            key: one for key, one in self._questions.items() if one.ended_at is None or one.ended_at > oldest
        }
