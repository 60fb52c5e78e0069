"""Text that is data: always plain, never read as HTML, cut with dots where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.theme import Theme


class Label(QLabel):
    """A plain text label in one of the theme's sizes and colours.

    ``elide`` cuts a long text with dots and shows it whole in the tooltip; otherwise ``wrap`` breaks it into lines.
    """

    def __init__(
        self,
        text: str = "",
        *,
        theme: Theme,
        px: float = 14,
        bold: bool = False,
        token: str = "text",
        elide: Qt.TextElideMode | None = None,
        wrap: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._px = px
        self._bold = bold
        self._token = token
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if elide is not None:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self._dress()
        theme.changed.connect(self._dress)

    def setText(self, text: str) -> None:
        """Show ``text``; what could hide in it or turn its direction is written out (``domain.text.visible``)."""
        shown = "\n".join(visible(line) for line in text.split("\n"))
        if shown != self.text():  # Qt would lay the window out anew for the same words
            super().setText(shown)
            self.updateGeometry()

    def set_token(self, token: str) -> None:
        """Use another colour."""
        self._token = token
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        """A label that got a new parent before it was ever seen has the colour of before back, from the stylesheet."""
        super().showEvent(event)
        if self.palette().color(QPalette.ColorRole.WindowText) != self._theme.color(self._token):
            self._dress()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the layout likes where dots are allowed."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elide is not None else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it must be."""
        if self._elide is None:
            super().paintEvent(event)
            return
        shown = self.fontMetrics().elidedText(self.text(), self._elide, self.width())
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(plain_tip(tip))
        painter = QPainter(self)
        painter.setPen(self._theme.color(self._token if self.isEnabled() else "disabled"))
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._px, self._bold))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._token))
        self.setPalette(palette)


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, which Qt would otherwise read as HTML if it looks like it."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape  # noqa: PLC0415  not before the first paint: it brings all of HTML's entities

    return f"<span>{escape(text)}</span>"
