"""操作记录: one day at a time, found by words, read on as it is scrolled."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCalendarWidget, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.support.faulty import FaultyBackend
from tests.ui.panes.conftest import Gate
from tests.ui.panes.eyes import find, press, rows, shown
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.seals import Sealer
from wxbuyer_gui.store import journal as journal_rows
from wxbuyer_gui.store.journal import JournalRow
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.journal_page import JournalPage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.segmented import Segmented

DAY = 86_400


@pytest.fixture
def page(window: QWidget, theme: Theme, icons: Icons, operations: Operations) -> JournalPage:
    page = JournalPage(theme=theme, icons=icons, operations=operations, parent=window)
    page.setGeometry(0, 0, 1140, 590)
    page.show()
    page.setFocus()
    return page


@pytest.fixture
def back_then(source: Source, device: Device) -> Callable[..., None]:
    """Notes an export in the journal, some days ago."""

    def note(*, days: int, rows: int = 1) -> None:
        journal = Journal(source.desk_store, device, clock=lambda: time.time() - days * DAY)
        journal.event(Action.EXPORT, count=rows)

    return note


def titles(page: JournalPage) -> list[str]:
    return [row.text() for row in rows(page)]


def day_before(days: int) -> date:
    return datetime.now().astimezone().date() - timedelta(days=days)


def test_days_by_arrows_button_and_calendar(page: JournalPage, back_then: Callable[..., None], qtbot: QtBot) -> None:
    back_then(days=0, rows=11)
    back_then(days=1, rows=22)
    back_then(days=3, rows=33)
    page.refresh()
    qtbot.waitUntil(lambda: ["11 rows" in title for title in titles(page)] == [True])
    QTest.keyClick(page, Qt.Key.Key_Right)
    assert page.day == day_before(0)
    QTest.keyClick(page, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: ["22 rows" in title for title in titles(page)] == [True])
    press(page, "earlierDayButton")
    qtbot.waitUntil(lambda: shown(page, "emptyJournal"))
    press(page, "journalDay")
    calendar = page.findChild(QCalendarWidget)
    goal = day_before(3)
    calendar.clicked.emit(QDate(goal.year, goal.month, goal.day))
    qtbot.waitUntil(lambda: ["33 rows" in title for title in titles(page)] == [True])
    assert goal.isoformat() in find(page, QAbstractButton, "journalDay").text()
    press(page, "todayButton")
    qtbot.waitUntil(lambda: ["11 rows" in title for title in titles(page)] == [True])
    assert not find(page, QAbstractButton, "laterDayButton").isEnabled()


def test_words_are_found_in_the_lines(
    page: JournalPage, buyer: WxBuyingUser, bound: WxBuyingUser, qtbot: QtBot
) -> None:
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 4)
    edit = find(page, QLineEdit, "journalFilter")
    for typed, acts in (
        ("REGISTERED", [Action.REGISTER]),
        ("王小明", [Action.SAVE, Action.ADD]),
        ("王小明 changed", [Action.SAVE]),
        (f"#{bound.id}", [Action.REGISTER, Action.ADD]),
    ):
        edit.setText(typed)
        qtbot.waitUntil(lambda acts=acts: [row.entry.action for row in rows(page)] == acts)
    edit.setText("nothing like it")
    qtbot.waitUntil(lambda: shown(page, "emptyJournal"))
    press(page, "clearFilterButton")
    qtbot.waitUntil(lambda: len(rows(page)) == 4)


def test_a_phone_cannot_be_found_that_is_not_shown(page: JournalPage, buyer: WxBuyingUser, qtbot: QtBot) -> None:
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    find(page, QLineEdit, "journalFilter").setText("13800138000")
    assert rows(page) == []


def test_escape_empties_the_filter_then_closes(page: JournalPage, qtbot: QtBot) -> None:
    closed = []
    page.closed.connect(lambda: closed.append(True))
    edit = find(page, QLineEdit, "journalFilter")
    edit.setFocus()
    QTest.keyClicks(edit, "x")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert (edit.text(), closed) == ("", [])
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert closed == [True]


def test_a_long_day_is_read_on_and_searched_to_its_end(
    page: JournalPage, buyer: WxBuyingUser, back_then: Callable[..., None], desk: Desk, qtbot: QtBot
) -> None:
    for _ in range(120):
        desk.reveal(buyer, "phone")
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 50)
    bar = find(page, QWidget, "journalTimeline").verticalScrollBar()
    for count in (100, 122):
        qtbot.waitUntil(lambda: bar.maximum() > bar.value())
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda count=count: len(rows(page)) == count)
    page.refresh()
    find(page, QLineEdit, "journalFilter").setText("added")
    qtbot.waitUntil(lambda: [row.entry.action for row in rows(page)] == [Action.ADD])


def test_whom_it_was_about_and_the_way_back(page: JournalPage, bound: WxBuyingUser, qtbot: QtBot, desk: Desk) -> None:
    desk.unbind(bound)
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    with qtbot.waitSignal(page.undo_requested) as asked:
        press(page, "undoButton")
    assert asked.args[0].action is Action.UNBIND
    QTest.keyClick(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.buyer_requested) as buyer:
        QTest.keyClick(rows(page)[0], Qt.Key.Key_Return)
    assert buyer.args == [bound.id]
    QTest.keyClick(rows(page)[0], Qt.Key.Key_Left)
    assert page.day == day_before(1)


def test_what_could_not_be_read_is_said_and_read_again(
    page: JournalPage, buyer: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot
) -> None:
    backend.fail("get_list", StorageError("no answer"))
    page.refresh()
    qtbot.waitUntil(lambda: shown(page, "retryLine"))
    assert not shown(page, "emptyJournal")
    press(page, "retryButton")
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    assert not shown(page, "retryLine")


def test_the_answer_for_another_day_is_dropped(
    page: JournalPage, buyer: WxBuyingUser, backend: FaultyBackend, runner: Runner, qtbot: QtBot
) -> None:
    gate = Gate(backend, "get_list")
    page.refresh()
    assert gate.reached.wait(10)
    press(page, "earlierDayButton")
    gate.open()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert rows(page) == []
    assert shown(page, "emptyJournal")


def test_the_page_may_be_destroyed_while_it_reads(
    page: JournalPage, buyer: WxBuyingUser, backend: FaultyBackend, runner: Runner, qtbot: QtBot
) -> None:
    gate = Gate(backend, "get_list")
    page.refresh()
    assert gate.reached.wait(10)
    delete(page)
    gate.open()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)


def test_without_a_source_nothing_is_asked(page: JournalPage, operations: Operations, runner: Runner) -> None:
    operations.attach(None)
    page.refresh()
    press(page, "earlierDayButton")
    assert runner.idle_seconds() > 0


def test_the_day_that_has_begun_meanwhile_is_offered(
    window: QWidget, theme: Theme, icons: Icons, operations: Operations, qtbot: QtBot
) -> None:
    now = [date(2026, 11, 24)]
    page = JournalPage(theme=theme, icons=icons, operations=operations, today=lambda: now[0], parent=window)
    page.show()
    page.refresh()
    assert not shown(page, "todayButton")
    now[0] = date(2026, 11, 25)
    page.refresh()
    assert page.day == date(2026, 11, 24)
    press(page, "todayButton")
    assert page.day == date(2026, 11, 25)


def test_a_month_and_all_days_are_shown_by_day(page: JournalPage, back_then: Callable[..., None], qtbot: QtBot) -> None:
    back_then(days=0, rows=11)
    back_then(days=40, rows=22)
    back_then(days=800, rows=33)
    unit = find(page, Segmented, "journalUnit")
    unit.set_value("month")
    qtbot.waitUntil(lambda: ["11 rows" in title for title in titles(page)] == [True])
    assert page.query.day == page.day.replace(day=1)
    while page.day > day_before(40):
        press(page, "earlierDayButton")
    qtbot.waitUntil(lambda: ["22 rows" in title for title in titles(page)] == [True])
    press(page, "todayButton")
    assert not find(page, QAbstractButton, "laterDayButton").isEnabled()
    unit.set_value("all")
    assert not shown(page, "journalDay")
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    headings = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert day_before(800).isoformat() in headings


def test_a_buyers_number_is_asked_of_the_journal(
    page: JournalPage, buyer: WxBuyingUser, bound: WxBuyingUser, qtbot: QtBot
) -> None:
    page.set_picked(buyer.id)
    press(page, "onlyPickedButton")
    assert (page.query.buyer_id, page.query.day) == (buyer.id, None)
    qtbot.waitUntil(lambda: [row.entry.action for row in rows(page)] == [Action.SAVE, Action.ADD])
    page.set_picked(None)
    assert not shown(page, "onlyPickedButton")
    find(page, QLineEdit, "journalFilter").setText(f"#{bound.id} registered")
    qtbot.waitUntil(lambda: [row.entry.action for row in rows(page)] == [Action.REGISTER])


def test_one_operators_acts_with_whose_word_and_why(
    page: JournalPage, source: Source, device: Device, operations: Operations, qtbot: QtBot
) -> None:
    people = (Operator(1, "小李", Role.CLERK), Operator(2, "李店长"), Operator(3, "小张", Role.CLERK))
    page.refresh()
    assert not shown(page, "journalOperator")
    operators = operations.session.journal.operators
    operators._names = {person.id: person.name for person in people}
    sealer = Sealer(device)
    with source.desk_store.write() as connection:
        for operator_id, approved_by in ((1, 2), (3, None)):
            at = int(time.time() * 1000)
            row = JournalRow(1, device.id, at, "event", Action.REVEAL, operator_id, approved_by, result="done")
            written = journal_rows.append(connection, row, sealer.row)
            journal_rows.keep_values(connection, written, {"reason": (None, "对账")})
    page.refresh()
    qtbot.waitUntil(lambda: len(rows(page)) == 2)
    find(page, QComboBox, "journalOperator").setCurrentText("小李")
    qtbot.waitUntil(lambda: len(rows(page)) == 1)
    assert page.query.operator_id == 1
    said = rows(page)[0].text()
    assert "小李" in said
    assert "approved by 李店长" in said
    assert "对账" in said
