"""Bringing an older shared database up to this program's schema: all counters feel it, so that it takes a manager."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from wxbuyer_gui.domain.permissions import NotAllowedError, Right, SecretError
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.sources import Sources


class Migrating(QObject):
    """Migrates the source that was tried last. No session is open then, whose operators could be asked.

    Signals:
        migrated(): it can be opened now.
        failed(Exception): it is as it was.
    """

    migrated = Signal()
    failed = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, runner: Runner, sources: Sources, window: QWidget) -> None:
        super().__init__(window)
        self._dress = {"theme": theme, "icons": icons}
        self._runner = runner
        self._sources = sources
        self._window = window

    def start(self) -> None:
        """Migrate, where there are operators once a manager has typed the password."""
        self._runner.submit(
            self._sources.migrate_tried,
            on_success=lambda _: self.migrated.emit(),
            on_error=self._on_refused,
            owner=self,
            must_finish=True,
        )

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, NotAllowedError):
            self._ask()
        else:
            self.failed.emit(error)

    def _ask(self) -> None:
        from wxbuyer_gui.ui.dialogs.approval_dialog import ApprovalDialog  # noqa: PLC0415  not at start-up

        dialog = ApprovalDialog(**self._dress, rights=[Right.MIGRATE], worker="", confirms=False, parent=self._window)

        def put_away() -> None:
            if isValid(dialog):  # it may be closed while the work goes on
                dialog.close()

        def succeed(_done: bool) -> None:
            put_away()
            self.migrated.emit()

        def refuse(error: Exception) -> None:
            if not isinstance(error, NotAllowedError | SecretError):
                put_away()
                self.failed.emit(error)
            elif isValid(dialog):
                dialog.show_refusal(error)

        def submit(name: str, secret: str) -> None:
            work = partial(self._sources.migrate_tried, name, secret)
            self._runner.submit(work, on_success=succeed, on_error=refuse, owner=self, must_finish=True)

        dialog.submitted.connect(submit)
        dialog.offer(())
        dialog.open()
