"""Nobody's phone, ID number or address can be read before somebody asks for it, on whatever screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import command, keep_id_numbers, settle
from tests.ui.window.seeing import texts
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.ui.widgets.phone_input import PhoneInput

PHONE, OTHER_PHONE = "13987654321", "15012345679"
NUMBER = "11010519491231002X"
ADDRESS = "浙江省杭州市西湖区龙井路88号"
OPEN_ID = "oGZUI0Canary1zhBYw2KhdUfwXYZ"
NAME, FREE = "沈佳宜", "柯景腾"
SECRETS = (PHONE, OTHER_PHONE, NUMBER, "龙井路")


@pytest.fixture
def canaries(clerk: Clerk) -> Clerk:
    """One bound, one free, and a member nobody is bound to; none of them is searched by a number."""
    keep_id_numbers(clerk)
    desk = clerk.window.session.desk
    desk.register(
        WxBuyingUser(name=NAME, phone=PHONE, open_id=OPEN_ID),
        MemberForm(name=NAME, phone=PHONE, id_card=NUMBER, address=ADDRESS),
    )
    desk.save_buyer(WxBuyingUser(name=FREE, phone=OTHER_PHONE, open_id=OPEN_ID.replace("Canary", "canary")))
    clerk.search(NAME)
    return clerk


def everything(root: QWidget) -> Iterator[str]:
    """Whatever eye or screen reader is told, in all windows."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            yield from texts(window)
            yield window.windowTitle()
            for widget in window.findChildren(QWidget):
                if widget.isVisible():
                    yield widget.accessibleDescription()
                    yield widget.statusTip()


def readable(clerk: Clerk) -> list[str]:
    """What can be read of the canaries, blanks and dashes between digits aside.

    The form to bind by begins with the buyer's phone: the clerk reads it to the customer.
    """
    settle()
    found = []
    asked = {edit.text() for edit in clerk.window.findChildren(PhoneInput) if clerk.sees("bindDialog")}
    for text in set(everything(clerk.window)) - asked:
        plain = fold(text).upper().replace(" ", "").replace("-", "")
        found += [text for secret in SECRETS if secret in plain]
    return found


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
    desk = clerk.window.session.desk
    (hit,) = desk.search(NAME).hits
    assert hit.buyer is not None
    desk.save_buyer(replace(hit.buyer, phone=OTHER_PHONE), base=hit.buyer)
    clerk.press("Ctrl+3")
    settle()
    assert readable(clerk) == []
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
    assert readable(canaries) == []
    assert NAME not in canaries.window.windowTitle()


def test_what_somebody_asked_for_can(canaries: Clerk) -> None:
    """The walk above would see it."""
    canaries.press("F4")
    canaries.qtbot.waitUntil(lambda: bool(readable(canaries)))
