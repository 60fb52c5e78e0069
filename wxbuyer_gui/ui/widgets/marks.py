"""One line of data, painted: matched characters on a box, mask stars muted and lowered, digits of one width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import plain_tip
from wxbuyer_gui.ui.widgets.runs import Run, plain_text

_ANTIALIASING = QPainter.RenderHint.Antialiasing
_STAR_DROP = 0.17  # of the type size: a star's ink sits high, this brings it to the middle of the digits
_BOX_HEIGHT = 1.38


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is painted. ``ground`` and ``mark`` are the tokens of a matched run's box and letters."""

    px: float = 14
    bold: bool = False
    token: str = "text"
    ground: str = "hit"
    mark: str = "hit_text"


class _Piece(NamedTuple):
    """A run in its place: ``left`` and ``drop`` are those of its letters, ``box`` left edge and width of its ground."""

    text: str
    left: float
    drop: float
    font: QFont
    ink: QColor
    ground: QColor | None
    box: tuple[float, float]


class Line(NamedTuple):
    """Runs measured, cut and coloured, as ``lay_out`` makes them; good as long as the theme is the same."""

    pieces: tuple[_Piece, ...]
    width: float
    baseline: float
    """How far below the line's middle."""
    box_height: float


def joining_dot(ink: Ink, *, theme: Theme) -> str:
    """What joins the parts of a name: some Chinese fonts draw the dot as wide as a character, blanks included."""
    is_wide = theme.metrics(ink.px, ink.bold).horizontalAdvance("·") > 0.6 * theme.px(ink.px)
    return "·" if is_wide else " · "


def runs_width(runs: Sequence[Run], ink: Ink, *, theme: Theme) -> float:
    """How wide ``paint_runs`` paints ``runs``."""
    return sum(_width(run, ink, theme) for run in runs)


def run_edges(runs: Sequence[Run], ink: Ink, *, theme: Theme) -> list[float]:
    """Where ``paint_runs`` puts the left edge of each character, from 0 on, and the right edge of the last."""
    edges, left = [0.0], 0.0
    for run in runs:
        metrics = theme.metrics(ink.px, ink.bold or run.hit)
        start = left + (_wider(ink, theme) if run.hit else 0)
        edges += [start + metrics.horizontalAdvance(run.text[:end]) for end in range(1, len(run.text) + 1)]
        left += _width(run, ink, theme)
    return edges


def paint_runs(
    painter: QPainter,
    rect: QRectF,
    runs: Sequence[Run],
    ink: Ink,
    *,
    theme: Theme,
    right: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> QRectF:
    """Paint ``runs`` on one line in the middle of ``rect``, at its left or right edge; return the box they take.

    Too long a line is cut with dots; a box never meets them: a run that is cut loses its box. Pen, brush and font of
    ``painter`` are other ones afterwards, and antialiasing is on.
    """
    line = lay_out(runs, ink, rect.width(), theme=theme, elide=elide)
    left = rect.right() - line.width if right else rect.x()
    painter.setRenderHint(_ANTIALIASING)
    paint_line(painter, line, left, rect.center().y())
    return QRectF(left, rect.y(), line.width, rect.height())


def lay_out(
    runs: Sequence[Run],
    ink: Ink,
    room: float,
    *,
    theme: Theme,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> Line:
    """``runs`` as ``paint_runs`` paints them where there is that much room, for ``paint_line``."""
    runs = [_visible(run) for run in runs]
    widths = [_width(run, ink, theme) for run in runs]
    if sum(widths) > room + 0.5:
        runs = _elided(runs, room, ink, theme, elide)
        widths = [_width(run, ink, theme) for run in runs]
    pieces, left = [], 0.0
    font, colour = theme.kept_font(ink.px, ink.bold), theme.color(ink.token)
    for run, width in zip(runs, widths, strict=True):
        box = left, width
        if run.hit:
            inks = theme.color(ink.mark), theme.color(ink.ground)
            bold = theme.kept_font(ink.px, bold=True)
            pieces.append(_Piece(run.text, left + _wider(ink, theme), 0, bold, *inks, box))
        elif run.masked:
            drop = ink.px * theme.scale * _STAR_DROP
            pieces.append(_Piece(run.text, left, drop, font, theme.color("muted"), None, box))
        elif not run.text.isspace():
            pieces.append(_Piece(run.text, left, 0, font, colour, None, box))
        left += width
    return Line(tuple(pieces), left, theme.baseline(ink.px, ink.bold), ink.px * theme.scale * _BOX_HEIGHT)


def paint_line(painter: QPainter, line: Line, left: float, middle: float) -> None:
    """Paint from ``left`` on around the height ``middle``. Antialiasing is wanted; pen, brush and font change."""
    baseline = middle + line.baseline
    for text, text_left, drop, font, ink, ground, box in line.pieces:
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            tall = line.box_height
            painter.drawRoundedRect(QRectF(left + box[0], middle - tall / 2, box[1], tall), 4, 4)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(left + text_left, baseline + drop), text)


def _visible(run: Run) -> Run:
    shown = visible(run.text)
    return run if shown == run.text else replace(run, text=shown)


def _elided(runs: Sequence[Run], width: float, ink: Ink, theme: Theme, elide: Qt.TextElideMode) -> tuple[Run, ...]:
    """Cut at the end or (ElideMiddle) before the last run, so that the line with its dots fits."""
    keep = (runs[-1],) if elide == Qt.TextElideMode.ElideMiddle and len(runs) > 1 else ()
    if keep and runs_width((Run("…"), *keep), ink, theme=theme) > width:
        keep = ()
    room = width - runs_width(keep, ink, theme=theme)
    head: list[Run] = []
    dots = theme.metrics(ink.px, ink.bold).horizontalAdvance("…")
    for run in runs[: len(runs) - len(keep)]:
        needed = _width(run, ink, theme)
        if needed > room - dots:  # at least one run does not fit, or nobody would have asked
            metrics = theme.metrics(ink.px, ink.bold)
            return (*head, Run(metrics.elidedText(f"{run.text}…", Qt.TextElideMode.ElideRight, room)), *keep)
        head.append(run)
        room -= needed
    return (*head, Run("…"), *keep)


def _wider(ink: Ink, theme: Theme) -> int:
    return theme.px(2 if ink.px > 12 else 1)


def _width(run: Run, ink: Ink, theme: Theme) -> float:
    advance = theme.width(run.text, ink.px, ink.bold or run.hit)
    return advance + 2 * _wider(ink, theme) if run.hit else advance


class RunsLabel(QLabel):
    """Runs as a label; long ones are cut, the whole text is the accessible name. Its text is always plain."""

    def __init__(
        self,
        *,
        theme: Theme,
        ink: Ink | None = None,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._ink = ink or Ink()
        self._elide = elide
        self._runs: tuple[Run, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def set_runs(self, runs: Sequence[Run], ink: Ink | None = None) -> None:
        """Show other text, painted another way if ``ink`` is given."""
        before = self._runs, self._ink
        self._runs = tuple(map(_visible, runs))
        self._ink = ink or self._ink
        if (self._runs, self._ink) == before:
            return
        self.setText(plain_text(self._runs))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The line's width, with room for a box around it."""
        width = runs_width(self._runs, self._ink, theme=self._theme)
        return QSize(round(width + 0.5), round(self._ink.px * self._theme.scale * 1.5))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line; what of it is cut has a tooltip."""
        is_cut = runs_width(self._runs, self._ink, theme=self._theme) > self.width() + 0.5
        tip = plain_tip(self.text()) if is_cut else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        box = QRectF(self.rect())
        paint_runs(QPainter(self), box, self._runs, self._ink, theme=self._theme, elide=self._elide)
