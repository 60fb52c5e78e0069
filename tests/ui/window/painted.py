"""Watches what the program's own painting does to words: whether they are drawn whole, and where they would fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from tests.ui.window.seeing import named

_LONG = {"openIdValue", "addressValue", "columnSample"}
"""Data that may be longer than any window is wide; a tooltip has the whole of it."""

_SLACK = 1.0  # a letter's own edges are softer than that


class _Watch:
    """``cut`` is what was found: whose, and what is wrong."""

    def __init__(self) -> None:
        self.cut: dict[str, tuple[QWidget, str]] = {}
        self._shortened: dict[str, str] = {}

    def hear_shortened(self, text: str, shown: str) -> None:
        if shown != text:
            self._shortened[shown] = text

    def see(self, painter: QPainter, place: QRectF | QPointF, flags: int, text: str) -> None:
        """A text is drawn. Nothing is said of an empty place: what is drawn there is drawn for nobody."""
        widget = painter.device()
        if not isinstance(widget, QWidget) or not text.strip():
            return
        if text in self._shortened:
            self._find(widget, "shortened", self._shortened.pop(text))
            return
        box = _taken(painter, place, flags, text)
        if isinstance(place, QRectF) and (box.width() > place.width() + _SLACK or box.height() > place.height() * 1.25):
            self._find(widget, "painted too wide" if box.width() > place.width() + _SLACK else "painted too high", text)
        room = QRectF(widget.rect())
        if painter.hasClipping():
            room &= painter.transform().mapRect(painter.clipBoundingRect())
        seen = painter.transform().mapRect(box)
        if seen.left() < room.left() - _SLACK or seen.right() > room.right() + _SLACK:
            self._find(widget, "painted over the side", text)

    def _find(self, widget: QWidget, what: str, text: str) -> None:
        self.cut.setdefault(f"{what}: {text!r} in {named(widget)}", (widget, text))


@contextmanager
def _watching() -> Iterator[_Watch]:
    watch = _Watch()
    draw = QPainter.drawText

    def drawn(painter: QPainter, *told: Any) -> Any:
        place, flags, text = (told[0], 0, told[1]) if len(told) == 2 else told[:3]
        if isinstance(place, QRect):
            place = QRectF(place)
        watch.see(painter, place, _number(flags), text)
        return draw(painter, *told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", drawn)
        for metrics in (QFontMetrics, QFontMetricsF):
            patch.setattr(metrics, "elidedText", _told_to(watch, metrics.elidedText))
        yield watch


def _told_to(watch: _Watch, elide: Any) -> Any:
    def elided(metrics: Any, text: str, *how: Any) -> str:
        shown: str = elide(metrics, text, *how)
        watch.hear_shortened(text, shown)
        return shown

    return elided


def painted_cut(root: QWidget, contents: Sequence[QWidget]) -> list[str]:
    """Words that are painted in part or shortened with dots, but for long data that a tooltip has the whole of.

    ``contents`` are painted whole besides: what scrolled areas hold.
    """
    with _watching() as watch:
        for widget in (root, *contents):
            widget.grab()
    return [what for what, (widget, text) in watch.cut.items() if not _may_be_short(widget, text)]


def _may_be_short(widget: QWidget, text: str) -> bool:
    return widget.objectName() in _LONG and text.rstrip("…") in widget.toolTip()


def _taken(painter: QPainter, place: QRectF | QPointF, flags: int, text: str) -> QRectF:
    """What the drawn words take."""
    metrics = QFontMetricsF(painter.font())
    if isinstance(place, QRectF):
        wrapped = flags & Qt.TextFlag.TextWordWrap.value
        free = flags | Qt.TextFlag.TextDontClip.value
        return painter.boundingRect(place, free, text) if wrapped else _aligned(place, flags, text, metrics)
    return QRectF(place.x(), place.y() - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height())


def _aligned(place: QRectF, flags: int, text: str, metrics: QFontMetricsF) -> QRectF:
    lines = text.split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    left = place.x()
    if flags & Qt.AlignmentFlag.AlignRight.value:
        left = place.right() - wide
    elif flags & Qt.AlignmentFlag.AlignHCenter.value:
        left = place.center().x() - wide / 2
    return QRectF(left, place.y(), wide, metrics.height() * len(lines))


def _number(flags: Any) -> int:
    return flags if isinstance(flags, int) else int(flags.value)
