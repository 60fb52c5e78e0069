"""Rich text on pages: into a PDF, or on a printer."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from wxbuyer_gui.ui.fonts import families

_PDF_DPI = 300
_MARGINS_MM = (15.0, 10.0)
_MM_PER_INCH = 25.4

Decoration = Callable[[QPainter, QRectF, int, int], None]
"""Paints around the text of a page: painter, paper within the margins, number of the page, number of all."""


def write_pages(path: Path, title: str, paint: Callable[[QPdfWriter], bool]) -> None:
    """Write what ``paint`` paints, which is False where it cannot begin, on A4 pages into ``path``. Raises OSError."""
    pages = QBuffer()  # Qt would not tell of a disk that is full
    pages.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(pages)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title)
    page, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(*_MARGINS_MM, *_MARGINS_MM)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    if not paint(writer):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    path.write_bytes(pages.data().data())


def font(points: float) -> QFont:
    """The program's font on paper."""
    made = QFont()
    made.setFamilies(families())
    made.setPointSizeF(points)
    return made


def laid_out(device: QPagedPaintDevice, html: str, *, points: float, foot_mm: float = 0) -> QTextDocument:
    """``html`` on the pages of ``device``, whose lowest ``foot_mm`` stay free."""
    dpi = device.logicalDpiX()
    paper = QRectF(device.pageLayout().paintRectPixels(dpi))
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    document.setDefaultFont(font(points))
    document.setHtml(html)
    document.setPageSize(QSizeF(paper.width(), paper.height() - foot_mm / _MM_PER_INCH * dpi))
    return document


def paint_html(
    device: QPagedPaintDevice, html: str, *, points: float, foot_mm: float = 0, decorate: Decoration | None = None
) -> bool:
    """Paint ``html`` on as many pages as it needs; False where that cannot be begun.

    The lowest ``foot_mm`` of each page stay free for ``decorate``, which paints first: the text lies over it.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    paper = QRectF(device.pageLayout().paintRectPixels(device.logicalDpiX()))
    document = laid_out(device, html, points=points, foot_mm=foot_mm)
    height = document.pageSize().height()
    context = QAbstractTextDocumentLayout.PaintContext()
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        if decorate is not None:
            painter.save()
            decorate(painter, QRectF(0, 0, paper.width(), paper.height()), number + 1, document.pageCount())
            painter.restore()
        part = QRectF(0, number * height, paper.width(), height)
        painter.save()
        painter.translate(0, -part.top())
        painter.setClipRect(part)
        context.clip = part
        document.documentLayout().draw(painter, context)
        painter.restore()
    return painter.end()
