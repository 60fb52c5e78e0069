"""Where pending writes show in the window: badge, marks, page, and a toast when one is settled."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.counter import Counter
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.outbox_news import OutboxNews
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.window_parts import WindowParts


class OutboxDesk(QObject):
    """Connects ``pending`` with the parts of the window.

    Signals:
        settled(): a buyer may look different now.
    """

    settled = Signal()

    def __init__(
        self, *, parts: WindowParts, pending: Pending, forms: Forms, counter: Counter, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._pending = pending
        self._counter = counter
        self._forms = forms
        self._news = OutboxNews(toaster=parts.toaster, look=self.show_page, parent=self)
        page = parts.outbox
        page.closed.connect(self.leave)
        page.edit_requested.connect(forms.edit_operation)
        page.discard_requested.connect(forms.discard_operation)
        page.review_requested.connect(forms.decide_operation)
        parts.header.pending_clicked.connect(self.show_page)
        parts.detail.pending_requested.connect(self.show_page)
        pending.changed.connect(self.show_pending)
        pending.settled.connect(self._on_settled)

    def toggle(self) -> None:
        """Show the page, or go back to the counter."""
        if self._parts.panel.page is not self._parts.outbox:
            self.show_page()
        elif self._forms.make_room():
            self.leave()

    def show_page(self) -> None:
        """Show all that is not settled; an open form goes, unless something in it would be lost."""
        if self._pending.is_here and self._forms.make_room():
            self._pending.refresh()
            self._parts.panel.show_page(self._parts.outbox)
            self._parts.outbox.setFocus()

    def leave(self) -> None:
        """Back to the counter, where buyers may look different now."""
        self._counter.show_answer_page()
        self._counter.ask()
        self._parts.box.take_caret()

    def show_pending(self) -> None:
        """Badge and marks, as things stand."""
        parts = self._parts
        parts.header.show_pending(*operation_words.badge(self._pending.counts))
        parts.browse.show_pending(self._pending.of_buyer)
        self._counter.update_commands()

    def _on_settled(self, operation: Operation) -> None:
        self._news.add(operation)
        self.settled.emit()
