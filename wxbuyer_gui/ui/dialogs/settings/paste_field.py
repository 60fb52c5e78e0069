"""One field for what somebody else made: the pairing code of a shop's own server, or the text of a vendor."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.vendor_text import VendorText, read_vendor_text
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column

Pair = Callable[[str], tuple[Profile, str]]
"""From a pairing code to the source and its key; InvalidInputError for other texts."""

_SHOWN = 4
"""Characters of a key by which a person knows it again."""


class PasteField(QWidget):
    """Understands at once what is pasted, and lets go of the text: there is a key in it.

    Signals:
        paired(Profile, str): a pairing code: the source, and the key to it. Nothing needs to be confirmed.
        taken(VendorText): what was found in a vendor's text, after a person has looked at it.
    """

    paired = Signal(object, str)
    taken = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair = pair
        self._edit = Input(theme=theme, icons=icons, name="pasteEdit")
        self._field = FormField(self._edit, theme=theme, icons=icons)
        column(self).addWidget(self._field)
        self._found: VendorText | None = None
        self._edit.textEdited.connect(self._read)
        self._edit.entered.connect(self._take_found)

    @property
    def message(self) -> str:
        """What stands below the input."""
        return self._field.message

    def empty(self) -> None:
        """Show nothing and say nothing."""
        self._found = None
        self._edit.clear()
        self._field.say("")

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._field.set_label(self.tr("Pairing code, or the vendor's text"), optional=self.tr("fills in the rest"))
        self._edit.setPlaceholderText(self.tr("Paste it here"))

    def _read(self, text: str) -> None:
        self._found = None
        if not text.strip():
            self._field.say("")
            return
        try:
            profile, key = self._pair(text)
        except InvalidInputError:
            self._propose(read_vendor_text(text))
            return
        self.empty()
        self._field.say(self.tr("Pairing code read: {name}").format(name=profile.name), MessageKind.OK)
        self.paired.emit(profile, key)

    def _propose(self, found: VendorText) -> None:
        if not found:
            self._field.say(self.tr("Neither a whole pairing code nor an address or key"), MessageKind.WARN)
            return
        self._edit.clear()
        self._found = found
        self._field.say(
            self.tr("Found: {what}").format(what=self._in_words(found)),
            MessageKind.OK,
            action=self.tr("Fill in"),
            on_action=self._take_found,
        )

    def _take_found(self) -> None:
        """Enter, or the link: a person has looked at what was found."""
        found = self._found
        if found is not None:
            self.empty()
            self.taken.emit(found)

    def _in_words(self, found: VendorText) -> str:
        key = self.tr("key {start}… ({count} characters)").format(start=found.secret[:_SHOWN], count=len(found.secret))
        places = {"header": self.tr("header {name}"), "query": self.tr("parameter {name}"), "bearer": "Bearer"}
        facts = (
            found.url,
            places.get(found.place, "").format(name=found.name),
            f"appKey {found.key_name}" if found.key_name else "",
            key if found.secret else "",
        )
        return self.tr(", ").join(filter(None, facts))
