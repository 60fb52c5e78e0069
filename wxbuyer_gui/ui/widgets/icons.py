"""Lucide's line icons in the theme's colours, sharp at every scale. Their licence lies beside the files."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wxbuyer_gui.paths import resource
from wxbuyer_gui.ui.theme import Theme

_STROKE = re.compile(r'stroke-width="[0-9.]+"')


class Icons(QObject):
    """Draws icons by their Lucide name (``resources/icons/NAME.svg``). FileNotFoundError for one that is not there."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent if parent is not None else theme)
        self._theme = theme
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        theme.changed.connect(self._pixmaps.clear)

    def pixmap(self, name: str, color_token: str, size: int, ratio: float) -> QPixmap:
        """The icon as a square of ``size`` logical pixels for a screen of this device pixel ratio."""
        key = (name, color_token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._render(name, color_token, size, ratio)
        return self._pixmaps[key]

    def paint(self, painter: QPainter, rect: QRectF, name: str, color_token: str = "muted") -> None:
        """Draw the icon into ``rect``, which should be square."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), self.pixmap(name, color_token, round(rect.width()), ratio))

    def icon(self, name: str, color_token: str = "text2", size: int = 16, *, disabled_token: str = "disabled") -> QIcon:
        """The icon for buttons and menus; it takes the theme's colour each time it is drawn."""
        self._source(name)
        return QIcon(_Engine(self, name, color_token, disabled_token, size))

    def _render(self, name: str, color_token: str, size: int, ratio: float) -> QPixmap:
        # Thin lines look thinner the larger the icon: Lucide's 2 of 24 is right at 16.
        stroke = 2.25 if size <= 12 else 2.0 if size <= 16 else 1.75
        source = _STROKE.sub(f'stroke-width="{stroke}"', self._source(name))
        source = source.replace("currentColor", self._theme.color(color_token).name())
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


class _Engine(QIconEngine):
    """Draws one icon on demand, at the left of wider boxes: the rest is the gap before a button's words."""

    def __init__(self, icons: Icons, name: str, color_token: str, disabled_token: str, size: int) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._tokens = {QIcon.Mode.Disabled: disabled_token}
        self._token = color_token
        self._size = size

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        box = QRectF(rect.x(), rect.y() + (rect.height() - side) / 2, side, side)
        self._icons.paint(painter, box, self._name, self._tokens.get(mode, self._token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        pixmap = QPixmap(size * scale)  # the size counts logical pixels, from Qt 6.8 on
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._token, self._tokens[QIcon.Mode.Disabled], self._size)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:  # noqa: N802
        return size
