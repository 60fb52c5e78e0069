"""Where a server is: https, or http where somebody allowed that, which stays marked; and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings.remote import is_plain
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input

_EXAMPLE = "https://api.example.com/base"


class AddressField(FormField):
    """The address of a source. ``may_allow_http`` says whether the person at the counter has the right to.

    Signals:
        http_allowed(): it may be asked without encryption from now on.
        another_wanted(): the address is to be a source of its own.
    """

    http_allowed = Signal()
    another_wanted = Signal()

    def __init__(
        self, *, theme: Theme, icons: Icons, may_allow_http: Callable[[], bool], parent: QWidget | None = None
    ) -> None:
        edit = Input(theme=theme, icons=icons, name="addressEdit")
        super().__init__(edit, theme=theme, icons=icons, parent=parent)
        self.edit = edit
        self.edit.setPlaceholderText(_EXAMPLE)
        self.edit.left.connect(self.note_encryption)
        self._may_allow_http = may_allow_http
        self._http_is_allowed = False

    @property
    def text(self) -> str:
        """The address."""
        return self.edit.text().strip()

    @property
    def allows_http(self) -> bool:
        """Whether it is an address without encryption, and allowed."""
        return self._http_is_allowed and is_plain(self.text)

    def fill(self, url: str, *, allows_http: bool) -> None:
        """Show an address."""
        self._http_is_allowed = allows_http
        self.edit.setText(url)
        self.say("")
        self.note_encryption()

    def take(self, url: str) -> None:
        """Show an address that was found in a text; what is allowed stays."""
        self.edit.setText(url)
        self.say("")
        self.note_encryption()

    def check(self) -> bool:
        """Mark what is missing and what is not allowed; True if nothing is."""
        self.say("")
        self.note_encryption()
        if not self.text:
            self.say(self.tr("Needed"), MessageKind.ERROR)
        elif is_plain(self.text) and not self._http_is_allowed:
            self.refuse_http()
        return not self.has_error

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_label(self.tr("Server's address"))
        self.note_encryption()

    def note_encryption(self) -> None:
        """What was allowed stays visible."""
        if self.allows_http:
            text = self.tr("Not encrypted: on the way the key and the customers' data can be read")
            self.say(text, MessageKind.WARN)
        elif not self.has_error:
            self.say("")

    def refuse_http(self) -> None:
        """Say why http is not asked, with the way to allow it."""
        self.say(
            self.tr("http is not encrypted: key and customers' data can be read on the way. Use https."),
            MessageKind.ERROR,
            action=self.tr("Allow it nevertheless"),
            on_action=self._allow_http,
        )

    def say_no_address(self) -> None:
        """Mark what no server can be asked at."""
        text = self.tr("This is no address: https://, the server's name, perhaps a path; no user, ? or #")
        self.say(text, MessageKind.ERROR)

    def say_no_api(self) -> None:
        """Mark an address where a server is, and not this API."""
        self.say(self.tr("The server has no such API here: often a part of the path is missing"), MessageKind.ERROR)

    def say_another(self, reason: str) -> None:
        """Say why the source cannot move here, and offer to keep both."""
        self._offer_both(self.tr("{reason} History and copy stay with the old address.").format(reason=reason))

    def say_unwitnessed(self, reason: str) -> None:
        """Say that a person has to vouch for this being the same server, or offer to keep both."""
        self._offer_both(self.tr("{reason} Type five buyers that you know, and switch again.").format(reason=reason))

    def _offer_both(self, text: str) -> None:
        action = self.tr("Keep it as a source of its own")
        self.say(text, MessageKind.ERROR, action=action, on_action=self.another_wanted.emit)

    def _allow_http(self) -> None:
        if not self._may_allow_http():
            self.say(
                self.tr("Only a manager may allow http: customers' data can be read on the way."), MessageKind.ERROR
            )
            return
        self._http_is_allowed = True
        self.say("")
        self.note_encryption()
        self.http_allowed.emit()
