"""What is held on one person, on paper: facts, the history, and on each page who made it and when."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPdfWriter, QPen

from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.ui import person_words
from wxbuyer_gui.ui.paper import font, laid_out, paint_html, write_pages
from wxbuyer_gui.ui.person_words import Fact
from wxbuyer_gui.ui.whole_rows import LayOut, whole_rows

_POINTS = 9.0
_FOOT_MM = 10.0
_MARK_POINTS = 30.0
_MARK = QColor(0xEC, 0xEE, 0xF1)
_QUIET = QColor(0x66, 0x6B, 0x73)
_RULE = "border-bottom: 1px solid #d5d8de;"
_SMALL = f"font-size: 7.5pt; color: #666b73; {_RULE}"


def write_pdf(path: Path, record: PersonRecord) -> None:
    """Write A4 pages into the file ``path``; the text can be selected. Any thread may do it. Raises OSError."""
    watermark = person_words.watermark(record)

    def decorate(painter: QPainter, paper: QRectF, number: int, count: int) -> None:
        _mark(painter, paper, watermark)
        painter.setFont(font(7.5))
        painter.setPen(QPen(_QUIET))
        foot = QRectF(paper.left(), paper.bottom() - paper.height() * 0.02, paper.width(), paper.height() * 0.02)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, watermark)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, right, person_words.page(number, count))

    def paint(writer: QPdfWriter) -> bool:
        html = _html(record, partial(laid_out, writer, points=_POINTS, foot_mm=_FOOT_MM))
        return paint_html(writer, html, points=_POINTS, foot_mm=_FOOT_MM, decorate=decorate)

    write_pages(path, person_words.title(), paint)


def _mark(painter: QPainter, paper: QRectF, text: str) -> None:
    """Slanting over the page, light enough to read through."""
    painter.setFont(font(_MARK_POINTS))
    painter.setPen(QPen(_MARK))
    wide = QRectF(-paper.width(), -paper.height() / 24, 2 * paper.width(), paper.height() / 12)
    for place in (1 / 6, 1 / 2, 5 / 6):
        painter.save()
        painter.translate(paper.center().x(), paper.top() + place * paper.height())
        painter.rotate(-35)
        painter.drawText(wide, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _html(record: PersonRecord, lay_out: LayOut) -> str:
    parts = [
        f'<p style="font-size: 18pt; font-weight: 600; margin: 0 0 8px 0">{escape(person_words.title())}</p>',
        _facts(person_words.made(record)),
    ]
    for heading, facts in person_words.sections(record):
        parts += [_heading(heading), _facts(facts)]
    parts.append(_history(record, "".join(parts), lay_out))
    notes = "".join(f'<p style="margin: 0 0 4px 0">{escape(text)}</p>' for text in person_words.limits(record))
    parts.append(f'<div style="margin-top: 18px; color: #666b73; font-size: 8pt">{notes}</div>')
    return "".join(parts)


def _heading(text: str) -> str:
    return f'<p style="font-size: 12pt; font-weight: 600; margin: 18px 0 4px 0">{escape(text)}</p>'


def _facts(facts: list[Fact]) -> str:
    rows = "".join(
        f'<tr><td width="26%" style="color: #666b73; {_RULE}">{escape(label)}</td>'
        f'<td style="{_RULE}">{escape(value) or person_words.nothing()}</td></tr>'
        for label, value in facts
    )
    return _table(rows)


def _history(record: PersonRecord, before: str, lay_out: LayOut) -> str:
    heading, heads = person_words.history()
    if not record.entries:
        return _heading(heading) + f"<p>{person_words.nothing()}</p>"
    widths = (17, 20, 17, 46)
    head = "".join(
        f'<td width="{width}%" style="{_SMALL}">{escape(text)}</td>' for width, text in zip(widths, heads, strict=True)
    )
    rows = []
    for entry in record.entries:
        when, what, by, changes = person_words.line(entry)
        told = "<br>".join(map(escape, changes)) or person_words.nothing()
        cells = (escape(when), escape(what), escape(by) or person_words.nothing(), told)
        columns = zip(widths, cells, strict=True)
        rows.append(
            "<tr>" + "".join(f'<td width="{at}%" style="{_RULE}">{cell}</td>' for at, cell in columns) + "</tr>"
        )

    def table(rows: Sequence[str]) -> str:
        return _table(f"<thead><tr>{head}</tr></thead>" + "".join(rows))

    return _heading(heading) + whole_rows(before + _heading(heading), rows, table=table, lay_out=lay_out)


def _table(rows: str) -> str:
    return f'<table width="100%" cellpadding="3" cellspacing="0" style="border-collapse: collapse">{rows}</table>'
