"""The copy of the open server's buyers: copied whole when a manager says so, and kept fresh while nobody works."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.settings import without_secrets
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.long_task import LongTask
from wxbuyer_gui.ui.preferences import Preferences

if TYPE_CHECKING:
    from wxbuyer_gui.services.mirror import MirrorInfo, MirrorService
    from wxbuyer_gui.services.session import Session

_LOOK_MS = 20_000
_READ_AGAIN_MS = 2_000
_A_DAY_MS = 24 * 3600 * 1000
_IDLE_SECONDS = 15.0
"""Nobody has asked for anything that long: the oldest rows may be asked for again."""


class _Meter:
    """The progress that the worker writes and the GUI thread reads."""

    def __init__(self) -> None:
        self.progress = CrawlProgress()


class MirrorKeeper(QObject):
    """Copying goes on when the settings are closed, and ends with the source.

    Signals:
        changed(): ``info``, ``progress`` or ``is_running`` is another one.
        failed(Exception): copying ended early, or something could not be read or forgotten.
        set_aside(Path): the copy was damaged and is kept there; a new one was begun.
    """

    changed = Signal()
    failed = Signal(object)
    set_aside = Signal(object)

    def __init__(self, *, runner: Runner, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._preferences = preferences
        self._session: Session | None = None
        self._info: MirrorInfo | None = None
        self._meter = _Meter()
        self._task = LongTask(runner=runner, parent=self)
        self._task.progressed.connect(self._on_progress)
        self._read_at, self._purged = QElapsedTimer(), QElapsedTimer()
        self._is_refreshing = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.refresh_if_idle)
        runner.closing.connect(lambda: self.attach(None))

    @property
    def is_here(self) -> bool:
        """Whether the open source has a copy."""
        return self._mirror is not None

    @property
    def info(self) -> MirrorInfo | None:
        """What was last read about the copy."""
        return self._info

    @property
    def progress(self) -> CrawlProgress:
        """How far copying is, or was when it ended."""
        return self._meter.progress

    @property
    def is_running(self) -> bool:
        """Whether all buyers are being copied."""
        return self._task.is_running

    @property
    def is_stopping(self) -> bool:
        """Whether copying was told to stop and has not yet."""
        return self._task.is_stopping

    @property
    def may_copy(self) -> bool:
        """Whether whoever works here may have all buyers copied or forgotten."""
        return self._session is not None and self._session.desk.operators.current.may(Right.SYNC)

    def attach(self, session: Session | None) -> None:
        """Keep another source's copy; None keeps none. Copying stops; it goes on there next time."""
        self._task.stop()
        self._session, self._info, self._meter = session, None, _Meter()
        if self.is_here:
            self._look.start()
            self.read()
            self.purge()
        else:
            self._look.stop()
        self.changed.emit()

    def read(self) -> None:
        """Read again how much the copy holds."""
        mirror = self._mirror
        if mirror is not None:
            self._read_at.start()
            self._runner.submit(mirror.info, on_success=self._show, on_error=self.failed.emit, owner=self)

    def copy_all(self) -> None:
        """Copy all buyers of the server; it goes on where the last time stopped."""
        mirror, session = self._mirror, self._session
        if mirror is None or self.is_running:
            return
        meter = self._meter = _Meter()
        access = self._access
        limits = CrawlLimits(per_second=access.crawl_per_second or None, empty_ids=access.empty_ids)

        def work(stop: Event, tell: Callable[[int], None]) -> CrawlProgress:
            def hear(progress: CrawlProgress) -> None:
                meter.progress = progress
                tell(progress.read)

            return mirror.crawl_apart(progress=hear, cancel=stop, limits=limits)

        def end(error: Exception | None) -> None:
            if session is self._session:
                self._on_ended(error)

        self._task.start(work, on_success=lambda _progress: end(None), on_error=end)
        self.changed.emit()

    def stop(self) -> None:
        """Stop copying; what was copied stays."""
        self._task.stop()
        self.changed.emit()

    def forget(self) -> None:
        """Empty the copy. What waits to be sent stays."""
        mirror = self._mirror
        if mirror is not None and not self.is_running:
            self._runner.submit(
                mirror.forget,
                on_success=lambda _: self.read(),
                on_error=self.failed.emit,
                owner=self,
                must_finish=True,
            )

    def purge(self) -> None:
        """Leave out those that the server was not asked about for as many days as the settings say."""
        mirror, days = self._mirror, self._access.mirror_days
        if mirror is not None:
            self._purged.start()
            self._runner.submit(
                lambda: mirror.purge(days), on_success=lambda _: self.read(), on_error=self.failed.emit, owner=self
            )

    def refresh_if_idle(self) -> None:
        """Ask the server again for the oldest rows, while nobody works and nothing is copied anyway."""
        mirror = self._mirror
        if mirror is None or self.is_running or self._is_refreshing or self._runner.idle_seconds() < _IDLE_SECONDS:
            return
        if self._purged.hasExpired(_A_DAY_MS):
            self.purge()
        self._is_refreshing = True
        self._runner.submit(
            mirror.refresh_step,
            on_success=lambda _count: self._end_refreshing(),
            on_error=lambda _error: self._end_refreshing(),  # nobody asked for it: the line's state says enough
            owner=self,
            lane=Lane.NETWORK,
        )

    @property
    def _mirror(self) -> MirrorService | None:
        return self._session.mirror if self._session is not None else None

    def _on_progress(self, _read: int) -> None:
        if self._read_at.hasExpired(_READ_AGAIN_MS):  # what the copy holds grows meanwhile
            self.read()
        self.changed.emit()

    @property
    def _access(self) -> RemoteAccess:
        """What the settings say of the open source; the usual where it has no name there."""
        current = self._preferences.settings.current
        if self._session is None or current is None or without_secrets(current.url) != self._session.source.url:
            return RemoteAccess()
        return current.remote or RemoteAccess()

    def _end_refreshing(self) -> None:
        self._is_refreshing = False

    def _show(self, info: MirrorInfo) -> None:
        before, self._info = self._info, info
        self.changed.emit()
        if info.set_aside is not None and (before is None or before.set_aside is None):
            self.set_aside.emit(info.set_aside)

    def _on_ended(self, error: Exception | None) -> None:
        self.read()
        self.changed.emit()
        if error is not None and not (isinstance(error, StorageError) and error.code == "E-CANCELLED"):
            self.failed.emit(error)
