"""The parts of the window that can be seen, made and laid out; what they say to each other is not decided here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.header import Header
from wxbuyer_gui.ui.notice_bar import NoticeBar
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panel import Panel
from wxbuyer_gui.ui.panes.browse_page import BrowsePage
from wxbuyer_gui.ui.panes.detail_pane import DetailPane
from wxbuyer_gui.ui.panes.journal_page import JournalPage
from wxbuyer_gui.ui.panes.last_operations import LastOperations
from wxbuyer_gui.ui.panes.outbox_page import OutboxPage
from wxbuyer_gui.ui.panes.problem_page import ProblemPage
from wxbuyer_gui.ui.panes.welcome_page import WelcomePage
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.scan_popover import ScanPopover
from wxbuyer_gui.ui.search_box import HALO, SearchBox
from wxbuyer_gui.ui.status_line import StatusLine
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.toast import Toaster

_MARGIN = 20


class WindowParts:
    """Header, search row, notice, the panel with its pages, status line; toasts and the scan field float above."""

    def __init__(
        self,
        window: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        operations: Operations,
        pending: Pending,
        preferences: Preferences,
        avatars: AvatarLoader,
    ) -> None:
        self._theme = theme
        self._actions = actions
        self.header = Header(theme=theme, icons=icons, actions=actions)
        self.box = SearchBox(theme=theme, icons=icons, is_command=actions.has_key)
        self.new_buyer = Button(theme=theme, icons=icons, icon="user-round-plus", name="newBuyerButton")
        self.new_buyer.clicked.connect(actions["new_buyer"].trigger)
        self.notice = NoticeBar(theme=theme, icons=icons)
        self.detail = DetailPane(
            theme=theme,
            icons=icons,
            actions=actions,
            operations=operations,
            preferences=preferences,
            avatars=avatars,
        )
        self.last = LastOperations(theme=theme, icons=icons, operations=operations)
        self.browse = BrowsePage(
            detail=self.detail, last_operations=self.last, avatars=avatars, theme=theme, icons=icons
        )
        self.welcome = WelcomePage(theme=theme, icons=icons)
        self.journal = JournalPage(theme=theme, icons=icons, operations=operations)
        self.outbox = OutboxPage(theme=theme, icons=icons, operations=operations, pending=pending)
        self.problem = ProblemPage(theme=theme, icons=icons)
        self.panel = Panel(theme=theme)
        for page in (self.browse, self.welcome, self.journal, self.outbox, self.problem):
            self.panel.add_page(page)
        self.status = StatusLine(theme=theme, icons=icons)
        self._lay_out(window)
        self.scan = ScanPopover(window, theme=theme)
        self.toaster = Toaster(window, theme=theme, icons=icons)
        theme.changed.connect(self._fit)
        self._fit()

    def _lay_out(self, window: QWidget) -> None:
        margin, gap = self._theme.px(_MARGIN), self._theme.px(12)
        outer = column(window)
        top = row(margins=(margin, 0, margin, 0))
        top.addWidget(self.header)
        outer.addLayout(top)
        search = row(spacing=gap - HALO, margins=(margin - HALO, 0, margin, gap - HALO))
        search.addWidget(self.box, 1)
        search.addWidget(self.new_buyer)
        outer.addLayout(search)
        inner = column(margins=(margin, 0, margin, 0))
        inner.addWidget(self.notice)
        inner.addWidget(self.panel, 1)
        inner.addWidget(self.status)
        outer.addLayout(inner, 1)
        QWidget.setTabOrder(self.box.last_stop, self.new_buyer)

    def retranslate(self) -> None:
        """Put the words into the window's language. Pages that hear of the language themselves are left out."""
        for part in (self.header, self.box, self.scan, self.browse, self.welcome):
            part.retranslate()
        self.new_buyer.setText(QCoreApplication.translate("WindowParts", "New buyer"))
        self.new_buyer.setToolTip(self._actions.tip("new_buyer"))

    def _fit(self) -> None:
        self.new_buyer.setFixedHeight(self._theme.px(46))
