"""丢弃: take back a write that waits, or that was refused, and say why, for whoever asks later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.dialogs.operation_sheet import OperationSheet
from wxbuyer_gui.ui.widgets.buttons import ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.inputs import Input

_WIDTH = 480


class DiscardSheet(OperationSheet):
    """Asks for the reason, which is kept with the operation."""

    def __init__(self, parent: QWidget, **wiring: object) -> None:
        super().__init__(parent, **wiring, width=_WIDTH, name="discardSheet", submits=ButtonKind.DANGER)
        self.submit_button.set_icon("trash-2")
        self._input = Input(theme=self._theme, icons=self._icons, name="reasonEdit")
        self._reason = FormField(self._input, theme=self._theme, icons=self._icons)
        self._input.textEdited.connect(lambda _text: self.recheck())
        self.body.addWidget(self._reason)
        self.body.addStretch(1)
        self.chain([self._input])
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the caret in the reason."""
        super().open_over(panel)
        self._input.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self.set_titles(self.tr("Discard"), operation_words.title(self._operation))
        self._reason.set_label(self.tr("Why"), required=True)
        self._input.setPlaceholderText(self.tr("e.g. the customer changed their mind"))
        self.submit_button.setText(self.tr("Discard"))

    def is_changed(self) -> bool:
        """Whether a reason would be lost."""
        return bool(self._input.text().strip())

    def check(self) -> Sequence[FormField | QWidget]:
        """There must be a reason."""
        if self.is_changed():
            self._reason.say("")
            return []
        self._reason.say(self.tr("Say why, for whoever asks later"), MessageKind.ERROR)
        return [self._reason]

    def send(self) -> None:
        """Take it back."""
        self._pending.discard(self._operation.operation_id, reason=self._input.text().strip(), told=self.told())
