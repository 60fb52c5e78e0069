"""The detail while several people answer to the text: nobody is picked, and what to ask the customer next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.domain.text import clean
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.layouts import row

_DIGITS = (Kind.TAIL, Kind.PREFIX, Kind.MIDDLE, Kind.NUMBER, Kind.PHONE)
_NAMES = (Kind.NAME, Kind.LATIN)


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to ask for, and how to type the answer."""

    icon: str
    ask: str
    example: str


class NothingPicked(MessagePage):
    """How many there are, what to ask, how to type it."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="users-round", parent=parent)
        self.setObjectName("nothingPicked")
        self._query = Query()
        self._shown = ""
        self._count = ""
        self._hints = HintBox(theme=theme, icons=icons)
        self._down = KeyCap("↓", theme=theme)
        self._enter = KeyCap("Enter", theme=theme)
        caps = row(spacing=theme.px(16))
        caps.addStretch(1)
        caps.addWidget(self._down)
        caps.addWidget(self._enter)
        caps.addStretch(1)
        self.below.setSpacing(theme.px(20))
        self.below.addWidget(self._hints, 0, Qt.AlignmentFlag.AlignHCenter)
        self.below.addLayout(caps)
        self.retranslate()

    def show_count(self, query: Query, text: str, count: str) -> None:
        """Several people answer to ``text``; ``count`` is how many, "200+" if there are more."""
        self._query, self._shown, self._count = query, clean(text), count
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._down.set_key("↓", self.tr("into the list"))
        self._enter.set_key("Enter", self.tr("pick this one"))
        title = self.tr("{text}: {count} people").format(text=self._shown, count=self._count)
        self.say(title, self._question())
        self._hints.show_hints(self._make_hints())

    def _question(self) -> str:
        if self._query.kind is Kind.PHONE:
            return self.tr("Ask for the surname. Nothing can be done until one is picked.")
        if self._query.kind in _NAMES:
            return self.tr("Ask for the last four digits of the phone. Nothing can be done until one is picked.")
        return self.tr("Ask for the surname or the first three digits. Nothing can be done until one is picked.")

    def _make_hints(self) -> tuple[Hint, ...]:
        typed = self._shown
        member = Hint("id-card", self.tr("Member number"), self.tr("# in front, such as #6031"))
        if self._query.kind in _NAMES:
            tail = self.tr("such as {text} 8000").format(text=typed)
            start = self.tr("such as {text} 138").format(text=typed)
            return (
                Hint("phone", self.tr("Last four digits"), tail),
                Hint("phone", self.tr("First three digits"), start),
                member,
            )
        name = self.tr("such as {text} Wang, or {text} wxm").format(text=typed)
        digits = Hint(
            "phone", self.tr("First three digits"), self.tr("more digits, such as 138 {text}").format(text=typed)
        )
        return (
            *([digits] if self._query.kind is Kind.TAIL else []),
            Hint("user-round", self.tr("Name or surname"), name),
            member,
        )


class HintBox(QWidget):
    """The hints in a quiet box."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._hints: tuple[Hint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def show_hints(self, hints: tuple[Hint, ...]) -> None:
        """Show others."""
        if hints == self._hints:
            return
        if len(hints) != len(self._hints):
            self.updateGeometry()
        self._hints = hints
        self.setAccessibleName("\n".join(f"{hint.ask}: {hint.example}" for hint in hints))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for an example."""
        return QSize(self._theme.px(360), self._theme.px(54 * len(self._hints) + 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, circles, words."""
        px = self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(10), px(10))
        for number, hint in enumerate(self._hints):
            top = px(9 + 54 * number)
            circle = QRectF(px(15), top + px(11), px(32), px(32))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("neutral_bg"))
            painter.drawEllipse(circle)
            self._icons.paint(painter, circle.adjusted(px(8), px(8), -px(8), -px(8)), hint.icon, "text2")
            left, width = px(60), self.width() - px(76)
            for text, size, token, offset in ((hint.ask, 14, "text", 7), (hint.example, 12, "text2", 27)):
                painter.setFont(self._theme.kept_font(size))
                painter.setPen(self._theme.color(token))
                shown = self._theme.metrics(size).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
                painter.drawText(
                    QRectF(left, top + px(offset), width, px(20)), int(Qt.AlignmentFlag.AlignVCenter), shown
                )
