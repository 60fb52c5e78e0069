"""Where the data of somebody who was forgotten may still be: a paragraph for each place."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.forgetting import Remains
from wxbuyer_gui.ui.forget_words import what_remains
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column

_DOT = 5
_INDENT = 18


class RemainsList(QWidget):
    """Sentences with a dot before each."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remainsList")
        self._theme = theme
        self._labels: list[Label] = []
        self._column = column(self, spacing=theme.px(10))
        self._column.addStretch(1)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """All sentences, a line each."""
        return "\n".join(label.text() for label in self._labels)

    def show_remains(self, remains: Remains, *, wiped: bool) -> None:
        """Say it, in the window's language."""
        sentences = what_remains(remains, wiped=wiped)
        while len(self._labels) < len(sentences):
            label = Label(theme=self._theme, px=14, token="text2", wrap=True)
            self._labels.append(label)
            self._column.insertWidget(self._column.count() - 1, label)
        for label, sentence in zip(self._labels, [*sentences, *[""] * len(self._labels)], strict=False):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self.setAccessibleName(self.text)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots, level with each first line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.color("muted"))
        painter.setBrush(self._theme.color("muted"))
        side = self._theme.px(_DOT)
        for label in self._labels:
            if label.isVisible():
                middle = label.y() + label.fontMetrics().height() / 2
                painter.drawEllipse(QRectF(self._theme.px(4), middle - side / 2, side, side))

    def _fit(self) -> None:
        self._column.setContentsMargins(self._theme.px(_INDENT), 0, 0, 0)
        self.update()
