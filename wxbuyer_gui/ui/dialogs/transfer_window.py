"""What the windows share that move rows step by step: asking the open source, one long task, how it ends early."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import UnsupportedError
from wxbuyer_gui.ui.dialogs.progress_page import ProgressPage
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.dialogs.transfer_words import describe_transfer
from wxbuyer_gui.ui.drops import dropped_file
from wxbuyer_gui.ui.long_task import LongTask
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.services.transfer.file_import import FileImport
    from wxbuyer_gui.services.transfer.service import Transfer
    from wxbuyer_gui.tasks.runner import Runner
    from wxbuyer_gui.ui.operations import Operations

T = TypeVar("T")


class TransferWindow(ToolWindow):
    """A window that moves rows, in steps whose numbers are those of their pages, from 0 on.

    While it moves them, closing asks once; the button beside the green one stops it. One that accepts drops takes a
    file anywhere.

    Signals:
        file_dropped(Path): a file was let fall on it.
    """

    file_dropped = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        runner: Runner,
        name: str,
        size: tuple[int, int],
        smallest: tuple[int, int],
        parent: QWidget,
    ) -> None:
        super().__init__(theme=theme, icons=icons, name=name, size=size, smallest=smallest, parent=parent)
        self._operations = operations
        self._task = LongTask(runner=runner, parent=self)
        self._task.progressed.connect(self._on_progress)
        self._step: IntEnum
        self._asked = False

    @property
    def step(self) -> IntEnum:
        """Where it is."""
        return self._step

    def go_to(self, step: IntEnum) -> None:
        """Show a step, with nothing said yet."""
        self._step = step
        self._asked = False
        self.complain("")
        self.message.say("")
        self.pages.setCurrentIndex(step)
        self.retranslate()
        self.take_focus()

    def take_focus(self) -> None:
        """Give the focus to what comes first in this step: the green button, where it can be pressed."""
        if self.submit_button.isVisibleTo(self) and self.submit_button.isEnabled():
            self.submit_button.setFocus()

    def fail(self, error: Exception, step: IntEnum) -> None:
        """Go back to where it can be tried again, and say what was the matter."""
        self.go_to(step)
        self.complain_about(error)

    @property
    def is_running(self) -> bool:
        """Whether rows are being moved."""
        return self._task.is_running

    def give_up(self) -> None:
        """Stop what runs, else close the window."""
        if self._task.is_running:
            self._task.stop()
            self.retranslate()
        else:
            self.close()

    def may_close(self) -> bool:
        """Not while rows are moved, unless asked for twice; then they are stopped first."""
        if not self._task.is_running:
            return True
        if self._asked:
            self.give_up()
        self._asked = True
        self.message.say(self.stop_words(), MessageKind.WARN)
        return False

    def stop_words(self) -> str:
        """What stopping would mean."""
        return self.tr("It is running. Press Esc again to stop it; nothing will be written.")

    def open_session(self) -> Session | None:
        """The source that is open; None, and why, while there is none."""
        if self._operations.is_open:
            return self._operations.session
        self.complain(self.tr("No data source is open"), self.tr("Wait until one is, then try again."))
        return None

    def ask(self, question: Callable[[Session], T], *, on_success: Callable[[T], None]) -> None:
        """Ask the open source something short."""
        if self.open_session() is not None:
            self._operations.read(question, owner=self, on_success=on_success, on_error=self.complain_about)

    def complain_about(self, error: Exception) -> None:
        """Say above the page what was the matter."""
        words = describe_transfer(error)
        kind = NoticeKind.INFO if words.code == "E-CANCELLED" else NoticeKind.DANGER
        self.complain(words.title, "\n".join(filter(None, (words.sentence, words.detail))), kind)

    def name_stop_button(self) -> None:
        """The only button while rows are moved."""
        stopping = self._task.is_stopping
        self.set_buttons(cancel=self.tr("Stopping…") if stopping else self.tr("Stop"))
        self.cancel_button.setEnabled(not stopping)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file is taken while nothing runs."""
        if not self._task.is_running and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _on_progress(self, done: int) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, ProgressPage):
            page.show_progress(done, self._task.seconds)


def transfer_of(session: Session) -> Transfer:
    """Export and import of an open source. UnsupportedError where it has no export."""
    if session.transfer is None:
        raise UnsupportedError("this source has no export")
    return session.transfer


def imports_of(session: Session) -> FileImport:
    """Import into an open source, or into its copy. UnsupportedError where it has none."""
    if session.imports is None:
        raise UnsupportedError("this source has no import")
    return session.imports
