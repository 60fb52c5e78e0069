"""How requests are signed: asked only of those whose vendor wants it, word for word from the vendor's description."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings.remote import DigestName, Signing, SpellingName
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column, row

_BETWEEN = ";"
"""Between the parts, which have a line each in the settings file."""

_PARTS_EXAMPLE = "query appKey {key}; query timestamp {timestamp}; header x-sign {sign}"
_TEMPLATE_EXAMPLE = "{key}{timestamp}{body}{secret}"


class SigningFields(QWidget):
    """Key name, hash, spelling and clock in one row; the string to sign; what is sent."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = Input(theme=theme, icons=icons, name="signKeyEdit")
        self._digest = ComboBox(theme=theme, icons=icons, name="signDigestCombo")
        self._spelling = ComboBox(theme=theme, icons=icons, name="signSpellingCombo")
        self._time = Input(theme=theme, icons=icons, name="signTimeEdit")
        self._template = Input(theme=theme, icons=icons, name="signTemplateEdit")
        self._parts = Input(theme=theme, icons=icons, name="signPartsEdit")
        self._template.setPlaceholderText(_TEMPLATE_EXAMPLE)
        self._parts.setPlaceholderText(_PARTS_EXAMPLE)
        for combo, names in ((self._digest, get_args(DigestName)), (self._spelling, get_args(SpellingName))):
            for name in names:
                combo.addItem(name, name)
        self.controls: tuple[Input | ComboBox, ...] = (
            self._key,
            self._digest,
            self._spelling,
            self._time,
            self._template,
            self._parts,
        )
        """In their order."""
        self._fields = {control: FormField(control, theme=theme, icons=icons) for control in self.controls}
        body = column(self, spacing=theme.px(12))
        first = row(spacing=theme.px(12))
        body.addLayout(first)
        for field, share in zip(self._fields.values(), (2, 2, 1, 1, 0, 0), strict=True):
            if share:
                first.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            else:
                body.addWidget(field)

    def fill(self, signing: Signing) -> None:
        """Show how it is done now."""
        self._key.setText(signing.key)
        self._digest.setCurrentIndex(self._digest.findData(signing.digest))
        self._spelling.setCurrentIndex(self._spelling.findData(signing.spelling))
        self._time.setText(signing.time_format)
        self._template.setText(signing.template)
        self._parts.setText(f"{_BETWEEN} ".join(signing.parts))
        for field in self._fields.values():
            field.say("")

    def read(self) -> Signing:
        """What is filled in."""
        parts = (part.strip() for part in self._parts.text().split(_BETWEEN))
        return Signing(
            key=self._key.text().strip(),
            template=self._template.text(),
            parts=tuple(part for part in parts if part),
            digest=self._digest.currentData(),
            spelling=self._spelling.currentData(),
            time_format=self._time.text().strip() or "s",
        )

    def check(self) -> bool:
        """Mark what is missing; True if nothing is."""
        for control in (self._template, self._parts):
            self._fields[control].say("" if control.text().strip() else self.tr("Needed"), MessageKind.ERROR)
        return not any(field.has_error for field in self._fields.values())

    def show_problem(self, name: str) -> bool:
        """Mark the field that the settings call ``name``; False where it is not among these."""
        if name == "parts":
            text = self.tr("Each part: header, query or body, then a name, then a value; a semicolon between them")
            self._fields[self._parts].say(text, MessageKind.ERROR)
        elif name == "auth":
            text = self.tr("A name in braces is unknown, or a brace has no partner")
            self._fields[self._template].say(text, MessageKind.ERROR)
        return name in ("parts", "auth")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        names: dict[Input | ComboBox, str] = {
            self._key: self.tr("Name of the key (appKey)"),
            self._digest: self.tr("Hash"),
            self._spelling: self.tr("Written as"),
            self._time: self.tr("Time"),
            self._template: self.tr("What is signed"),
            self._parts: self.tr("What is sent with each request"),
        }
        for control, name in names.items():
            self._fields[control].set_label(name)
