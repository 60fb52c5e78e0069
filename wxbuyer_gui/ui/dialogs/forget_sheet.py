"""忘记此顾客: what goes is named before, a reason and a typed sign are asked for, and what remains is named after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.forgetting import ForgetOutcome, ForgetPreview
from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.dialogs.remains_list import RemainsList
from wxbuyer_gui.ui.forget_words import what_goes
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import ButtonKind
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.words import buyer_name

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations

_WIDTH = 560
_TAIL = 4


class ForgetSheet(FormSheet):
    """Forgets one buyer; the button is live once it is known what that means.

    Signals:
        forgotten(): the buyer is gone.
    """

    forgotten = Signal()
    tells_itself = True

    def __init__(
        self, parent: QWidget, *, theme: Theme, icons: Icons, operations: Operations, buyer: WxBuyingUser
    ) -> None:
        super().__init__(
            parent,
            theme=theme,
            icons=icons,
            operations=operations,
            width=_WIDTH,
            name="forgetDialog",
            submits=ButtonKind.DANGER,
        )
        self._buyer = buyer
        self._preview: ForgetPreview | None = None
        self._outcome: ForgetOutcome | None = None
        self.submit_button.set_icon("trash-2")
        self._warning = Notice(theme=theme, icons=icons, kind=NoticeKind.DANGER, name="forgetNotice")
        self._facts = FactBox(theme=theme, width=_WIDTH, name="forgetFacts")
        self._facts.hide()
        self._waiting = QCheckBox()
        self._waiting.setObjectName("discardCheck")
        self._waiting_message = MessageLine(theme=theme, icons=icons, name="discardMessage")
        self._reason = Input(theme=theme, icons=icons, name="reasonEdit")
        self._reason_field = FormField(self._reason, theme=theme, icons=icons)
        self._sign = Input(theme=theme, icons=icons, name="signEdit")
        self._sign_field = FormField(self._sign, theme=theme, icons=icons)
        self._remains = RemainsList(theme=theme)
        self._remains.hide()
        self.body.setSpacing(theme.px(14))
        self._agreement = QWidget()
        agreement = column(self._agreement, spacing=theme.px(4))
        agreement.addWidget(self._waiting)
        agreement.addWidget(self._waiting_message)
        self._agreement.hide()
        self._asking = (self._warning, self._facts, self._agreement, self._reason_field, self._sign_field)
        for widget in (*self._asking, self._remains):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        for edit in (self._reason, self._sign):
            edit.textEdited.connect(lambda _text: self.recheck())
        self._waiting.toggled.connect(lambda _on: self.recheck())
        self.chain([self._waiting, self._reason, self._sign])
        self.submit_button.setEnabled(False)
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, find out what would go, with the caret in the reason."""
        super().open_over(panel)
        self._reason.setFocus()
        self._operations.read(
            lambda session: session.forgetting.preview(self._buyer),
            owner=self,
            on_success=self._show_preview,
            on_error=self._say_error,
        )

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        phone = mask_phone(self._buyer.phone)
        number = self.tr("Buyer #{number}").format(number=self._buyer.id)
        self.set_titles(
            self.tr("Forget this buyer"), " · ".join(filter(None, (buyer_name(self._buyer), phone, number)))
        )
        self._reason_field.set_label(self.tr("Why"), required=True)
        self._reason.setPlaceholderText(self.tr("e.g. asked for in writing, request 12"))
        tail = self.tr("Last four digits of the phone") if self._tail else self.tr("Number of the buyer")
        self._sign_field.set_label(self.tr("{what}, to be sure").format(what=tail), required=True)
        self.submit_button.setText(self.tr("Forget"))
        if self._preview is not None:
            self._show_preview(self._preview)
        if self._outcome is not None:
            self._show_outcome(self._outcome)

    def is_changed(self) -> bool:
        """Whether a reason would be lost."""
        return self._outcome is None and bool(self._reason.text().strip())

    def check(self) -> Sequence[FormField | QWidget]:
        """A reason, the sign, and the word about what waits to be sent."""
        wrong: list[FormField | QWidget] = []
        if self._outcome is not None:
            return wrong
        if not self._reason.text().strip():
            self._reason_field.say(self.tr("Say why: it stays in the history"), MessageKind.ERROR)
            wrong.append(self._reason_field)
        else:
            self._say_where_reason_stays()
        if self._sign.text().strip().removeprefix("#") != self._wanted_sign:
            self._sign_field.say(self.tr("This is not it"), MessageKind.ERROR)
            wrong.append(self._sign_field)
        else:
            self._sign_field.say("")
        if not self._check_waiting():
            wrong.insert(0, self._waiting)
        return wrong

    def send(self) -> None:
        """Forget."""
        self._operations.forget(
            self._buyer,
            reason=self._reason.text().strip(),
            discard_waiting=self._waiting.isChecked(),
            owner=self,
            on_success=self._on_forgotten,
            on_error=self._fail,
        )

    @property
    def _tail(self) -> str:
        digits = phone_key(self._buyer.phone)
        return digits[-_TAIL:] if len(digits) >= _TAIL else ""

    @property
    def _wanted_sign(self) -> str:
        return self._tail or str(self._buyer.id)

    def _check_waiting(self) -> bool:
        """Whether what waits may be taken back, or nothing does; a tick that is missing is marked."""
        missing = self._waiting.isVisibleTo(self) and not self._waiting.isChecked()
        self._waiting.setProperty("state", "error" if missing else "")
        self._waiting.update()
        words = self.tr("Tick this: nobody is forgotten while something waits") if missing else ""
        self._waiting_message.say(words, MessageKind.ERROR)
        return not missing

    def _say_where_reason_stays(self) -> None:
        self._reason_field.say(self.tr("It stays in the history: do not name the customer"))

    def _show_preview(self, preview: ForgetPreview) -> None:
        self._preview = preview
        self._facts.set_facts(what_goes(preview))
        count = preview.waiting
        waiting = QCoreApplication.translate("ForgetSheet", "Take back %n writes that wait to be sent", "", count)
        self._waiting.setText(waiting)
        self._agreement.setVisible(bool(count) and self._outcome is None)
        self.submit_button.setEnabled(not preview.unsettled and not self._busy)
        if preview.unsettled:
            self._warning.say(
                self.tr("This buyer cannot be forgotten yet"),
                self.tr("Something was sent and not answered. Wait until it is settled in To be sent, then try again."),
                NoticeKind.WARN,
            )
        else:
            self._warning.say(
                self.tr("This cannot be undone"),
                self.tr("The person is erased here, and comes back neither by an import nor by a copy of the server."),
                NoticeKind.DANGER,
            )
        if not self._tried:
            self._say_where_reason_stays()

    def _on_forgotten(self, outcome: ForgetOutcome) -> None:
        self._lock(False)
        self._show_outcome(outcome)
        self.cancel_button.setFocus()
        self.forgotten.emit()

    def _show_outcome(self, outcome: ForgetOutcome) -> None:
        """The same sheet says what is done and what is not."""
        self._outcome = outcome
        for widget in self._asking:
            widget.hide()
        gone = self.tr("Buyer #{buyer} is forgotten").format(buyer=outcome.buyer_id)
        if outcome.member_id is not None:
            gone = self.tr("Buyer #{buyer} and member #{member} are forgotten").format(
                buyer=outcome.buyer_id, member=outcome.member_id
            )
        self.set_titles(gone, self.tr("What this program cannot reach"))
        self._remains.show_remains(outcome.remains, wiped=outcome.wiped)
        self.message.say("")
        self.submit_button.hide()
        self.cancel_button.setText(self.tr("Done"))
