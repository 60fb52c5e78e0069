"""待发送: the writes that wait, are being checked, or need a person, over the panel's place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui.lock import show_lock
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.panes.operation_row import OperationRow
from wxbuyer_gui.ui.panes.outbox_foot import OutboxFoot
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, IconButton
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind
from wxbuyer_gui.ui.widgets.scrolled import scrolled

_TICK_MS = 5_000
"""How often the words about the next try are brought up to date while somebody looks at them."""


class OutboxPage(QWidget):
    """What needs a person stands first, then what was asked for first. Esc closes it.

    Signals:
        closed(): back to the counter.
        edit_requested(Operation): change it and try again.
        discard_requested(Operation): take it back.
        review_requested(Operation): compare and decide.
    """

    closed = Signal()
    edit_requested = Signal(object)
    discard_requested = Signal(object)
    review_requested = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        pending: Pending,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("outboxPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._icons = icons
        self._operations = operations
        self._pending = pending
        self._rows: list[OperationRow] = []
        self._title = Label(theme=theme, px=20, bold=True)
        self._count = Pill(theme=theme, icons=icons, kind=PillKind.COUNT, name="outboxCount")
        self._sentence = Label(theme=theme, px=13, token="text2", wrap=True)
        self._retry = Button(theme=theme, icons=icons, icon="refresh-cw", name="retryAllButton")
        self._close = IconButton("x", theme=theme, icons=icons, token="text2", name="closeOutboxButton")
        self._empty = MessagePage(theme=theme, icons=icons, icon="send")
        self._empty.setObjectName("emptyOutbox")
        self._empty.set_tile("send", "neutral_bg", "neutral")
        self._content = QWidget()
        self._lines = column(self._content)
        self._area = scrolled(self._content)
        self._stack = QStackedLayout()
        self._foot = OutboxFoot(theme=theme, icons=icons, pending=pending)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._close.clicked.connect(self.closed)
        self._retry.clicked.connect(pending.retry_all)
        self._tick.timeout.connect(self._show_if_seen)
        pending.changed.connect(self._on_changed)
        theme.changed.connect(self._show)
        self.retranslate()

    def _build(self) -> None:
        px = self._theme.px
        head = row(spacing=px(8), margins=(px(28), px(16), px(14), 0))
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self._retry)
        head.addWidget(self._close)
        below = column(margins=(px(28), px(2), px(28), px(10)))
        below.addWidget(self._sentence)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.addStretch(1)
        outer = column(self)
        outer.addLayout(head)
        outer.addLayout(below)
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._empty)
        outer.addWidget(self._foot)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("To be sent"))
        self.setAccessibleName(self._title.text())
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._empty.say(
            self.tr("Nothing waits to be sent"),
            self.tr("What is asked for while the server is away waits here, and is sent once it is back."),
        )
        self._foot.retranslate()
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing is kept up to date while nobody sees it."""
        super().showEvent(event)
        self._foot.open()
        self._show()
        self._tick.start()

    def hideEvent(self, event: QEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._tick.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._foot.read()
            self._show()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """The rows anew, and the keyboard where it was: on the same button of the same operation."""
        kept = self._focused()
        for old in self._rows:
            old.hide()
            old.deleteLater()
        settle = self._operations.session.settle if self._operations.is_open else 0.0
        operations = sorted(self._pending.operations, key=lambda operation: not operation.needs_person)
        self._rows = [self._row(operation, settle) for operation in operations]
        for place, line in enumerate(self._rows):
            self._lines.insertWidget(place, line)
            if kept is not None and kept[0] == line.operation.operation_id:
                button = line.findChild(QWidget, kept[1])
                if button is not None:
                    button.setFocus(Qt.FocusReason.TabFocusReason)
        counts = self._pending.counts
        self._count.set_state(PillKind.COUNT, str(counts.total))
        self._count.setVisible(counts.total > 0)
        self._show_retry()
        self._sentence.setVisible(counts.total > 0)
        self._sentence.setText(
            self.tr("Kept on this computer. Sent in order once the server is back, then read again to make sure.")
        )
        self._stack.setCurrentWidget(self._area if self._rows else self._empty)

    def _show_retry(self) -> None:
        """What is in review is looked at again for a manager only; to try what waits is anybody's."""
        counts = self._pending.counts
        self._retry.setText(self.tr("Check all again") if counts.review else self.tr("Try all now"))
        self._retry.setVisible(counts.total > 0)
        show_lock(self._retry, locked=bool(counts.review) and not self._pending.may_review, icon="refresh-cw")

    def _focused(self) -> tuple[str, str] | None:
        """Which operation has the keyboard, and on which of its buttons."""
        focus = self.window().focusWidget()
        found = next((line for line in self._rows if focus is not None and line.isAncestorOf(focus)), None)
        return None if found is None or focus is None else (found.operation.operation_id, focus.objectName())

    def _row(self, operation: Operation, settle: float) -> OperationRow:
        line = OperationRow(
            operation,
            theme=self._theme,
            icons=self._icons,
            settle=settle,
            may_review=self._pending.may_review,
            may_change=self._pending.may_change(operation),
        )
        line.retry_requested.connect(self._pending.retry)
        line.edit_requested.connect(self.edit_requested)
        line.discard_requested.connect(self.discard_requested)
        line.review_requested.connect(self.review_requested)
        return line
