"""The field for ID numbers is switched on with a code and a purpose; what is stored already follows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import child
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.id_protection import IdState
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.ui.dialogs.settings.id_numbers_row import IdNumbersRow
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences

Open = Callable[[str], SettingsDialog]
NUMBER = "11010519491231002X"


class Manager:
    """Works on the privacy page."""

    def __init__(self, dialog: SettingsDialog, qtbot: QtBot) -> None:
        self.dialog = dialog
        self.qtbot = qtbot
        self.row = child(dialog, IdNumbersRow, "")

    def click_switch(self) -> None:
        QTest.mouseClick(child(self.dialog, QCheckBox, "idCardSwitch"), Qt.MouseButton.LeftButton)

    def wait_for(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: child(self.dialog, QWidget, name).isVisible())

    def is_on(self) -> bool:
        return child(self.dialog, QCheckBox, "idCardSwitch").isChecked()

    def type(self, name: str, text: str) -> None:
        edit = child(self.dialog, QLineEdit, name)
        edit.clear()
        QTest.keyClicks(edit, text)

    @property
    def code(self) -> str:
        return child(self.dialog, QLabel, "recoveryCode").text()

    def press(self, name: str) -> None:
        child(self.dialog, QPushButton, name).click()

    def act(self) -> None:
        """Press the link beside what the row says."""
        self.row._act()


@pytest.fixture
def manager(open_settings: Open, qtbot: QtBot) -> Manager:
    return Manager(open_settings("privacy"), qtbot)


def test_it_goes_on_once_the_code_is_written_down(
    manager: Manager, operations: Operations, preferences: Preferences, qtbot: QtBot
) -> None:
    assert not manager.is_on()
    manager.click_switch()
    manager.wait_for("recoveryForm")
    assert not manager.is_on()
    first = manager.code
    manager.type("codeEndEdit", "0000" if not first.endswith("0000") else "1111")
    manager.press("recoverySubmitButton")
    assert child(manager.dialog, QWidget, "recoveryForm").isVisible()
    manager.type("purposeEdit", "Delivery of prescriptions")
    manager.type("codeEndEdit", first[-4:].lower())
    manager.press("recoverySubmitButton")
    qtbot.waitUntil(manager.is_on)
    session = operations.session
    assert session.id_vault is not None
    assert session.id_vault.status().state is IdState.ON
    assert session.consents.purpose() == "Delivery of prescriptions"
    assert preferences.settings.privacy.id_card_field
    qtbot.waitUntil(lambda: "ID numbers are encrypted" in manager.row.message)
    manager.click_switch()
    assert not preferences.settings.privacy.id_card_field
    assert session.id_vault.status().state is IdState.ON
    manager.click_switch()  # on again it asks for no other code
    manager.wait_for("recoveryForm")
    assert not child(manager.dialog, QLabel, "recoveryCode").isVisible()
    assert child(manager.dialog, QLineEdit, "purposeEdit").text() == "Delivery of prescriptions"
    manager.press("recoverySubmitButton")
    qtbot.waitUntil(manager.is_on)


def test_without_a_purpose_it_stays_off(manager: Manager) -> None:
    manager.click_switch()
    manager.wait_for("recoveryForm")
    manager.type("purposeEdit", " ")
    manager.type("codeEndEdit", manager.code[-4:])
    manager.press("recoverySubmitButton")
    assert child(manager.dialog, QWidget, "recoveryForm").isVisible()
    manager.press("recoveryCancelButton")
    assert not child(manager.dialog, QWidget, "recoveryForm").isVisible()
    assert not manager.is_on()


def test_numbers_of_before_are_encrypted_when_a_manager_says_so(
    open_settings: Open, operations: Operations, preferences: Preferences, qtbot: QtBot
) -> None:
    session = operations.session
    session.desk.register(WxBuyingUser(open_id="oA"), MemberForm(name="张三", id_card=NUMBER))
    manager = Manager(open_settings("privacy"), qtbot)
    qtbot.waitUntil(lambda: "1 ID numbers of earlier are stored unencrypted" in manager.row.message)
    manager.act()
    manager.wait_for("recoveryForm")
    assert not child(manager.dialog, QLineEdit, "purposeEdit").isVisible()
    manager.type("codeEndEdit", manager.code[-4:])
    manager.press("recoverySubmitButton")
    qtbot.waitUntil(lambda: "ID numbers are encrypted." in manager.row.message)
    assert session.id_vault is not None
    assert session.id_vault.status().clear == 0
    assert not preferences.settings.privacy.id_card_field


def test_without_a_keyring_it_says_why_it_stays_off(
    manager: Manager, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(operations.session.id_vault, "_keyring", lambda: None)
    manager.click_switch()
    qtbot.waitUntil(lambda: "keyring to trust" in manager.row.message)
    assert not manager.is_on()


def test_what_went_wrong_is_two_sentences(
    manager: Manager, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def status() -> None:
        raise StorageError("busy", code="E-LOCKED")

    monkeypatch.setattr(operations.session.id_vault, "status", status)
    manager.click_switch()
    qtbot.waitUntil(lambda: "The database is busy. Another window or program" in manager.row.message)


def test_on_another_computer_the_recovery_code_opens_them(
    open_settings: Open, operations: Operations, qtbot: QtBot
) -> None:
    vault = operations.session.id_vault
    assert vault is not None
    vault.switch_on("8F3KQ-0H2JM-77ABC-DEFGH-2K4PZ", "K4PZ")
    keyring = MemorySecrets()
    vault._keyring, vault._store.id_numbers.cipher = (lambda: keyring), None  # as another computer sees it
    manager = Manager(open_settings("privacy"), qtbot)
    qtbot.waitUntil(lambda: "their key is not on this computer" in manager.row.message)
    manager.act()
    manager.wait_for("unlockForm")
    manager.type("recoveryCodeEdit", "8F3KQ 0H2JM 77ABC DEFGH 2K4PX")
    manager.press("unlockButton")
    unlock = child(manager.dialog, QWidget, "unlockForm")
    qtbot.waitUntil(lambda: any("not the recovery code" in one.text() for one in unlock.findChildren(QLabel)))
    manager.type("recoveryCodeEdit", "8f3kq-0h2jm-77abc-defgh-2k4pz")
    manager.press("unlockButton")
    qtbot.waitUntil(lambda: "ID numbers are encrypted." in manager.row.message)
    assert vault.has_key
    assert not unlock.isVisible()
