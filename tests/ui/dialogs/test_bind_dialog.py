"""绑定会员 and 改绑."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from tests.ui.dialogs.hands import CTRL, TODAY, child, edit, press, type_into
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.ui.dialogs.bind_dialog import BindDialog
from wxbuyer_gui.ui.dialogs.comparison import Comparison, Verdict, differing_spans, name_row, phone_row
from wxbuyer_gui.ui.widgets.runs import Run
from wxbuyer_gui.ui.widgets.sheet import Sheet

Opener = Callable[..., Sheet]


def submit(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, "submitButton")


def same_person(dialog: QWidget) -> QCheckBox:
    return child(dialog, QCheckBox, "samePersonCheck")


def comparison(dialog: QWidget) -> Comparison:
    return child(dialog, Comparison, "comparison")


def open_bind(opened: Opener, buyer: WxBuyingUser, **arguments: object) -> BindDialog:
    dialog = opened(BindDialog, buyer=buyer, today=lambda: TODAY, **arguments)
    assert isinstance(dialog, BindDialog)
    return dialog


def test_the_members_with_the_buyers_phone_are_looked_for_at_once(
    opened: Opener, buyer: WxBuyingUser, free_member: int, backend: Backend, qtbot
) -> None:
    dialog = open_bind(opened, buyer)
    qtbot.waitUntil(comparison(dialog).isVisible)
    assert submit(dialog).text() == f"Bind to member #{free_member}"
    assert [row.verdict for row in comparison(dialog).rows[:2]] == [Verdict.DIFFERENT, Verdict.EQUAL]
    press(dialog, Qt.Key.Key_Return, CTRL)  # a name differs and nobody has looked
    assert not dialog.is_busy
    assert same_person(dialog).property("state") == "error"
    same_person(dialog).setChecked(True)
    with qtbot.waitSignal(dialog.submitted) as done:
        press(dialog, Qt.Key.Key_Return, CTRL)
    assert done.args[0].after.member_id == free_member
    assert backend.get(buyer.id or 0).member_id == free_member


def test_by_keyboard_alone(opened: Opener, backend: Backend, free_member: int, qtbot) -> None:
    saved = backend.save_user(WxBuyingUser(name="微信用户"))
    dialog = open_bind(opened, backend.get(saved.id or 0))
    type_into(dialog, "phoneEdit", "13800138000")
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(submit(dialog).hasFocus)  # nothing differs: straight to the button
    assert same_person(dialog).isHidden()
    with qtbot.waitSignal(dialog.submitted):
        press(dialog, Qt.Key.Key_Return)
    assert backend.get(saved.id or 0).member_id == free_member


@pytest.mark.parametrize(
    ("field", "text"),
    [("phoneEdit", "#{number}"), ("nameEdit", "王晓明"), ("idCardEdit", "110101199003071233")],
)
def test_a_member_is_found_by(field: str, text: str, opened: Opener, backend: Backend, free_member: int, qtbot) -> None:
    saved = backend.save_user(WxBuyingUser(name="王晓明"))
    dialog = open_bind(opened, backend.get(saved.id or 0))
    type_into(dialog, field, text.format(number=free_member))
    child(dialog, QPushButton, "findButton").click()
    qtbot.waitUntil(comparison(dialog).isVisible)
    assert submit(dialog).text().endswith(f"#{free_member}")


def test_another_question_takes_the_answer_away(opened: Opener, buyer: WxBuyingUser, free_member: int, qtbot) -> None:
    dialog = open_bind(opened, buyer)
    qtbot.waitUntil(comparison(dialog).isVisible)
    type_into(dialog, "nameEdit", "w")
    assert not comparison(dialog).isVisible()
    assert not submit(dialog).isEnabled()


def test_nobody_found_offers_to_register(opened: Opener, buyer: WxBuyingUser, qtbot) -> None:
    dialog = open_bind(opened, buyer)
    button = child(dialog, QPushButton, "registerInsteadButton")
    qtbot.waitUntil(button.isVisible)
    assert child(dialog, QLabel, "findMessage").text() == "No such member"
    with qtbot.waitSignal(dialog.register_requested) as asked:
        button.click()
    assert asked.args[0].phone == "13800138000"


def test_of_several_the_clerk_chooses(opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot) -> None:
    numbers = []
    for phone in ("13911110001", "13911110002"):
        helper = backend.save_user(WxBuyingUser())
        numbers.append(backend.create_member(MemberForm(helper.id, "陈思远", phone)).id)
        backend.unbind_member(MemberForm(helper.id))
    dialog = open_bind(opened, buyer)
    edit(dialog, "phoneEdit").clear()
    type_into(dialog, "nameEdit", "陈思远")
    press(dialog, Qt.Key.Key_Return)
    combo = child(dialog, QComboBox, "candidateCombo")
    qtbot.waitUntil(combo.isVisible)
    assert not submit(dialog).isEnabled()
    assert combo.count() == 2
    combo.setFocus()
    press(dialog, Qt.Key.Key_Down)
    assert submit(dialog).text().endswith(f"#{numbers[1]}") or submit(dialog).text().endswith(f"#{numbers[0]}")
    assert submit(dialog).isEnabled()


def test_a_member_of_another_buyer_is_said(opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot) -> None:
    other = backend.save_user(WxBuyingUser(name="<img src=x>李雪"))
    member = backend.create_member(MemberForm(other.id, "王小明", "13800138000"))
    dialog = open_bind(opened, buyer, member=backend.get_member(member.id))
    notice = child(dialog, QWidget, "boundNotice")
    qtbot.waitUntil(notice.isVisible)
    assert f"<img src=x>李雪, WeChat buyer #{other.id}" in notice.text
    assert same_person(dialog).isVisible()
    dialog.submit()
    assert not dialog.is_busy


def test_rebinding_names_the_old_member_and_moves(
    opened: Opener, backend: Backend, buyer: WxBuyingUser, free_member: int, qtbot
) -> None:
    old = backend.create_member(MemberForm(buyer.id, "王小明", "15900000001")).id
    dialog = open_bind(opened, backend.get(buyer.id or 0))
    assert f"#{old}" in dialog.accessibleDescription()
    qtbot.waitUntil(comparison(dialog).isVisible)
    assert submit(dialog).text() == f"Move to member #{free_member}"
    same_person(dialog).setChecked(True)
    with qtbot.waitSignal(dialog.submitted) as done:
        dialog.submit()
    assert done.args[0].after.member_id == free_member


def test_the_present_member_cannot_be_bound_again(opened: Opener, backend: Backend, buyer: WxBuyingUser, qtbot) -> None:
    backend.create_member(MemberForm(buyer.id, "王小明", "13800138000"))
    dialog = open_bind(opened, backend.get(buyer.id or 0))
    qtbot.waitUntil(comparison(dialog).isVisible)
    assert not submit(dialog).isEnabled()
    assert child(dialog, QLabel, "findMessage").text() == "This member is bound already"


def test_where_members_cannot_be_read_nothing_is_compared(
    opened: Opener, backend: Backend, buyer: WxBuyingUser, free_member: int, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    monkeypatch.setattr(Desk, "capabilities", Capabilities())
    dialog = open_bind(opened, buyer)
    assert submit(dialog).isEnabled()
    edit(dialog, "phoneEdit").clear()
    type_into(dialog, "nameEdit", "w")
    assert not submit(dialog).isEnabled()
    edit(dialog, "nameEdit").clear()
    type_into(dialog, "phoneEdit", "13800138000")
    assert not comparison(dialog).isVisible()
    with qtbot.waitSignal(dialog.submitted):
        press(dialog, Qt.Key.Key_Return, CTRL)
    assert backend.get(buyer.id or 0).member_id == free_member


def test_differing_characters() -> None:
    assert differing_spans("王小明", "王晓明") == (((1, 2),), ((1, 2),))
    row = name_row("", WxBuyingUser(name="王小明"), Member(name="王晓明"))
    assert row.buyer == (Run("王"), Run("小", hit=True), Run("明"))
    assert row.verdict is Verdict.DIFFERENT


def test_names_are_compared_as_people_read_them() -> None:
    assert name_row("", WxBuyingUser(name="Ｋevin "), Member(name="kevin")).verdict is Verdict.EQUAL
    assert name_row("", WxBuyingUser(name="微信用户"), Member(name="王")).verdict is Verdict.NONE


def test_phones_are_compared_whole_and_shown_masked_but_for_what_differs() -> None:
    same = phone_row("", WxBuyingUser(phone="+86 138-0013-8000"), Member(phone="13800138000"))
    assert same.verdict is Verdict.EQUAL
    assert "0013" not in "".join(run.text for run in same.buyer)
    other = phone_row("", WxBuyingUser(phone="13800138000"), Member(phone="13800238000"))
    assert other.verdict is Verdict.DIFFERENT
    assert [run.text for run in other.member if run.hit] == ["2"]
