"""A notice in the flow of a form or page: what is the matter, and what can be done about it. Never a modal box."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row


class NoticeKind(StrEnum):
    """How serious it is."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


_ICONS = {
    NoticeKind.INFO: "info",
    NoticeKind.OK: "circle-check",
    NoticeKind.WARN: "triangle-alert",
    NoticeKind.DANGER: "circle-alert",
}
_EDGES = {NoticeKind.WARN: "warn_line", NoticeKind.DANGER: "danger_line"}


class Notice(QWidget):
    """A box with an icon, a bold line, a second line and, at its right, buttons (``add_action``)."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        kind: NoticeKind = NoticeKind.WARN,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._kind = kind
        self._title = Label(theme=theme, px=14, bold=True, token=kind.value, wrap=True)
        self._text = Label(theme=theme, px=13, token="text2", wrap=True)
        words = column(spacing=1)
        words.addStretch()
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._words = words
        words.addStretch()
        self._row = row(self, spacing=theme.px(12))
        self._row.addLayout(words, 1)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """Both lines, for tests and screen readers."""
        return "\n".join(filter(None, (self._title.text(), self._text.text())))

    def say(self, title: str, text: str = "", kind: NoticeKind | None = None) -> None:
        """Show other words, as another kind if one is given."""
        self._kind = kind or self._kind
        self._title.set_token(self._kind.value)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(self.text)
        self.update()

    def add_action(self, button: QWidget) -> None:
        """Put a button at the right."""
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_below(self, widget: QWidget) -> None:
        """Put something under the words."""
        self._words.insertWidget(self._words.count() - 1, widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(_EDGES.get(self._kind, f"{self._kind}_bg")), 1))
        painter.setBrush(self._theme.color(f"{self._kind}_bg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        px = self._theme.px
        # Level with the bold line, as one line of text has its icon: 18 high in a line of 20.
        top = self._title.y() + (self._title.fontMetrics().height() - px(18)) / 2
        self._icons.paint(painter, QRectF(px(13), top, px(18), px(18)), _ICONS[self._kind], self._kind.value)

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(41), px(10), px(12), px(10))
        self.update()
