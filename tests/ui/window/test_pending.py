"""Writes that wait for the server: badge, mark and page, taken back, and sent once it answers again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind


@pytest.fixture
def clerk(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot) -> Clerk:
    """At a window that knows buyer 7, whose server has just gone away, with one registration waiting."""
    window = mirrored_window(server.url, tmp_path, qtbot, timeout=5.0)
    clerk = Clerk(window, qtbot)
    clerk.search("#7")
    vendor.before = lambda _asked: hang_up
    buyer = window._parts.browse.hit.buyer
    states: list[object] = []
    window._operations.register(
        buyer,
        MemberForm(7, "王小明", "13800138000"),
        operation_id=new_operation_id(),
        owner=window,
        on_success=lambda outcome: states.append(outcome.result.state),
        on_error=states.append,
    )
    qtbot.waitUntil(lambda: bool(states), timeout=30_000)
    assert states == [WriteState.QUEUED]
    qtbot.waitUntil(lambda: window._pending.counts.waiting == 1)
    return clerk


def badge(clerk: Clerk) -> str:
    found = clerk.window.findChild(QAbstractButton, "pendingBadge")
    return found.text() if found.isVisible() else ""


def test_what_waits_is_counted_marked_and_listed(clerk: Clerk) -> None:
    assert badge(clerk) == "To send 1"
    clerk.search("8000")
    assert clerk.window._parts.browse.results._model.row(0).pill_text == "To send"
    clerk.press("Ctrl+J")
    assert clerk.see("outboxPage")
    assert "Register 王小明" in clerk.see("operationRow").accessibleName()
    clerk.press("Esc")
    assert not clerk.sees("outboxPage")


def test_the_list_neither_opens_nor_closes_behind_a_form(clerk: Clerk) -> None:
    clerk.search("8000")
    clerk.press("Ctrl+M")
    clerk.press("Ctrl+J")
    assert not clerk.sees("buyerDialog")
    assert clerk.window.focusWidget() is clerk.see("outboxPage")
    clerk.see("discardOperationButton", QAbstractButton).click()
    reason = clerk.see("discardSheet").findChild(QLineEdit)
    reason.setFocus()
    QTest.keyClicks(reason, "1")
    clerk.press("Ctrl+J")  # what was typed is asked about once
    assert clerk.sees("outboxPage")
    assert clerk.window.focusWidget() is reason
    clerk.press("Ctrl+J")
    assert not clerk.sees("discardSheet")
    assert not clerk.sees("outboxPage")


def test_what_is_only_asked_again_does_not_close_the_list(clerk: Clerk) -> None:
    clerk.press("Ctrl+J")
    with clerk.qtbot.waitSignal(clerk.window.answered, timeout=20_000):
        clerk.window.refresh()
    assert clerk.sees("outboxPage")
    clerk.search("8000")
    assert not clerk.sees("outboxPage")
    clerk.press("Ctrl+J")
    clerk.box.setFocus()
    clerk.press("Return")
    assert not clerk.sees("outboxPage")


def test_a_write_that_was_not_sent_does_not_make_a_dead_server_live(clerk: Clerk) -> None:
    clerk.window._link.check()
    pill = clerk.see("statusPill", Pill)
    clerk.qtbot.waitUntil(lambda: pill.kind is PillKind.OFFLINE, timeout=20_000)
    buyer = clerk.window._parts.browse.hit.buyer
    states: list[object] = []
    clerk.window._operations.save_buyer(
        replace(buyer, name="王大明"),
        base=buyer,
        operation_id=new_operation_id(),
        owner=clerk.window,
        on_success=lambda outcome: states.append(outcome.result.state),
        on_error=states.append,
    )
    clerk.qtbot.waitUntil(lambda: bool(states), timeout=30_000)
    assert states == [WriteState.QUEUED]
    assert pill.kind is PillKind.OFFLINE


def test_what_waits_is_discarded_with_a_reason_only(clerk: Clerk) -> None:
    clerk.press("Ctrl+J")
    QTest.mouseClick(clerk.see("discardOperationButton"), Qt.MouseButton.LeftButton)
    assert clerk.see("submitButton").property("kind") == "danger"
    QTest.mouseClick(clerk.see("submitButton"), Qt.MouseButton.LeftButton)
    assert clerk.sees("discardSheet")
    QTest.keyClicks(clerk.see("reasonEdit"), "changed their mind")
    QTest.mouseClick(clerk.see("submitButton"), Qt.MouseButton.LeftButton)
    clerk.qtbot.waitUntil(lambda: clerk.sees("emptyOutbox"), timeout=10_000)
    assert badge(clerk) == ""


def test_what_waits_is_sent_once_when_the_server_is_back(clerk: Clerk, vendor: Vendor) -> None:
    vendor.before = lambda _asked: None
    clerk.window._pending.retry_all()
    clerk.qtbot.waitUntil(lambda: badge(clerk) == "", timeout=30_000)
    assert vendor.buyers[7]["memberId"]
    assert len(vendor.members) == 1


def test_what_was_done_is_counted_and_looked_for_again(clerk: Clerk, vendor: Vendor) -> None:
    vendor.before = lambda _asked: None
    clerk.window._pending.retry_all()
    clerk.qtbot.waitUntil(lambda: badge(clerk) == "", timeout=30_000)
    clerk.press("Ctrl+J")
    assert clerk.see("checkDoneButton").toolTip() == ""
    said = clerk.window.findChild(QLabel, "outboxDone")
    clerk.qtbot.waitUntil(lambda: said.text() == "Done today: 1, all verified")
    clerk.see("checkDoneButton").click()
    clerk.qtbot.waitUntil(lambda: said.text() == "All members bound from here are on the server.", timeout=20_000)
    vendor.buyers[7]["memberId"] = 0  # the server is put back
    clerk.see("checkDoneButton").click()
    clerk.qtbot.waitUntil(lambda: "#7" in said.text(), timeout=20_000)
    vendor.before = lambda _asked: hang_up
    clerk.see("checkDoneButton").click()
    clerk.qtbot.waitUntil(lambda: "E-" in said.text(), timeout=30_000)


def test_quitting_is_asked_about_once_and_drops_nothing(clerk: Clerk) -> None:
    clerk.press("Ctrl+Q")
    assert clerk.window.isVisible()
    assert "Not settled yet: 1" in clerk.window._parts.notice.text
    QTest.mouseClick(clerk.see("noticeButton"), Qt.MouseButton.LeftButton)
    assert not clerk.window.isVisible()


def test_the_question_is_answered_from_the_keyboard(clerk: Clerk) -> None:
    clerk.press("Ctrl+Q")
    clerk.press("Esc")
    assert clerk.window._parts.notice.text == ""
    assert clerk.window.focusWidget() is clerk.box
    clerk.press("Ctrl+Q")
    clerk.press("Return")
    assert not clerk.window.isVisible()
