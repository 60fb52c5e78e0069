"""A kind of data source as a card with a radio dot."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from wxbuyer_gui.ui.theme import Theme

_HEIGHT = 64
_TITLE, _GAP, _NOTE = 20, 2, 18  # heights of the title, of what is between, and of a note of one line
_DOT = 18
_INSET = 14
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WRAPPED = _MIDDLE | int(Qt.TextFlag.TextWordWrap)
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class SourceCard(QRadioButton):
    """Cards beside each other are one choice; arrow keys move it."""

    def __init__(self, *, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._note = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.redraw_on_change(self)

    def set_words(self, title: str, note: str) -> None:
        """Name the kind, and say what it is good for."""
        self._note = note
        self.setText(title)
        self.setAccessibleDescription(note)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Both lines beside the dot."""
        return self._beside_dot(max(self._title_width(), self._theme.width(self._note, 12)))

    def minimumSizeHint(self) -> QSize:
        """In a narrow window the note takes more lines."""
        return self._beside_dot(self._title_width())

    def hasHeightForWidth(self) -> bool:
        """The note is broken into lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """One line more of the card for each line more of the note."""
        room = width - self._left() - self._theme.px(_INSET)
        return self._theme.px(_HEIGHT - _NOTE) + self._note_height(room)

    def _note_height(self, room: float) -> int:
        box = self._theme.metrics(12).boundingRect(QRectF(0, 0, room, 0), _WRAPPED, self._note)
        return max(self._theme.px(_NOTE), math.ceil(box.height()))

    def _left(self) -> int:
        return self._theme.px(_INSET + _DOT + 8)

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
        left = self._left()
        room = self.width() - left - px(_INSET)
        top = px(_HEIGHT - _TITLE - _GAP - _NOTE) // 2
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the card's edge shows it
        option.rect = QRect(px(_INSET), top + px(_TITLE - _DOT) // 2, px(_DOT), px(_DOT))
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorRadioButton, option, painter, self)
        painter.setFont(self._theme.font(14, bold=chosen))
        painter.setPen(color("text"))
        painter.drawText(QRectF(left, top, room, px(_TITLE)), _MIDDLE, self.text())
        painter.setFont(self._theme.font(12))
        painter.setPen(color("text2" if chosen else "muted"))
        painter.drawText(QRectF(left, top + px(_TITLE + _GAP), room, self._note_height(room)), _WRAPPED, self._note)
