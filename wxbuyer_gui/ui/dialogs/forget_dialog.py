"""Forgetting many: whom, a look at what that means, forgetting with a way to stop, and what remains elsewhere."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.forgetting import BulkOutcome, ListedPerson, Proposal
from wxbuyer_gui.ui.dialogs.forget_input import ForgetInput
from wxbuyer_gui.ui.dialogs.forget_review import ForgetReview
from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.dialogs.remains_list import RemainsList
from wxbuyer_gui.ui.dialogs.transfer_window import TransferWindow
from wxbuyer_gui.ui.forget_words import buyers, skipped
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import NoticeKind
from wxbuyer_gui.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations


class Step(IntEnum):
    """Where the window is; the number of its page, too."""

    INPUT = 0
    LOOKING = 1
    REVIEW = 2
    RUNNING = 3
    DONE = 4


class ForgetDialog(TransferWindow):
    """The window of forgetting many.

    Signals:
        forgotten(): people are gone; what is on the screen is old.
        months_chosen(int): the proposal is to be about so many months from now on.
    """

    forgotten = Signal()
    months_chosen = Signal(int)

    def __init__(
        self, *, theme: Theme, icons: Icons, operations: Operations, runner: Runner, months: int, parent: QWidget
    ) -> None:
        super().__init__(
            theme=theme,
            icons=icons,
            operations=operations,
            runner=runner,
            name="forgetManyDialog",
            size=(860, 640),
            smallest=(720, 540),
            parent=parent,
        )
        self._outcome: BulkOutcome | None = None
        self.input_page = ForgetInput(theme=theme, icons=icons, months=months)
        self.looking_page = ProgressPage(theme=theme, icons=icons, icon="scan-search", counted=buyers)
        self.review_page = ForgetReview(theme=theme, icons=icons)
        self.running_page = ProgressPage(theme=theme, icons=icons, icon="trash-2", counted=buyers)
        self.remains = RemainsList(theme=theme)
        done_page = scrolled(self.remains)
        for page in (self.input_page, self.looking_page, self.review_page, self.running_page, done_page):
            self.pages.addWidget(page)
        self.forget_button = Button(
            theme=theme, icons=icons, kind=ButtonKind.DANGER, icon="trash-2", name="forgetButton"
        )
        self.forget_button.clicked.connect(self._forget)
        self._foot.addWidget(self.forget_button)
        self.input_page.changed.connect(self._name_buttons)
        self.input_page.file_chosen.connect(self.read_file)
        self.input_page.months_chosen.connect(self.months_chosen)
        self.review_page.changed.connect(self._name_buttons)
        self.go_to(Step.INPUT)

    def read_file(self, path: Path) -> None:
        """Look through the people that a file names."""
        self.ask(lambda session: session.forgetting.read_file(path), on_success=self._look_through)

    def go_on(self) -> None:
        """Look through the list or make the proposal; at the end close."""
        if self._step is Step.DONE:
            self.close()
        elif self._step is Step.INPUT and self.input_page.is_list:
            self._look_through(self.input_page.lines)
        elif self._step is Step.INPUT:
            self._propose(self.input_page.chosen_months)

    def go_back(self) -> None:
        """To the list."""
        self.go_to(Step.INPUT)

    def _look_through(self, lines: list[str]) -> None:
        def look(session: Session, stop: Event) -> list[ListedPerson]:
            return session.forgetting.read_list(lines, cancel=stop)

        self._look(look, self.review_page.show_list)

    def _propose(self, months: int) -> None:
        def look(session: Session, _stop: Event) -> Proposal:
            return session.forgetting.propose(months)

        self._look(look, self.review_page.show_proposal)

    def _look(self, look: Callable[[Session, Event], object], show: Callable[..., None]) -> None:
        session = self.open_session()
        if session is None or self._task.is_running:
            return
        self.looking_page.begin(0)
        self.go_to(Step.LOOKING)

        def succeed(found: object) -> None:
            show(found)
            self.go_to(Step.REVIEW)

        self._task.start(
            lambda stop, _progress: look(session, stop),
            on_success=succeed,
            on_error=lambda error: self.fail(error, Step.INPUT),
        )

    def _forget(self) -> None:
        session = self.open_session()
        if session is None or self._task.is_running or not self.review_page.is_sure:
            return
        chosen, reason = self.review_page.buyers, self.review_page.reason.text().strip()
        self.running_page.begin(len(chosen))
        self.go_to(Step.RUNNING)

        def work(stop: Event, progress: Callable[[int], None]) -> BulkOutcome:
            return session.forgetting.forget_all(chosen, reason=reason, progress=progress, cancel=stop)

        self._task.start(
            work, on_success=self._show_done, on_error=lambda error: self.fail(error, Step.REVIEW), is_write=True
        )

    def _show_done(self, outcome: BulkOutcome) -> None:
        self._outcome = outcome
        self.go_to(Step.DONE)
        if outcome.forgotten:
            self.forgotten.emit()

    def stop_words(self) -> str:
        """Who is gone then stays so."""
        if self._step is Step.RUNNING:
            return self.tr("It is running. Press Esc again to stop it; who is forgotten stays so.")
        return super().stop_words()

    def take_focus(self) -> None:
        """Never to what forgets."""
        focus: dict[IntEnum, QWidget] = {
            Step.INPUT: self.input_page.source,
            Step.REVIEW: self.review_page.table,
            Step.DONE: self.submit_button,
        }
        focus.get(self._step, self.cancel_button).setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.input_page.retranslate()
        self.review_page.retranslate()
        self.looking_page.say(self.tr("Looking…"), self.tr("Nobody is forgotten by that."))
        self.running_page.say(
            self.tr("Forgetting…"), self.tr("Everybody is gone as a whole or not at all, also when it is stopped.")
        )
        subtitles: dict[IntEnum, str] = {
            Step.INPUT: self.tr("Step 1 of 2: whom"),
            Step.LOOKING: self.tr("Step 2 of 2: what it means"),
            Step.REVIEW: self.tr("Step 2 of 2: what it means. Nobody is forgotten yet; it cannot be undone"),
            Step.RUNNING: self.tr("People are being forgotten"),
            Step.DONE: self.tr("What this program cannot reach"),
        }
        self.set_titles(self.tr("Forget buyers"), subtitles[self._step])
        if self._outcome is not None and self._step is Step.DONE:
            self._tell(self._outcome)
        self._name_buttons()

    def _tell(self, outcome: BulkOutcome) -> None:
        self.remains.show_remains(outcome.remains, wiped=outcome.wiped)
        count = outcome.forgotten
        told = QCoreApplication.translate("ForgetDialog", "%n buyers are forgotten", "", count)
        self.complain(told, skipped(outcome), NoticeKind.WARN if outcome.stopped or outcome.blocked else NoticeKind.OK)

    def _name_buttons(self) -> None:
        is_review = self._step is Step.REVIEW
        self.forget_button.setVisible(is_review)
        if self._step is Step.INPUT:
            self.set_buttons(
                cancel=self.tr("Close"), submit=self.tr("Look through"), enabled=self.input_page.is_complete
            )
        elif is_review:
            self.set_buttons(back=self.tr("Back"), cancel=self.tr("Cancel"))
            self.forget_button.setText(self.tr("Forget {buyers}").format(buyers=buyers(len(self.review_page.buyers))))
            self.forget_button.setEnabled(self.review_page.is_sure)
        elif self._step is Step.DONE:
            self.set_buttons(back=self.tr("Others"), submit=self.tr("Done"))
        else:
            self.name_stop_button()
