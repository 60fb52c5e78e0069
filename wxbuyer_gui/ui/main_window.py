"""The window: puts the parts together, opens and closes the source, and shows each answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.domain.query import Kind
from wxbuyer_gui.ui import outcomes, window_place
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.buyer_commands import BuyerCommands
from wxbuyer_gui.ui.clipboard import Clipboard
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.header import Header
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.notice_bar import NoticeBar
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panel import Panel
from wxbuyer_gui.ui.panes.answer_page import is_certain
from wxbuyer_gui.ui.panes.browse_page import BrowsePage
from wxbuyer_gui.ui.panes.detail_pane import DetailPane
from wxbuyer_gui.ui.panes.journal_page import JournalPage
from wxbuyer_gui.ui.panes.last_operations import LastOperations
from wxbuyer_gui.ui.panes.problem_page import ProblemPage
from wxbuyer_gui.ui.panes.row_delegate import COMPACT_ROW_HEIGHT, ROW_HEIGHT
from wxbuyer_gui.ui.panes.welcome_page import WelcomePage
from wxbuyer_gui.ui.scan_popover import ScanPopover
from wxbuyer_gui.ui.search_box import HALO, SearchBox
from wxbuyer_gui.ui.searching import Answer, Searching
from wxbuyer_gui.ui.source_words import source_facts, source_pill
from wxbuyer_gui.ui.status_line import StatusLine
from wxbuyer_gui.ui.theme import LARGE
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.notice import NoticeKind
from wxbuyer_gui.ui.widgets.toast import Toaster
from wxbuyer_gui.ui.windows import Windows
from wxbuyer_gui.ui.words import buyer_name

if TYPE_CHECKING:
    from wxbuyer_gui.domain.journal import Outcome
    from wxbuyer_gui.domain.models import Member
    from wxbuyer_gui.services.care import CareStatus, CheckReport
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.settings import Settings
    from wxbuyer_gui.sources import Sources
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.avatar_loader import AvatarLoader
    from wxbuyer_gui.ui.i18n import Translators
    from wxbuyer_gui.ui.preferences import Preferences
    from wxbuyer_gui.ui.theme import Theme
    from wxbuyer_gui.ui.widgets.icons import Icons

_MARGIN = 20
_DEMO_FRAME = 4


class MainWindow(QWidget):
    """One counter's window.

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
        avatars: AvatarLoader,
        version: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icons = icons
        self._translators = translators
        self._runner = runner
        self._preferences = preferences
        self._sources = sources
        self._avatars = avatars
        self._session: Session | None = None
        self._care_status: CareStatus | None = None
        self._enter_waits = False
        self._stop_check = Event()
        for part in (translators, theme, icons, runner, preferences, avatars):
            part.setParent(self)
        self._operations = Operations(runner=runner, parent=self)
        self._clipboard = Clipboard(preferences=preferences, parent=self)
        self._searching = Searching(runner=runner, parent=self)
        self._actions = Actions(window=self, icons=icons)
        self._build()
        self._toaster = Toaster(self, theme=theme, icons=icons)
        self._forms = Forms(
            host=self,
            panel=self._panel,
            theme=theme,
            icons=icons,
            operations=self._operations,
            toaster=self._toaster,
        )
        self._commands = BuyerCommands(
            actions=self._actions,
            browse=self._browse,
            forms=self._forms,
            operations=self._operations,
            parent=self,
        )
        self._windows = Windows(
            window=self,
            theme=theme,
            icons=icons,
            runner=runner,
            operations=self._operations,
            preferences=preferences,
            sources=sources,
            version=version,
        )
        self._actions.connect_handlers(self._handlers())
        self._connect()
        self._follow_settings(preferences.settings)
        self.setMinimumSize(window_place.SMALLEST)
        window_place.restore(self, self._browse.halves, preferences.settings.window)
        self._detail.set_tab(preferences.settings.window.tab)
        self._commands.update(Answer())
        self._box.edit.setFocus()

    # -- the parts ---------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, icons, px = self._theme, self._icons, self._theme.px
        self._header = Header(theme=theme, icons=icons, actions=self._actions)
        self._box = SearchBox(theme=theme, icons=icons, is_command=self._actions.has_key)
        self._new_buyer = Button(theme=theme, icons=icons, icon="user-round-plus", name="newBuyerButton")
        self._new_buyer.setFixedHeight(px(46))
        self._new_buyer.clicked.connect(self._actions["new_buyer"].trigger)
        self._notice = NoticeBar(theme=theme, icons=icons)
        self._detail = DetailPane(
            theme=theme,
            icons=icons,
            actions=self._actions,
            operations=self._operations,
            preferences=self._preferences,
            avatars=self._avatars,
        )
        self._last = LastOperations(theme=theme, icons=icons, operations=self._operations)
        self._browse = BrowsePage(
            detail=self._detail, last_operations=self._last, avatars=self._avatars, theme=theme, icons=icons
        )
        self._welcome = WelcomePage(theme=theme, icons=icons)
        self._journal = JournalPage(theme=theme, icons=icons, operations=self._operations)
        self._problem = ProblemPage(theme=theme, icons=icons)
        self._panel = Panel(theme=theme)
        for page in (self._browse, self._welcome, self._journal, self._problem):
            self._panel.add_page(page)
        self._status = StatusLine(theme=theme, icons=icons)
        self._scan = ScanPopover(self, theme=theme)
        outer = column(self)
        top = row(margins=(px(_MARGIN), 0, px(_MARGIN), 0))
        top.addWidget(self._header)
        outer.addLayout(top)
        search = row(spacing=px(12) - HALO, margins=(px(_MARGIN) - HALO, 0, px(_MARGIN), px(12)))
        search.addWidget(self._box, 1)
        search.addWidget(self._new_buyer)
        outer.addLayout(search)
        inner = column(margins=(px(_MARGIN), 0, px(_MARGIN), 0))
        inner.addWidget(self._notice)
        inner.addWidget(self._panel, 1)
        inner.addWidget(self._status)
        outer.addLayout(inner, 1)
        self.setTabOrder(self._box.edit, self._new_buyer)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self._preferences.changed.connect(self._follow_settings)
        self._preferences.failed.connect(self._report)
        self._header.source_clicked.connect(lambda: self._windows.show_settings("source"))
        self._box.changed.connect(self._ask)
        self._box.submitted.connect(self._on_enter)
        self._box.left_downwards.connect(self._browse.results.view.enter_list)
        self._box.escaped.connect(self._on_escape)
        self._box.scan_requested.connect(lambda: self._scan.open_under(self._box.scan_button))
        self._scan.scanned.connect(self._on_scanned)
        self._scan.closed.connect(self._box.take_caret)
        self._searching.answered.connect(self._show)
        self._searching.continued.connect(self._browse.results.append)
        self._searching.busy_changed.connect(self._box.set_busy)
        results = self._browse.results
        results.more_wanted.connect(self._searching.ask_for_more)
        results.left_upwards.connect(self._box.take_caret)
        results.answer_page.register_requested.connect(self._commands.register)
        results.answer_page.new_buyer_requested.connect(self._commands.new_buyer)
        results.answer_page.retry_requested.connect(self._ask)
        self._browse.picked.connect(self._on_picked)
        self._browse.opened.connect(self._browse.enter_detail)
        self._browse.menu_wanted.connect(self._commands.show_menu)
        self._connect_detail()
        self._connect_pages()
        self._operations.buyer_changed.connect(self._on_buyer_changed)
        self._operations.written.connect(self._on_written)

    def _connect_detail(self) -> None:
        self._detail.member_found.connect(lambda member: self._with_picked(self._forms.bind, member))
        self._detail.edit_member_requested.connect(self._forms.edit_member)
        for copied in (self._detail.copy_ready, self._commands.copied):
            copied.connect(self._copy)
        self._last.journal_requested.connect(self._actions["journal"].trigger)
        self._journal.closed.connect(self._leave_journal)
        for listing in (self._last, self._journal):
            listing.buyer_requested.connect(self._show_buyer)
        for pane in (self._detail, self._last, self._journal):
            pane.undo_requested.connect(lambda entry: self._forms.undo(entry.seq))
            pane.failed.connect(self._report)
        for part in (self._forms, self._commands):
            part.failed.connect(self._report)
        self._forms.surprised.connect(self._on_surprise)
        self._forms.buyer_requested.connect(self._show_buyer)
        self._forms.member_requested.connect(self._show_member)

    def _connect_pages(self) -> None:
        self._welcome.import_requested.connect(self._actions["import"].trigger)
        self._welcome.connect_requested.connect(lambda: self._windows.show_settings("source"))
        self._welcome.new_buyer_requested.connect(self._actions["new_buyer"].trigger)
        self._welcome.demo_requested.connect(lambda: self.open(self._sources.open_demo))
        self._problem.retry_requested.connect(self.reopen)
        self._problem.source_requested.connect(lambda: self._windows.show_settings("source"))
        self._problem.restore_requested.connect(self._actions["restore"].trigger)
        self._problem.migrate_requested.connect(self._migrate)
        self._windows.source_chosen.connect(lambda profile: self.open(lambda: self._sources.open_profile(profile)))
        self._windows.data_changed.connect(self.refresh)
        self._windows.reopen_requested.connect(self.reopen)

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return (
            self._commands.handlers()
            | self._windows.handlers()
            | {
                "quit": self._quit,
                "search": self._box.take_caret,
                "scan": lambda: self._scan.open_under(self._box.scan_button),
                "refresh": self.refresh,
                "journal": self._toggle_journal,
                "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
                "theme_auto": lambda: self._look(theme="auto"),
                "theme_light": lambda: self._look(theme="light"),
                "theme_dark": lambda: self._look(theme="dark"),
                "language_zh": lambda: self._look(language="zh_CN"),
                "language_en": lambda: self._look(language="en"),
            }
        )

    # -- the source --------------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The open session. RuntimeError while no source is open."""
        if self._session is None:
            raise RuntimeError("no source is open")
        return self._session

    def open(self, opener: Callable[[], Session]) -> None:
        """Open a source on a worker; ``ready`` fires either way. What is typed stays, and is asked of the new source.

        A source that is open stays open until the new one is; it is kept while a write runs, or if the new one
        cannot be opened.
        """
        if self._runner.writing:
            self._notice.say(self.tr("Something is being saved"), self.tr("Change the source when it is done."))
            return
        self._opener = opener
        self._box.set_busy(True)
        self._runner.submit(opener, on_success=self._attach, on_error=self._on_not_opened, owner=self)

    def reopen(self) -> None:
        """Open the same source again, after a restore or a migration."""
        self.open(self._opener)

    def _migrate(self) -> None:
        """Bring an older shared database up to date, then open it."""
        sources = self._sources
        self._runner.submit(
            sources.migrate,
            on_success=lambda _: self.reopen(),
            on_error=self._on_not_opened,
            owner=self,
            must_finish=True,
        )

    def search_for(self, text: str) -> None:
        """Put ``text`` into the search box, as if typed."""
        self._box.set_text(text)

    def refresh(self) -> None:
        """Ask the source again, and read what is shown again."""
        self._ask()
        self._read_status()

    def _attach(self, session: Session) -> None:
        self._leave_source()
        self._session = session
        self._operations.attach(session)
        self._searching.attach(session)
        self._stop_check = stop = Event()
        self._show_source()
        self.update()
        self._ask()
        self.ready.emit()
        self._runner.submit(
            lambda: session.begin(cancel=stop), on_success=self._on_checked, on_error=self._report, owner=self
        )
        self._read_status()

    def _leave_source(self) -> None:
        """Close the source that is left behind, away from the GUI thread."""
        old, self._session, self._care_status = self._session, None, None
        self._stop_check.set()
        self._operations.attach(None)
        self._searching.attach(None)
        if old is not None:
            self._runner.submit(
                old.close, on_success=lambda _: None, on_error=self._report, owner=self, must_finish=True
            )

    def _on_not_opened(self, error: Exception) -> None:
        self._box.set_busy(False)
        if self._session is not None:
            self._report(error)
        else:
            self._problem.show_error(error)
            self._panel.show_page(self._problem)
            self._commands.update(Answer(error=error))
        self.ready.emit()
        self.answered.emit()

    def _on_checked(self, report: CheckReport | None) -> None:
        if report is not None and report.is_damaged:
            self._report(StorageError("the file is damaged", code="E-DAMAGED"))
        self.checked.emit()

    def _read_status(self) -> None:
        if self._session is None:
            return
        care = self._session.care
        self._runner.submit(care.status, on_success=self._on_status, on_error=self._report, owner=self)

    def _on_status(self, status: CareStatus) -> None:
        self._care_status = status
        self._show_source()

    def _show_source(self) -> None:
        if self._session is None:
            return
        info = self._session.source
        self._header.show_source(info.label, *source_pill(info))
        self._status.say(source_facts(info, self._care_status, now=datetime.now().astimezone()))

    # -- searching ---------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Search for the text now in the box."""
        self._enter_waits = False
        self._searching.ask(self._box.text, self._box.kind)

    def _show(self, answer: Answer) -> None:
        self._box.show_kind(answer.query.kind)
        is_empty = answer.error is None and answer.query.kind is Kind.RECENT and not answer.page.hits
        self._panel.show_page(self._welcome if is_empty else self._browse)
        self._browse.show_answer(answer)
        if answer.query.kind is Kind.RECENT:
            self._last.refresh()
        self._update_commands()
        if self._enter_waits:
            self._on_enter()
        self.answered.emit()

    def _on_enter(self) -> None:
        """Enter acts on the answer to the text now in the box; where that is still awaited, so does Enter."""
        answer = self._searching.latest
        if self._searching.is_busy or (answer.text, answer.kind) != (self._box.text, self._box.kind):
            self._enter_waits = self._searching.is_busy
            return
        self._enter_waits = False
        if answer.error is not None:
            self._ask()
        elif len(answer.page.hits) == 1:
            self._browse.enter_detail()
        elif answer.page.hits:
            self._browse.results.view.enter_list()
        elif is_certain(answer.query):
            self._commands.register()

    def _on_scanned(self, text: str) -> None:
        """A scan is text and Enter."""
        self._box.set_text(text)
        self._on_enter()

    def _on_escape(self) -> None:
        if not self._toaster.dismiss_latest():
            self._browse.results.view.pick(-1)

    def _toggle_journal(self) -> None:
        if self._panel.page is self._journal:
            self._leave_journal()
        elif self._session is not None:
            self._journal.refresh()
            self._panel.show_page(self._journal)
            self._journal.setFocus()

    def _leave_journal(self) -> None:
        self._panel.show_page(self._browse)
        self._box.take_caret()

    def _on_picked(self, hit: SearchHit | None) -> None:
        self._update_commands()
        name = ""
        if hit is not None:
            name = buyer_name(hit.buyer) if hit.buyer else hit.member.name if hit.member else ""
        self.setWindowTitle(self.tr("{name} — WeChat buyers").format(name=name) if name else self.tr("WeChat buyers"))

    def _update_commands(self) -> None:
        self._commands.update(self._searching.latest)
        self._status.show_keys(self._commands.keys())

    def _with_picked(self, follow: Callable[..., None], member: Member) -> None:
        hit = self._browse.hit
        if hit is not None and hit.buyer is not None:
            follow(hit.buyer, member)

    def _show_buyer(self, buyer_id: int) -> None:
        """Look a buyer up by the number, and pick that one."""
        self.search_for(f"#{buyer_id}")
        self._box.take_caret()

    def _show_member(self, member: Member) -> None:
        self.search_for(f"#{member.id}")
        self._box.take_caret()

    def _copy(self, text: str) -> None:
        self._clipboard.put(text)
        self._toaster.show_message(self.tr("Copied"), icon="copy")

    # -- writes ------------------------------------------------------------------------------------------------

    def _on_buyer_changed(self, _buyer_id: int | None) -> None:
        if self._panel.page is self._journal:
            self._journal.refresh()
        else:
            self._ask()
        self._last.refresh()

    def _on_written(self, outcome: Outcome) -> None:
        """A buyer that was just made is shown, whatever was searched for."""
        buyer = outcome.after
        if outcome.before is None and buyer is not None and buyer.id and not self._searching.latest.page.hits:
            self.search_for(f"#{buyer.id}")

    def _on_surprise(self, outcome: Outcome) -> None:
        title, text = outcomes.surprise(outcome)
        self._notice.say(title, text, NoticeKind.DANGER)

    def _report(self, error: Exception) -> None:
        """Say what went wrong where no form and no page says it."""
        words = describe(error)
        text = " ".join(filter(None, (words.sentence, words.detail, words.code)))
        self._notice.say(words.title, text, NoticeKind.DANGER)

    # -- look, language, closing -------------------------------------------------------------------------------

    def _look(self, **change: str) -> None:
        self._preferences.change(lambda settings: replace(settings, appearance=replace(settings.appearance, **change)))

    def _follow_settings(self, settings: Settings) -> None:
        look = settings.appearance
        self._theme.set_mode(look.theme)
        self._theme.set_scale(LARGE if look.large_text else 1.0)
        self._translators.switch(look.language)
        self._browse.results.view.set_row_height(COMPACT_ROW_HEIGHT if look.compact_rows else ROW_HEIGHT)
        self._scan.set_gap(settings.scan.gap_ms)
        self._actions[f"theme_{look.theme}"].setChecked(True)
        self._actions["language_zh" if look.language == "zh_CN" else "language_en"].setChecked(True)
        self.retranslate()

    def _on_theme_changed(self) -> None:
        self._actions.recolour()
        self.update()

    def retranslate(self) -> None:
        """Texts of the language in force."""
        self._actions.retranslate()
        for part in (self._header, self._box, self._scan, self._browse, self._welcome):
            part.retranslate()
        self._new_buyer.setText(self.tr("New buyer"))
        self._new_buyer.setToolTip(self._actions.tip("new_buyer"))
        self._on_picked(self._browse.hit)
        self._show_source()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switch of the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted closes the newest toast, then leads back to the search box."""
        if event.key() == Qt.Key.Key_Escape:
            if not self._toaster.dismiss_latest():
                self._box.take_caret()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Made-up data wears a frame, so that nobody takes it for the shop's."""
        if self._session is not None and self._session.source.demo:
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.color("warn_line"), _DEMO_FRAME))
            inset = _DEMO_FRAME / 2
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, let running writes end, then close the source."""
        place = window_place.remembered(
            self, self._browse.halves, self._preferences.settings.window, tab=self._detail.tab
        )
        self._preferences.change(lambda settings: replace(settings, window=place))
        self._preferences.flush()
        self._stop_check.set()
        self._searching.attach(None)
        self._operations.attach(None)
        self._runner.close()
        if self._session is not None:
            self._session.close()
            self._session = None
        super().closeEvent(event)
