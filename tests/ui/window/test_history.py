"""What was done: in the detail, beside the list, and day by day; and the way back from each."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import OUYANG, Clerk
from wxbuyer_gui.ui.panes.timeline import EntryRow


def rows(parent: QWidget) -> list[EntryRow]:
    return [row for row in parent.findChildren(EntryRow) if row.isVisible()]


def unbind(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    clerk.press("Ctrl+U")
    qtbot.waitUntil(lambda: clerk.is_live("register"))
    clerk.see("toast").dismiss()


def test_an_unbinding_is_taken_back_in_the_history(clerk: Clerk, qtbot: QtBot) -> None:
    unbind(clerk, qtbot)
    clerk.press("Ctrl+3")
    pane = clerk.see("detailPane")
    qtbot.waitUntil(lambda: "#1" in "".join(row.text() for row in rows(pane)))  # until then it is under way
    assert len(rows(pane)) == 1
    rows(pane)[0].findChild(QAbstractButton).click()
    qtbot.waitUntil(lambda: clerk.is_live("unbind"))
    buyer = clerk.window.session.desk.buyer(OUYANG)
    assert buyer is not None
    assert buyer.member_id == 1
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    undoable = [row for row in rows(pane) if row.findChild(QAbstractButton)]
    assert len(undoable) == 1  # only the last write can be taken back


def test_the_last_operations_stand_beside_the_newest_buyers(clerk: Clerk, qtbot: QtBot) -> None:
    unbind(clerk, qtbot)
    clerk.search("")
    pane = clerk.see("lastOperations")
    qtbot.waitUntil(lambda: len(rows(pane)) == 1)
    assert "欧阳娜娜" in rows(pane)[0].text()
    rows(pane)[0].clicked.emit(rows(pane)[0]._entry)
    qtbot.waitUntil(lambda: clerk.sees("detailPane"))
    assert clerk.see("nameLabel").text() == "欧阳娜娜"


def test_the_journal_shows_the_day_and_escape_leads_back(clerk: Clerk, qtbot: QtBot) -> None:
    unbind(clerk, qtbot)
    clerk.press("Ctrl+H")
    page = clerk.see("journalPage")
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    clerk.press("Left")
    qtbot.waitUntil(lambda: not rows(page))
    assert "昨天" in clerk.see("journalDay").text()
    clerk.press("Escape")
    assert clerk.window.focusWidget() is clerk.box
    assert not clerk.sees("journalPage")


def test_the_journal_does_not_open_behind_a_form(clerk: Clerk) -> None:
    """An untouched form goes first; one in which something was typed stays, and keeps the caret."""
    clerk.search("欧阳娜娜")
    clerk.press("Ctrl+M")
    clerk.press("Ctrl+H")
    assert not clerk.sees("buyerDialog")
    assert clerk.window.focusWidget() is clerk.see("journalPage")
    clerk.press("Ctrl+H")
    clerk.press("Ctrl+M")
    name = clerk.see("buyerDialog").findChild(QLineEdit, "nameEdit")
    name.setFocus()
    QTest.keyClicks(name, "!")
    clerk.press("Ctrl+H")
    assert clerk.sees("buyerDialog")
    assert not clerk.sees("journalPage")
    assert clerk.window.focusWidget() is name


def test_an_answer_that_was_awaited_does_not_close_what_was_opened_meanwhile(clerk: Clerk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(clerk.window.answered):
        QTest.keyClicks(clerk.box, "8")
        clerk.press("Ctrl+H")
    assert clerk.sees("journalPage")
    with qtbot.waitSignal(clerk.window.answered):
        QTest.keyClicks(clerk.box, "0")
    assert not clerk.sees("journalPage")


def test_a_number_is_shown_for_some_seconds_and_the_journal_knows(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("wangxiaoming")
    assert clerk.see("phoneValue").text() == "138 **** 8000"
    clerk.press("F4")
    qtbot.waitUntil(lambda: clerk.see("phoneValue").text() == "138 0013 8000")
    clerk.press("F4")
    assert clerk.see("phoneValue").text() == "138 **** 8000"
    clerk.search("")
    pane = clerk.see("lastOperations")
    qtbot.waitUntil(lambda: len(rows(pane)) == 1)


def test_another_buyer_is_masked_although_the_one_before_was_shown(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("wangxiaoming")
    clerk.press("F4")
    qtbot.waitUntil(lambda: clerk.see("phoneValue").text() == "138 0013 8000")
    clerk.search("nana")
    clerk.search("ouyang")
    assert clerk.see("phoneValue").text() == "186 **** 8000"
    clerk.search("wangxiaoming")
    assert clerk.see("phoneValue").text() == "138 **** 8000"


def test_copying_tells_the_journal_and_fills_the_clipboard(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("wangxiaoming")
    clerk.see("phoneValueCopy").click()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "13800138000")
    assert clerk.sees("toast")


def test_the_member_tab_shows_the_bound_member_masked(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    clerk.press("Ctrl+2")
    qtbot.waitUntil(lambda: clerk.sees("memberNameValue"))
    assert clerk.see("memberNameValue").text() == "欧阳娜娜"
    assert clerk.see("memberIdValue").text() == "#1"


def test_a_member_with_the_same_phone_is_offered(clerk: Clerk, qtbot: QtBot) -> None:
    unbind(clerk, qtbot)
    clerk.press("Ctrl+1")
    row = clerk.see("memberValue").parentWidget()
    links = lambda: [b for b in row.findChildren(QAbstractButton) if b.isVisible()]  # noqa: E731
    qtbot.waitUntil(lambda: bool(links()))
    links()[0].click()
    assert clerk.sees("bindDialog")
