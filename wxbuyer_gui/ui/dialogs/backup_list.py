"""The list of backups to choose from: when, how many people, how large."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.marks import Ink, paint_runs
from wxbuyer_gui.ui.widgets.runs import Run
from wxbuyer_gui.ui.words import moment

if TYPE_CHECKING:
    from wxbuyer_gui.store.care import BackupInfo

_ROW = 52
_RADIUS = 8
_TEXT_LEFT = 52
_INFO = Qt.ItemDataRole.UserRole
_FIRST, _FIRST_SELECTED = Ink(px=14), Ink(px=14, bold=True)
_SECOND = Ink(px=12, token="muted")
_SIZE = Ink(px=13, token="text2")


class BackupList(QListWidget):
    """Newest first; one can be chosen.

    Signals:
        chosen(BackupInfo | None): another one is chosen.
    """

    chosen = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("backupList")
        self._backups: list[BackupInfo] = []
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_BackupDelegate(view=self, theme=theme, icons=icons))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.backup))

    @property
    def backup(self) -> BackupInfo | None:
        """The one that is chosen."""
        row = self.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def set_backups(self, backups: Sequence[BackupInfo]) -> None:
        """Show these, and choose the first."""
        self._backups = list(backups)
        self.clear()
        for info in self._backups:
            item = QListWidgetItem(self)
            item.setData(_INFO, info)
        self.retranslate()
        self.setCurrentRow(0 if self._backups else -1)

    def add(self, info: BackupInfo) -> None:
        """Put one from another place at the top, and choose it."""
        others = [backup for backup in self._backups if backup.path != info.path]
        self.set_backups([info, *others])

    def choose(self, info: BackupInfo) -> None:
        """Choose this one, which is put at the top where it is not listed."""
        paths = [backup.path for backup in self._backups]
        if info.path in paths:
            self.setCurrentRow(paths.index(info.path))
        else:
            self.add(info)

    def retranslate(self) -> None:
        """Put what screen readers say into the window's language."""
        self.setAccessibleName(self.tr("Backups"))
        for row, info in enumerate(self._backups):
            item = self.item(row)
            item.setText(", ".join((when(info), self.counts(info), size(info))))
            item.setToolTip(str(info.path))

    def counts(self, info: BackupInfo) -> str:
        """How many people a backup holds."""
        return self.tr("{buyers}, {members}").format(buyers=_buyers(info.buyers), members=_members(info.members))


def _buyers(count: int) -> str:
    return QCoreApplication.translate("BackupList", "%Ln buyers", "", count)


def _members(count: int) -> str:
    return QCoreApplication.translate("BackupList", "%Ln members", "", count)


def when(info: BackupInfo) -> str:
    """When a backup was made, or the name of a file that does not tell."""
    if info.made_at is None:
        return info.path.name
    return moment(info.made_at, now=datetime.now().astimezone())


def size(info: BackupInfo) -> str:
    """How large a backup is: 12.4 MB."""
    return QLocale().formattedDataSize(info.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


class _BackupDelegate(QStyledItemDelegate):
    """Icon, moment over counts, size at the right."""

    def __init__(self, *, view: BackupList, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        info: BackupInfo = index.data(_INFO)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        px = self._theme.px
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            self._paint_selection(painter, rect.adjusted(px(2), 1, -px(2), -1))
        middle = rect.center().y()
        icon = QRectF(rect.x() + px(20), middle - px(9), px(18), px(18))
        self._icons.paint(painter, icon, "save", "accent_text" if selected else "muted")
        words = rect.adjusted(px(_TEXT_LEFT), 0, -px(120), 0)
        first = QRectF(words.x(), middle - px(20), words.width(), px(21))
        second = QRectF(words.x(), middle + px(1), words.width(), px(18))
        paint_runs(painter, first, [Run(when(info))], _FIRST_SELECTED if selected else _FIRST, theme=self._theme)
        paint_runs(painter, second, [Run(self._second_line(info))], _SECOND, theme=self._theme)
        right = rect.adjusted(rect.width() - px(116), 0, -px(18), 0)
        paint_runs(painter, right, [Run(size(info))], _SIZE, theme=self._theme, right=True)
        painter.restore()

    def _second_line(self, info: BackupInfo) -> str:
        return self._view.counts(info)

    def _paint_selection(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sel"))
        painter.drawRoundedRect(box, px(_RADIUS), px(_RADIUS))
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(box.x(), box.center().y() - px(9), px(3), px(18)), 1.5, 1.5)
        if self._view.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(_RADIUS) - 1, px(_RADIUS) - 1)
