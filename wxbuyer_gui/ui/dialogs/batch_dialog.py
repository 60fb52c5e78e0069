"""Batch binding: paste pairs or take a file, look at the trial, bind, and take back what should not be."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.batch import BatchRow, RowState
from wxbuyer_gui.ui import batch_words
from wxbuyer_gui.ui.dialogs.batch_input import BatchInput
from wxbuyer_gui.ui.dialogs.batch_page import BatchPage
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.dialogs.transfer_window import TransferWindow
from wxbuyer_gui.ui.dialogs.transfer_words import rows
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from wxbuyer_gui.services.batch.binding import BatchBinding
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations

Rows = tuple[BatchRow, ...]


class Step(IntEnum):
    """Where the window is; the number of its page, too."""

    INPUT = 0
    TRYING = 1
    VERDICT = 2
    RUNNING = 3
    DONE = 4


class BatchDialog(TransferWindow):
    """The window of one batch. While it runs the counter goes on.

    Signals:
        bound(): buyers were bound or taken back; what is on the screen is old.
    """

    bound = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, runner: Runner, parent: QWidget) -> None:
        super().__init__(
            theme=theme,
            icons=icons,
            operations=operations,
            runner=runner,
            name="batchDialog",
            size=(912, 640),
            smallest=(760, 540),
            parent=parent,
        )
        self._rows: Rows = ()
        self._shows_members = True
        self._is_undoing = False
        self._tried_on: Session | None = None
        self.input_page = BatchInput(theme=theme, icons=icons)
        self.trying_page = ProgressPage(theme=theme, icons=icons, icon="scan-search")
        self.verdict_page = BatchPage(theme=theme, icons=icons)
        self.running_page = ProgressPage(theme=theme, icons=icons, icon="link")
        self.done_page = BatchPage(theme=theme, icons=icons)
        for page in (self.input_page, self.trying_page, self.verdict_page, self.running_page, self.done_page):
            self.pages.addWidget(page)
        self.setAcceptDrops(True)
        self.input_page.changed.connect(self._name_buttons)
        self.input_page.chosen.connect(self.read_file)
        self.verdict_page.list_requested.connect(self._save_list)
        self.done_page.list_requested.connect(self._save_list)
        self.done_page.undo_requested.connect(self._undo)
        self.file_dropped.connect(self.read_file)
        self.go_to(Step.INPUT)

    @property
    def rows(self) -> Rows:
        """All rows as they stand."""
        return self._rows

    # -- the steps ---------------------------------------------------------------------------------------------

    def read_file(self, path: Path) -> None:
        """Read the pairs of a file, and try them out."""
        if not self._task.is_running:
            self.ask(lambda session: session.batch.read_file(path), on_success=self._try_out)

    def go_on(self) -> None:
        """What the green button says."""
        if self._step is Step.INPUT:
            text = self.input_page.text
            self.ask(lambda session: session.batch.read_text(text), on_success=self._try_out)
        elif self._step is Step.VERDICT:
            self._run()
        elif self._step is Step.DONE:
            self.close()

    def go_back(self) -> None:
        """To the list, or to another one."""
        self.go_to(Step.INPUT)

    def _try_out(self, pairs: Rows) -> None:
        session = self.open_session()
        if session is None:
            return
        self._tried_on, batch = session, session.batch
        self.trying_page.begin(len(pairs))
        self.go_to(Step.TRYING)

        def work(stop: Event, progress: Callable[[int], None]) -> tuple[bool, Rows]:
            return batch.shows_members(), batch.try_out(pairs, cancel=stop, progress=progress)

        def show(answer: tuple[bool, Rows]) -> None:
            self._shows_members, judged = answer
            if len(judged) < len(pairs):  # it was stopped: half a trial says nothing of the rest
                self.go_to(Step.INPUT)
                return
            self._show(judged, Step.VERDICT)

        self._task.start(work, on_success=show, on_error=lambda error: self.fail(error, Step.INPUT))

    def _run(self) -> None:
        session = self.open_session()
        if session is None:
            return
        if session is not self._tried_on:  # another source was opened since: what it would do there is not known
            self._try_out(self._rows)
            return
        self._is_undoing = False
        count = sum(row.state is RowState.READY for row in self._rows)
        self._start(session.batch, self._rows, count, lambda batch: batch.run)

    def _undo(self, chosen: BatchRow | None) -> None:
        session = self._tried_on
        if session is None or self._task.is_running:
            return
        meant = [row for row in self._rows if row.can_undo and chosen in (None, row)]
        self._is_undoing = True
        self._start(session.batch, meant, len(meant), lambda batch: batch.undo)

    def _start(
        self,
        batch: BatchBinding,
        meant: Sequence[BatchRow],
        count: int,
        doing: Callable[[BatchBinding], Callable[..., Rows]],
    ) -> None:
        step = self._step
        self.running_page.begin(count)
        self.go_to(Step.RUNNING)

        def work(stop: Event, progress: Callable[[int], None]) -> Rows:
            return doing(batch)(meant, cancel=stop, progress=progress)

        self._task.start(work, on_success=self._show_done, on_error=lambda error: self.fail(error, step), is_write=True)

    def _show_done(self, done: Rows) -> None:
        changed = {row.number: row for row in done}
        self._show(tuple(changed.get(row.number, row) for row in self._rows), Step.DONE)
        self.bound.emit()

    def _show(self, shown: Rows, step: Step) -> None:
        self._rows = shown
        page = self.done_page if step is Step.DONE else self.verdict_page
        page.show_rows(shown, ran=step is Step.DONE)
        self.go_to(step)

    def _save_list(self) -> None:
        shown, ran = self._rows, self._step is Step.DONE

        def save(path: str) -> None:
            lines = list(batch_words.cells(shown, ran=ran))
            headers = batch_words.headers()
            self.ask(
                lambda session: session.batch.save(Path(path), headers, lines),
                on_success=lambda _count: self._tell_saved(Path(path)),
            )

        name = self.tr("batch-binding")
        ask_for_file(
            self,
            caption=self.tr("Save the list"),
            start=Path.home() / f"{name}.xlsx",
            kinds=self.tr("Tables (*.xlsx *.csv)"),
            suffix="xlsx",
            new=True,
            on_chosen=save,
        )

    def _tell_saved(self, path: Path) -> None:
        self.message.say(self.tr("Saved as {file}, numbers masked").format(file=path.name), MessageKind.OK)

    def take_focus(self) -> None:
        """At first to the list."""
        if self._step is Step.INPUT:
            self.input_page.edit.setFocus()
        else:
            super().take_focus()

    def stop_words(self) -> str:
        """What is bound then stays so."""
        if self._step is Step.RUNNING:
            return self.tr("It is running. Press Esc again to stop it; what is done stays done.")
        return super().stop_words()

    # -- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        for page in (self.input_page, self.verdict_page, self.done_page):
            page.retranslate()
        self.trying_page.say(self.tr("Trying it out…"), self.tr("Every row is looked up. Nothing is written."))
        self.running_page.say(
            self.tr("Taking back…") if self._is_undoing else self.tr("Binding…"),
            self.tr("Each row is written by itself and stands in the history; one that fails stops no other."),
        )
        subtitles: dict[IntEnum, str] = {
            Step.INPUT: self.tr("Step 1 of 2: the list"),
            Step.TRYING: self.tr("Step 2 of 2: the trial"),
            Step.VERDICT: self.tr("Step 2 of 2: what would happen. Nothing is written yet"),
            Step.RUNNING: self.tr("Rows are being written"),
            Step.DONE: self.tr("Done"),
        }
        self.set_titles(self.tr("Batch binding"), subtitles[self._step])
        self._name_buttons()

    def _name_buttons(self) -> None:
        if self._step is Step.INPUT:
            has_text = bool(self.input_page.text.strip())
            self.set_buttons(cancel=self.tr("Close"), submit=self.tr("Try it out"), enabled=has_text)
        elif self._step is Step.VERDICT:
            count = sum(row.state is RowState.READY for row in self._rows)
            text = self.tr("Bind {rows}").format(rows=rows(count)) if count else self.tr("Nothing to bind")
            self.set_buttons(back=self.tr("Back"), cancel=self.tr("Cancel"), submit=text, enabled=count > 0)
            unsure = self.tr("This source shows no members: whether one has the phone is known once the row is bound.")
            self.message.say("" if self._shows_members else unsure)
        elif self._step is Step.DONE:
            self.set_buttons(back=self.tr("Another list"), submit=self.tr("Done"))
        else:
            self.name_stop_button()
