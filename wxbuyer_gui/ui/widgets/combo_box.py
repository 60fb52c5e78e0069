"""A drop-down list with this program's arrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets import style_rules
from wxbuyer_gui.ui.widgets.icons import Icons


class ComboBox(QComboBox):
    """A combo box, as wide as its words; the wheel scrolls the page, never the choice."""

    def __init__(self, *, theme: Theme, icons: Icons, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # another language has longer words
        self._theme = theme
        self._icons = icons
        style_rules.forget_with(self.view().parentWidget())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stylesheet's box with a chevron."""
        super().paintEvent(event)
        side = self._theme.px(16)
        box = QRectF(self.width() - self._theme.px(23), (self.height() - side) / 2, side, side)
        self._icons.paint(QPainter(self), box, "chevron-down", "muted" if self.isEnabled() else "disabled")
