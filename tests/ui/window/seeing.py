"""What is to be seen in a window: its widgets, how to name them, their words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTreeView,
    QWidget,
)


def shown(root: QWidget, *, scrolled: bool = False) -> Iterator[QWidget]:
    """``root`` and all in it that can be seen, whole or in part; with ``scrolled`` also what one can scroll to."""
    for widget in (root, *root.findChildren(QWidget)):
        is_here = widget.isVisible() and widget.window() is root.window()
        if is_here and (not widget.visibleRegion().isEmpty() or (scrolled and _is_scrolled_away(widget))):
            yield widget


def _is_scrolled_away(widget: QWidget) -> bool:
    at = widget.parentWidget()
    while at is not None and not isinstance(at, QScrollArea):
        at = at.parentWidget()
    return at is not None and not at.visibleRegion().isEmpty()


def named(widget: QWidget) -> str:
    """How to find a widget that something is wrong with."""
    parts: list[str] = []
    at: QWidget | None = widget
    while at is not None and len(parts) < 4:
        parts.append(f"{type(at).__name__}#{at.objectName()}" if at.objectName() else type(at).__name__)
        at = at.parentWidget()
    return " in ".join(parts) + f" {text_of(widget)!r}"


def text_of(widget: QWidget) -> str:
    """What a widget says, '' if it says nothing."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    text = getattr(widget, "text", "")
    return text if isinstance(text, str) else ""


def texts(root: QWidget) -> set[str]:
    """All words on the screen: of widgets, their placeholders, and the rows of lists."""
    found: set[str] = set()
    for widget in shown(root):
        found |= {text_of(widget), widget.accessibleName(), widget.toolTip()}
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            found |= {str(cell.data() or "") for cell in cells(widget)}
    return found - {""}


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """All cells of a list, whether one can see them or not."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView | QTreeView) else 1
    return (model.index(row, column) for row in range(model.rowCount()) for column in range(columns))


def is_tofu(text: str, widget: QWidget) -> bool:
    """Whether a character of ``text`` has no glyph, in the widget's font or any other."""
    layout = QTextLayout(text, widget.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return any(0 in run.glyphIndexes() for run in layout.glyphRuns())
