"""远程接口: the address of a server's API, and how it is shown who asks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.vendor_text import VendorText
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import SECONDS, AuthKind, RemoteAccess, is_plain
from wxbuyer_gui.ui.dialogs.settings.addresses import host_of, origin_of
from wxbuyer_gui.ui.dialogs.settings.advanced_fields import AdvancedFields
from wxbuyer_gui.ui.dialogs.settings.offline_fields import OfflineFields
from wxbuyer_gui.ui.dialogs.settings.paste_field import Pair, PasteField
from wxbuyer_gui.ui.dialogs.settings.secret_input import SecretInput
from wxbuyer_gui.ui.dialogs.settings.source_form import SourceForm
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import row

_ADDRESS_EXAMPLE = "https://api.example.com/base"


class RemoteForm(SourceForm):
    """Address; way of showing the key, its name there, the key; a known buyer, tenant, time limit; the rest folded.

    The key goes to the system's keyring, never into a file.
    """

    def __init__(self, *, theme: Theme, icons: Icons, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__("remote", theme=theme, icons=icons, parent=parent)
        self._allows_http = False
        self._is_key_kept = False
        self._shown = RemoteAccess()
        self._shown_url = ""
        self._paste = PasteField(theme=theme, icons=icons, pair=pair)
        self.body.addWidget(self._paste)
        self._address = Input(theme=theme, icons=icons, name="addressEdit")
        self._address.setPlaceholderText(_ADDRESS_EXAMPLE)
        self._auth = ComboBox(theme=theme, icons=icons, name="authCombo")
        self._auth_name = Input(theme=theme, icons=icons, name="authNameEdit")
        self._key = SecretInput(theme=theme, icons=icons, name="keyEdit", eye_name="keyEye")
        self._known = Input(theme=theme, icons=icons, name="knownEdit")
        self._tenant = Input(theme=theme, icons=icons, name="tenantEdit")
        self._timeout = Input(theme=theme, icons=icons, name="timeoutEdit")
        self._advanced = AdvancedFields(theme=theme, icons=icons)
        self._offline = OfflineFields(theme=theme, icons=icons)
        lines: tuple[tuple[tuple[Input | ComboBox, int], ...], ...] = (
            ((self._address, 1),),
            ((self._auth, 4), (self._auth_name, 3), (self._key, 6)),
            ((self._known, 6), (self._tenant, 4), (self._timeout, 3)),
        )
        self._fields = {control: FormField(control, theme=theme, icons=icons) for line in lines for control, _ in line}
        for line in lines:
            layout = row(spacing=theme.px(12))
            for control, share in line:
                layout.addWidget(self._fields[control], share, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(layout)
        self.body.addWidget(self._advanced)
        self.body.addWidget(self._offline)
        for control in (*self._fields, *self._advanced.controls, *self._offline.controls):
            self.watch(control)
        self._paste.paired.connect(self._on_paired)
        self._paste.taken.connect(self._on_taken)
        self._auth.activated.connect(self._show_fitting)
        self._address.left.connect(self._note_encryption)

    # -- for the page ------------------------------------------------------------------------------------------

    @property
    def password(self) -> str:
        """The key that was typed; '' for the one that is kept, and where none is shown."""
        return "" if self._auth.currentData() == "none" else self._key.text()

    @property
    def known(self) -> str:
        """The number or openId of a buyer to test with."""
        return self._known.text().strip()

    def profile(self) -> Profile:
        """The draft as it would be saved."""
        profile, access = super().profile(), self._read_access()
        assert profile is not None
        saved = self._saved.get(profile.id)
        is_usual = saved is not None and saved.remote is None and access == RemoteAccess()
        return replace(profile, tenant_id=self._tenant_number() or None, remote=None if is_usual else access)

    def show_kept(self, kept: bool) -> None:
        """Say whether there is a key in the keyring: an empty field then means that one."""
        self._is_key_kept = kept
        self._key.setPlaceholderText(self.tr("As kept") if kept else "")

    def keep_tenant(self, tenant_id: int) -> None:
        """Another tenant's buyers are an error from now on."""
        self._tenant.setText(str(tenant_id))

    def show_problem(self, error: Exception | None) -> None:
        """Mark the field that ``error`` is about."""
        name, code = getattr(error, "field", ""), getattr(error, "code", "")
        if code == "E-PLAIN-HTTP":
            self._refuse_http()
        elif code in ("E-KNOWN-NEEDED", "E-KNOWN-MISSING"):
            self._fields[self._known].say(self.tr("A buyer that the server has"), MessageKind.ERROR)
        elif code in ("E-NO-KEY", "E-AUTH"):
            self._fields[self._key].say(self.tr("Type the key again"), MessageKind.ERROR)
        elif name == "url":
            self._fields[self._address].say(
                self.tr("This is no address: https://, the server's name, perhaps a path; no user, ? or #"),
                MessageKind.ERROR,
            )
        elif name == "proxy" or (name in ("auth", "parts") and self._auth.currentData() == "signed"):
            self._advanced.show_problem(name)
        elif name in ("auth", "name"):
            text = self.tr("Name and key have no blanks and no Chinese characters")
            self._fields[self._key].say(text, MessageKind.ERROR)

    def left_behind(self) -> Profile | None:
        """The saved source under its old address; a path more or less may be another server too."""
        saved = self._saved.get(self.chosen)
        return saved if saved is not None and saved.url.rstrip("/") != self.read().rstrip("/") else None

    def say_another(self, reason: str) -> None:
        """Offer to keep both."""
        words = self.tr("{reason} History and copy stay with the old address.").format(reason=reason)
        self._fields[self._address].say(
            words, MessageKind.ERROR, action=self.tr("Keep it as a source of its own"), on_action=self.draft_anew
        )

    # -- for the base ------------------------------------------------------------------------------------------

    def fill(self, profile: Profile | None) -> None:
        """Show the address and how the key is shown there."""
        access = (profile.remote if profile is not None else None) or RemoteAccess()
        self._allows_http = access.allow_http
        self._shown, self._shown_url = access, profile.url if profile is not None else ""
        self._paste.empty()
        self._address.setText(self._shown_url)
        self._auth.setCurrentIndex(max(0, self._auth.findData(access.auth)))
        self._auth_name.setText(access.name)
        self._key.empty()
        self._known.clear()
        self._tenant.setText(str(profile.tenant_id) if profile is not None and profile.tenant_id else "")
        self._timeout.setText(str(access.seconds))
        self._advanced.fill(access)
        self._offline.fill(access)
        for field in self._fields.values():
            field.say("")
        self._show_fitting()
        self._note_encryption()

    def read(self) -> str:
        """The address."""
        return self._address.text().strip()

    def check(self) -> bool:
        """What is missing or cannot be is marked before anything is sent."""
        for field in self._fields.values():
            field.say("")
        self._note_encryption()
        auth: AuthKind = self._auth.currentData()
        needed = self.tr("Needed")
        if not self.read():
            self._fields[self._address].say(needed, MessageKind.ERROR)
        elif self._is_plain() and not self._allows_http:
            self._refuse_http()
        if auth in ("header", "query") and not self._auth_name.text().strip():
            self._fields[self._auth_name].say(needed, MessageKind.ERROR)
        if auth != "none" and not self._key.text():
            # A key that is kept belongs to one server: it is never shown to another one.
            moved = self.tr("Type the key again: it was kept for another server") if self._is_elsewhere() else ""
            self._fields[self._key].say(moved or ("" if self._is_key_kept else needed), MessageKind.ERROR)
        if not self._seconds():
            text = self.tr("{least} to {most}").format(least=SECONDS[0], most=SECONDS[1])
            self._fields[self._timeout].say(text, MessageKind.ERROR)
        if self._tenant.text().strip() and not self._tenant_number():
            self._fields[self._tenant].say(self.tr("A number, or nothing"), MessageKind.ERROR)
        folded_are_right = [self._advanced.check(), self._offline.check()]
        return all(folded_are_right) and not any(field.has_error for field in self._fields.values())

    def usual_name(self) -> str:
        """The server's name."""
        return host_of(self.read())

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        present = self._auth.currentData() or "none"
        self._auth.clear()
        for words, kind in (
            (self.tr("None"), "none"),
            (self.tr("Request header"), "header"),
            (self.tr("Parameter in the address"), "query"),
            (self.tr("Bearer token"), "bearer"),
            (self.tr("Signature (advanced)"), "signed"),
        ):
            self._auth.addItem(words, kind)
        self._auth.setCurrentIndex(self._auth.findData(present))
        names: dict[Input | ComboBox, str] = {
            self._address: self.tr("Server's address"),
            self._auth: self.tr("How the key is shown"),
            self._known: self.tr("Known buyer, for the test"),
            self._tenant: self.tr("Tenant"),
            self._timeout: self.tr("Time limit (s)"),
        }
        for control, name in names.items():
            self._fields[control].set_label(name)
        self._fields[self._key].set_tag(self.tr("only in the keyring"), "key-round", "muted")
        self._key.set_words(show=self.tr("Show the key"), hide=self.tr("Hide the key"))
        self._known.setPlaceholderText(self.tr("Number or openId"))
        self._tenant.setPlaceholderText(self.tr("From the first buyer"))
        self._name.setPlaceholderText(self.tr("The server's name"))
        self._advanced.retranslate()
        self._offline.retranslate()
        self._paste.retranslate()
        self._show_fitting()
        self._note_encryption()

    # -- what stands in the fields -----------------------------------------------------------------------------

    def _read_access(self) -> RemoteAccess:
        auth: AuthKind = self._auth.currentData()
        # What is not asked here stays; the certificate of a pairing code is that of one server.
        certificate = self._shown.certificate if origin_of(self.read()) == origin_of(self._shown_url) else ""
        return replace(
            self._offline.read(self._advanced.read(self._shown)),
            certificate=certificate,
            auth=auth,
            name=self._auth_name.text().strip() if auth in ("header", "query") else "",
            allow_http=self._allows_http and self._is_plain(),
            timeout=self._seconds() or RemoteAccess().timeout,
        )

    def _on_paired(self, profile: Profile, key: str) -> None:
        """A pairing code says everything; of a saved source its name, tenant and what this computer needs stay."""
        saved, access = self._saved.get(self.chosen), profile.remote or RemoteAccess()
        if saved is None:
            self._name.setText(profile.name)
            self.fill(profile)
        else:
            kept = saved.remote or RemoteAccess()
            shown = replace(kept, auth=access.auth, name=access.name, certificate=access.certificate)
            self.fill(replace(saved, url=profile.url, remote=shown))
        self._key.setText(key)
        self.edited.emit()
        self.completed.emit()

    def _on_taken(self, found: VendorText) -> None:
        """What a vendor's text did not say stays to be filled in."""
        if found.url:
            self._address.setText(found.url)
        present: AuthKind = self._auth.currentData()
        guess: AuthKind = "signed" if found.key_name else present if present != "none" else "header"
        if found.secret:
            self._auth.setCurrentIndex(self._auth.findData(found.place or guess))
            self._key.setText(found.secret)
        if found.name:
            self._auth_name.setText(found.name)
        if found.key_name:
            self._advanced.take_key_name(found.key_name)
        self._show_fitting()
        self._note_encryption()
        self.edited.emit()

    def _seconds(self) -> int:
        """0 for what is no time limit."""
        number = _number(self._timeout.text())
        return number if SECONDS[0] <= number <= SECONDS[1] else 0

    def _tenant_number(self) -> int:
        """0 for none, and for what is no number."""
        return _number(self._tenant.text())

    def _is_plain(self) -> bool:
        return is_plain(self.read())

    def _is_elsewhere(self) -> bool:
        saved = self._saved.get(self.chosen)
        return saved is not None and origin_of(saved.url) != origin_of(self.read())

    # -- what is shown -----------------------------------------------------------------------------------------

    def _show_fitting(self) -> None:
        """Only the fields that the chosen way has."""
        auth: AuthKind = self._auth.currentData() or "none"
        self._fields[self._auth_name].setVisible(auth in ("header", "query"))
        self._fields[self._auth_name].set_label(self.tr("Parameter") if auth == "query" else self.tr("Header"))
        self._auth_name.setPlaceholderText("appKey" if auth == "query" else "X-Api-Key")
        self._fields[self._key].setVisible(auth != "none")
        key_names = {"bearer": self.tr("Token"), "signed": self.tr("Secret (appSecret)")}
        self._fields[self._key].set_label(key_names.get(auth, self.tr("Key")))
        self._advanced.show_signing(auth == "signed")

    def _note_encryption(self) -> None:
        """What was allowed stays visible."""
        if self._is_plain() and self._allows_http:
            text = self.tr("Not encrypted: on the way the key and the customers' data can be read")
            self._fields[self._address].say(text, MessageKind.WARN)
        elif not self._fields[self._address].has_error:
            self._fields[self._address].say("")

    def _refuse_http(self) -> None:
        self._fields[self._address].say(
            self.tr("http is not encrypted: key and customers' data can be read on the way. Use https."),
            MessageKind.ERROR,
            action=self.tr("Allow it nevertheless"),
            on_action=self._allow_http,
        )

    def _allow_http(self) -> None:
        self._allows_http = True
        self._fields[self._address].say("")
        self._note_encryption()
        self.edited.emit()


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
