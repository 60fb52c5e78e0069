"""The window: puts the parts together and passes on what each has to tell the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import without_secrets
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.ui import window_place
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.box_keeper import BoxKeeper
from wxbuyer_gui.ui.drops import dropped_file
from wxbuyer_gui.ui.front import Front
from wxbuyer_gui.ui.look import Look
from wxbuyer_gui.ui.permits import permit_source
from wxbuyer_gui.ui.vendor_questions import vendor_questions

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import Member
    from wxbuyer_gui.paths import Folders
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.settings import Profile
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.avatar_loader import Fetch
    from wxbuyer_gui.ui.i18n import Translators
    from wxbuyer_gui.ui.interior import Interior
    from wxbuyer_gui.ui.preferences import Preferences
    from wxbuyer_gui.ui.theme import Theme
    from wxbuyer_gui.ui.widgets.icons import Icons

_DEMO_FRAME = 4
_JOIN_SECONDS = 0.5  # for reads to notice that the source is closed
_IMPORTABLE = frozenset({".csv", ".txt", ".tsv", ".xlsx"})


def _interior(**supplies: Any) -> Interior:
    from wxbuyer_gui.ui.interior import Interior  # noqa: PLC0415  not before the first paint

    return Interior(**supplies)


class MainWindow(QWidget):
    """One counter's window. At first it is a front in which somebody can type: ``furnish`` makes the rest.

    Signals:
        ready(): the source is usable, or a page says why it is not.
        answered(): the answer to the text now in the box is on the screen, or why there is none.
        checked(): the pages of the file are checked, if that was due, and writes go through.
    """

    ready = Signal()
    answered = Signal()
    checked = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        translators: Translators,
        runner: Runner,
        preferences: Preferences,
        sources: Sources,
        fetch_picture: Fetch,
        places: Folders,
        clear_pictures: Callable[[], int],
        version: str,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._runner = runner
        self._preferences = preferences
        self._sources = sources
        self._is_furnished = False
        self.is_held = False
        """Whether, after it was closed, a read that nobody can end goes on: a name that is being resolved."""
        self._make_interior = partial(
            _interior,
            window=self,
            theme=theme,
            icons=icons,
            runner=runner,
            preferences=preferences,
            sources=sources,
            fetch_picture=fetch_picture,
            places=places,
            clear_pictures=clear_pictures,
            version=version,
        )
        for part in (translators, theme, icons, runner, preferences):
            part.setParent(self)
        self._actions = Actions(window=self, icons=icons)
        self._front = Front(self, theme=theme, icons=icons, actions=self._actions)
        self._look = Look(
            theme=theme, translators=translators, actions=self._actions, preferences=preferences, parent=self
        )
        self._look.apply(preferences.settings)
        self.retranslate()
        self.setMinimumSize(window_place.SMALLEST)
        window_place.restore(self, preferences.settings.window)
        self._front.box.edit.setFocus()

    def furnish(self) -> None:
        """Make what the first paint does not show, if that is not done yet. What was typed meanwhile stays."""
        if self._is_furnished:
            return
        inside = self._make_interior(front=self._front, look=self._look, actions=self._actions)
        self._operations, self._mirror, self._pending = inside.operations, inside.mirror, inside.pending
        self._clipboard, self._searching, self._keeper = inside.clipboard, inside.searching, inside.keeper
        self._link, self._parts, self._notices, self._demo = inside.link, inside.parts, inside.notices, inside.demo
        self._forms, self._commands, self._counter = inside.forms, inside.commands, inside.counter
        self._outbox, self._elsewhere, self._windows = inside.outbox, inside.elsewhere, inside.windows
        self._face, self._staffing, self._files = inside.face, inside.staffing, inside.files
        self._rehearsal, self._migrating, self._alarm = inside.rehearsal, inside.migrating, inside.alarm
        self._is_furnished = True
        self._actions.connect_handlers(self._handlers())
        self._connect()
        self._on_look_applied()
        self._restore_place()
        self._notices.warn_of_font()
        self.setAcceptDrops(True)
        self._front.hand_over_key()

    def _connect(self) -> None:
        parts, keeper, forms = self._parts, self._keeper, self._forms
        self._theme.redraw_on_change(self)
        self._look.applied.connect(self._on_look_applied)
        parts.header.source_clicked.connect(lambda: self._windows.show_settings("source"))
        keeper.opened.connect(self._on_opened)
        keeper.refused.connect(self._on_refused)
        self._demo.stopped.connect(self._on_stopped)
        keeper.status_read.connect(self._face.show)
        self._link.changed.connect(self._face.show)
        keeper.checking.connect(self._tell_check)
        keeper.checked.connect(self._face.show)
        keeper.checked.connect(self.checked)
        keeper.placed_badly.connect(self._notices.warn_of_place)
        keeper.checked.connect(self._alarm.look)
        self._staffing.entered.connect(self._alarm.look)
        keeper.numbers_locked.connect(
            lambda: self._notices.warn_of_locked_numbers(lambda: self._windows.show_settings("privacy"))
        )
        self._mirror.set_aside.connect(self._notices.warn_of_copy)
        self._counter.answered.connect(self.answered)
        self._counter.answered.connect(self._keeper.count)
        self._counter.answered.connect(self._rehearsal.start, Qt.ConnectionType.SingleShotConnection)
        parts.browse.picked.connect(lambda _hit: self._name_window())
        self._operations.buyer_changed.connect(lambda _buyer_id: self._show_changes())
        self._outbox.settled.connect(self._show_changes)
        keeper.changed_elsewhere.connect(self._elsewhere.hear)
        self._elsewhere.shown_changed.connect(self._show_changes)
        self._operations.written.connect(self._counter.show_outcome)
        forms.cleared.connect(self._parts.notice.clear)
        for place in (forms, self._windows):
            place.forgotten.connect(self._forget_traces)
        forms.surprised.connect(self._notices.warn_of_surprise)
        forms.buyer_requested.connect(self._counter.show_buyer)
        forms.member_requested.connect(self._counter.show_member)
        for copied in (parts.detail.copy_ready, self._commands.copied):
            copied.connect(self._copy)
        BoxKeeper(parts.box, preferences=self._preferences, is_held=lambda: forms.is_open, parent=self)
        self._staffing.shut.connect(self._on_shut)
        self._staffing.entered.connect(self._on_entered)
        self._staffing.replaced.connect(self._counter.forget_searches)
        speaking = (self._preferences, self._pending, keeper, forms, self._commands, self._files, self._staffing)
        for source in (*speaking, self._alarm, parts.detail):
            source.failed.connect(self._notices.report)
        self._connect_panes()
        self._connect_pages()

    def _connect_panes(self) -> None:
        parts = self._parts
        parts.detail.member_found.connect(self._bind_picked)
        parts.detail.edit_member_requested.connect(self._forms.edit_member)
        parts.detail.member_requested.connect(self._counter.show_member)
        parts.detail.buyer_requested.connect(lambda buyer: self._counter.show_buyer(buyer.id))
        parts.last.journal_requested.connect(self._actions["journal"].trigger)
        parts.journal.closed.connect(self._leave_journal)
        parts.journal.export_requested.connect(lambda: self._files.export_journal(parts.journal.query))
        parts.browse.picked.connect(lambda hit: parts.journal.set_picked(hit.buyer.id if hit and hit.buyer else None))
        for pane in (parts.last, parts.journal):
            pane.buyer_requested.connect(self._counter.show_buyer)
        for shown in (parts.detail, parts.last, parts.journal):
            shown.undo_requested.connect(lambda entry: self._forms.undo(entry.seq))

    def _connect_pages(self) -> None:
        welcome, problem, windows = self._parts.welcome, self._parts.problem, self._windows
        welcome.import_requested.connect(self._actions["import"].trigger)
        welcome.connect_requested.connect(lambda: windows.show_settings("source"))
        welcome.new_buyer_requested.connect(self._actions["new_buyer"].trigger)
        welcome.demo_requested.connect(self._try_out)
        answer_page = self._parts.browse.results.answer_page
        answer_page.source_requested.connect(lambda: windows.show_settings("source"))
        answer_page.mirror_requested.connect(self._keep_copy)
        answer_page.questions_requested.connect(lambda: self._copy(vendor_questions()))
        problem.retry_requested.connect(self._keeper.reopen)
        problem.source_requested.connect(lambda: windows.show_settings("source"))
        problem.restore_requested.connect(self._actions["restore"].trigger)
        problem.migrate_requested.connect(self._migrating.start)
        self._migrating.migrated.connect(self._keeper.reopen)
        self._migrating.failed.connect(self._on_refused)
        windows.source_chosen.connect(self._switch)
        windows.data_changed.connect(self.refresh)
        windows.review_requested.connect(self._forms.review)
        self._files.backed_up.connect(self._keeper.read_status)
        self._files.backed_up.connect(windows.refresh_settings)
        windows.reopen_requested.connect(self._reopen_restored)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        own: dict[str, Callable[[], None]] = {
            "quit": self._quit,
            "search": self._parts.box.take_caret,
            "scan": self._counter.scan,
            "refresh": self.refresh,
            "journal": self._toggle_journal,
            "outbox": self._outbox.toggle,
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
        }
        parts = (self._look, self._commands, self._windows, self._files, self._staffing)
        return own | {name: handler for part in parts for name, handler in part.handlers().items()}

    # The source.

    @property
    def session(self) -> Session:
        """The open session. RuntimeError while no source is open."""
        session = self._keeper.session if self._is_furnished else None
        if session is None:
            raise RuntimeError("no source is open")
        return session

    def open(self, opener: Callable[[], Session]) -> None:
        """Open a source on a worker; ``ready`` fires either way. What is typed stays, and is asked of the new source.

        A source that is open stays open until the new one is, and for good if the new one cannot be opened.
        """
        self.furnish()
        self._parts.box.set_busy(True)
        if not self._keeper.open(opener):
            self._parts.box.set_busy(False)
            self._notices.tell_of_writing()

    def open_demo(self, count: int) -> None:
        """As ``open``, for a throw-away database with ``count`` made-up buyers; the window says how far they are."""
        self.furnish()
        self._parts.box.set_busy(True)
        if not self._demo.start(count):
            self._parts.box.set_busy(False)
            self._notices.tell_of_writing()

    def search_for(self, text: str) -> None:
        """Put ``text`` into the search box, as if typed."""
        self._front.box.set_text(text)

    def refresh(self) -> None:
        """Ask the source again, and read what is shown again."""
        self.furnish()
        self._link.refresh()
        self._keeper.count_again()
        self._parts.detail.expire()
        self._counter.ask()
        self.read_status()

    def report(self, error: Exception) -> None:
        """Say what went wrong with something that was done by itself."""
        self._notices.report(error)

    def read_status(self) -> None:
        """Read again when the buyers were backed up."""
        self._keeper.read_status()

    def _on_opened(self, session: Session) -> None:
        self._operations.attach(session)
        self._searching.attach(session)
        self._link.attach(session)
        self._mirror.attach(session)
        self._pending.attach(session)
        self._actions["outbox"].setEnabled(self._pending.is_here)
        self._face.show()
        self._windows.follow_source()
        self._alarm.attach(session)
        self.update()
        self._staffing.attach(session)
        if not self._staffing.is_shut:
            self._counter.ask()
        self.ready.emit()

    def _on_shut(self) -> None:
        self._searching.stop()
        self._counter.wait_no_more()
        self._parts.box.set_busy(False)
        self._name_window()
        self._counter.update_commands()
        self.answered.emit()

    def _on_entered(self) -> None:
        self._name_window()
        self._windows.follow_source()
        self._pending.refresh()
        self._counter.ask()

    def _on_refused(self, error: Exception) -> None:
        if self._keeper.session is not None:
            self._notices.report(error)
        else:
            self._parts.problem.show_error(error, place=self._sources.tried, file=self._sources.tried_path)
            self._parts.panel.show_page(self._parts.problem)
        self._go_on_as_before()

    def _on_stopped(self) -> None:
        if self._keeper.session is not None:
            self._counter.show_answer_page()
        self._go_on_as_before()

    def _go_on_as_before(self) -> None:
        """No other source is open now."""
        self._counter.wait_no_more()
        self._parts.box.set_busy(False)
        self._windows.follow_source()
        self.ready.emit()
        self.answered.emit()

    def _tell_check(self, share: float) -> None:
        text = self.tr("Checking the database, {percent} %. Searching works, saving waits.")
        self._parts.status.say(text.format(percent=round(share * 100)))

    def _reopen_restored(self) -> None:
        """The file was swapped under the session, which is closed by that."""
        self._let_go()
        self._staffing.attach(None)
        self._keeper.forget()
        self._keeper.reopen()

    def _let_go(self) -> None:
        """Nothing is asked of the session any more."""
        self._operations.attach(None)
        self._searching.attach(None)
        self._mirror.attach(None)
        self._pending.attach(None)
        self._alarm.attach(None)

    # What the parts tell each other.

    def _bind_picked(self, member: Member) -> None:
        hit = self._parts.browse.hit
        if hit is not None and hit.buyer is not None:
            self._forms.bind(hit.buyer, member)

    def _copy(self, text: str) -> None:
        if self._staffing.is_shut:  # it was asked for before the counter was left
            return
        self._clipboard.put(text)
        self._parts.toaster.show_message(self.tr("Copied"), icon="copy")

    def _forget_traces(self) -> None:
        """Somebody was forgotten: what was typed and copied may be theirs."""
        self._counter.forget_searches()
        self._clipboard.forget()
        self._keeper.count_again()
        self.read_status()

    def _show_changes(self) -> None:
        """A buyer may look different now."""
        self._parts.detail.expire()
        if self._parts.panel.page is self._parts.journal:
            self._parts.journal.refresh()
        elif self._parts.panel.page is not self._parts.outbox:
            self._counter.ask()
        self._parts.last.refresh()

    def _toggle_journal(self) -> None:
        if not self._forms.make_room():
            return
        if self._parts.panel.page is self._parts.journal:
            self._leave_journal()
        elif self._keeper.session is not None:
            self._parts.journal.refresh()
            self._parts.panel.show_page(self._parts.journal)
            self._parts.journal.setFocus()

    def _leave_journal(self) -> None:
        self._counter.show_answer_page()
        self._parts.box.take_caret()

    def _name_window(self) -> None:
        name = self._parts.browse.title_name if self._is_furnished and not self._staffing.is_shut else ""
        self.setWindowTitle(self.tr("{name} — WeChat buyers").format(name=name) if name else self.tr("WeChat buyers"))

    # Look, language, place.

    def _on_look_applied(self) -> None:
        settings = self._preferences.settings
        self._parts.browse.results.view.set_compact(settings.appearance.compact_rows)
        self._parts.scan.set_scanner(settings.scan)
        self.retranslate()

    def retranslate(self) -> None:
        """Texts of the language in force."""
        self._actions.retranslate()
        if not self._is_furnished:
            self._front.retranslate()
            self._name_window()
            return
        self._parts.retranslate()
        self._name_window()
        self._counter.update_commands()
        self._outbox.show_pending()
        self._face.show()

    def _restore_place(self) -> None:
        place = self._preferences.settings.window
        window_place.restore_halves(self._parts.browse.halves, place)
        self._parts.detail.set_tab(place.tab)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switch of the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file that could be imported may be dropped anywhere; nothing is written by that."""
        file = dropped_file(event)
        if file is not None and file.suffix.lower() in _IMPORTABLE and self._actions["import"].isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the import with the file."""
        file = dropped_file(event)
        if file is not None:
            event.acceptProposedAction()
            self._windows.show_import(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted closes the newest toast, then leads back to the search box."""
        if event.key() != Qt.Key.Key_Escape or not self._is_furnished:
            super().keyPressEvent(event)
        elif not self._parts.toaster.dismiss_latest():
            self._parts.box.take_caret()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Made-up data wears a frame, so that nobody takes it for the shop's."""
        session = self._keeper.session if self._is_furnished else None
        if session is not None and session.source.demo:
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.color("warn_line"), _DEMO_FRAME))
            inset = _DEMO_FRAME / 2
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def _switch(self, profile: Profile | None) -> None:
        """Open another source; whoever chose it was asked already, where something waits."""
        self.open(lambda: self._sources.open_profile(profile))

    def _try_out(self) -> None:
        def leave() -> None:
            self._notices.ask_to_leave(
                self._pending.unsettled,
                lambda: self.tr("Switch all the same"),
                lambda: self.open_demo(self._sources.DEMO_BUYERS),
            )

        permit_source(self._operations, leave, owner=self, on_error=self._notices.report)

    def _keep_copy(self) -> None:
        """Open the server again with a copy of its buyers; in Settings where it is no saved source."""
        saved, session = self._preferences.settings.current, self._keeper.session
        if saved is None or session is None or session.source.url != without_secrets(saved.url):
            self._windows.show_settings("source")
            return
        kept = replace(saved, remote=replace(saved.remote or RemoteAccess(), mirror=True))

        def keep() -> None:
            self._switch(kept)  # first: while the settings are being written, no source would be opened
            self._preferences.change(lambda settings: settings.keeping(kept))

        permit_source(self._operations, keep, owner=self, on_error=self._notices.report)

    def _quit(self) -> None:
        self._notices.ask_to_leave(self._pending.unsettled, lambda: self.tr("Quit all the same"), self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, go out of sight, let running writes end, then close the source.

        A person who closes the window is asked first where something waits to be sent.
        """
        self.furnish()
        if event.spontaneous() and self._pending.unsettled:
            event.ignore()
            self._quit()
            return
        place = window_place.remembered(
            self, self._parts.browse.halves, self._preferences.settings.window, tab=self._parts.detail.tab
        )
        self.hide()  # nobody looks on while a write ends
        self._preferences.change(lambda settings: replace(settings, window=place))
        self._preferences.flush()
        self._let_go()
        self._clipboard.forget()
        self._runner.close()
        self._keeper.close()
        self.is_held = self._runner.join(_JOIN_SECONDS)
        super().closeEvent(event)
