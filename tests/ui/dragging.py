"""Files that are dragged over a widget, as the desktop drags them: whoever comes in leaves again, or lets go.

Qt keeps the target of a drag until then, without a look at whether it still lives.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

_PLACE = QPoint(9, 9)


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over ``target`` and let go; whether they were welcome."""
    return _drag(target, paths, lets_go=True)


def is_welcome(target: QWidget, *paths: Path) -> bool:
    """Drag files over ``target`` and away again; whether they could have been dropped."""
    return _drag(target, paths, lets_go=False)


def _drag(target: QWidget, paths: tuple[Path, ...], *, lets_go: bool) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    hand = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(_PLACE, *hand)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    is_taken = enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(_PLACE), *hand) if is_taken and lets_go else QDragLeaveEvent())
    return is_taken
