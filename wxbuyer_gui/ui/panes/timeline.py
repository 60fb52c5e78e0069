"""The journal as a line of acts, by day, newest first; older ones are asked for as it is scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.ui.panes.entry_row import EntryRow
from wxbuyer_gui.ui.panes.retry_line import RetryLine
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.words import day_name

__all__ = ["EntryRow", "Timeline"]

_RIGHT = 20
_HEADING = 24
_NEAR_THE_END = 120
_AT_ONCE = 8  # rows fill the usual pane; more in one go would hold up whoever types


class Timeline(QScrollArea):
    """Shows entries. ``shows_days`` off: all are of one day, which is named elsewhere.

    Signals:
        undo_requested(JournalEntry): 恢复.
        entry_clicked(JournalEntry): somebody wants to see whom it was about.
        more_wanted(): the end is in view.
        retry_requested(): what could not be read is to be read again.
    """

    undo_requested = Signal(object)
    entry_clicked = Signal(object)
    more_wanted = Signal()
    retry_requested = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        shows_person: bool = False,
        shows_days: bool = True,
        inset: int = 24,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._icons = icons
        self._shows_person = shows_person
        self._shows_days = shows_days
        self._inset = inset
        self._entries: tuple[JournalEntry, ...] = ()
        self._rows: list[EntryRow] = []
        self._place = 0
        self._maker = QTimer(self, singleShot=True, interval=0)
        self._maker.timeout.connect(self._make_rows)
        self._headings: list[Label] = []
        self._trouble = RetryLine(theme=theme, icons=icons)
        self._content = QWidget()
        self._content.setProperty("transparent", True)
        self._lines = column(self._content, margins=(0, theme.px(9), 0, theme.px(12)))
        self._build()
        theme.changed.connect(self.retranslate)  # rows keep what they were measured with
        self._trouble.retry_requested.connect(self.retry_requested)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)

    def _build(self) -> None:
        px = self._theme.px
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        below = column(margins=(px(self._inset), 0, px(_RIGHT), 0))
        below.addWidget(self._trouble)
        self._lines.addLayout(below)
        self._lines.addStretch(1)
        self.setWidget(self._content)

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """What is shown."""
        return self._entries

    @property
    def error(self) -> Exception | None:
        """What is said below the entries."""
        return self._trouble.error

    def set_shows_days(self, shows_days: bool) -> None:
        """Whether the days are named."""
        if shows_days != self._shows_days:
            self._shows_days = shows_days
            self._replace(self._entries)

    def show_entries(self, entries: Sequence[JournalEntry]) -> None:
        """Show these, and nothing else. Rows that are there already stay: no scrolling, no focus lost."""
        kept = len(self._entries)
        if tuple(entries[:kept]) == self._entries:
            self.append(entries[kept:])
        else:
            self._replace(entries)

    def append(self, entries: Sequence[JournalEntry]) -> None:
        """Show older ones below."""
        self._entries += tuple(entries)
        self._make_rows()

    def show_error(self, error: Exception | None) -> None:
        """Say below the entries that no more could be read; None: all is well again."""
        self._trouble.show_error(error)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._replace(self._entries)
        self._trouble.retranslate()

    def focus_first(self) -> None:
        """Give the keyboard to the newest entry."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def scroll_by(self, *, pages: int) -> None:
        """Scroll by whole pages; 1 is down."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing here moves sideways: left and right are for whoever is around."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything ends on one line, whether or not there is a scroll bar."""
        super().resizeEvent(event)
        for row in self._rows:
            row.set_right(self._right())

    def _right(self) -> int:
        return max(0, self._theme.px(_RIGHT) - (self.width() - self.viewport().width()))

    def _replace(self, entries: Sequence[JournalEntry]) -> None:
        self._place = self.verticalScrollBar().value() if entries else 0
        focused = self._content.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        for widget in (*self._rows, *self._headings):
            self._lines.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._entries = ()
        self._rows.clear()
        self._headings.clear()
        self.append(entries)
        if not entries:
            self.verticalScrollBar().setValue(0)
        if had_focus and self._rows:
            self._rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_rows(self) -> None:
        """Some of the rows that are still missing, and the others when whoever types has had a turn."""
        made = len(self._rows)
        for entry in self._entries[made : made + _AT_ONCE]:
            self._add(entry)
        if not self._is_made:
            self._maker.start()

    @property
    def _is_made(self) -> bool:
        return len(self._rows) == len(self._entries)

    def _keep_place(self, _least: int, most: int) -> None:
        """Rows that were made anew scroll to where they were, as soon as there are enough of them."""
        if self._place:
            self.verticalScrollBar().setValue(min(self._place, most))
            if most >= self._place or self._is_made:
                self._place = 0

    def _add(self, entry: JournalEntry) -> None:
        is_new_day = not self._rows or _day(entry) != _day(self._rows[-1].entry)
        if is_new_day and self._shows_days:
            self._add_heading(_day(entry))
        elif not is_new_day:
            self._rows[-1].set_place(first=self._rows[-1].is_first, last=False)
        row = EntryRow(entry, theme=self._theme, icons=self._icons, shows_person=self._shows_person, inset=self._inset)
        row.set_place(first=is_new_day, last=True)
        row.set_right(self._right())
        row.undo_requested.connect(self.undo_requested)
        row.clicked.connect(self.entry_clicked)
        row.stepped.connect(lambda step: self._step(row, step))
        self._insert(row)
        self._rows.append(row)

    def _add_heading(self, day: date) -> None:
        px = self._theme.px
        today = datetime.now().astimezone().date()
        heading = Label(day_name(day, today=today), theme=self._theme, px=12, bold=True, token="muted")
        heading.setContentsMargins(px(self._inset), px(3) if self._rows else 0, 0, 0)
        heading.setFixedHeight(px(_HEADING + (3 if self._rows else 0)))
        self._insert(heading)
        self._headings.append(heading)

    def _insert(self, widget: QWidget) -> None:
        self._lines.insertWidget(self._lines.count() - 2, widget)
        widget.show()  # now, not with the next event: it may be given the keyboard at once

    def _step(self, row: EntryRow, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._rows[place], 0, self._theme.px(_HEADING))

    def _on_scrolled(self, value: int) -> None:
        if self._is_made and value >= self.verticalScrollBar().maximum() - _NEAR_THE_END:
            self.more_wanted.emit()


def _day(entry: JournalEntry) -> date:
    return entry.at.astimezone().date()
