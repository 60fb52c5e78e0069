"""A write that was sent and not answered: the buyer is read until it shows what became of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.errors import ConflictError, UnreachableError
from wxbuyer_gui.domain.journal import Result, Sighting
from wxbuyer_gui.ui.operations import Operations

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

PAUSE_MS = 5000
"""Between two reads."""


class Doubt(QObject):
    """Watches one operation, begun at ``sent_at`` (``time.monotonic``), from the moment it is made.

    Nothing is sent again meanwhile. While the buyer is as before, the write may still arrive; only when the source's
    ``settle`` is over and the buyer is read once more, unchanged, it has not been done.

    Signals:
        done(Outcome): it was done as intended.
        over(Exception, WxBuyingUser | None): it was not, or not as intended; the buyer as it is now.
    """

    done = Signal(object)
    over = Signal(object, object)

    def __init__(self, operation_id: str, *, sent_at: float, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operation_id = operation_id
        self._operations = operations
        self._session: Session = operations.session
        self._settled_at = sent_at + self._session.settle
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Read the buyer now."""
        self._timer.stop()
        if not self._operations.is_open or self._operations.session is not self._session:
            self._end(UnreachableError("its source is not open any more", code="E-SOURCE-LEFT"), Sighting(Result.OPEN))
            return
        is_final = time.monotonic() >= self._settled_at
        self._operations.look_again(
            self._operation_id,
            final=is_final,
            owner=self,
            on_success=lambda sighting: self._weigh(sighting, is_final),
            on_error=lambda _: self._timer.start(),
        )

    def _weigh(self, sighting: Sighting, is_final: bool) -> None:
        result = sighting.result
        if sighting.outcome is not None:
            self.done.emit(sighting.outcome)
            self.deleteLater()
        elif result is Result.OPEN or not is_final:
            self._timer.start()
        elif result is Result.FAILED:
            self._end(UnreachableError("the buyer is as it was before", code="E-NOT-ARRIVED"), sighting)
        elif result is Result.HALF:
            self._end(ConflictError("only the first half is done", code="E-FIRST-HALF"), sighting)
        else:
            self._end(ConflictError("the buyer is neither as before nor as wanted", code="E-OTHERWISE"), sighting)

    def _end(self, error: Exception, sighting: Sighting) -> None:
        self.over.emit(error, sighting.buyer)
        self.deleteLater()
