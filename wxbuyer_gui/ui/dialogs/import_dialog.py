"""Import: choose a file, say what its columns are, try it out, bring it in."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.done_page import DonePage
from wxbuyer_gui.ui.dialogs.import_choose import ChoosePage
from wxbuyer_gui.ui.dialogs.import_mapping import MappingPage
from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.dialogs.transfer_window import TransferWindow, imports_of
from wxbuyer_gui.ui.dialogs.transfer_words import reason_of, rows
from wxbuyer_gui.ui.dialogs.verdict_page import VerdictPage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations


class Step(IntEnum):
    """Where the window is; the number of its page, too."""

    CHOOSE = 0
    COLUMNS = 1
    TRYING = 2
    VERDICT = 3
    RUNNING = 4
    DONE = 5


class ImportDialog(TransferWindow):
    """The window of one import. While it runs the counter goes on: searches at once, writes when it has ended.

    Signals:
        imported(int): so many rows were written; what is on the screen is old.
        review_requested(): go through the buyers and members with equal phones.
    """

    imported = Signal(int)
    review_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, runner: Runner, parent: QWidget) -> None:
        super().__init__(
            theme=theme,
            icons=icons,
            operations=operations,
            runner=runner,
            name="importDialog",
            size=(912, 640),
            smallest=(760, 540),
            parent=parent,
        )
        self._plan: Plan | None = None
        self._verdicts: Verdicts | None = None
        self._tried_on: Session | None = None
        self.choose_page = ChoosePage(theme=theme, icons=icons)
        self.mapping_page = MappingPage(theme=theme, icons=icons)
        self.trying_page = ProgressPage(theme=theme, icons=icons, icon="scan-search")
        self.verdict_page = VerdictPage(theme=theme, icons=icons)
        self.running_page = ProgressPage(theme=theme, icons=icons, icon="download")
        self.done_page = DonePage(theme=theme, icons=icons)
        for page in (
            self.choose_page, self.mapping_page, self.trying_page, self.verdict_page, self.running_page, self.done_page,
        ):  # fmt: skip
            self.pages.addWidget(page)
        self.setAcceptDrops(True)
        self._connect()
        self.go_to(Step.CHOOSE)

    def _connect(self) -> None:
        self.choose_page.chosen.connect(self.read_file)
        self.mapping_page.kind_chosen.connect(self._read_as)
        self.mapping_page.encoding_chosen.connect(self._read_in)
        self.mapping_page.changed.connect(self._on_mapping)
        self.verdict_page.skip_changed.connect(self.retranslate)
        self.verdict_page.list_requested.connect(self._save_list)
        self.done_page.review_requested.connect(self._review)
        self.file_dropped.connect(self.read_file)

    # -- the file ----------------------------------------------------------------------------------------------

    def read_file(self, path: Path, encoding: str = "") -> None:
        """Look at a file and show its columns, or say in one sentence why it cannot be read."""
        if self._task.is_running:
            return
        self.ask(lambda session: imports_of(session).inspect(path, encoding=encoding), on_success=self._show_columns)

    def _show_columns(self, plan: Plan) -> None:
        self._plan = plan
        self.mapping_page.show_plan(plan)
        self.go_to(Step.COLUMNS)

    def _read_as(self, kind: str) -> None:
        if self._plan is not None:
            self._show_columns(self._plan.with_kind(kind))

    def _read_in(self, encoding: str) -> None:
        if self._plan is not None:
            self.read_file(self._plan.sheet.path, encoding)

    def _on_mapping(self) -> None:
        if self._plan is not None:
            self._plan = self._plan.with_mapping(self.mapping_page.table.mapping)
            self.retranslate()

    # -- the steps ---------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """What the green button says."""
        if self._step is Step.COLUMNS:
            self._try_out()
        elif self._step is Step.VERDICT:
            self._run()
        elif self._step is Step.DONE:
            self.close()

    def go_back(self) -> None:
        """One step back; from the end to another file."""
        self.go_to(Step.COLUMNS if self._step is Step.VERDICT else Step.CHOOSE)

    def _try_out(self) -> None:
        plan, session = self._plan, self.open_session()
        if plan is None or session is None:
            return
        self._tried_on = session
        self.trying_page.begin(0)
        self.go_to(Step.TRYING)

        def work(stop: Event, progress: Callable[[int], None]) -> Verdicts:
            return imports_of(session).try_out(plan, cancel=stop, progress=progress)

        self._task.start(work, on_success=self._show_verdicts, on_error=lambda error: self._fail(error, Step.COLUMNS))

    def _show_verdicts(self, verdicts: Verdicts) -> None:
        self._verdicts = verdicts
        address = self._plan.mapping.get("address") if self._plan is not None else None
        self.verdict_page.show_verdicts(verdicts, address=address)
        self.go_to(Step.VERDICT)

    def _run(self) -> None:
        plan, verdicts, session = self._plan, self._verdicts, self.open_session()
        if plan is None or verdicts is None or session is None:
            return
        if session is not self._tried_on:  # another source was opened since: what it would do there is not known
            self._try_out()
            return
        skip = self.verdict_page.skips_bad
        self.running_page.begin(verdicts.rows)
        self.go_to(Step.RUNNING)

        def work(stop: Event, progress: Callable[[int], None]) -> Verdicts:
            return imports_of(session).run(plan, skip_bad=skip, cancel=stop, progress=progress)

        self._task.start(
            work,
            on_success=self._show_result,
            on_error=lambda error: self._fail(error, Step.VERDICT),
            is_write=True,
        )

    def _fail(self, error: Exception, step: Step) -> None:
        """A file that is another one now has to be chosen again."""
        self.fail(error, Step.CHOOSE if getattr(error, "code", "") == "E-FILE-CHANGED" else step)

    def _show_result(self, verdicts: Verdicts) -> None:
        if not verdicts.written:
            self._show_verdicts(verdicts)
            self.complain(
                self.tr("Nothing was written"),
                self.tr("Something has changed since the trial: look at the result again."),
            )
            return
        self.done_page.show_result(verdicts)
        self.go_to(Step.DONE)
        self.imported.emit(verdicts.new + verdicts.changed)
        plan = self._plan
        if verdicts.refused and plan is not None:
            self.ask(
                lambda session: imports_of(session).error_file(plan, verdicts, tell=reason_of),
                on_success=self.done_page.show_error_file,
            )
        self.ask(_pairs, on_success=self.done_page.show_pairs)

    def _review(self) -> None:
        self.close()  # first: it gives the focus back, which the review is about to take
        self.review_requested.emit()

    def _save_list(self) -> None:
        plan, verdicts = self._plan, self._verdicts
        if plan is not None and verdicts is not None:
            saved = self.tr("Saved as {file}, beside your file")
            self.ask(
                lambda session: imports_of(session).error_file(plan, verdicts, tell=reason_of),
                on_success=lambda path: self.message.say(saved.format(file=path.name), MessageKind.OK),
            )

    def take_focus(self) -> None:
        """To what has to be answered before the green button can be pressed."""
        if self._step is Step.CHOOSE:
            self.choose_page.choose_button.setFocus()
        elif self._step is Step.VERDICT and self._verdicts is not None and self._verdicts.refused:
            self.verdict_page.skip_check.setFocus()
        else:
            super().take_focus()

    # -- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        for page in (self.choose_page, self.mapping_page, self.verdict_page, self.done_page):
            page.retranslate()
        self.trying_page.say(self.tr("Trying it out…"), self.tr("Every row is checked. Nothing is written."))
        self.running_page.say(
            self.tr("Importing…"),
            self.tr("All rows are written together, or none. Searching goes on meanwhile;"),
            self.tr("registering and binding wait in line and go on by themselves."),
        )
        subtitles: dict[IntEnum, str] = {
            Step.CHOOSE: self.tr("Step 1 of 3: the file"),
            Step.COLUMNS: self.tr("Step 2 of 3: what its columns are"),
            Step.TRYING: self.tr("Step 3 of 3: the trial"),
            Step.VERDICT: self.tr("Step 3 of 3: what would happen. Nothing is written yet"),
            Step.RUNNING: self.tr("Rows are being written"),
            Step.DONE: self.tr("Done"),
        }
        self.set_titles(self.tr("Import"), subtitles[self._step])
        self._name_buttons()

    def _name_buttons(self) -> None:
        cancel = self.tr("Cancel")
        if self._step is Step.CHOOSE:
            self.message.say(self._whereto(), MessageKind.HINT)
            self.set_buttons(cancel=self.tr("Close"))
        elif self._step is Step.COLUMNS:
            missing = self._missing()
            self.message.say(missing, MessageKind.WARN)
            self.set_buttons(
                back=self.tr("Another file"), cancel=cancel, submit=self.tr("Try it out"), enabled=not missing
            )
        elif self._step is Step.VERDICT:
            verdicts = self._verdicts
            count = verdicts.new + verdicts.changed if verdicts else 0
            may = count > 0 and verdicts is not None and (not verdicts.refused or self.verdict_page.skips_bad)
            text = self.tr("Import {rows}").format(rows=rows(count)) if count else self.tr("Nothing to import")
            self.set_buttons(back=self.tr("Back"), cancel=cancel, submit=text, enabled=may)
        elif self._step is Step.DONE:
            self.set_buttons(back=self.tr("Import another file"), submit=self.tr("Done"))
        else:
            self.name_stop_button()

    def _whereto(self) -> str:
        """Where the rows go, '' where that needs no words."""
        if not self._operations.is_open or self._operations.session.mirror is None:
            return ""
        return self.tr("The rows go into the copy on this computer; what the server has told stays. Nothing is sent.")

    def _missing(self) -> str:
        """What the mapping lacks, '' for nothing."""
        plan = self._plan
        if plan is None or plan.finds_somebody:
            return ""
        return self.tr("Say which column holds the names or the phones, or for buyers the openIds")


def _pairs(session: Session) -> int:
    """How many buyers have a member's phone and can be bound by it; in a copy nobody is bound."""
    return session.transfer.same_phone_count() if session.transfer is not None else 0
