"""注册会员, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QRadioButton, QWidget

from tests.ui.dialogs.hands import CTRL, TODAY, child, edit, press, type_into
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import Capabilities, MemberForm, WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.ui.dialogs.register_dialog import RegisterDialog
from wxbuyer_gui.ui.widgets.sheet import Sheet

Opener = Callable[..., Sheet]
ID_NUMBER = "110101199003071233"


@pytest.fixture
def dialog(opened: Opener, buyer: WxBuyingUser, qtbot) -> RegisterDialog:
    dialog = opened(RegisterDialog, buyer=buyer, today=lambda: TODAY)
    assert isinstance(dialog, RegisterDialog)
    return dialog


def submit(dialog: QWidget) -> QPushButton:
    return child(dialog, QPushButton, "submitButton")


def agree(dialog: QWidget) -> None:
    child(dialog, QCheckBox, "consentCheck").setChecked(True)


def test_the_form_knows_the_buyer(dialog: RegisterDialog) -> None:
    assert dialog.objectName() == "registerDialog"
    assert edit(dialog, "nameEdit").text() == "王小明"
    assert edit(dialog, "phoneEdit").text() == "138 0013 8000"
    assert edit(dialog, "nameEdit").hasFocus()


def test_a_nickname_of_nobody_is_no_suggestion(opened: Opener) -> None:
    dialog = opened(RegisterDialog, buyer=WxBuyingUser(id=7, name="微信用户"))
    assert edit(dialog, "nameEdit").text() == ""


def test_enter_walks_the_fields_and_never_submits_early(
    dialog: RegisterDialog, backend: Backend, buyer: WxBuyingUser, qtbot
) -> None:
    visited = []
    for _ in range(6):
        visited.append(dialog.window().focusWidget().objectName())
        press(dialog, Qt.Key.Key_Return)
    assert visited == ["nameEdit", "phoneEdit", "idCardEdit", "birthdayEdit", "sexCombo", "addressEdit"]
    press(dialog, Qt.Key.Key_Space)  # the consent box has the focus now
    assert child(dialog, QCheckBox, "consentCheck").isChecked()
    assert backend.get(buyer.id or 0) == buyer
    submit(dialog).setFocus()
    with qtbot.waitSignal(dialog.submitted) as done:
        press(dialog, Qt.Key.Key_Return)
    after = done.args[0].after
    assert after.member_id
    assert backend.get_member(after.member_id).name == "王小明"


def test_two_quick_submits_write_once(dialog: RegisterDialog, session: Session, buyer: WxBuyingUser, qtbot) -> None:
    agree(dialog)
    with qtbot.waitSignal(dialog.submitted):
        for _ in range(2):
            press(dialog, Qt.Key.Key_Return, CTRL)
    assert len(session.journal.entries(buyer_id=buyer.id)) == 1


def test_the_form_is_locked_while_it_writes(dialog: RegisterDialog, qtbot) -> None:
    agree(dialog)
    with qtbot.waitSignal(dialog.submitted):
        dialog.submit()
        assert dialog.is_busy
        assert not submit(dialog).isEnabled()
        dialog.dismiss()
        assert dialog.is_open


def test_after_submitting_the_focus_is_back_where_it_was(dialog: RegisterDialog, window: QWidget, qtbot) -> None:
    agree(dialog)
    with qtbot.waitSignal(dialog.dismissed):
        dialog.submit()
    assert window.focusWidget().objectName() == "searchEdit"


def test_what_is_missing_is_said_beside_the_fields_and_the_first_gets_the_focus(dialog: RegisterDialog) -> None:
    edit(dialog, "nameEdit").clear()
    edit(dialog, "phoneEdit").clear()
    edit(dialog, "birthdayEdit").setText("2090-01-01")
    dialog.submit()
    assert edit(dialog, "nameEdit").hasFocus()
    for name in ("nameEdit", "phoneEdit", "birthdayEdit"):
        assert edit(dialog, name).property("state") == "error"
        assert edit(dialog, name).accessibleDescription()
    assert child(dialog, QLabel, "formMessage").text() == "4 things left to do"  # and the customer's consent
    type_into(dialog, "nameEdit", "王")
    assert edit(dialog, "nameEdit").property("state") == ""
    assert child(dialog, QLabel, "formMessage").text() == "3 things left to do"


def test_an_identity_number_fills_what_is_empty(dialog: RegisterDialog) -> None:
    type_into(dialog, "idCardEdit", ID_NUMBER)
    assert edit(dialog, "birthdayEdit").text() == "1990-03-07"
    assert child(dialog, QComboBox, "sexCombo").currentText() == "Male"


def test_an_identity_number_never_overwrites(dialog: RegisterDialog) -> None:
    type_into(dialog, "birthdayEdit", "19910101")
    child(dialog, QComboBox, "sexCombo").setCurrentIndex(1)
    type_into(dialog, "idCardEdit", ID_NUMBER)
    assert edit(dialog, "birthdayEdit").text() == "1991-01-01"
    assert child(dialog, QComboBox, "sexCombo").currentText() == "Female"
    assert "1990-03-07" in edit(dialog, "birthdayEdit").accessibleDescription()


def test_an_identity_number_is_masked_when_it_is_left(dialog: RegisterDialog) -> None:
    type_into(dialog, "idCardEdit", ID_NUMBER)
    edit(dialog, "addressEdit").setFocus()
    assert edit(dialog, "idCardEdit").text() == "110***********1233"


def test_all_that_was_typed_is_stored(dialog: RegisterDialog, backend: Backend, qtbot) -> None:
    type_into(dialog, "idCardEdit", ID_NUMBER)
    type_into(dialog, "addressEdit", "北京市东城区")
    agree(dialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()  # the ID number needs the customer's consent
    consent = child(dialog, QCheckBox, "idConsentCheck")
    qtbot.waitUntil(lambda: "kept encrypted" in child(dialog, QLabel, "purposeText").text())
    consent.click()
    with qtbot.waitSignal(dialog.submitted) as done:
        press(dialog, Qt.Key.Key_Return, CTRL)
    member = backend.get_member(done.args[0].after.member_id)
    assert (member.name, member.phone, member.sex) == ("王小明", "13800138000", 1)
    assert (member.birthday, member.id_card, member.address) == (date(1990, 3, 7), ID_NUMBER, "北京市东城区")


def test_a_pasted_contact_is_split(dialog: RegisterDialog) -> None:
    edit(dialog, "nameEdit").selectAll()
    QApplication.clipboard().setText("+86 139-1234-5678 张三\r\n")
    press(dialog, Qt.Key.Key_V, CTRL)
    assert edit(dialog, "nameEdit").text() == "张三"
    assert edit(dialog, "phoneEdit").text() == "139 1234 5678"


def test_enter_while_composing_does_not_move(dialog: RegisterDialog) -> None:
    QApplication.sendEvent(edit(dialog, "nameEdit"), QInputMethodEvent("wang", []))
    press(dialog, Qt.Key.Key_Return)
    assert edit(dialog, "nameEdit").hasFocus()
    commit = QInputMethodEvent()
    commit.setCommitString("王")
    QApplication.sendEvent(edit(dialog, "nameEdit"), commit)
    press(dialog, Qt.Key.Key_Return)
    assert edit(dialog, "phoneEdit").hasFocus()


def test_a_member_that_exists_is_offered_instead(opened: Opener, buyer: WxBuyingUser, free_member: int, qtbot) -> None:
    dialog = opened(RegisterDialog, buyer=buyer, today=lambda: TODAY)
    notice = child(dialog, QWidget, "duplicateNotice")
    qtbot.waitUntil(notice.isVisible)
    assert f"王晓明, member #{free_member}" in notice.text
    agree(dialog)
    dialog.submit()
    assert edit(dialog, "phoneEdit").hasFocus()
    assert not dialog.is_busy
    with qtbot.waitSignal(dialog.bind_requested) as asked:
        child(dialog, QPushButton, "bindInsteadButton").click()
    assert asked.args[0].id == free_member
    type_into(dialog, "phoneEdit", "1")
    edit(dialog, "phoneEdit").setText("13912345678")
    edit(dialog, "nameEdit").setFocus()
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_member_that_appears_meanwhile_is_refused_and_offered(
    dialog: RegisterDialog, backend: Backend, qtbot
) -> None:
    notice = child(dialog, QWidget, "duplicateNotice")
    agree(dialog)
    other = backend.save_user(WxBuyingUser(name="李雪"))
    backend.create_member(MemberForm(other.id, "李雪", "13800138000"))
    dialog.submit()
    qtbot.waitUntil(notice.isVisible)
    assert dialog.is_open
    assert child(dialog, QWidget, "failureNotice").isVisible()
    assert edit(dialog, "nameEdit").text() == "王小明"


def test_where_members_cannot_be_read_no_phone_is_called_free_or_taken(
    opened: Opener, buyer: WxBuyingUser, free_member: int, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    monkeypatch.setattr(Desk, "capabilities", Capabilities())
    asked: list[str] = []
    monkeypatch.setattr(Desk, "find_members", lambda desk, text: asked.append(text) or [])
    dialog = opened(RegisterDialog, buyer=buyer)
    edit(dialog, "phoneEdit").setFocus()
    edit(dialog, "nameEdit").setFocus()
    agree(dialog)
    dialog.submit()  # the source itself refuses, and its words are shown
    qtbot.waitUntil(child(dialog, QWidget, "failureNotice").isVisible)
    assert asked == []


@pytest.mark.parametrize(("both", "phone"), [(False, "13800138000"), (True, "13912345678")])
def test_another_phone_is_the_members_alone_unless_the_clerk_says_both(
    dialog: RegisterDialog, backend: Backend, buyer: WxBuyingUser, both: bool, phone: str, qtbot
) -> None:
    assert not child(dialog, QRadioButton, "bothRadio").isVisible()
    edit(dialog, "phoneEdit").selectAll()
    type_into(dialog, "phoneEdit", "13912345678")
    assert child(dialog, QRadioButton, "memberOnlyRadio").isChecked()
    child(dialog, QRadioButton, "bothRadio").setChecked(both)
    agree(dialog)
    with qtbot.waitSignal(dialog.submitted):
        dialog.submit()
    after = backend.get(buyer.id or 0)
    assert after.phone == phone
    assert backend.get_member(after.member_id).phone == "13912345678"


def test_a_draft_comes_back_without_the_identity_number(
    dialog: RegisterDialog, opened: Opener, buyer: WxBuyingUser, session: Session, qtbot
) -> None:
    type_into(dialog, "addressEdit", "北京市东城区")
    dialog.dismiss()  # before the pause after which a draft is kept
    qtbot.waitUntil(lambda: session.drafts.load(buyer.id or 0) is not None)
    again = opened(RegisterDialog, buyer=buyer, today=lambda: TODAY)
    qtbot.waitUntil(lambda: edit(again, "addressEdit").text() == "北京市东城区")
    assert edit(again, "idCardEdit").text() == ""


def test_a_draft_leaves_a_phone_that_was_typed_and_left(dialog: RegisterDialog) -> None:
    """Leaving the field spaces its digits, and they stay the clerk's."""
    phone = edit(dialog, "phoneEdit")
    phone.selectAll()
    type_into(dialog, "phoneEdit", "18612345678")
    edit(dialog, "nameEdit").setFocus()
    assert phone.text() == "186 1234 5678"
    dialog._restore({"phone": "13900139000"})
    assert phone.text() == "186 1234 5678"


def test_what_is_said_of_a_draft_follows_the_language(
    dialog: RegisterDialog, quoted: Callable[[], None], qtbot
) -> None:
    type_into(dialog, "addressEdit", "北京市东城区")
    qtbot.waitUntil(lambda: dialog.status.text == "Draft kept, without the ID number")
    quoted()
    qtbot.waitUntil(lambda: dialog.status.text == "«Draft kept, without the ID number»")


def test_a_form_that_asks_for_no_identity_number_names_none(
    opened: Opener, buyer: WxBuyingUser, session: Session, qtbot
) -> None:
    dialog = opened(RegisterDialog, buyer=buyer, asks_id_card=False, today=lambda: TODAY)
    type_into(dialog, "addressEdit", "北京市东城区")
    qtbot.waitUntil(lambda: dialog.status.text == "Draft kept")
    dialog.dismiss()
    qtbot.waitUntil(lambda: session.drafts.load(buyer.id or 0) is not None)
    again = opened(RegisterDialog, buyer=buyer, asks_id_card=False, today=lambda: TODAY)
    qtbot.waitUntil(lambda: again.status.text == "Your draft is back")


def test_leaving_with_an_identity_number_is_asked_about_once(dialog: RegisterDialog) -> None:
    type_into(dialog, "idCardEdit", ID_NUMBER)
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.is_open
    assert "Esc" in child(dialog, QLabel, "formMessage").text()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_open


def test_somebody_new_is_stored_with_a_member_in_one_form(opened: Opener, backend: Backend, qtbot) -> None:
    dialog = opened(RegisterDialog, prefill=MemberForm(phone="13912345678"), today=lambda: TODAY)
    assert edit(dialog, "openIdEdit").isVisible()
    type_into(dialog, "nameEdit", "张三")
    agree(dialog)
    with qtbot.waitSignal(dialog.submitted) as done:
        press(dialog, Qt.Key.Key_Return, CTRL)
    after = done.args[0].after
    assert (after.name, after.phone, after.open_id) == ("张三", "13912345678", "")
    assert backend.get_member(after.member_id).phone == "13912345678"
