"""Has all buyers copied by a process of its own, so that window and searches keep this interpreter to themselves."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import IO

from wxbuyer_gui.backends.offline.crawl_job import END_SECONDS, GO, WAIT, CrawlJob, Report, read_report
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.domain.crawl import CRAWL_COMMAND, CrawlProgress
from wxbuyer_gui.domain.errors import ProtocolError, StorageError
from wxbuyer_gui.paths import own_program

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.1


class CrawlApart:
    """One such process for ``job``, which fills the file of ``mirror``. ``priority`` knows who asks at the counter."""

    def __init__(self, job: CrawlJob, mirror: Mirror, priority: Priority) -> None:
        self._job = job
        self._mirror = mirror
        self._store = mirror.store
        self._priority = priority
        self._is_over = Event()

    def run(self, *, progress: Callable[[CrawlProgress], None], cancel: Event) -> CrawlProgress:
        """As ``Crawl.run``; errors of the server come without its words.

        StorageError ``E-COPY-ENDED`` where the process could not be started or died. What it wrote is whole then,
        too, and the next one goes on from there.
        """
        try:
            process = _started()
        except OSError as error:
            raise _ended(f"it could not be started: {type(error).__name__}") from None
        leader = Thread(target=self._lead, args=(process, cancel), name="wxbuyer-crawl-leader")
        leader.start()
        assert process.stdout is not None
        with process.stdout as lines:
            try:
                last = self._heard(lines, progress)
            finally:
                self._is_over.set()
                leader.join()
        return self._outcome(last, process.returncode, cancel)

    def _lead(self, process: subprocess.Popen[bytes], cancel: Event) -> None:
        """Hand the job over, and tell of the counter until it is done or to be stopped; then see that it ends."""
        assert process.stdin is not None
        with suppress(OSError), process.stdin as orders:  # OSError: it has ended
            pickle.dump(self._job, orders)
            is_asked = False
            while True:
                orders.flush()
                if self._is_over.is_set() or cancel.is_set() or self._mirror.store is not self._store:
                    break
                was_asked, is_asked = is_asked, self._priority.changed(is_asked, seconds=_LOOK_SECONDS)
                if is_asked is not was_asked:
                    orders.write(WAIT if is_asked else GO)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _heard(self, lines: IO[bytes], progress: Callable[[CrawlProgress], None]) -> Report | None:
        """The last report; None where there was none."""
        with suppress(ProtocolError):
            for line in lines:
                report = read_report(line)
                with suppress(StorageError):  # the copy is being replaced: that ends this, and is told then
                    self._mirror.file.learn_tenant()
                if report.is_last:
                    return report
                if report.progress is not None:
                    progress(report.progress)
        return None

    def _outcome(self, last: Report | None, exit_code: int, cancel: Event) -> CrawlProgress:
        if self._mirror.store is not self._store:  # found damaged here, or forgotten, meanwhile
            raise StorageError("the copy was replaced by a new one", code="E-COPY-DAMAGED")
        if last is not None and last.over and last.progress is not None:
            return last.progress
        if last is not None and last.error is not None:
            if last.error.code == "E-COPY-DAMAGED":
                self._mirror.file.begin_anew(self._store)
            raise last.error
        if cancel.is_set():
            raise StorageError("copying was stopped", code="E-CANCELLED")
        raise _ended(last.fault if last is not None else f"exit code {exit_code}")


def _started() -> subprocess.Popen[bytes]:
    command, environment = own_program()
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        [*command, CRAWL_COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what libraries say there may quote a customer
        env=os.environ | environment,
        creationflags=flags,
    )


def _ended(why: str) -> StorageError:
    logger.error("the process that copies has ended: %s", why)
    return StorageError("copying ended before its end", code="E-COPY-ENDED")
