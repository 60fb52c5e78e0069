"""A place for one question at a time: a newer one replaces an older one, whose answer is never seen."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject

from wxbuyer_gui.tasks.runner import Lane, Runner, Task

T = TypeVar("T")


class TaskSlot:
    """Latest wins. The task itself is the token, so an answer can never be taken for that of another question."""

    def __init__(self, runner: Runner, *, owner: QObject | None = None, lane: Lane = Lane.STORE) -> None:
        self._runner = runner
        self._owner = owner
        self._lane = lane
        self._task: Task | None = None
        self._cancel = Event()

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._task is not None

    def replace(
        self,
        work: Callable[[Event], T],
        *,
        on_success: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Stop the question under way and ask ``work``, which gets the event that is set when it is replaced."""
        self.cancel()
        self._cancel = cancel = Event()

        def succeed(result: T) -> None:
            self._task = None
            on_success(result)

        def fail(error: Exception) -> None:
            self._task = None
            on_error(error)

        self._task = self._runner.submit(
            lambda: work(cancel), on_success=succeed, on_error=fail, owner=self._owner, lane=self._lane
        )

    def cancel(self) -> None:
        """Stop the question under way, if any; nothing is delivered."""
        self._cancel.set()
        if self._task is not None:
            self._task.cancel()
            self._task = None
