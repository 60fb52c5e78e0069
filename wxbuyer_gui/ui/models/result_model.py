"""The rows of the newest answer. A row is finished when it is first looked at, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from wxbuyer_gui.domain.models import SearchHit, SearchPage
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.models.page_store import PageStore
from wxbuyer_gui.ui.models.result_row import ResultRow, finish
from wxbuyer_gui.ui.pending import PendingOf
from wxbuyer_gui.ui.widgets.runs import plain_text

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """From left to right."""

    BUYER = 0
    PHONE = 1
    MEMBER = 2
    NUMBER = 3


class ResultModel(QAbstractTableModel):
    """Hits in the order of the answer; ``fetchMore`` asks for the next page, which ``append`` brings.

    Signals:
        more_wanted(): the end is in view and there is another page.
    """

    more_wanted = Signal()

    def __init__(self, *, dot: str = " · ", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dot = dot
        self._pending_of: PendingOf = lambda _buyer_id: None
        self._query = Query()
        self._pages = PageStore()
        self._count = 0
        self._has_more = False

    def show_page(self, page: SearchPage, query: Query) -> None:
        """Replace everything by the first page of an answer.

        In place: a reset would have Qt lay out and paint the heads anew, too.
        """
        before, after = self._count, len(page.hits)
        if before > after:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self._count = after
            self.endRemoveRows()
        self._query = query
        self._pages = PageStore()
        if page.hits:
            self._pages.append(page.hits)
        self._has_more = page.next is not None
        self._tell_changed()
        if before < after:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self._count = after
            self.endInsertRows()

    def append(self, page: SearchPage) -> None:
        """Add the next page."""
        self._has_more = page.next is not None
        if not page.hits:
            return
        first = self._count
        self.beginInsertRows(QModelIndex(), first, first + len(page.hits) - 1)
        self._pages.append(page.hits)
        self._count = len(self._pages)
        self.endInsertRows()

    def hit(self, row: int) -> SearchHit:
        """The hit in a row."""
        page, place = self._pages.at(row)
        return page.hits[place]

    def row(self, row: int) -> ResultRow:
        """The finished row."""
        page, place = self._pages.at(row)
        finished = page.rows[place]
        if finished is None:
            finished = page.rows[place] = self._finish(page.hits[place])
        return finished

    def show_pending(self, pending_of: PendingOf) -> None:
        """Mark the buyers to whom something is to happen still, by number; what was marked before is forgotten."""
        self._pending_of = pending_of
        self._finish_again()

    def _finish(self, hit: SearchHit) -> ResultRow:
        pending = self._pending_of(hit.buyer.id) if hit.buyer is not None else None
        return finish(hit, self._query, dot=self._dot, pending=pending)

    @property
    def buyers(self) -> Iterable[int]:
        """The buyer's number in each row, 0 for none."""
        return self._pages.buyers

    @property
    def members(self) -> Iterable[int]:
        """The member's number in each row, 0 for none."""
        return self._pages.members

    def row_of(self, hit: SearchHit) -> int | None:
        """Where the same buyer, or the same member without a buyer, stands; None where it does not."""
        return self._pages.row_of(hit)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows so far."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Buyer, phone, member, number."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether another page is there to be asked for."""
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page once."""
        self._has_more = False
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The plain text of a cell; what paints the list takes ``row``."""
        if role == _DISPLAY:
            return self.row(index.row()).texts()[index.column()]
        if role == _ACCESSIBLE:
            row = self.row(index.row())
            return f"{row.texts()[index.column()]} {plain_text(row.second)}" if index.column() == 0 else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY:
            return (self.tr("Buyer"), self.tr("Phone"), self.tr("Member"), self.tr("ID"))[section]
        return None

    def retranslate(self) -> None:
        """Finish the rows and heads again in the language in force."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._finish_again()

    def _finish_again(self) -> None:
        self._pages.forget_rows()
        self._tell_changed()

    def _tell_changed(self) -> None:
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))


# Looked up once: as attributes of the enumeration they cost more than the rest of data().
_DISPLAY = Qt.ItemDataRole.DisplayRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
