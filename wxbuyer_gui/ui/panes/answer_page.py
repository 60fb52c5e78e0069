"""What stands in the list's place when there is no list: nobody found, not in the copy, or why nobody could look."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import AuthError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Coverage
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.domain.text import clean
from wxbuyer_gui.ui import copy_words
from wxbuyer_gui.ui.kind_words import kind_name
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.icons import Icons

_TILES = {
    "E-PAYMENT-CODE": ("scan-line", "warn_bg", "warn"),
    "E-NO-SEARCH": ("search", "info_bg", "info"),
    "E-CANCELLED": ("search", "neutral_bg", "neutral"),
}
_UNANSWERABLE = ("E-PAYMENT-CODE", "E-NO-SEARCH")
"""Questions that asking again would not answer."""

_FOR_THE_VENDOR = ("E-AUTH", "E-LOGIN")
"""Where the way to show the key may be another one than the page lets guess."""

_OF_THE_SOURCE = ("E-NO-SEARCH", "E-ROUTE", "E-REDIRECT", "E-HTML", "E-TLS", "E-TENANT")
"""Where the address or the key may be the wrong one, or another source is needed."""

_TOLD = ("E-NO-SEARCH", "E-CANCELLED")
"""Where the source's own words say nothing new."""


class _State(StrEnum):
    NOBODY = "nobody"
    NOT_KEPT = "not_kept"
    FAILED = "failed"
    AWAITED = "awaited"


class AnswerPage(MessagePage):
    """Three answers that are never mixed up, in words and icon: there is none, none in the copy, could not look.

    Signals:
        register_requested(): make a member of whom was not found.
        new_buyer_requested(): store a buyer without a member.
        retry_requested(): ask again.
        source_requested(): choose a source that can be asked for this, or correct its key.
        mirror_requested(): keep a copy of the server, which can be asked for this.
        questions_requested(): the questions for the vendor are wanted.
    """

    register_requested = Signal()
    new_buyer_requested = Signal()
    retry_requested = Signal()
    source_requested = Signal()
    mirror_requested = Signal()
    questions_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="search", parent=parent)
        self.setObjectName("answerPage")
        self._state = _State.NOBODY
        self._query = Query()
        self._shown = ""
        self._coverage: Coverage | None = None
        self._error: Exception | None = None
        self._is_away = False
        self._facts = FactBox(theme=theme, name="copyFacts")
        self._register = Button(
            theme=theme, icons=icons, kind=ButtonKind.PRIMARY, icon="user-plus", name="registerFoundNobodyButton"
        )
        self._later = Button(theme=theme, icons=icons, icon="user-plus", name="registerLaterButton")
        self._new_buyer = Button(theme=theme, icons=icons, icon="user-round-plus", name="newBuyerFoundNobodyButton")
        self._retry = Button(theme=theme, icons=icons, icon="refresh-cw", name="retryButton")
        self._register.clicked.connect(self.register_requested)
        self._later.clicked.connect(self.register_requested)
        self._new_buyer.clicked.connect(self.new_buyer_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._mirror = Button(
            theme=theme, icons=icons, kind=ButtonKind.PRIMARY, icon="hard-drive", name="answerMirrorButton"
        )
        self._mirror.clicked.connect(self.mirror_requested)
        self._source = Button(theme=theme, icons=icons, icon="database", name="answerSourceButton")
        self._source.clicked.connect(self.source_requested)
        self._questions = Button(theme=theme, icons=icons, icon="copy", name="answerQuestionsButton")
        self._questions.clicked.connect(self.questions_requested)
        for button in (
            self._register, self._new_buyer, self._retry, self._later, self._mirror, self._source, self._questions,
        ):  # fmt: skip
            self.add_button(button)
        self.below.addSpacing(theme.px(16))
        self.below.addWidget(self._facts, 0, Qt.AlignmentFlag.AlignHCenter)
        self.retranslate()

    def show_nobody(self, query: Query, text: str, coverage: Coverage | None = None) -> None:
        """Nobody in the source answers to ``text``; with a ``coverage``, nobody in the copy that was asked."""
        self._state = _State.NOBODY if coverage is None else _State.NOT_KEPT
        self._query, self._shown, self._coverage, self._error = query, clean(text), coverage, None
        self.set_tile(*(("search", "neutral_bg", "neutral") if coverage is None else ("database", "warn_bg", "warn")))
        self._arrange()

    def show_error(self, error: Exception) -> None:
        """It could not be looked up; nobody knows whether there is somebody."""
        self._state, self._coverage, self._error = _State.FAILED, None, error
        self.set_tile(*_TILES.get(self._code, ("circle-alert", "danger_bg", "danger")))
        self._arrange()

    def show_waiting(self) -> None:
        """Nobody knows yet: what was said about an older text must not be taken for the answer to this one."""
        self._state, self._coverage, self._error = _State.AWAITED, None, None
        self.set_tile("loader", "info_bg", "info")
        self._arrange()

    def set_away(self, is_away: bool) -> None:
        """Whether the counter goes on without its server: whom the copy does not have can then be sent later."""
        if is_away != self._is_away:
            self._is_away = is_away
            self._arrange()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._later.setText(self.tr("Register and send later"))
        self._register.setText(self.tr("Register as a new member"))
        self._new_buyer.setText(self.tr("New buyer"))
        self._retry.setText(self.tr("Try again"))
        self._mirror.setText(self.tr("Keep a copy on this computer"))
        self._source.setText(self.tr("Data source…"))
        self._questions.setText(self.tr("Copy questions for the vendor"))
        self._arrange()

    @property
    def _code(self) -> str:
        return str(getattr(self._error, "code", ""))

    def _arrange(self) -> None:
        failed = self._state is _State.FAILED
        certain = self._state is _State.NOBODY and bool(self._query.whole_phone)
        self._register.setVisible(certain)
        self._new_buyer.setVisible(certain)
        self._later.setVisible(self._is_away and self._state is _State.NOT_KEPT and bool(self._query.whole_phone))
        self._retry.setVisible(self._state is _State.NOT_KEPT or (failed and self._code not in _UNANSWERABLE))
        is_locked_out = isinstance(self._error, AuthError)
        self._source.setVisible(is_locked_out or self._code in _OF_THE_SOURCE)
        self._mirror.setVisible(self._code == "E-NO-SEARCH")
        self._questions.setVisible(self._code in _FOR_THE_VENDOR)
        self._facts.set_facts(() if self._coverage is None else self._facts_of(self._coverage))
        if self._error is not None:
            words = describe(self._error)
            spoken = "" if self._code in _TOLD else f"{words.detail} {words.code}".strip()
            self.say(words.title, words.sentence, spoken)
            return
        if self._state is _State.AWAITED:
            self.say(self.tr("The server is taking its time"), self.tr("Esc stops it; what you typed stays."))
            return
        if self._query.kind is Kind.RECENT:  # somebody who can be listed would be; it is no answer about anybody
            self.say(self.tr("Look a buyer up"), self.tr("This source finds a buyer by number or openId only."))
            return
        asked = self.tr("{kind} {text}").format(kind=kind_name(self._query.kind), text=self._shown)
        if self._coverage is not None:
            self.say(self.tr("Not in this copy"), asked, self._why_not_kept(self._coverage))
        elif certain:
            self.say(self.tr("Nobody has this phone"), asked, self.tr("Enter registers the customer as a new member."))
        else:
            hint = self.tr("Fewer digits, another part of the name, or pinyin may help.")
            self.say(self.tr("Nobody found"), asked, hint)

    def _why_not_kept(self, coverage: Coverage) -> str:
        if coverage.as_of is None:
            return self.tr("Nothing was copied from the server yet.")
        if coverage.upper is None:  # nobody knows how many there are: it was never copied to its end
            return self.tr("Not all of the server's buyers are on this computer. The server may know the customer.")
        time = copy_words.clock(coverage.as_of, now=_now())
        return self.tr("Buyers added since {time} are not on this computer. The server may know the customer.").format(
            time=time
        )

    def _facts_of(self, coverage: Coverage) -> list[tuple[str, str]]:
        facts = [(self.tr("Copy on this computer"), copy_words.how_much(coverage))]
        if coverage.as_of is not None:
            facts.append((self.tr("Last news from the server"), copy_words.clock(coverage.as_of, now=_now())))
        return facts


def _now() -> datetime:
    return datetime.now().astimezone()
