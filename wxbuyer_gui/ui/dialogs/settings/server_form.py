"""共用数据库: where the PostgreSQL server is, and who signs in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.postgres import PORT, UNFIT, PostgresAddress, parse_postgres
from wxbuyer_gui.ui.dialogs.settings.source_form import SourceForm
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.secret_input import SecretInput

_THIS_COMPUTER = ("", "localhost", "127.0.0.1", "::1")


class ServerForm(SourceForm):
    """Host, port, TLS; database, user, password. The password goes to the system's keyring, never into a file."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("postgresql", theme=theme, icons=icons, parent=parent)
        self._others: tuple[tuple[str, str], ...] = ()
        self._host = Input(theme=theme, icons=icons, name="hostEdit")
        self._port = Input(theme=theme, icons=icons, name="portEdit")
        self._tls = ComboBox(theme=theme, icons=icons, name="tlsCombo")
        self._database = Input(theme=theme, icons=icons, name="databaseEdit")
        self._user = Input(theme=theme, icons=icons, name="userEdit")
        self._password = SecretInput(theme=theme, icons=icons, name="passwordEdit", eye_name="passwordEye")
        first: tuple[Input | ComboBox, ...] = (self._host, self._port, self._tls)
        second: tuple[Input | ComboBox, ...] = (self._database, self._user, self._password)
        controls = (*first, *second)
        self._fields = {control: FormField(control, theme=theme, icons=icons) for control in controls}
        for line, shares in ((first, (5, 3, 5)), (second, (1, 1, 1))):
            layout = row(spacing=theme.px(12))
            for control, share in zip(line, shares, strict=True):
                layout.addWidget(self._fields[control], share, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(layout)
        for control in controls:
            self.watch(control)
        self._tls.activated.connect(self._note_tls)
        self._host.left.connect(self._note_tls)

    @property
    def password(self) -> str:
        """What was typed; '' for the one that is kept."""
        return self._password.text()

    def fill(self, profile: Profile | None) -> None:
        """Show the parts of the address."""
        try:
            address = parse_postgres(profile.url) if profile is not None else PostgresAddress()
        except ValueError:  # edited by hand in the file
            address = PostgresAddress()
        self._others = address.others
        self._host.setText(address.host)
        self._port.setText(str(address.port))
        self._tls.setCurrentIndex(self._tls.findData(address.tls))
        self._database.setText(address.database)
        self._user.setText(address.user)
        self._password.empty()
        for field in self._fields.values():
            field.say("")
        self._note_tls()

    def show_kept(self, kept: bool) -> None:
        """Say whether there is a password in the keyring: an empty field then means that one."""
        self._password.setPlaceholderText(self.tr("As kept") if kept else "")

    def read(self) -> str:
        """The URL, without the password."""
        return PostgresAddress(
            host=self._host.text().strip(),
            port=self._port_number() or PORT,
            database=self._database.text().strip(),
            user=self._user.text().strip(),
            tls=self._tls.currentData(),
            others=self._others,
        ).url

    def check(self) -> bool:
        """What cannot be an address is marked before anything is sent."""
        needed = self.tr("Needed")
        for control in (self._host, self._user):
            self._fields[control].say("" if control.text().strip() else needed, MessageKind.ERROR)
        database = self._database.text().strip()
        unfit = self.tr("Without {characters}").format(characters=" ".join(sorted(UNFIT)))
        problem = needed if not database else unfit if UNFIT & set(database) else ""
        self._fields[self._database].say(problem, MessageKind.ERROR)
        self._fields[self._port].say("" if self._port_number() else self.tr("1 to 65535"), MessageKind.ERROR)
        return not any(field.has_error for field in self._fields.values())

    def usual_name(self) -> str:
        """The database's name."""
        return self._database.text().strip()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        present = self._tls.currentData() or "prefer"
        self._tls.clear()
        self._tls.addItem(self.tr("If the server offers it"), "prefer")
        self._tls.addItem(self.tr("Always"), "require")
        self._tls.addItem(self.tr("Always, check the certificate"), "verify-full")
        self._tls.setCurrentIndex(self._tls.findData(present))
        names: dict[Input | ComboBox, str] = {
            self._host: self.tr("Host"),
            self._port: self.tr("Port"),
            self._tls: self.tr("Encryption (TLS)"),
            self._database: self.tr("Database"),
            self._user: self.tr("User"),
            self._password: self.tr("Password"),
        }
        for control, name in names.items():
            self._fields[control].set_label(name)
        self._fields[self._password].set_tag(self.tr("only in the keyring"), "key-round", "muted")
        self._name.setPlaceholderText(self.tr("The database's name"))
        self._password.set_words(show=self.tr("Show the password"), hide=self.tr("Hide the password"))
        self._note_tls()

    def _port_number(self) -> int:
        """0 for what is no port."""
        text = self._port.text().strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else 0
        return number if number <= 65535 else 0

    def _note_tls(self) -> None:
        """Beyond this computer, without TLS for sure, customers' data may cross the network readably."""
        host = self._host.text().strip()
        open_wire = self._tls.currentData() == "prefer" and host not in _THIS_COMPUTER and not host.startswith("/")
        text = self.tr("May go unencrypted") if open_wire else ""
        self._fields[self._tls].say(text, MessageKind.WARN)
