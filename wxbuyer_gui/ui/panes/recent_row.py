"""One of the last events of a buyer, quietly: what was done, who and when, and at the right what changed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.panes.entry_paint import Word, change_words, paint_act, paint_words, words_width
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.words import moment

_HEIGHT = 52
_NODE = 26
_WORDS = 36
_GAP = 12


class RecentRow(QWidget):
    """Shows one entry; the history has the whole of it."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._entry: JournalEntry | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()
        theme.redraw_on_change(self)

    def show_entry(self, entry: JournalEntry | None) -> None:
        """Show another one; None hides the row."""
        before = self._entry, self.accessibleName()
        self._entry = entry
        self.setVisible(entry is not None)
        self.setAccessibleName(self.text())
        if (entry, self.accessibleName()) != before:
            self.update()

    def text(self) -> str:
        """All of it in one line, for screen readers."""
        return f"{entry_words.line(self._entry)} {self._who_and_when(self._entry)}" if self._entry else ""

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(self._theme.px(300), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle, two lines, and the change at the right."""
        entry = self._entry
        if entry is None:
            return
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        circle = QRectF(0, middle - px(_NODE) / 2, px(_NODE), px(_NODE))
        paint_act(painter, circle, entry, theme=theme, icons=self._icons)
        title = (Word(entry_words.title(entry), 14, token="text", gives_way=True), self._ending(entry))
        right = self._paint_change(painter, entry, px(_WORDS) + words_width(title, theme=theme))
        words = QRectF(px(_WORDS), middle - px(19), right - px(_WORDS), px(22))
        paint_words(painter, words, title, theme=theme, icons=self._icons)
        words.translate(0, px(20))
        words.setHeight(px(20))
        quiet = (Word(self._who_and_when(entry), 12, gives_way=True),)
        paint_words(painter, words, quiet, theme=theme, icons=self._icons)

    def _paint_change(self, painter: QPainter, entry: JournalEntry, taken: float) -> float:
        """What changed, where it leaves room for the title, which ends at ``taken``; where it begins."""
        change = entry_words.change_of(entry)
        told = (
            change_words(change, px=12, loud=False) if change else (Word(entry_words.note(entry), 12, gives_way=True),)
        )
        told = tuple(word for word in told if word.text)
        room = self.width() - taken - self._theme.px(_GAP)
        if words_width(told, theme=self._theme) > room:
            told = tuple(word for word in told if not word.spare)
        width = words_width(told, theme=self._theme)
        if width > room:
            return float(self.width())
        box = QRectF(self.width() - width, 0, width, self.height())
        paint_words(painter, box, told, theme=self._theme, icons=self._icons)
        return box.x() - self._theme.px(_GAP)

    def _ending(self, entry: JournalEntry) -> Word:
        return Word(entry_words.result(entry), 12, token="danger" if entry_words.went_wrong(entry) else "muted")

    def _who_and_when(self, entry: JournalEntry) -> str:
        when = moment(entry.at, now=datetime.now().astimezone())
        if not entry.operator:
            return when
        return self.tr("{who}, {when}").format(who=visible(entry.operator), when=when)
