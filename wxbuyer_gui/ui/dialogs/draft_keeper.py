"""Keeps a form's draft while somebody types, and gives it back when the form is opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations

_PAUSE = 500  # milliseconds without a key: now it is worth a write


class DraftKeeper(QObject):
    """The draft of one form for one buyer (0: a new one). ID numbers are left out by the service.

    A draft that cannot be kept or read is not worth a message: the form works without.

    Signals:
        restored(dict): a draft was found; field names and texts.
        saved(): what is typed is kept now.
    """

    restored = Signal(object)
    saved = Signal()

    def __init__(
        self, *, operations: Operations, buyer_id: int, fields: Callable[[], Mapping[str, str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._buyer_id = buyer_id
        self._fields = fields
        self._stopped = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.save)

    def load(self) -> None:
        """Look for a draft."""
        buyer_id = self._buyer_id
        self._operations.read(
            lambda session: session.drafts.load(buyer_id),
            owner=self,
            on_success=self._on_loaded,
            on_error=lambda error: None,
        )

    def touch(self) -> None:
        """Something was typed."""
        if not self._stopped:
            self._timer.start()

    def save(self) -> None:
        """Keep what is typed now."""
        self._timer.stop()
        if self._stopped or not self._operations.is_open:
            return
        buyer_id, fields = self._buyer_id, dict(self._fields())
        self._operations.read(
            lambda session: session.drafts.save(buyer_id, fields),
            owner=self._operations,  # kept even when the form is gone by then
            on_success=lambda _: self._on_saved(),
            on_error=lambda error: None,
        )

    def flush(self) -> None:
        """Keep at once what a running pause would have kept: the form is about to go."""
        if self._timer.isActive():
            self.save()

    def stop(self) -> None:
        """The form is submitted: nothing more is kept."""
        self._stopped = True
        self._timer.stop()

    def resume(self) -> None:
        """The write failed: what is typed is worth keeping again."""
        self._stopped = False
        self.touch()

    def _on_saved(self) -> None:
        if isValid(self):
            self.saved.emit()

    def _on_loaded(self, fields: dict[str, str] | None) -> None:
        if fields:
            self.restored.emit(fields)
