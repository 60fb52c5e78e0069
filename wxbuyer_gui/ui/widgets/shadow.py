"""Soft shadows under what floats, painted in one pass."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QRadialGradient

_STOPS = 12


def paint_shadow(painter: QPainter, card: QRectF, *, blur: float, down: float, strength: float, radius: float) -> None:
    """Paint the shadow of the rounded ``card``, ``down`` below it, fading out over ``blur``; not under the card.

    Four straight and four round fades: stacked translucent rectangles would tint it through 8-bit rounding.
    """
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addRect(card.adjusted(-2 * blur, -2 * blur, 2 * blur, 2 * blur + down))
    path.addRoundedRect(card, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(path)
    box = card.translated(0, down)
    outer = box.adjusted(-blur, -blur, blur, blur)
    inner = box.adjusted(radius, radius, -radius, -radius)
    reach = blur + radius
    sides = (
        (QRectF(inner.x(), outer.y(), inner.width(), reach), QPointF(0, inner.y()), QPointF(0, outer.y())),
        (
            QRectF(inner.x(), inner.bottom(), inner.width(), reach),
            QPointF(0, inner.bottom()),
            QPointF(0, outer.bottom()),
        ),
        (QRectF(outer.x(), inner.y(), reach, inner.height()), QPointF(inner.x(), 0), QPointF(outer.x(), 0)),
        (QRectF(inner.right(), inner.y(), reach, inner.height()), QPointF(inner.right(), 0), QPointF(outer.right(), 0)),
    )
    for area, start, stop in sides:
        painter.fillRect(area, _faded(QLinearGradient(start, stop), strength))
    corners = (
        (inner.topLeft(), outer.topLeft()),
        (inner.topRight(), QPointF(inner.right(), outer.y())),
        (inner.bottomLeft(), QPointF(outer.x(), inner.bottom())),
        (inner.bottomRight(), inner.bottomRight()),
    )
    for centre, corner in corners:
        area = QRectF(corner.x(), corner.y(), reach, reach)
        painter.fillRect(area, _faded(QRadialGradient(centre, reach), strength))
    painter.fillRect(inner, QColor(0, 0, 0, round(255 * strength)))
    painter.restore()


def _faded(gradient: QLinearGradient | QRadialGradient, strength: float) -> QLinearGradient | QRadialGradient:
    for step in range(_STOPS + 1):
        part = step / _STOPS
        rest = 1 - part
        fall = rest * rest * (3 - 2 * rest)  # smooth at both ends
        gradient.setColorAt(part, QColor(0, 0, 0, round(255 * strength * fall)))
    return gradient
