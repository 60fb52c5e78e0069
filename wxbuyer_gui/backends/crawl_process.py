"""The process that copies all buyers of a server for a window, which must not wait for it: it has its own interpreter.

It never sends what waits in the outbox. ``backends.offline.crawl_job`` says how it is led.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from threading import Event, Thread
from typing import BinaryIO, TextIO

from wxbuyer_gui.backends.offline.crawl import copy_all
from wxbuyer_gui.backends.offline.crawl_job import END_SECONDS, GO, WAIT, CrawlJob, Report
from wxbuyer_gui.backends.offline.kept_out import KeptOut
from wxbuyer_gui.backends.offline.ledger import backend_id_of, held_buyers
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.remote.opening import open_remote
from wxbuyer_gui.domain.crawl import CrawlProgress
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.logs import places
from wxbuyer_gui.store.engine import open_store

_NICENESS = 10
"""The window and the server on this computer go first, and still a batch that holds the lock gets done."""


def work(incoming: BinaryIO, outgoing: TextIO) -> int:
    """Do the job that comes in, tell of it, and end once nobody is there any more; returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends this
    if sys.platform != "win32":  # there it was started so
        os.nice(_NICENESS)
    job: CrawlJob = pickle.load(incoming)
    priority, cancel, is_over = Priority(), Event(), Event()
    listener = Thread(target=_listen, args=(incoming, priority, cancel, is_over), name="wxbuyer-crawl-orders")
    listener.start()

    def tell(report: Report) -> None:
        print(report.written(), file=outgoing, flush=True)

    with suppress(BrokenPipeError):  # the window has died: nobody is to be told
        tell(_ended(job, priority, lambda progress: tell(Report(progress)), cancel))
    is_over.set()
    listener.join()
    return 0


def _listen(incoming: BinaryIO, priority: Priority, cancel: Event, is_over: Event) -> None:
    """Follow the orders; after the last one whatever still hangs at the server is left to hang."""
    with ExitStack() as asked:
        for order in incoming:
            if order == WAIT:
                asked.enter_context(priority.counter())
            elif order == GO:
                asked.close()
    cancel.set()
    if not is_over.wait(END_SECONDS):
        os._exit(1)


def _ended(job: CrawlJob, priority: Priority, progress: Callable[[CrawlProgress], None], cancel: Event) -> Report:
    try:
        return Report(_copied(job, priority, progress, cancel), over=True)
    except BackendError as error:
        return Report(error=error)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  the window logs it; here is nowhere to
        return Report(fault=places(error))


def _copied(
    job: CrawlJob, priority: Priority, progress: Callable[[CrawlProgress], None], cancel: Event
) -> CrawlProgress:
    way = job.way
    with (
        open_store(job.desk, create=False) as desk,
        closing(open_mirror(job.mirror, server=job.source, allow_http=way.options.allow_http, is_guest=True)) as mirror,
        open_remote(
            way.url, tenant_id=mirror.tenant_id, timeout=way.timeout, auth=way.auth, options=way.options
        ) as remote,
    ):
        mirror.kept_out = KeptOut(desk)

        def held() -> frozenset[int]:
            return held_buyers(desk, backend_id_of(mirror.source, remote.tenant_id or mirror.tenant_id))

        return copy_all(remote, mirror, priority, job.limits, held=held, progress=progress, cancel=cancel)
