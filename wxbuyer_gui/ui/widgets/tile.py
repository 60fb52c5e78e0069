"""Tiles: an icon on a quiet ground, the one picture of an empty page or of the program."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


class Tile(QWidget):
    """A square of ``side`` (of scale 1) with an icon in its middle; ``radius`` of half the side makes a circle."""

    def __init__(
        self,
        icon: str,
        *,
        theme: Theme,
        icons: Icons,
        side: int = 56,
        size: int = 26,
        radius: int = 28,
        ground: str = "soft",
        ink: str = "accent_text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._side = side
        self._size = size
        self._radius = radius
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(icon, ground, ink)
        theme.redraw_on_change(self)

    def set_look(self, icon: str, ground: str, ink: str) -> None:
        """Show another icon in other colours."""
        self._icon, self._ground, self._ink = icon, ground, ink
        self.update()

    def sizeHint(self) -> QSize:
        """The square."""
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._ground))
        box = QRectF(self.rect())
        radius = self._theme.px(self._radius)
        painter.drawRoundedRect(box, radius, radius)
        side = self._theme.px(self._size)
        spot = QRectF(round(box.center().x() - side / 2), round(box.center().y() - side / 2), side, side)
        self._icons.paint(painter, spot, self._icon, self._ink)
