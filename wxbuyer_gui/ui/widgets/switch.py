"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme

_WIDTH = 40
_HEIGHT = 22
_KNOB_INSET = 4
_RING = 3  # room for the focus ring, on every side


class Switch(QCheckBox):
    """A check box that looks like a switch; the words stand beside it, as its accessible name."""

    def __init__(self, *, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The track and its ring."""
        return QSize(self._theme.px(_WIDTH) + 2 * _RING, self._theme.px(_HEIGHT) + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """All of it can be pressed, not only where Qt's own box would be."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and knob; the knob's side and the filled track say the same."""
        color = self._theme.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(_RING + 0.5, _RING + 0.5, -_RING - 0.5, -_RING - 0.5)
        on = self.isChecked()
        edge = "edge" if not self.isEnabled() else "accent" if on else "edge2"
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color("field" if not on else "accent" if self.isEnabled() else "disabled"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        side = track.height() - 2 * self._theme.px(_KNOB_INSET)
        inset = self._theme.px(_KNOB_INSET)
        left = track.right() - inset - side if on else track.x() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_accent" if on else edge))
        painter.drawEllipse(QRectF(left, track.y() + inset, side, side))
        if self.hasFocus():
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
