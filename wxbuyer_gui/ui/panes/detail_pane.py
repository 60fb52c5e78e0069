"""What is known about the buyer or member that is picked, in three tabs; numbers stay masked until asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.details import Details, read_details
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.detail_head import DetailHead
from wxbuyer_gui.ui.panes.history_tab import HistoryTab
from wxbuyer_gui.ui.panes.member_tab import MemberTab
from wxbuyer_gui.ui.panes.profile_tab import ProfileTab
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.tab_bar import TabBar

PROFILE, MEMBER, HISTORY = range(3)


class DetailPane(QWidget):
    """Shows one hit at once, as the row knows it; the rest is read and follows.

    Signals:
        member_found(Member): compare the buyer with this member, who has the same phone.
        undo_requested(JournalEntry): take this write back.
        edit_member_requested(Member): edit the member's own data.
        copy_ready(str): text for the clipboard.
        failed(Exception): something could not be read.
    """

    member_found = Signal(object)
    undo_requested = Signal(object)
    edit_member_requested = Signal(object)
    copy_ready = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        actions: Actions,
        operations: Operations,
        preferences: Preferences,
        avatars: AvatarLoader,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("detailPane")
        self._operations = operations
        self._hit = SearchHit()
        self._details: Details | None = None
        self._head = DetailHead(theme=theme, icons=icons, actions=actions, avatars=avatars)
        self._tabs = TabBar(theme=theme)
        dress = {"theme": theme, "icons": icons, "operations": operations}
        self._profile = ProfileTab(**dress, preferences=preferences)
        self._member = MemberTab(**dress, preferences=preferences)
        self._history = HistoryTab(**dress)
        self._pages = QStackedWidget()
        for page in (self._profile, self._member, self._history):
            self._pages.addWidget(page)
        outer = column(self)
        outer.addWidget(self._head)
        outer.addSpacing(theme.px(10))
        outer.addWidget(self._tabs)
        outer.addWidget(self._pages, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._pages.setCurrentIndex)
        for tab in (self._profile, self._member):
            tab.copy_ready.connect(self.copy_ready)
            tab.failed.connect(self.failed)
        self._profile.member_found.connect(self.member_found)
        self._profile.history_requested.connect(lambda: self.set_tab(HISTORY))
        self._member.edit_requested.connect(self.edit_member_requested)
        self._history.undo_requested.connect(self.undo_requested)
        self._history.failed.connect(self.failed)

    @property
    def tab(self) -> int:
        """Which tab is shown: 0 资料, 1 会员, 2 历史."""
        return self._tabs.current

    def set_tab(self, index: int) -> None:
        """Show another tab."""
        self._tabs.choose(index)

    def show_hit(self, hit: SearchHit, query: Query) -> None:
        """Show somebody, or the same one as changed; the tab stays."""
        buyer, member = hit.buyer, hit.member
        self._hit = hit
        self._details = None
        self._head.show_hit(hit)
        member_id = buyer.member_id if buyer is not None else member.id if member else None
        known = member if member is not None and member.id == member_id else None
        if buyer is not None:
            self._profile.show_buyer(buyer, query)
        else:
            self.set_tab(MEMBER)
        self._member.show_member(member_id, known, query)
        self._history.show_buyer(buyer.id if buyer is not None else None)
        self._name_tabs()
        self._read()

    def clear(self) -> None:
        """Nobody is picked; what is still read is dropped."""
        self._hit = SearchHit()

    def reveal(self) -> None:
        """Show or hide the phone of the tab in view (F4)."""
        if self._hit.buyer is not None and self.tab != MEMBER:
            self._profile.reveal()
        else:
            self._member.reveal()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._head.retranslate()
        self._name_tabs()
        for page in (self._profile, self._member, self._history):
            page.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _name_tabs(self) -> None:
        count = str(self._details.count) if self._details is not None and self._details.count else ""
        labels = (self.tr("Profile"), self.tr("Member"), self.tr("History"))
        self._tabs.set_labels(labels, ("", "", count))

    def _read(self) -> None:
        hit = self._hit
        if not self._operations.is_open:
            return

        def succeed(details: Details) -> None:
            if hit is self._hit:  # somebody else may be shown by now
                self._show_details(details)

        def fail(error: Exception) -> None:
            if hit is self._hit:
                self.failed.emit(error)

        self._operations.read(lambda session: read_details(session, hit), owner=self, on_success=succeed, on_error=fail)

    def _show_details(self, details: Details) -> None:
        self._details = details
        self._profile.show_details(details)
        self._member.show_details(details)
        self._history.show_details(details)
        self._name_tabs()
