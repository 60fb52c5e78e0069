"""The shift summary on paper: a page of tables, or a slip as narrow as a till's printer makes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice, QPageSize

from wxbuyer_gui.domain.shift import ShiftSummary
from wxbuyer_gui.ui import shift_words
from wxbuyer_gui.ui.paper import paint_html, write_pages
from wxbuyer_gui.ui.shift_words import Row

_SLIP_MM = 110
"""Paper narrower than this gets a slip."""
_FONT_POINTS = 8.5
_RULE = "border-bottom: 1px solid #999999;"


def write_pdf(path: Path, summary: ShiftSummary, *, place: str, at: datetime) -> None:
    """Write A4 pages into the file ``path``; ``place`` names the shop's data. Raises OSError."""
    title = f"{shift_words.title()} {shift_words.period(summary)}"
    write_pages(path, title, lambda writer: paint(writer, summary, place=place, at=at))


def paint(device: QPagedPaintDevice, summary: ShiftSummary, *, place: str, at: datetime) -> bool:
    """Paint all pages on a printer or into a PDF; False where that cannot be begun."""
    layout = device.pageLayout()
    is_slip = layout.pageSize().size(QPageSize.Unit.Millimeter).width() < _SLIP_MM
    made = (_slip if is_slip else _page)(summary, place=place, at=at)
    return paint_html(device, made, points=_FONT_POINTS)


def _page(summary: ShiftSummary, *, place: str, at: datetime) -> str:
    facts = filter(None, (place, shift_words.period(summary), shift_words.scope(summary)))
    parts = [
        f'<p style="font-size: 18pt; font-weight: 600; margin: 0">{escape(shift_words.title())}</p>',
        f'<p style="font-size: 10.5pt; margin-top: 4px; margin-bottom: 0">{escape(" · ".join(facts))}</p>',
        _table(shift_words.by_whom(), shift_words.by_operator(summary)),
    ]
    if summary.first != summary.last:
        parts.append(_table(shift_words.on_which_day(), shift_words.by_day(summary)))
    parts += [_foot(summary, at), _signed(*shift_words.signatures())]
    return "".join(parts)


def _slip(summary: ShiftSummary, *, place: str, at: datetime) -> str:
    facts = filter(None, (place, shift_words.period(summary), shift_words.scope(summary)))
    parts = [f'<p style="font-size: 12pt; font-weight: 600; margin: 0">{escape(shift_words.title())}</p>']
    parts += [f'<p style="margin-top: 2px; margin-bottom: 0">{escape(fact)}</p>' for fact in facts]
    rows = shift_words.by_operator(summary)
    parts += [_block(row) for row in (rows if len(rows) > 2 else rows[-1:])]  # one operator alone is the sum
    parts.append(_foot(summary, at))
    line = '<p style="margin-top: 20px; margin-bottom: 14px">{}</p><hr>'
    parts += [line.format(escape(name)) for name in shift_words.signatures()]
    return "".join(parts)


def _block(row: Row) -> str:
    """One operator's numbers below each other; of the sum also those that are 0."""
    lines = [f'<tr><td colspan="2" style="font-weight: 600; {_RULE}">{escape(row.name)}</td></tr>']
    for name, number in zip(shift_words.columns(), row.numbers, strict=True):
        if number or row.is_total:
            lines.append(f'<tr><td>{escape(name)}</td><td align="right">{number}</td></tr>')
    return f'<table width="100%" cellpadding="1" cellspacing="0" style="margin-top: 10px">{"".join(lines)}</table>'


def _table(heading: str, rows: Sequence[Row]) -> str:
    small = f"font-size: 6.5pt; color: #444444; {_RULE}"
    cell = f'<td align="right" width="8.3%" style="{small}">{{}}</td>'
    head = "".join(cell.format(escape(name)) for name in shift_words.columns())
    lines = [f'<tr><td width="17%" style="{small}">{escape(heading)}</td>{head}</tr>']
    for row in rows:
        weight = "font-weight: 600;" if row.is_total else ""
        cells = "".join(f'<td align="right" style="{weight}{_RULE}">{number or "–"}</td>' for number in row.numbers)
        lines.append(f'<tr><td style="{weight}{_RULE}">{escape(row.name)}</td>{cells}</tr>')
    style = "border-collapse: collapse; margin-top: 20px; margin-bottom: 8px"
    return f'<table width="100%" cellpadding="2" cellspacing="0" style="{style}">{"".join(lines)}</table>'


def _foot(summary: ShiftSummary, at: datetime) -> str:
    words = filter(None, (shift_words.code_line(summary), shift_words.made_line(at)))
    return "".join(f'<p style="margin-top: 4px; margin-bottom: 0; color: #444444">{escape(line)}</p>' for line in words)


def _signed(goes: str, comes: str) -> str:
    cell = '<td width="50%" style="padding-top: 24px">{}  ______________________</td>'
    return f'<table width="100%"><tr>{cell.format(escape(goes))}{cell.format(escape(comes))}</tr></table>'
