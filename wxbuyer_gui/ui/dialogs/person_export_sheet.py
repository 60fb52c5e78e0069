"""导出此顾客资料: why, and where to; the file is whole and not masked, for that person alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.dialogs.file_choice import ask_for_file
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.words import buyer_name

if TYPE_CHECKING:
    from wxbuyer_gui.domain.person_record import PersonRecord
    from wxbuyer_gui.ui.operations import Operations

_WIDTH = 520
_UNFIT = re.compile(r"[^\w.-]+")


class PersonExportSheet(FormSheet):
    """Asks for the reason, then for a place; the journal notes both acts as one.

    Signals:
        exported(Path): the file is there.
    """

    exported = Signal(object)

    def __init__(
        self, parent: QWidget, *, theme: Theme, icons: Icons, operations: Operations, buyer: WxBuyingUser
    ) -> None:
        super().__init__(
            parent, theme=theme, icons=icons, operations=operations, width=_WIDTH, name="personExportDialog"
        )
        self._buyer = buyer
        self._warning = Notice(theme=theme, icons=icons, kind=NoticeKind.WARN, name="personExportNotice")
        self._reason = Input(theme=theme, icons=icons, name="reasonEdit")
        self._reason_field = FormField(self._reason, theme=theme, icons=icons)
        self._reason.textEdited.connect(lambda _text: self.recheck())
        self.body.setSpacing(theme.px(14))
        self.body.addWidget(self._warning)
        self.body.addWidget(self._reason_field)
        self.body.addStretch(1)
        self.chain([self._reason])
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the reason."""
        super().open_over(panel)
        self._reason.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        number = self.tr("Buyer #{number}").format(number=self._buyer.id)
        whom = (buyer_name(self._buyer), mask_phone(self._buyer.phone), number)
        self.set_titles(self.tr("Export this buyer's data"), " · ".join(filter(None, whom)))
        self._warning.say(
            self.tr("Nothing in this file is masked"),
            self.tr("It is for the person it is about. Your name and the time stand on each page."),
        )
        self._reason_field.set_label(self.tr("What for"), required=True)
        self._reason.setPlaceholderText(self.tr("e.g. the customer asked for it in writing"))
        self.submit_button.setText(self.tr("Choose a place…"))

    def is_changed(self) -> bool:
        """Whether a reason would be lost."""
        return bool(self._reason.text().strip())

    def check(self) -> Sequence[FormField | QWidget]:
        """There must be a reason."""
        if self.is_changed():
            self._reason_field.say("")
            return []
        self._reason_field.say(self.tr("Say what for: it stands in the file and in the history"), MessageKind.ERROR)
        return [self._reason_field]

    def send(self) -> None:
        """Ask where to; nothing is written before."""
        self._lock(False)
        self.message.say("")
        name = _UNFIT.sub("_", self.tr("buyer-data"))
        ask_for_file(
            self,
            caption=self.tr("Export this buyer's data"),
            start=Path.home() / f"{name}-{self._buyer.id}.pdf",
            kinds=self.tr("PDF files (*.pdf)"),
            suffix="pdf",
            new=True,
            on_chosen=lambda path: self.export_to(Path(path)),
        )

    def export_to(self, path: Path) -> None:
        """Write the file."""
        self._lock(True)

        def succeed(_record: PersonRecord) -> None:
            self._lock(False)
            self._asked = True  # nothing is lost any more
            self.exported.emit(path)
            self.dismiss()

        self._operations.export_person(
            self._buyer,
            path,
            reason=self._reason.text().strip(),
            owner=self,
            on_success=succeed,
            on_error=self._fail,
        )
