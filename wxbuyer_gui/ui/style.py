"""Fusion with this program's check boxes and radio buttons, and without two of its habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

if TYPE_CHECKING:
    from wxbuyer_gui.ui.theme import Theme

_INDICATORS = (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_IndicatorHeight)
_EXCLUSIVE_INDICATORS = (
    QStyle.PixelMetric.PM_ExclusiveIndicatorWidth,
    QStyle.PixelMetric.PM_ExclusiveIndicatorHeight,
)


class Style(QProxyStyle):
    """The style under the stylesheet. A check box whose property ``state`` is "error" has a red edge."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt passes it by this name
    ) -> int:
        """Lines under mnemonics only while Alt is held, no grey ghost behind disabled text; the rest is Fusion's."""
        if hint == QStyle.StyleHint.SH_UnderlineShortcut:
            return int(bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier))
        if hint == QStyle.StyleHint.SH_EtchDisabledText:
            return 0
        return super().styleHint(hint, option, widget, returnData)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Indicators of 18, growing with the large-font mode."""
        if metric in _INDICATORS or metric in _EXCLUSIVE_INDICATORS:
            return self._theme.px(18)
        return super().pixelMetric(metric, option, widget)

    def drawPrimitive(  # noqa: N802  Qt's name
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Check boxes and radio buttons in the theme's colours."""
        if element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            self._draw_indicator(option, painter, widget, radius=self._theme.px(5))
        elif element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            self._draw_indicator(option, painter, widget, radius=option.rect.height() / 2)
        elif element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            return  # each widget shows its focus itself
        else:
            super().drawPrimitive(element, option, painter, widget)

    def _draw_indicator(self, option: QStyleOption, painter: QPainter, widget: QWidget | None, radius: float) -> None:
        state = option.state
        enabled = bool(state & QStyle.StateFlag.State_Enabled)
        on = bool(state & QStyle.StateFlag.State_On)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        faulty = widget is not None and widget.property("state") == "error"
        edge = "accent" if focused or on else "danger" if faulty else "edge2"
        width = 2.0 if focused and not on else 1.5 if faulty else 1.0
        box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75)
        fill = ("accent" if enabled else "disabled") if on else "field"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(edge if enabled else "edge"), width))
        painter.setBrush(self._theme.color(fill))
        painter.drawRoundedRect(box, radius, radius)
        if on:
            self._draw_mark(painter, box, is_round=radius * 2 >= option.rect.height())
            if focused:
                painter.setPen(QPen(self._theme.color("surface"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1.25, 1.25, -1.25, -1.25), radius - 1.5, radius - 1.5)
        painter.restore()

    def _draw_mark(self, painter: QPainter, box: QRectF, *, is_round: bool) -> None:
        ink = self._theme.color("on_accent")
        if is_round:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(box.center(), box.width() * 0.2, box.height() * 0.2)
            return
        pen = QPen(ink, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        spots = ((0.27, 0.53), (0.43, 0.69), (0.74, 0.34))
        painter.drawPolyline(
            QPolygonF([QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in spots])
        )
