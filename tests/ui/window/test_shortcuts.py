"""No key means two things: two shortcuts on one key make Qt fire neither. Every screen is asked, too."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from tests.ui.window.conftest import Clerk
from tests.ui.window.keys import claimed_twice
from tests.ui.window.screens import speak
from wxbuyer_gui.ui.actions import COMMANDS

# Keys that fields and lists need for themselves, so that a command on them would take a clerk's typing away.
TYPING = ("Ctrl+A", "Ctrl+X", "Ctrl+V", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Return", "Space", "Tab", "Esc", "Del")
ALT_GR = re.compile("Ctrl\\+Alt|Alt\\+Ctrl")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_letter_stands_twice_in_a_menu(clerk: Clerk, language: str) -> None:
    speak(clerk, language)
    menus = clerk.window.findChildren(QMenu)
    assert len(menus) >= 5
    for menu in menus:
        entries = [action for action in menu.actions() if not action.isSeparator()]
        letters = Counter(QKeySequence.mnemonic(action.text()).toString() for action in entries)
        assert [keys for keys, count in letters.items() if count > 1] == [], menu.title()


def test_every_command_is_in_a_menu_and_every_menu_has_a_letter(clerk: Clerk) -> None:
    for language in ("en", "zh"):
        speak(clerk, language)
        in_menus = {action.objectName() for menu in clerk.window.findChildren(QMenu) for action in menu.actions()}
        assert {f"{command.name}Action" for command in COMMANDS} <= in_menus
        bar = clerk.window.findChild(QMenuBar)
        assert all(not QKeySequence.mnemonic(action.text()).isEmpty() for action in bar.actions())


def test_no_command_takes_a_key_that_typing_needs() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert set(keys) & set(TYPING) == set()
    assert [key for key in keys if ALT_GR.search(key)] == []  # AltGr, which types letters on many keyboards


def test_a_key_that_is_claimed_twice_would_be_seen(clerk: Clerk) -> None:
    clerk.window.addAction(QAction("twin", clerk.window, shortcut=QKeySequence("Ctrl+M"), objectName="twin"))
    assert sorted(claimed_twice(clerk.window)["Ctrl+M"]) == ["editAction", "twin"]
