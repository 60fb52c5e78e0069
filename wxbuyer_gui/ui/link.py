"""Whether the server answers, told from the answers that pass by anyway."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.errors import (
    AuthError,
    ConflictError,
    NotFoundError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    UnreachableError,
)
from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.searching import SLOW_SECONDS, Answer, Searching

if TYPE_CHECKING:
    from wxbuyer_gui.domain.models import Coverage, WxBuyingUser
    from wxbuyer_gui.services.session import Session

_FAILURES = 2
"""That many in a row, and the server counts as away: a single answer may get lost on the way."""

_PAUSE_MS = 10_000
"""Between two questions to a server that is away, or to one whose copy answers in its place."""

_DOUBT_MS = 2_000
"""Before a server that was here and did not answer is asked once more."""

_SPOKE = (ConflictError, NotFoundError, ProtocolError, RejectedError)
_SILENT = (OutcomeUnknownError, UnreachableError)
_ANOTHER = frozenset({"E-HTML", "E-HTTP", "E-REDIRECT", "E-ROUTE", "E-SERVER", "E-XML"})
"""Where something answers, and not the API: a network that wants a sign-in, a gateway, an error page."""


class LinkState(StrEnum):
    """How a source stands. ``LOCAL``: it is no server's API. ``UNKNOWN``: nobody has answered yet.

    ``SLOW``: the latest answer took, or the one awaited takes, more than ``SLOW_SECONDS``.
    """

    LOCAL = "local"
    UNKNOWN = "unknown"
    ONLINE = "online"
    SLOW = "slow"
    AWAY = "away"
    SIGN_IN = "sign_in"


class Link(QObject):
    """The state of the open source's server, and how much of it the copy holds that was asked in its place.

    A server that did not answer is asked again after 2 seconds, and from then on every 10.

    Signals:
        changed(): ``state`` or ``coverage`` is another one.
    """

    changed = Signal()

    def __init__(
        self, *, runner: Runner, searching: Searching, operations: Operations, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._searching = searching
        self._session: Session | None = None
        self._state = LinkState.LOCAL
        self._failures = 0
        self._coverage: Coverage | None = None
        self._asks = False
        self._is_to_ask = False
        self._is_refreshing = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._on_pause_over)
        self._patience = QTimer(self, singleShot=True, interval=round(SLOW_SECONDS * 1000))
        self._patience.timeout.connect(self._on_waited_long)
        runner.closing.connect(lambda: self.attach(None))
        searching.waited_long.connect(self._on_waited_long)
        searching.answered.connect(self._on_answered)
        operations.written.connect(self._on_written)

    @property
    def state(self) -> LinkState:
        """How the source stands, as far as is known."""
        return self._state

    @property
    def coverage(self) -> Coverage | None:
        """What the newest answer of a copy said about it; None where no copy was asked."""
        return self._coverage

    def attach(self, session: Session | None) -> None:
        """Watch another source, and ask it something."""
        self._session, self._failures, self._coverage = session, 0, None
        self._asks = self._is_to_ask = self._is_refreshing = False
        self._pause.stop()
        self._patience.stop()
        self._state = LinkState.LOCAL if session is None or session.probe is None else LinkState.UNKNOWN
        self.check()

    def refresh(self) -> None:
        """Somebody wants to know: the answer awaited tells, or the server is asked once that has told nothing."""
        self._is_refreshing = True

    def check(self) -> None:
        """Ask the server something small; nothing where there is no server."""
        session = self._session
        if session is None or session.probe is None:
            return
        started = time.perf_counter()

        def end(error: Exception | None, seconds: float | None = None) -> None:
            if session is self._session:
                self._asks = False
                self._patience.stop()
                self.hear(error, seconds)
                is_doubted = self._failures and self._state is not LinkState.AWAY
                self._pause.start(_DOUBT_MS if is_doubted else _PAUSE_MS)

        def succeed(buyer: WxBuyingUser | None) -> None:
            is_copy = buyer is not None and buyer.as_of is not None
            error = UnreachableError("only the copy answered") if is_copy else None
            end(error, None if is_copy else time.perf_counter() - started)

        self._asks, self._is_to_ask = True, False
        self._patience.start()
        self._runner.submit(session.probe, on_success=succeed, on_error=end, owner=self, lane=Lane.NETWORK)

    def hear(self, error: Exception | None, seconds: float | None = None) -> None:
        """An answer came after ``seconds`` (None: nobody measured), or ``error`` in its place.

        Errors that need no server say nothing about it.
        """
        if self._state is LinkState.LOCAL:
            return
        is_another = _is_another(error)
        if error is None or (isinstance(error, _SPOKE) and not is_another):
            self._failures = 0
            self._become(self._speed(seconds))
        elif isinstance(error, AuthError):
            self._become(LinkState.SIGN_IN)
        elif is_another or isinstance(error, _SILENT):
            self._failures += 1
            if self._failures >= _FAILURES or self._state is LinkState.UNKNOWN:
                self._become(LinkState.AWAY)

    def _on_written(self, outcome: Outcome) -> None:
        """Only what is done was answered: all else waits in the outbox."""
        if outcome.result.state is WriteState.DONE:
            self.hear(None)

    def _on_answered(self, answer: Answer) -> None:
        is_refreshing, self._is_refreshing = self._is_refreshing, False
        if answer.page.coverage is not None:
            self._hear_copy(answer.page.coverage, at_once=is_refreshing)
        elif self._is_of_server(answer):
            self.hear(answer.error, answer.seconds if answer.error is None else None)
        elif is_refreshing and getattr(answer.error, "code", "") != "E-CANCELLED":  # who stops it waits for no other
            self.check()

    def _is_of_server(self, answer: Answer) -> bool:
        """Whether the server was asked; where nothing can be listed, an empty box is answered without it."""
        if answer.error is not None:
            return _is_another(answer.error) or isinstance(answer.error, (*_SPOKE, *_SILENT, AuthError))
        return answer.query.kind is not Kind.RECENT or self._searching.can_list

    def _hear_copy(self, coverage: Coverage, *, at_once: bool) -> None:
        """A copy answered, which tells nothing about the server: ask that, too; after a pause if it was just asked."""
        if self._pause.isActive() and not at_once:
            self._is_to_ask = True
        elif not self._asks:
            self.check()
        if coverage != self._coverage:
            self._coverage = coverage
            self.changed.emit()

    def _on_pause_over(self) -> None:
        if self._state is LinkState.AWAY or self._failures or self._is_to_ask:
            self.check()

    def _on_waited_long(self) -> None:
        if self._state is LinkState.ONLINE:
            self._become(LinkState.SLOW)

    def _speed(self, seconds: float | None) -> LinkState:
        if seconds is None:
            return LinkState.SLOW if self._state is LinkState.SLOW else LinkState.ONLINE
        return LinkState.SLOW if seconds > SLOW_SECONDS else LinkState.ONLINE

    def _become(self, state: LinkState) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit()


def _is_another(error: Exception | None) -> bool:
    """Whether something answered in the server's place."""
    return getattr(error, "code", "") in _ANOTHER
