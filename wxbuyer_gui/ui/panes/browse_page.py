"""List and detail side by side: who was found, and who is picked."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.paint_now import paint_later, paint_now
from wxbuyer_gui.ui.panel import Enclosure, Halves
from wxbuyer_gui.ui.panes.detail_pane import DetailPane
from wxbuyer_gui.ui.panes.last_operations import LastOperations
from wxbuyer_gui.ui.panes.nothing_picked import NothingPicked
from wxbuyer_gui.ui.panes.result_pane import ResultPane
from wxbuyer_gui.ui.pending import PendingOf
from wxbuyer_gui.ui.searching import Answer
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.words import title_name

_NARROWEST_DETAIL = 400
_FIRST_BUTTONS = ("registerButton", "rebindButton", "editButton")


class BrowsePage(QWidget):
    """Nobody is picked while several answer to the text; a single one is. Whom a person picked stays picked for as
    long as the answers hold that buyer.

    Signals:
        picked(SearchHit | None): somebody else is picked, or nobody any more.
        opened(): Enter or a double click on the picked row.
        menu_wanted(QPoint): a context menu for the picked row.
    """

    picked = Signal(object)
    opened = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        *,
        detail: DetailPane,
        last_operations: LastOperations,
        avatars: AvatarLoader,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer = Answer()
        self._hit: SearchHit | None = None
        self._is_persons_choice = False
        self._is_settling = False
        self._results = ResultPane(theme=theme, icons=icons, avatars=avatars)
        self._detail = detail
        self._nothing_picked = NothingPicked(theme=theme, icons=icons)
        self._last_operations = last_operations
        self._right = QStackedWidget()
        for page in (last_operations, self._nothing_picked, detail):
            self._right.addWidget(page)
        right = Enclosure(self._right)
        right.setMinimumWidth(theme.px(_NARROWEST_DETAIL))
        self._halves = Halves(self._results, right, theme=theme)
        column(self).addWidget(self._halves)
        self._results.picked.connect(self._on_picked)
        self._results.opened.connect(lambda _row: self.opened.emit())
        self._results.menu_wanted.connect(self.menu_wanted)

    @property
    def results(self) -> ResultPane:
        """The left half."""
        return self._results

    @property
    def detail(self) -> DetailPane:
        """The right half while somebody is picked."""
        return self._detail

    @property
    def halves(self) -> Halves:
        """The two, for the place of the line between them."""
        return self._halves

    @property
    def hit(self) -> SearchHit | None:
        """Who is picked."""
        return self._hit

    @property
    def title_name(self) -> str:
        """Who is picked, as it may stand in the window's title; '' for nobody."""
        return title_name(self._hit) if self._hit is not None else ""

    def unseen(self) -> Iterator[QWidget]:
        """What stands here only later, piece by piece, as large as it will be."""
        for page in (self._nothing_picked, self._detail):
            page.resize(self._right.size())
        self._results.answer_page.resize(self._results.view.size())
        yield self._nothing_picked
        yield from self._detail.pieces
        yield self._results.answer_page

    def show_answer(self, answer: Answer) -> None:
        """Show who was found. The rows are on the screen before the detail, which takes longer, is filled."""
        is_same_question = answer.question == self._answer.question
        kept = self._hit if self._is_persons_choice or answer.text == self._answer.text else None
        chosen = self._is_persons_choice
        self._answer = answer
        self._is_settling = True
        self._results.show_answer(answer)
        row = self._results.row_of(kept) if kept is not None else None
        if row is None and len(answer.page.hits) == 1:
            row, chosen = 0, False
        self._results.view.pick(-1 if row is None else row)
        self._is_settling = False
        self._is_persons_choice = chosen and row is not None
        hit = self._results.hit(row) if row is not None else None
        paint_now(self._results.view.viewport())
        if hit is not None and hit == self._hit and not is_same_question and self._detail.show_query(answer.query):
            return  # who types on is shown the same person, of whom nothing has changed
        self._follow(hit)

    def show_pending(self, pending_of: PendingOf) -> None:
        """Mark to whom something is to happen still."""
        self._results.show_pending(pending_of)
        self._detail.show_pending(pending_of)

    def pick(self, hit: SearchHit) -> bool:
        """Pick somebody who is in the list; False where that one is not."""
        row = self._results.row_of(hit)
        if row is not None:
            self._results.view.pick(row)
        return row is not None

    def enter_detail(self) -> None:
        """Give the keyboard to the first thing that can be done with whom is picked."""
        for name in _FIRST_BUTTONS:
            button = self._detail.findChild(QWidget, name)
            if button is not None and button.isVisible() and button.isEnabled():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._results.retranslate()
        self._nothing_picked.retranslate()

    def _on_picked(self, row: int) -> None:
        if self._is_settling:
            return
        hit = self._results.hit(row) if row >= 0 else None
        if hit != self._hit:
            self._is_persons_choice = hit is not None
            self._follow(hit)

    def _follow(self, hit: SearchHit | None) -> None:
        changed = hit != self._hit
        self._hit = hit
        if changed or hit is None:  # all of it is other than before: the rows have just taken their time
            paint_later(self._right)
        if hit is not None:
            self._detail.show_hit(hit, self._answer.query)
            self._right.setCurrentWidget(self._detail)
        elif self._answer.page.hits and self._answer.query.kind is not Kind.RECENT:
            self._nothing_picked.show_count(self._answer.query, self._answer.text, self._answer.count)
            self._right.setCurrentWidget(self._nothing_picked)
        else:
            self._last_operations.show_trouble(self._answer.error)
            self._right.setCurrentWidget(self._last_operations)
        if hit is None:
            self._detail.clear()
        if changed:
            self.picked.emit(hit)
