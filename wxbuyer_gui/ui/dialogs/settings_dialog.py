"""设置: the window with all settings. A change is in force and saved at once; only the data source is tested first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.paths import Folders
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.dialogs.settings.advanced_page import AdvancedPage
from wxbuyer_gui.ui.dialogs.settings.appearance_page import AppearancePage
from wxbuyer_gui.ui.dialogs.settings.backup_page import BackupPage
from wxbuyer_gui.ui.dialogs.settings.operators_page import OperatorsPage
from wxbuyer_gui.ui.dialogs.settings.page import SettingsPage
from wxbuyer_gui.ui.dialogs.settings.page_list import PageList
from wxbuyer_gui.ui.dialogs.settings.page_stack import PageStack
from wxbuyer_gui.ui.dialogs.settings.privacy_page import PrivacyPage
from wxbuyer_gui.ui.dialogs.settings.scan_page import ScanPage
from wxbuyer_gui.ui.dialogs.settings.source_page import SourcePage
from wxbuyer_gui.ui.mirror_keeper import MirrorKeeper
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import IconButton
from wxbuyer_gui.ui.widgets.filter_edit import FilterEdit
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.side_window import SideWindow

if TYPE_CHECKING:
    from wxbuyer_gui.sources import Sources

_SIZE = (912, 586)
_SMALLEST = (720, 480)
_LIST = 212
_MARGIN = 28
_KINDS: tuple[type[SettingsPage], ...] = (
    SourcePage,
    AppearancePage,
    ScanPage,
    PrivacyPage,
    OperatorsPage,
    BackupPage,
    AdvancedPage,
)
"""The pages in the order of the list."""


class SettingsDialog(SideWindow):
    """The list of pages at the left, with a search over all of them; the page at the right.

    Signals:
        source_chosen(Profile | None): a tested source is to be opened; None is the usual database. Call ``refresh``
            when it is open, or could not be opened.
    """

    source_chosen = Signal(object)

    def __init__(
        self,
        owner: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        runner: Runner,
        preferences: Preferences,
        sources: Sources,
        operations: Operations,
        mirror: MirrorKeeper,
        waiting: Callable[[], int],
        actions: Actions,
        places: Folders,
        clear_pictures: Callable[[], int],
    ) -> None:
        super().__init__(owner, theme=theme, name="settingsDialog", size=_SIZE, smallest=_SMALLEST)
        self._preferences = preferences
        looks = {"theme": theme, "icons": icons, "preferences": preferences}
        workers = {**looks, "runner": runner, "places": places}
        self._stack = PageStack(
            (
                lambda: SourcePage(**workers, sources=sources, operations=operations, mirror=mirror, waiting=waiting),
                lambda: AppearancePage(**looks),
                lambda: ScanPage(**looks),
                lambda: PrivacyPage(**looks, operations=operations, runner=runner),
                lambda: OperatorsPage(**workers, operations=operations),
                lambda: BackupPage(**workers, operations=operations, actions=actions),
                lambda: AdvancedPage(**workers, clear_pictures=clear_pictures),
            )
        )
        self._heading = Label(theme=theme, px=18, bold=True)
        self._search = FilterEdit(theme=theme, icons=icons, name="settingsSearch")
        self._list = PageList(theme=theme, icons=icons)
        self._nothing = Label(theme=theme, px=13, token="muted", wrap=True)
        self._hint = Label(theme=theme, px=12, token="muted", wrap=True)
        self._title = Label(theme=theme, px=18, bold=True, name="settingsTitle")
        self._close = IconButton("x", theme=theme, icons=icons, name="closeButton")
        self._foot = _Foot(theme=theme)
        self._failed = MessageLine(theme=theme, icons=icons, px=13, name="settingsFailed")
        self._build()
        self._connect()
        self.retranslate()
        self._list.setCurrentRow(0)

    def _build(self) -> None:
        self._side = QWidget()
        self._side_column = column(self._side)
        for widget in (self._heading, self._search, self._nothing):
            self._side_column.addWidget(widget)
        self._side_column.addWidget(self._list, 1)
        self._side_column.addWidget(self._hint)
        for kind in _KINDS:
            self._list.add_page(kind.icon)
        self._head = row()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close)
        self._failed_row = row()
        self._failed_row.addWidget(self._failed)
        right = column()
        right.addLayout(self._head)
        right.addLayout(self._failed_row)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        outer = row(self)
        outer.addWidget(self._side)
        outer.addLayout(right, 1)
        QWidget.setTabOrder(self._search, self._close)  # from the list, Tab leads into the page
        self._fit()

    def _connect(self) -> None:
        self._theme.changed.connect(self._fit)
        self._close.clicked.connect(self.close)
        self._search.textChanged.connect(self._filter)
        self._search.left_downwards.connect(self._list.setFocus)
        self._list.currentRowChanged.connect(self._show)
        self._stack.made.connect(self._take_in)
        self._preferences.failed.connect(self._on_failed)
        self._preferences.changed.connect(self._on_changed)

    def open(self, page: str = "") -> None:
        """Show the window on ``page`` ("source", "appearance", "scan", "privacy", "operators", "backup", "advanced").

        '' for the page it shows already, the first at first.
        """
        for index, kind in enumerate(_KINDS):
            if kind.key == page:
                self._search.clear()
                self._list.setCurrentRow(index)
        self.refresh()
        super().open()
        self._list.setFocus()

    def refresh(self) -> None:
        """Another source is open, or a backup was made."""
        for page in self._stack.pages:
            page.refresh()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.setWindowTitle(self.tr("Settings"))
        self._heading.setText(self.tr("Settings"))
        self._search.setPlaceholderText(self.tr("Find a setting"))
        self._search.setAccessibleName(self.tr("Find a setting"))
        self._list.setAccessibleName(self.tr("Pages"))
        self._list.set_names(tuple(kind.title() for kind in _KINDS))
        self._nothing.setText(self.tr("No setting is called that"))
        self._nothing.setVisible(False)
        self._hint.setText(self.tr("Changes apply at once, except the data source"))
        self._close.set_label(self.tr("Close"), self.tr("Close (Esc)"))
        self._title.setText(_KINDS[max(self._list.currentRow(), 0)].title())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F and Ctrl+K lead to the search box, as in the counter."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_F, Qt.Key.Key_K):
            self._search.setFocus()
            self._search.selectAll()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White, the list sunken, a hairline between."""
        painter = QPainter(self)
        left = self._side.width()
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.fillRect(QRectF(0, 0, left, self.height()), self._theme.color("sunken"))
        painter.fillRect(QRectF(left - 1, 0, 1, self.height()), self._theme.color("border"))

    def _take_in(self, page: SettingsPage) -> None:
        """A page was made."""
        if isinstance(page, SourcePage):
            page.source_chosen.connect(self.source_chosen)
        self._foot.add(page.foot)
        self._fit_page(page)
        page.refresh()

    def _show(self, index: int) -> None:
        if index >= 0:
            page = self._stack.show_page(index)
            self._title.setText(page.title())
            self._foot.show_part(page.foot)

    def _filter(self, text: str) -> None:
        needle = text.strip()
        pages = self._stack.all_pages()
        wanted = tuple(not needle or page.matches(needle) for page in pages)
        self._list.show_only(wanted)
        self._nothing.setVisible(not any(wanted))
        for page in pages:
            page.mark(needle)

    def _on_failed(self, error: Exception) -> None:
        self._failed.say(self.tr("The change applies, but could not be saved for the next start."), MessageKind.ERROR)

    def _on_changed(self) -> None:
        self._failed.say("")

    def _fit(self) -> None:
        px = self._theme.px
        self._side.setFixedWidth(px(_LIST))
        self._side_column.setContentsMargins(px(20), px(22), px(20), px(16))
        self._side_column.setSpacing(px(12))
        self._head.setContentsMargins(px(_MARGIN), px(17), px(16), px(8))
        self._failed_row.setContentsMargins(px(_MARGIN), 0, px(_MARGIN), 0)
        for page in self._stack.pages:
            self._fit_page(page)
        self.update()

    def _fit_page(self, page: SettingsPage) -> None:
        px = self._theme.px
        page.body.setContentsMargins(px(_MARGIN), px(2), px(_MARGIN), px(12))


class _Foot(QWidget):
    """The foot of the page in view, under a hairline; nothing for a page without one."""

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: list[QWidget] = []
        self._column = column(self)
        theme.changed.connect(self._fit)
        self._fit()

    def add(self, part: QWidget | None) -> None:
        if part is not None:
            part.hide()
            self._parts.append(part)
            self._column.addWidget(part)

    def show_part(self, part: QWidget | None) -> None:
        for each in self._parts:
            each.setVisible(each is part)
        self.setVisible(part is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, 0, self.width(), 1), self._theme.color("border"))

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(_MARGIN), px(14), px(_MARGIN), px(14))
