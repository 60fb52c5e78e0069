"""What the source page asks of workers: tests, and passwords in the keyring."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wxbuyer_gui.settings import Profile
from wxbuyer_gui.tasks.runner import Lane, Runner

if TYPE_CHECKING:
    from wxbuyer_gui.domain.trial import Step
    from wxbuyer_gui.sources import Sources


class SourceTrial(QObject):
    """Tests one draft after another; only the answer about the latest one counts.

    Signals:
        tested(tuple[Step, ...]): the steps, as far as they went.
        failed(Exception): the test could not even begin.
    """

    tested = Signal(object)
    failed = Signal(object)

    def __init__(self, *, sources: Sources, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._sources = sources
        self._runner = runner
        self._attempt = 0
        self._running = False
        self._passed = False

    @property
    def is_running(self) -> bool:
        """Whether a test is under way."""
        return self._running

    @property
    def is_passed(self) -> bool:
        """Whether the latest draft passed all steps."""
        return self._passed

    @property
    def is_writing(self) -> bool:
        """Whether something is being saved: meanwhile no other source is opened."""
        return self._runner.writing > 0

    def forget(self) -> None:
        """The draft is another one now."""
        self._attempt += 1
        self._running = self._passed = False

    def test(self, profile: Profile, password: str, known: str = "") -> None:
        """Test a draft; '' is the password or key that is kept. ``known`` is a buyer that the source has."""
        self.forget()
        self._running = True
        attempt = self._attempt
        self._runner.submit(
            partial(self._sources.test, profile, password, known),
            on_success=lambda steps: self._on_tested(attempt, steps),
            on_error=lambda error: self._on_failed(attempt, error),
            owner=self,
            lane=Lane.NETWORK,
        )

    def ask_for_password(self, profile: Profile, on_answer: Callable[[bool], None]) -> None:
        """Whether there is one for this source in the keyring; not answered once the draft is another one."""
        attempt = self._attempt
        self._runner.submit(
            partial(self._sources.has_password, profile),
            on_success=lambda kept: on_answer(kept) if attempt == self._attempt else None,
            on_error=lambda _: None,
            owner=self,
        )

    def keep_password(self, profile: Profile, password: str, on_kept: Callable[[bool], None]) -> None:
        """Keep a password; False: only until the program ends. '' takes away the one that was kept."""
        self._runner.submit(
            partial(self._sources.keep_password, profile, password),
            on_success=on_kept,
            on_error=lambda _: on_kept(False),
            owner=self,
            must_finish=True,
        )

    def _on_tested(self, attempt: int, steps: tuple[Step, ...]) -> None:
        if attempt == self._attempt:
            self._running = False
            self._passed = all(step.ok for step in steps)
            self.tested.emit(steps)

    def _on_failed(self, attempt: int, error: Exception) -> None:
        if attempt == self._attempt:
            self._running = False
            self.failed.emit(error)
