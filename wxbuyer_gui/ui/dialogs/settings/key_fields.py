"""How a server is shown who asks: the way, what it is called there, and the key; which goes to the keyring only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.vendor_text import VendorText
from wxbuyer_gui.settings.remote import AuthKind, RemoteAccess
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.secret_input import SecretInput

_NAMED = ("header", "query")
"""Ways in which the key has a name."""


class KeyFields(QWidget):
    """One line of fields; only those that the chosen way needs are shown.

    Signals:
        way_shown(): another way is chosen.
    """

    way_shown = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_kept = False
        self._way = ComboBox(theme=theme, icons=icons, name="authCombo")
        self._name = Input(theme=theme, icons=icons, name="authNameEdit")
        self._key = SecretInput(theme=theme, icons=icons, name="keyEdit", eye_name="keyEye")
        self._way_field, self._name_field, self._key_field = (
            FormField(control, theme=theme, icons=icons) for control in (self._way, self._name, self._key)
        )
        line = row(self, spacing=theme.px(12))
        for field, share in ((self._way_field, 4), (self._name_field, 3), (self._key_field, 6)):
            line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.controls: tuple[Input | ComboBox, ...] = (self._way, self._name, self._key)
        """In their order."""
        self._way.activated.connect(self._show_fitting)

    @property
    def way(self) -> AuthKind:
        """The way that is chosen."""
        chosen: AuthKind = self._way.currentData() or "none"
        return chosen

    @property
    def name(self) -> str:
        """What the key is called; '' where the way has no name for it."""
        return self._name.text().strip() if self.way in _NAMED else ""

    @property
    def key(self) -> str:
        """The key that was typed; '' for the one that is kept, and where none is shown."""
        return "" if self.way == "none" else self._key.text()

    def fill(self, access: RemoteAccess) -> None:
        """Show the way of a saved source; its key is not shown."""
        self._way.setCurrentIndex(max(0, self._way.findData(access.auth)))
        self._name.setText(access.name)
        self._key.empty()
        self._clear()
        self._show_fitting()

    def take_key(self, key: str) -> None:
        """Fill in the key of a pairing code."""
        self._key.setText(key)

    def take(self, found: VendorText) -> None:
        """Fill in what a vendor's text says; what it did not say stays to be filled in."""
        guess: AuthKind = "signed" if found.key_name else self.way if self.way != "none" else "header"
        if found.secret:
            self._way.setCurrentIndex(self._way.findData(found.place or guess))
            self._key.setText(found.secret)
        if found.name:
            self._name.setText(found.name)
        self._show_fitting()

    def show_kept(self, kept: bool) -> None:
        """Say whether there is a key in the keyring: an empty field then means that one."""
        self._is_kept = kept
        self._key.setPlaceholderText(self.tr("As kept") if kept else "")

    def check(self, *, is_elsewhere: bool) -> bool:
        """Mark what is missing; True if nothing is. ``is_elsewhere``: the kept key is another server's."""
        self._clear()
        needed = self.tr("Needed")
        if self.way in _NAMED and not self.name:
            self._name_field.say(needed, MessageKind.ERROR)
        if self.way != "none" and not self._key.text():
            # A key that is kept belongs to one server: it is never shown to another one.
            moved = self.tr("Type the key again: it was kept for another server") if is_elsewhere else ""
            self._key_field.say(moved or ("" if self._is_kept else needed), MessageKind.ERROR)
        return not (self._name_field.has_error or self._key_field.has_error)

    def say_refused(self) -> None:
        """Mark a key that the server does not accept."""
        self._key_field.say(self.tr("Type the key again"), MessageKind.ERROR)

    def say_not_sendable(self) -> None:
        """Mark a key that cannot be sent in this way."""
        self._key_field.say(self.tr("Name and key have no blanks and no Chinese characters"), MessageKind.ERROR)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        present = self.way
        self._way.clear()
        for words, kind in (
            (self.tr("None"), "none"),
            (self.tr("Request header"), "header"),
            (self.tr("Parameter in the address"), "query"),
            (self.tr("Bearer token"), "bearer"),
            (self.tr("Signature (advanced)"), "signed"),
        ):
            self._way.addItem(words, kind)
        self._way.setCurrentIndex(self._way.findData(present))
        self._way_field.set_label(self.tr("How the key is shown"))
        self._key_field.set_tag(self.tr("only in the keyring"), "key-round", "muted")
        self._key.set_words(show=self.tr("Show the key"), hide=self.tr("Hide the key"))
        self.show_kept(self._is_kept)
        self._show_fitting()

    def _clear(self) -> None:
        for field in (self._way_field, self._name_field, self._key_field):
            field.say("")

    def _show_fitting(self) -> None:
        way = self.way
        self._name_field.setVisible(way in _NAMED)
        self._name_field.set_label(self.tr("Parameter") if way == "query" else self.tr("Header"))
        self._name.setPlaceholderText("appKey" if way == "query" else "X-Api-Key")
        self._key_field.setVisible(way != "none")
        names = {"bearer": self.tr("Token"), "signed": self.tr("Secret (appSecret)")}
        self._key_field.set_label(names.get(way, self.tr("Key")))
        self.way_shown.emit()
