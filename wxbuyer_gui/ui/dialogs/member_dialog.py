"""编辑会员: change a member's own data; only edited fields are stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import Member, MemberForm
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.dialogs.member_fields import MemberFields, as_form
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField
from wxbuyer_gui.ui.widgets.icons import Icons

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class MemberDialog(FormSheet):
    """The form for one member, as it was read."""

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        member: Member,
        asks_id_card: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, operations=operations, width=600, name="memberDialog")
        self._member = member
        self._fields = MemberFields(theme=theme, icons=icons, asks_id_card=asks_id_card, today=today)
        self._fields.consent.load(self._operations)
        self._fields.edit(member)
        self._fields.edited.connect(self._on_edited)
        self.body.addWidget(self._fields)
        self.body.addStretch(1)
        self.chain(self._fields.controls)
        self.submit_button.setEnabled(False)
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the name."""
        super().open_over(panel)
        self._fields.name.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._fields.retranslate()
        subtitle = self.tr("Member #{number}, hidden numbers stay as they are").format(number=self._member.id)
        self.set_titles(self.tr("Edit member"), subtitle)
        self.submit_button.setText(self.tr("Save"))

    def is_changed(self) -> bool:
        """Whether something would be stored."""
        form = self._form()
        return form is None or form != as_form(self._member)

    def check(self) -> Sequence[FormField | QWidget]:
        """The fields."""
        return self._fields.check()

    def send(self) -> None:
        """Store what was edited."""
        form = self._fields.form(None)
        self._operations.save_member(
            replace(
                self._member,
                name=form.name,
                phone=form.phone,
                sex=form.sex,
                birthday=form.birthday,
                id_card=form.id_card,
                address=form.address,
                consent=form.consent,
            ),
            base=self._member,
            operation_id=self._operation_id,
            owner=self,
            on_success=self._succeed,
            on_error=self._fail,
        )

    def _form(self) -> MemberForm | None:
        """What is filled in; None while the birthday is no date."""
        try:
            return self._fields.form(None)
        except InvalidInputError:
            return None

    def _on_edited(self) -> None:
        self.submit_button.setEnabled(self.is_changed())
        self.recheck()
