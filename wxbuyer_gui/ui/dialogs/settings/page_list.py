"""The list of pages at the left of the settings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

_HEIGHT = 38  # an entry of 36 and the gap to the next
_ICON_ROLE = Qt.ItemDataRole.UserRole


class PageList(QListWidget):
    """Icons and names; those that a search does not want are hidden."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPages")
        self.setItemDelegate(_Delegate(self, theme=theme, icons=icons))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        # The side paints the ground; style sheets keep the rules for a viewport that paints its own after it is gone.
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def add_page(self, icon: str) -> None:
        """Add an entry; ``set_names`` names it."""
        item = QListWidgetItem(self)
        item.setData(_ICON_ROLE, icon)

    def set_names(self, names: tuple[str, ...]) -> None:
        """Name the entries, in their order."""
        for index, name in enumerate(names):
            self.item(index).setText(name)

    def show_only(self, wanted: tuple[bool, ...]) -> None:
        """Hide the entries that are not wanted, and choose the first that is, unless the chosen one stays."""
        for index, shown in enumerate(wanted):
            self.item(index).setHidden(not shown)
        if any(wanted) and not wanted[self.currentRow()]:
            self.setCurrentRow(wanted.index(True))


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QListWidget, *, theme: Theme, icons: Icons) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(theme.color("sel" if chosen else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if chosen:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(box.x(), box.center().y() - px(9), 3, px(18)), 1.5, 1.5)
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.color("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)
        side = px(16)
        spot = QRectF(box.x() + px(12), box.center().y() - side / 2, side, side)
        self._icons.paint(painter, spot, index.data(_ICON_ROLE), "accent_text" if chosen else "text2")
        painter.setFont(theme.font(14, bold=chosen))
        painter.setPen(theme.color("text" if chosen else "text2"))
        words = box.adjusted(px(38), 0, -px(8), 0)
        shown = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()
