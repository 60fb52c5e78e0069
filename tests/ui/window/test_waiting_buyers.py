"""Buyers with open writes at the counter: what they will be, marked, and what can be done with them until then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.operators import CLERK, work_as
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.link import LinkState
from wxbuyer_gui.ui.operations import new_operation_id

FORM = MemberForm(7, "王小明", "13800138000")
NEW_PHONE = "13900139000"


@pytest.fixture
def clerk(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot) -> Clerk:
    """At a window that knows buyer 7, whose server has just gone away."""
    clerk = Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)
    clerk.search("#7")
    vendor.before = lambda _asked: hang_up
    return clerk


def press(clerk: Clerk, name: str) -> None:
    QTest.mouseClick(clerk.see(name), Qt.MouseButton.LeftButton)


def written(clerk: Clerk, write: Callable[..., object], *what: object, **how: object) -> None:
    """Ask for a write, and wait until it waits."""
    states: list[object] = []
    write(
        *what,
        **how,
        operation_id=new_operation_id(),
        owner=clerk.window,
        on_success=lambda outcome: states.append(outcome.result.state),
        on_error=states.append,
    )
    clerk.qtbot.waitUntil(lambda: bool(states), timeout=30_000)
    assert states == [WriteState.QUEUED]
    clerk.qtbot.waitUntil(lambda: clerk.window._pending.counts.waiting > 0)


def shown(clerk: Clerk) -> WxBuyingUser:
    hit = clerk.window._parts.browse.hit
    assert hit is not None
    assert hit.buyer is not None
    return hit.buyer


def rename(clerk: Clerk, **fields: str) -> None:
    buyer = shown(clerk)
    written(clerk, clerk.window._operations.save_buyer, replace(buyer, **fields), base=buyer)


def second_line(clerk: Clerk) -> str:
    return "".join(run.text for run in clerk.window._parts.browse.results._model.row(0).second)


def test_a_waiting_edit_is_found_by_what_it_will_be_and_marked(clerk: Clerk) -> None:
    rename(clerk, name="王大明", phone=NEW_PHONE)
    clerk.search("9000")
    assert clerk.names == ["王大明"]
    assert second_line(clerk).endswith(", to be sent: name, phone")
    phone = clerk.see("phoneValue").parentWidget()
    assert "to be sent" in [label.text() for label in phone.findChildren(type(phone._note))]
    assert clerk.see("pendingNotice").text.startswith("Change: Waiting to be sent\n")
    assert clerk.is_live("register")  # it follows the edit


def test_a_waiting_registration_shuts_a_second_one_out(clerk: Clerk) -> None:
    written(clerk, clerk.window._operations.register, shown(clerk), FORM)
    clerk.search("8000")
    assert [clerk.is_live(name) for name in ("register", "bind", "edit")] == [False, False, True]
    assert clerk.see("memberValue").text() == "Not bound"
    press(clerk, "pendingListButton")
    assert clerk.sees("outboxPage")


def test_who_waits_to_be_stored_is_found_and_has_no_number(clerk: Clerk) -> None:
    new = WxBuyingUser(open_id="oGZUI0egBJY1zhBYw2KhdUfwNeww", name="李雷", phone=NEW_PHONE)
    written(clerk, clerk.window._operations.register, new, MemberForm(name="李雷", phone=NEW_PHONE))
    clerk.search("9000")
    assert clerk.names == ["李雷"]
    row = clerk.window._parts.browse.results._model.row(0)
    assert row.texts()[3] == "—"
    assert second_line(clerk).endswith(", not stored yet")
    assert "-1" not in clerk.see("buyerIdValue").text()


def test_a_waiting_edit_is_corrected_and_sent_corrected(clerk: Clerk, vendor: Vendor) -> None:
    rename(clerk, name="王大明", phone=NEW_PHONE)
    clerk.press("Ctrl+J")
    press(clerk, "editOperationButton")
    sheet = clerk.see("editSaveSheet")
    name = sheet.findChild(QLineEdit, "nameEdit")
    assert name.text() == "王大明"
    assert NEW_PHONE not in sheet.findChild(QLineEdit, "phoneEdit").placeholderText()
    name.setText("王二明")
    press(clerk, "submitButton")
    clerk.qtbot.waitUntil(lambda: not clerk.sees("editSaveSheet"), timeout=10_000)
    vendor.before = lambda _asked: None
    clerk.window._pending.retry_all()
    clerk.qtbot.waitUntil(lambda: vendor.buyers[7]["name"] == "王二明", timeout=30_000)
    assert vendor.buyers[7]["phone"] == NEW_PHONE


def test_the_button_says_that_it_is_sent_later(clerk: Clerk, vendor: Vendor) -> None:
    clerk.press("Ctrl+N")
    assert clerk.see("submitButton").text() == "Register and bind"
    link = clerk.window._link
    link.check()
    link.check()
    clerk.qtbot.waitUntil(lambda: link.state is LinkState.AWAY, timeout=20_000)
    assert clerk.see("submitButton").text() == "Register and send later"
    vendor.before = lambda _asked: None
    link.check()
    clerk.qtbot.waitUntil(lambda: link.state is LinkState.ONLINE, timeout=20_000)
    assert clerk.see("submitButton").text() == "Register and bind"


def test_going_away_and_coming_back_are_told_once_each(clerk: Clerk, vendor: Vendor) -> None:
    link, told = clerk.window._link, []
    show = clerk.window._parts.toaster.show_message
    clerk.window._parts.toaster.show_message = lambda text, **look: (told.append(text), show(text, **look))[1]
    for _ in range(3):
        link.check()
    clerk.qtbot.waitUntil(lambda: link.state is LinkState.AWAY, timeout=20_000)
    pill = clerk.see("statusPill")
    assert pill.toolTip().startswith("You can search")
    vendor.before = lambda _asked: None
    link.check()
    clerk.qtbot.waitUntil(lambda: link.state is LinkState.ONLINE, timeout=20_000)
    link.check()
    assert len(told) == 2
    assert told[0].startswith("The server is away. You can search")
    assert told[1] == "The server is back"
    assert pill.toolTip() == ""


def test_somebody_new_without_an_open_id_cannot_wait(clerk: Clerk) -> None:
    clerk.window._forms.register(prefill=MemberForm(name="李雷", phone=NEW_PHONE))
    form = clerk.see("registerDialog")
    form.set_away(True)
    form.findChild(QAbstractButton, "consentCheck").click()
    press(clerk, "submitButton")
    assert form._open_id_field.has_error
    assert "openId" in form._open_id_field.message
    assert not form.is_busy


def test_what_needs_a_manager_says_so_before_and_asks_for_one(clerk: Clerk) -> None:
    written(clerk, clerk.window._operations.register, shown(clerk), FORM)
    work_as(clerk.window.session, CLERK)
    clerk.press("Ctrl+J")
    assert clerk.see("retryAllButton").isEnabled()  # to try what waits is anybody's
    for name in ("editOperationButton", "discardOperationButton"):  # of another's write
        assert clerk.see(name).toolTip() == "This needs a manager"
    press(clerk, "discardOperationButton")
    clerk.see("discardSheet").findChild(QLineEdit, "reasonEdit").setText("错了")
    press(clerk, "submitButton")
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    operation = clerk.window._pending.operations[0]
    assert operation.state.is_open


def test_the_history_calls_what_was_put_right_corrected(clerk: Clerk) -> None:
    rename(clerk, name="王大明")
    buyer = replace(shown(clerk), name="王二明")
    operation = clerk.window._pending.operations[0]
    told: list[object] = []
    clerk.window._pending.edit(operation.operation_id, user=buyer, told=told.append)
    clerk.qtbot.waitUntil(lambda: told == [None], timeout=10_000)
    new, old = clerk.window.session.journal.entries(buyer_id=7)[:2]
    assert "corrected" in entry_words.line(old)
    assert not entry_words.went_wrong(old)
    assert "E-REPLACED" not in entry_words.whole(old)
    assert "王二明" in entry_words.line(new)
