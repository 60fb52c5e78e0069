"""Three columns: what was seen, what was wanted, what the server shows now. Where the server differs is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.marks import Ink, paint_runs
from wxbuyer_gui.ui.widgets.runs import text_runs

_HEAD = 38
_ROW = 37
_INSET = 18
_LABEL = 84
_RADIUS = 10


@dataclass(frozen=True, slots=True)
class SideRow:
    """One field: before, as wanted ('' = not to be changed), as the server shows it now."""

    label: str
    seen: str
    wanted: str
    now: str

    @property
    def is_other(self) -> bool:
        """Whether the server shows neither what was seen nor what was wanted."""
        return self.now not in (self.seen, self.wanted or self.seen)


class Sides(QWidget):
    """The painted table."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sides")
        self._theme = theme
        self._captions = ("", "", "")
        self._rows: tuple[SideRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    @property
    def rows(self) -> tuple[SideRow, ...]:
        """What is shown."""
        return self._rows

    def compare(self, captions: tuple[str, str, str], rows: Sequence[SideRow]) -> None:
        """Show these."""
        self._captions, self._rows = captions, tuple(rows)
        self.setAccessibleName(", ".join(captions))
        self.setAccessibleDescription(
            "; ".join(f"{row.label}: {row.seen or '—'}, {row.wanted or '—'}, {row.now or '—'}" for row in rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        px = self._theme.px
        return QSize(px(560), px(_HEAD) + len(self._rows) * px(_ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrower is fine, lower is not."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, heads and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        px = self._theme.px
        self._paint_line(painter, 0, px(_HEAD), ("", *self._captions), Ink(12, bold=True, token="muted"))
        top = px(_HEAD) + 1
        for row in self._rows:
            if row.is_other:
                painter.fillRect(QRectF(0, top, self.width(), px(_ROW)), self._theme.color("warn_bg"))
            painter.fillRect(QRectF(0, top, self.width(), 1), self._theme.color("border"))
            ink = Ink(14, bold=row.is_other, token="warn" if row.is_other else "text")
            cells = (row.label, row.seen or "—", row.wanted or "—", row.now or "—")
            self._paint_line(painter, top, px(_ROW), cells, ink)
            top += px(_ROW)
        painter.setClipping(False)
        painter.strokePath(shape, QPen(self._theme.color("border"), 1))

    def _paint_line(self, painter: QPainter, top: float, height: float, cells: Sequence[str], ink: Ink) -> None:
        px = self._theme.px
        label, *sides = cells
        box = QRectF(px(_INSET), top, px(_LABEL) - px(8), height)
        paint_runs(painter, box, text_runs(label), Ink(13, token="muted"), theme=self._theme)
        width = (self.width() - px(2 * _INSET + _LABEL)) / len(sides)
        for place, words in enumerate(sides):
            box = QRectF(px(_INSET + _LABEL) + place * width, top, width - px(8), height)
            paint_runs(painter, box, text_runs(words), ink, theme=self._theme)
