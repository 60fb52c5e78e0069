"""A table on pages of which no row is torn in two, which Qt's layout does to a row of several lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument, QTextTable

LayOut = Callable[[str], QTextDocument]
"""Lays HTML out on pages."""
Table = Callable[[Sequence[str]], str]
"""Puts rows under the table's heads."""
_NEXT_PAGE = '<p style="page-break-before: always; margin: 0; font-size: 1pt"></p>'
_ENDLESS = 1e9


def whole_rows(before: str, rows: Sequence[str], *, table: Table, lay_out: LayOut) -> str:
    """``rows`` as one table for each page, the first of them after ``before``, as HTML.

    A row that no page is high enough for goes on over the next ones.
    """
    heads, *heights = _heights(lay_out(table(rows)))
    above = lay_out(before)
    height = above.pageSize().height()
    room = height - _end(above) % height - heads
    tables: list[list[str]] = []
    page: list[str] = []
    for row, high in zip(rows, heights, strict=True):
        if high > room and (page or not tables):
            tables.append(page)
            page, room = [], height - heads
        page.append(row)
        room -= high
    tables.append(page)
    return _NEXT_PAGE.join(table(page) if page else "" for page in tables)


def _heights(document: QTextDocument) -> list[float]:
    """How high each row is where nothing tears it."""
    document.setPageSize(QSizeF(document.pageSize().width(), _ENDLESS))
    layout = document.documentLayout()
    (table,) = (frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    tops = [
        min(
            layout.blockBoundingRect(table.cellAt(row, column).firstCursorPosition().block()).top()
            for column in range(table.columns())
        )
        for row in range(table.rows())
    ]
    frame = layout.frameBoundingRect(table)
    tops = [frame.top(), *tops[1:], frame.bottom()]
    return [below - top for top, below in pairwise(tops)]


def _end(document: QTextDocument) -> float:
    """Where the text ends, counted from the top of the first page."""
    layout = document.documentLayout()
    return layout.blockBoundingRect(document.lastBlock()).bottom()
