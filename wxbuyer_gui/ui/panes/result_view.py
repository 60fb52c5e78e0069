"""The list of results: a table that scrolls by rows, leaves Tab alone, and tells when somebody is picked."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from wxbuyer_gui.domain.models import SearchPage
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_model import Column, ResultModel
from wxbuyer_gui.ui.panes.row_delegate import RowDelegate
from wxbuyer_gui.ui.panes.row_painter import EDGE, RIGHT, RowPainter, number_room
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

_ROW_HEIGHT, _COMPACT_ROW_HEIGHT = 48, 40
_WIDE = {Column.PHONE: 166, Column.MEMBER: 138, Column.NUMBER: 96}
_NARROW = {Column.PHONE: 112, Column.MEMBER: 104, Column.NUMBER: 68}
_NARROW_BELOW = 620
_HEADS = 30


class ResultView(QTableView):
    """Shows a ``ResultModel``. A click leaves the caret in the search box.

    Signals:
        picked(int): the row that a person picked, -1 when nobody is picked any more.
        left_upwards(): the clerk went up from the first row.
        opened(int): Enter or a double click on a row.
        menu_wanted(QPoint): a context menu at this place of the screen, for the picked row.
    """

    picked = Signal(int)
    left_upwards = Signal()
    opened = Signal(int)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        model: ResultModel,
        *,
        theme: Theme,
        icons: Icons,
        avatars: AvatarLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = _ROW_HEIGHT
        self._digits = 0
        self._painter = RowPainter(model=model, theme=theme, icons=icons, avatars=avatars)
        self._picked = -1
        self.setObjectName("resultTable")
        self.setHorizontalHeader(_Heads(theme=theme, parent=self))
        self.setModel(model)
        self.setItemDelegate(RowDelegate(view=self, model=model, theme=theme))
        avatars.loaded.connect(lambda _url: self.viewport().update())
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # The ground is painted here, in the panel's colour: a transparent list has its parents painted each time.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self._fit)
        self._fit()

    def set_compact(self, is_compact: bool) -> None:
        """Use lower rows, or the usual ones."""
        self._row_height = _COMPACT_ROW_HEIGHT if is_compact else _ROW_HEIGHT
        self._fit()

    def make_room(self, page: SearchPage) -> None:
        """Let the largest number on ``page`` be read whole; room that was made stays, or columns would dance."""
        digits = len(str(max((buyer.id or 0 for buyer in page.buyers), default=0)))
        if digits > self._digits:
            self._digits = digits
            self._fit_columns()

    def lay_out(self, place: int) -> None:
        """Give other rows their places now, scrolled to ``place``: Qt would do it after a paint, and paint again.

        Where their end is in view more are asked for.
        """
        self.executeDelayedItemsLayout()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)  # the scroll bar comes or goes
        bar, nowhere = self.verticalScrollBar(), QModelIndex()
        bar.setValue(place)
        if bar.value() == bar.maximum() and self.model().canFetchMore(nowhere):
            self.model().fetchMore(nowhere)

    def pick(self, row: int) -> None:
        """Select a row and bring it into view; -1 selects nobody."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(self.model().index(-1, -1))
        else:
            self.selectRow(row)

    def picked_row(self) -> int:
        """The selected row, -1 if there is none."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def enter_list(self) -> None:
        """Take the keyboard, on the picked row or else on the first."""
        if self.model().rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.pick(max(self.picked_row(), 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802  Qt's name
        """Repaint the neighbours too (their dividers), and tell."""
        super().selectionChanged(selected, deselected)
        self._picked = self.picked_row()
        self.viewport().update()
        self.picked.emit(self._picked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, then the rows, each in one go: Qt's own way is cell by cell, which takes twice as long."""
        painter = QPainter(self.viewport())
        shown = event.rect()
        painter.fillRect(shown, self._theme.color("surface"))
        first = self.rowAt(shown.top())
        if first < 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = tuple((self.columnViewportPosition(column), self.columnWidth(column)) for column in Column)
        height, top, is_focused = self.rowHeight(first), self.rowViewportPosition(first), self.hasFocus()
        for number in range(first, self.model().rowCount()):
            if top > shown.bottom():
                break
            self._painter.paint(painter, number, top, height, columns, picked=self._picked, is_focused=is_focused)
            top += height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up from the first row leads back to the search box, Enter opens."""
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.picked_row() >= 0:
            self.opened.emit(self.picked_row())
        elif event.key() == Qt.Key.Key_Escape or event.text().strip():
            event.ignore()  # letters belong to the search box, not to a jump in the list
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for the row under the pointer or, by the Menu key, for the picked one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.picked_row()
            place = self.viewport().mapToGlobal(self.visualRect(self.model().index(row, 0)).center())
        else:
            row = self.rowAt(int(event.pos().y()))
            place = event.globalPos()
        if row >= 0:
            self.pick(row)
            self.menu_wanted.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow columns in a narrow list."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row_height))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEADS))
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        narrow = self.width() < self._theme.px(_NARROW_BELOW)
        header.setSectionResizeMode(Column.BUYER, QHeaderView.ResizeMode.Stretch)
        widths = {section: self._theme.px(width) for section, width in (_NARROW if narrow else _WIDE).items()}
        widths[Column.NUMBER] = max(widths[Column.NUMBER], ceil(number_room(self._digits, theme=self._theme)))
        for section, width in widths.items():
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(section, width)


class _Heads(QHeaderView):
    """Quiet words over the columns and one hairline."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's name
        """One head."""
        box = QRectF(rect)
        painter.save()
        painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), self._theme.color("line"))
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("muted"))
        text = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        if logicalIndex == Column.NUMBER:
            box.adjust(0, 0, -self._theme.px(RIGHT), 0)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        else:
            box.adjust(self._theme.px(EDGE) if logicalIndex == Column.BUYER else 0, 0, 0, 0)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), str(text))
        painter.restore()
