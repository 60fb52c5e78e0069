"""会员: the bound member's own fields, and who else is bound to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.birthday import age
from wxbuyer_gui.domain.masking import Field, typed_spans
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.details import Details
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.field_row import LOUD, FieldRow
from wxbuyer_gui.ui.panes.masked_field import MaskedField, Runs
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.marks import Run, masked_runs, phone_runs
from wxbuyer_gui.ui.words import buyer_name

_MOST_OTHERS = 3


class MemberTab(QWidget):
    """One member, or a sentence why there is none to show.

    Signals:
        copy_ready(str): text for the clipboard.
        edit_requested(Member): edit this member.
        failed(Exception): a number could not be shown or copied.
    """

    copy_ready = Signal(str)
    edit_requested = Signal(object)
    failed = Signal(object)

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
        self._member: Member | None = None
        self._member_id: int | None = None
        self._details: Details | None = None
        self._query = Query()
        dress = {"theme": theme, "icons": icons}
        self._number = FieldRow(**dress, name="memberIdValue", can_copy=True)
        self._name = FieldRow(**dress, name="memberNameValue", can_copy=True)
        self._phone = FieldRow(**dress, name="memberPhoneValue", ink=LOUD, can_reveal=True, can_copy=True)
        self._id_card = FieldRow(**dress, name="idCardValue", can_reveal=True, can_copy=True)
        self._birthday = FieldRow(**dress, name="birthdayValue")
        self._sex = FieldRow(**dress, name="sexValue")
        self._address = FieldRow(**dress, name="addressValue", can_copy=True)
        self._since = FieldRow(**dress, name="memberSinceValue")
        self._others = FieldRow(**dress, name="otherBuyersValue")
        self._rows = (
            self._number,
            self._name,
            self._phone,
            self._id_card,
            self._birthday,
            self._sex,
            self._address,
            self._since,
            self._others,
        )
        keep = {"operations": operations, "preferences": preferences}
        self._masked_phone = MaskedField(self._phone, field="phone", paint=self._phone_runs, **keep)
        self._masked_id_card = MaskedField(self._id_card, field="id_card", paint=_id_card_runs, **keep)
        self._sentence = Label(theme=theme, px=13.5, token="text2", wrap=True, name="memberSentence")
        self._edit = Button(theme=theme, icons=icons, icon="pencil", small=True, name="editMemberButton")
        self._build()
        self._connect()

    def _build(self) -> None:
        px = self._theme.px
        fields = column(self, margins=(px(24), px(12), px(20), px(8)))
        fields.addWidget(self._sentence)
        for line in self._rows:
            fields.addWidget(line)
        fields.addSpacing(px(10))
        fields.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addStretch(1)

    def _connect(self) -> None:
        for field in (self._masked_phone, self._masked_id_card):
            field.copy_ready.connect(self.copy_ready)
            field.failed.connect(self.failed)
        self._number.copy_requested.connect(lambda: self.copy_ready.emit(str(self._member_id)))
        self._name.copy_requested.connect(lambda: self._copy("name"))
        self._address.copy_requested.connect(lambda: self._copy("address"))
        self._edit.clicked.connect(lambda: self.edit_requested.emit(self._member))

    def show_member(self, member_id: int | None, member: Member | None, query: Query) -> None:
        """Show a member as far as it is known; ``member_id`` is None where nobody is bound."""
        if member_id != self._member_id:
            self._details = None
        self._member_id, self._member, self._query = member_id, member, query
        self._fill()

    def show_details(self, details: Details) -> None:
        """What had to be read."""
        self._details = details
        self._member = details.member or self._member
        self._fill()

    def reveal(self) -> None:
        """Show or hide the phone (F4)."""
        self._masked_phone.toggle()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        show, hide, copy = self.tr("Show number"), self.tr("Hide number"), self.tr("Copy")
        self._number.name_it(self.tr("Member ID"), copy=copy)
        self._name.name_it(self.tr("Name"), copy=copy)
        self._phone.name_it(self.tr("Phone"), reveal=show, hide=hide, copy=copy)
        self._id_card.name_it(self.tr("ID number"), reveal=show, hide=hide, copy=copy)
        self._birthday.name_it(self.tr("Birthday"))
        self._sex.name_it(self.tr("Sex"))
        self._address.name_it(self.tr("Address"), copy=copy)
        self._since.name_it(self.tr("Joined"))
        self._others.name_it(self.tr("Also bound"))
        self._edit.setText(self.tr("Edit member"))
        self._fill()

    def _fill(self) -> None:
        member = self._member
        self._sentence.setText(self._why_not())
        self._sentence.setVisible(member is None)
        self._edit.setVisible(member is not None)
        for line in self._rows:
            line.setVisible(member is not None)
        if member is None:
            return
        self._number.show_value((Run(f"#{member.id}"),))
        _show_text(self._name, member.name)
        self._masked_phone.show_person(member, member.phone)
        self._masked_id_card.show_person(member, member.id_card)
        born = member.birthday
        years = self.tr("{years} years").format(years=age(born, date.today())) if born else ""
        _show_text(self._birthday, born.isoformat() if born else "", note=years)
        _show_text(self._sex, self._sex_word(member.sex))
        _show_text(self._address, member.address)
        since = member.created_at
        self._since.setVisible(since is not None)
        _show_text(self._since, since.astimezone().strftime("%Y-%m-%d %H:%M") if since else "")
        others = self._details.others if self._details else ()
        self._others.setVisible(bool(others))
        names = [buyer_name(other) for other in others[:_MOST_OTHERS]] + (["…"] if len(others) > _MOST_OTHERS else [])
        _show_text(self._others, self.tr(", ").join(names))

    def _why_not(self) -> str:
        if not self._member_id:
            return self.tr("No member is bound to this buyer. Register one, or bind a member that exists.")
        if self._details is None:
            return ""
        unknown = self.tr("Member #{number} (not imported). Only the number is known here.")
        return unknown.format(number=self._member_id)

    def _sex_word(self, sex: int | None) -> str:
        words = {None: "", 0: self.tr("unknown"), 1: self.tr("male"), 2: self.tr("female")}
        return words.get(sex, str(sex))

    def _copy(self, field: str) -> None:
        if self._member is not None:
            self.copy_ready.emit(getattr(self._member, field))

    def _phone_runs(self, text: str, masked: bool) -> Runs:
        return phone_runs(text, hits=typed_spans(self._query, text), masked=masked)


def _id_card_runs(text: str, masked: bool) -> Runs:
    return masked_runs(text, Field.ID_CARD) if masked else (Run(text),)


def _show_text(row: FieldRow, text: str, *, note: str = "") -> None:
    row.show_value((Run(text or "—"),), note=note, empty=not text)
