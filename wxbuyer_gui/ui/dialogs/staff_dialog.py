"""The window in which one thing is done about an operator: it waits, complains and ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.permissions import NotAllowedError, SecretError
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.secret_words import refusal
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.notice import NoticeKind

if TYPE_CHECKING:
    from wxbuyer_gui.services.staff import Staff


class StaffDialog(ToolWindow):
    """One form, one piece of work. Subclasses fill ``body``, name themselves and answer ``work``.

    Signals:
        done(): the people are other ones now.
    """

    done = Signal()

    def __init__(
        self, *, theme: Theme, icons: Icons, runner: Runner, staff: Staff, name: str, height: int, parent: QWidget
    ) -> None:
        size = (460, height)
        super().__init__(theme=theme, icons=icons, name=name, size=size, smallest=size, parent=parent)
        self._runner = runner
        self._staff = staff
        self._is_busy = False
        self._page = QWidget()
        self._page.setProperty("transparent", True)
        self.body = column(self._page, spacing=theme.px(12))
        self.pages.addWidget(self._page)

    def work(self) -> Callable[[], object] | None:
        """What is to be done; None where the form is not ready, which the field at fault says."""
        raise NotImplementedError

    def verb(self) -> str:
        """The word of the green button."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Do it once."""
        work = None if self._is_busy else self.work()
        if work is not None:
            self.complain("")
            self._set_busy(True)
            self._runner.submit(
                work, on_success=lambda _: self.end(), on_error=self._refuse, owner=self, must_finish=True
            )

    def end(self) -> None:
        """It is done."""
        self.done.emit()
        self.close()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._set_busy(self._is_busy)

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._page.setDisabled(busy)
        self.set_buttons(cancel=self.tr("Cancel"), submit=self.verb(), enabled=not busy)

    def _refuse(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, NotAllowedError):
            self.complain(describe(error).title, "", NoticeKind.WARN)
        elif isinstance(error, SecretError):
            self.complain(refusal(error))
        else:
            self.complain(describe(error).title, describe(error).sentence)
