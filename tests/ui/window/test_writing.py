"""Registering, binding, unbinding and taking it back, from the window's commands to the file and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import OUYANG, WANG, Clerk
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser


def bound_to(clerk: Clerk, buyer_id: int) -> int | None:
    buyer = clerk.window.session.desk.buyer(buyer_id)
    assert buyer is not None
    return buyer.member_id


def test_a_member_is_registered_by_keyboard_alone_and_once(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    form = clerk.see("registerDialog")
    form.findChild(QCheckBox, "consentCheck").setChecked(True)
    form.findChild(QLineEdit, "nameEdit").setFocus()
    clerk.press("Ctrl+Return")
    clerk.press("Ctrl+Return")
    qtbot.waitUntil(lambda: clerk.sees("toast"))
    assert not clerk.sees("registerDialog")
    assert bound_to(clerk, WANG) == 2
    qtbot.waitUntil(lambda: clerk.is_live("unbind"))
    assert len(clerk.window.session.desk.find_members("13800138000")) == 1


def test_unbinding_is_taken_back_by_the_toast(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    clerk.press("Ctrl+U")
    qtbot.waitUntil(lambda: clerk.is_live("register"))
    assert bound_to(clerk, OUYANG) is None
    toast = clerk.see("toast")
    assert "欧阳娜娜" in toast.text
    assert "#1" in toast.text
    toast.action_button.click()
    qtbot.waitUntil(lambda: clerk.is_live("unbind"))
    assert bound_to(clerk, OUYANG) == 1


def test_two_quick_unbinds_are_one(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    clerk.press("Ctrl+U")
    clerk.press("Ctrl+U")
    qtbot.waitUntil(lambda: clerk.is_live("register"))
    assert clerk.window.findChild(object, "noticeBar").text == ""


def test_a_buyer_is_bound_to_a_member_that_exists(shop: str, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    clerk.press("Ctrl+B")
    form = clerk.see("bindDialog")
    phone = form.findChild(QLineEdit, "phoneEdit")
    phone.setText("18600008000")
    QTest.keyClicks(phone, "\r")
    submit = form.findChild(QAbstractButton, "submitButton")
    qtbot.waitUntil(lambda: "#1" in submit.text())
    boxes = [box for box in form.findChildren(QCheckBox) if box.isVisible()]
    for box in boxes:
        box.setChecked(True)
    submit.click()
    qtbot.waitUntil(lambda: bound_to(clerk, WANG) == 1)
    qtbot.waitUntil(lambda: not clerk.sees("bindDialog"))


@pytest.mark.parametrize("searched", ["nobody at all", "8000"])
def test_a_new_buyer_is_shown_whatever_was_searched_for(clerk: Clerk, qtbot: QtBot, searched: str) -> None:
    clerk.search(searched)
    clerk.press("Ctrl+Shift+N")
    form = clerk.see("buyerDialog")
    name = form.findChild(QLineEdit, "nameEdit")
    name.clear()
    QTest.keyClicks(name, "Zhou Min")
    clerk.press("Ctrl+Return")
    qtbot.waitUntil(lambda: clerk.names == ["Zhou Min"])
    assert clerk.see("nameLabel").text() == "Zhou Min"


def test_what_another_counter_changed_is_said_and_shown(shop: str, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    other = open_backend(shop)
    other.unbind_member(MemberForm(wx_buying_user_id=OUYANG))
    other.close()
    clerk.press("Ctrl+U")
    qtbot.waitUntil(lambda: clerk.sees("noticeBar"))
    assert "E-NOT-BOUND" in clerk.see("noticeBar").text
    qtbot.waitUntil(lambda: clerk.is_live("register"))


def test_refresh_shows_what_another_counter_wrote(shop: str, clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    other = open_backend(shop)
    before = other.get(WANG)
    assert before is not None
    other.save_user(WxBuyingUser(id=WANG, name="王大明", phone=before.phone, open_id=before.open_id), base=before)
    other.close()
    with qtbot.waitSignal(clerk.window.answered):
        clerk.press("F5")
    assert clerk.names == ["王大明"]
    qtbot.waitUntil(lambda: clerk.see("nameLabel").text() == "王大明")


@pytest.mark.parametrize("keys", ["Ctrl+B", "Ctrl+U", "Ctrl+Shift+B", "Ctrl+M", "F4"])
def test_nothing_happens_while_nobody_is_picked(clerk: Clerk, keys: str) -> None:
    clerk.search("8000")
    clerk.press(keys)
    assert clerk.box.text() == "8000"
    assert not any(map(clerk.sees, ("bindDialog", "buyerDialog", "registerDialog", "noticeBar", "toast")))


def test_a_form_stays_with_its_buyer_whatever_is_searched(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    clerk.press("Ctrl+M")
    form = clerk.see("buyerDialog")
    clerk.search("18600008000")
    assert form.isVisible()
    name = form.findChild(QLineEdit, "nameEdit")
    name.clear()
    QTest.keyClicks(name, "Wang")
    form.submit()
    qtbot.waitUntil(lambda: not clerk.sees("buyerDialog"))
    buyer = clerk.window.session.desk.buyer(WANG)
    assert buyer is not None
    assert (buyer.name, buyer.phone) == ("Wang", "13800138000")


def test_a_shop_that_does_not_ask_for_id_numbers_has_no_field_for_them(clerk: Clerk) -> None:
    preferences = clerk.window._preferences
    preferences.change(lambda all_: replace(all_, privacy=replace(all_.privacy, id_card_field=False)))
    clerk.search("13800138000")
    clerk.press("Ctrl+N")
    assert clerk.sees("registerDialog")
    assert not clerk.sees("idCardEdit")


def test_edit_is_about_whom_the_tab_shows(clerk: Clerk, qtbot: QtBot) -> None:
    """The key, the button in the head and the pencil of the tab agree."""
    clerk.search("欧阳娜娜")
    clerk.press("Ctrl+2")
    qtbot.waitUntil(lambda: clerk.sees("memberIdValueEdit"))
    assert "Ctrl+M" in clerk.see("memberIdValueEdit").toolTip()
    for edit in (lambda: clerk.press("Ctrl+M"), clerk.see("editButton", QAbstractButton).click):
        edit()
        assert clerk.sees("memberDialog")
        clerk.press("Escape")
        assert not clerk.sees("memberDialog")
    for keys in ("Ctrl+1", "Ctrl+3"):
        clerk.press(keys)
        clerk.press("Ctrl+M")
        assert clerk.sees("buyerDialog")
        clerk.press("Escape")


def test_where_no_member_is_bound_the_buyer_is_edited(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("王小明")
    clerk.press("Ctrl+2")
    qtbot.waitUntil(lambda: clerk.sees("memberSentence"))
    clerk.press("Ctrl+M")
    assert clerk.sees("buyerDialog")
