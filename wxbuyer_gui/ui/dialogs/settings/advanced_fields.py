"""高级: what most servers need nothing of, folded away until it is asked for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings.remote import CHUNK, RemoteAccess, Signing
from wxbuyer_gui.ui.dialogs.settings.signing_fields import SigningFields
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column, row

_PROXY_EXAMPLE = "http://proxy.example.com:3128"
_OUR_SEX_CODES = (0, 1, 2)
"""Unknown, male, female, in the order in which the server's are typed."""


class AdvancedFields(QWidget):
    """The signature; the way through the network; what the server's answers mean."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_signed = False
        self._toggle = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="advancedButton")
        self._signing = SigningFields(theme=theme, icons=icons)
        self._proxy = Input(theme=theme, icons=icons, name="proxyEdit")
        self._proxy.setPlaceholderText(_PROXY_EXAMPLE)
        self._trust = ComboBox(theme=theme, icons=icons, name="trustCombo")
        self._chunk = Input(theme=theme, icons=icons, name="chunkEdit")
        self._meaning = ComboBox(theme=theme, icons=icons, name="meaningCombo")
        self._sex_codes = Input(theme=theme, icons=icons, name="sexCodesEdit")
        self._nulls = ComboBox(theme=theme, icons=icons, name="nullWordsCombo")
        self._sex_codes.setPlaceholderText(" ".join(map(str, _OUR_SEX_CODES)))
        lines: tuple[tuple[tuple[Input | ComboBox, int], ...], ...] = (
            ((self._proxy, 3), (self._chunk, 1)),
            ((self._trust, 1), (self._nulls, 1)),
            ((self._meaning, 1), (self._sex_codes, 1)),
        )
        self._fields = {control: FormField(control, theme=theme, icons=icons) for line in lines for control, _ in line}
        self._rest = QWidget()
        rest = column(self._rest, spacing=theme.px(12))
        for line in lines:
            layout = row(spacing=theme.px(12))
            for control, share in line:
                layout.addWidget(self._fields[control], share, Qt.AlignmentFlag.AlignTop)
            rest.addLayout(layout)
        body = column(self, spacing=theme.px(12))
        body.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._signing)
        body.addWidget(self._rest)
        self.controls: tuple[Input | ComboBox, ...] = (*self._signing.controls, *self._fields)
        """In their order."""
        self._toggle.clicked.connect(lambda: self._unfold(not self._rest.isVisibleTo(self)))

    def fill(self, access: RemoteAccess) -> None:
        """Show how it is set; folded, unless something differs from what is usual."""
        self._signing.fill(access.signing)
        self._proxy.setText(access.proxy)
        self._trust.setCurrentIndex(self._trust.findData(access.system_store))
        self._chunk.setText(str(access.chunk))
        self._meaning.setCurrentIndex(self._meaning.findData(access.data_meaning))
        self._nulls.setCurrentIndex(self._nulls.findData(access.null_words))
        codes = dict(access.sex_codes)
        self._sex_codes.setText(" ".join(str(codes.get(ours, ours)) for ours in _OUR_SEX_CODES) if codes else "")
        for field in self._fields.values():
            field.say("")
        usual = RemoteAccess()
        self._unfold(self.read(usual) != usual)

    def read(self, access: RemoteAccess) -> RemoteAccess:
        """``access`` with what is filled in here; the signature only where requests are signed."""
        return replace(
            access,
            signing=self._signing.read() if self._is_signed else Signing(),
            proxy=self._proxy.text().strip(),
            system_store=bool(self._trust.currentData()),
            chunk=self._chunk_size() or access.chunk,
            data_meaning=self._meaning.currentData(),
            sex_codes=self._server_codes() or (),
            null_words=bool(self._nulls.currentData()),
        )

    def show_signing(self, is_signed: bool) -> None:
        """Show how requests are signed where that is the chosen way."""
        self._is_signed = is_signed
        self._signing.setVisible(is_signed)

    def take_key_name(self, name: str) -> None:
        """Put in the public name of a secret, as a vendor's text told it."""
        self._signing.fill(replace(self._signing.read(), key=name))

    def check(self) -> bool:
        """Mark what is missing or cannot be; True if nothing is."""
        for field in self._fields.values():
            field.say("")
        if not self._chunk_size():
            text = self.tr("{least} to {most}").format(least=CHUNK[0], most=CHUNK[1])
            self._fields[self._chunk].say(text, MessageKind.ERROR)
        if self._server_codes() is None:
            text = self.tr("Three numbers: for unknown, male, female")
            self._fields[self._sex_codes].say(text, MessageKind.ERROR)
        is_whole = not any(field.has_error for field in self._fields.values())
        if not is_whole:
            self._unfold(True)
        return (not self._is_signed or self._signing.check()) and is_whole

    def show_problem(self, name: str) -> None:
        """Mark the field that the settings call ``name``, if it is one of these."""
        if name == "proxy":
            self._unfold(True)
            self._fields[self._proxy].say(self.tr("http:// or https://, a name and a port"), MessageKind.ERROR)
        elif self._is_signed:
            self._signing.show_problem(name)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._signing.retranslate()
        self._toggle.setText(self.tr("Advanced"))
        self._fill_choices(self._trust, ((self.tr("The built-in list"), False), (self.tr("This computer's"), True)))
        self._fill_choices(self._nulls, ((self.tr("Kept as text"), False), (self.tr("Taken as empty"), True)))
        self._fill_choices(
            self._meaning,
            (
                (self.tr("Number of what was written"), "result"),
                (self.tr("Always the buyer's number"), "buyer"),
                (self.tr("Nothing"), "nothing"),
            ),
        )
        names: dict[Input | ComboBox, str] = {
            self._proxy: self.tr("Proxy"),
            self._trust: self.tr("Certificates to trust"),
            self._chunk: self.tr("Buyers at once"),
            self._meaning: self.tr("What data in an answer is"),
            self._sex_codes: self.tr("Codes: unknown, male, female"),
            self._nulls: self.tr("Word null"),
        }
        for control, name in names.items():
            self._fields[control].set_label(name)

    @staticmethod
    def _fill_choices(combo: ComboBox, choices: tuple[tuple[str, object], ...]) -> None:
        present = combo.currentData()
        combo.clear()
        for words, value in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(max(0, combo.findData(present)))

    def _unfold(self, unfolded: bool) -> None:
        self._rest.setVisible(unfolded)
        self._toggle.set_icon("chevron-down" if unfolded else "chevron-right")

    def _chunk_size(self) -> int:
        """0 for what is no number of buyers."""
        text = self._chunk.text().strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
        return number if CHUNK[0] <= number <= CHUNK[1] else 0

    def _server_codes(self) -> tuple[tuple[int, int], ...] | None:
        """Our codes beside the server's where these differ; None for what are no three numbers."""
        words = self._sex_codes.text().replace(",", " ").replace("，", " ").split()
        if not words:
            return ()
        if len(words) != len(_OUR_SEX_CODES) or not all(map(_is_code, words)):
            return None
        return tuple((ours, int(word)) for ours, word in zip(_OUR_SEX_CODES, words, strict=True) if ours != int(word))


def _is_code(word: str) -> bool:
    return word.isascii() and word.removeprefix("-").isdigit() and len(word) < 6
