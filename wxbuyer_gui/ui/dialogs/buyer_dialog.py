"""新建买家 and 编辑买家: name, phone and openId of a WeChat buyer; only edited fields are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wxbuyer_gui.domain.masking import mask_open_id, mask_phone
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key, split_contact
from wxbuyer_gui.domain.twins import NO_TWINS, is_open_id
from wxbuyer_gui.ui import waiting_words
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.panes.twin_notice import TwinNotice
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.kept_value import KeptValue
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations

NOBODY = WxBuyingUser()


class BuyerDialog(FormSheet):
    """The form for a new buyer, or for ``buyer`` as it was read.

    A stored phone stays hidden, and stored unless something is typed. A stored openId cannot be changed; a missing
    one can be filled in.

    Signals:
        register_requested(MemberForm): make a member at the same time. Goes away by ``dismiss``.
        view_requested(WxBuyingUser): show another buyer that could be taken for this one.
    """

    register_requested = Signal(object)
    view_requested = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        buyer: WxBuyingUser = NOBODY,
        prefill: WxBuyingUser = NOBODY,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, operations=operations, width=560, name="buyerDialog")
        self._buyer = buyer
        self._is_new = not buyer.id
        self._name = Input(theme=theme, icons=icons, name="nameEdit")
        self._phone = PhoneInput(theme=theme, icons=icons)
        self._open_id = Input(theme=theme, icons=icons, name="openIdEdit")
        self._register = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="registerTooButton")
        controls = (self._name, self._phone, self._open_id)
        self._fields = tuple(FormField(control, theme=theme, icons=icons) for control in controls)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.addWidget(self._fields[0], 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._fields[1], 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._fields[2], 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._twins = TwinNotice(theme=theme, icons=icons)
        self._twins.buyer_requested.connect(self.view_requested)
        self.body.addLayout(grid)
        self.body.addWidget(self._twins)
        self.body.addWidget(self._register, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._register.setVisible(self._is_new)
        self._fields[2].setVisible(not buyer.open_id)
        mask = mask_phone(buyer.phone)
        self._kept = KeptValue(self._phone, stored=buyer.phone, mask=mask, theme=theme, icons=icons)
        shown = prefill if self._is_new else replace(buyer, phone="")
        self._name.setText(shown.name)
        self._phone.set_value(shown.phone)
        self._open_id.setText("" if buyer.open_id else shown.open_id)
        self.chain([control for control in controls if control is not self._open_id or not buyer.open_id])
        self._connect()
        self.retranslate()
        self._on_edited()

    def _connect(self) -> None:
        for control in (self._name, self._phone, self._open_id):
            control.textEdited.connect(self._on_edited)
        for control in (self._name, self._phone):
            control.pasted.connect(self._split)
        self._kept.changed.connect(self._on_edited)
        self._phone.left.connect(self._look_for_twins)
        self._open_id.left.connect(self._check_open_id)
        self._open_id.left.connect(self._look_for_twins)
        self._register.clicked.connect(self._register_too)

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the name."""
        super().open_over(panel)
        self._name.setFocus()
        self._look_for_twins()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._twins.retranslate()
        optional = self.tr("optional")
        name, phone, open_id = self._fields
        name.set_label(self.tr("Name"))
        phone.set_label(self.tr("Phone"), optional=optional)
        open_id.set_label(self.tr("openId"), optional=self.tr("scan the customer's code, or fill it in later"))
        self._register.setText(self.tr("Register a member at the same time"))
        if self._is_new:
            self.set_titles(self.tr("New buyer"), self.tr("One of the three is enough"))
        else:
            number = self.tr("WeChat buyer #{number}").format(number=self._buyer.id)
            facts = [waiting_words.summary(self._buyer) if waiting_words.is_new(self._buyer) else number]
            if self._buyer.open_id:
                facts.append(self.tr("openId {open_id}").format(open_id=mask_open_id(self._buyer.open_id)))
            self.set_titles(self.tr("Edit buyer"), self.tr(", ").join(facts))
        self.submit_button.setText(self.tr("Save and send later") if self._is_away else self.tr("Save"))

    def is_changed(self) -> bool:
        """Whether something would be stored."""
        return self._edited() != self._buyer

    def check(self) -> Sequence[FormField | QWidget]:
        """No stars, and something that names the person."""
        name, phone, open_id = self._fields
        stars = self.tr("Stars hide something: type it in full")
        for field, text in ((name, self._name.text()), (phone, self._phone.text())):
            field.say(stars if "*" in text else "", MessageKind.ERROR)
        if self._phone.text().strip() and not self._phone.key and not phone.has_error:
            phone.say(self.tr("This is not a phone number"), MessageKind.ERROR)
        self._check_open_id()
        return [field for field in (name, phone, open_id) if field.has_error]

    def send(self) -> None:
        """Store the buyer."""
        self._operations.save_buyer(
            self._edited(),
            base=None if self._is_new else self._buyer,
            operation_id=self._operation_id,
            owner=self,
            on_success=self._succeed,
            on_error=self._fail,
        )

    def _edited(self) -> WxBuyingUser:
        """The buyer with what is typed; a field that was left as it was has its stored text, blanks and all."""
        name = self._name.text()
        return replace(
            self._buyer,
            name=name if name == self._buyer.name else name.strip(),
            phone=self._kept.resolve(self._phone.value),
            open_id=self._buyer.open_id or self._open_id.text().strip(),
        )

    def _check_open_id(self) -> None:
        field, text = self._fields[2], self._open_id.text().strip()
        if "*" in text or "…" in text:
            field.say(self.tr("Stars hide something: scan the code again"), MessageKind.ERROR)
        elif text and not is_open_id(text):
            field.say(self.tr("An openId usually has 28 characters and begins with o"), MessageKind.WARN)
        elif self._is_new and self._is_away and not text and self._tried:
            words = self.tr("Without the server somebody new needs the openId: it is found again by that alone")
            field.say(words, MessageKind.ERROR)
        else:
            field.say("")

    def _look_for_twins(self) -> None:
        """Somebody who could be taken for this one is worth a word, not a refusal: families share phones."""
        asked = self._asked_about()
        if not (asked.phone or asked.open_id):
            self._twins.show_twins(NO_TWINS)
            return
        self._operations.read(
            lambda session: session.desk.twins(asked),
            owner=self,
            on_success=lambda twins: self._twins.show_twins(twins if asked == self._asked_about() else NO_TWINS),
            on_error=lambda error: None,
        )

    def _asked_about(self) -> WxBuyingUser:
        """The buyer with what was typed alone: the detail tells of what is stored."""
        key = self._phone.key
        open_id = "" if self._buyer.open_id else self._open_id.text().strip()
        return replace(self._buyer, phone="" if key == phone_key(self._buyer.phone) else key, open_id=open_id)

    def _split(self, text: str) -> None:
        phone, name = split_contact(text)
        if phone and name:
            self._name.setText(name)
            self._phone.set_value(phone)
            self._on_edited()

    def _register_too(self) -> None:
        self.register_requested.emit(MemberForm(name=self._name.text().strip(), phone=self._phone.value))

    def _on_edited(self) -> None:
        self.submit_button.setEnabled(self.is_changed())
        self.recheck()
