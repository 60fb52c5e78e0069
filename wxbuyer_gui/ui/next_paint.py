"""What may wait for the next paint of a window or a part of it comes after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 500


class NextPaint(QObject):
    """Calls ``then`` once: when ``window``, or a part of one, is painted next.

    Where nobody shows it, that is in the next turn of the event loop.

    A window that is shown but never painted, such as one that starts minimised, is not waited for long.
    """

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self._is_painted = False
        window.installEventFilter(self)
        self._timer.start(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A timer of no time fires behind this paint, those of the other widgets, and the flush."""
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            self._timer.start(0)
        return False

    def _on_timeout(self) -> None:
        if self._window.isVisible() and not self._is_painted and not self._timer.interval():
            self._timer.start(_PATIENCE_MS)
            return
        self._window.removeEventFilter(self)
        self.deleteLater()
        self._then()
