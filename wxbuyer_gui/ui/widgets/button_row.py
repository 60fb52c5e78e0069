"""Buttons side by side, or one above the other where that is too wide."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from wxbuyer_gui.ui.widgets.layouts import row


class ButtonRow(QWidget):
    """Centred, unless ``align`` says otherwise; those that are hidden take no room."""

    def __init__(
        self,
        *,
        spacing: int,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: list[QWidget] = []
        self._align = align
        self._row = row(self, spacing=spacing)
        self._row.setAlignment(align)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, button: QWidget) -> None:
        """Put a button after those that are there."""
        self._buttons.append(button)
        self._row.addWidget(button, 0, self._align)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest, which stands alone then."""
        widest = max((button.sizeHint().width() for button in self._shown()), default=0)
        return QSize(widest, self._row.minimumSize().height())

    def event(self, event: QEvent) -> bool:
        """Other words, or another button, may need another arrangement."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As another width allows."""
        super().resizeEvent(event)
        self._arrange()

    def _shown(self) -> list[QWidget]:
        return [button for button in self._buttons if not button.isHidden()]

    def _arrange(self) -> None:
        shown = self._shown()
        wide = sum(button.sizeHint().width() for button in shown) + self._row.spacing() * max(0, len(shown) - 1)
        fits = wide <= self.width()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
