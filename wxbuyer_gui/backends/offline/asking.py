"""Asks a server for many buyers, no more and no faster than it bears."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock

from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.crawl import CrawlLimits
from wxbuyer_gui.domain.errors import (
    InvalidInputError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.domain.models import WxBuyingUser

FIRST_SIZE = 100

_VENDOR_PER_SECOND = 10.0
_QUICK = 0.5  # seconds; an answer within it says that the server bears more
_PAUSES = (1.0, 3.0, 8.0)  # seconds before a question is asked again that was not answered
_NOT_THE_SIZE = frozenset({"E-TENANT", "E-MISMATCH", "E-HTML"})


@dataclass(frozen=True, slots=True)
class Answered:
    """The buyers that a server has among ``ids``, as it said when it was asked at ``asked_at`` (milliseconds)."""

    ids: Sequence[int]
    found: list[WxBuyingUser]
    asked_at: int


Reading = Callable[[], Answered]
"""Reads an answer that is here; it raises what the server said instead, and asks for parts that were too large."""


class Asking:
    """Questions for lists of buyers. ``fetch`` may be called from several threads; ``size`` adapts to the server.

    The counter's questions go first, and no more questions are begun in a second than ``limits`` allow.
    """

    def __init__(
        self,
        remote: RemoteBackend,
        mirror: Mirror,
        priority: Priority,
        limits: CrawlLimits,
        *,
        pauses: Sequence[float] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._remote = remote
        self._mirror = mirror
        self._priority = priority
        self._pauses = _PAUSES if pauses is None else pauses
        self._clock = clock
        self._lock = Lock()
        per_second = limits.per_second
        if per_second is None:
            per_second = 0.0 if remote.announced.phone_search else _VENDOR_PER_SECOND
        self._gap = 1 / per_second if per_second else 0.0
        self._next_start = 0.0
        self._most = min(limits.most_ids, remote.most_ids or limits.most_ids)
        self.size = min(FIRST_SIZE, self._most)
        """How many ids to ask for at once."""

    @property
    def may_grow(self) -> bool:
        """Whether questions may still become larger."""
        return self.size < self._most

    def ask(self, ids: Sequence[int], cancel: Event) -> Answered:
        """What the server has among ``ids``. StorageError ``E-CANCELLED`` once ``cancel`` is set."""
        return self.fetch(ids, cancel)()

    def fetch(self, ids: Sequence[int], cancel: Event, pauses: Sequence[float] | None = None) -> Reading:
        """As ``ask``, but only as far as the answer is here: what is returned reads it.

        Reading keeps the interpreter busy, so that several threads that did it would keep the window waiting.
        ``pauses`` are those left before it is given up.
        """
        pauses = self._pauses if pauses is None else pauses
        self._wait_for_turn(cancel)
        asked_at, started = self._mirror.now(), self._clock()
        try:
            answer = self._remote.fetch_at_once(ids)
        except UnreachableError as error:
            return self._again(ids, cancel, pauses, error)
        is_quick = self._clock() - started < _QUICK

        def read() -> Answered:
            try:
                found = answer()
            except UnreachableError as error:  # it is too busy, and says so
                return self._again(ids, cancel, pauses, error)()
            except (ProtocolError, RejectedError, InvalidInputError) as error:
                if len(ids) == 1 or error.code in _NOT_THE_SIZE:
                    raise
                self._shrink(len(ids))
                return self._halves(ids, cancel)
            if is_quick and len(ids) == self.size:
                self.size = min(2 * len(ids), self._most)
            return Answered(ids, found, asked_at)

        return read

    def has_any_at(self, buyer_id: int, cancel: Event) -> bool:
        """Whether the server has a buyer with this id or one of the next."""
        return bool(self.ask(range(buyer_id, buyer_id + self.size), cancel).found)

    def give_way(self) -> bool:
        """Let whoever asks at the counter go first; whether somebody still does after a second of that."""
        self._priority.give_way()
        return self._priority.is_asked

    def newest_id(self, cancel: Event) -> int | None:
        """The id of the newest buyer, 0 without any; None from the vendor's API, which cannot be asked for it."""
        if not self._remote.announced.phone_search:
            return None
        self._wait_for_turn(cancel)
        return max((buyer.id or 0 for buyer in self._remote.search("").buyers), default=0)

    def _again(self, ids: Sequence[int], cancel: Event, pauses: Sequence[float], error: UnreachableError) -> Reading:
        """Ask for less once more, after the first of ``pauses``; raise ``error`` where none is left."""
        if not pauses:
            raise error
        self._shrink(len(ids))
        cancel.wait(pauses[0])
        return self.fetch(ids, cancel, pauses[1:])

    def _halves(self, ids: Sequence[int], cancel: Event) -> Answered:
        middle = len(ids) // 2
        first, second = self.ask(ids[:middle], cancel), self.ask(ids[middle:], cancel)
        return Answered(ids, first.found + second.found, min(first.asked_at, second.asked_at))

    def _shrink(self, size: int) -> None:
        self._most = self.size = max(1, min(self._most, size // 2))

    def _wait_for_turn(self, cancel: Event) -> None:
        with self._lock:
            now = self._clock()
            start = max(now, self._next_start)
            self._next_start = start + self._gap
        if start > now:
            cancel.wait(start - now)
        self._priority.give_way()
        if cancel.is_set():
            raise StorageError("copying was stopped", code="E-CANCELLED")
