"""Now → after, in one soft box: what the write will change, before it is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind


class ChangeBox(QWidget):
    """Present and future member of a buyer."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._from: int | None = None
        self._to: int | None = None
        px = theme.px
        self._now = Label(theme=theme, px=12, token="accent_text")
        self._now_pill = Pill(theme=theme, icons=icons)
        self._arrow = QWidget()
        self._after = Label(theme=theme, px=12, token="accent_text")
        self._after_pill = Pill(kind=PillKind.FILLED, theme=theme, icons=icons)
        self._name = Label(theme=theme, px=12, token="accent_text", elide=Qt.TextElideMode.ElideRight)
        self._promise = Label(theme=theme, px=12, token="accent_text")
        line = row(self, spacing=px(8), margins=(px(18), px(11), px(18), px(11)))
        for part in (self._now, self._now_pill, self._arrow, self._after, self._after_pill):
            line.addWidget(part)
        line.addWidget(self._name, 1)
        line.addWidget(self._promise)
        self._arrow.setFixedWidth(px(36))
        self.retranslate()

    def show_change(self, member_id: int | None, new_member_id: int, name: str) -> None:
        """Show what ``new_member_id``, called ``name``, replaces: ``member_id``, or nothing (None)."""
        self._from, self._to = member_id, new_member_id
        self._name.setText(name)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        member = self.tr("Member #{number}")
        self._now.setText(self.tr("Now"))
        self._after.setText(self.tr("After"))
        self._promise.setText(self.tr("read again after writing"))
        if self._from:
            self._now_pill.set_state(PillKind.BOUND_OUTLINED, member.format(number=self._from))
        else:
            self._now_pill.set_state(PillKind.UNBOUND, self.tr("Not bound"))
        self._after_pill.set_state(PillKind.FILLED, member.format(number=self._to or ""))
        self.setAccessibleName(f"{self._now.text()} {self._now_pill.text} → {self._after_pill.text}")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("soft"))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        side = self._theme.px(16)
        centre = self._arrow.geometry().center()
        box = QRectF(centre.x() - side / 2, self.height() / 2 - side / 2, side, side)
        self._icons.paint(painter, box, "arrow-right", "accent_text")
