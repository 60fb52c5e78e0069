"""Nobody's phone, ID number or address can be read before somebody asks for it, on whatever screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.ui.window.conftest import Clerk
from tests.ui.window.planted import FREE, NAME, canaries, change_phone
from tests.ui.window.reading import unasked
from tests.ui.window.screens import command, settle

__all__ = ["canaries"]


def readable() -> list[str]:
    """What can be read of the canaries, once everything is painted."""
    settle()
    return unasked()


def _tab(keys: str) -> Callable[[Clerk], None]:
    return lambda clerk: clerk.press(keys)


def _form(keys: str, until: str) -> Callable[[Clerk], None]:
    def show(clerk: Clerk) -> None:
        clerk.press(keys)
        clerk.qtbot.waitUntil(lambda: clerk.sees(until))

    return show


def _edit_member(clerk: Clerk) -> None:
    clerk.press("Ctrl+2")
    clerk.qtbot.waitUntil(lambda: clerk.sees("memberIdValueEdit"))
    clerk.see("memberIdValueEdit", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("memberDialog"))


def _changed_phone(clerk: Clerk) -> None:
    """The toast, the history and the journal of an edited phone."""
    change_phone(clerk)
    clerk.press("Ctrl+3")
    settle()
    assert readable() == []
    clerk.press("Ctrl+H")
    clerk.qtbot.waitUntil(lambda: clerk.sees("journalPage"))


def _unbound(clerk: Clerk) -> None:
    clerk.press("Ctrl+U")
    clerk.qtbot.waitUntil(lambda: clerk.sees("toast") and clerk.is_live("register"))


def _compared(clerk: Clerk) -> None:
    clerk.search(FREE)
    clerk.press("Ctrl+B")
    clerk.qtbot.waitUntil(lambda: clerk.sees("bindDialog"))
    name = clerk.see("bindDialog").findChild(QLineEdit, "nameEdit")
    name.setText(NAME)
    clerk.qtbot.keyClicks(name, "\r")
    settle()


SCREENS = {
    "list and profile": lambda clerk: None,
    "member": _tab("Ctrl+2"),
    "history": _tab("Ctrl+3"),
    "several": lambda clerk: clerk.search(""),
    "edit a buyer": _form("Ctrl+M", "buyerDialog"),
    "edit a member": _edit_member,
    "bind, compared": _compared,
    "rebind": _form("Ctrl+Shift+B", "bindDialog"),
    "unbound, with a toast": _unbound,
    "a phone was changed": _changed_phone,
    "export": lambda clerk: command(clerk, "export"),
}


@pytest.mark.parametrize("name", SCREENS)
def test_what_nobody_asked_for_cannot_be_read(canaries: Clerk, name: str) -> None:
    SCREENS[name](canaries)
    assert readable() == []
    assert NAME not in canaries.window.windowTitle()


def test_what_somebody_asked_for_can(canaries: Clerk) -> None:
    """The walk above would see it."""
    canaries.press("F4")
    canaries.qtbot.waitUntil(lambda: bool(readable()))
