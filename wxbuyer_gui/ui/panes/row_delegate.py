"""What Qt asks about a cell of the list: the tooltip of one that is cut. ``row_painter`` paints."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.models.result_model import Column, Index, ResultModel
from wxbuyer_gui.ui.panes.row_painter import FIRST_LINE_PICKED, SECOND_LINE, TEXT_LEFT, TEXT_RIGHT
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.label import plain_tip
from wxbuyer_gui.ui.widgets.marks import runs_width


class RowDelegate(QStyledItemDelegate):
    """``model`` gives finished rows."""

    def __init__(self, *, view: QTableView, model: ResultModel, theme: Theme) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tooltip with the lines of a buyer that are cut."""
        if event.type() != QEvent.Type.ToolTip or index.column() != Column.BUYER:
            return super().helpEvent(event, view, option, index)
        room = view.visualRect(index).width() - self._theme.px(TEXT_LEFT + TEXT_RIGHT)
        row = self._model.row(index.row())
        lines = ((row.name, FIRST_LINE_PICKED), (row.second, SECOND_LINE))
        cut = [runs for runs, ink in lines if runs_width(runs, ink, theme=self._theme) > room]
        words = "\n".join("".join(visible(run.text) for run in runs) for runs in cut)
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return bool(words)
