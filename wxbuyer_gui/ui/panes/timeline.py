"""The journal as a line of acts by day: what, who, when; before and after; whether it was checked; the way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from wxbuyer_gui.domain.journal import JournalEntry, Result
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.words import day_name

_ROW = 62
_NODE = 28
_LEFT = 42  # where the words begin
_NEAR_THE_END = 120


class Timeline(QScrollArea):
    """Entries by day, newest first.

    Signals:
        undo_requested(JournalEntry): 恢复.
        entry_clicked(JournalEntry): somebody wants to see whom it was about.
        more_wanted(): the end is in view.
    """

    undo_requested = Signal(object)
    entry_clicked = Signal(object)
    more_wanted = Signal()

    def __init__(
        self, *, theme: Theme, icons: Icons, shows_person: bool = False, inset: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._shows_person = shows_person
        self._entries: tuple[JournalEntry, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        px = theme.px
        self._content = QWidget()
        self._content.setProperty("transparent", True)
        self._rows = column(self._content, margins=(px(inset), px(12), px(20), px(12)))
        self._rows.addStretch(1)
        self.setWidget(self._content)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, entries: Sequence[JournalEntry]) -> None:
        """Show these, and nothing else."""
        self._entries = tuple(entries)
        self._build()

    def append(self, entries: Sequence[JournalEntry]) -> None:
        """Show older ones below."""
        self._entries += tuple(entries)
        place = self.verticalScrollBar().value()
        self._build()
        self.verticalScrollBar().setValue(place)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._build()

    def _build(self) -> None:
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        today = datetime.now().astimezone().date()
        for day, group in groupby(self._entries, key=lambda entry: entry.at.astimezone().date()):
            heading = Label(day_name(day, today=today), theme=self._theme, px=12, bold=True, token="text2")
            heading.setFixedHeight(self._theme.px(24))
            self._rows.insertWidget(self._rows.count() - 1, heading)
            entries = list(group)
            for entry in entries:
                line = EntryRow(
                    entry,
                    theme=self._theme,
                    icons=self._icons,
                    shows_person=self._shows_person,
                    is_last=entry is entries[-1],
                )
                line.undo_requested.connect(self.undo_requested)
                line.clicked.connect(self.entry_clicked)
                self._rows.insertWidget(self._rows.count() - 1, line)

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - _NEAR_THE_END:
            self.more_wanted.emit()


class EntryRow(QWidget):
    """One act. Its words are painted; the way back is a button."""

    undo_requested = Signal(object)
    clicked = Signal(object)

    def __init__(
        self,
        entry: JournalEntry,
        *,
        theme: Theme,
        icons: Icons,
        shows_person: bool,
        is_last: bool,
        shows_undo: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._theme = theme
        self._icons = icons
        self._shows_person = shows_person
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.text())
        if shows_person and entry.buyer_id is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._undo: Button | None = None
        if entry.undoable and shows_undo:
            self._undo = Button(
                self.tr("Restore"), theme=theme, icons=icons, kind=ButtonKind.LINK, icon="rotate-ccw", parent=self
            )
            self._undo.setToolTip(self.tr("Take this back"))
            self._undo.setAccessibleName(self.tr("Restore: {what}").format(what=entry_words.title(entry)))
            self._undo.clicked.connect(lambda: self.undo_requested.emit(entry))

    def text(self) -> str:
        """All of it in one line, for screen readers."""
        change = entry_words.change_of(self._entry)
        told = " ".join(entry_words.change_texts(change)) if change else entry_words.note(self._entry)
        parts = (entry_words.title(self._entry), self._who(), self._clock(), told, entry_words.result(self._entry))
        return " ".join(filter(None, parts))

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(self._theme.px(300), self._theme.px(_ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way back ends where the panel's tools do."""
        if self._undo is not None:
            size = self._undo.sizeHint()
            self._undo.setGeometry(self.width() - size.width(), self._theme.px(22), size.width(), size.height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows whom it was about."""
        if self._shows_person and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self._entry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Node, line to the next one, and two lines of words."""
        px, theme = self._theme.px, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_node(painter)
        right = float(self.width())
        clock = self._clock()
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        first = QRectF(px(_LEFT), 0, self.width() - px(_LEFT), px(24))
        painter.drawText(first, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), clock)
        right -= theme.metrics(12).horizontalAdvance(clock) + px(8)
        self._paint_words(
            painter,
            QRectF(first.x(), first.y(), right - first.x(), first.height()),
            (entry_words.title(self._entry), 14, True, "text"),
            (self._who(), 13, False, "text2"),
            (entry_words.result(self._entry), 12, False, "danger" if self._went_wrong() else "muted"),
        )
        # The check marks stay in line whether or not there is a way back at their right.
        way_back = theme.metrics(13, bold=True).horizontalAdvance(self.tr("Restore")) + px(44)
        right = float(self.width()) - (way_back if self._undo is not None or self._entry.verified else 0)
        if self._entry.verified:
            right = self._paint_check(painter, right)
        second = QRectF(px(_LEFT), px(23), right - px(_LEFT) - px(8), px(24))
        change = entry_words.change_of(self._entry)
        if change is None or self._entry.action not in entry_words.CHANGING:
            self._paint_words(painter, second, (entry_words.note(self._entry), 13, False, "text2"))
            return
        label, before, after = entry_words.change_texts(change)
        words = ((label, 13, False, "text2"), (before, 13, False, "text2"), ("→", 13, False, "muted"))
        self._paint_words(painter, second, *words, (after, 13, True, "text"))

    def _paint_node(self, painter: QPainter) -> None:
        px = self._theme.px
        look = entry_words.act_look(self._entry)
        if not self._is_last:
            painter.setPen(QPen(self._theme.color("border"), 1.5))
            painter.drawLine(QPointF(px(14), px(_NODE)), QPointF(px(14), self.height()))
        circle = QRectF(0, 0, px(_NODE), px(_NODE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(look.ground))
        painter.drawEllipse(circle)
        side = px(14)
        spot = QRectF(circle.center().x() - side / 2, circle.center().y() - side / 2, side, side)
        self._icons.paint(painter, spot, look.icon, look.ink)

    def _paint_words(self, painter: QPainter, box: QRectF, *words: tuple[str, float, bool, str]) -> None:
        """Words side by side, each in its own type; the last one that fits is cut."""
        left = box.x()
        for text, size, bold, token in words:
            room = box.right() - left
            if not text or room <= 0:
                continue
            painter.setFont(self._theme.font(size, bold))
            painter.setPen(self._theme.color(token))
            metrics = self._theme.metrics(size, bold)
            shown = metrics.elidedText(visible(text), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, box.y(), room, box.height()), _MIDDLE, shown)
            left += metrics.horizontalAdvance(shown) + self._theme.px(8)

    def _paint_check(self, painter: QPainter, right: float) -> float:
        """ "Checked", ending left of the column of the ways back; where it begins."""
        px, theme = self._theme.px, self._theme
        word = self.tr("checked")
        left = right - theme.metrics(12).horizontalAdvance(word)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("ok"))
        painter.drawText(QRectF(left, px(23), right - left + 1, px(24)), _MIDDLE, word)
        self._icons.paint(painter, QRectF(left - px(19), px(28), px(14), px(14)), "circle-check", "ok")
        return left - px(24)

    def _went_wrong(self) -> bool:
        return self._entry.result in (Result.REFUSED, Result.FAILED, Result.HALF, Result.UNKNOWN)

    def _who(self) -> str:
        person = self._entry.buyer_name
        if self._shows_person and not person and self._entry.buyer_id is not None:
            person = f"#{self._entry.buyer_id}"
        return " ".join(filter(None, (person if self._shows_person else "", self._entry.operator)))

    def _clock(self) -> str:
        return self._entry.at.astimezone().strftime("%H:%M")


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
