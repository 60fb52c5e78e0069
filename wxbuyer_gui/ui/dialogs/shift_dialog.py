"""交班小结: a day's or a month's numbers, on the screen, on paper and in a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.tasks.runner import Runner, Task
from wxbuyer_gui.ui import shift_sheet, shift_words
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.shift_daily import ShiftDaily
from wxbuyer_gui.ui.dialogs.shift_table import ShiftTable
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.day_picker import DayPicker, Unit
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.shift_files import write_summary
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from wxbuyer_gui.domain.shift import ShiftSummary
    from wxbuyer_gui.services.session import Session


class ShiftDialog(ToolWindow):
    """A manager sees everybody's numbers, others their own of one day."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        runner: Runner,
        preferences: Preferences,
        places: Folders,
        parent: QWidget,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        super().__init__(
            theme=theme, icons=icons, name="shiftDialog", size=(940, 600), smallest=(820, 460), parent=parent
        )
        self._operations = operations
        self._runner = runner
        self._places = places
        self._summary: ShiftSummary | None = None
        self._reading: Task | None = None
        self._units = Segmented(theme=theme, name="shiftUnit")
        self._days = DayPicker(theme=theme, icons=icons, today=today)
        self._scope = Segmented(theme=theme, name="shiftScope")
        self._table = ShiftTable(theme=theme)
        self._empty = MessagePage(theme=theme, icons=icons, icon="clipboard-list")
        self._empty.setObjectName("emptyShift")
        self._code = Label(theme=theme, px=13, token="muted", name="shiftCode")
        self._daily = ShiftDaily(theme=theme, icons=icons, preferences=preferences, places=places)
        self._stack = QStackedLayout()
        self._build()
        self._units.currentIndexChanged.connect(self._choose_unit)
        self._days.picked.connect(lambda _day: self._read())
        self._scope.currentIndexChanged.connect(lambda _index: self._read())
        self.retranslate()
        self._read()

    def _build(self) -> None:
        px = self._theme.px
        page = QWidget()
        chosen = row(spacing=px(10))
        chosen.addWidget(self._units)
        chosen.addWidget(self._days)
        chosen.addStretch(1)
        chosen.addWidget(self._scope)
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)
        body = column(page, spacing=px(10))
        body.addLayout(chosen)
        body.addLayout(self._stack, 1)
        body.addWidget(self._code)
        body.addWidget(self._daily)
        self.pages.addWidget(page)
        sees_all = self._sees_all
        self._units.setVisible(sees_all)
        self._daily.setVisible(sees_all)
        is_shared = self._operations.is_open and self._operations.session.source.kind == "postgresql"
        self._scope.setVisible(sees_all and is_shared)

    def open(self) -> None:
        """Show it; the keyboard chooses what of."""
        super().open()
        (self._units if self._sees_all else self.submit_button).setFocus()

    @property
    def summary(self) -> ShiftSummary | None:
        """What is shown."""
        return self._summary

    @property
    def _sees_all(self) -> bool:
        return self._operations.is_open and self._operations.session.reports.operators.current.may(Right.REPORT_ALL)

    def go_on(self) -> None:
        """Choose a printer, then print what is shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  asks the system for its printers

        if self._summary is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(f"{shift_words.title()} {shift_words.period(self._summary)}")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_to(self, printer: QPrinter) -> None:
        """Print what is shown; its layout is the paper's: a page, or the narrow slip of a till."""
        if self._summary is None:
            return
        place = self._operations.session.source.label if self._operations.is_open else ""
        at = datetime.now().astimezone()
        if shift_sheet.paint(printer, self._summary, place=place, at=at):
            self.message.say(self.tr("Sent to the printer"), MessageKind.OK)
        else:
            self.complain(self.tr("The printer does not answer"), self.tr("Choose another one, or save a PDF."))

    def go_back(self) -> None:
        """Ask for a file, and write what is shown."""
        summary = self._summary
        if summary is None:
            return
        ask_for_file(
            self,
            caption=self.tr("Save the summary"),
            start=self._places.data / f"{shift_words.title()} {shift_words.period(summary)}.pdf",
            kinds=self.tr("PDF (*.pdf);;Tables (*.xlsx *.csv)"),
            suffix="pdf",
            new=True,
            on_chosen=lambda chosen: self.save_to(Path(chosen)),
        )

    def save_to(self, path: Path) -> None:
        """Write what is shown to a file, by its ending."""
        summary, session = self._summary, self._operations.session
        if summary is None:
            return
        self._runner.submit(
            lambda: write_summary(session, summary, path),
            on_success=lambda _: self.message.say(self.tr("Saved: {name}").format(name=path.name), MessageKind.OK),
            on_error=self._complain_about,
            owner=self,
            must_finish=True,
        )

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(shift_words.title(), self.tr("Numbers only: no customer's data is in it"))
        self.set_buttons(
            back=self.tr("Save as…"),
            cancel=self.tr("Close"),
            submit=self.tr("Print…"),
            enabled=self._summary is not None,
        )
        self.back_button.setEnabled(self._summary is not None)
        self._units.set_choices(((self.tr("Day"), Unit.DAY), (self.tr("Month"), Unit.MONTH)))
        self._units.set_value(self._days.unit)
        self._units.setAccessibleName(self.tr("A day or a month"))
        here = self._scope.currentData() is True
        self._scope.set_choices(((self.tr("All counters"), False), (self.tr("This computer"), True)))
        self._scope.set_value(here)
        self._scope.setAccessibleName(self.tr("Whose numbers"))
        self._days.retranslate()
        self._table.retranslate()
        self._daily.retranslate()
        self._show()

    def _choose_unit(self, _index: int) -> None:
        self._days.set_unit(Unit(self._units.currentData()))
        self._read()

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        span = self._days.span
        if not self._operations.is_open or span is None:
            return
        first, last = span
        here, sees_all = self._scope.currentData() is True, self._sees_all

        def ask(session: Session) -> ShiftSummary:
            if sees_all:
                return session.reports.summary(first, last, here=here)
            return session.reports.own_summary(first)

        self._reading = self._operations.read(ask, owner=self, on_success=self._take, on_error=self._complain_about)

    def _take(self, summary: ShiftSummary) -> None:
        self._reading = None
        self.complain("")
        self._summary = summary
        self.submit_button.setEnabled(True)
        self.back_button.setEnabled(True)
        self._show()

    def _show(self) -> None:
        summary = self._summary
        self._table.show_summary(summary)
        self._empty.say(shift_words.nothing())
        is_empty = summary is not None and not summary.lines
        self._stack.setCurrentWidget(self._empty if is_empty else self._table)
        self._code.setText(shift_words.code_line(summary) if summary is not None else "")

    def _complain_about(self, error: Exception) -> None:
        words = describe(error)
        self.complain(words.title, " ".join(filter(None, (words.sentence, words.detail))))
