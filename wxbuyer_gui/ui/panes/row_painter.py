"""Paints the rows of the list. What of a row is measured and coloured is done once, and kept for the next paint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_model import Column, ResultModel
from wxbuyer_gui.ui.models.result_row import ResultRow
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.avatar import Circle, circle, paint_circle, paint_member_avatar
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.marks import Ink, Line, lay_out, paint_line, runs_width
from wxbuyer_gui.ui.widgets.pill import paint_pill
from wxbuyer_gui.ui.widgets.runs import Run

TEXT_LEFT = 66
EDGE = 22
"""Where avatars begin, and column heads with them."""
RIGHT = 20
"""What stays free right of the number."""
TEXT_RIGHT = 8
"""What stays free right of the other texts."""
FIRST_LINE_PICKED = Ink(px=14, bold=True)
SECOND_LINE = Ink(px=12, token="muted")

_FIRST_LINE = Ink(px=14)
_OLD_LINE = Ink(px=14, token="muted")
_NUMBER = Ink(px=13, token="text2")
_AVATAR = 32
_SELECTION_INSET, _SELECTION_RIGHT = 9, 8
_DIVIDER_RIGHT = 16
_RADIUS = 8
_MOST_KEPT = 256

Columns = tuple[tuple[int, int], ...]
"""Left edge and width of each column."""


def number_room(digits: int, *, theme: Theme) -> float:
    """How wide the last column must be for a number of so many digits that was typed."""
    number = (Run("#"), Run("8" * digits, hit=True))
    return runs_width(number, _NUMBER, theme=theme) + theme.px(RIGHT)


class _LaidRow(NamedTuple):
    row: ResultRow
    columns: Columns
    is_picked: bool
    circle: Circle | None
    name: Line
    second: Line
    phone: Line
    number: Line


class RowPainter:
    """First column: avatar, name, second line. Then phone, pill and number. ``model`` gives finished rows."""

    def __init__(self, *, model: ResultModel, theme: Theme, icons: Icons, avatars: AvatarLoader) -> None:
        self._model = model
        self._theme = theme
        self._icons = icons
        self._avatars = avatars
        self._laid: dict[int, _LaidRow] = {}
        theme.changed.connect(self._laid.clear)

    def paint(
        self, painter: QPainter, number: int, top: int, height: int, columns: Columns, *, picked: int, is_focused: bool
    ) -> None:
        """One row. ``picked`` is the number of the row that is picked, -1 for none; the list may be ``is_focused``.

        Antialiasing is wanted; pen, brush and font of ``painter`` change.
        """
        px, theme = self._theme.px, self._theme
        laid = self._lay_out(number, columns, number == picked)
        row = laid.row
        left, middle = columns[Column.BUYER][0], top + height / 2
        right = columns[Column.NUMBER][0] + columns[Column.NUMBER][1]
        if laid.is_picked:
            self._paint_selection(painter, QRectF(left, top, right - left, height), is_focused)
        elif number + 1 != picked and number + 1 < self._model.rowCount():
            start = left + px(TEXT_LEFT)
            hairline = QRectF(start, top + height - 1, right - px(_DIVIDER_RIGHT) - start, 1)
            painter.fillRect(hairline, theme.color("line"))
        side = px(_AVATAR)
        spot = QRectF(left + px(EDGE), middle - side / 2, side, side)
        if laid.circle is None:
            paint_member_avatar(painter, spot, theme=theme, icons=self._icons)
        else:
            paint_circle(painter, spot, laid.circle, theme=theme, picture=self._avatars.pixmap(row.avatar_url))
        text_left = left + px(TEXT_LEFT)
        paint_line(painter, laid.name, text_left, middle - px(19) + px(21) / 2)
        paint_line(painter, laid.second, text_left, middle + px(2) + px(18) / 2)
        paint_line(painter, laid.phone, columns[Column.PHONE][0], middle)
        pill_left, pill_width = columns[Column.MEMBER]
        box = QRectF(pill_left, top, pill_width - TEXT_RIGHT, height)
        paint_pill(painter, box, row.pill_text, kind=row.pill, theme=theme, icons=self._icons, selected=laid.is_picked)
        paint_line(painter, laid.number, right - px(RIGHT) - laid.number.width, middle)

    def _lay_out(self, number: int, columns: Columns, is_picked: bool) -> _LaidRow:
        row = self._model.row(number)
        laid = self._laid.get(number)
        if laid is not None and laid.row is row and laid.is_picked == is_picked and laid.columns == columns:
            return laid
        px, theme = self._theme.px, self._theme
        room = columns[Column.BUYER][1] - px(TEXT_LEFT) - px(TEXT_RIGHT)
        ink = FIRST_LINE_PICKED if is_picked else _OLD_LINE if row.is_old else _FIRST_LINE
        name = self._fitting(row.name, row.short_name, ink, room)
        second = self._fitting(row.second, row.short_second, SECOND_LINE, room)
        phone_ink = _OLD_LINE if row.is_old else _FIRST_LINE
        if len(self._laid) >= _MOST_KEPT:
            self._laid.clear()
        laid = self._laid[number] = _LaidRow(
            row,
            columns,
            is_picked,
            None if row.hit.buyer is None else circle(row.avatar_name, row.avatar_key, theme=theme),
            lay_out(name, ink, room, theme=theme),
            lay_out(second, SECOND_LINE, room, theme=theme),
            lay_out(row.phone, phone_ink, columns[Column.PHONE][1] - TEXT_RIGHT, theme=theme),
            lay_out(row.number, _NUMBER, columns[Column.NUMBER][1] - px(RIGHT), theme=theme),
        )
        return laid

    def _fitting(self, runs: Sequence[Run], short: Sequence[Run], ink: Ink, room: float) -> Sequence[Run]:
        """``runs`` if they fit or nothing shorter does."""
        if not short or runs_width(runs, ink, theme=self._theme) <= room:
            return runs
        return short if runs_width(short, ink, theme=self._theme) <= room else runs

    def _paint_selection(self, painter: QPainter, rect: QRectF, is_focused: bool) -> None:
        """A rounded box with a bar at its left; a ring while the list has the keyboard."""
        px = self._theme.px
        box = rect.adjusted(px(_SELECTION_INSET), 1, -px(_SELECTION_RIGHT), -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sel"))
        painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        if is_focused:
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(_RADIUS) - 1, px(_RADIUS) - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(box.x(), box.center().y() - px(9), px(3), px(18)), 1.5, 1.5)
