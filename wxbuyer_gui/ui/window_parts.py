"""The parts of the window that can be seen, made and laid out; what they say to each other is not decided here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.front import Front
from wxbuyer_gui.ui.operations import Operations
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
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.toast import Toaster


class WindowParts:
    """Header, search row, notice, the panel with its pages, status line; toasts and the scan field float above."""

    def __init__(
        self,
        window: QWidget,
        *,
        front: Front,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        operations: Operations,
        pending: Pending,
        preferences: Preferences,
        avatars: AvatarLoader,
    ) -> None:
        self._front = front
        self.header = front.header
        self.box = front.box
        self.new_buyer = front.new_buyer
        self.notice = front.notice
        self.panel = front.panel
        self.status = front.status
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
        for page in (self.browse, self.welcome, self.journal, self.outbox, self.problem):
            self.panel.add_page(page)
        self.scan = ScanPopover(window, theme=theme)
        self.toaster = Toaster(window, theme=theme, icons=icons)

    def retranslate(self) -> None:
        """Put the words into the window's language. Pages that hear of the language themselves are left out."""
        self._front.retranslate()
        for part in (self.scan, self.browse, self.welcome):
            part.retranslate()
