"""A small search field over a list: icon at the left, Esc empties it, the down arrow leads on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input


class FilterEdit(Input):
    """Filters while typing.

    Signals:
        left_downwards(): the down arrow or Enter: on to what was found.
    """

    left_downwards = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, name=name, parent=parent)
        self.entered.connect(self.left_downwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field first; in an empty one it is left to the window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field with its icon."""
        super().paintEvent(event)
        side = self._theme.px(16)
        spot = QRectF(self._theme.px(11), round((self.height() - side) / 2), side, side)
        self._icons.paint(QPainter(self), spot, "search", "muted")

    def _fit(self) -> None:
        super()._fit()
        margins = self.textMargins()
        margins.setLeft(self._theme.px(22))
        self.setTextMargins(margins)
