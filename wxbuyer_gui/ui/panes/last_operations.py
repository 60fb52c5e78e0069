"""The right half while nobody is looked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


class LastOperations(QWidget):
    """Quiet for now; the last operations of this counter belong here.

    Signals:
        buyer_requested(int), undo_requested(JournalEntry), journal_requested(), failed(Exception)
    """

    buyer_requested = Signal(object)
    undo_requested = Signal(object)
    journal_requested = Signal()
    failed = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def refresh(self) -> None:
        """Read again."""
