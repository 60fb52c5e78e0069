"""The rows of a file that cannot be imported: which row, why, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.dialogs.quiet_table import QuietTable
from wxbuyer_gui.ui.dialogs.transfer_words import quiet, reason
from wxbuyer_gui.ui.theme import Theme

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import RefusedRow

_ROW, _REASON, _CELLS = range(3)
_NOTHING = QModelIndex()


class RefusedTable(QuietTable):
    """Nothing in it can be chosen or edited."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, name="refusedTable", can_choose=False, parent=parent)
        self._model = RefusedModel(theme=theme, parent=self)
        self.show_model(self._model, widths={_ROW: 90, _REASON: 330})

    def show_rows(self, refused: Sequence[RefusedRow], *, address: int | None = None) -> None:
        """List other rows; ``address`` is the column of addresses, if the file has one."""
        self._model.set_rows(sorted(refused, key=lambda row: row.number), address=address)
        self.scrollToTop()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._model.retranslate()
        self.setAccessibleName(self.tr("Rows that cannot be imported"))


class RefusedModel(QAbstractTableModel):
    """Row number, reason, content; phones, ID numbers and addresses of the content are masked."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[RefusedRow] = ()
        self._address: int | None = None

    def set_rows(self, refused: Sequence[RefusedRow], *, address: int | None = None) -> None:
        """Show other rows; ``address`` is the column of addresses."""
        self.beginResetModel()
        self._rows, self._address = tuple(refused), address
        self.endResetModel()

    def retranslate(self) -> None:
        """Texts are made when they are asked for: ask again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """The refused rows that are kept."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """Three."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Row"), self.tr("Why"), self.tr("Content"))[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The texts, the reason in the colour of errors."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == _ROW:
                return str(row.number)
            if index.column() == _REASON:
                return reason(row)
            cells = (quiet(cell, is_address=place == self._address) for place, cell in enumerate(row.cells))
            return visible(self.tr(", ").join(filter(None, cells)))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color(("muted", "danger", "text2")[index.column()])
        return None
