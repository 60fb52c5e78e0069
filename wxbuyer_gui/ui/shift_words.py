"""The shift summary in words: titles, columns and rows, the same on the screen, on paper and in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.shift import ShiftSummary, Tally
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.words import minute

_CONTEXT = "ShiftWords"
translate = QCoreApplication.translate

_COLUMNS = {
    "registered": QT_TRANSLATE_NOOP("ShiftWords", "New members"),
    "bound": QT_TRANSLATE_NOOP("ShiftWords", "Bound"),
    "rebound": QT_TRANSLATE_NOOP("ShiftWords", "Bound anew"),
    "unbound": QT_TRANSLATE_NOOP("ShiftWords", "Unbound"),
    "added": QT_TRANSLATE_NOOP("ShiftWords", "New buyers"),
    "edited": QT_TRANSLATE_NOOP("ShiftWords", "Edited"),
    "failed": QT_TRANSLATE_NOOP("ShiftWords", "Failed"),
    "pending": QT_TRANSLATE_NOOP("ShiftWords", "Pending"),
    "reveals": QT_TRANSLATE_NOOP("ShiftWords", "Numbers shown"),
    "id_reveals": QT_TRANSLATE_NOOP("ShiftWords", "ID numbers"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of numbers. ``is_total`` sums up those above it."""

    name: str
    tally: Tally
    is_total: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """In the order of ``columns``."""
        return tuple(getattr(self.tally, key) for key in _COLUMNS)


def columns() -> tuple[str, ...]:
    """What the numbers count."""
    return tuple(translate(_CONTEXT, source) for source in _COLUMNS.values())


def title() -> str:
    """What it is called."""
    return translate("ShiftWords", "Shift summary")


def period(summary: ShiftSummary) -> str:
    """The day, or the first and the last one."""
    if summary.first == summary.last:
        return summary.first.isoformat()
    if _is_month(summary.first, summary.last):
        return summary.first.strftime("%Y-%m")
    return f"{summary.first.isoformat()} – {summary.last.isoformat()}"


def scope(summary: ShiftSummary) -> str:
    """Whose acts are counted."""
    if summary.whose:
        return visible(summary.whose)
    return translate("ShiftWords", "This computer") if summary.here else translate("ShiftWords", "All counters")


def by_operator(summary: ShiftSummary) -> tuple[Row, ...]:
    """A row for each operator, and their sum."""
    rows = [Row(operator_name(name), tally) for name, tally in summary.operators]
    return (*rows, _total(summary))


def by_day(summary: ShiftSummary) -> tuple[Row, ...]:
    """A row for each day on which something was done, and their sum."""
    rows = [Row(day.isoformat(), tally) for day, tally in summary.days]
    return (*rows, _total(summary))


def operator_name(name: str) -> str:
    """An operator's name; in single-user mode there is none."""
    return visible(name) if name else translate("ShiftWords", "No operator")


def by_whom() -> str:
    """The heading over the operators."""
    return translate("ShiftWords", "Operator")


def on_which_day() -> str:
    """The heading over the days."""
    return translate("ShiftWords", "Day")


def code_line(summary: ShiftSummary) -> str:
    """How the journal ended when this was made; '' for an empty one."""
    return translate("ShiftWords", "End of the journal: {code}").format(code=summary.code) if summary.code else ""


def made_line(at: datetime) -> str:
    """When it was made."""
    return translate("ShiftWords", "Made {time}").format(time=minute(at))


def signatures() -> tuple[str, str]:
    """Who goes and who comes sign here."""
    return translate("ShiftWords", "Handed over by"), translate("ShiftWords", "Taken over by")


def nothing() -> str:
    """Instead of rows where nothing was done."""
    return translate("ShiftWords", "Nothing was done")


def table(summary: ShiftSummary) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Headers and rows for a file: one line for each day and operator, the sum, and how the journal ended."""
    headers = (on_which_day(), by_whom(), *columns())
    rows: list[Sequence[str]] = [
        (line.day.isoformat(), operator_name(line.operator), *_texts(Row("", line.tally))) for line in summary.lines
    ]
    total = _total(summary)
    rows.append((period(summary), total.name, *_texts(total)))
    if summary.code:
        rows.append((code_line(summary), *[""] * (len(headers) - 1)))
    return headers, rows


def _total(summary: ShiftSummary) -> Row:
    return Row(translate("ShiftWords", "Total"), summary.total, is_total=True)


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(map(str, row.numbers))


def _is_month(first: date, last: date) -> bool:
    return first.day == 1 and (first.year, first.month) == (last.year, last.month)
