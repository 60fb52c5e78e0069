"""The history as rows: by day, with the keyboard, with the way back where there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panes.eyes import paints, press, rows, shown
from wxbuyer_gui.domain.journal import Action, Change, JournalEntry, Result
from wxbuyer_gui.ui.panes.timeline import Timeline
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label

NOW = datetime.now().astimezone().replace(hour=12)
UNBOUND = JournalEntry(
    9, NOW, Action.UNBIND, buyer_id=7, buyer_name="王小明", operator="小李",
    changes=(Change("member_id", "8812", ""),), verified=True, undoable=True,
)  # fmt: skip
SHOWN = JournalEntry(8, NOW, Action.REVEAL, buyer_id=7, changes=(Change("phone", None, None),))
MADE = JournalEntry(3, NOW - timedelta(days=1), Action.ADD, buyer_id=7, verified=True)


@pytest.fixture
def make(window: QWidget, theme: Theme, icons: Icons) -> Callable[..., Timeline]:
    def make(**options: bool) -> Timeline:
        timeline = Timeline(theme=theme, icons=icons, parent=window, **options)
        timeline.setGeometry(0, 0, 470, 400)
        timeline.show()
        return timeline

    return make


def headings(timeline: Timeline) -> list[str]:
    return [label.text() for label in timeline.findChildren(Label) if label.isVisible()]


def test_entries_stand_under_their_days(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    since = datetime.now().astimezone().replace(hour=12) - NOW  # this file may have been read yesterday
    entries = tuple(replace(entry, at=entry.at + since) for entry in (UNBOUND, SHOWN, MADE))
    timeline = make()
    timeline.show_entries(entries)
    qtbot.waitUntil(lambda: len(rows(timeline)) == 3)
    assert headings(timeline) == ["Today", "Yesterday"]
    assert tuple(row.entry for row in rows(timeline)) == entries
    text = rows(timeline)[0].text()
    assert [word in text for word in ("Unbound the member", "小李", "12:", "#8812", "not bound")] == [True] * 5
    assert "王小明" not in text


def test_a_day_that_is_named_elsewhere_has_no_heading(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make(shows_days=False)
    timeline.show_entries((UNBOUND, SHOWN))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 2)
    assert headings(timeline) == []


def test_rows_that_are_there_already_stay(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make()
    timeline.show_entries((UNBOUND, SHOWN))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 2)
    before = rows(timeline)
    timeline.show_entries((UNBOUND, SHOWN, MADE))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 3)
    assert rows(timeline)[:2] == before
    timeline.show_entries((replace(UNBOUND, undoable=False), SHOWN))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 2)
    assert not shown(timeline, "undoButton")


def test_rows_made_anew_scroll_to_where_they_were(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make()
    many = tuple(replace(SHOWN, seq=100 - place) for place in range(40))
    timeline.show_entries(many)
    bar = timeline.verticalScrollBar()
    qtbot.waitUntil(lambda: len(rows(timeline)) == 40 and bar.maximum() > 2000)
    bar.setValue(1500)
    timeline.show_entries((UNBOUND, *many))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 41 and bar.maximum() > 2000)
    assert bar.value() == 1500
    timeline.show_entries(())
    timeline.show_entries(many)
    qtbot.waitUntil(lambda: len(rows(timeline)) == 40 and bar.maximum() > 2000)
    assert bar.value() == 0


def test_more_is_wanted_at_the_end_of_what_is_there(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make()
    wanted: list[int] = []
    timeline.more_wanted.connect(lambda: wanted.append(len(rows(timeline))))
    timeline.show_entries(tuple(replace(SHOWN, seq=100 - place) for place in range(40)))
    bar = timeline.verticalScrollBar()
    qtbot.waitUntil(lambda: len(rows(timeline)) == 40 and bar.maximum() > 2000)
    bar.setValue(1000)
    assert wanted == []
    bar.setValue(bar.maximum())
    assert wanted == [40]


def test_the_keyboard_stays_in_rows_that_are_made_anew(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make()
    timeline.show_entries((UNBOUND, SHOWN))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 2)
    rows(timeline)[1].setFocus()
    timeline.show_entries((replace(UNBOUND, seq=10), UNBOUND, SHOWN))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 3)
    assert rows(timeline)[0].hasFocus()


def test_only_what_can_be_taken_back_offers_it(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make()
    timeline.show_entries((UNBOUND, SHOWN, MADE))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 3)
    with qtbot.waitSignal(timeline.undo_requested) as asked:
        press(timeline, "undoButton")
    assert asked.args == [UNBOUND]


def test_arrows_walk_through_the_rows_and_enter_asks_for_the_buyer(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    timeline = make(shows_person=True)
    timeline.show_entries((UNBOUND, SHOWN, MADE))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 3)
    first, second, third = rows(timeline)
    assert "王小明" in first.text()
    timeline.focus_first()
    for row, key, goal in (
        (first, Qt.Key.Key_Down, second),
        (second, Qt.Key.Key_Down, third),
        (third, Qt.Key.Key_Down, third),
        (third, Qt.Key.Key_Up, second),
    ):
        QTest.keyClick(row, key)
        assert goal.hasFocus()
    with qtbot.waitSignal(timeline.entry_clicked) as clicked:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert clicked.args == [SHOWN]


def test_a_click_asks_for_the_buyer_only_where_the_buyer_is_named(make: Callable[..., Timeline], qtbot: QtBot) -> None:
    for named in (True, False):
        timeline = make(shows_person=named)
        clicked: list[JournalEntry] = []
        timeline.entry_clicked.connect(clicked.append)
        timeline.show_entries((SHOWN, replace(MADE, buyer_id=None)))
        qtbot.waitUntil(lambda shown=timeline: len(rows(shown)) == 2)
        for row in rows(timeline):
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        assert clicked == ([SHOWN] if named else [])


@pytest.mark.parametrize("result", [Result.REFUSED, Result.FAILED, Result.HALF, Result.UNKNOWN])
def test_what_went_wrong_is_red(result: Result, make: Callable[..., Timeline], theme: Theme, qtbot: QtBot) -> None:
    timeline = make()
    timeline.show_entries((replace(SHOWN, result=result),))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 1)
    assert paints(rows(timeline)[0], theme.color("danger"))
    timeline.show_entries((SHOWN,))
    qtbot.waitUntil(lambda: len(rows(timeline)) == 1 and rows(timeline)[0].entry == SHOWN)
    assert not paints(rows(timeline)[0], theme.color("danger"))
