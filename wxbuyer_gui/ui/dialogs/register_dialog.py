"""注册会员: make a member for a buyer, or for somebody who is no buyer yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.domain.errors import ConflictError
from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.masking import mask_open_id
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.ui import waiting_words
from wxbuyer_gui.ui.dialogs.draft_keeper import DraftKeeper
from wxbuyer_gui.ui.dialogs.duplicate_guard import DuplicateGuard
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.dialogs.member_fields import MemberFields
from wxbuyer_gui.ui.dialogs.phone_choice import PhoneChoice
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input, InputState
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.words import buyer_name

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations

NEW_BUYER = WxBuyingUser()


class RegisterDialog(FormSheet):
    """The form for one buyer, whatever is searched meanwhile. ``prefill`` is what the search box knew.

    A buyer without an id is stored together with its member. A buyer's nickname is only a suggestion for the name.

    Signals:
        view_requested(Member): show the member that has this phone or ID number already.
        bind_requested(Member): bind that one instead; the form goes away by ``dismiss``.
    """

    view_requested = Signal(object)
    bind_requested = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        buyer: WxBuyingUser = NEW_BUYER,
        prefill: MemberForm | None = None,
        asks_id_card: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, operations=operations, width=600, name="registerDialog")
        self._buyer = buyer
        self._registered: Outcome | None = None
        self._guard = DuplicateGuard(theme=theme, icons=icons, operations=operations, can_bind=bool(buyer.id))
        self._asks_id_card = asks_id_card
        self._fields = MemberFields(
            theme=theme, icons=icons, between=self._guard, asks_id_card=asks_id_card, today=today
        )
        self._fields.consent.load(self._operations)
        self.body.addWidget(self._fields)
        self.body.setSpacing(theme.px(12))
        self._open_id = Input(theme=theme, icons=icons, name="openIdEdit")
        self._open_id_field = FormField(self._open_id, theme=theme, icons=icons)
        self.body.addWidget(self._open_id_field)
        self._open_id_field.setVisible(not buyer.id)
        self._phone_choice = PhoneChoice(theme=theme)
        self.body.addWidget(self._phone_choice)
        self._consent = QCheckBox(self)
        self._consent.setObjectName("consentCheck")
        self._consent_message = MessageLine(theme=theme, icons=icons)
        self._consent_message.set_wrapping(False)
        consent = row()
        consent.addWidget(self._consent)
        consent.addStretch(1)
        consent.addWidget(self._consent_message)
        self.body.addLayout(consent)
        self.body.addStretch(1)
        self._draft_words: Callable[[], str] | None = None
        self._drafts = DraftKeeper(operations=operations, buyer_id=buyer.id or 0, fields=self._draft, parent=self)
        controls = [*self._fields.controls, *([] if buyer.id else [self._open_id]), self._consent]
        self.chain(controls)
        self._connect()
        self._fields.fill(self._suggestion(prefill))
        self.retranslate()
        self._drafts.load()
        self._on_phone_left()

    def _connect(self) -> None:
        self._fields.edited.connect(self._on_edited)
        self._fields.phone_left.connect(self._on_phone_left)
        self._fields.id_card_left.connect(lambda: self._guard.look_for_id_card(self._fields.id_card.value))
        self._open_id.textEdited.connect(self._on_edited)
        self._consent.toggled.connect(self.recheck)
        self._guard.changed.connect(self._on_guard_changed)
        self._guard.view_requested.connect(self.view_requested)
        self._guard.bind_requested.connect(self.bind_requested)
        self._drafts.restored.connect(self._restore)
        self._drafts.saved.connect(lambda: self._say_draft(self._kept_words))
        self.dismissed.connect(self._drafts.flush)
        self.covered.connect(self._drafts.flush)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._fields.retranslate()
        self.set_titles(self.tr("Register member"), self._person())
        self.submit_button.setText(self._submit_words())
        self._consent.setText(self.tr("The customer knows what it is for and agrees"))
        self._open_id_field.set_label(self.tr("openId"), optional=self.tr("optional, may be filled in later"))
        self._phone_choice.retranslate(self._buyer.phone)
        if self._draft_words is not None:
            self._say_draft(self._draft_words)

    def _submit_words(self) -> str:
        """What happens when it is pressed."""
        if self._registered is not None:
            return self.tr("Save the phone again")
        if self._is_away:
            return self.tr("Register and send later")
        return self.tr("Register and bind") if self._buyer.id else self.tr("Register")

    def _person(self) -> str:
        if not self._buyer.id:
            return self.tr("Somebody new: buyer and member are stored together")
        number = self.tr("WeChat buyer #{number}").format(number=self._buyer.id)
        if waiting_words.is_new(self._buyer):
            number = waiting_words.summary(self._buyer)
        facts = [self.tr("For {name}").format(name=buyer_name(self._buyer, numbered=False)), number]
        if self._buyer.open_id:
            facts.append(self.tr("openId {open_id}").format(open_id=mask_open_id(self._buyer.open_id)))
        return self.tr(", ").join(facts)

    def _suggestion(self, prefill: MemberForm | None) -> MemberForm:
        given = prefill or MemberForm()
        name = "" if is_anonymous(self._buyer.name) else self._buyer.name
        return replace(given, name=given.name or name, phone=given.phone or self._buyer.phone)

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the first field that is empty, else in the name."""
        super().open_over(panel)
        empty = next((each for each in (self._fields.name, self._fields.phone) if not each.text()), self._fields.name)
        empty.setFocus()

    def is_changed(self) -> bool:
        """Only the ID number would be lost: the rest is kept as a draft."""
        return self._registered is None and bool(self._fields.id_card.value)

    def check(self) -> Sequence[FormField | QWidget]:
        """The fields, a member that exists already, and the customer's consent."""
        wrong: list[FormField | QWidget] = list(self._fields.check())
        self._mark_duplicate()
        if self._guard.member is not None:
            wrong.append(self._fields.phone_field if self._guard.is_by_phone else self._fields.id_card_field)
        if "*" in self._open_id.text():
            self._open_id_field.say(self.tr("Stars hide something: scan the code again"), MessageKind.ERROR)
            wrong.append(self._open_id_field)
        elif self._is_away and not self._buyer.id and not self._open_id.text().strip():
            text = self.tr("Without the server somebody new needs the openId: it is found again by that alone")
            self._open_id_field.say(text, MessageKind.ERROR)
            wrong.append(self._open_id_field)
        agreed = self._consent.isChecked()
        self._consent.setProperty("state", "" if agreed else "error")
        self._consent.update()
        self._consent_message.say("" if agreed else self.tr("Needed before registering"), MessageKind.ERROR)
        return wrong if agreed else [*wrong, self._consent]

    def send(self) -> None:
        """Register; then, where the clerk chose so, bring the buyer's own phone up to date."""
        if self._registered is not None:
            self._save_phone(self._registered)
            return
        self._drafts.stop()
        self._operations.register(
            replace(self._buyer, **self._new_buyer()) if not self._buyer.id else self._buyer,
            self._fields.form(self._buyer.id),
            operation_id=self._operation_id,
            owner=self,
            on_success=self._on_written,
            on_error=self._fail,
        )

    def _new_buyer(self) -> dict[str, str]:
        return {
            "name": self._fields.name.text().strip(),
            "phone": self._fields.phone.value,
            "open_id": self._open_id.text().strip(),
        }

    def _on_written(self, outcome: Outcome) -> None:
        """After the registration the buyer's own phone, where the clerk chose so."""
        if self._registered is not None:
            self._succeed(self._registered)
        elif self._phone_choice.is_both:
            self._save_phone(outcome)
        else:
            self._succeed(outcome)

    def _save_phone(self, outcome: Outcome) -> None:
        """The second write. If it fails the form stays, and submitting again repeats this write alone."""
        self._registered = outcome
        self._operation_id = new_operation_id()
        self._operations.save_buyer(
            replace(self._buyer, phone=self._fields.phone.value),
            base=self._buyer,
            operation_id=self._operation_id,
            owner=self,
            on_success=self._on_written,
            on_error=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        super()._fail(error)
        if self.is_busy:
            return
        if self._registered is not None:
            self.submit_button.setText(self._submit_words())
            self.failure.say(self.tr("Registered, but the WeChat phone is still the old one"), self.failure.text)
            return
        self._drafts.resume()
        if isinstance(error, ConflictError) and error.member_id and error.field in ("phone", "id_card"):
            self._guard.look_for_member(error.member_id, error.field)

    def _on_doubt_over(self, error: Exception, buyer: WxBuyingUser | None) -> None:
        if getattr(error, "code", "") == "E-FIRST-HALF" and buyer is not None:
            self._buyer = buyer  # stored by the first half: only its member is missing
            self._open_id_field.hide()
            self.retranslate()
        super()._on_doubt_over(error, buyer)

    def _on_edited(self) -> None:
        self._drafts.touch()
        self._on_phone_typed()
        self.recheck()

    def _on_phone_typed(self) -> None:
        known, typed = phone_key(self._buyer.phone), self._fields.phone.key
        self._phone_choice.setVisible(bool(self._buyer.id and known and typed and typed != known))
        self._phone_choice.show_phone(typed)

    def _on_phone_left(self) -> None:
        self._on_phone_typed()
        self._mark_duplicate()
        self._guard.look_for_phone(self._fields.phone.key)

    def _on_guard_changed(self) -> None:
        self._mark_duplicate()
        self.recheck()

    def _mark_duplicate(self) -> None:
        by_phone = self._guard.member is not None and self._guard.is_by_phone
        field = self._fields.phone_field
        if not field.has_error:
            field.mark(InputState.WARNING if by_phone else InputState.NORMAL)

    def _draft(self) -> Mapping[str, str]:
        fields = self._fields
        return {
            "name": fields.name.text(),
            "phone": fields.phone.text(),
            "birthday": fields.birthday.text(),
            "sex": str(fields.sex.currentData() or ""),
            "address": fields.address.text(),
            "open_id": self._open_id.text(),
        }

    def _restore(self, draft: Mapping[str, str]) -> None:
        """A draft wins over suggestions, not over what was typed since the form opened."""
        fields = self._fields
        for control, name in (
            (fields.name, "name"),
            (fields.phone, "phone"),
            (fields.birthday, "birthday"),
            (fields.address, "address"),
            (self._open_id, "open_id"),
        ):
            if draft.get(name) and not control.isModified():
                control.setText(draft[name])
        if draft.get("sex", "").isdigit():
            fields.sex.set_value(int(draft["sex"]))
        self._say_draft(self._back_words)
        self._on_phone_left()

    def _kept_words(self) -> str:
        return self.tr("Draft kept, without the ID number") if self._asks_id_card else self.tr("Draft kept")

    def _back_words(self) -> str:
        if self._asks_id_card:
            return self.tr("Your draft is back, without the ID number")
        return self.tr("Your draft is back")

    def _say_draft(self, words: Callable[[], str]) -> None:
        self._draft_words = words
        self.status.say(words())
        self.status.set_look("circle-check", "muted")
