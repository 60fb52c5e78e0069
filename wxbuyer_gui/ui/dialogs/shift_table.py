"""The numbers of a shift summary as a table to be read: operators, their sum and, for several days, each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wxbuyer_gui.domain.shift import ShiftSummary
from wxbuyer_gui.ui import shift_words
from wxbuyer_gui.ui.shift_words import Row
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets import style_rules

_HEIGHT = 36
_HEAD = 44
_NAME = 116
_NUMBER = 62
_INSET = 3  # as Qt draws items
_NOTHING = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line without numbers."""

    name: str


class ShiftTable(QTableView):
    """Nothing in it can be chosen or edited."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shiftTable")
        self._theme = theme
        self._model = ShiftModel(theme=theme, parent=self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_Heads(theme=theme, parent=self))
        self.verticalHeader().hide()
        style_rules.leave_ground_to(self)
        theme.changed.connect(self._fit)
        self._fit()

    def show_summary(self, summary: ShiftSummary | None) -> None:
        """Show other numbers; None: none."""
        self._model.set_summary(summary)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._model.retranslate()
        self.setAccessibleName(shift_words.title())

    def _fit(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(_HEIGHT))
        header = self.horizontalHeader()
        header.setFixedHeight(px(_HEAD))
        header.setMinimumSectionSize(px(_NUMBER))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, px(_NAME))


class _Heads(QHeaderView):
    """Words over the columns, on two lines where they are long."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("muted"))
        side = _LEFT if logicalIndex == 0 else _RIGHT
        painter.drawText(
            rect.adjusted(_INSET if logicalIndex == 0 else 0, 0, -_INSET, 0), side | int(Qt.TextFlag.TextWordWrap), text
        )


class ShiftModel(QAbstractTableModel):
    """The rows of a day are operators; those of several days the days, too."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary: ShiftSummary | None = None
        self._rows: tuple[Row | _Heading, ...] = ()

    def set_summary(self, summary: ShiftSummary | None) -> None:
        """Show other numbers."""
        self.beginResetModel()
        self._summary = summary
        self._rows = () if summary is None or not summary.lines else _rows(summary)
        self.endResetModel()

    def retranslate(self) -> None:
        """Texts are made anew."""
        self.set_summary(self._summary)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """All lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOTHING) -> int:
        """The name and the numbers."""
        return 0 if parent.isValid() else 1 + len(shift_words.columns())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words over the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (shift_words.by_whom(), *shift_words.columns())[section]
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names and numbers, sums in bold; where there is nothing to count, a dash."""
        line, column = self._rows[index.row()], index.column()
        is_heading = isinstance(line, _Heading)
        number = line.numbers[column - 1] if isinstance(line, Row) and column else 0
        if role == Qt.ItemDataRole.DisplayRole:
            if column == 0:
                return line.name
            return "" if is_heading else str(number) if number else "–"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(12 if is_heading else 14, isinstance(line, Row) and line.is_total)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.color("muted" if is_heading or (column and not number) else "text")
        return None


def _rows(summary: ShiftSummary) -> tuple[Row | _Heading, ...]:
    if summary.first == summary.last:
        return shift_words.by_operator(summary)
    days = shift_words.by_day(summary)[:-1]
    return (*shift_words.by_operator(summary), _Heading(shift_words.on_which_day()), *days)
