"""编辑重试 for a buyer's own data: correct a change that waits or was refused, and try again at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.dialogs.operation_sheet import OperationSheet
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.kept_value import KeptValue
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput

_WIDTH = 560


class EditSaveSheet(OperationSheet):
    """Name and phone as they were to be stored, the phone hidden. Another operation takes the place of the old one."""

    def __init__(self, parent: QWidget, **wiring: object) -> None:
        super().__init__(parent, **wiring, width=_WIDTH, name="editSaveSheet")
        dress = {"theme": self._theme, "icons": self._icons}
        self._before = self._operation.user or WxBuyingUser()
        self._now = Label(theme=self._theme, px=13, token="text2", wrap=True, name="serverNow")
        self._name = Input(**dress, name="nameEdit")
        self._phone = PhoneInput(**dress)
        self._fields = tuple(FormField(control, **dress) for control in (self._name, self._phone))
        self._kept = KeptValue(self._phone, stored=self._before.phone, mask=mask_phone(self._before.phone), **dress)
        self._name.setText(self._before.name)
        line = row(spacing=self._theme.px(16))
        for field in self._fields:
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(self._theme.px(12))
        self.body.addWidget(self._now)
        self.body.addLayout(line)
        self.body.addStretch(1)
        for control in (self._name, self._phone):
            control.textEdited.connect(lambda _text: self.recheck())
        self._kept.changed.connect(self.recheck)
        self.chain([self._name, self._phone])
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the name."""
        super().open_over(panel)
        self._name.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self.set_titles(self.tr("Edit and try again"), operation_words.title(self._operation))
        name, phone = self._fields
        name.set_label(self.tr("Name"))
        phone.set_label(self.tr("Phone"))
        self.submit_button.setText(self.tr("Try again"))
        server = self._operation.server
        self._now.setVisible(server is not None)
        if server is not None:
            facts = filter(None, (server.name, operation_words.spoken_phone(server.phone)))
            self._now.setText(self.tr("On the server now: {facts}").format(facts=self.tr(", ").join(facts) or "—"))

    def is_changed(self) -> bool:
        """Whether something was typed that would be lost."""
        return self._edited() != self._before

    def check(self) -> Sequence[FormField | QWidget]:
        """No stars, and a phone that is one."""
        stars = self.tr("Stars hide something: type it in full")
        for field, text in zip(self._fields, (self._name.text(), self._phone.text()), strict=True):
            field.say(stars if "*" in text else "", MessageKind.ERROR)
        phone = self._fields[1]
        if self._phone.text().strip() and not self._phone.key and not phone.has_error:
            phone.say(self.tr("This is not a phone number"), MessageKind.ERROR)
        return [field for field in self._fields if field.has_error]

    def send(self) -> None:
        """Put the corrected one in the old one's place."""
        self._pending.edit(self._operation.operation_id, user=self._edited(), told=self.told())

    def _edited(self) -> WxBuyingUser:
        """A field that was left as it was keeps its text, blanks and all."""
        name = self._name.text()
        return replace(
            self._before,
            name=name if name == self._before.name else name.strip(),
            phone=self._kept.resolve(self._phone.value),
        )
