"""The right half while nobody is looked for: what was done at this counter today, with the way back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.tasks.runner import Task
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.panes.timeline import Timeline
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row

_MOST = 20

_OF_THE_TEXT = ("E-NO-SEARCH", "E-PAYMENT-CODE", "E-CANCELLED")
"""Errors after which another text, or the same once more, finds somebody."""


class LastOperations(QWidget):
    """The newest entries of the journal, of today and of this computer; before the first one, what to do.

    Signals:
        buyer_requested(int): show this buyer.
        undo_requested(JournalEntry): take this write back.
        journal_requested(): the whole journal.
    """

    buyer_requested = Signal(object)
    undo_requested = Signal(object)
    journal_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lastOperations")
        self._operations = operations
        self._reading: Task | None = None
        self._is_trouble = False
        self._title = Label(theme=theme, px=14, bold=True)
        self._all = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="journalLink")
        self._timeline = Timeline(theme=theme, icons=icons, shows_person=True)
        self._hint = MessagePage(theme=theme, icons=icons, icon="scan-search")
        self._hint.setObjectName("lastOperationsHint")
        self._hint.set_tile("scan-search", "neutral_bg", "neutral")
        self._listed = QWidget()
        self._stack = QStackedLayout(self)
        self._build(theme)
        self._all.clicked.connect(self.journal_requested)
        self._timeline.undo_requested.connect(self.undo_requested)
        self._timeline.entry_clicked.connect(lambda entry: self.buyer_requested.emit(entry.buyer_id))
        self._timeline.retry_requested.connect(self.refresh)
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        head = row(margins=(px(24), px(14), px(15), 0))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._all)
        listed = column(self._listed)
        listed.addLayout(head)
        listed.addWidget(self._timeline, 1)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self._listed)

    def refresh(self) -> None:
        """Read the journal again."""
        self._say_hint()
        if self._reading is not None:
            self._reading.cancel()
        if self._operations.is_open:
            today = datetime.now().astimezone().date()
            self._reading = self._operations.read(
                lambda session: session.desk.history(day=today, here=True, limit=_MOST),
                owner=self,
                on_success=self._show,
                on_error=self._show_error,
            )

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Last operations"))
        self._all.setText(self.tr("All operations"))
        self._say_hint()
        self._timeline.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def show_trouble(self, error: Exception | None) -> None:
        """Nobody can be looked up because of ``error``, None: all is well. Then there is nothing to ask a customer."""
        code = getattr(error, "code", "")
        self._is_trouble = error is not None and code not in _OF_THE_TEXT
        self._say_hint()

    def _say_hint(self) -> None:
        if self._is_trouble:
            self._hint.say(
                self.tr("Nobody can be looked up now"),
                self.tr("The reason stands at the left. What you typed is kept: F5 asks again."),
            )
            return
        if self._operations.is_open and not self._operations.session.finds_by_phone:
            self._hint.say(self.tr("Ask for the member code"), self.tr("F2 takes a scan; or type the buyer's number."))
            return
        self._hint.say(
            self.tr("Ask for the last four digits"),
            self.tr("Type them, or a name, pinyin or openId. F2 takes a scan."),
        )

    def _show(self, entries: tuple[JournalEntry, ...]) -> None:
        self._timeline.show_error(None)
        self._timeline.show_entries(entries)
        self._stack.setCurrentWidget(self._listed if entries else self._hint)

    def _show_error(self, error: Exception) -> None:
        self._timeline.show_error(error)
        self._stack.setCurrentWidget(self._listed)
