"""Rows and columns without the style's own margins."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
_NONE: Margins = (0, 0, 0, 0)


def row(parent: QWidget | None = None, *, spacing: int = 0, margins: Margins = _NONE) -> QHBoxLayout:
    """A row; ``margins`` are left, top, right, bottom."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def column(parent: QWidget | None = None, *, spacing: int = 0, margins: Margins = _NONE) -> QVBoxLayout:
    """A column; ``margins`` are left, top, right, bottom."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout
