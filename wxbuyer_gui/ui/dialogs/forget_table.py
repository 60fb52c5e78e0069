"""Who would be forgotten: each with a check mark that leaves somebody out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.dialogs.quiet_table import QuietTable
from wxbuyer_gui.ui.theme import Theme

_WHO, _PHONE, _ABOUT = range(3)
_NOTHING = QModelIndex()
_CHECK = Qt.ItemDataRole.CheckStateRole


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row: ``number`` is the buyer's, None where the row means nobody. ``about`` says why not, or what is known."""

    number: int | None
    who: str
    phone: str
    about: str
    is_chosen: bool = True


class ForgetTable(QuietTable):
    """Space changes the mark of the current row.

    Signals:
        changed(): somebody was left out, or taken in again.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, name="forgetTable", can_choose=True, parent=parent)
        self._model = ForgetModel(theme=theme, parent=self)
        self._model.dataChanged.connect(lambda *_where: self.changed.emit())
        self.show_model(self._model, widths={_WHO: 260, _PHONE: 150})

    @property
    def left_out(self) -> set[int]:
        """The numbers without a mark."""
        return {row.number for row in self._model.rows if row.number is not None and not row.is_chosen}

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        """List others."""
        self._model.set_rows(rows)
        self.scrollToTop()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.setAccessibleName(self.tr("Whom it means"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _ABOUT)


class ForgetModel(QAbstractTableModel):
    """Who, masked phone, and what is known of them."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[Candidate] = []

    def set_rows(self, rows: Sequence[Candidate]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """Three."""
        return 0 if parent.isValid() else 3

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A mark only where somebody is meant."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == _WHO and self.rows[index.row()].number is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Buyer"), self.tr("Phone"), self.tr("What is known"))[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and marks; who cannot be forgotten is grey."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return visible((row.who, row.phone, row.about)[index.column()])
        if role == _CHECK and index.column() == _WHO and row.number is not None:
            return Qt.CheckState.Checked if row.is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color("text" if row.number is not None and index.column() == _WHO else "muted")
        return None

    def setData(  # noqa: N802  Qt's name
        self, index: QModelIndex | QPersistentModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Leave somebody out, or take them in again."""
        row = self.rows[index.row()]
        if role != _CHECK or row.number is None:
            return False
        self.rows[index.row()] = replace(row, is_chosen=Qt.CheckState(value) == Qt.CheckState.Checked)
        self.dataChanged.emit(index, index)
        return True
