"""编辑重试: correct the member's data of a write that waits or was refused, and try again at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.dialogs.member_fields import MemberFields
from wxbuyer_gui.ui.dialogs.operation_sheet import OperationSheet
from wxbuyer_gui.ui.widgets.form_field import FormField

_WIDTH = 600


class EditOperationSheet(OperationSheet):
    """The form as it was filled in, numbers hidden. Another operation takes the place of the old one."""

    def __init__(self, parent: QWidget, *, asks_id_card: bool = True, **wiring: object) -> None:
        super().__init__(parent, **wiring, width=_WIDTH, name="editOperationSheet")
        self._before = _readable(self._operation.form or MemberForm())
        self._fields = MemberFields(theme=self._theme, icons=self._icons, asks_id_card=asks_id_card)
        self._fields.consent.load(self._operations)
        self._fields.edit(_as_member(self._before))
        self._fields.edited.connect(self.recheck)
        self.body.addWidget(self._fields)
        self.body.addStretch(1)
        self.chain(self._fields.controls)
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the name."""
        super().open_over(panel)
        self._fields.name.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._fields.retranslate()
        self.set_titles(self.tr("Edit and try again"), operation_words.title(self._operation))
        self.submit_button.setText(self.tr("Try again"))

    def is_changed(self) -> bool:
        """Whether something was typed that would be lost."""
        try:
            return self._form() != self._before
        except InvalidInputError:  # the birthday is no date yet
            return True

    def check(self) -> Sequence[FormField | QWidget]:
        """The fields."""
        return self._fields.check()

    def send(self) -> None:
        """Put the corrected one in the old one's place."""
        form = self._form()
        self._pending.edit(self._operation.operation_id, form=form, user=self._user(form), told=self.told())

    def _user(self, form: MemberForm) -> WxBuyingUser | None:
        """The buyer that is stored together with the member; what was the same for both stays so."""
        user = self._operation.user
        if user is None:
            return None
        same = [name for name in ("name", "phone") if getattr(user, name) == getattr(self._before, name)]
        return replace(user, **{name: getattr(form, name) for name in same})

    def _form(self) -> MemberForm:
        return self._fields.form(self._before.wx_buying_user_id)


def _readable(form: MemberForm) -> MemberForm:
    """An ID number that cannot be read here is typed again, or left out."""
    return replace(form, id_card="") if form.id_card == LOCKED else form


def _as_member(form: MemberForm) -> Member:
    return Member(
        name=form.name,
        phone=form.phone,
        sex=form.sex,
        birthday=form.birthday,
        id_card=form.id_card,
        address=form.address,
    )
