"""What Qt's style sheets keep about the parts of a combo box, and about viewports."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget


def forget_with(part: QWidget) -> None:
    """Have what the style sheets keep about ``part``, the frame of a popup or a combo box's line, go when that goes.

    They look up the rules for such a part as it is made, and keep them under its address; but they listen to its end
    only if it ever had a style sheet of its own (Qt 6.11). A window with twenty lists would otherwise leave kilobytes
    behind each time it is opened.
    """
    part.setStyleSheet(" ")
    part.setStyleSheet("")
    part.setMinimumSize(0, 0)  # a line has for a moment the rules of one that stands alone


def leave_ground_to(table: QTableView) -> None:
    """Have ``table`` alone paint its ground: of a viewport that paints its own they keep the rules after it is gone."""
    for part in (table, table.horizontalHeader(), table.verticalHeader()):
        part.viewport().setAutoFillBackground(False)
