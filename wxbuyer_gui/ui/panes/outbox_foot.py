"""Below the list of what waits: what was done today, and whether the server still shows what was done before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui.lock import show_lock
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row

_DAYS = 30
_MOST_NAMED = 8


class OutboxFoot(QWidget):
    """One line. What a check found stays until the page is opened again."""

    def __init__(self, *, theme: Theme, icons: Icons, pending: Pending, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outboxFoot")
        self._theme = theme
        self._pending = pending
        self._done: Sequence[Operation] = ()
        self._found: Sequence[Operation] | Exception | None = None
        self._is_checking = False
        self._line = MessageLine(theme=theme, icons=icons, px=13, name="outboxDone")
        self._check = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="checkDoneButton")
        self._check.clicked.connect(self._check_done)
        outer = row(self, spacing=theme.px(8), margins=(theme.px(28), theme.px(8), theme.px(24), theme.px(8)))
        outer.addWidget(self._line, 1)
        outer.addStretch(0)
        outer.addWidget(self._check)

    def open(self) -> None:
        """The page is shown anew: what was found before is old."""
        self._found = None
        self.retranslate()
        self.read()

    def read(self) -> None:
        """Count again what was done today."""
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        self._pending.ask(lambda outbox: outbox.done(since=midnight), then=self._show_done, failed=self._show_failure)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._check.setText(self.tr("Check the last {days} days").format(days=_DAYS))
        show_lock(self._check, locked=not self._pending.may_review)
        self._check.setEnabled(not self._is_checking)
        self._line.say(*self._words())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline above."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _check_done(self) -> None:
        since = datetime.now().astimezone() - timedelta(days=_DAYS)
        self._is_checking, self._found = True, None
        self._pending.ask(lambda outbox: outbox.lost(since=since), then=self._show_found, failed=self._show_failure)
        self.retranslate()

    def _show_done(self, done: Sequence[Operation]) -> None:
        self._done = done
        self.retranslate()

    def _show_found(self, found: Sequence[Operation]) -> None:
        self._is_checking, self._found = False, found
        self.retranslate()

    def _show_failure(self, error: Exception) -> None:
        self._is_checking, self._found = False, error
        self.retranslate()

    def _words(self) -> tuple[str, MessageKind]:
        if self._is_checking:
            return self.tr("The server is being asked…"), MessageKind.HINT
        if isinstance(self._found, Exception):
            words = describe(self._found)
            return " ".join(filter(None, (words.title, words.code))), MessageKind.ERROR
        if self._found:
            numbers = [f"#{_number(operation)}" for operation in self._found[:_MOST_NAMED]]
            more = len(self._found) - len(numbers)
            numbers += [self.tr("{count} more").format(count=more)] if more else []
            text = self.tr(
                "Done, but without a member on the server now: {buyers}. Taken off elsewhere, or lost there?"
            )
            return text.format(buyers=self.tr(", ").join(numbers)), MessageKind.ERROR
        if self._found is not None:
            return self.tr("All members bound from here are on the server."), MessageKind.OK
        return self._today(), MessageKind.HINT

    def _today(self) -> str:
        count = len(self._done)
        presumed = sum(operation.confidence == "presumed" for operation in self._done)
        if presumed:
            text = self.tr("Done today: {count}, {presumed} of them by what the server shows")
            return text.format(count=count, presumed=presumed)
        if not count:
            return ""
        is_proven = all(operation.confidence == "verified" for operation in self._done)
        text = self.tr("Done today: {count}, all verified") if is_proven else self.tr("Done today: {count}")
        return text.format(count=count)


def _number(operation: Operation) -> int:
    """The buyer's; where the operation stored it, too, that is its result."""
    number = operation.buyer_id or 0
    return number if number > 0 else operation.result_id or 0
