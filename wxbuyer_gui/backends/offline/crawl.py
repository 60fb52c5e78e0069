"""Copies all buyers of a server into the mirror, by asking for one number after the other."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Event

from wxbuyer_gui.backends.offline.asking import Answered, Asking, Reading
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import AuthError, StorageError

Held = Callable[[], Collection[int]]
"""The buyers with an operation that is not decided yet, asked for once a transaction: a pull leaves them alone."""

_AHEAD = 60  # answers that may wait for the database
AT_ONCE = 1_000
"""Numbers that are written in one transaction while nobody asks at the counter: some 40 ms, for which whoever writes
from another process waits. Four times as many are written faster by a tenth."""

_AT_ONCE_MEANWHILE = 500
_LAST_ID = 2**63 - 1


class Crawl:
    """One run through a server's numbers, from where the last one stopped, or from 1 where that got to its end.

    How far it is stands in the mirror, written with the buyers in one transaction: after a crash nothing is missing
    and nothing is there twice. ``run`` may be called once.
    """

    def __init__(
        self,
        asking: Asking,
        mirror: Mirror,
        limits: CrawlLimits,
        *,
        held: Held = tuple,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._asking = asking
        self._mirror = mirror
        self._limits = limits
        self._held = held
        self._clock = clock
        kept = mirror.facts()
        self._next = self._first = int(kept.get("crawl_next", "1"))
        self._empty = int(kept.get("crawl_empty", "0"))
        self._found = 0
        self._upper = 0
        self._began = clock()

    def run(self, *, progress: Callable[[CrawlProgress], None], cancel: Event) -> CrawlProgress:
        """Copy until the end of the numbers; ``progress`` is told after each transaction.

        Raises what ends it early, with all that was answered kept: StorageError ``E-CANCELLED`` once ``cancel`` is
        set, UnreachableError and the other errors of a read.
        """
        self._upper = last_id(self._asking, self._mirror, near=self._limits.empty_ids, cancel=cancel)
        with ThreadPoolExecutor(self._limits.in_flight, thread_name_prefix="wxbuyer-crawl") as workers:
            self._copy(workers, progress, cancel)
        self._mirror.keep_facts(crawl_next=1, crawl_empty=0, crawl_upper=self._upper, complete_at=self._mirror.now())
        self._mirror.merge_indexes(progress=self._asking.give_way, cancel=cancel)
        return self._progress()

    def _copy(self, workers: ThreadPoolExecutor, progress: Callable[[CrawlProgress], None], cancel: Event) -> None:
        waiting: deque[Future[Reading]] = deque()
        answers: list[Answered] = []
        ahead = self._next
        try:
            while not self._is_over:
                # Not far ahead at first: what is waiting already does not become larger any more. Nor behind the end.
                most = self._limits.in_flight + 1 if self._asking.may_grow else _AHEAD
                while len(waiting) < most and ahead <= (self._likely_end if waiting else _LAST_ID):
                    ids = range(ahead, min(ahead + self._asking.size, _LAST_ID + 1))
                    ahead = ids.stop
                    waiting.append(workers.submit(self._asking.fetch, ids, cancel))
                answers.append(waiting.popleft().result()())
                self._move_on(answers[-1])
                waiting_ids = sum(len(answer.ids) for answer in answers)
                # The counter's own questions write to the mirror, too, and wait for as long as a transaction takes.
                if waiting_ids >= AT_ONCE or (waiting_ids >= _AT_ONCE_MEANWHILE and self._asking.give_way()):
                    self._keep(answers)
                    progress(self._progress())
                    if cancel.is_set():
                        raise StorageError("copying was stopped", code="E-CANCELLED")
        finally:
            for future in waiting:
                future.cancel()
            self._keep(answers)

    @property
    def _is_over(self) -> bool:
        return self._next > _LAST_ID or (self._next > self._upper and self._empty >= self._limits.empty_ids)

    @property
    def _likely_end(self) -> int:
        return min(self._upper + self._limits.empty_ids, _LAST_ID)

    def _move_on(self, answer: Answered) -> None:
        last = max((buyer.id or 0 for buyer in answer.found), default=0)
        self._next = answer.ids[-1] + 1
        self._empty = answer.ids[-1] - last if last else self._empty + len(answer.ids)
        self._found += len(answer.found)
        self._upper = max(self._upper, last)

    def _keep(self, answers: list[Answered]) -> None:
        """Write answers with the place to go on from; the list is empty afterwards."""
        if answers:
            self._mirror.pull(answers, held=self._held(), crawl_next=self._next, crawl_empty=self._empty)
            answers.clear()

    def _progress(self) -> CrawlProgress:
        seconds = self._clock() - self._began
        rate = (self._next - self._first) / seconds if seconds > 0 else 0.0
        left = max(0, self._upper + self._limits.empty_ids - self._next - self._empty)
        return CrawlProgress(self._next - 1, self._found, self._upper, rate, left / rate if rate else None)


def copy_all(
    remote: RemoteBackend,
    mirror: Mirror,
    priority: Priority,
    limits: CrawlLimits,
    *,
    held: Held,
    progress: Callable[[CrawlProgress], None],
    cancel: Event,
) -> CrawlProgress:
    """Copy all buyers of ``remote`` into ``mirror``, as ``Crawl.run``, as fast as the server says that it bears."""
    with suppress(AuthError):  # the vendor's API may guard the paths that it does not know
        remote.ask_capabilities()
    crawl = Crawl(Asking(remote, mirror, priority, limits), mirror, limits, held=held)
    return crawl.run(progress=progress, cancel=cancel)


def last_id(asking: Asking, mirror: Mirror, *, near: int, cancel: Event) -> int:
    """About the highest id that the server has: its newest buyer's, or found by asking at doubled distances.

    Where numbers are missing it may be too low by far; never is it below what the mirror knows.
    """
    low = mirror.highest_id()
    newest = asking.newest_id(cancel)
    if newest is not None:
        return max(low, newest)
    high = max(2 * low, near)
    while high <= _LAST_ID and asking.has_any_at(high, cancel):
        low, high = high, 2 * high
    while high - low > near:
        middle = (low + high) // 2
        if asking.has_any_at(middle, cancel):
            low = middle
        else:
            high = middle
    return low
