"""A batch as it stands: counts, the rows, and what can be done with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.batch import PROBLEMS, BatchRow, RowState
from wxbuyer_gui.ui.dialogs.batch_table import BatchTable
from wxbuyer_gui.ui.dialogs.verdict_page import CountCard
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.frame import Frame
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column, row

_CARDS = ("good", "second", "quiet", "problem")


class BatchPage(QWidget):
    """What a trial says or, once it ``ran``, what was done.

    Signals:
        undo_requested(BatchRow | None): take this row back, or all that can be.
        list_requested(): save the list.
    """

    undo_requested = Signal(object)
    list_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[BatchRow] = ()
        self._ran = False
        px = theme.px
        self._cards = {name: CountCard(theme=theme, name=f"{name}Card") for name in _CARDS}
        self.only_check = QCheckBox()
        self.only_check.setObjectName("onlyProblemsCheck")
        link = {"theme": theme, "icons": icons, "kind": ButtonKind.LINK, "small": True}
        self.undo_button = Button(**link, icon="rotate-ccw", name="undoRowButton")
        self.undo_all_button = Button(**link, name="undoAllButton")
        self.list_button = Button(**link, icon="save", name="saveListButton")
        self.table = BatchTable(theme=theme)
        frame = Frame(theme=theme)
        inside = column(frame, margins=(px(12), 1, 1, px(6)))
        inside.addWidget(self.table)
        cards = row(spacing=px(12))
        for card in self._cards.values():
            cards.addWidget(card, 1)
        tools = row(spacing=px(12))
        tools.addWidget(self.only_check)
        tools.addStretch(1)
        for button in (self.undo_button, self.undo_all_button, self.list_button):
            tools.addWidget(button)
        body = column(self, spacing=px(12))
        body.addLayout(cards)
        body.addLayout(tools)
        body.addWidget(frame, 1)
        self.only_check.toggled.connect(self._fill)
        self.table.chosen.connect(self._name_undo)
        self.undo_button.clicked.connect(lambda: self.undo_requested.emit(self.table.row))
        self.undo_all_button.clicked.connect(lambda: self.undo_requested.emit(None))
        self.list_button.clicked.connect(self.list_requested)

    def show_rows(self, rows: Sequence[BatchRow], *, ran: bool) -> None:
        """Show other rows, or the same ones as they stand now."""
        self._rows, self._ran = rows, ran
        self.retranslate()
        self._fill()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        states = Counter(row.state for row in self._rows)
        waiting = states[RowState.QUEUED] + states[RowState.CHECKING]
        if self._ran:
            self._cards["good"].say(self.tr("Bound"), states[RowState.DONE], "ok")
            self._cards["second"].say(self.tr("Wait for the server"), waiting, "info")
            self._cards["quiet"].say(self.tr("Taken back"), states[RowState.UNDONE], "text")
        else:
            self._cards["good"].say(self.tr("Can be bound"), states[RowState.READY], "ok")
            self._cards["second"].say(self.tr("All rows"), len(self._rows), "text")
            self._cards["quiet"].say(self.tr("Bound so already"), states[RowState.SAME], "text")
        self._cards["problem"].say(self.tr("To be looked at"), sum(states[state] for state in PROBLEMS), "danger")
        self.only_check.setText(self.tr("Problems only"))
        self.undo_button.setText(self.tr("Take this row back"))
        self.undo_all_button.setText(self.tr("Take all back"))
        self.list_button.setText(self.tr("Save the list…"))
        self.table.retranslate()
        self._name_undo()

    def _fill(self) -> None:
        self.table.show_rows(self._rows, ran=self._ran, only_problems=self.only_check.isChecked())

    def _name_undo(self) -> None:
        chosen = self.table.row
        self.undo_button.setVisible(self._ran)
        self.undo_all_button.setVisible(self._ran)
        self.undo_button.setEnabled(chosen is not None and chosen.can_undo)
        self.undo_all_button.setEnabled(any(row.can_undo for row in self._rows))
