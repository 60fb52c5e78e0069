"""操作记录: all that was done with this source, day by day, over the panel's place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.panes.timeline import Timeline
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.words import day_name

_PAGE = 50


class JournalPage(QWidget):
    """One day at a time, newest first; older days by the arrows. Esc closes it.

    Signals:
        closed(): back to the counter.
        buyer_requested(int): show this buyer.
        undo_requested(JournalEntry): take this write back.
        failed(Exception): it could not be read.
    """

    closed = Signal()
    buyer_requested = Signal(object)
    undo_requested = Signal(object)
    failed = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._operations = operations
        self._day = _today()
        self._is_whole = True
        self._is_reading = False
        self._title = Label(theme=theme, px=20, bold=True)
        self._day_label = Label(theme=theme, px=14, bold=True, name="journalDay")
        self._earlier = IconButton("chevron-left", theme=theme, icons=icons, token="text2", name="earlierDayButton")
        self._later = IconButton("chevron-right", theme=theme, icons=icons, token="text2", name="laterDayButton")
        self._now = Button(theme=theme, icons=icons, small=True, name="todayButton")
        self._close = IconButton("x", theme=theme, icons=icons, name="closeJournalButton")
        self._timeline = Timeline(theme=theme, icons=icons, shows_person=True, inset=28)
        self._empty = MessagePage(theme=theme, icons=icons, icon="history")
        self._empty.set_tile("history", "neutral_bg", "neutral")
        self._build(theme)
        self._earlier.clicked.connect(lambda: self._go(-1))
        self._later.clicked.connect(lambda: self._go(1))
        self._now.clicked.connect(lambda: self.show_day(_today()))
        self._close.clicked.connect(self.closed)
        self._timeline.undo_requested.connect(self.undo_requested)
        self._timeline.entry_clicked.connect(self._on_clicked)
        self._timeline.more_wanted.connect(self._read_on)
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        head = row(spacing=px(6), margins=(px(28), px(18), px(18), px(6)))
        head.addWidget(self._title)
        head.addSpacing(px(18))
        for widget in (self._earlier, self._day_label, self._later):
            head.addWidget(widget)
        head.addSpacing(px(6))
        head.addWidget(self._now)
        head.addStretch(1)
        head.addWidget(self._close)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._timeline)
        self._stack.addWidget(self._empty)
        outer = column(self)
        outer.addLayout(head)
        outer.addLayout(self._stack, 1)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day

    def show_day(self, day: date) -> None:
        """Read a day of the journal."""
        self._day = min(day, _today())
        self._is_whole = True
        self._name_day()
        self._read(before=None)

    def refresh(self) -> None:
        """Read the day again."""
        self.show_day(self._day)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Operations"))
        self._earlier.set_label(self.tr("Day before"), self.tr("Day before (Left)"))
        self._later.set_label(self.tr("Day after"), self.tr("Day after (Right)"))
        self._now.setText(self.tr("Today"))
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._empty.say(self.tr("Nothing was done on this day"))
        self._timeline.retranslate()
        self._name_day()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; left and right go from day to day."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in steps:
            self._go(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _go(self, days: int) -> None:
        self.show_day(self._day + timedelta(days=days))

    def _name_day(self) -> None:
        today = _today()
        name, exact = day_name(self._day, today=today), self._day.isoformat()
        self._day_label.setText(name if name == exact else f"{name} {exact}")
        self._later.setEnabled(self._day < today)
        self._now.setVisible(self._day < today)

    def _read(self, *, before: int | None) -> None:
        if not self._operations.is_open:
            return
        day = self._day
        self._is_reading = True

        def succeed(entries: tuple[JournalEntry, ...]) -> None:
            self._is_reading = False
            if day == self._day:
                self._show(entries, more=before is not None)

        def fail(error: Exception) -> None:
            self._is_reading = False
            self.failed.emit(error)

        self._operations.read(
            lambda session: session.desk.history(day=day, limit=_PAGE, before=before),
            owner=self,
            on_success=succeed,
            on_error=fail,
        )

    def _show(self, entries: tuple[JournalEntry, ...], *, more: bool) -> None:
        self._is_whole = len(entries) < _PAGE
        if more:
            self._timeline.append(entries)
        else:
            self._timeline.show_entries(entries)
        self._stack.setCurrentWidget(self._timeline if self._timeline.entries else self._empty)

    def _read_on(self) -> None:
        entries = self._timeline.entries
        if entries and not self._is_whole and not self._is_reading:
            self._read(before=entries[-1].seq)

    def _on_clicked(self, entry: JournalEntry) -> None:
        if entry.buyer_id is not None:
            self.buyer_requested.emit(entry.buyer_id)


def _today() -> date:
    return datetime.now().astimezone().date()
