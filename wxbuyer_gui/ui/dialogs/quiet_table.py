"""The look of tables in dialogs: no grid, words over the columns, rows of one height."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets import style_rules

_HEIGHT = 34


class QuietTable(QTableView):
    """A table to be read; with ``can_choose`` one row of it can be chosen. Tab leads out of it."""

    def __init__(self, *, theme: Theme, name: str, can_choose: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._widths: dict[int, int] = {}
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if can_choose:
            self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        else:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalHeader(_Heads(theme=theme, parent=self))
        self.verticalHeader().hide()
        style_rules.leave_ground_to(self)
        theme.changed.connect(self._fit)

    def show_model(self, model: QAbstractTableModel, *, widths: dict[int, int]) -> None:
        """Show ``model``; columns without a width, in the design's pixels, share what the others leave."""
        self._widths = widths
        self.setModel(model)
        self._fit()

    def _fit(self) -> None:
        px, header = self._theme.px, self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(px(_HEIGHT))
        header.setFixedHeight(px(_HEIGHT))
        for column in range(header.count()):
            if column in self._widths:
                header.resizeSection(column, px(self._widths[column]))
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)


class _Heads(QHeaderView):
    """Words over the columns, level with the texts below."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        """The words of one column."""
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("muted"))
        inset = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1  # as Qt draws items
        painter.drawText(rect.adjusted(inset, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
