"""A switch: on or off, at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme

_WIDTH = 40
_HEIGHT = 22
_KNOB_INSET = 4


class Switch(QCheckBox):
    """A check box that looks like a switch; the words stand beside it, as its accessible name."""

    def __init__(self, *, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def sizeHint(self) -> QSize:
        """The track."""
        return QSize(self._theme.px(_WIDTH), self._theme.px(_HEIGHT))

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
        on, focused = self.isChecked(), self.hasFocus()
        width = 2.0 if focused and not on else 1.0
        track = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        off = "edge2" if self.isEnabled() else "edge"
        edge = "accent" if self.isEnabled() and (on or focused) else off
        painter.setPen(QPen(color(edge), width))
        painter.setBrush(color("field" if not on else "accent" if self.isEnabled() else "disabled"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        inset = self._theme.px(_KNOB_INSET)
        side = self.height() - 2 * inset
        left = self.width() - inset - side if on else inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_accent" if on else off))
        painter.drawEllipse(QRectF(left, inset, side, side))
        if on and focused:  # a filled one shows its focus by a light line inside, as buttons do
            painter.setPen(QPen(color("surface"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = track.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
