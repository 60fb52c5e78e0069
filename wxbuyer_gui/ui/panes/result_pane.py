"""The left half of the panel: the caption, the list, and what stands in its place when there is none."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QWidget

from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.ui import copy_words
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_model import ResultModel
from wxbuyer_gui.ui.panes.answer_page import AnswerPage
from wxbuyer_gui.ui.panes.result_view import ResultView
from wxbuyer_gui.ui.panes.row_painter import EDGE, RIGHT
from wxbuyer_gui.ui.pending import PendingOf
from wxbuyer_gui.ui.searching import Answer
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.marks import Ink, joining_dot
from wxbuyer_gui.ui.words import counted, reason

_BOTTOM = 8  # free below the list, so that no square corner covers the panel's round one


class ResultPane(QWidget):
    """Shows answers.

    Signals:
        picked(int): the row that is picked, -1 for none.
        opened(int): Enter or a double click on a row.
        left_upwards(): up from the first row.
        more_wanted(): the end of the list is in view.
        menu_wanted(QPoint): the context menu of the picked row.
    """

    picked = Signal(int)
    opened = Signal(int)
    left_upwards = Signal()
    more_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, *, theme: Theme, icons: Icons, avatars: AvatarLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._answer: Answer | None = None
        self._caption = Caption(theme=theme)
        self._model = ResultModel(dot=joining_dot(Ink(px=14), theme=theme), parent=self)
        self._view = ResultView(self._model, theme=theme, icons=icons, avatars=avatars)
        self._page = AnswerPage(theme=theme, icons=icons)
        self._stack = QStackedLayout()
        outer = column(self, margins=(1, theme.px(9), 0, theme.px(_BOTTOM)))
        outer.addWidget(self._caption)
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._page)
        self.setMinimumWidth(theme.px(440))
        self._view.picked.connect(self.picked)
        self._view.opened.connect(self.opened)
        self._view.left_upwards.connect(self.left_upwards)
        self._view.menu_wanted.connect(self.menu_wanted)
        self._model.more_wanted.connect(self.more_wanted)
        self.retranslate()

    @property
    def view(self) -> ResultView:
        """The list."""
        return self._view

    @property
    def answer_page(self) -> AnswerPage:
        """What stands there when nobody was found, or nobody could be looked for."""
        return self._page

    def hit(self, row: int) -> SearchHit:
        """The hit in a row."""
        return self._model.hit(row)

    def shows_any(self, changed: Changed) -> bool:
        """Whether somebody in the list may look different now."""
        return changed.concerns(self._model.buyers, self._model.members)

    def row_of(self, hit: SearchHit) -> int | None:
        """Where the same buyer or member stands now."""
        return self._model.row_of(hit)

    def texts(self, hit: SearchHit) -> tuple[str, ...]:
        """The cells of a hit's row as plain text, as they are shown."""
        row = self._model.row_of(hit)
        return () if row is None else self._model.row(row).texts()

    def show_answer(self, answer: Answer) -> None:
        """Replace all by a new answer; nobody is picked. One to the same question stays where it was scrolled to."""
        before, self._answer = self._answer, answer
        is_same = before is not None and before.question == answer.question
        place = self._view.verticalScrollBar().value() if is_same else 0
        self._view.make_room(answer.page)
        self._view.pick(-1)
        self._model.show_page(answer.page, answer.query)
        self._arrange()
        self._view.lay_out(place)

    def show_pending(self, pending_of: PendingOf) -> None:
        """Mark to whom something is to happen still."""
        self._model.show_pending(pending_of)

    def append(self, answer: Answer) -> None:
        """Add the next page."""
        self._view.make_room(answer.page)
        self._model.append(answer.page)

    def say_waiting(self) -> None:
        """The next answer takes its time: say how to stop waiting for it. People who are shown stay."""
        self._caption.say(self.tr("Still searching…"), self.tr("Esc stops it"), "")
        if self._page.isVisibleTo(self):
            self._page.show_waiting()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._view.setAccessibleName(self.tr("Results"))
        self._model.retranslate()
        self._page.retranslate()
        self._arrange()

    def _arrange(self) -> None:
        answer = self._answer
        if answer is None:
            return  # nobody has been looked for: "not found" would not be true
        if answer.error is not None:
            self._caption.say(self.tr("No answer"), "", "")
            self._page.show_error(answer.error)
        else:
            is_nothing_asked = answer.query.kind is Kind.RECENT and not answer.page.hits
            caption = (self._how_many(answer), self._why(answer), self._how_long(answer))
            self._caption.say(*(("", "", "") if is_nothing_asked else caption))
            if not answer.page.hits:
                self._page.show_nobody(answer.query, answer.text, answer.page.coverage)
        self._stack.setCurrentWidget(self._view if answer.page.hits else self._page)

    def _how_many(self, answer: Answer) -> str:
        if answer.query.kind is Kind.RECENT:
            return self.tr("Newest buyers")
        if answer.count == "1":
            return self.tr("1 result")
        return self.tr("{count} results").format(count=answer.count)

    def _why(self, answer: Answer) -> str:
        """How many matched by what; only where all rows are here, else it would not be the truth.

        Where the phone alone answers, that is said instead; an answer from a copy says how much of the source that is,
        and how old.
        """
        page = answer.page
        alone = [self.tr("this phone, not the rest of the text")] if page.phone_alone else []
        if page.coverage is not None:
            copy = copy_words.whole(page.coverage, now=datetime.now().astimezone())
            return self.tr(", ").join([*alone, self.tr("from the copy: {copy}").format(copy=copy)])
        if alone:
            return alone[0]
        if page.next is not None or len(page.hits) < 2:
            return ""
        reasons = Counter(reason(hit.matched) for hit in page.hits)
        first = {reason(hit.matched): hit.matched for hit in reversed(page.hits)}
        words = (counted(first[key], count) for key, count in reasons.items() if key)
        return self.tr(", ").join(words)

    def _how_long(self, answer: Answer) -> str:
        return self.tr("{milliseconds} ms").format(milliseconds=max(1, round(answer.seconds * 1000)))


class Caption(QLabel):
    """How many, why, how long: bold, quiet, quiet at the right. As a label its text is all three."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultCaption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme = theme
        self._parts = ("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def say(self, count: str, why: str, time: str) -> None:
        """Show other facts."""
        if (count, why, time) == self._parts:
            return
        self._parts = (count, why, time)
        self.setText("  ".join(filter(None, self._parts)))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._theme.px(200), self._theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The three parts."""
        px, theme = self._theme.px, self._theme
        count, why, time = self._parts
        painter = QPainter(self)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        box = QRectF(px(EDGE) - 1, 0, self.width() - px(EDGE) - px(RIGHT) + 1, self.height())
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font(12))
        painter.drawText(box, middle | int(Qt.AlignmentFlag.AlignRight), time)
        right = theme.metrics(12).horizontalAdvance(time) + px(12)
        left = theme.metrics(14, bold=True).horizontalAdvance(count) + px(11)
        room = box.adjusted(left, 0, -right, 0)
        shown = theme.metrics(12).elidedText(why, Qt.TextElideMode.ElideRight, max(0.0, room.width()))
        painter.drawText(room, middle, shown)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, bold=True))
        painter.drawText(box, middle, count)
