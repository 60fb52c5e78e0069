"""What lies under a sheet: the dimmed panel, and the sheet's shadow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.shadow import paint_shadow

_PANEL_RADIUS = 12
_FADE = 140
SHADOW_ROOM = 52
"""How far the shadow reaches beyond the sheet, in pixels."""


class _Fading(QWidget):
    """Comes in over 140 ms; ``strength`` goes from 0 to 1."""

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fade = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_FADE)
        self._fade.valueChanged.connect(self.update)

    @property
    def strength(self) -> float:
        """How much of it is there."""
        running = self._fade.state() == QVariantAnimation.State.Running
        return float(self._fade.currentValue()) if running else 1.0

    def appear(self) -> None:
        """Show it."""
        self.show()
        if self._theme.duration(_FADE):
            self._fade.start()


class Scrim(_Fading):
    """Dims the panel in the panel's own shape, and takes the clicks that would have reached it."""

    def __init__(self, parent: QWidget, *, theme: Theme) -> None:
        super().__init__(parent, theme=theme)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(self.strength)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("scrim"))
        painter.drawRoundedRect(QRectF(self.rect()), _PANEL_RADIUS, _PANEL_RADIUS)


class SheetShadow(_Fading):
    """The shadow of a sheet, larger than the sheet by ``SHADOW_ROOM`` on every side; clicks go through it."""

    def __init__(self, parent: QWidget, *, theme: Theme, radius: int) -> None:
        super().__init__(parent, theme=theme)
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shadow."""
        card = QRectF(self.rect()).adjusted(SHADOW_ROOM, SHADOW_ROOM, -SHADOW_ROOM, -SHADOW_ROOM)
        painter = QPainter(self)
        painter.setOpacity(self.strength)
        paint_shadow(painter, card, blur=34, down=12, strength=0.30, radius=self._radius)
