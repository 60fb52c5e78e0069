"""The rows of a batch: which, whose, whose phone, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.batch import PROBLEMS, BatchRow
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui import batch_words
from wxbuyer_gui.ui.dialogs.quiet_table import QuietTable
from wxbuyer_gui.ui.theme import Theme

_ROW, _BUYER, _MEMBER, _STATE = range(4)
_NOTHING = QModelIndex()


class BatchTable(QuietTable):
    """One row can be chosen.

    Signals:
        chosen(): another row is chosen, or none.
    """

    chosen = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, name="batchTable", can_choose=True, parent=parent)
        self._model = BatchModel(theme=theme, parent=self)
        self.show_model(self._model, widths={_ROW: 56, _MEMBER: 160})
        self.selectionModel().selectionChanged.connect(lambda *_ranges: self.chosen.emit())

    @property
    def row(self) -> BatchRow | None:
        """The row that is chosen."""
        rows = self.selectionModel().selectedRows()
        return self._model.row(rows[0].row()) if rows else None

    def show_rows(self, rows: Sequence[BatchRow], *, ran: bool, only_problems: bool) -> None:
        """List other rows, or the same ones as they stand now: who was chosen stays so."""
        before = self.row
        place = self.verticalScrollBar().value()
        self._model.set_rows([row for row in rows if not only_problems or row.state in PROBLEMS], ran=ran)
        kept = self._model.place_of(before.number) if before is not None else None
        if kept is not None:
            self.selectRow(kept)
            self.verticalScrollBar().setValue(place)
        else:
            self.scrollToTop()
        self.chosen.emit()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.setAccessibleName(self.tr("Rows"))
        self._model.retranslate()


class BatchModel(QAbstractTableModel):
    """Texts are made when they are looked at: ten thousand rows are shown at once."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[BatchRow] = ()
        self._ran = False

    def set_rows(self, rows: Sequence[BatchRow], *, ran: bool) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._ran = tuple(rows), ran
        self.endResetModel()

    def row(self, place: int) -> BatchRow:
        """The row at a place of the table."""
        return self._rows[place]

    def place_of(self, number: int) -> int | None:
        """Where the row with this number in the file stands."""
        return next((place for place, row in enumerate(self._rows) if row.number == number), None)

    def retranslate(self) -> None:
        """Texts are made when they are asked for: ask again."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _STATE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _STATE)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """Four."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return batch_words.headers()[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts; what cannot be bound is in the colour of errors. A tooltip has what is cut."""
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if column == _ROW:
                return str(row.number) if role == Qt.ItemDataRole.DisplayRole else None
            if column == _STATE:
                return batch_words.state(row, ran=self._ran)
            return visible(batch_words.buyer(row) if column == _BUYER else batch_words.member(row))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color(
                batch_words.token(row) if column == _STATE else "muted" if column == _ROW else "text"
            )
        return None
