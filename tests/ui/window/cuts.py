"""Whose words do not fit: measured of widgets, watched of what is painted."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from tests.ui.window.painted import painted_cut
from tests.ui.window.seeing import named, text_of
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.toast import Toast


def cut_off(root: QWidget) -> list[str]:
    """Every widget whose words do not fit into it or that nobody can get to see whole, and every cut painted word."""
    measured = [f"{reason}: {named(widget)}" for widget in _laid_out(root) if (reason := _why_cut(widget, root))]
    return measured + painted_cut(root, [area.widget() for area in _laid_out(root) if isinstance(area, QScrollArea)])


def _laid_out(root: QWidget) -> Iterator[QWidget]:
    """``root`` and all in it that has a place, also what has to be scrolled to."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root.window():
            yield widget


def _why_cut(widget: QWidget, root: QWidget) -> str:
    if _sticks_out(widget, root):
        return "sticks out"
    if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
        return "scrolls sideways"
    if isinstance(widget, QLineEdit):
        return "too narrow" if _hint_is_cut(widget) else ""
    if not text_of(widget) or isinstance(widget, QAbstractScrollArea) or _is_composed(widget):
        return ""
    if isinstance(widget, Segmented):
        each = widget.width() / max(1, widget.count())
        words = (widget.itemText(index) for index in range(widget.count()))
        return "too narrow" if any(_advance(widget, text, bold=True) > each - 8 for text in words) else ""
    may_shrink = widget.hasHeightForWidth() or getattr(widget, "_elide", None) is not None
    if isinstance(widget, QLabel) and not may_shrink:
        wide = max(_advance(widget, line) for line in widget.text().split("\n"))
    else:
        wide = (widget.minimumSizeHint() if may_shrink else widget.sizeHint()).width()
    high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
    if wide > widget.width():
        return f"too narrow by {wide - widget.width()}"
    # A sixth of a line is the room between two lines: no letter reaches there.
    return f"too low by {high - widget.height()}" if high > widget.height() + widget.fontMetrics().height() / 6 else ""


def _advance(widget: QWidget, text: str, *, bold: bool = False) -> int:
    font = QFont(widget.font())
    font.setBold(bold or font.bold())
    return QFontMetrics(font).horizontalAdvance(text)


def _hint_is_cut(edit: QLineEdit) -> bool:
    """Whether the words in an empty field do not fit. A folder's path may be as long as it likes."""
    room = edit.width() - edit.textMargins().left() - edit.textMargins().right()
    hint = edit.placeholderText()
    return not edit.text() and "/" not in hint and edit.fontMetrics().horizontalAdvance(hint) > room


def _is_composed(widget: QWidget) -> bool:
    """Whether its words stand in widgets of their own, which are looked at one by one."""
    return any(child.isVisible() and text_of(child) for child in widget.findChildren(QWidget))


def _sticks_out(widget: QWidget, root: QWidget) -> bool:
    """What says something or can be pressed may not, but for a toast, which slides in. Shadows may."""
    if widget is root or not (text_of(widget) or isinstance(widget, QAbstractButton)):
        return False
    at = widget.parentWidget()
    while at is not None:
        if isinstance(widget, Toast) or isinstance(at, Toast):
            return False
        place = QRect(widget.mapTo(at, QPoint(0, 0)), widget.size())
        area = at.parentWidget()
        if isinstance(area, QScrollArea) and at is area.viewport():
            return not _can_be_scrolled_to(place, area)
        if isinstance(area, QAbstractScrollArea):
            return False
        if not at.rect().contains(place):
            return True
        if at is root:
            return False
        at = area
    return False


def _can_be_scrolled_to(place: QRect, area: QScrollArea) -> bool:
    room = area.viewport().rect()
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if area.verticalScrollBarPolicy() != off:
        room.adjust(0, -area.verticalScrollBar().maximum(), 0, area.verticalScrollBar().maximum())
    if area.horizontalScrollBarPolicy() != off:
        room.adjust(-area.horizontalScrollBar().maximum(), 0, area.horizontalScrollBar().maximum(), 0)
    return room.contains(place)
