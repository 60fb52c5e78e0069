"""Tabs as words over a hairline: the chosen one bold, with a short green line that slides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme

_HEIGHT = 38
_GAP = 24
_SLIDE = 120


class TabBar(QWidget):
    """One place in the Tab order; left and right choose.

    Signals:
        chosen(int): another tab is the current one.
    """

    chosen = Signal(int)

    def __init__(self, *, theme: Theme, inset: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inset = inset
        self._labels: tuple[str, ...] = ()
        self._counts: tuple[str, ...] = ()
        self._current = 0
        self._slide = QVariantAnimation(self, duration=_SLIDE)
        self._slide.valueChanged.connect(self.update)
        self.setObjectName("detailTabs")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def current(self) -> int:
        """The place of the chosen tab."""
        return self._current

    def set_labels(self, labels: Sequence[str], counts: Sequence[str] | None = None) -> None:
        """Name the tabs; a count stands quietly behind its name."""
        self._labels = tuple(labels)
        self._counts = tuple(counts or ("",) * len(labels))
        self._name_for_readers()
        self.update()

    def choose(self, index: int) -> None:
        """Make another tab the current one."""
        if index == self._current or not 0 <= index < len(self._labels):
            return
        before = self._line(self._current)
        self._current = index
        self._name_for_readers()
        self._slide.stop()
        if self._theme.duration(_SLIDE) and self.isVisible():
            self._slide.setStartValue(before)
            self._slide.setEndValue(self._line(index))
            self._slide.start()
        self.update()
        self.chosen.emit(index)

    def sizeHint(self) -> QSize:
        """All tabs side by side."""
        right = self._boxes()[-1].right() if self._labels else 0
        return QSize(round(right) + self._theme.px(self._inset), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self._current + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a word."""
        reach = self._theme.px(_GAP) / 2
        for index, box in enumerate(self._boxes()):
            if box.adjusted(-reach, 0, reach, 0).contains(event.position()):
                self.choose(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, hairline, line."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
        for index, box in enumerate(self._boxes()):
            chosen = index == self._current
            painter.setFont(theme.font(14, bold=chosen))
            painter.setPen(theme.color("text" if chosen else "text2"))
            label = f"{self._labels[index]} {self._counts[index]}".rstrip()
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), label)
            if chosen and self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-6, 5, 6, -6), 6, 6)
        if self._labels:
            running = self._slide.state() == QVariantAnimation.State.Running
            line = self._slide.currentValue() if running else self._line(self._current)
            painter.fillRect(line, theme.color("accent"))

    def _boxes(self) -> list[QRectF]:
        """Where the words stand. All are measured bold, so that choosing moves nothing."""
        left = float(self._theme.px(self._inset))
        boxes = []
        for label, count in zip(self._labels, self._counts, strict=True):
            width = self._theme.metrics(14, bold=True).horizontalAdvance(f"{label} {count}".rstrip())
            boxes.append(QRectF(left, 0, width, self._theme.px(_HEIGHT)))
            left += width + self._theme.px(_GAP)
        return boxes

    def _line(self, index: int) -> QRectF:
        box = self._boxes()[index]
        return QRectF(box.x() - 2, self._theme.px(_HEIGHT) - 2, box.width() + 4, 2)

    def _name_for_readers(self) -> None:
        if self._labels:
            self.setAccessibleName(self._labels[self._current])
