"""The copy of a server's buyers, as staff see it: how much it knows, bringing it up to date, forgetting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.models import Coverage
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.store.files import file_size

if TYPE_CHECKING:
    from wxbuyer_gui.backends.offline.backend import OfflineBackend

DAYS_KEPT = 180
"""How long a buyer is kept that the server was not asked about."""


@dataclass(frozen=True, slots=True)
class MirrorInfo:
    """The mirror's file (None in memory), its size in bytes, and how much it knows.

    ``set_aside`` is where a damaged one went, in the place of which this was begun since the source was opened.
    """

    path: Path | None
    size: int
    coverage: Coverage
    set_aside: Path | None = None


class MirrorService(Service):
    """Work on the mirror of ``backend``, for the operator that ``operators`` names.

    Methods block and may be called from any thread.
    """

    def __init__(self, backend: OfflineBackend, operators: Operators) -> None:
        self._backend = backend
        self._operators = operators

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._operators

    @for_everyone
    def coverage(self) -> Coverage:
        """How many buyers the mirror knows, of about how many, as of when."""
        return self._backend.mirror.coverage()

    @for_everyone
    def info(self) -> MirrorInfo:
        """What Settings say about the mirror."""
        mirror = self._backend.mirror
        path = mirror.store.path
        return MirrorInfo(path, file_size(path) if path is not None else 0, mirror.coverage(), mirror.file.set_aside)

    @for_everyone
    def check(self) -> None:
        """Read all pages of a copy that was not closed well; a damaged one is set aside for an empty one."""
        self._backend.mirror.file.set_aside_if_damaged()

    @needs(Right.SYNC)
    def crawl(
        self, *, progress: Callable[[CrawlProgress], None], cancel: Event, limits: CrawlLimits | None = None
    ) -> CrawlProgress:
        """Copy all buyers of the server; it goes on where the last one was stopped. Errors as ``Crawl.run``."""
        return self._backend.crawl(progress=progress, cancel=cancel, limits=limits)

    @needs(Right.SYNC)
    def crawl_apart(
        self, *, progress: Callable[[CrawlProgress], None], cancel: Event, limits: CrawlLimits
    ) -> CrawlProgress:
        """As ``crawl``, by a process of its own: for who has a window to keep moving. Errors as ``CrawlApart.run``."""
        return self._backend.crawl_apart(progress=progress, cancel=cancel, limits=limits)

    @for_everyone
    def refresh_step(self) -> int:
        """Ask the server again for the oldest rows, while nobody works; how many. UnreachableError as a read."""
        return self._backend.refresh()

    @for_everyone
    def purge(self, days: int = DAYS_KEPT) -> int:
        """Forget buyers that the server was not asked about for ``days``; how many. It is due whoever works here."""
        return self._backend.mirror.purge(days=days)

    @needs(Right.SYNC)
    def forget(self) -> None:
        """Delete the mirror's file and begin an empty one; journal, drafts and what waits to be sent stay."""
        self._backend.mirror.file.forget()
