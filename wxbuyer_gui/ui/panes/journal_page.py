"""操作记录: all that was done with this source, by day, month, buyer or operator, over the panel's place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.tasks.runner import Task
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.day_picker import Unit
from wxbuyer_gui.ui.panes.journal_filter import JournalFilter, JournalQuery
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.panes.timeline import Timeline
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row

_READ = 100
_SHOWN = 50
_SEARCHED = 5_000  # more entries are not read for words that are not found


class JournalPage(QWidget):
    """Newest first. Esc empties the filter, then closes it.

    Signals:
        closed(): back to the counter.
        buyer_requested(int): show this buyer.
        undo_requested(JournalEntry): take this write back.
        export_requested(): write what is chosen into a file.
    """

    closed = Signal()
    buyer_requested = Signal(object)
    undo_requested = Signal(object)
    export_requested = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journalPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._operations = operations
        self._entries: tuple[JournalEntry, ...] = ()
        self._wanted = _SHOWN
        self._is_whole = True
        self._reading: Task | None = None
        self._title = Label(theme=theme, px=20, bold=True)
        self._filter = JournalFilter(theme=theme, icons=icons, today=today)
        self._shown = self._filter.query
        self._export = IconButton("download", theme=theme, icons=icons, token="text2", name="exportJournalButton")
        self._close = IconButton("x", theme=theme, icons=icons, token="text2", name="closeJournalButton")
        self._busy = BusyLine(theme=theme)
        self._timeline = Timeline(
            theme=theme, icons=icons, shows_person=True, shows_days=False, inset=28, name="journalTimeline"
        )
        self._empty = MessagePage(theme=theme, icons=icons, icon="history")
        self._empty.setObjectName("emptyJournal")
        self._empty.set_tile("history", "neutral_bg", "neutral")
        self._stack = QStackedLayout()
        self._build(theme)
        self._connect()
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        head = row(spacing=px(6), margins=(px(28), px(14), px(14), px(6)))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._filter.only)
        head.addWidget(self._export)
        head.addWidget(self._close)
        chosen = row(margins=(px(28), 0, px(20), px(8)))
        chosen.addWidget(self._filter)
        outer = column(self)
        outer.addLayout(head)
        outer.addLayout(chosen)
        outer.addWidget(self._busy)
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(self._timeline)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self._filter.changed.connect(self.refresh)
        self._filter.typed.connect(self._on_typed)
        self._filter.entered.connect(self._timeline.focus_first)
        self._export.clicked.connect(self.export_requested)
        self._close.clicked.connect(self.closed)
        self._timeline.undo_requested.connect(self.undo_requested)
        self._timeline.entry_clicked.connect(lambda entry: self.buyer_requested.emit(entry.buyer_id))
        self._timeline.more_wanted.connect(self._show_more)
        self._timeline.retry_requested.connect(self._read_on)

    @property
    def day(self) -> date:
        """The day that is shown, or one of the month that is."""
        return self._filter.days.day

    @property
    def query(self) -> JournalQuery:
        """What is chosen."""
        return self._filter.query

    def set_picked(self, buyer_id: int | None) -> None:
        """Who is picked at the counter."""
        self._filter.set_picked(buyer_id)

    def refresh(self) -> None:
        """Read again what is chosen. What is shown stays until the answer is there, unless it is something else."""
        if self.query != self._shown:
            self._shown = self.query
            self._entries = ()
            self._timeline.show_entries(())
        self._timeline.set_shows_days(self._filter.days.unit is not Unit.DAY)
        if self._operations.is_open:
            self._filter.set_operators(self._operations.session.journal.operators.names)
        self._filter.days.retranslate()
        self._wanted = _SHOWN
        self._read(before=None)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Operations"))
        self.setAccessibleName(self._title.text())
        self._export.set_label(self.tr("Export what is chosen"), self.tr("Export what is chosen…"))
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._filter.retranslate()
        self._timeline.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the filter, then closes; the arrows go from day to day and into the list."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if not self._filter.empty():
                self.closed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._filter.days.step(-1 if key == Qt.Key.Key_Left else 1)
        elif key == Qt.Key.Key_Down:
            self._timeline.focus_first()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._timeline.scroll_by(pages=-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self._wanted = _SHOWN
        self._show()

    def _show_more(self) -> None:
        if len(self._timeline.entries) == self._wanted:
            self._wanted += _SHOWN
            self._show()

    def _show(self) -> None:
        """As many of the entries as are wanted; those that are not read yet are read."""
        words = self._filter.words
        matching = [entry for entry in self._entries if _says(entry, words)]
        self._timeline.show_entries(matching[: self._wanted])
        is_enough = self._is_whole or (len(self._entries) >= _SEARCHED and not matching)
        if self._reading is None and not is_enough and len(matching) < self._wanted:
            self._read_on()
        is_done = self._reading is None and is_enough and self._timeline.error is None
        self._empty.say(self._nothing())
        self._stack.setCurrentWidget(self._empty if is_done and not matching else self._timeline)

    def _nothing(self) -> str:
        if not self._is_whole:
            text = self.tr("Not among the newest {count}: choose a day or a month")
            return text.format(count=len(self._entries))
        unit = self._filter.days.unit
        if self._filter.is_narrow:
            return self.tr("Nothing on this day fits the filter") if unit is Unit.DAY else self.tr("Nothing fits")
        if unit is Unit.DAY:
            return self.tr("Nothing was done on this day")
        return self.tr("Nothing was done in this month") if unit is Unit.MONTH else self.tr("Nothing was done yet")

    def _read_on(self) -> None:
        self._read(before=self._entries[-1].seq if self._entries else None)

    def _read(self, *, before: int | None) -> None:
        if self._reading is not None:
            self._reading.cancel()
        if not self._operations.is_open:
            return
        chosen = asdict(self.query)

        def succeed(entries: tuple[JournalEntry, ...]) -> None:
            self._end_reading(None)
            self._is_whole = len(entries) < _READ
            self._entries = entries if before is None else self._entries + entries
            self._show()

        self._busy.start()
        self._reading = self._operations.read(
            lambda session: session.desk.history(**chosen, limit=_READ, before=before),
            owner=self,
            on_success=succeed,
            on_error=self._end_reading,
        )

    def _end_reading(self, error: Exception | None) -> None:
        self._reading = None
        self._busy.stop()
        self._timeline.show_error(error)
        if error is not None:
            self._stack.setCurrentWidget(self._timeline)


def _says(entry: JournalEntry, words: list[str]) -> bool:
    """Whether every one of the folded ``words`` stands somewhere in what the line of ``entry`` says."""
    text = fold(entry_words.whole(entry)) if words else ""
    return all(word in text for word in words)
