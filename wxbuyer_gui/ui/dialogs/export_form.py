"""The choices of an export."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind
from wxbuyer_gui.ui.widgets.segmented import Segmented

BUYERS, MEMBERS = "buyers", "members"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: ``kind`` is a FileKind's value, ``ending`` that of the file."""

    kind: str
    ending: str
    clear: bool
    reason: str


class ExportForm(QWidget):
    """Buyers or members, CSV or Excel, masked or clear; a clear one asks what for.

    Signals:
        changed(): something else was chosen.
    """

    changed = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.kind = Segmented(theme=theme, name="kindChoice")
        self.format = Segmented(theme=theme, name="formatChoice")
        self._kind_field = FormField(self.kind, theme=theme, icons=icons)
        self._format_field = FormField(self.format, theme=theme, icons=icons)
        self.clear_check = QCheckBox()
        self.clear_check.setObjectName("clearCheck")
        self._hint = MessageLine(theme=theme, icons=icons, px=13, name="maskedMessage")
        self._warning = Notice(theme=theme, icons=icons, kind=NoticeKind.WARN, name="clearNotice")
        self.reason = Input(theme=theme, icons=icons, name="reasonEdit")
        self._reason_field = FormField(self.reason, theme=theme, icons=icons)
        body = column(self, spacing=theme.px(14))
        for widget in (
            self._kind_field,
            self._format_field,
            self.clear_check,
            self._hint,
            self._warning,
            self._reason_field,
        ):
            body.addWidget(widget)
        body.addStretch(1)
        self.clear_check.toggled.connect(self._on_clear)
        self.reason.textEdited.connect(self.changed)
        self.retranslate()
        self.kind.set_value(BUYERS)
        self.format.set_value("xlsx")
        self._on_clear(False)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        clear = self.clear_check.isChecked()
        reason = self.reason.text().strip() if clear else ""
        return Choice(self.kind.currentData(), self.format.currentData(), clear, reason)

    @property
    def is_complete(self) -> bool:
        """Whether a clear export says what for."""
        return not self.choice.clear or bool(self.choice.reason)

    @property
    def count(self) -> int:
        """How many rows there will be about; 0 where that is not known yet."""
        return self._counts.get(self.choice.kind, 0)

    @property
    def kind_name(self) -> str:
        """What is exported, as a word for a file name."""
        return self.tr("Buyers") if self.choice.kind == BUYERS else self.tr("Members")

    @property
    def format_name(self) -> str:
        """The kind of file, as file dialogs call it."""
        return self.format.currentText()

    def show_counts(self, buyers: int, members: int) -> None:
        """Say how many there are."""
        self._counts = {BUYERS: buyers, MEMBERS: members}
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        words = {BUYERS: self.tr("Buyers"), MEMBERS: self.tr("Members")}
        self.kind.set_choices(
            tuple((f"{word} {self._counts[kind]:,}" if self._counts else word, kind) for kind, word in words.items())
        )
        self.format.set_choices(((self.tr("Excel"), "xlsx"), (self.tr("CSV"), "csv")))
        self._kind_field.set_label(self.tr("What"))
        self._format_field.set_label(self.tr("File"))
        self.clear_check.setText(self.tr("Whole phones, ID numbers and addresses"))
        self._warning.say(
            self.tr("Everybody who gets this file can read them"),
            self.tr("Only such a file can be imported again. The journal notes that it was made."),
        )
        self._show_hint()
        self._reason_field.set_label(self.tr("What for"), required=True)
        self.reason.setPlaceholderText(self.tr("Such as: new computer"))

    def _show_hint(self) -> None:
        masked = self.tr("Without this they are masked, such as 138****8000. A masked file cannot be imported again.")
        self._hint.say("" if self.clear_check.isChecked() else masked)

    def _on_clear(self, clear: bool) -> None:
        self._show_hint()
        self._warning.setVisible(clear)
        self._reason_field.setVisible(clear)
        if clear:
            self.reason.setFocus()
        self.changed.emit()
