"""What the window asks the source as somebody types: one question at a time, the newest wins, pages follow."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import SearchPage
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.tasks.slot import TaskSlot

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

SLOW_SECONDS = 2.0
"""Who waits longer for an answer is told that it may be stopped."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the source said about ``text``, read as ``query``; ``seconds`` is how long it took.

    ``kind`` is what the clerk forced the text to be. ``error`` is why there is no answer; the page is empty then.
    """

    text: str = ""
    kind: Kind | None = None
    query: Query = field(default_factory=Query)
    page: SearchPage = field(default_factory=SearchPage)
    seconds: float = 0.0
    error: Exception | None = None

    @property
    def question(self) -> tuple[str, Kind | None]:
        """What was asked; the same question may have another answer later."""
        return self.text, self.kind

    @property
    def count(self) -> str:
        """How many there are, "200+" where the counting stopped."""
        return f"{self.page.count}+" if self.page.capped else str(self.page.count)


class Searching(QObject):
    """Asks the session's desk.

    Signals:
        answered(Answer): the answer to the newest question, or why there is none.
        continued(Answer): the next page of that answer.
        busy_changed(bool): whether an answer is awaited.
        waited_long(): it has been awaited for ``SLOW_SECONDS``.
    """

    answered = Signal(object)
    continued = Signal(object)
    busy_changed = Signal(bool)
    waited_long = Signal()

    def __init__(self, *, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._question = TaskSlot(runner, owner=self)
        self._next_page = TaskSlot(runner, owner=self)
        self._latest = Answer()
        self._asked: tuple[str, Kind | None] = ("", None)
        self._patience = QTimer(self, singleShot=True, interval=round(SLOW_SECONDS * 1000))
        self._patience.timeout.connect(self.waited_long)
        self.busy_changed.connect(lambda busy: self._patience.start() if busy else self._patience.stop())

    @property
    def latest(self) -> Answer:
        """The newest answer there is; perhaps not to the newest question."""
        return self._latest

    @property
    def is_attached(self) -> bool:
        """Whether there is a source to ask."""
        return self._session is not None

    @property
    def is_busy(self) -> bool:
        """Whether the newest question has no answer yet."""
        return self._question.busy

    @property
    def is_remote(self) -> bool:
        """Whether each question goes over the network."""
        return self._session is not None and self._session.probe is not None

    @property
    def can_list(self) -> bool:
        """Whether the source can answer an empty box, and anything but a number or an openId."""
        return self._session is None or self._session.finds_by_phone

    def attach(self, session: Session | None) -> None:
        """Ask another source from now on; None asks nobody."""
        self.stop()
        self._session = session

    def ask(self, text: str, kind: Kind | None = None) -> None:
        """Search for ``text``. An older question is stopped, and its answer never shown."""
        session = self._session
        if session is None:
            return
        started = time.perf_counter()
        self._asked = (text, kind)
        self._next_page.cancel()
        self.busy_changed.emit(True)

        def succeed(page: SearchPage) -> None:
            self._deliver(Answer(text, kind, _query(text, kind), page, time.perf_counter() - started))

        def fail(error: Exception) -> None:
            self._deliver(Answer(text, kind, _query(text, kind), error=error))

        self._question.replace(
            lambda cancel: session.desk.search(text, kind=kind, cancel=cancel), on_success=succeed, on_error=fail
        )

    def ask_for_more(self) -> None:
        """Fetch the page after the newest answer's last one, if there is one and nobody is fetching it."""
        session, answer = self._session, self._latest
        if session is None or answer.page.next is None or self.is_busy or self._next_page.busy:
            return

        def succeed(page: SearchPage) -> None:
            self._latest = Answer(answer.text, answer.kind, answer.query, page, answer.seconds)
            self.continued.emit(self._latest)

        self._next_page.replace(
            lambda cancel: session.desk.search(answer.text, kind=answer.kind, after=answer.page.next, cancel=cancel),
            on_success=succeed,
            on_error=lambda error: self._deliver(Answer(answer.text, answer.kind, answer.query, error=error)),
        )

    def give_up(self) -> None:
        """Stop the question under way, by a person's wish: the answer is that there is none. Nothing if none is."""
        if self.is_busy:
            self.stop()
            text, kind = self._asked
            error = StorageError("the search was stopped", code="E-CANCELLED")
            self._deliver(Answer(text, kind, _query(text, kind), error=error))

    def stop(self) -> None:
        """Drop every question under way."""
        self._question.cancel()
        self._next_page.cancel()
        self.busy_changed.emit(False)

    def _deliver(self, answer: Answer) -> None:
        self._latest = answer
        self.busy_changed.emit(False)
        self.answered.emit(answer)


def _query(text: str, kind: Kind | None) -> Query:
    """How ``text`` is read; nothing where it cannot be, which is what the source said too."""
    try:
        return parse(text, kind=kind)
    except BackendError:
        return Query()
