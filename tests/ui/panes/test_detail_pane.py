"""Whom the detail shows, what it reads, and what happens to answers that come too late."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.support.faulty import FaultyBackend
from tests.ui.paints import Paints
from tests.ui.panes.conftest import OPEN_ID, Gate
from tests.ui.panes.eyes import find, press, rows, shown, text
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.models import SearchHit, WxBuyingUser
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes import detail_pane
from wxbuyer_gui.ui.panes.detail_pane import HISTORY, MEMBER, PROFILE, DetailPane
from wxbuyer_gui.ui.panes.field_row import FieldRow
from wxbuyer_gui.ui.widgets.busy_line import BusyLine
from wxbuyer_gui.ui.widgets.tab_bar import TabBar
from wxbuyer_gui.ui.widgets.value_label import ValueLabel


@pytest.fixture
def idle(runner: Runner, qtbot: QtBot):
    """Waits until nothing is read any more."""
    return lambda: qtbot.waitUntil(lambda: runner.idle_seconds() > 0)


def test_the_row_is_shown_at_once_and_the_rest_follows(
    pane: DetailPane, buyer: WxBuyingUser, qtbot: QtBot, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), parse("8000"))
    assert text(pane, "nameLabel") == "王小明"
    assert text(pane, "phoneValue") == "138 **** 8000"
    assert text(pane, "openIdValue") == OPEN_ID
    assert text(pane, "buyerIdValue") == f"#{buyer.id}"
    assert text(pane, "memberValue") == "Not bound"
    assert not shown(pane, "historyLink")
    idle()
    assert shown(pane, "historyLink")
    assert shown(pane, "asOfValue")
    assert rows(pane) == []
    press(pane, "historyLink")
    assert pane.tab == HISTORY
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    assert ["Phone tail 3120 8000" in row.text() for row in rows(pane)] == [True, False]


def test_what_is_data_is_never_read_as_html(pane: DetailPane, buyer: WxBuyingUser, idle) -> None:
    pane.show_hit(SearchHit(buyer=replace(buyer, name="<b>x</b>", open_id="<img src=x>")), Query())
    idle()
    for name, shown_as in (("nameLabel", "<b>x</b>"), ("openIdValue", "<img src=x>")):
        label = find(pane, QLabel, name)
        assert (label.text(), label.textFormat()) == (shown_as, Qt.TextFormat.PlainText)


def test_a_member_with_the_same_phone_is_offered(
    pane: DetailPane, buyer: WxBuyingUser, free_member: int, qtbot: QtBot, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    with qtbot.waitSignal(pane.member_found) as found:
        press(find(pane, QWidget, "memberValue").parentWidget(), "")
    assert found.args[0].id == free_member


def test_the_answer_about_the_one_before_is_dropped(
    pane: DetailPane, buyer: WxBuyingUser, bound: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot, idle
) -> None:
    gate = Gate(backend, "find_members")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    assert gate.reached.wait(10)
    pane.show_hit(SearchHit(buyer=bound), Query())
    gate.open()
    idle()
    assert text(pane, "memberValue") == f"#{bound.member_id} 欧阳娜娜"
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    assert {row.entry.buyer_id for row in rows(pane)} == {bound.id}


def test_what_is_known_stays_for_the_same_one_only(
    pane: DetailPane, buyer: WxBuyingUser, bound: WxBuyingUser, backend: FaultyBackend, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    gate = Gate(backend, "get_list")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    assert shown(pane, "historyLink")
    pane.show_hit(SearchHit(buyer=bound), Query())
    assert not shown(pane, "historyLink")
    gate.open()
    idle()
    assert shown(pane, "historyLink")


def test_older_entries_of_the_one_before_are_dropped(
    pane: DetailPane,
    buyer: WxBuyingUser,
    bound: WxBuyingUser,
    desk: Desk,
    qtbot: QtBot,
    idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(35):
        desk.reveal(buyer, "phone")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 30)
    reached, opened, history = Event(), Event(), desk.history

    def held_up(**asked: object) -> object:
        if asked.get("before"):
            reached.set()
            assert opened.wait(10)
        return history(**asked)

    monkeypatch.setattr(desk, "history", held_up)
    bar = find(pane, QWidget, "historyTimeline").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert reached.wait(10)
    pane.show_hit(SearchHit(buyer=bound), Query())
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    opened.set()
    idle()
    assert [row.entry.buyer_id for row in rows(pane)] == [bound.id] * 2


def test_whoever_is_shown_is_painted_before_more_is_read(
    pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detail_pane, "_PATIENCE_SECONDS", 10)
    paints, painted_at_reads = Paints(find(pane, QWidget, "nameLabel")), []
    backend.before_call = lambda _name: painted_at_reads.append(bool(paints.areas))
    QTest.qWait(0)
    paints.areas.clear()
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    assert painted_at_reads
    assert all(painted_at_reads)


def test_whoever_types_on_has_nothing_read_again_until_it_expires(
    pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, idle
) -> None:
    hit, reads = SearchHit(buyer=buyer), []
    backend.before_call = reads.append
    assert not pane.show_query(parse("80"))
    pane.show_hit(hit, parse("800"))
    assert not pane.show_query(parse("800"))  # nothing is known yet
    idle()
    seen = len(reads)
    assert seen > 0
    assert pane.show_query(parse("8000"))
    assert [run.text for run in find(pane, ValueLabel, "phoneValue")._runs if run.hit] == ["8000"]
    idle()
    assert len(reads) == seen
    pane.expire()
    assert not pane.show_query(parse("38000"))
    pane.show_hit(hit, parse("38000"))
    idle()
    assert len(reads) > seen
    assert pane.show_query(parse("8000"))


def test_a_line_moves_while_it_takes_long(
    pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot, idle
) -> None:
    busy = pane.findChild(BusyLine)
    gate = Gate(backend, "find_members")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    qtbot.waitUntil(lambda: busy.is_shown)
    gate.open()
    idle()
    assert not busy.is_shown


def test_nobody_is_shown_any_more_while_it_is_read(
    pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, idle
) -> None:
    gate = Gate(backend, "find_members")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    assert gate.reached.wait(10)
    pane.clear()
    gate.open()
    idle()
    assert not shown(pane, "historyLink")


def test_the_pane_may_be_destroyed_while_it_reads(
    pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, idle
) -> None:
    gate = Gate(backend, "find_members")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    assert gate.reached.wait(10)
    delete(pane)
    gate.open()
    idle()


def test_without_a_source_nothing_is_asked(
    pane: DetailPane, buyer: WxBuyingUser, operations: Operations, backend: FaultyBackend, runner: Runner
) -> None:
    operations.attach(None)
    before = len(backend.calls)
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.refresh()
    pane.reveal()
    press(pane, "phoneValueCopy")
    assert text(pane, "nameLabel") == "王小明"
    assert text(pane, "phoneValue") == "138 **** 8000"
    assert runner.idle_seconds() > 0
    assert len(backend.calls) == before


@pytest.mark.parametrize("tab", [PROFILE, HISTORY])
def test_what_could_not_be_read_is_said_in_one_sentence_and_read_again(
    tab: int, pane: DetailPane, buyer: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot, idle
) -> None:
    pane.set_tab(tab)
    backend.fail("find_members", UnreachableError("no route", code="E-UNREACHABLE"))
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    sentences = [label for label in pane.findChildren(QLabel, "troubleSentence") if label.isVisible()]
    assert [label.text() for label in sentences] == [
        "This could not be read: The server cannot be reached (E-UNREACHABLE)."
    ]
    press(pane, "retryButton")
    idle()
    assert not shown(pane, "retryLine")
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)


def test_a_member_without_a_buyer_has_one_tab_and_the_chosen_one_comes_back(
    pane: DetailPane, buyer: WxBuyingUser, free_member: int, desk: Desk, idle
) -> None:
    tabs = find(pane, TabBar, "detailTabs")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.set_tab(HISTORY)
    pane.show_hit(SearchHit(member=desk.member(free_member)), Query())
    idle()
    assert text(pane, "nameLabel") == "王晓明"
    assert shown(pane, "memberIdValue")
    assert tabs.current == MEMBER
    pane.set_tab(PROFILE)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    assert tabs.current == MEMBER
    pane.show_hit(SearchHit(buyer=buyer), Query())
    assert tabs.current == pane.tab == HISTORY


def test_the_tabs_answer_to_the_arrow_keys(pane: DetailPane, buyer: WxBuyingUser) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    tabs = find(pane, TabBar, "detailTabs")
    seen = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(tabs, key)
        seen.append(pane.tab)
    assert seen == [PROFILE, MEMBER, HISTORY, HISTORY, MEMBER]


def test_rows_are_lower_in_a_low_window(pane: DetailPane, buyer: WxBuyingUser, window: QWidget) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    phone = find(pane, QWidget, "phoneValue").parentWidget()
    assert isinstance(phone, FieldRow)
    assert phone.height() == 36
    window.resize(1024, 640)
    pane.resize(424, 490)
    assert phone.height() == 34


def test_the_history_goes_on_as_it_is_scrolled(pane: DetailPane, buyer: WxBuyingUser, desk: Desk, qtbot: QtBot) -> None:
    for _ in range(35):
        desk.reveal(buyer, "phone")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 30)
    bar = find(pane, QWidget, "historyTimeline").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(rows(pane)) == 37)
    seen = [row.entry.seq for row in rows(pane)]
    assert seen == sorted(seen, reverse=True)


def test_older_entries_that_could_not_be_read_are_read_again(
    pane: DetailPane, buyer: WxBuyingUser, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(35):
        desk.reveal(buyer, "phone")
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 30)
    history, errors = desk.history, [StorageError("no answer")]

    def failing_once(**asked: object) -> object:
        if asked.get("before") and errors:
            raise errors.pop()
        return history(**asked)

    monkeypatch.setattr(desk, "history", failing_once)
    bar = find(pane, QWidget, "historyTimeline").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: shown(pane, "retryLine"))
    assert len(rows(pane)) == 30
    press(pane, "retryButton")
    qtbot.waitUntil(lambda: len(rows(pane)) == 37)
    assert not shown(pane, "retryLine")


def test_the_way_back_is_asked_for(pane: DetailPane, bound: WxBuyingUser, desk: Desk, qtbot: QtBot) -> None:
    after = desk.unbind(bound).after
    assert after is not None
    pane.show_hit(SearchHit(buyer=after), Query())
    pane.set_tab(HISTORY)
    qtbot.waitUntil(lambda: len(rows(pane)) == 3)
    with qtbot.waitSignal(pane.undo_requested) as asked:
        press(pane, "undoButton")
    assert asked.args[0] == desk.history(buyer_id=bound.id)[0]
