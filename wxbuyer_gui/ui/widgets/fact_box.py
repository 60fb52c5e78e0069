"""A quiet box of facts: what each is called at the left, the value beside it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import Label

_WIDTH = 460
_RADIUS = 10


class FactBox(QWidget):
    """Rows of a label and a value. Values are data: plain, and cut in the middle where too long."""

    def __init__(self, *, theme: Theme, width: int = _WIDTH, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._width = width
        self._facts: tuple[tuple[str, str], ...] = ()
        self._rows: list[tuple[Label, Label]] = []
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, 1)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """All facts, a line each."""
        return "\n".join(f"{label} {value}" for label, value in self._facts)

    def set_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show other facts; the box is gone where there are none."""
        self._facts = tuple(facts)
        while len(self._rows) < len(self._facts):
            self._add_row()
        spare = len(self._rows) - len(self._facts)
        for (name, value), (label, words) in zip(self._rows, [*self._facts, *[("", "")] * spare], strict=True):
            name.setText(label)
            value.setText(words)
            value.setAccessibleName(f"{label} {words}".strip())
            name.setVisible(bool(label))
            value.setVisible(bool(label))
        self.setVisible(bool(self._facts))
        self.setAccessibleName(self.text)

    def _add_row(self) -> None:
        name = Label(theme=self._theme, px=13, token="muted")
        value = Label(theme=self._theme, px=13, token="text2", elide=Qt.TextElideMode.ElideMiddle)
        self._grid.addWidget(name, len(self._rows), 0)
        self._grid.addWidget(value, len(self._rows), 1)
        self._rows.append((name, value))

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(self._theme.px(self._width), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)

    def _fit(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(16), px(12), px(16), px(12))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self.setMaximumWidth(px(self._width))
        self.updateGeometry()
        self.update()
