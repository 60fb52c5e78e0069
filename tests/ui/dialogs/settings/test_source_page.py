"""A source is tested step by step before it is switched to, and kept with its password out of every file."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QRadioButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import child, edit
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.settings import Profile, Settings
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.settings.postgres import parse_postgres
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings.file_form import USUAL
from wxbuyer_gui.ui.dialogs.settings.source_form import NEW
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.pill import Pill

Open = Callable[[str], SettingsDialog]


class Manager:
    """Works on the page as a person would."""

    def __init__(self, dialog: SettingsDialog, qtbot: QtBot) -> None:
        self.dialog = dialog
        self.qtbot = qtbot
        self.chosen: list[Profile | None] = []
        dialog.source_chosen.connect(self.chosen.append)

    @property
    def switch(self) -> QPushButton:
        return child(self.dialog, QPushButton, "switchButton")

    @property
    def pill(self) -> str:
        return child(self.dialog, Pill, "testPill").text

    @property
    def steps(self) -> list[str]:
        return child(self.dialog, QWidget, "testSteps").accessibleName().split("\n")

    @property
    def message(self) -> str:
        return self.dialog._stack.page(0)._test_card._message.text

    def list(self, kind: str) -> QComboBox:
        return child(self.dialog, QComboBox, f"{kind}List")

    def choose_kind(self, kind: str) -> None:
        child(self.dialog, QRadioButton, f"{kind}Card").click()

    def choose(self, kind: str, key: str) -> None:
        combo = self.list(kind)
        combo.setCurrentIndex(combo.findData(key))
        combo.activated.emit(combo.currentIndex())

    def type(self, name: str, text: str) -> None:
        field = edit(self.dialog, name)
        field.setText(text)
        field.textEdited.emit(text)

    def test(self) -> None:
        child(self.dialog, QPushButton, "testButton").click()
        self.qtbot.waitUntil(lambda: not self.dialog._stack.page(0)._trial.is_running, timeout=20_000)

    def press_switch(self) -> None:
        self.switch.click()
        self.qtbot.waitUntil(lambda: not self.dialog._stack.page(0)._trial.is_running, timeout=20_000)

    def fill_server(self, url: str, *, password: str = "") -> None:
        self.choose_kind("postgresql")
        address = parse_postgres(url)
        self.type("hostEdit", address.host)
        self.type("portEdit", str(address.port))
        self.type("databaseEdit", address.database)
        self.type("userEdit", address.user)
        self.type("passwordEdit", password)


@pytest.fixture
def manager(open_settings: Open, qtbot: QtBot) -> Manager:
    return Manager(open_settings("source"), qtbot)


def test_the_source_in_use_cannot_be_switched_to(manager: Manager) -> None:
    assert not manager.switch.isEnabled()
    assert manager.switch.text() == "In use"
    assert edit(manager.dialog, "fileEdit").isReadOnly()
    assert "shop.db" in manager.dialog._stack.page(0).foot.status


def test_the_usual_file_passes_four_steps(manager: Manager, operations: Operations) -> None:
    operations.session.desk.save_buyer(WxBuyingUser(name="王小明"), operation_id="1")
    manager.test()
    assert manager.pill.startswith("All four passed")
    assert [step.split()[0] for step in manager.steps] == ["File", "Access", "Tables", "Read"]
    assert all(" ms " in step for step in manager.steps)
    assert manager.steps[3].endswith("buyers: 1")


def test_another_file_is_tested_saved_and_chosen(
    manager: Manager, tmp_path: Path, preferences: Preferences, file: SettingsFile, sources: Sources
) -> None:
    manager.choose("sqlite", NEW)
    manager.type("sqliteName", "二号店")
    manager.type("fileEdit", str(tmp_path / "二号店.db"))
    manager.press_switch()
    (profile,) = manager.chosen
    assert profile is not None
    assert (profile.name, profile.kind, profile.url) == ("二号店", "sqlite", f"sqlite:///{tmp_path / '二号店.db'}")
    assert preferences.settings.current == profile
    manager.qtbot.waitUntil(lambda: file.load().settings.current == profile)
    session = sources.open_profile(profile)
    assert session.source.path == tmp_path / "二号店.db"
    session.close()


def test_switching_back_to_the_usual_file(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    saved = Profile("p1", "二号店", "sqlite", f"sqlite:///{tmp_path / 'two.db'}")
    preferences.change(lambda settings: _with(settings, saved))
    manager = Manager(open_settings("source"), qtbot)
    assert manager.list("sqlite").currentText() == "二号店"
    assert edit(manager.dialog, "fileEdit").text() == str(tmp_path / "two.db")
    manager.choose("sqlite", USUAL)
    manager.press_switch()
    assert manager.chosen == [None]
    assert preferences.settings.profile == ""
    assert preferences.settings.profiles == (saved,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Choose a file, or make a new one"),
        ("shop/buyers.db", "Type the whole path, from the disk on"),
        ("{home}", "This is a folder; name a file in it"),
    ],
)
def test_a_path_that_cannot_be_meant_is_said_beside_the_field(
    manager: Manager, tmp_path: Path, text: str, sentence: str
) -> None:
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", text.format(home=tmp_path))
    manager.press_switch()
    form = manager.dialog._stack.page(0)._form
    assert form._file.message == sentence
    assert edit(manager.dialog, "fileEdit").property("state") == "error"
    assert manager.chosen == []
    assert manager.pill == ""
    manager.type("fileEdit", str(tmp_path / "shop.db"))
    assert form._file.message == ""


def test_a_file_that_is_no_database_stops_at_its_step(manager: Manager, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Sir, " * 500, encoding="utf-8")
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", str(tmp_path / "letter.db"))
    manager.press_switch()
    assert manager.pill == "Failed"
    assert manager.steps[2].endswith("failed")
    assert manager.steps[3] == "Read not done"
    assert "not a database" in manager.message
    assert manager.chosen == []


def test_what_is_edited_after_a_test_is_tested_again(manager: Manager, tmp_path: Path) -> None:
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", str(tmp_path / "two.db"))
    manager.test()
    assert manager.switch.text() == "Switch to the file"
    manager.type("fileEdit", str(tmp_path / "three.db"))
    assert manager.switch.text() == "Test and switch"
    assert manager.chosen == []


def test_an_answer_about_an_older_draft_is_dropped(manager: Manager, tmp_path: Path) -> None:
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", str(tmp_path / "two.db"))
    manager.switch.click()
    manager.type("fileEdit", str(tmp_path / "three.db"))
    manager.test()
    assert manager.chosen == []
    assert manager.pill.startswith("All four passed")


def test_cancel_goes_back_to_the_source_in_use(manager: Manager, places: Folders) -> None:
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", "/nowhere")
    cancel = child(manager.dialog, QPushButton, "sourceCancelButton")
    assert cancel.isEnabled()
    cancel.click()
    assert edit(manager.dialog, "fileEdit").text() == str(places.database_file)
    assert not cancel.isEnabled()


def test_the_file_dialog_fills_the_path(manager: Manager, tmp_path: Path) -> None:
    (tmp_path / "old.db").touch()
    manager.choose("sqlite", NEW)
    child(manager.dialog, QPushButton, "chooseFileButton").click()
    dialog = manager.dialog.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "old.db"))
    dialog.accept()
    assert edit(manager.dialog, "fileEdit").text() == str(tmp_path / "old.db")


def test_a_saved_source_is_forgotten_and_brought_back(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    saved = Profile("p1", "二号店", "sqlite", f"sqlite:///{tmp_path / 'two.db'}")
    preferences.change(lambda settings: _with(settings, saved, use=False))
    manager = Manager(open_settings("source"), qtbot)
    manager.choose("sqlite", "p1")
    child(manager.dialog, QToolButton, "sqliteForget").click()
    assert preferences.settings.profiles == ()
    assert manager.list("sqlite").findData("p1") < 0
    field = manager.dialog._stack.page(0)._form._list_field
    assert "二号店" in field.message
    field._action.click()
    assert preferences.settings.profiles == (saved,)


def test_the_source_in_use_cannot_be_forgotten(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    saved = Profile("p1", "二号店", "sqlite", f"sqlite:///{tmp_path / 'two.db'}")
    preferences.change(lambda settings: _with(settings, saved))
    manager = Manager(open_settings("source"), qtbot)
    assert child(manager.dialog, QToolButton, "sqliteForget").isHidden()


def test_enter_leads_through_the_fields_to_the_button(manager: Manager) -> None:
    manager.choose_kind("postgresql")
    edit(manager.dialog, "postgresqlName").setFocus()
    visited = []
    for _ in range(6):
        visited.append(manager.dialog.focusWidget().objectName())
        QTest.keyClick(manager.dialog.focusWidget(), Qt.Key.Key_Return)
    assert visited == ["postgresqlName", "hostEdit", "portEdit", "databaseEdit", "userEdit", "passwordEdit"]
    assert manager.dialog.focusWidget() is manager.switch


def test_ctrl_enter_tests_and_switches(manager: Manager, tmp_path: Path) -> None:
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", str(tmp_path / "two.db"))
    field = edit(manager.dialog, "fileEdit")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    manager.qtbot.waitUntil(lambda: len(manager.chosen) == 1)


def test_nothing_is_switched_while_something_is_saved(manager: Manager, tmp_path: Path, runner: Runner) -> None:
    go_on = threading.Event()
    manager.choose("sqlite", NEW)
    manager.type("fileEdit", str(tmp_path / "two.db"))
    runner.submit(lambda: go_on.wait(20), on_success=lambda _: None, on_error=lambda _: None, must_finish=True)
    manager.press_switch()
    assert manager.chosen == []
    assert manager.dialog._stack.page(0).foot.status.startswith("Something is being saved")
    go_on.set()
    manager.qtbot.waitUntil(lambda: not runner.writing)
    manager.switch.click()
    assert len(manager.chosen) == 1


# -- a server --------------------------------------------------------------------------------------------------


@pytest.mark.postgres
def test_a_server_is_tested_and_its_password_goes_into_the_keyring_only(
    manager: Manager,
    postgres_url: str,
    preferences: Preferences,
    sources: Sources,
    secrets: MemorySecrets,
    file: SettingsFile,
) -> None:
    manager.fill_server(postgres_url, password="geheim 密")
    manager.press_switch()
    manager.qtbot.waitUntil(lambda: len(manager.chosen) == 1)
    (profile,) = manager.chosen
    assert profile is not None
    assert parse_postgres(profile.url) == parse_postgres(postgres_url)
    assert profile.name == parse_postgres(postgres_url).database
    assert secrets.get(f"password {profile.id}") == "geheim 密"
    manager.qtbot.waitUntil(lambda: file.load().settings.current == profile)
    assert "geheim" not in file.path.read_text(encoding="utf-8")
    assert "geheim" not in repr(preferences.settings)
    assert edit(manager.dialog, "passwordEdit").text() == ""
    session = sources.open_profile(profile)
    assert session.source.kind == "postgresql"
    session.close()


@pytest.mark.postgres
def test_an_empty_database_on_a_server_will_be_set_up(manager: Manager, postgres_url: str) -> None:
    manager.fill_server(postgres_url)
    manager.test()
    assert [step.split()[0] for step in manager.steps] == ["Server", "Sign-in", "Tables", "Read"]
    assert manager.steps[2].endswith("will be made")


def test_a_server_that_does_not_answer(manager: Manager) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, never listening
        port = unused.getsockname()[1]
        manager.fill_server(f"postgresql+psycopg://li@127.0.0.1:{port}/shop")
        manager.press_switch()
    assert manager.steps[0].endswith("failed")
    assert manager.steps[1:] == ["Sign-in not done", "Tables not done", "Read not done"]
    assert manager.message.startswith("The server does not answer")
    assert manager.chosen == []


@pytest.mark.postgres
def test_a_database_that_is_not_there(manager: Manager, postgres_url: str) -> None:
    manager.fill_server(postgres_url)
    manager.type("databaseEdit", "no_such_database")
    manager.test()
    assert manager.steps[1].endswith("failed")
    assert manager.message


@pytest.mark.postgres
def test_without_a_keyring_the_password_is_said_to_be_forgotten(
    manager: Manager, postgres_url: str, sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_secrets", lambda: None)
    manager.fill_server(postgres_url, password="geheim")
    manager.press_switch()
    manager.qtbot.waitUntil(lambda: len(manager.chosen) == 1)
    assert "forgotten when the program ends" in child(manager.dialog._stack.page(0), QWidget, "sourceNote").text()


def test_fields_of_a_server_are_checked_before_anything_is_sent(manager: Manager) -> None:
    manager.fill_server("postgresql+psycopg://@/")
    manager.type("portEdit", "99999")
    manager.press_switch()
    fields = manager.dialog._stack.page(0)._forms["postgresql"]._fields
    marked = {control.objectName(): field.message for control, field in fields.items() if field.has_error}
    assert marked == {
        "hostEdit": "Needed",
        "userEdit": "Needed",
        "databaseEdit": "Needed",
        "portEdit": "1 to 65535",
    }
    manager.type("databaseEdit", "a?b")
    manager.press_switch()
    assert fields[edit(manager.dialog, "databaseEdit")].message.startswith("Without ")


def test_a_server_that_is_forgotten_takes_its_password_along(
    open_settings: Open, preferences: Preferences, sources: Sources, secrets: MemorySecrets, qtbot: QtBot
) -> None:
    saved = Profile("p1", "总店", "postgresql", "postgresql+psycopg://li@db.example.com/shop")
    sources.keep_password(saved, "geheim")
    preferences.change(lambda settings: _with(settings, saved, use=False))
    manager = Manager(open_settings("source"), qtbot)
    manager.choose_kind("postgresql")
    child(manager.dialog, QToolButton, "postgresqlForget").click()
    qtbot.waitUntil(lambda: not secrets.get("password p1"))
    assert not sources.has_password(saved)


@pytest.mark.parametrize(
    ("host", "warned"), [("db.example.com", True), ("localhost", False), ("/var/run/postgresql", False)]
)
def test_an_open_wire_is_warned_of(manager: Manager, host: str, warned: bool) -> None:
    manager.choose_kind("postgresql")
    manager.type("hostEdit", host)
    edit(manager.dialog, "hostEdit").left.emit()
    tls = child(manager.dialog, QComboBox, "tlsCombo")
    field = manager.dialog._stack.page(0)._forms["postgresql"]._fields[tls]
    assert bool(field.message) is warned
    tls.setCurrentIndex(tls.findData("require"))
    tls.activated.emit(tls.currentIndex())
    assert field.message == ""
    assert manager.dialog._stack.page(0)._form.read().endswith("sslmode=require") or host.startswith("/")


def test_a_label_keeps_the_colour_it_was_given_last(manager: Manager, theme: Theme) -> None:
    """It is told its colour before its page has a place in the window, and the stylesheet remembers an older one."""
    manager.choose_kind("postgresql")
    password = edit(manager.dialog, "passwordEdit")
    tag = manager.dialog._stack.page(0)._forms["postgresql"]._fields[password]._tag._label
    assert tag.palette().windowText().color() == theme.color("muted")


def test_the_password_is_hidden_until_the_eye_is_pressed(manager: Manager) -> None:
    manager.choose_kind("postgresql")
    password = edit(manager.dialog, "passwordEdit")
    password.setText("geheim")
    assert password.displayText() != "geheim"
    child(manager.dialog, QToolButton, "passwordEye").click()
    assert password.displayText() == "geheim"


def _with(settings: Settings, profile: Profile, *, use: bool = True) -> Settings:
    return replace(settings, profile=profile.id if use else "", profiles=(profile,))
