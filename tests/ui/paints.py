"""Watches what is painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget


class Paints(QObject):
    """``areas`` are those of ``widget`` that were painted, one after the other; ``note`` is called before each."""

    def __init__(self, widget: QWidget, *, note: Callable[[], None] = lambda: None) -> None:
        super().__init__(widget)
        self._note = note
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._note()
            self.areas.append(event.rect())
        return False
