"""远程接口: the address of a server's API, how it is shown who asks, and whose buyers are expected there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.vendor_text import VendorText
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import SECONDS, RemoteAccess
from wxbuyer_gui.ui.dialogs.settings.address_field import AddressField
from wxbuyer_gui.ui.dialogs.settings.addresses import host_of, origin_of
from wxbuyer_gui.ui.dialogs.settings.advanced_fields import AdvancedFields
from wxbuyer_gui.ui.dialogs.settings.key_fields import KeyFields
from wxbuyer_gui.ui.dialogs.settings.offline_fields import OfflineFields
from wxbuyer_gui.ui.dialogs.settings.paste_field import Pair, PasteField
from wxbuyer_gui.ui.dialogs.settings.source_form import SourceForm
from wxbuyer_gui.ui.dialogs.settings.witness_field import WitnessField
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import row


class RemoteForm(SourceForm):
    """Address; way of showing the key, its name there, the key; a known buyer, tenant, time limit; the rest folded."""

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        pair: Pair,
        may_allow_http: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("remote", theme=theme, icons=icons, parent=parent)
        self._shown = RemoteAccess()
        self._shown_url = ""
        self._paste = PasteField(theme=theme, icons=icons, pair=pair)
        self._address = AddressField(theme=theme, icons=icons, may_allow_http=may_allow_http)
        self._witnesses = WitnessField(theme=theme, icons=icons)
        self._keys = KeyFields(theme=theme, icons=icons)
        self._known = Input(theme=theme, icons=icons, name="knownEdit")
        self._tenant = Input(theme=theme, icons=icons, name="tenantEdit")
        self._timeout = Input(theme=theme, icons=icons, name="timeoutEdit")
        self._fields = {
            control: FormField(control, theme=theme, icons=icons)
            for control in (self._known, self._tenant, self._timeout)
        }
        self._advanced = AdvancedFields(theme=theme, icons=icons)
        self._offline = OfflineFields(theme=theme, icons=icons)
        line = row(spacing=theme.px(12))
        for field, share in zip(self._fields.values(), (5, 5, 3), strict=True):
            line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        for part in (self._paste, self._address, self._witnesses, self._keys):
            self.body.addWidget(part)
        self.body.addLayout(line)
        self.body.addWidget(self._advanced)
        self.body.addWidget(self._offline)
        for control in (
            self._address.edit,
            *self._keys.controls,
            *self._fields,
            *self._advanced.controls,
            *self._offline.controls,
        ):
            self.watch(control)
        self._paste.paired.connect(self._on_paired)
        self._paste.taken.connect(self._on_taken)
        self._address.http_allowed.connect(self.edited)
        self._address.another_wanted.connect(self.draft_anew)
        self._keys.way_shown.connect(lambda: self._advanced.show_signing(self._keys.way == "signed"))

    # -- for the page ------------------------------------------------------------------------------------------

    @property
    def password(self) -> str:
        """The key that was typed; '' for the one that is kept, and where none is shown."""
        return self._keys.key

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
        """Say whether there is a key in the keyring."""
        self._keys.show_kept(kept)

    def keep_tenant(self, tenant_id: int) -> None:
        """Another tenant's buyers are an error from now on."""
        self._tenant.setText(str(tenant_id))

    def show_problem(self, error: Exception | None) -> None:
        """Mark the field that ``error`` is about."""
        name, code = getattr(error, "field", ""), getattr(error, "code", "")
        if code == "E-PLAIN-HTTP":
            self._address.refuse_http()
        elif code in ("E-KNOWN-NEEDED", "E-KNOWN-MISSING"):
            self._fields[self._known].say(self.tr("A buyer that the server has"), MessageKind.ERROR)
        elif code in ("E-NO-KEY", "E-AUTH"):
            self._keys.say_refused()
        elif code == "E-ROUTE":
            self._address.say_no_api()
        elif name == "url":
            self._address.say_no_address()
        elif name == "proxy" or (name in ("auth", "parts") and self._keys.way == "signed"):
            self._advanced.show_problem(name)
        elif name in ("auth", "name"):
            self._keys.say_not_sendable()

    def left_behind(self) -> Profile | None:
        """The saved source under its old address; a path more or less may be another server too."""
        saved = self._saved.get(self.chosen)
        return saved if saved is not None and saved.url.rstrip("/") != self.read().rstrip("/") else None

    def say_another(self, reason: str) -> None:
        """Offer to keep both."""
        self._address.say_another(reason)

    def ask_witnesses(self, reason: str) -> None:
        """Ask for buyers of the old address, which tells nobody itself."""
        self._address.say_unwitnessed(reason)
        self._witnesses.ask()
        self.noteworthy.emit(self._witnesses)

    def witnesses(self) -> tuple[WxBuyingUser, ...] | None:
        """The buyers of the old address that were typed; None, marked, for too few."""
        found = self._witnesses.witnesses()
        if found is None:
            self.noteworthy.emit(self._witnesses)
        return found

    # -- for the base ------------------------------------------------------------------------------------------

    def fill(self, profile: Profile | None) -> None:
        """Show the address and how the key is shown there."""
        access = (profile.remote if profile is not None else None) or RemoteAccess()
        self._shown, self._shown_url = access, profile.url if profile is not None else ""
        self._paste.empty()
        self._address.fill(self._shown_url, allows_http=access.allow_http)
        self._witnesses.empty()
        self._keys.fill(access)
        self._known.clear()
        self._tenant.setText(str(profile.tenant_id) if profile is not None and profile.tenant_id else "")
        self._timeout.setText(str(access.seconds))
        for field in self._fields.values():
            field.say("")
        self._advanced.fill(access)
        self._offline.fill(access)

    def read(self) -> str:
        """The address."""
        return self._address.text

    def check(self) -> bool:
        """What is missing or cannot be is marked before anything is sent."""
        for field in self._fields.values():
            field.say("")
        if not self._seconds():
            text = self.tr("{least} to {most}").format(least=SECONDS[0], most=SECONDS[1])
            self._fields[self._timeout].say(text, MessageKind.ERROR)
        if self._tenant.text().strip() and not self._tenant_number():
            self._fields[self._tenant].say(self.tr("A number, or nothing"), MessageKind.ERROR)
        are_right = [
            self._address.check(),
            self._keys.check(is_elsewhere=self._is_elsewhere()),
            self._advanced.check(),
            self._offline.check(),
        ]
        return all(are_right) and not any(field.has_error for field in self._fields.values())

    def usual_name(self) -> str:
        """The server's name."""
        return host_of(self.read())

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        self._fields[self._known].set_label(self.tr("Known buyer, for the test"))
        self._fields[self._tenant].set_label(self.tr("Tenant"))
        self._fields[self._timeout].set_label(self.tr("Time limit (s)"))
        self._known.setPlaceholderText(self.tr("Number or openId"))
        self._tenant.setPlaceholderText(self.tr("From the first buyer"))
        self._name.setPlaceholderText(self.tr("The server's name"))
        for part in (self._advanced, self._offline, self._paste, self._address, self._witnesses, self._keys):
            part.retranslate()

    # -- what stands in the fields -----------------------------------------------------------------------------

    def _read_access(self) -> RemoteAccess:
        # What is not asked here stays; the certificate of a pairing code is that of one server.
        certificate = self._shown.certificate if origin_of(self.read()) == origin_of(self._shown_url) else ""
        return replace(
            self._offline.read(self._advanced.read(self._shown)),
            certificate=certificate,
            auth=self._keys.way,
            name=self._keys.name,
            allow_http=self._address.allows_http,
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
        self._keys.take_key(key)
        self.edited.emit()
        self.completed.emit()

    def _on_taken(self, found: VendorText) -> None:
        """What a vendor's text did not say stays to be filled in."""
        if found.url:
            self._address.take(found.url)
        self._keys.take(found)
        if found.key_name:
            self._advanced.take_key_name(found.key_name)
        self.edited.emit()

    def _seconds(self) -> int:
        """0 for what is no time limit."""
        number = _number(self._timeout.text())
        return number if SECONDS[0] <= number <= SECONDS[1] else 0

    def _tenant_number(self) -> int:
        """0 for none, and for what is no number."""
        return _number(self._tenant.text())

    def _is_elsewhere(self) -> bool:
        saved = self._saved.get(self.chosen)
        return saved is not None and origin_of(saved.url) != origin_of(self.read())


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
