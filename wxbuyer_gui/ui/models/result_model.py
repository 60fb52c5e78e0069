"""The rows of a search, finished texts only: painting asks nothing of the database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wxbuyer_gui.domain.masking import mask_open_id, mask_phone, typed_spans
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.domain.text import visible

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import SearchHit, WxBuyingUser
    from wxbuyer_gui.domain.query import Query

Index = QModelIndex | QPersistentModelIndex
LONGEST_SHOWN = 512


class Column(IntEnum):
    """From left to right."""

    BUYER = 0
    PHONE = 1
    MEMBER = 2
    NUMBER = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One hit and its texts."""

    hit: SearchHit
    texts: tuple[str, str, str, str]


class ResultModel(QAbstractTableModel):
    """The hits of the newest answer; pages are appended as the list is scrolled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, hits: tuple[SearchHit, ...], query: Query | None) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = [self._row(hit, query) for hit in hits]
        self.endResetModel()

    def append(self, hits: tuple[SearchHit, ...], query: Query | None) -> None:
        """Add the next page."""
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(hits) - 1)
        self._rows += [self._row(hit, query) for hit in hits]
        self.endInsertRows()

    def hit(self, row: int) -> SearchHit:
        """The hit in a row."""
        return self._rows[row].hit

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Rows so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Buyer, phone, member, number."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The finished text of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._rows[index.row()].texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == Column.NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Buyer"), self.tr("Phone"), self.tr("Member"), self.tr("ID"))[section]
        return None

    def _row(self, hit: SearchHit, query: Query | None) -> Row:
        buyer, member = hit.buyer, hit.member
        phone = buyer.phone if buyer else member.phone if member else ""
        shown = mask_phone(phone, typed_spans(query, phone) if query else ())
        number = buyer.member_id if buyer else member.id if member else None
        bound = f"✓ #{number}" if number else self.tr("Not bound")
        name = (
            self.name_of(buyer) if buyer else self.tr("{name} (member only)").format(name=member.name if member else "")
        )
        return Row(hit, (visible(name)[:LONGEST_SHOWN], shown, bound, f"#{buyer.id}" if buyer else "—"))

    def name_of(self, buyer: WxBuyingUser) -> str:
        """The name to call a buyer by: an anonymous one is told apart by openId and number."""
        if not is_anonymous(buyer.name):
            return buyer.name
        return self.tr("WeChat user {open_id} #{number}").format(open_id=mask_open_id(buyer.open_id), number=buyer.id)
