"""Every setting is in force at once and reaches the file; every button does what it says on real files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import child, edit
from wxbuyer_gui.paths import Folders
from wxbuyer_gui.settings import Privacy, Profile, Scan, Settings
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.dialogs.settings.scan_probe import ScanProbe
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.preferences import Preferences

Open = Callable[[str], SettingsDialog]
SHOP = Profile("p1", "总店", "postgresql", "postgresql+psycopg://li@db.example.com/shop")


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    """Choose in a combo box, as a person does: only then is it a change."""
    combo = child(dialog, QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


@pytest.mark.parametrize(
    ("page", "switch", "section", "field"),
    [
        ("appearance", "largeTextSwitch", "appearance", "large_text"),
        ("appearance", "compactRowsSwitch", "appearance", "compact_rows"),
        ("privacy", "avatarsSwitch", "privacy", "avatars"),
        ("privacy", "searchesSwitch", "privacy", "remember_searches"),
        ("backup", "automaticBackupSwitch", "backup", "automatic"),
    ],
)
def test_a_switch_is_in_force_and_in_the_file(
    open_settings: Open,
    preferences: Preferences,
    file: SettingsFile,
    qtbot: QtBot,
    page: str,
    switch: str,
    section: str,
    field: str,
) -> None:
    dialog = open_settings(page)
    box = child(dialog, QCheckBox, switch)
    before = getattr(getattr(preferences.settings, section), field)
    assert box.isChecked() is before
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert getattr(getattr(preferences.settings, section), field) is not before
    qtbot.waitUntil(lambda: getattr(getattr(file.load().settings, section), field) is not before)


@pytest.mark.parametrize(
    ("page", "combo", "value", "section", "field"),
    [
        ("appearance", "languageChoice", "en", "appearance", "language"),
        ("appearance", "themeChoice", "dark", "appearance", "theme"),
        ("scan", "scanEndChoice", "tab", "scan", "end"),
        ("scan", "scanSpeedCombo", 100, "scan", "gap_ms"),
        ("privacy", "revealCombo", 10, "privacy", "reveal_seconds"),
        ("privacy", "clipboardCombo", 0, "privacy", "clipboard_seconds"),
        ("privacy", "searchClearCombo", 300, "privacy", "search_seconds"),
    ],
)
def test_a_choice_is_in_force_and_in_the_file(
    open_settings: Open,
    preferences: Preferences,
    file: SettingsFile,
    qtbot: QtBot,
    page: str,
    combo: str,
    value: object,
    section: str,
    field: str,
) -> None:
    dialog = open_settings(page)
    choose(dialog, combo, value)
    assert getattr(getattr(preferences.settings, section), field) == value
    qtbot.waitUntil(lambda: getattr(getattr(file.load().settings, section), field) == value)
    assert child(dialog, QComboBox, combo).currentData() == value


def test_a_change_made_elsewhere_is_shown(open_settings: Open, preferences: Preferences) -> None:
    dialog = open_settings("privacy")
    preferences.change(lambda settings: replace(settings, privacy=Privacy(reveal_seconds=45, avatars=False)))
    assert not child(dialog, QCheckBox, "avatarsSwitch").isChecked()
    reveal = child(dialog, QComboBox, "revealCombo")
    assert reveal.currentData() == 45  # not among the usual ones, and shown all the same
    assert [reveal.itemData(index) for index in range(reveal.count())] == [10, 30, 45, 60, 300]


# -- the scanner -----------------------------------------------------------------------------------------------


class Scanner:
    """Types a code into the test field, ``pause`` seconds between two keys, on a clock of its own."""

    def __init__(self, dialog: SettingsDialog) -> None:
        self.probe = child(dialog, ScanProbe, "scanProbe")
        self.probe.setFocus()
        self.now = 100.0
        self.probe._clock = lambda: self.now

    def scan(self, code: str, *, pause: float, end: Qt.Key | None) -> None:
        for character in code:
            self.now += pause
            QTest.keyClick(self.probe, character)
        self.now += pause
        if end is not None:
            QTest.keyClick(self.probe, end)


def test_a_usual_scanner_fits_the_usual_settings(open_settings: Open, preferences: Preferences) -> None:
    dialog = open_settings("scan")
    scanner = Scanner(dialog)
    scanner.scan("oGZUI0egBJY1zhBYw2KhdUfwVJJE", pause=0.012, end=Qt.Key.Key_Return)
    assert preferences.settings.scan == Scan()
    message = dialog._stack.page(2)._probe_row.message
    assert message == "Read 28 characters, at most 12 ms apart, then Enter. The settings above fit."
    assert scanner.probe.text() == ""


@pytest.mark.parametrize(
    ("pause", "end", "expected"),
    [
        (0.090, Qt.Key.Key_Return, Scan("enter", 140)),
        (0.020, Qt.Key.Key_Tab, Scan("tab", 50)),
        (0.400, Qt.Key.Key_Return, Scan("enter", 500)),
    ],
)
def test_another_scanner_sets_what_it_needs(
    open_settings: Open, preferences: Preferences, pause: float, end: Qt.Key, expected: Scan
) -> None:
    dialog = open_settings("scan")
    Scanner(dialog).scan("6901234567892", pause=pause, end=end)
    assert preferences.settings.scan == expected
    assert child(dialog, QComboBox, "scanSpeedCombo").currentData() == expected.gap_ms
    assert child(dialog, QComboBox, "scanEndChoice").currentData() == expected.end


def test_a_scanner_that_sends_nothing_at_the_end(open_settings: Open, preferences: Preferences, qtbot: QtBot) -> None:
    scanner = Scanner(open_settings("scan"))
    with qtbot.waitSignal(scanner.probe.measured):
        scanner.scan("6901234567892", pause=0.020, end=None)
    assert preferences.settings.scan.end == "none"


def test_typing_by_hand_changes_nothing(open_settings: Open, preferences: Preferences) -> None:
    dialog = open_settings("scan")
    Scanner(dialog).scan("8000", pause=0.6, end=Qt.Key.Key_Return)
    assert preferences.settings.scan == Scan()
    assert "typed by hand" in dialog._stack.page(2)._probe_row.message


def test_tab_leaves_an_empty_test_field(open_settings: Open) -> None:
    dialog = open_settings("scan")
    scanner = Scanner(dialog)
    QTest.keyClick(scanner.probe, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not scanner.probe


# -- backups ---------------------------------------------------------------------------------------------------


def test_the_folder_for_backups_is_chosen(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "另一块硬盘"
    target.mkdir()
    dialog = open_settings("backup")
    child(dialog, QPushButton, "backupFolderButton").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.setDirectory(str(target))
    chooser.accept()
    qtbot.waitUntil(lambda: preferences.settings.backup.folder == str(target))
    assert edit(dialog, "backupFolderEdit").text() == str(target)


@pytest.mark.parametrize("text", ["{tmp}/nowhere", "backups", "{tmp}/file"])
def test_a_folder_that_cannot_be_used_is_said_beside_the_field(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot, text: str
) -> None:
    (tmp_path / "file").touch()
    dialog = open_settings("backup")
    field = edit(dialog, "backupFolderEdit")
    field.setFocus()
    field.setText(text.format(tmp=tmp_path))
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: field.property("state") == "error")
    assert dialog._stack.page(5)._folder_row.message.startswith("There is no such folder")
    assert preferences.settings.backup.folder == ""
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog._stack.page(5)._folder_row.message == ""


def test_the_last_backup_is_told(open_settings: Open, operations: Operations, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = open_settings("backup")
    row = dialog._stack.page(5)._last_row
    qtbot.waitUntil(lambda: row._description.text() == "None yet")
    operations.session.care.backup(tmp_path / "copy.db")
    dialog.refresh()
    qtbot.waitUntil(lambda: row._description.text().startswith("today "))


def test_back_up_now_is_the_command_of_the_menu(open_settings: Open, actions: Actions, qtbot: QtBot) -> None:
    dialog = open_settings("backup")
    button = child(dialog, QPushButton, "backupNowButton")
    with qtbot.waitSignal(actions["backup"].triggered):
        button.click()
    actions["backup"].setEnabled(False)
    assert not button.isEnabled()


# -- advanced --------------------------------------------------------------------------------------------------


def test_folders_are_made_and_opened(open_settings: Open, places: Folders) -> None:
    dialog = open_settings("advanced")
    opened: list[QUrl] = []
    page = dialog._stack.page(6)
    page._open_url = lambda url: opened.append(url) or True
    child(dialog, QPushButton, "openLogsButton").click()
    assert [url.toLocalFile() for url in opened] == [str(places.logs)]
    assert places.logs.is_dir()
    page._open_url = lambda _: False
    child(dialog, QPushButton, "openDataButton").click()
    assert page._folders_row.message == f"It could not be opened: {places.data}"


def test_settings_travel_to_another_computer_without_secrets(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    secret = replace(SHOP, url="postgresql+psycopg://li:geheim@db.example.com/shop")
    preferences.change(
        lambda settings: replace(settings, scan=Scan("tab", 80), profiles=(secret,), privacy=Privacy(mask=False))
    )
    page = open_settings("advanced")._stack.page(6)
    page.export_to(str(tmp_path / "settings.toml"))
    qtbot.waitUntil(lambda: page._transfer_row.message == "Written to settings.toml")
    assert "geheim" not in (tmp_path / "settings.toml").read_text(encoding="utf-8")
    mine = Profile("p2", "二号店", "sqlite", "sqlite:////home/li/two.db")
    preferences.change(lambda _: Settings(profile="p2", profiles=(mine,)))
    page.import_from(str(tmp_path / "settings.toml"))
    qtbot.waitUntil(lambda: preferences.settings.scan == Scan("tab", 80))
    assert preferences.settings.profile == "p2"
    assert preferences.settings.profiles == (SHOP, mine)
    page._transfer_row._action.click()
    assert preferences.settings == Settings(profile="p2", profiles=(mine,))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[privacy]\nreveal_seconds = 'long'\n", "Nothing was taken over: privacy.reveal_seconds cannot be used"),
        ("<settings/>", "This is not a file of settings. Nothing was taken over."),
        (None, "This is not a file of settings. Nothing was taken over."),
    ],
)
def test_a_file_that_is_none_changes_nothing(
    open_settings: Open, preferences: Preferences, tmp_path: Path, qtbot: QtBot, text: str | None, sentence: str
) -> None:
    path = tmp_path / "settings.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    page = open_settings("advanced")._stack.page(6)
    page.import_from(str(path))
    qtbot.waitUntil(lambda: page._transfer_row.message == sentence)
    assert preferences.settings == Settings()


def test_an_export_that_cannot_be_written_says_so(open_settings: Open, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").touch()
    page = open_settings("advanced")._stack.page(6)
    page.export_to(str(tmp_path / "file" / "settings.toml"))
    qtbot.waitUntil(lambda: page._transfer_row.message.startswith("The file could not be written"))


def test_pictures_are_cleared(open_settings: Open, places: Folders, qtbot: QtBot) -> None:
    places.avatars.mkdir(parents=True)
    (places.avatars / "a").write_bytes(bytes(2048))
    dialog = open_settings("advanced")
    child(dialog, QPushButton, "clearPicturesButton").click()
    qtbot.waitUntil(lambda: dialog._stack.page(6)._clear_row.message.startswith("Cleared, 2.0 "))
    assert not list(places.avatars.iterdir())


def test_the_defaults_come_back_and_can_be_undone(open_settings: Open, preferences: Preferences) -> None:
    changed = Settings(scan=Scan("tab", 80), privacy=Privacy(avatars=False), profiles=(SHOP,))
    preferences.change(lambda _: changed)
    dialog = open_settings("advanced")
    child(dialog, QPushButton, "resetSettingsButton").click()
    assert preferences.settings == Settings(profiles=(SHOP,))
    dialog._stack.page(6)._reset_row._action.click()
    assert preferences.settings == changed
