"""Finds the member that somebody names by phone, name or ID number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.id_card import normalised
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key, split_contact
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.id_card_input import IdCardInput
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session
    from wxbuyer_gui.ui.operations import Operations


@dataclass(frozen=True, slots=True)
class Found:
    """One member and the buyers that are bound to it already."""

    member: Member
    buyers: tuple[WxBuyingUser, ...] = ()


class FindRow(QWidget):
    """Three fields and 找会员. In the phone field "#8812" names a member by number.

    Signals:
        find_requested(): Enter in the last field, or the button.
        edited(): the question is another one now.
    """

    find_requested = Signal()
    edited = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, asks_id_card: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phone = PhoneInput(theme=theme, icons=icons)
        self.name = Input(theme=theme, icons=icons, name="nameEdit")
        self.id_card = IdCardInput(theme=theme, icons=icons)
        self.button = Button(theme=theme, icons=icons, icon="search", name="findButton")
        self.button.clicked.connect(self.find_requested)
        self.controls = (self.phone, self.name, self.id_card)
        line = row(self, spacing=theme.px(12))
        self._fields = tuple(FormField(control, theme=theme, icons=icons) for control in self.controls)
        for field in self._fields:
            line.addWidget(field, 1)
        self._fields[2].setVisible(asks_id_card)
        side = column()
        side.addStretch(1)
        side.addWidget(self.button)
        line.addLayout(side)
        for control in self.controls:
            control.textEdited.connect(self.edited)
            control.entered.connect(self.find_requested)
        for control in (self.phone, self.name):
            control.pasted.connect(self._split)
        self.retranslate()

    def fill(self, form: MemberForm) -> None:
        """Put in what is known."""
        self.phone.set_value(form.phone)
        self.name.setText(form.name)
        self.id_card.set_value(form.id_card)

    def form(self, buyer_id: int | None) -> MemberForm:
        """What was asked for."""
        return MemberForm(
            wx_buying_user_id=buyer_id,
            name=self.name.text().strip(),
            phone="" if self.phone.text().strip().startswith("#") else self.phone.value,
            id_card=self.id_card.value,
        )

    @property
    def number(self) -> str:
        """A member number typed as "#8812", else ''."""
        text = self.phone.text().strip()
        return text if text.startswith("#") and text[1:].isdecimal() else ""

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        phone, name, id_card = self._fields
        phone.set_label(self.tr("Phone"), required=True)
        name.set_label(self.tr("Name"))
        id_card.set_label(self.tr("ID number"))
        self.phone.setPlaceholderText(self.tr("or #number"))
        self.name.setPlaceholderText(self.tr("If several share it"))
        self.id_card.setPlaceholderText(self.tr("optional"))
        self.button.setText(self.tr("Find"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _split(self, text: str) -> None:
        phone, name = split_contact(text)
        if phone and name:
            self.phone.set_value(phone)
            self.name.setText(name)


class MemberFinder(QObject):
    """Asks the desk, newest question first: an older answer is dropped.

    Signals:
        found(tuple): ``Found`` for each member that fits all that was given, best first.
        failed(Exception): the source could not answer.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, *, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._question = 0

    def find(self, form: MemberForm, number: str = "") -> None:
        """Look for members that fit ``form``; with ``number`` ("#8812") for that one alone."""
        self._question += 1
        question = self._question
        self._operations.read(
            lambda session: _find(session, form, number),
            owner=self,
            on_success=lambda found: self._answer(question, found),
            on_error=lambda error: self.failed.emit(error) if question == self._question else None,
        )

    def _answer(self, question: int, found: tuple[Found, ...]) -> None:
        if question == self._question:
            self.found.emit(found)


def _find(session: Session, form: MemberForm, number: str) -> tuple[Found, ...]:
    """The ID number names one person best, then the phone, then the name; what else is given narrows it."""
    text = number or form.id_card or form.phone or form.name
    if not text:
        return ()
    members = session.desk.find_members(text)
    if not number:
        members = [member for member in members if _fits(member, form)]
    return tuple(Found(member, session.desk.buyers_of_member(member.id)) for member in members if member.id)


def _fits(member: Member, form: MemberForm) -> bool:
    if form.id_card and normalised(member.id_card) != form.id_card:
        return False
    if form.phone and phone_key(member.phone) != phone_key(form.phone):
        return False
    return not form.name or fold(form.name) in fold(member.name)
