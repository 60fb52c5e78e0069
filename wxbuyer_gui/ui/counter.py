"""The conversation at the search box: asks as somebody types, shows the answer, and knows what Enter means to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Member, SearchHit
from wxbuyer_gui.settings import Settings
from wxbuyer_gui.ui.buyer_commands import BuyerCommands
from wxbuyer_gui.ui.paint_now import settle
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.recent_searches import RecentSearches, shown
from wxbuyer_gui.ui.searching import Answer, Searching
from wxbuyer_gui.ui.window_parts import WindowParts

_PAUSE_MS = 150
"""Between the last key and the question to a server."""


class Counter(QObject):
    """Connects box, list and detail with what is asked of the source.

    Signals:
        answered(): the answer to the text now in the box is on the screen, or why there is none.
    """

    answered = Signal()

    def __init__(
        self,
        *,
        parts: WindowParts,
        searching: Searching,
        commands: BuyerCommands,
        preferences: Preferences,
        is_source_awaited: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._searching = searching
        self._commands = commands
        self._preferences = preferences
        self._is_source_awaited = is_source_awaited
        self._recent = RecentSearches()
        self._on_answer: Callable[[], None] | None = None  # what a key does to the answer that is awaited
        self._shown = Answer().question
        self._typed_while_reading = False
        self._is_showing = False
        box, scan, browse, results = parts.box, parts.scan, parts.browse, parts.browse.results
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        box.changed.connect(self._on_typed)
        box.submitted.connect(self._on_enter)
        box.left_downwards.connect(self._on_down)
        box.stopped.connect(self._give_up)
        box.escaped.connect(self._on_escape)
        box.scan_requested.connect(self.scan)
        box.recent_requested.connect(self._offer_recent)
        parts.panel.typed.connect(self._begin)
        scan.scanned.connect(self._on_scanned)
        scan.closed.connect(box.take_caret)
        searching.answered.connect(self._show)
        searching.continued.connect(results.append)
        searching.busy_changed.connect(box.set_busy)
        searching.waited_long.connect(results.say_waiting)
        results.more_wanted.connect(searching.ask_for_more)
        results.left_upwards.connect(box.take_caret)
        results.answer_page.retry_requested.connect(self.ask)
        results.answer_page.register_requested.connect(commands.register)
        results.answer_page.new_buyer_requested.connect(commands.new_buyer)
        browse.opened.connect(browse.enter_detail)
        browse.menu_wanted.connect(commands.show_menu)
        browse.picked.connect(self._on_picked)
        preferences.changed.connect(self._follow_settings)

    def ask(self) -> None:
        """Search for the text now in the box."""
        self._pause.stop()
        self._searching.ask(self._parts.box.text, self._parts.box.kind)

    def wait_no_more(self) -> None:
        """No answer will come to what was asked: a key that waits for it is forgotten."""
        self._on_answer = None

    def search_for(self, text: str) -> None:
        """Put ``text`` into the box, as if typed."""
        self._parts.box.set_text(text)

    def show_buyer(self, buyer_id: int) -> None:
        """Look a buyer up by the number."""
        self.search_for(f"#{buyer_id}")
        self._parts.box.take_caret()

    def show_member(self, member: Member) -> None:
        """Look a member up by the number."""
        self.search_for(f"#{member.id}")
        self._parts.box.take_caret()

    def show_outcome(self, outcome: Outcome) -> None:
        """A buyer that was just made is shown, whatever was searched for."""
        buyer = outcome.after
        if outcome.before is None and buyer is not None and buyer.id:
            self.search_for(f"#{buyer.id}")

    def forget_searches(self) -> None:
        """What was searched for, and stands in the box, may name somebody who was forgotten."""
        self._recent.forget()
        self.search_for("")

    def show_answer_page(self) -> None:
        """Show the list or, where there is nobody at all, the ways to begin."""
        answer, parts = self._searching.latest, self._parts
        is_empty = answer.error is None and answer.query.kind is Kind.RECENT and not answer.page.hits
        parts.panel.show_page(parts.welcome if is_empty and self._searching.can_list else parts.browse)

    def scan(self) -> None:
        """Wait for one scan."""
        self._parts.scan.open_under(self._parts.box.scan_button)

    def update_commands(self) -> None:
        """Make live what fits the answer and whom it picked."""
        self._commands.update(self._searching.latest)
        self._parts.status.show_keys(self._commands.keys())

    def _begin(self, text: str) -> None:
        """Somebody types, or scans, with the keyboard elsewhere: the next customer, whose Enter presses no button."""
        box = self._parts.box
        if box.isEnabled():
            box.take_caret()
            box.edit.insert(text)

    def _on_typed(self) -> None:
        """A database is asked with each key; a server once the fingers rest, and what it says until then is stale."""
        self._on_answer = None
        self._typed_while_reading = self._is_reading
        if self._searching.is_remote:
            self._searching.stop()
            self._pause.start()
        else:
            self.ask()

    @property
    def _is_reading(self) -> bool:
        """Whether a page stands in the panel that is read in peace, beside any answer."""
        return self._parts.panel.page in (self._parts.journal, self._parts.outbox)

    def _on_picked(self, hit: SearchHit | None) -> None:
        if not self._is_showing:  # else the commands follow the answer, in one go
            self.update_commands()
            settle()
        if hit is not None:
            self._remember()

    def _remember(self) -> None:
        """What led to somebody may be wanted again."""
        if self._preferences.settings.privacy.remember_searches:
            self._recent.remember(self._searching.latest.text)

    def _offer_recent(self) -> None:
        self._parts.box.offer([(shown(text), text) for text in self._recent.texts], self._recent.forget)

    def _follow_settings(self, settings: Settings) -> None:
        if not settings.privacy.remember_searches:
            self._recent.forget()

    def _show(self, answer: Answer) -> None:
        parts = self._parts
        parts.box.show_kind(answer.query.kind)
        is_new = answer.question != self._shown
        # What is only asked again, or was asked before the page was opened, closes none.
        if not self._is_reading or (is_new and self._typed_while_reading):
            self.show_answer_page()
        self._shown = answer.question
        self._is_showing = True
        try:
            parts.browse.show_answer(answer)
        finally:  # or a fault would keep the commands from following whoever is picked
            self._is_showing = False
        if answer.error is None and answer.query.kind is Kind.RECENT:
            parts.last.refresh()
        self.update_commands()
        if self._on_answer is not None:
            self._on_answer()
        settle()
        self.answered.emit()

    def _must_wait(self, then: Callable[[], None]) -> bool:
        """Whether the answer to the text now in the box is not there; ``then`` is done once it comes."""
        if self._pause.isActive():
            self.ask()
        box, answer, searching = self._parts.box, self._searching.latest, self._searching
        comes = searching.is_busy or (not searching.is_attached and self._is_source_awaited())
        self._on_answer = then if comes else None
        return comes or answer.question != (box.text, box.kind)

    def _give_up(self) -> None:
        self.wait_no_more()
        self._searching.give_up()

    def _on_down(self) -> None:
        """The down arrow goes into the list that answers to the text now in the box."""
        if not self._must_wait(self._on_down):
            self._parts.browse.results.view.enter_list()

    def _on_enter(self) -> None:
        """Enter acts on the answer to the text now in the box; where that is still awaited, so does Enter."""
        if self._must_wait(self._on_enter):
            return
        answer = self._searching.latest
        self.show_answer_page()
        if answer.error is not None:
            self.ask()
        elif len(answer.page.hits) == 1:
            self._parts.browse.enter_detail()
        elif answer.page.hits:
            self._parts.browse.results.view.enter_list()
        elif answer.page.coverage is not None:  # a copy cannot tell that somebody is new
            self.ask()
        elif answer.query.whole_phone:
            self._commands.register()

    def _on_scanned(self, text: str) -> None:
        """A scan is text and Enter."""
        self._parts.box.set_text(text)
        self._on_enter()

    def _on_escape(self) -> None:
        """Esc in an empty box: the newest toast goes, then nobody is picked any more."""
        if not self._parts.toaster.dismiss_latest():
            self._parts.browse.results.view.pick(-1)
