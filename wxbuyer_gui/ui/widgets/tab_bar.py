"""Tabs as words over a hairline: the chosen one bold, with a short green line that slides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.ui.theme import Theme

_HEIGHT = 38
_GAP = 26
_OVERHANG = 2  # of the line at each side of its word
_SLIDE = 120


class TabBar(QWidget):
    """One place in the Tab order; left and right choose. Tabs that do not fit what is shown can be left out.

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
        self._chosen = 0
        self._shown: tuple[int, ...] = ()
        self._slide = QVariantAnimation(self, duration=_SLIDE)
        self._slide.valueChanged.connect(self.update)
        self.setObjectName("detailTabs")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    @property
    def chosen_tab(self) -> int:
        """The tab that was chosen last, shown or not."""
        return self._chosen

    @property
    def current(self) -> int:
        """The chosen tab; where that one is left out, the first that is there."""
        return self._chosen if self._chosen in self._shown or not self._shown else self._shown[0]

    def set_labels(self, labels: Sequence[str], counts: Sequence[str] | None = None) -> None:
        """Name the tabs; a count stands quietly behind its name."""
        named = tuple(labels), tuple(counts or ("",) * len(labels))
        if named == (self._labels, self._counts):
            return
        if len(labels) != len(self._labels):
            self._shown = tuple(range(len(labels)))
        self._labels, self._counts = named
        self._name_for_readers()
        self.update()

    def show_only(self, shown: Sequence[int]) -> None:
        """Leave out all tabs but these; the chosen one comes back with its place."""
        if tuple(shown) == self._shown:
            return
        before = self.current
        self._shown = tuple(shown)
        self._slide.stop()
        self._name_for_readers()
        self.update()
        if self.current != before:
            self.chosen.emit(self.current)

    def choose(self, index: int) -> None:
        """Make another tab the current one; not one that is left out."""
        if index not in self._shown or index == self.current:
            return
        before = self._line(self.current)
        self._chosen = index
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
        right = max((box.right() for box in self._boxes().values()), default=0.0)
        return QSize(round(right) + self._theme.px(self._inset), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif self._shown:
            place = self._shown.index(self.current) + step
            self.choose(self._shown[max(0, min(place, len(self._shown) - 1))])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a word."""
        reach = self._theme.px(_GAP) / 2
        for index, box in self._boxes().items():
            if box.adjusted(-reach, 0, reach, 0).contains(event.position()):
                self.choose(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, hairline, line."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
        for index, box in self._boxes().items():
            chosen = index == self.current
            painter.setFont(theme.font(14, bold=chosen))
            painter.setPen(theme.color("text" if chosen else "muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), self._text(index))
            if chosen and self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(-6, 5, 6, -6), 6, 6)
        if self._shown:
            running = self._slide.state() == QVariantAnimation.State.Running
            line = self._slide.currentValue() if running else self._line(self.current)
            painter.fillRect(line, theme.color("accent"))

    def _boxes(self) -> dict[int, QRectF]:
        """Where the words stand. All are measured bold, so that choosing moves nothing."""
        left = float(self._theme.px(self._inset + _OVERHANG))
        boxes = {}
        for index in self._shown:
            width = self._theme.metrics(14, bold=True).horizontalAdvance(self._text(index))
            boxes[index] = QRectF(left, 0, width, self._theme.px(_HEIGHT))
            left += width + self._theme.px(_GAP)
        return boxes

    def _text(self, index: int) -> str:
        return f"{self._labels[index]}  {self._counts[index]}".rstrip()

    def _line(self, index: int) -> QRectF:
        box = self._boxes()[index]
        return QRectF(box.x() - _OVERHANG, self._theme.px(_HEIGHT) - 2, box.width() + 2 * _OVERHANG, 2)

    def _name_for_readers(self) -> None:
        if self._labels:
            self.setAccessibleName(self._labels[self.current])
