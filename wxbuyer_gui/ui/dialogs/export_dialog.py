"""Export: what, into which kind of file, masked or not."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.export_form import ExportForm
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.dialogs.transfer_window import TransferWindow, transfer_of
from wxbuyer_gui.ui.dialogs.transfer_words import rows
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from wxbuyer_gui.services.transfer.service import Counts
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations


class Step(IntEnum):
    """Where the window is; the number of its page, too."""

    FORM = 0
    RUNNING = 1
    DONE = 2


class ExportDialog(TransferWindow):
    """The window of one export. ``today`` gives the date in the proposed file name."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        runner: Runner,
        parent: QWidget,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(
            theme=theme,
            icons=icons,
            operations=operations,
            runner=runner,
            name="exportDialog",
            size=(600, 480),
            smallest=(520, 460),
            parent=parent,
        )
        self._today = today
        self._path: Path | None = None
        self._count = 0
        self.form = ExportForm(theme=theme, icons=icons)
        self.running_page = ProgressPage(theme=theme, icons=icons, icon="upload")
        self.done_page = MessagePage(theme=theme, icons=icons, icon="check", tile=64, radius=18)
        self._folder_button = Button(theme=theme, icons=icons, icon="folder-open", name="folderButton")
        self._folder_button.clicked.connect(self._open_folder)
        self.done_page.add_button(self._folder_button)
        for page in (self.form, self.running_page, self.done_page):
            self.pages.addWidget(page)
        self.form.changed.connect(self.retranslate)
        self.go_to(Step.FORM)
        self.ask(lambda session: transfer_of(session).counts(), on_success=self._show_counts)

    def go_on(self) -> None:
        """Ask where to write to; at the end close."""
        if self._step is Step.DONE:
            self.close()
        elif self._step is Step.FORM:
            self._choose_place()

    def go_back(self) -> None:
        """Another export."""
        self.go_to(Step.FORM)

    def export_to(self, path: Path) -> None:
        """Write the file; a present one is replaced only when the new one is whole."""
        session = self.open_session()
        if session is None or self._task.is_running:
            return
        choice, language = self.form.choice, QLocale().name()
        self._path = path
        self.running_page.begin(self.form.count)
        self.go_to(Step.RUNNING)

        def work(stop: Event, progress: Callable[[int], None]) -> int:
            transfer = transfer_of(session)
            export = partial(transfer.export_clear, reason=choice.reason) if choice.clear else transfer.export
            return export(path, choice.kind, language=language, cancel=stop, progress=progress)

        self._task.start(
            work, on_success=self._show_result, on_error=lambda error: self.fail(error, Step.FORM), is_write=True
        )

    def _choose_place(self) -> None:
        choice = self.form.choice
        ask_for_file(
            self,
            caption=self.tr("Export"),
            start=Path(f"{self.form.kind_name}-{self._today().isoformat()}.{choice.ending}"),
            kinds=f"{self.form.format_name} (*.{choice.ending})",
            suffix=choice.ending,
            new=True,
            on_chosen=lambda name: self.export_to(Path(name)),
        )

    def _show_counts(self, counts: Counts) -> None:
        self.form.show_counts(counts.buyers, counts.members)

    def _show_result(self, count: int) -> None:
        self._count = count
        self.go_to(Step.DONE)

    def take_focus(self) -> None:
        """In each step to another widget."""
        focus: dict[IntEnum, QWidget] = {
            Step.FORM: self.form.kind,
            Step.RUNNING: self.cancel_button,
            Step.DONE: self.submit_button,
        }
        focus[self._step].setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.form.retranslate()
        self.set_titles(self.tr("Export"), self.tr("Everything of one kind, into one file"))
        self.running_page.say(self.tr("Exporting…"), self.tr("The file appears when all rows are in it."))
        if self._path is not None:
            told = self.tr("Exported {rows}").format(rows=rows(self._count))
            self.done_page.say(told, self._path.name, str(self._path.parent))
        self._folder_button.setText(self.tr("Open folder"))
        if self._step is Step.FORM:
            self.set_buttons(cancel=self.tr("Cancel"), submit=self.tr("Choose a place…"), enabled=self.form.is_complete)
        elif self._step is Step.DONE:
            self.set_buttons(back=self.tr("Export something else"), submit=self.tr("Done"))
        else:
            self.name_stop_button()

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
