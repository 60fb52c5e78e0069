"""Whether the server answers, told from the answers that pass by anyway."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.domain.errors import (
    AuthError,
    ConflictError,
    NotFoundError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    UnreachableError,
)
from wxbuyer_gui.domain.query import Kind
from wxbuyer_gui.tasks.runner import Lane, Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.searching import SLOW_SECONDS, Answer, Searching

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

_FAILURES = 2
"""That many in a row, and the server counts as away: a single answer may get lost on the way."""

_SPOKE = (ConflictError, NotFoundError, ProtocolError, RejectedError)
_SILENT = (OutcomeUnknownError, UnreachableError)


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
    """The state of the open source's server.

    Signals:
        changed(): ``state`` is another one.
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
        searching.waited_long.connect(self._on_waited_long)
        searching.answered.connect(self._on_answered)
        operations.written.connect(lambda _outcome: self.hear(None))

    @property
    def state(self) -> LinkState:
        """How the source stands, as far as is known."""
        return self._state

    def attach(self, session: Session | None) -> None:
        """Watch another source, and ask it something."""
        self._session, self._failures = session, 0
        self._state = LinkState.LOCAL if session is None or session.probe is None else LinkState.UNKNOWN
        self.check()

    def check(self) -> None:
        """Ask the server something small; nothing where there is no server."""
        session = self._session
        if session is None or session.probe is None:
            return
        started = time.perf_counter()

        def succeed(_: object) -> None:
            if session is self._session:
                self.hear(None, time.perf_counter() - started)

        self._runner.submit(
            session.probe,
            on_success=succeed,
            on_error=lambda error: self.hear(error) if session is self._session else None,
            owner=self,
            lane=Lane.NETWORK,
        )

    def hear(self, error: Exception | None, seconds: float | None = None) -> None:
        """An answer came after ``seconds`` (None: nobody measured), or ``error`` in its place.

        Errors that need no server say nothing about it.
        """
        if self._state is LinkState.LOCAL:
            return
        if error is None or isinstance(error, _SPOKE):
            self._failures = 0
            self._become(self._speed(seconds))
        elif isinstance(error, AuthError):
            self._become(LinkState.SIGN_IN)
        elif isinstance(error, _SILENT):
            self._failures += 1
            if self._failures >= _FAILURES or self._state is LinkState.UNKNOWN:
                self._become(LinkState.AWAY)

    def _on_answered(self, answer: Answer) -> None:
        # Where nothing can be listed an empty box is answered without the server.
        if answer.error is not None or answer.query.kind is not Kind.RECENT or self._searching.can_list:
            self.hear(answer.error, answer.seconds if answer.error is None else None)

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
