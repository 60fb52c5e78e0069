"""Key caps: which key does what, shown where it helps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme

_HEIGHT = 18
_INSET = 6
_GAP = 8


class KeyCap(QWidget):
    """A key, and what it does beside it."""

    def __init__(self, keys: str, label: str = "", *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = self._label = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_key(keys, label)
        theme.redraw_on_change(self)

    def set_key(self, keys: str, label: str) -> None:
        """Show another key ("Ctrl N") or other words."""
        if (keys, label) == (self._keys, self._label):
            return
        self._keys, self._label = keys, label
        self.setAccessibleName(f"{keys} {label}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Cap and words."""
        width = self._cap_width()
        if self._label:
            words = self._theme.metrics(12).horizontalAdvance(self._label)
            width += self._theme.px(_GAP) + words
        return QSize(round(width + 1), self._theme.px(_HEIGHT + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cap, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = self._theme.px(_HEIGHT)
        cap = QRectF(0.5, (self.height() - tall) / 2 + 0.5, self._cap_width() - 1, tall - 1)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(self._theme.color("text2"))
        painter.setFont(self._theme.font(11))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.setFont(self._theme.font(12))
        words = QRectF(cap.right() + self._theme.px(_GAP), 0, self.width(), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._label)

    def _cap_width(self) -> float:
        keys = self._theme.metrics(11).horizontalAdvance(self._keys)
        return max(keys + 2 * self._theme.px(_INSET), self._theme.px(22))
