"""A kind of data source as a card with a radio dot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from wxbuyer_gui.ui.theme import Theme

_HEIGHT = 64
_DOT = 18
_INSET = 14
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class SourceCard(QRadioButton):
    """Cards beside each other are one choice; arrow keys move it."""

    def __init__(self, *, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._note = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, title: str, note: str) -> None:
        """Name the kind, and say what it is good for."""
        self._note = note
        self.setText(title)
        self.setAccessibleDescription(note)
        self.setToolTip(note)

    def sizeHint(self) -> QSize:
        """Both lines beside the dot."""
        return self._beside_dot(max(self._title_width(), self._theme.metrics(12).horizontalAdvance(self._note)))

    def minimumSizeHint(self) -> QSize:
        """In a narrow window the note is cut, and stands in the tooltip."""
        return self._beside_dot(self._title_width())

    def _title_width(self) -> float:
        return self._theme.metrics(14, bold=True).horizontalAdvance(self.text())

    def _beside_dot(self, words: float) -> QSize:
        return QSize(round(words) + self._theme.px(_INSET * 2 + _DOT + 8), self._theme.px(_HEIGHT))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the chosen card, wherever it stands in the row."""
        super().focusInEvent(event)
        parent = self.parentWidget()
        if event.reason() not in _BY_TAB or self.isChecked() or parent is None:
            return
        chosen = next((card for card in parent.findChildren(SourceCard) if card.isChecked()), None)
        if chosen is not None:
            chosen.setFocus(event.reason())

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  Qt's name
        """All of the card can be pressed."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, dot, two lines."""
        px, color = self._theme.px, self._theme.color
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        width = 2 if focused else 1
        painter.setPen(QPen(color("accent" if chosen or focused else "border"), width))
        ground = "sel" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(color(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10, 10)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the card's edge shows it
        middle = self.height() // 2
        option.rect = QRectF(px(_INSET), middle - px(_DOT) - px(1), px(_DOT), px(_DOT)).toRect()
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorRadioButton, option, painter, self)
        left = px(_INSET + _DOT + 8)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        room = self.width() - left - px(_INSET)
        painter.setFont(self._theme.font(14, bold=chosen))
        painter.setPen(color("text"))
        painter.drawText(QRectF(left, middle - px(20), room, px(20)), flags, self.text())
        painter.setFont(self._theme.font(12))
        painter.setPen(color("text2" if chosen else "muted"))
        note = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, middle + px(2), room, px(18)), flags, note)
