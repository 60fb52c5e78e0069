"""The sheet of keys: every command is on it, the filter finds it, and what it says is what the program does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.dialogs.hands import edit
from wxbuyer_gui.ui.actions import COMMANDS, Actions
from wxbuyer_gui.ui.dialogs.shortcut_words import cap
from wxbuyer_gui.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.marks import RunsLabel

Open = Callable[[], ShortcutsDialog]


@pytest.fixture
def actions(window: QWidget, icons: Icons) -> Actions:
    return Actions(window=window, icons=icons)


@pytest.fixture
def dialog(window: QWidget, theme: Theme, icons: Icons, actions: Actions, qtbot: QtBot) -> ShortcutsDialog:
    dialog = ShortcutsDialog(window, theme=theme, icons=icons, actions=actions)
    with qtbot.waitActive(dialog):
        dialog.open()
    return dialog


def lines(dialog: ShortcutsDialog) -> dict[str, list[str]]:
    """What is done → its caps."""
    return {
        label.text(): [each._keys for each in label.parentWidget().findChildren(KeyCap)]
        for label in page(dialog).findChildren(RunsLabel)
    }


def page(dialog: ShortcutsDialog) -> QWidget:
    widget = dialog._scroll.widget()
    assert widget is not None
    return widget


def test_every_command_is_on_it_with_its_keys(dialog: ShortcutsDialog, actions: Actions) -> None:
    shown = lines(dialog)
    for command in COMMANDS:
        text = actions[command.name].text().replace("&", "").removesuffix("…")
        assert text in shown
        if command.keys:
            assert shown[text] == [cap(keys) for keys in command.keys]
    assert shown["Register member"] == ["Ctrl N"]
    assert shown["Search"] == ["Ctrl K", "Ctrl F", "F3"]


def test_a_command_without_a_key_shows_the_way_through_the_menus(dialog: ShortcutsDialog) -> None:
    shown = lines(dialog)
    assert shown["About"] == ["Alt H, A"]
    assert shown["Dark"] == ["Alt V, T, D"]


def test_keys_that_are_no_commands_are_on_it(dialog: ShortcutsDialog) -> None:
    shown = lines(dialog)
    assert shown["Into the list"] == ["↓"]
    assert shown["Save"] == ["Ctrl Enter"]
    assert shown["Next field"] == ["Enter", "Tab"]


def test_no_key_of_a_command_is_a_key_of_a_form() -> None:
    taken = {QKeySequence(keys) for command in COMMANDS for keys in command.keys}
    assert not taken & {QKeySequence(keys) for keys in ("Return", "Down", "Esc", "Ctrl+Return", "Ctrl+Z", "Tab")}


@pytest.mark.parametrize(
    ("needle", "expected"),
    [
        ("unbind", ["Unbind"]),
        ("ctrl+u", ["Unbind"]),
        ("F4", ["Show number"]),
        ("language", ["中文", "English"]),
    ],
)
def test_the_filter_finds_by_words_keys_and_menu(dialog: ShortcutsDialog, needle: str, expected: list[str]) -> None:
    QTest.keyClicks(edit(dialog, "shortcutsFilter"), needle)
    assert list(lines(dialog)) == expected


def test_what_was_typed_is_marked(dialog: ShortcutsDialog) -> None:
    edit(dialog, "shortcutsFilter").setText("member")
    marked = {run.text for label in page(dialog).findChildren(RunsLabel) for run in label._runs if run.hit}
    assert marked == {"member", "Member"}


def test_nothing_found_is_said(dialog: ShortcutsDialog) -> None:
    edit(dialog, "shortcutsFilter").setText("zzz")
    assert [label.text() for label in page(dialog).findChildren(Label)] == ["No key for that"]


def test_the_columns_are_about_equally_high(dialog: ShortcutsDialog) -> None:
    both = page(dialog).layout()
    left, right = (both.itemAt(index).layout().sizeHint().height() for index in range(2))
    assert abs(left - right) < 0.35 * max(left, right)


def test_esc_empties_the_filter_then_closes(dialog: ShortcutsDialog, window: QWidget, qtbot: QtBot) -> None:
    filter_edit = edit(dialog, "shortcutsFilter")
    assert dialog.focusWidget() is filter_edit
    QTest.keyClicks(filter_edit, "F4")
    QTest.keyClick(filter_edit, Qt.Key.Key_Escape)
    assert filter_edit.text() == ""
    assert dialog.isVisible()
    QTest.keyClick(filter_edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert window.focusWidget() is edit(window, "searchEdit")


def test_large_text_makes_it_larger(dialog: ShortcutsDialog, theme: Theme) -> None:
    before = page(dialog).sizeHint().height()
    theme.set_scale(LARGE)
    assert page(dialog).sizeHint().height() > 1.15 * before
