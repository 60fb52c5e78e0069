"""What all forms of the counter share: how Enter moves, how one submit becomes one write, where failures stand."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import OutcomeUnknownError
from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.doubt import Doubt
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class FormSheet(Sheet):
    """A form in a sheet.

    Enter goes to the next field, from the last one to the submit button; Ctrl+Enter submits from anywhere. While
    a write is under way the form is locked and stays open; a failure unlocks it with all that was typed. A write
    that was not answered keeps it locked until the buyer shows what became of it, and is never sent again by itself.
    Subclasses implement ``check``, ``send``, ``retranslate`` and ``is_changed``. ``submits`` is the look of the
    button that does it.

    Signals:
        submitted(Outcome): the write is done, queued or being checked; the form goes away right after.
    """

    submitted = Signal(object)
    tells_itself = False
    """Whether it says what it wrote and offers the way back; otherwise a toast does."""

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        width: int,
        name: str,
        submits: ButtonKind = ButtonKind.PRIMARY,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, width=width, name=name)
        self._operations = operations
        self._operation_id = new_operation_id()
        self._controls: list[QWidget] = []
        self._busy = False
        self._sent_at = 0.0
        self._doubt: Doubt | None = None
        self._tried = False
        self._asked = False
        self._error: Exception | None = None
        self._is_away = False
        self.failure = Notice(theme=theme, icons=icons, kind=NoticeKind.DANGER, name="failureNotice")
        self.failure.hide()
        self.body.addWidget(self.failure)
        self.status = MessageLine(theme=theme, icons=icons, name="formStatus")
        self.message = MessageLine(theme=theme, icons=icons, name="formMessage")
        self.message.set_wrapping(False)
        self.cancel_button = Button(theme=theme, icons=icons, name="cancelButton")
        self.cancel_button.clicked.connect(self.dismiss)
        self.submit_button = Button(theme=theme, icons=icons, kind=submits, name="submitButton")
        self.submit_button.clicked.connect(self.submit)
        self.foot.addWidget(self.status, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(self.message)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.submit_button)

    @property
    def is_busy(self) -> bool:
        """Whether its write is under way."""
        return self._busy

    def set_away(self, is_away: bool) -> None:
        """The server cannot be reached: what is written waits, and the form says so before it is pressed."""
        if is_away != self._is_away:
            self._is_away = is_away
            self.retranslate()

    def check(self) -> Sequence[FormField | QWidget]:
        """Check everything and mark what is wrong; return that, first one first."""
        raise NotImplementedError

    def send(self) -> None:
        """Start the write, with ``self._operation_id`` and the callbacks ``_succeed`` and ``_fail``."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Whether something was typed that would be lost."""
        return False

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.cancel_button.setText(self.tr("Cancel"))

    def chain(self, controls: Sequence[Input | Segmented | QWidget]) -> None:
        """Let Enter go through ``controls`` in this order, and Tab too; at the end stands the submit button."""
        self._controls = list(controls)
        for control in controls:
            if isinstance(control, Input | Segmented):
                control.entered.connect(lambda control=control: self._go_on(control))
        for before, after in zip(controls, [*controls[1:], self.cancel_button, self.submit_button], strict=False):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self.cancel_button, self.submit_button)

    def submit(self) -> None:
        """Check, then write once: a second Enter finds the form locked."""
        if self._busy or not self.submit_button.isEnabled():
            return
        self._tried = True
        self._error = None
        self.failure.hide()
        wrong = self.check()
        self._count(len(wrong))
        if wrong:
            first = wrong[0]
            self.show_field(first.control if isinstance(first, FormField) else first)
            return
        self._lock(True)
        self._sent_at = time.monotonic()
        self.send()

    def may_dismiss(self) -> bool:
        """Not while writing; typing that would be lost is asked about once, in the foot."""
        if self._busy:
            return False
        if self.is_changed() and not self._asked:
            self._asked = True
            self._say_again()
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._say_again()

    def _say_again(self) -> None:
        """How the form stands, in the window's language."""
        if self._doubt is not None and self._error is not None:
            self._say_error(self._error)
            self.message.say(self.tr("Finding out…"))
        elif self._busy:
            self.message.say(self.tr("Saving…"))
        elif self._asked:
            self.message.say(self.tr("Not saved. Press Esc again to discard."), MessageKind.WARN)
        elif self._error is not None:
            self._say_error(self._error)
        elif self._tried:
            self._count(len(self.check()))

    def recheck(self) -> None:
        """After the first try, keep the marks and the count true while things are put right."""
        self._asked = False
        if self._tried and not self._busy:
            self._count(len(self.check()))

    def _go_on(self, control: QWidget) -> None:
        later = self._controls[self._controls.index(control) + 1 :]
        following = next((each for each in later if each.isVisibleTo(self) and each.isEnabled()), self.submit_button)
        self.show_field(following)

    def _count(self, wrong: int) -> None:
        if wrong == 1:
            self.message.say(self.tr("1 thing left to do"), MessageKind.ERROR)
        else:
            text = self.tr("{count} things left to do").format(count=wrong) if wrong else ""
            self.message.say(text, MessageKind.ERROR)
        self.message.set_look("", "danger")

    def _lock(self, locked: bool) -> None:
        self._busy = locked
        if locked:
            self._focused = self.window().focusWidget()
            self.setFocus()
        self._content.setDisabled(locked)
        self.cancel_button.setDisabled(locked)
        self.submit_button.setDisabled(locked)
        if locked:
            self._say_again()
        elif self._focused is not None:
            self._focused.setFocus()

    def _succeed(self, outcome: Outcome) -> None:
        self._lock(False)
        self.message.say("")
        self.submitted.emit(outcome)
        self._asked = True  # nothing is lost any more
        self.dismiss()

    def _fail(self, error: Exception) -> None:
        """Stay, say what is the matter, and keep what was typed; locked where the write may be done."""
        self._error = error
        if isinstance(error, OutcomeUnknownError):
            self._doubt = Doubt(self._operation_id, sent_at=self._sent_at, operations=self._operations, parent=self)
            self._doubt.done.connect(self._on_done_after_all)
            self._doubt.over.connect(self._on_doubt_over)
            self._say_again()
            return
        self._lock(False)
        self._say_error(error)

    def _on_written(self, outcome: Outcome) -> None:
        """The write is done; a form of two writes goes on to the second."""
        self._succeed(outcome)

    def _on_done_after_all(self, outcome: Outcome) -> None:
        self._doubt = None
        self.failure.hide()
        self._on_written(outcome)

    def _on_doubt_over(self, error: Exception, buyer: WxBuyingUser | None) -> None:
        """It can be sent again, as another operation."""
        self._doubt = None
        self._operation_id = new_operation_id()
        self._fail(error)
        self.submit_button.setText(self.tr("Submit again"))

    def _say_error(self, error: Exception) -> None:
        words = describe(error)
        is_open = self._doubt is not None
        self.failure.say(
            words.title,
            "\n".join(filter(None, (words.sentence, "" if is_open else words.detail))),
            NoticeKind.WARN if is_open else NoticeKind.DANGER,
        )
        self.failure.show()
        self.message.say(words.title, MessageKind.ERROR)
