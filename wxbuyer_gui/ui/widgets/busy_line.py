"""A thin moving line: something is under way."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme

_PATIENCE = 200  # milliseconds: what is quicker shows nothing at all
_SWEEP = 1100  # milliseconds for one way
_SHARE = 0.3


class BusyLine(QWidget):
    """Two pixels high; appears after 200 ms of ``start`` and is gone at ``stop``."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(2)
        self._delay = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._delay.timeout.connect(self._appear)
        self._sweep = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=_SWEEP)
        self._sweep.setLoopCount(-1)
        self._sweep.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._sweep.valueChanged.connect(self.update)
        self._shown = False

    @property
    def is_shown(self) -> bool:
        """Whether the line can be seen."""
        return self._shown

    def start(self) -> None:
        """Something began. Starting twice is starting once."""
        if not self._shown and not self._delay.isActive():
            self._delay.start()

    def stop(self) -> None:
        """It ended."""
        self._delay.stop()
        if self._shown:
            self._sweep.stop()
            self._show(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The moving part, or a still line where the system asks for less motion."""
        if not self._shown:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("soft"))
        still = not self._theme.duration(_SWEEP)
        share = 1.0 if still else _SHARE
        left = 0.0 if still else float(self._sweep.currentValue()) * (1 + share) - share
        box = QRectF(left * self.width(), 0, share * self.width(), self.height())
        painter.fillRect(box, self._theme.color("accent"))

    def _appear(self) -> None:
        self._show(True)
        if self._theme.duration(_SWEEP):
            self._sweep.start()

    def _show(self, shown: bool) -> None:
        """While it moves it covers its place: Qt need not paint what is under it sixty times a second."""
        self._shown = shown
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, shown)
        self.update()
