"""What is known about the buyer or member that is picked, in three tabs; numbers stay masked until asked for."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wxbuyer_gui.domain.models import Member, SearchHit
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.tasks.runner import Task
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.details import Details, read_details
from wxbuyer_gui.ui.next_paint import NextPaint
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.detail_head import DetailHead
from wxbuyer_gui.ui.panes.history_tab import HistoryTab
from wxbuyer_gui.ui.panes.member_tab import MemberTab
from wxbuyer_gui.ui.panes.pending_notice import PendingNotice
from wxbuyer_gui.ui.panes.profile_tab import ProfileTab
from wxbuyer_gui.ui.pending import PendingOf
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.busy_line import BusyLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.scrolled import scrolled
from wxbuyer_gui.ui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

PROFILE, MEMBER, HISTORY = range(3)

_LOW = 700  # a window below this height
_NARROW = 440  # a pane below this width
_PATIENCE_SECONDS = 0.05


class DetailPane(QWidget):
    """Shows one hit at once, as the row knows it; the rest is read and follows.

    What cannot be read is said in the tabs, with the way to try again. A member without a buyer has one tab only.

    Signals:
        member_found(Member): compare the buyer with this member, who has the same phone.
        undo_requested(JournalEntry): take this write back.
        edit_member_requested(Member): edit the member's own data.
        member_requested(Member): look up all that are bound to this member.
        buyer_requested(WxBuyingUser): look up another buyer who could be taken for this one.
        copy_ready(str): text for the clipboard.
        pending_requested(): show all that is pending.
        failed(Exception): a number could not be shown or copied.
    """

    pending_requested = Signal()
    member_found = Signal(object)
    undo_requested = Signal(object)
    edit_member_requested = Signal(object)
    member_requested = Signal(object)
    buyer_requested = Signal(object)
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
        self._theme = theme
        self._operations = operations
        self._hit = SearchHit()
        self._pending_of: PendingOf = lambda _buyer_id: None
        self._details: Details | None = None
        self._reading: Task | None = None
        self._has_expired = False
        self._head = DetailHead(theme=theme, icons=icons, actions=actions, avatars=avatars)
        self._pending = PendingNotice(theme=theme, icons=icons)
        self._tabs = TabBar(theme=theme)
        self._busy = BusyLine(theme=theme)
        dress = {"theme": theme, "icons": icons, "operations": operations}
        self._profile = ProfileTab(**dress, preferences=preferences)
        self._member = MemberTab(**dress, preferences=preferences)
        self._history = HistoryTab(**dress)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(1)  # it scrolls; who is shown, and what can be done, may not be squeezed
        member = scrolled(self._member)
        # When the layout has settled: the part is there just now.
        self._member.noteworthy.connect(member.ensureWidgetVisible, Qt.ConnectionType.QueuedConnection)
        for page in (scrolled(self._profile), member, self._history):
            self._pages.addWidget(page)
        outer = column(self)
        outer.addWidget(self._head)
        outer.addWidget(self._pending)
        outer.addSpacing(theme.px(12))
        outer.addWidget(self._tabs)
        outer.addWidget(self._busy)
        outer.addWidget(self._pages, 1)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._theme.changed.connect(self._share_room)
        self._tabs.chosen.connect(self._pages.setCurrentIndex)
        self._head.text_copied.connect(self.copy_ready)
        self._pending.list_requested.connect(self.pending_requested)
        for tab in (self._profile, self._member):
            tab.copy_ready.connect(self.copy_ready)
            tab.failed.connect(self.failed)
            tab.told.connect(self.refresh)
        for page in (self._profile, self._member, self._history):
            page.retry_requested.connect(self.refresh)
        self._profile.member_found.connect(self.member_found)
        self._profile.buyer_requested.connect(self.buyer_requested)
        self._profile.history_requested.connect(lambda: self.set_tab(HISTORY))
        self._member.edit_requested.connect(self.edit_member_requested)
        self._member.buyers_requested.connect(self.member_requested)
        self._history.undo_requested.connect(self.undo_requested)

    @property
    def pieces(self) -> tuple[QWidget, ...]:
        """What it is made of, from above; of the tabs the first."""
        return self._head, self._tabs, self._profile

    @property
    def tab(self) -> int:
        """Which tab was chosen: 0 资料, 1 会员, 2 历史. A member without a buyer shows 会员 whatever it is."""
        return self._tabs.chosen_tab

    @property
    def editable_member(self) -> Member | None:
        """The member whom the pencil in 会员 edits, while that tab is on the screen."""
        return self._member.editable if self._tabs.current == MEMBER else None

    def set_tab(self, index: int) -> None:
        """Choose another tab."""
        self._tabs.choose(index)

    def show_hit(self, hit: SearchHit, query: Query) -> None:
        """Show somebody, or the same one as changed; the tab stays, and so does what is known of the same one."""
        if _key(hit) != _key(self._hit):
            self._details = None
        buyer = hit.buyer
        self._hit = hit
        self._show_pending()
        self._tabs.show_only((PROFILE, MEMBER, HISTORY) if buyer is not None else (MEMBER,))
        self._fill(query)
        self._history.show_buyer(buyer.id if buyer is not None else None)
        self._name_tabs()
        self.refresh()

    def show_query(self, query: Query) -> bool:
        """Mark what was typed now in whom is shown, without reading anything again.

        False where that is not enough: nothing was read yet, nothing could be, or it has expired.
        """
        if self._details is None or self._details.trouble is not None or self._has_expired:
            return False
        self._fill(query)
        return True

    def _fill(self, query: Query) -> None:
        """What the row knows; what was read stays."""
        hit = self._hit
        buyer, member = hit.buyer, hit.member
        member_id = buyer.member_id if buyer is not None else member.id if member else None
        known = member if member is not None and member.id == member_id else None
        self._head.show_hit(hit, query)
        if buyer is not None:
            self._profile.show_buyer(buyer, hit.alias, query, self._details)
        else:
            self._profile.forget()
        self._member.show_member(member_id, known, query, self._details)

    def show_pending(self, pending_of: PendingOf) -> None:
        """Say what is to happen to whom is shown."""
        self._pending_of = pending_of
        self._head.show_pending(pending_of)
        self._show_pending()

    def _show_pending(self) -> None:
        buyer = self._hit.buyer
        settle = self._operations.session.settle if self._operations.is_open else 0.0
        self._pending.show_operation(self._pending_of(buyer.id) if buyer is not None else None, settle=settle)

    def clear(self) -> None:
        """Nobody is picked: what is still on its way is dropped, and nothing stays readable."""
        if self._hit == SearchHit():
            return
        self._stop_reading()
        self._hit, self._details = SearchHit(), None
        self._profile.forget()
        self._member.forget()

    def refresh(self) -> None:
        """Read again what the row does not know."""
        self._stop_reading()
        self._has_expired = False
        hit = self._hit
        if _key(hit) == _key(SearchHit()) or not self._operations.is_open:
            return
        self._busy.start()
        painted = Event()
        NextPaint(self, painted.set)

        def read(session: Session) -> Details:
            painted.wait(_PATIENCE_SECONDS)  # or else this takes the interpreter away from who is painted now
            return read_details(session, hit)

        self._reading = self._operations.read(
            read,
            owner=self,
            on_success=self._show_details,
            on_error=self._show_error,
        )

    def expire(self) -> None:
        """Something may have changed: what was read is read again with the next answer."""
        self._has_expired = True

    def reveal(self) -> None:
        """Show or hide the phone of whom is shown (F4); it is brought into view."""
        if self._tabs.current == MEMBER:
            self._member.reveal()
        elif self._hit.buyer is not None:
            self.set_tab(PROFILE)
            self._profile.reveal()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._head.retranslate()
        self._pending.retranslate()
        self._name_tabs()
        for page in (self._profile, self._member, self._history):
            page.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much room for each row as there is."""
        self._share_room()

    def _share_room(self) -> None:
        """Rows are lower where height is scarce, labels narrower where width is."""
        px = self._theme.px
        room = {"low": self.window().height() < px(_LOW), "narrow": self.width() < px(_NARROW)}
        self._pending.set_room(low=room["low"])
        self._profile.set_room(**room)
        self._member.set_room(**room)

    def _name_tabs(self) -> None:
        count = str(self._details.count) if self._details is not None and self._details.count else ""
        labels = (self.tr("Profile"), self.tr("Member"), self.tr("History"))
        self._tabs.set_labels(labels, ("", "", count))

    def _stop_reading(self) -> None:
        """Drop the answer that is under way: it is about somebody else, or older than what is asked next."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._busy.stop()

    def _show_details(self, details: Details) -> None:
        self._stop_reading()
        self._details = details
        self._profile.show_details(details)
        self._member.show_details(details)
        self._history.show_details(details)
        if details.trouble is not None:
            self._member.show_error(details.trouble)
        self._name_tabs()

    def _show_error(self, error: Exception) -> None:
        self._stop_reading()
        for page in (self._profile, self._member, self._history):
            page.show_error(error)


def _key(hit: SearchHit) -> tuple[int | None, int | None]:
    """Who is shown, and as whose: a buyer whose member has changed is to be read anew."""
    if hit.buyer is not None:
        return hit.buyer.id, hit.buyer.member_id
    return None, hit.member.id if hit.member is not None else None
