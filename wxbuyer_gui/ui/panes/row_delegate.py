"""Paints the list cell by cell, so that Qt repaints only what changed and the table stays a table for the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip

from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_model import Column, Index, ResultModel
from wxbuyer_gui.ui.models.result_row import ResultRow
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.avatar import paint_avatar, paint_member_avatar
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import plain_tip
from wxbuyer_gui.ui.widgets.marks import Ink, Run, paint_runs, runs_width
from wxbuyer_gui.ui.widgets.pill import paint_pill

ROW_HEIGHT = 48
COMPACT_ROW_HEIGHT = 40
TEXT_LEFT = 66
EDGE = 22
"""Where avatars begin, and column heads with them."""
RIGHT = 20
"""What stays free right of the number."""

_AVATAR = 32
_SELECTION_INSET = 9
_RADIUS = 8
_OVERDRAW = 12
_FIRST_LINE = Ink(px=14)
_FIRST_LINE_SELECTED = Ink(px=14, bold=True)
_OLD_LINE = Ink(px=14, token="muted")
_SECOND_LINE = Ink(px=12, token="muted")
_NUMBER = Ink(px=13, token="text2")


def number_room(digits: int, *, theme: Theme) -> float:
    """How wide the last column must be for a number of so many digits that was typed."""
    number = (Run("#"), Run("8" * digits, hit=True))
    return runs_width(number, _NUMBER, theme=theme) + theme.px(RIGHT)


class RowDelegate(QStyledItemDelegate):
    """First column: avatar, name, second line. Then phone, pill and number. ``model`` gives finished rows."""

    def __init__(
        self, *, view: QTableView, model: ResultModel, theme: Theme, icons: Icons, avatars: AvatarLoader
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._icons = icons
        self._avatars = avatars
        self._picked = -1

    def show_picked(self, row: int) -> None:
        """Paint this row as the picked one; -1 for none. Asking the selection for each cell would be felt."""
        self._picked = row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height and columns have widths of their own."""
        return QSize(self._theme.px(96), self._theme.px(ROW_HEIGHT))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """A tooltip with the lines of a buyer that are cut."""
        if event.type() != QEvent.Type.ToolTip or index.column() != Column.BUYER:
            return super().helpEvent(event, view, option, index)
        row, room = self._model.row(index.row()), view.visualRect(index).width() - self._theme.px(TEXT_LEFT + 8)
        lines = ((row.name, _FIRST_LINE_SELECTED), (row.second, _SECOND_LINE))
        cut = [runs for runs, ink in lines if runs_width(runs, ink, theme=self._theme) > room]
        words = "\n".join("".join(visible(run.text) for run in runs) for runs in cut)
        QToolTip.showText(event.globalPos(), plain_tip(words), view)
        return bool(words)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        number, column = index.row(), index.column()
        row = self._model.row(number)
        selected = number == self._picked
        rect = QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        if selected:
            self._paint_selection(painter, rect, column)
        elif number + 1 != self._picked and number + 1 < self._model.rowCount():
            self._paint_divider(painter, rect, column)
        if column == Column.BUYER:
            self._paint_buyer(painter, rect, row, selected)
        elif column == Column.PHONE:
            ink = _OLD_LINE if row.is_old else _FIRST_LINE
            paint_runs(painter, rect.adjusted(0, 0, -8, 0), row.phone, ink, theme=self._theme)
        elif column == Column.MEMBER:
            self._paint_pill(painter, rect, row, selected)
        else:
            box = rect.adjusted(0, 0, -self._theme.px(RIGHT), 0)
            paint_runs(painter, box, row.number, _NUMBER, theme=self._theme, right=True)
        painter.restore()

    def _paint_buyer(self, painter: QPainter, rect: QRectF, row: ResultRow, selected: bool) -> None:
        px = self._theme.px
        middle = rect.center().y()
        circle = QRectF(rect.x() + px(EDGE), middle - px(_AVATAR) / 2, px(_AVATAR), px(_AVATAR))
        if row.hit.buyer is None:
            paint_member_avatar(painter, circle, theme=self._theme, icons=self._icons)
        else:
            picture = self._avatars.pixmap(row.avatar_url)
            paint_avatar(painter, circle, name=row.avatar_name, key=row.avatar_key, theme=self._theme, picture=picture)
        words = rect.adjusted(px(TEXT_LEFT), 0, -px(8), 0)
        first = QRectF(words.x(), middle - px(19), words.width(), px(21))
        second = QRectF(words.x(), middle + px(2), words.width(), px(18))
        ink = _FIRST_LINE_SELECTED if selected else _OLD_LINE if row.is_old else _FIRST_LINE
        name = self._fitting(row.name, row.short_name, ink, words.width())
        paint_runs(painter, first, name, ink, theme=self._theme)
        told = self._fitting(row.second, row.short_second, _SECOND_LINE, words.width())
        paint_runs(painter, second, told, _SECOND_LINE, theme=self._theme)

    def _fitting(self, runs: Sequence[Run], short: Sequence[Run], ink: Ink, room: float) -> Sequence[Run]:
        """``runs`` if they fit or nothing shorter does."""
        if not short or runs_width(runs, ink, theme=self._theme) <= room:
            return runs
        return short if runs_width(short, ink, theme=self._theme) <= room else runs

    def _paint_pill(self, painter: QPainter, rect: QRectF, row: ResultRow, selected: bool) -> None:
        box = rect.adjusted(0, 0, -8, 0)
        paint_pill(painter, box, row.pill_text, kind=row.pill, theme=self._theme, icons=self._icons, selected=selected)

    def _paint_selection(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """The cell's piece of one rounded box: middle pieces reach beyond their cell under its clip."""
        px = self._theme.px
        left = px(_SELECTION_INSET) if column == Column.BUYER else -px(_OVERDRAW)
        right = -px(8) if column == Column.NUMBER else px(_OVERDRAW)
        box = rect.adjusted(left, 1, right, -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sel"))
        painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        if self._view.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(_RADIUS) - 1, px(_RADIUS) - 1)
        if column == Column.BUYER:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            bar = QRectF(box.x(), box.center().y() - px(9), px(3), px(18))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_divider(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """A hairline below the row, from the text on; none at the picked row's edges or below the last one."""
        px = self._theme.px
        left = px(TEXT_LEFT) if column == Column.BUYER else 0
        right = px(16) if column == Column.NUMBER else 0
        box = QRectF(rect.x() + left, rect.bottom() - 1, rect.width() - left - right, 1)
        painter.fillRect(box, self._theme.color("line"))
