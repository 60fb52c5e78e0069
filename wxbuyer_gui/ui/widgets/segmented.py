"""A few choices side by side, one of them on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets import style_rules

_INSET = 3


class Segmented(QComboBox):
    """A combo box that shows all its items at once and opens no list.

    Arrow keys, first letters and the screen reader work as in any combo box.

    Signals:
        entered(): Enter was pressed: on to the next field.
    """

    entered = Signal()

    def __init__(self, *, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentIndexChanged.connect(self.update)
        theme.redraw_on_change(self)
        style_rules.forget_with(self.view().parentWidget())

    def set_choices(self, choices: tuple[tuple[str, object], ...]) -> None:
        """Set (word, value) pairs, keeping the present value; used again when the language changes."""
        value = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        for text, data in choices:
            self.addItem(text, data)
        self.set_value(value)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def set_value(self, value: object) -> None:
        """Switch the choice with this value on; the last one where there is none."""
        found = self.findData(value)
        self.setCurrentIndex(found if found >= 0 else self.count() - 1)

    def sizeHint(self) -> QSize:
        """As high as an input; all segments are as wide as the longest word needs."""
        longest = max((self._words_width(index) for index in range(self.count())), default=0)
        return QSize(self.count() * (longest + self._theme.px(28)), self._theme.px(34) + 2)

    def minimumSizeHint(self) -> QSize:
        """No narrower than the words."""
        return self.sizeHint()

    def showPopup(self) -> None:  # noqa: N802  Qt's name
        """Nothing to open: all choices are in view."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose too; Enter goes on."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.entered.emit()
        elif step:
            self._choose(self.currentIndex() + step)
        elif event.key() not in (Qt.Key.Key_F4, Qt.Key.Key_Space):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        if self.count():
            self._choose(int(event.position().x() / self.width() * self.count()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that scrolls the form must not change a person's sex."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken track with the chosen segment raised."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("neutral_bg"))
        painter.drawRoundedRect(track, 8, 8)
        width = (self.width() - 2 * _INSET) / max(1, self.count())
        for index in range(self.count()):
            box = QRectF(_INSET + index * width, _INSET, width, self.height() - 2 * _INSET)
            chosen = index == self.currentIndex()
            if chosen:
                painter.setPen(QPen(self._theme.color("edge"), 1))
                painter.setBrush(self._theme.color("surface"))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            painter.setFont(self._theme.font(14, bold=chosen))
            ink = "disabled" if not self.isEnabled() else "text" if chosen else "text2"
            painter.setPen(self._theme.color(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.itemText(index))
        if focused:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _choose(self, index: int) -> None:
        index = min(max(index, 0), self.count() - 1)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.activated.emit(index)

    def _words_width(self, index: int) -> int:
        return round(self._theme.metrics(14, bold=True).horizontalAdvance(self.itemText(index)))
