"""Buyers who may be one customer, or be taken for each other: one notice in the detail, and the ways to the others."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import _with_twins
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.widgets.notice import Notice


def test_one_notice_says_it_all_and_leads_to_each(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.window.findChild(object, "language_enAction").trigger()
    _with_twins(clerk)
    notice = clerk.see("twinNotice", Notice)
    assert len(clerk.window.findChildren(Notice, "twinNotice")) == 1
    for word in ("capitals", "2 other buyers", "unionid"):
        assert word in notice.text
    links = [clerk.see(f"twinLink{place}", QAbstractButton) for place in range(3)]
    assert [link.text() for link in links] == [
        "林林 #17",
        "WeChat user · tail 5555 · #16",
        "刘洋 #15",
    ]
    with qtbot.waitSignal(clerk.window.answered):
        links[0].click()
    assert clerk.box.text() == "#17"


def test_nothing_is_said_of_others(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    qtbot.waitUntil(lambda: clerk.sees("asOfValue"))
    assert not clerk.sees("twinNotice")
    clerk.window.session.desk.save_buyer(WxBuyingUser(name="李", phone="13800138000"))
    clerk.search("小明")
    qtbot.waitUntil(lambda: clerk.sees("twinNotice"))
