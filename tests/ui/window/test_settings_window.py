"""The settings through the real counter: a new source, another look, another language, at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.ui.dialogs.settings_dialog import SettingsDialog


@pytest.fixture
def dialog(clerk: Clerk) -> SettingsDialog:
    clerk.press("Ctrl+,")
    dialog = clerk.window.findChild(SettingsDialog, "settingsDialog")
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def choose(dialog: QWidget, name: str, value: object) -> None:
    combo = dialog.findChild(QComboBox, name)
    assert combo is not None
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_the_counter_works_on_the_new_source(
    clerk: Clerk, dialog: SettingsDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    clerk.search("8000")
    assert len(clerk.names) == 2
    choose(dialog, "sqliteList", "new")
    edit = dialog.findChild(QWidget, "fileEdit")
    assert edit is not None
    edit.setText(str(tmp_path / "two.db"))
    edit.textEdited.emit(edit.text())
    switch = dialog.findChild(QAbstractButton, "switchButton")
    assert switch is not None
    with qtbot.waitSignals([clerk.window.ready, clerk.window.answered], timeout=20_000):
        switch.click()
    assert clerk.window.session.source.path == tmp_path / "two.db"
    assert clerk.names == []
    assert clerk.box.text() == "8000"
    assert "two.db" in dialog._stack.page(0).foot.status
    assert not switch.isEnabled()


def test_look_and_language_change_in_both_windows(clerk: Clerk, dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.open("appearance")

    def grounds() -> list[QColor]:
        return [window.grab().toImage().pixelColor(5, window.height() - 5) for window in (clerk.window, dialog)]

    choose(dialog, "themeChoice", "dark")
    assert all(ground.lightness() < 60 for ground in grounds())
    choose(dialog, "themeChoice", "light")
    assert all(ground.lightness() > 200 for ground in grounds())
    choose(dialog, "languageChoice", "en")
    try:
        qtbot.waitUntil(lambda: dialog.windowTitle() == "Settings")
        assert clerk.see("searchButton").text() == "Search"
    finally:
        choose(dialog, "languageChoice", "zh_CN")
    qtbot.waitUntil(lambda: clerk.see("searchButton").text() == "查询")


def room(combo: QComboBox) -> int:
    """How wide the words in a closed list may be."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()


def test_another_language_cuts_no_choice_short(clerk: Clerk, dialog: SettingsDialog, qtbot: QtBot) -> None:
    dialog.open("privacy")
    combos = [dialog.findChild(QComboBox, f"{name}Combo") for name in ("reveal", "clipboard", "searchClear")]
    QApplication.processEvents()  # as wide as the Chinese words
    widths = [combo.width() for combo in combos]
    choose(dialog, "languageChoice", "en")
    try:
        qtbot.waitUntil(lambda: [combo.width() for combo in combos] != widths)
        for combo in combos:
            assert combo.currentText().isascii()
            needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
            qtbot.waitUntil(lambda combo=combo, needed=needed: room(combo) >= needed)
    finally:
        choose(dialog, "languageChoice", "zh_CN")


def test_there_is_one_settings_window_at_a_time(clerk: Clerk, dialog: SettingsDialog) -> None:
    clerk.press("Ctrl+,")
    assert len(clerk.window.findChildren(SettingsDialog)) == 1


def test_it_goes_with_the_counter(clerk: Clerk, dialog: SettingsDialog) -> None:
    clerk.window.close()
    assert not dialog.isVisible()
