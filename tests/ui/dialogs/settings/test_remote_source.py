"""A server's API as data source: asked for in plain words, tested, and its key kept out of every file."""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.support.raw_server import Asked, RawServer, http, running_server
from tests.support.vendor import Vendor
from tests.ui.dialogs.hands import child, edit
from tests.ui.dialogs.settings.test_source_page import Manager
from wxbuyer_gui.domain.pairing import Pairing
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.settings.remote import RemoteAccess, Signing
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.settings.remote_form import RemoteForm
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.widgets.form_field import FormField

KEY = "k-0123456789"
SIGNED = {
    "auth": "signed",
    "key": "s",
    "signKey": "app-1",
    "signTemplate": "{key}{timestamp}{secret}",
    "signParts": "query ts {timestamp}; header x-sign {sign}",
}
OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


class ServerManager(Manager):
    """Works on the form of a server's API."""

    @property
    def form(self) -> RemoteForm:
        return child(self.dialog, RemoteForm, "remoteForm")

    def fill(self, url: str, *, auth: str = "none", key: str = "", **texts: str) -> None:
        self.choose_kind("remote")
        self.type("addressEdit", url)
        combo = child(self.dialog, QComboBox, "authCombo")
        combo.setCurrentIndex(combo.findData(auth))
        combo.activated.emit(combo.currentIndex())
        self.type("keyEdit", key)
        for name, text in texts.items():
            self.type(f"{name}Edit", text)

    def field(self, name: str) -> FormField:
        fields = self.form.findChildren(FormField)
        return next(field for field in fields if field.control.objectName() == name)

    def complaint(self, name: str) -> str:
        """What stands below the input of this name, where that is marked as wrong."""
        field = self.field(name)
        return field.message if field.has_error else ""


@pytest.fixture
def manager(open_settings: Callable[[str], SettingsDialog], qtbot: QtBot) -> ServerManager:
    return ServerManager(open_settings("source"), qtbot)


@pytest.fixture
def vendor() -> Iterator[RawServer]:
    model = Vendor(before=lambda asked: None if KEY in asked.headers.values() else http({}, status=401))
    model.add(id=7, name="王小明", openId=OPEN_ID)
    with running_server(model) as server:
        yield server


def test_a_server_is_tested_and_switched_to(
    manager: ServerManager,
    vendor: RawServer,
    preferences: Preferences,
    secrets: MemorySecrets,
    file: SettingsFile,
    runner: Runner,
) -> None:
    manager.fill(vendor.url, auth="header", key=KEY, authName="X-Api-Key", known="7", timeout="20")
    manager.test()
    assert manager.pill.startswith("All four passed")
    assert [step.split(" ")[0] for step in manager.steps] == ["DNS", "TLS", "Key", "Read"]
    assert manager.steps[3].endswith("buyer 7")
    assert manager.message == "The key reads buyer 王*明 of tenant 2318. Is that your shop?"
    assert manager.switch.text() == "Switch to the server"
    with manager.qtbot.waitSignal(manager.dialog.source_chosen):
        manager.switch.click()
    profile = manager.chosen[0]
    assert profile == preferences.settings.current
    assert profile is not None
    assert profile.remote == RemoteAccess(auth="header", name="X-Api-Key", timeout=20)
    assert secrets.get(f"password {profile.id}") == KEY
    manager.qtbot.waitUntil(lambda: runner.writing == 0)
    assert file.load().settings.current == profile
    assert KEY not in file.path.read_text(encoding="utf-8")


def test_a_wrong_key_is_said_at_its_step_and_at_its_field(manager: ServerManager, vendor: RawServer) -> None:
    manager.fill(vendor.url, auth="header", key="another", authName="X-Api-Key", known="7")
    manager.test()
    assert manager.pill == "Failed"
    assert manager.message.startswith("The server does not accept this key")
    assert manager.complaint("keyEdit") == "Type the key again"
    assert manager.steps[3].endswith("not done")
    child(manager.dialog, QPushButton, "vendorQuestionsButton").click()
    assert "How is the key shown" in QGuiApplication.clipboard().text()


def test_a_vendors_server_asks_for_somebody_known(manager: ServerManager, vendor: RawServer) -> None:
    manager.fill(vendor.url, auth="header", key=KEY, authName="X-Api-Key")
    manager.test()
    assert "cannot list buyers" in manager.message
    assert manager.complaint("knownEdit") == "A buyer that the server has"


@pytest.mark.parametrize(
    "url",
    [
        "shop.example",
        "ftp://shop.example",
        "https://me:pw@shop.example",
        "https://x/\u2028y",
        "https://[::1",
        "https://x?k=1",
    ],
)
def test_a_bad_address_is_said_at_its_field(manager: ServerManager, url: str) -> None:
    manager.fill(url, known="7")
    manager.test()
    assert manager.complaint("addressEdit").startswith("This is no address")


def test_http_has_to_be_allowed_and_stays_marked(manager: ServerManager) -> None:
    manager.fill("http://shop.example", known="7")
    manager.test()
    assert manager.complaint("addressEdit").startswith("http is not encrypted")
    profile = manager.form.profile()
    assert profile.remote == RemoteAccess()
    manager.field("addressEdit")._action.click()
    assert manager.complaint("addressEdit") == ""
    assert "Not encrypted" in manager.field("addressEdit").message
    assert manager.form.profile().remote == RemoteAccess(allow_http=True)
    manager.type("addressEdit", "https://shop.example")
    assert manager.form.profile().remote == RemoteAccess()


def test_what_is_missing_is_marked_before_anything_is_sent(manager: ServerManager, vendor: RawServer) -> None:
    manager.fill(vendor.url, auth="header", timeout="0", tenant="x")
    manager.test()
    assert manager.complaint("keyEdit") == "Needed"
    assert manager.complaint("authNameEdit") == "Needed"
    assert manager.complaint("timeoutEdit") == "1 to 120"
    assert manager.complaint("tenantEdit")
    assert vendor.asked == []


@pytest.mark.parametrize(
    ("auth", "seen"),
    [
        ("none", set()),
        ("header", {"authNameEdit", "keyEdit"}),
        ("query", {"authNameEdit", "keyEdit"}),
        ("bearer", {"keyEdit"}),
        ("signed", {"keyEdit", "signKeyEdit", "signTemplateEdit", "signPartsEdit"}),
    ],
)
def test_only_what_the_chosen_way_needs_is_asked(manager: ServerManager, auth: str, seen: set[str]) -> None:
    manager.fill("https://shop.example", auth=auth)
    asked = ("authNameEdit", "keyEdit", "signKeyEdit", "signTemplateEdit", "signPartsEdit")
    assert {name for name in asked if edit(manager.dialog, name).isVisible()} == seen


def test_a_signature_is_written_down_as_it_is_typed(manager: ServerManager) -> None:
    manager.fill(
        "https://shop.example",
        auth="signed",
        key="s",
        signKey="app-1",
        signTemplate="{key}{timestamp}{secret}",
        signParts="query appKey {key}; header x-sign {sign};",
        signTime="ms",
    )
    access = manager.form.profile().remote
    assert access is not None
    assert access.signing == Signing(
        "app-1", "{key}{timestamp}{secret}", ("query appKey {key}", "header x-sign {sign}"), time_format="ms"
    )


@pytest.mark.parametrize(("minutes", "word"), [(0, ""), (3, "3 minutes off"), (-480, "480 minutes off")])
def test_a_clock_that_is_off_is_said_although_the_key_is_accepted(
    manager: ServerManager, minutes: int, word: str
) -> None:
    date = f"Date: {email.utils.formatdate(time.time() + minutes * 60, usegmt=True)}"
    with running_server(http({"id": 7, "tenantId": 2318, "name": "王小明"}, headers=(date,))) as server:
        manager.fill(server.url, **SIGNED, known="7")
        manager.test()
    assert manager.pill.startswith("All four passed")
    warning = manager.dialog._stack.page(0)._test_card._warning
    assert word in warning.text
    assert warning.isVisible() == bool(word)


def test_a_signature_refused_for_its_time_names_the_clock(manager: ServerManager) -> None:
    def answer(asked: Asked) -> bytes:
        date = f"Date: {email.utils.formatdate(time.time() - len(server.asked) * 3600, usegmt=True)}"
        return http(status=401, headers=(date,))

    with running_server(answer) as server:
        manager.fill(server.url, **SIGNED, known="7")
        manager.test()
    assert manager.message.startswith("This computer's clock is wrong")
    assert manager.complaint("keyEdit") == ""


def test_a_signature_that_cannot_be_is_said_at_its_field(manager: ServerManager, vendor: RawServer) -> None:
    parts, template = "header x-sign {sign}", "{key}{secret}"
    for typed in ({"signTemplate": "{who}", "signParts": parts}, {"signTemplate": template, "signParts": "sign"}):
        manager.fill(vendor.url, auth="signed", key="s", known="7", **typed)
        manager.test()
        wrong = [name for name, text in typed.items() if text in ("{who}", "sign")]
        assert [name for name in typed if manager.complaint(f"{name}Edit")] == wrong
    assert vendor.asked == []


def test_a_kept_key_is_never_shown_to_another_server(
    manager: ServerManager, vendor: RawServer, preferences: Preferences, secrets: MemorySecrets
) -> None:
    saved = Profile("p9", "总部", "remote", "https://shop.example", remote=RemoteAccess(auth="bearer"))
    secrets.set("password p9", KEY)
    preferences.change(lambda settings: replace(settings, profiles=(saved,)))
    manager.choose_kind("remote")
    manager.choose("remote", "p9")
    manager.qtbot.waitUntil(lambda: edit(manager.dialog, "keyEdit").placeholderText() == "As kept")
    assert manager.form.check()
    manager.type("addressEdit", f"{vendor.url}/base")
    manager.test()
    assert manager.complaint("keyEdit").startswith("Type the key again")
    assert vendor.asked == []


def test_the_key_is_hidden_until_the_eye_is_pressed(manager: ServerManager) -> None:
    manager.fill("https://shop.example", auth="bearer", key=KEY)
    field = edit(manager.dialog, "keyEdit")
    assert field.displayText() != KEY
    child(manager.dialog, QToolButton, "keyEye").click()
    assert field.displayText() == KEY
    child(manager.dialog, QPushButton, "sourceCancelButton").click()
    assert field.text() == ""


def test_the_source_in_use_is_shown_again(
    open_settings: Callable[[str], SettingsDialog], preferences: Preferences, places: Folders, qtbot: QtBot
) -> None:
    saved = Profile("p9", "总部", "remote", "https://shop.example/a", 5, RemoteAccess(auth="query", name="appKey"))
    preferences.change(lambda settings: replace(settings, profile="p9", profiles=(saved,)))
    manager = ServerManager(open_settings("source"), qtbot)
    assert edit(manager.dialog, "addressEdit").text() == "https://shop.example/a"
    assert edit(manager.dialog, "authNameEdit").text() == "appKey"
    assert edit(manager.dialog, "tenantEdit").text() == "5"
    assert manager.form.profile() == saved


def paste(manager: ServerManager, text: str) -> None:
    manager.choose_kind("remote")
    manager.type("pasteEdit", text)


def test_a_pairing_code_fills_everything_and_connects(manager: ServerManager) -> None:
    token = "wxb_0123456789abcdef_" + "A" * 43
    pairing = Pairing("127.0.0.1", 1, token, b"\x01" * 32)
    paste(manager, pairing.code())
    assert edit(manager.dialog, "pasteEdit").text() == ""
    profile = manager.form.profile()
    assert (profile.url, profile.name) == ("https://127.0.0.1:1", "127.0.0.1")
    assert profile.remote == RemoteAccess(auth="bearer", certificate="01" * 32)
    assert manager.form.password == token
    manager.qtbot.waitUntil(lambda: manager.pill == "Failed", timeout=20_000)  # nobody listens there
    manager.type("addressEdit", "https://another.example")
    assert manager.form.profile().remote == RemoteAccess(auth="bearer")


def test_a_vendors_text_is_shown_before_it_is_taken(manager: ServerManager) -> None:
    paste(manager, f"接口地址：https://api.example.com/base 请求头 X-Api-Key: {KEY}")
    message = manager.form._paste.message
    assert "https://api.example.com/base" in message
    assert "X-Api-Key" in message
    assert KEY not in message
    assert edit(manager.dialog, "pasteEdit").text() == ""
    assert edit(manager.dialog, "addressEdit").text() == ""
    manager.form._paste._field._action.click()
    assert edit(manager.dialog, "addressEdit").text() == "https://api.example.com/base"
    assert manager.form.password == KEY
    access = manager.form.profile().remote
    assert access is not None
    assert (access.auth, access.name) == ("header", "X-Api-Key")


def test_enter_takes_what_was_found_and_with_it_goes_what_was_missing(manager: ServerManager) -> None:
    field = manager.form._address
    assert not field.check()
    assert field.message
    paste(manager, f"接口地址：https://api.example.com/base 请求头 X-Api-Key: {KEY}")
    QTest.keyClick(edit(manager.dialog, "pasteEdit"), Qt.Key.Key_Return)
    assert edit(manager.dialog, "addressEdit").text() == "https://api.example.com/base"
    assert not field.message


def test_a_text_with_nothing_in_it_stays(manager: ServerManager) -> None:
    paste(manager, "您好")
    assert edit(manager.dialog, "pasteEdit").text() == "您好"
    assert manager.form._paste.message.startswith("Neither")


def test_a_confirmed_tenant_is_kept(manager: ServerManager, vendor: RawServer) -> None:
    manager.fill(vendor.url, auth="header", key=KEY, authName="X-Api-Key", known="7")
    manager.test()
    child(manager.dialog, QPushButton, "tenantYesButton").click()
    assert manager.form.profile().tenant_id == 2318
    assert not child(manager.dialog, QPushButton, "tenantYesButton").isVisible()
    assert "2318" in manager.message
    assert manager.switch.text() == "Switch to the server"


def test_what_the_form_does_not_ask_stays(
    manager: ServerManager, preferences: Preferences, secrets: MemorySecrets
) -> None:
    access = RemoteAccess(auth="bearer", system_store=True, proxy="http://proxy.example:3128", sex_codes=((1, 0),))
    saved = Profile("p9", "总部", "remote", "https://shop.example", remote=access)
    preferences.change(lambda settings: replace(settings, profiles=(saved,)))
    manager.choose_kind("remote")
    manager.choose("remote", "p9")
    assert manager.form.profile() == saved


def test_what_most_servers_need_nothing_of_is_folded(manager: ServerManager) -> None:
    manager.choose_kind("remote")
    proxy = edit(manager.dialog, "proxyEdit")
    assert not proxy.isVisible()
    child(manager.dialog, QPushButton, "advancedButton").click()
    assert proxy.isVisible()


def test_advanced_settings_are_kept_and_shown_again(manager: ServerManager) -> None:
    manager.fill("https://shop.example", proxy="http://proxy.example:3128", chunk="50", sexCodes="2，1 0")
    for name, value in (("trustCombo", True), ("meaningCombo", "buyer"), ("nullWordsCombo", True)):
        combo = child(manager.dialog, QComboBox, name)
        combo.setCurrentIndex(combo.findData(value))
    profile = manager.form.profile()
    expected = RemoteAccess(
        proxy="http://proxy.example:3128",
        chunk=50,
        sex_codes=((0, 2), (2, 0)),
        system_store=True,
        data_meaning="buyer",
        null_words=True,
    )
    assert profile.remote == expected
    manager.form.fill(None)
    assert manager.form.profile().remote == RemoteAccess()
    manager.form.fill(profile)
    assert manager.form.profile().remote == expected
    assert edit(manager.dialog, "proxyEdit").isVisible()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("chunk", "0"),
        ("chunk", "many"),
        ("sexCodes", "1 2"),
        ("sexCodes", "a b c"),
        ("sexCodes", "1 2 999999"),
        ("late", "0"),
        ("late", "3601"),
        ("waitDays", "soon"),
    ],
)
def test_what_cannot_be_is_said_at_its_folded_field(
    manager: ServerManager, vendor: RawServer, name: str, text: str
) -> None:
    manager.fill(vendor.url, **{name: text})
    child(manager.dialog, QPushButton, "testButton").click()
    assert manager.complaint(f"{name}Edit")
    assert edit(manager.dialog, f"{name}Edit").isVisible()
    assert vendor.asked == []


def test_what_becomes_of_unanswered_writes_is_kept_and_shown_again(manager: ServerManager) -> None:
    manager.fill("https://shop.example", timeout="20", late="60", waitDays="3")
    combo = child(manager.dialog, QComboBox, "resendsCombo")
    combo.setCurrentIndex(combo.findData(True))
    assert manager.field("resendsCombo").message.startswith("Only for a server that refuses")
    profile = manager.form.profile()
    assert profile.remote == RemoteAccess(timeout=20, late=60, resends=True, wait_days=3)
    assert profile.remote.settle == 80
    manager.form.fill(None)
    assert manager.form.profile().remote == RemoteAccess()
    assert manager.field("resendsCombo").message == ""
    manager.form.fill(profile)
    assert manager.form.profile() == profile
    assert edit(manager.dialog, "lateEdit").isVisible()


def test_a_proxy_that_is_no_address_is_said_at_its_field(manager: ServerManager, vendor: RawServer) -> None:
    manager.fill(vendor.url, proxy="ftp://proxy.example")
    child(manager.dialog, QPushButton, "testButton").click()
    manager.qtbot.waitUntil(lambda: bool(manager.complaint("proxyEdit")), timeout=20_000)
    assert edit(manager.dialog, "proxyEdit").isVisible()


def test_a_key_that_fails_its_test_leaves_the_kept_one(
    manager: ServerManager, vendor: RawServer, preferences: Preferences, secrets: MemorySecrets
) -> None:
    access = RemoteAccess(auth="header", name="X-Api-Key")
    saved = Profile("p9", "总部", "remote", vendor.url, remote=access)
    secrets.set("password p9", KEY)
    preferences.change(lambda settings: replace(settings, profiles=(saved,)))
    manager.choose_kind("remote")
    manager.choose("remote", "p9")
    manager.type("keyEdit", "k-wrong")
    manager.test()
    assert manager.complaint("keyEdit")
    assert secrets.get("password p9") == KEY


def test_a_new_pairing_code_for_a_saved_source(manager: ServerManager, preferences: Preferences) -> None:
    access = RemoteAccess(auth="bearer", certificate="02" * 32, proxy="http://proxy.example:3128")
    saved = Profile("p9", "总部", "remote", "https://127.0.0.1:1", 5, remote=access)
    preferences.change(lambda settings: replace(settings, profiles=(saved,)))
    manager.choose_kind("remote")
    manager.choose("remote", "p9")
    token = "wxb_0123456789abcdef_" + "A" * 43
    manager.type("pasteEdit", Pairing("127.0.0.1", 1, token, b"\x01" * 32).code())
    assert manager.form.profile() == replace(saved, remote=replace(access, certificate="01" * 32))
    assert manager.form.password == token
    manager.qtbot.waitUntil(lambda: manager.pill == "Failed", timeout=20_000)  # nobody listens there
