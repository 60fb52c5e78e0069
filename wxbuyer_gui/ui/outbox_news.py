"""The toast about what was settled: one for each, and one for all where many end at once, as when a server is back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.widgets.toast import Toaster

_GATHERED_MS = 1_000
"""Two operations are begun in a second: those that end within it belong together."""


class OutboxNews(QObject):
    """Tells of settled operations; ``look`` leads to the list."""

    def __init__(self, *, toaster: Toaster, look: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toaster = toaster
        self._look = look
        self._news: list[Operation] = []
        self._pause = QTimer(self, singleShot=True, interval=_GATHERED_MS)
        self._pause.timeout.connect(self._tell)

    def add(self, operation: Operation) -> None:
        """``operation`` is done, refused, or needs a person now; the first of several is told of at once."""
        self._news.append(operation)
        if not self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        news, self._news = self._news, []
        if not news:
            return
        self._pause.start()
        settled = [operation for operation in news if not operation.needs_person]
        undecided = [operation for operation in news if operation.needs_person]
        if settled:
            words = self._words(settled, self.tr("Done: {count}"))
            self._toaster.show_message(words, icon=operation_words.icon(settled[0]))
        if undecided:
            words = self._words(undecided, self.tr("Need a decision: {count}"))
            look = {"action": self.tr("Look"), "on_action": self._look}
            self._toaster.show_message(words, icon="circle-alert", **look)

    @staticmethod
    def _words(operations: list[Operation], together: str) -> str:
        if len(operations) == 1:
            return operation_words.news(operations[0])
        return together.format(count=len(operations))
