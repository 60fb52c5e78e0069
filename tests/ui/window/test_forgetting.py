"""忘记此顾客 in the window: only a sure hand does it, and nothing of the person stays on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import OUYANG, Clerk
from tests.ui.window.screens import command
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.ui.dialogs.remains_list import RemainsList

NUMBER = "18600008000"


def begin(clerk: Clerk, text: str = NUMBER) -> None:
    if clerk.box.text() != text:
        clerk.search(text)
    command(clerk, "forget")
    clerk.qtbot.waitUntil(lambda: clerk.sees("forgetFacts"))


def fill_in(clerk: Clerk, reason: str, sign: str) -> None:
    for name, text in (("reasonEdit", reason), ("signEdit", sign)):
        edit = clerk.see("forgetDialog").findChild(QLineEdit, name)
        assert edit is not None
        edit.setText(text)
    clerk.press("Ctrl+Return")


def test_buyer_and_member_go_and_the_sheet_says_what_remains(clerk: Clerk) -> None:
    clerk.search(NUMBER)
    clerk.press("Ctrl+C")
    clerk.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == NUMBER)
    begin(clerk)
    fill_in(clerk, "来信要求", "8000")
    clerk.qtbot.waitUntil(lambda: clerk.sees("remainsList"))
    remains = clerk.see("remainsList")
    assert isinstance(remains, RemainsList)
    assert "历史只保留编号" in remains.text
    assert NUMBER not in QGuiApplication.clipboard().text()
    assert clerk.box.text() == ""
    clerk.press("Return")
    clerk.qtbot.waitUntil(lambda: not clerk.sees("forgetDialog"))
    clerk.search(NUMBER)
    assert clerk.names == []
    assert clerk.window.session.desk.buyer(OUYANG) is None


@pytest.mark.parametrize(("reason", "sign"), [("", "8000"), ("来信要求", ""), ("来信要求", "8001"), ("来信要求", "2")])
def test_without_reason_and_sign_nothing_happens(clerk: Clerk, reason: str, sign: str) -> None:
    begin(clerk)
    fill_in(clerk, reason, sign)
    assert clerk.sees("forgetDialog")
    assert not clerk.sees("remainsList")
    assert clerk.window.session.desk.buyer(OUYANG) is not None


def test_a_reason_that_names_the_person_is_refused_and_kept(clerk: Clerk) -> None:
    begin(clerk)
    fill_in(clerk, "欧阳娜娜来信", "8000")
    clerk.qtbot.waitUntil(lambda: clerk.sees("failureNotice"))
    edit = clerk.see("forgetDialog").findChild(QLineEdit, "reasonEdit")
    assert edit is not None
    assert edit.text() == "欧阳娜娜来信"
    assert clerk.window.session.desk.buyer(OUYANG) is not None


def test_whoever_has_no_phone_is_confirmed_by_the_number(clerk: Clerk) -> None:
    begin(clerk, "李雪")
    fill_in(clerk, "来信要求", "#3")
    clerk.qtbot.waitUntil(lambda: clerk.sees("remainsList"))
    assert clerk.window.session.desk.buyer(3) is None


def test_esc_asks_once_before_a_reason_is_lost(clerk: Clerk) -> None:
    begin(clerk)
    edit = clerk.see("forgetDialog").findChild(QLineEdit, "reasonEdit")
    assert edit is not None
    edit.setText("来信要求")
    clerk.press("Escape")
    assert clerk.sees("forgetDialog")
    clerk.press("Escape")
    assert not clerk.sees("forgetDialog")


def test_what_waits_to_be_sent_has_to_be_named(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot) -> None:
    clerk = Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)
    clerk.search("#7")
    buyer = clerk.window.session.desk.buyer(7)
    assert buyer is not None
    vendor.before = lambda _asked: hang_up
    clerk.window.session.desk.register(buyer, MemberForm(name="王小明", phone="13800138000"))
    begin(clerk, "13800138000")
    check = clerk.see("discardCheck")
    assert isinstance(check, QCheckBox)
    fill_in(clerk, "来信要求", "8000")
    assert not clerk.sees("remainsList")
    assert clerk.window.focusWidget() is check
    assert check.property("state") == "error"
    assert clerk.sees("discardMessage")
    clerk.press("Space")
    assert check.isChecked()
    assert not check.property("state")
    assert not clerk.sees("discardMessage")
    clerk.see("submitButton", QAbstractButton).click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("remainsList"))
    assert clerk.window.session.outbox is not None
    assert clerk.window.session.outbox.list() == []
