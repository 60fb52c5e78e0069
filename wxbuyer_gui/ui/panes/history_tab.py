"""历史: all that was done to one buyer, read on as it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.ui.details import PAGE, Details
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.timeline import Timeline
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column


class HistoryTab(QWidget):
    """One buyer's history. What could not be read is said at its end, with the way to try again.

    Its rows are made once somebody looks: whoever walks through the list pays for none.

    Signals:
        undo_requested(JournalEntry): 恢复.
        retry_requested(): read the beginning again.
    """

    undo_requested = Signal(object)
    retry_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._buyer_id: int | None = None
        self._waiting: Details | None = None
        self._is_reading = False
        self._is_whole = True
        self._timeline = Timeline(theme=theme, icons=icons, name="historyTimeline")
        self._empty = QWidget()
        self._sentence = Label(theme=theme, px=13.5, token="text2", wrap=True, name="historySentence")
        words = column(self._empty, margins=(theme.px(24), theme.px(14), theme.px(20), 0))
        words.addWidget(self._sentence)
        words.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._timeline)
        self._stack.addWidget(self._empty)
        self._timeline.undo_requested.connect(self.undo_requested)
        self._timeline.more_wanted.connect(self._read_on)
        self._timeline.retry_requested.connect(self._retry)

    def show_buyer(self, buyer_id: int | None) -> None:
        """Another buyer: nothing of the one before stays."""
        self._timeline.show_error(None)
        if buyer_id != self._buyer_id:
            self._buyer_id = buyer_id
            self._waiting = None
            self._is_whole = True
            self._timeline.show_entries(())
            self._stack.setCurrentWidget(self._timeline)

    def show_details(self, details: Details) -> None:
        """The beginning of the history; what was read on before is read on again."""
        if not self.isVisible():
            self._waiting = details
            return
        self._waiting = None
        self._is_whole = len(details.entries) < PAGE
        self._timeline.show_error(None)
        self._timeline.show_entries(details.entries)
        self._stack.setCurrentWidget(self._timeline if details.entries else self._empty)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        if self._waiting is not None:
            self.show_details(self._waiting)

    def show_error(self, error: Exception) -> None:
        """It could not be read."""
        self._timeline.show_error(error)
        self._stack.setCurrentWidget(self._timeline)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._sentence.setText(self.tr("Nothing was done here yet. Every write will stand in this place."))
        self._timeline.retranslate()

    def _retry(self) -> None:
        if self._timeline.entries and not self._is_whole:
            self._timeline.show_error(None)
            self._read_on()
        else:
            self.retry_requested.emit()

    def _read_on(self) -> None:
        entries, buyer_id = self._timeline.entries, self._buyer_id
        if self._is_reading or self._is_whole or not entries or not self._operations.is_open:
            return
        self._is_reading = True

        def succeed(older: tuple[JournalEntry, ...]) -> None:
            self._is_reading = False
            if entries == self._timeline.entries:  # somebody else's, or the same read again
                self._is_whole = len(older) < PAGE
                self._timeline.append(older)

        def fail(error: Exception) -> None:
            self._is_reading = False
            if entries == self._timeline.entries:
                self._timeline.show_error(error)

        self._operations.read(
            lambda session: session.desk.history(buyer_id=buyer_id, limit=PAGE, before=entries[-1].seq),
            owner=self,
            on_success=succeed,
            on_error=fail,
        )
