"""All buyers of a server, copied for a window by a process of its own (``apart``).

The job holds the server's key: it goes through that process's pipe alone. While somebody asks at the counter it is told
``WAIT``, and ``GO`` when not. It never sends what waits in the outbox.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline.crawl import copy_all
from wxbuyer_gui.backends.offline.kept_out import KeptOut
from wxbuyer_gui.backends.offline.ledger import backend_id_of, held_buyers
from wxbuyer_gui.backends.offline.opening import open_mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.remote.opening import open_remote
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.store.engine import open_store

if TYPE_CHECKING:
    from wxbuyer_gui.apart.line import Line

WAIT, GO = b"wait\n", b"go\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerWay:
    """How a server is reached, for who has to open it once more."""

    url: str
    timeout: float
    auth: Auth | None = field(repr=False)
    options: RemoteOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlJob:
    """All buyers of the server ``way`` into ``mirror``, but those to whom something in ``desk`` is still to happen.

    ``source`` is the address under which the mirror knows the server, ``mirror`` and ``desk`` are databases' URLs.
    """

    way: ServerWay
    source: str
    mirror: str
    desk: str
    limits: CrawlLimits


def crawl(line: Line, job: CrawlJob) -> CrawlProgress:
    """Do the job, giving way to the counter of whoever ordered it."""
    way = job.way
    with (
        _heeding(line) as priority,
        open_store(job.desk, create=False) as desk,
        closing(open_mirror(job.mirror, server=job.source, allow_http=way.options.allow_http, is_guest=True)) as mirror,
        open_remote(
            way.url, tenant_id=mirror.tenant_id, timeout=way.timeout, auth=way.auth, options=way.options
        ) as remote,
    ):
        mirror.kept_out = KeptOut(desk)

        def held() -> frozenset[int]:
            return held_buyers(desk, backend_id_of(mirror.source, remote.tenant_id or mirror.tenant_id))

        return copy_all(remote, mirror, priority, job.limits, held=held, progress=line.tell, cancel=line.cancel)


@contextmanager
def _heeding(line: Line) -> Iterator[Priority]:
    """Knows of the counter elsewhere what comes over ``line``; with its end nobody asks there any more."""
    priority = Priority()
    with ExitStack() as asked:

        def hear(order: bytes) -> None:
            asked.close()
            if order == WAIT:
                asked.enter_context(priority.counter())

        line.follow(hear)
        yield priority
