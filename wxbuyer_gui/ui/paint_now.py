"""What changed in the windows, laid out and painted before Qt comes to it, or a moment later."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget


def settle() -> None:
    """Lay out what changed, and mark what came into sight, now: after its paint Qt would do both, and paint again."""
    for kind in (QEvent.Type.LayoutRequest, QEvent.Type.UpdateLater):
        QCoreApplication.sendPostedEvents(None, kind.value)


def paint_now(widget: QWidget) -> None:
    """Paint ``widget`` and what else of its window has changed so far. Nothing while it is out of sight."""
    if widget.isVisible():
        settle()
        widget.repaint()


def paint_later(widget: QWidget) -> None:
    """Leave ``widget`` on the screen as it is until the event loop has had a turn: somebody may type meanwhile."""
    widget.setUpdatesEnabled(False)
    QTimer.singleShot(0, widget, lambda: widget.setUpdatesEnabled(True))
