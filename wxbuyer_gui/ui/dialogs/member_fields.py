"""The fields of a member, with all that they know about each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from wxbuyer_gui.domain.birthday import age
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_card import LOCKED, IdCardCheck, check_id_card
from wxbuyer_gui.domain.masking import mask_address, mask_id_card, mask_phone
from wxbuyer_gui.domain.models import Member, MemberForm
from wxbuyer_gui.domain.phone import is_landline, is_mobile, split_contact
from wxbuyer_gui.ui.dialogs.field_texts import birthday_problem, id_card_hint, id_card_problem
from wxbuyer_gui.ui.dialogs.id_consent import IdConsent
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.birthday_input import BirthdayInput
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.id_card_input import IdCardInput
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.kept_value import KeptValue
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput
from wxbuyer_gui.ui.widgets.segmented import Segmented

UNKNOWN_SEX = 0


class MemberFields(QWidget):
    """Name, phone, ID number, birthday, sex and address; ``between`` is put under the first row.

    A valid ID number fills birthday and sex where they are empty, never over what somebody typed. A contact pasted
    into name or phone ("王小明 13800138000") is split into both. A shop that does not ask for ID numbers has no field
    for them; what is stored stays. Where one is entered, ``consent`` asks for the customer's.

    Signals:
        edited(): something was typed or chosen.
        phone_left(): the phone is complete for the moment.
        id_card_left(): so is the ID number.
    """

    edited = Signal()
    phone_left = Signal()
    id_card_left = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        between: QWidget | None = None,
        asks_id_card: bool = True,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._today = today
        self._is_required = True
        self._phone_kept: KeptValue | None = None
        self._id_card_kept: KeptValue | None = None
        self._address_kept: KeptValue | None = None
        self.name = Input(theme=theme, icons=icons, name="nameEdit")
        self.phone = PhoneInput(theme=theme, icons=icons)
        self.id_card = IdCardInput(theme=theme, icons=icons)
        self.birthday = BirthdayInput(theme=theme, icons=icons, today=today)
        self.sex = Segmented(theme=theme, name="sexCombo")
        self.address = Input(theme=theme, icons=icons, name="addressEdit")
        self.consent = IdConsent(theme=theme, icons=icons)
        inputs = (self.name, self.phone, self.id_card, self.birthday, self.sex, self.address)
        fields = tuple(FormField(control, theme=theme, icons=icons) for control in inputs)
        self.controls = (*inputs[:3], self.consent.control, *inputs[3:])
        self.name_field, self.phone_field, self.id_card_field = fields[:3]
        self.birthday_field, self.sex_field, self.address_field = fields[3:]
        px = theme.px
        body = column(self, spacing=px(12))
        body.addLayout(_pair(self.name_field, self.phone_field, px(16)))
        if between is not None:
            body.addWidget(between)
        body.addWidget(self.id_card_field)
        body.addWidget(self.consent)
        self.id_card_field.setVisible(asks_id_card)
        body.addLayout(_pair(self.birthday_field, self.sex_field, px(16)))
        body.addWidget(self.address_field)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for control in (self.name, self.phone, self.id_card, self.birthday, self.address):
            control.textEdited.connect(self.edited)
        self.sex.activated.connect(self._on_sex_chosen)
        self.name.pasted.connect(self._split)
        self.phone.pasted.connect(self._split)
        self.phone.left.connect(self._on_phone_left)
        self.id_card.left.connect(self._on_id_card_left)
        self.id_card.textEdited.connect(self._on_id_card_edited)
        self.id_card.textChanged.connect(self._on_id_card_changed)
        self.consent.edited.connect(self.edited)
        self.birthday.left.connect(self._check_birthday)
        self.birthday.textEdited.connect(lambda: self.birthday_field.set_tag(""))

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        optional = self.tr("optional")
        self.name_field.set_label(self.tr("Name"), required=self._is_required)
        self.phone_field.set_label(self.tr("Phone"), required=self._is_required)
        self.id_card_field.set_label(self.tr("ID number"), optional=optional)
        self.birthday_field.set_label(self.tr("Birthday"))
        self.sex_field.set_label(self.tr("Sex"))
        self.address_field.set_label(self.tr("Address"), optional=optional)
        self.birthday.setPlaceholderText(self.tr("Such as 1990-03-07"))
        self.sex.set_choices(((self.tr("Male"), 1), (self.tr("Female"), 2), (self.tr("Unknown"), UNKNOWN_SEX)))
        self.consent.retranslate()
        self._say_again()

    def _say_again(self) -> None:
        """What was said already, in the window's language."""
        checks = {
            self.name_field: self._check_name,
            self.phone_field: self._check_phone,
            self.id_card_field: self._check_id_card,
            self.birthday_field: self._check_birthday,
        }
        for field, check in checks.items():
            if field.message:
                check()
        for field in (self.birthday_field, self.sex_field):
            if field.tag:
                field.set_tag(self.tr("from the ID number"))

    def fill(self, form: MemberForm) -> None:
        """Show what ``form`` gives."""
        self.name.setText(form.name)
        self.phone.set_value(form.phone)
        self.id_card.set_value(form.id_card)
        self.birthday.set_value(form.birthday)
        self.sex.set_value(form.sex)
        self.address.setText(form.address)

    def edit(self, member: Member) -> None:
        """Show a stored member: phone, ID number and address stay hidden, and as stored unless something is typed."""
        self.fill(replace(as_form(member), phone="", id_card="", address=""))
        theme, icons = self._theme, self._icons
        mask = mask_phone(member.phone)
        self._phone_kept = KeptValue(self.phone, stored=member.phone, mask=mask, theme=theme, icons=icons)
        mask = self.tr("Encrypted") if member.id_card == LOCKED else mask_id_card(member.id_card)
        self._id_card_kept = KeptValue(self.id_card, stored=member.id_card, mask=mask, theme=theme, icons=icons)
        mask = mask_address(member.address)
        self._address_kept = KeptValue(self.address, stored=member.address, mask=mask, theme=theme, icons=icons)
        for kept in (self._phone_kept, self._id_card_kept, self._address_kept):
            kept.changed.connect(self.edited)
        self._is_required = False
        self.retranslate()

    def form(self, buyer_id: int | None) -> MemberForm:
        """What was filled in. InvalidInputError for a birthday that is none: ``check`` first."""
        return MemberForm(
            wx_buying_user_id=buyer_id,
            name=self.name.text().strip(),
            phone=self._phone_kept.resolve(self.phone.value) if self._phone_kept else self.phone.value,
            sex=self.sex.currentData() or None,
            birthday=self.birthday.value(),
            id_card=self._id_card_kept.resolve(self.id_card.value) if self._id_card_kept else self.id_card.value,
            address=self._address_kept.resolve(self.address.text().strip())
            if self._address_kept
            else self.address.text().strip(),
            consent=self.consent.given() if self.id_card.value else None,
        )

    def check(self) -> list[FormField | QWidget]:
        """Check all fields, say what is wrong beside each, and return those, in their order."""
        self._check_name()
        self._check_phone()
        self._check_id_card()
        self._check_birthday()
        fields = (self.name_field, self.phone_field, self.id_card_field, self.birthday_field)
        wrong: list[FormField | QWidget] = [field for field in fields if field.has_error]
        return wrong if self.consent.check() else [*wrong, self.consent.control]

    def _check_name(self) -> None:
        text = self.name.text().strip()
        if not text:
            self.name_field.say(self.tr("Ask for the name") if self._is_required else "", MessageKind.ERROR)
        elif "*" in text:
            self.name_field.say(self.tr("Stars hide something: type it in full"), MessageKind.ERROR)
        else:
            self.name_field.say("")

    def _check_phone(self) -> None:
        text, key = self.phone.text().strip(), self.phone.key
        if "*" in text:
            self.phone_field.say(self.tr("Stars hide something: type it in full"), MessageKind.ERROR)
        elif not text:
            self.phone_field.say(self.tr("Ask for the phone number") if self._is_required else "", MessageKind.ERROR)
        elif not key:
            self.phone_field.say(self.tr("This is not a phone number"), MessageKind.ERROR)
        elif not is_mobile(key):
            kind = self.tr("A landline") if is_landline(key) else self.tr("Not a mainland mobile: compare it again")
            self.phone_field.say(kind)
        else:
            self.phone_field.say("")

    def _check_id_card(self) -> IdCardCheck | None:
        if not self.id_card.value:
            self.id_card_field.say("")
            return None
        checked = check_id_card(self.id_card.value, self._today())
        if checked.problem is not None:
            self.id_card_field.say(id_card_problem(checked.problem), MessageKind.ERROR)
        elif checked.hint is not None:
            self.id_card_field.say(id_card_hint(checked.hint), MessageKind.WARN)
        else:
            self.id_card_field.say(self._id_card_result(checked), MessageKind.OK)
        return checked

    def _id_card_result(self, checked: IdCardCheck) -> str:
        if self._sources(checked) == (True, True):
            return self.tr("Valid; birthday and sex filled in")
        return self.tr("Valid")

    def _sources(self, checked: IdCardCheck) -> tuple[bool, bool]:
        """Whether birthday and sex are those of the number."""
        return self._birthday() == checked.birthday, self.sex.currentData() == checked.sex

    def _check_birthday(self) -> None:
        try:
            birthday = self.birthday.value()
        except InvalidInputError as error:
            self.birthday_field.say(birthday_problem(error.code), MessageKind.ERROR)
            return
        number = check_id_card(self.id_card.value, self._today())
        if birthday and number.ok and number.birthday and birthday != number.birthday:
            text = self.tr("The ID number says {date}").format(date=number.birthday.isoformat())
            adopt = partial(self._adopt, number)
            self.birthday_field.say(text, MessageKind.WARN, action=self.tr("Use it"), on_action=adopt)
        elif birthday:
            self.birthday_field.say(self.tr("{age} years old").format(age=age(birthday, self._today())))
        else:
            self.birthday_field.say("")

    def _adopt(self, number: IdCardCheck) -> None:
        self.birthday.set_value(number.birthday)
        self.birthday_field.set_tag(self.tr("from the ID number"))
        self._check_birthday()
        self.edited.emit()

    def _birthday(self) -> date | None:
        try:
            return self.birthday.value()
        except InvalidInputError:
            return None

    def _on_phone_left(self) -> None:
        if self.phone.text().strip():
            self._check_phone()
        self.phone_left.emit()

    def _on_id_card_edited(self) -> None:
        if len(self.id_card.value) == 18:
            self._take_over()

    def _on_id_card_changed(self) -> None:
        self.consent.setVisible(bool(self.id_card.value))

    def _on_id_card_left(self) -> None:
        self._take_over()
        self.id_card_left.emit()

    def _take_over(self) -> None:
        """Fill birthday and sex from the number, each only where it is empty."""
        checked = check_id_card(self.id_card.value, self._today()) if self.id_card.value else None
        if checked is not None and checked.ok:
            tag = self.tr("from the ID number")
            if checked.birthday and not self.birthday.text().strip():
                self.birthday.set_value(checked.birthday)
                self.birthday_field.set_tag(tag)
            if checked.sex and self.sex.currentData() == UNKNOWN_SEX:
                self.sex.set_value(checked.sex)
                self.sex_field.set_tag(tag)
        self._check_id_card()
        self._check_birthday()

    def _on_sex_chosen(self) -> None:
        self.sex_field.set_tag("")
        self.edited.emit()

    def _split(self, text: str) -> None:
        phone, name = split_contact(text)
        if not (phone and name):
            return
        self.phone.set_value(phone)
        self.name.setText(name)
        for field in (self.name_field, self.phone_field):
            field.say("")
        self.edited.emit()
        self.phone_left.emit()


def as_form(member: Member) -> MemberForm:
    """A member's own fields as a form."""
    return MemberForm(
        name=member.name,
        phone=member.phone,
        sex=member.sex,
        birthday=member.birthday,
        id_card=member.id_card,
        address=member.address,
    )


def _pair(left: QWidget, right: QWidget, gap: int) -> QGridLayout:
    """Two columns of one width, whatever stands in them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap)
    grid.setContentsMargins(0, 0, 0, 0)
    for place, field in enumerate((left, right)):
        grid.addWidget(field, 0, place, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(place, 1)
        field.setMinimumWidth(0)
    return grid
