"""会员: the bound member's own fields, and who else is bound to it."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.birthday import age
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.masking import Field, typed_spans
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.details import Details
from wxbuyer_gui.ui.models.result_row import name_hits
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.field_row import LEFT, LOUD, RIGHT, FieldRow
from wxbuyer_gui.ui.panes.masked_field import MaskedField, Runs
from wxbuyer_gui.ui.panes.reason_line import ReasonLine
from wxbuyer_gui.ui.panes.retry_line import RetryLine
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.runs import Run, masked_runs, phone_runs, text_runs
from wxbuyer_gui.ui.words import buyer_name, minute

_MOST_OTHERS = 3


class MemberTab(QWidget):
    """One member, or a sentence why there is none to show.

    Signals:
        copy_ready(str): text for the clipboard.
        told(): the journal has one more entry.
        edit_requested(Member): edit this member.
        buyers_requested(Member): look up all buyers of this member.
        retry_requested(): read it again.
        failed(Exception): a number could not be shown or copied.
        noteworthy(QWidget): this part has to be seen now.
    """

    copy_ready = Signal(str)
    told = Signal()
    edit_requested = Signal(object)
    buyers_requested = Signal(object)
    retry_requested = Signal()
    failed = Signal(object)
    noteworthy = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preferences = preferences
        self._member: Member | None = None
        self._member_id: int | None = None
        self._details: Details | None = None
        self._query = Query()
        dress = {"theme": theme, "icons": icons}
        self._number = FieldRow(**dress, name="memberIdValue", can_copy=True, can_edit=True)
        self._name = FieldRow(**dress, name="memberNameValue", can_copy=True)
        self._phone = FieldRow(**dress, name="memberPhoneValue", ink=LOUD, can_reveal=True, can_copy=True)
        self._id_card = FieldRow(**dress, name="idCardValue", can_reveal=True, can_copy=True)
        self._birthday = FieldRow(**dress, name="birthdayValue")
        self._sex = FieldRow(**dress, name="sexValue")
        self._address = FieldRow(**dress, name="addressValue", can_reveal=True, can_copy=True)
        self._since = FieldRow(**dress, name="memberSinceValue")
        self._bound = FieldRow(**dress, name="boundAtValue")
        self._others = FieldRow(**dress, name="otherBuyersValue")
        self._fields = (self._number, self._name, self._phone, self._id_card, self._birthday, self._sex, self._address)
        self._rows = (*self._fields, self._since, self._bound, self._others)
        keep = {"operations": operations, "preferences": preferences}
        self._masked_phone = MaskedField(self._phone, field="phone", paint=self._phone_runs, **keep)
        self._reason = ReasonLine(**dress)
        self._masked_id_card = MaskedField(
            self._id_card, field="id_card", paint=partial(_runs, Field.ID_CARD), ask_reason=self._reason.ask, **keep
        )
        self._masked_address = MaskedField(self._address, field="address", paint=partial(_runs, Field.ADDRESS), **keep)
        self._sentence = Label(theme=theme, px=13.5, token="text2", wrap=True, name="memberSentence")
        self._trouble = RetryLine(**dress)
        self._build(theme)
        self._connect()

    def _build(self, theme: Theme) -> None:
        px = theme.px
        fields = self._fields_column = column(self)
        self._sentence.setContentsMargins(0, px(5), px(7), 0)
        fields.addWidget(self._sentence)
        fields.addWidget(self._trouble)
        for line in self._rows:
            fields.addWidget(line)
            if line is self._id_card:
                fields.addWidget(self._reason)
        fields.addStretch(1)

    def _connect(self) -> None:
        for field in (self._masked_phone, self._masked_id_card, self._masked_address):
            field.copy_ready.connect(self.copy_ready)
            field.told.connect(self.told)
            field.failed.connect(self.failed)
        for line in self._rows:
            line.text_copied.connect(self.copy_ready)
        self._number.copy_requested.connect(lambda: self.copy_ready.emit(str(self._member_id)))
        self._number.edit_requested.connect(lambda: self.edit_requested.emit(self.editable))
        self._others.link_clicked.connect(lambda: self.buyers_requested.emit(self._member))
        self._reason.asked.connect(self.noteworthy)
        self._name.copy_requested.connect(lambda: self._copy("name"))
        self._trouble.retry_requested.connect(self.retry_requested)
        self._preferences.changed.connect(self._fill)

    @property
    def editable(self) -> Member | None:
        """The member whom the pencil edits; None where there is no pencil."""
        may_edit = self._details is not None and self._details.can_edit_member
        return self._member if may_edit else None

    def show_member(self, member_id: int | None, member: Member | None, query: Query, details: Details | None) -> None:
        """Show a member as far as it is known; ``member_id`` is None where nobody is bound.

        ``details`` are those of before where nobody else is shown.
        """
        known = details.member if details is not None else None
        if member_id != self._member_id:
            self._reason.hide()
        self._member_id, self._member, self._query, self._details = member_id, member or known, query, details
        self._trouble.show_error(None)
        self._fill()

    def show_details(self, details: Details) -> None:
        """What had to be read."""
        self._details = details
        self._member = details.member or self._member
        self._trouble.show_error(None)
        self._fill()

    def show_error(self, error: Exception) -> None:
        """The member could not be read; where none is bound there was nothing to read."""
        if self._member_id:
            self._trouble.show_error(error)

    def forget(self) -> None:
        """Nobody is shown any more."""
        self._masked_phone.forget()
        self._masked_id_card.forget()
        self._masked_address.forget()
        self._reason.hide()

    def reveal(self) -> None:
        """Show or hide the phone (F4)."""
        self._masked_phone.toggle()

    def set_room(self, *, low: bool, narrow: bool) -> None:
        """Take less room where height or width is scarce."""
        px = self._theme.px
        self._fields_column.setContentsMargins(px(LEFT), px(9), px(RIGHT), px(8))
        for line in self._rows:
            line.set_room(low=low, narrow=narrow)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        show, hide, copy = self.tr("Show number"), self.tr("Hide number"), self.tr("Copy")
        self._number.name_it(
            self.tr("Member ID"), copy=copy, edit=self.tr("Edit member"), edit_tip=self.tr("Edit member (Ctrl+M)")
        )
        self._name.name_it(self.tr("Name"), copy=copy)
        self._phone.name_it(self.tr("Phone"), reveal=show, hide=hide, copy=copy)
        self._id_card.name_it(self.tr("ID number"), reveal=show, hide=hide, copy=copy)
        self._birthday.name_it(self.tr("Birthday"))
        self._sex.name_it(self.tr("Sex"))
        self._address.name_it(
            self.tr("Address"), reveal=self.tr("Show address"), hide=self.tr("Hide address"), copy=copy
        )
        self._since.name_it(self.tr("Joined"))
        self._bound.name_it(self.tr("Bound at"))
        self._others.name_it(self.tr("Also bound"))
        self._trouble.retranslate()
        self._reason.retranslate()
        self._fill()

    def _fill(self) -> None:
        member = self._member
        why_not = self._why_not()
        self._sentence.setText(why_not)
        self._sentence.setVisible(bool(why_not))
        for line in self._rows:
            line.setVisible(member is not None)
        if member is None:
            self.forget()
            return
        self._id_card.setVisible(bool(member.id_card) or self._preferences.settings.privacy.id_card_field)
        self._number.show_value((Run(f"#{member.id}"),))
        self._number.show_edit(self.editable is not None)
        self._name.show_value(
            text_runs(member.name, name_hits(member.name, self._query)) or _NONE, empty=not member.name
        )
        self._masked_phone.show_person(member, member.phone)
        is_locked = member.id_card == LOCKED
        self._masked_id_card.show_person(member, "" if is_locked else member.id_card)
        if is_locked:
            self._id_card.show_value((Run(self.tr("Encrypted")),), empty=True)
        born = member.birthday
        years = self.tr("{years} years").format(years=age(born, date.today())) if born else ""
        _show_text(self._birthday, born.isoformat() if born else "", note=years)
        _show_text(self._sex, self._sex_word(member.sex))
        self._masked_address.show_person(member, member.address)
        self._fill_story(member)

    def _fill_story(self, member: Member) -> None:
        """How the member came here, and who shares it."""
        since, details = member.created_at, self._details
        binding = details.binding if details else None
        is_one_moment = binding is not None and binding.action is Action.REGISTER
        self._since.setVisible(since is not None and not is_one_moment)
        _show_text(self._since, minute(since) if since else "")
        self._bound.setVisible(binding is not None)
        _show_text(self._bound, minute(binding.at) if binding else "", note=binding.operator if binding else "")
        others = details.others if details else ()
        self._others.setVisible(bool(others))
        names = [buyer_name(other) for other in others[:_MOST_OTHERS]] + (["…"] if len(others) > _MOST_OTHERS else [])
        _show_text(self._others, self.tr(", ").join(names))
        self._others.show_link(self.tr("Show in the list"))

    def _why_not(self) -> str:
        if not self._member_id:
            return self.tr("No member is bound to this buyer. Register one, or bind a member that exists.")
        if self._details is None or self._member is not None:
            return ""
        unknown = self.tr("Member #{number} (not imported). Only the number is known here.")
        return unknown.format(number=self._member_id)

    def _sex_word(self, sex: int | None) -> str:
        words = {None: "", 0: self.tr("Unknown"), 1: self.tr("Male"), 2: self.tr("Female")}
        return words.get(sex, str(sex))

    def _copy(self, field: str) -> None:
        if self._member is not None:
            self.copy_ready.emit(getattr(self._member, field))

    def _phone_runs(self, text: str, masked: bool) -> Runs:
        return phone_runs(text, hits=typed_spans(self._query, text), masked=masked)


_NONE = (Run("—"),)


def _runs(field: Field, text: str, masked: bool) -> Runs:
    return masked_runs(text, field) if masked else (Run(text),)


def _show_text(row: FieldRow, text: str, *, note: str = "") -> None:
    row.show_value((Run(text or "—"),), note=note, empty=not text)
