"""What nobody has seen yet is drawn out of sight while nothing is going on, so that its first sight is quick.

At the first time Qt dresses each widget by the stylesheet, icons are drawn from their files and letters from their
outlines: in the middle of typing that would be felt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

_PAUSE_MS = 100


class Rehearsal(QObject):
    """Draws one widget at a time, and each only while ``is_free`` says that nobody waits for anything.

    They must be pages of a stack, or within one: in any other layout Qt would make room for what is hidden.
    """

    def __init__(self, widgets: Iterator[QWidget], *, is_free: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._is_free = is_free
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def _go_on(self) -> None:
        if not self._is_free():
            return
        widget = next(self._widgets, None)
        if widget is None:
            self._timer.stop()
        elif not widget.isVisible():
            widget.grab()
