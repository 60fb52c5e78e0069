"""One line of data, painted: matched characters on a box, mask stars muted and lowered, digits of one width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wxbuyer_gui.domain.masking import Field, Spans, mask_segments
from wxbuyer_gui.domain.phone import format_phone, is_mobile, phone_key
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import plain_tip

_ANTIALIASING = QPainter.RenderHint.Antialiasing
_STAR_DROP = 0.17  # of the type size: a star's ink sits high, this brings it to the middle of the digits
_BOX_HEIGHT = 1.38


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters painted alike. ``hit``: they match what was typed. ``masked``: stars for hidden ones."""

    text: str
    hit: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is painted. ``ground`` and ``mark`` are the tokens of a matched run's box and letters."""

    px: float = 14
    bold: bool = False
    token: str = "text"
    ground: str = "hit"
    mark: str = "hit_text"


def text_runs(text: str, hits: Spans = ()) -> tuple[Run, ...]:
    """``text`` as runs; ``hits`` are the (start, stop) positions that match."""
    marked = [False] * len(text)
    for start, stop in hits:
        marked[start:stop] = [True] * len(marked[start:stop])
    return _joined((char, hit, False) for char, hit in zip(text, marked, strict=True))


def phone_runs(phone: str, *, hits: Spans = (), masked: bool = True) -> tuple[Run, ...]:
    """A phone as it is read out, ``138 **** 8000``; ``hits`` are positions in its key and are never masked."""
    key = phone_key(phone)
    if not key:
        return text_runs(phone)
    if not is_mobile(key) and not masked and not hits:
        return (Run(format_phone(phone)),)
    segments = mask_segments(key, Field.PHONE, hits) if masked else ((key, False),)
    cells = [(char, star) for text, star in segments for char in text]
    matched = [any(start <= position < stop for start, stop in hits) for position in range(len(cells))]
    gaps = (3, 7) if is_mobile(key) else ()
    pieces: list[tuple[str, bool, bool]] = []
    for position, (char, star) in enumerate(cells):
        if position in gaps:
            pieces.append((" ", matched[position] and matched[position - 1], False))
        pieces.append((char, matched[position], star))
    return _joined(pieces)


def masked_runs(value: str, field: Field) -> tuple[Run, ...]:
    """Any other masked value, such as an identity number."""
    return tuple(Run(text, masked=star) for text, star in mask_segments(value, field))


def _joined(pieces: Iterable[tuple[str, bool, bool]]) -> tuple[Run, ...]:
    grouped = groupby(pieces, key=lambda piece: piece[1:])
    return tuple(Run("".join(char for char, _, _ in group), *look) for look, group in grouped)


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
    runs = tuple(map(_visible, runs))
    widths = [_width(run, ink, theme) for run in runs]
    if sum(widths) > rect.width() + 0.5:
        runs = _elided(runs, rect.width(), ink, theme, elide)
        widths = [_width(run, ink, theme) for run in runs]
    left = rect.right() - sum(widths) if right else rect.x()
    box = QRectF(left, rect.y(), sum(widths), rect.height())
    metrics = theme.metrics(ink.px, ink.bold)
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setRenderHint(_ANTIALIASING)
    for run, width in zip(runs, widths, strict=True):
        _paint_run(painter, QRectF(left, rect.y(), width, rect.height()), baseline, run, ink, theme)
        left += width
    return box


def _paint_run(painter: QPainter, box: QRectF, baseline: float, run: Run, ink: Ink, theme: Theme) -> None:
    painter.setFont(theme.kept_font(ink.px, ink.bold or run.hit))
    spot = QPointF(box.x(), baseline)
    if run.hit:
        tall = ink.px * theme.scale * _BOX_HEIGHT
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ink.ground))
        painter.drawRoundedRect(QRectF(box.x(), box.center().y() - tall / 2, box.width(), tall), 4, 4)
        painter.setPen(theme.color(ink.mark))
        painter.drawText(spot + QPointF(_wider(ink, theme), 0), run.text)
    elif run.masked:
        painter.setPen(theme.color("muted"))
        painter.drawText(spot + QPointF(0, ink.px * theme.scale * _STAR_DROP), run.text)
    else:
        painter.setPen(theme.color(ink.token))
        painter.drawText(spot, run.text)


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
        self._runs = tuple(map(_visible, runs))
        self._ink = ink or self._ink
        self.setText("".join(run.text for run in self._runs))
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
