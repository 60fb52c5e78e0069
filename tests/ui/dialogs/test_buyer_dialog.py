"""新建买家, 编辑买家 and 编辑会员."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from tests.ui.dialogs.hands import CTRL, TODAY, child, edit, press, type_into
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store.gate import WriteGate
from wxbuyer_gui.ui.dialogs.buyer_dialog import BuyerDialog
from wxbuyer_gui.ui.dialogs.member_dialog import MemberDialog
from wxbuyer_gui.ui.widgets.notice import Notice
from wxbuyer_gui.ui.widgets.sheet import Sheet

Opener = Callable[..., Sheet]


def submit(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, "submitButton")


def test_a_new_buyer_by_keyboard_alone(opened: Opener, backend: Backend, qtbot) -> None:
    dialog = opened(BuyerDialog)
    assert not submit(dialog).isEnabled()
    type_into(dialog, "nameEdit", "张三")
    press(dialog, Qt.Key.Key_Return)
    type_into(dialog, "phoneEdit", "13912345678")
    press(dialog, Qt.Key.Key_Return)
    assert edit(dialog, "openIdEdit").hasFocus()
    press(dialog, Qt.Key.Key_Return)
    assert submit(dialog).hasFocus()
    with qtbot.waitSignal(dialog.submitted) as done:
        press(dialog, Qt.Key.Key_Return)
    stored = backend.get(done.args[0].result.id)
    assert (stored.name, stored.phone, stored.open_id) == ("张三", "13912345678", "")


def test_a_hidden_phone_that_nobody_touched_is_not_sent(
    opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot
) -> None:
    dialog = opened(BuyerDialog, buyer=buyer)
    assert edit(dialog, "phoneEdit").text() == ""
    assert edit(dialog, "phoneEdit").placeholderText() == "138****8000"
    assert not submit(dialog).isEnabled()
    backend.save_user(WxBuyingUser(id=buyer.id, phone="13700000001", name=buyer.name, open_id=buyer.open_id))
    type_into(dialog, "nameEdit", "子")
    with qtbot.waitSignal(dialog.submitted):
        press(dialog, Qt.Key.Key_Return, CTRL)
    stored = backend.get(buyer.id or 0)
    assert (stored.name, stored.phone) == ("王小明子", "13700000001")  # the phone of meanwhile is untouched


def test_a_stored_phone_can_be_emptied(opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot) -> None:
    dialog = opened(BuyerDialog, buyer=buyer)
    edit(dialog, "phoneEdit").findChild(QToolButton).click()
    with qtbot.waitSignal(dialog.submitted):
        dialog.submit()
    assert backend.get(buyer.id or 0).phone == ""


def test_stars_are_refused(opened: Opener, buyer: WxBuyingUser) -> None:
    dialog = opened(BuyerDialog, buyer=buyer)
    type_into(dialog, "phoneEdit", "138****8000")
    dialog.submit()
    assert not dialog.is_busy
    assert edit(dialog, "phoneEdit").property("state") == "error"


def test_a_known_open_id_is_not_editable_and_a_missing_one_is(
    opened: Opener, backend: Backend, buyer: WxBuyingUser
) -> None:
    assert not edit(opened(BuyerDialog, buyer=buyer), "openIdEdit").isVisible()
    saved = backend.save_user(WxBuyingUser(name="李雪"))
    assert edit(opened(BuyerDialog, buyer=backend.get(saved.id or 0)), "openIdEdit").isVisible()


def test_a_changed_buyer_is_said_and_what_was_typed_stays(
    opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot
) -> None:
    dialog = opened(BuyerDialog, buyer=buyer)
    backend.save_user(WxBuyingUser(id=buyer.id, name="别人改的", phone=buyer.phone, open_id=buyer.open_id))
    type_into(dialog, "nameEdit", "子")
    dialog.submit()
    qtbot.waitUntil(child(dialog, QWidget, "failureNotice").isVisible)
    assert edit(dialog, "nameEdit").text() == "王小明子"
    assert submit(dialog).isEnabled()


def test_a_database_that_is_busy_is_said_and_what_was_typed_can_be_saved_later(
    opened: Opener, backend: LocalBackend, buyer: WxBuyingUser, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = WriteGate(seconds=0)
    gate.hold()
    monkeypatch.setattr(backend._store, "gate", gate)
    dialog = opened(BuyerDialog, buyer=buyer)
    type_into(dialog, "nameEdit", "子")
    dialog.submit()
    notice = child(dialog, Notice, "failureNotice")
    qtbot.waitUntil(notice.isVisible)
    assert "an import perhaps" in notice.text
    assert edit(dialog, "nameEdit").text() == "王小明子"
    gate.release()
    with qtbot.waitSignal(dialog.submitted):
        dialog.submit()
    assert backend.get(buyer.id or 0).name == "王小明子"


def test_another_buyer_with_this_phone_is_named(opened: Opener, buyer: WxBuyingUser, qtbot) -> None:
    dialog = opened(BuyerDialog)
    type_into(dialog, "phoneEdit", "13800138000")
    edit(dialog, "nameEdit").setFocus()
    notice = child(dialog, Notice, "twinNotice")
    qtbot.waitUntil(notice.isVisible)
    assert "phone" in notice.text
    link = child(dialog, QPushButton, "twinLink0")
    assert f"王小明 #{buyer.id}" in link.text()
    with qtbot.waitSignal(dialog.view_requested) as asked:
        link.click()
    assert asked.args[0].id == buyer.id


def test_what_comes_filled_in_is_looked_up_at_once(opened: Opener, buyer: WxBuyingUser, qtbot) -> None:
    dialog = opened(BuyerDialog, prefill=WxBuyingUser(open_id=buyer.open_id.swapcase()))
    notice = child(dialog, Notice, "twinNotice")
    qtbot.waitUntil(notice.isVisible)
    assert "capitals" in notice.text


def test_all_that_is_odd_about_a_new_buyer_is_one_notice(
    opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot
) -> None:
    for number in range(10):
        backend.save_user(WxBuyingUser(open_id=f"oGZUI0egBJY1zhBYw2KhdUfwVJ{number:02}"))
    dialog = opened(BuyerDialog)
    type_into(dialog, "openIdEdit", "o-LC9uM6Fq9jKHGTJKwx5LPvXo3A")
    type_into(dialog, "phoneEdit", "13800138000")
    edit(dialog, "nameEdit").setFocus()
    notice = child(dialog, Notice, "twinNotice")
    qtbot.waitUntil(lambda: "unionid" in notice.text and "phone" in notice.text)
    assert not edit(dialog, "openIdEdit").property("state")
    type_into(dialog, "phoneEdit", "1")  # another number: what was said is not true of it
    edit(dialog, "nameEdit").setFocus()
    qtbot.waitUntil(lambda: "phone" not in notice.text)
    assert "unionid" in notice.text


def test_typing_is_not_lost_without_a_word(opened: Opener) -> None:
    dialog = opened(BuyerDialog)
    type_into(dialog, "nameEdit", "张三")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.is_open
    assert "Esc" in child(dialog, QLabel, "formMessage").text()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_open


def test_a_member_keeps_its_hidden_numbers(opened: Opener, backend: Backend, free_member: int, qtbot) -> None:
    dialog = opened(MemberDialog, member=backend.get_member(free_member), today=lambda: TODAY)
    assert edit(dialog, "idCardEdit").placeholderText() == "110***********1233"
    assert not submit(dialog).isEnabled()
    edit(dialog, "birthdayEdit").selectAll()
    type_into(dialog, "birthdayEdit", "1990.3.8")
    with qtbot.waitSignal(dialog.submitted):
        press(dialog, Qt.Key.Key_Return, CTRL)
    member = backend.get_member(free_member)
    assert (member.phone, member.id_card) == ("13800138000", "110101199003071233")
    assert member.birthday == date(1990, 3, 8)
