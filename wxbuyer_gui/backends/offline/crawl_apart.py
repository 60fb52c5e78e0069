"""Has all buyers copied by a process of its own, so that window and searches keep this interpreter to themselves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event

from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.backends.offline.crawl_job import GO, WAIT, CrawlJob, crawl
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.domain.crawl import CrawlProgress
from wxbuyer_gui.domain.errors import BackendError, StorageError


class CrawlApart:
    """One such process for ``job``, which fills the file of ``mirror``. ``priority`` knows who asks at the counter."""

    def __init__(self, job: CrawlJob, mirror: Mirror, priority: Priority) -> None:
        self._job = job
        self._mirror = mirror
        self._store = mirror.store
        self._priority = priority
        self._is_asked = False

    def run(self, *, progress: Callable[[CrawlProgress], None], cancel: Event) -> CrawlProgress:
        """As ``Crawl.run``; errors of the server come without its words.

        StorageError ``E-COPY-ENDED`` where the process could not be started or died. What it wrote is whole then,
        too, and the next one goes on from there.
        """

        def hear(step: CrawlProgress) -> None:
            self._learn_tenant()
            progress(step)

        try:
            done = Apart(cancel=cancel, progress=hear, orders=self._orders).call(crawl, self._job)
        except BackendError as error:
            self._refuse_replaced()
            if error.code == "E-COPY-DAMAGED":
                self._mirror.file.begin_anew(self._store)
            if error.code == "E-ENDED":
                raise StorageError("copying ended before its end", code="E-COPY-ENDED") from None
            raise
        self._refuse_replaced()
        self._learn_tenant()
        return done

    def _orders(self, _is_over: Event, seconds: float) -> bytes | None:
        """What to say of the counter; nothing more once another copy is in the place of this one."""
        if self._mirror.store is not self._store:
            return None
        was_asked, self._is_asked = self._is_asked, self._priority.changed(self._is_asked, seconds=seconds)
        if self._is_asked is was_asked:
            return b""
        return WAIT if self._is_asked else GO

    def _learn_tenant(self) -> None:
        with suppress(StorageError):  # the copy is being replaced: that ends this, and is told then
            self._mirror.file.learn_tenant()

    def _refuse_replaced(self) -> None:
        if self._mirror.store is not self._store:  # found damaged here, or forgotten, meanwhile
            raise StorageError("the copy was replaced by a new one", code="E-COPY-DAMAGED")
