"""The clipboard that forgets, the notice that a milder one does not cover, the keys that give way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.clipboard import Clipboard
from wxbuyer_gui.ui.notice_bar import NoticeBar
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.status_line import StatusLine
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.notice import NoticeKind


@pytest.fixture
def preferences(qtbot: QtBot) -> Preferences:
    runner = Runner()
    preferences = Preferences(Settings(), runner=runner)
    runner.setParent(preferences)
    return preferences


def test_a_copied_number_is_taken_back(preferences: Preferences) -> None:
    clipboard = Clipboard(preferences=preferences)
    clipboard.put("13800138000")
    assert QGuiApplication.clipboard().text() == "13800138000"
    clipboard.forget()
    assert QGuiApplication.clipboard().text() == ""


def test_what_somebody_else_copied_meanwhile_stays(preferences: Preferences) -> None:
    clipboard = Clipboard(preferences=preferences)
    clipboard.put("13800138000")
    QGuiApplication.clipboard().setText("a shopping list")
    clipboard.forget()
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_the_clock_runs_only_if_the_settings_say_so(preferences: Preferences) -> None:
    clipboard = Clipboard(preferences=preferences)
    clipboard.put("1")
    assert clipboard._timer.isActive()
    preferences.change(lambda settings: replace(settings, privacy=replace(settings.privacy, clipboard_seconds=0)))
    clipboard.put("2")
    assert not clipboard._timer.isActive()


def test_a_milder_notice_does_not_cover_a_grave_one(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    bar = NoticeBar(theme=theme, icons=icons)
    qtbot.addWidget(bar)
    assert bar.text == ""
    bar.say(lambda: ("Damaged",), kind=NoticeKind.DANGER)
    bar.say(lambda: ("By the way",), kind=NoticeKind.WARN)
    assert bar.text == "Damaged"
    bar.clear()
    bar.say(lambda: ("By the way",), kind=NoticeKind.WARN)
    assert bar.text == "By the way"


def test_a_notice_is_gone_before_its_action_is_done(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    bar = NoticeBar(theme=theme, icons=icons)
    qtbot.addWidget(bar)
    said: list[str] = []
    bar.say(lambda: ("One", "", "Look"), on_action=lambda: said.append(bar.text))
    bar._button.click()
    assert said == [""]


def _ask(bar: NoticeBar, text: str) -> None:
    bar.ask(lambda: (text,), on_action=lambda: None)


def test_a_notice_that_was_read_does_not_come_back_after_two_questions(
    theme: Theme, icons: Icons, qtbot: QtBot
) -> None:
    bar = NoticeBar(theme=theme, icons=icons)
    qtbot.addWidget(bar)
    bar.say(lambda: ("Read already",))
    bar.clear()
    _ask(bar, "Leave?")
    _ask(bar, "Leave all the same?")
    bar.clear()
    assert bar.text == ""


def test_what_stands_changes_and_ends_under_a_question(theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    bar = NoticeBar(theme=theme, icons=icons)
    qtbot.addWidget(bar)
    bar.stand(lambda: ("One row",))
    _ask(bar, "Leave?")
    bar.stand(lambda: ("Two rows",))
    assert bar.text == "Leave?"
    bar.clear()
    assert bar.text == "Two rows"
    _ask(bar, "Leave?")
    bar.stand(None)
    assert bar.text == "Leave?"
    bar.clear()
    assert bar.text == ""


@pytest.mark.parametrize(("width", "shown"), [(900, ["↓", "F2", "F5", "F1"]), (420, ["↓", "F1"])])
def test_help_stays_longest_where_room_is_scarce(
    theme: Theme, icons: Icons, qtbot: QtBot, width: int, shown: list[str]
) -> None:
    line = StatusLine(theme=theme, icons=icons)
    qtbot.addWidget(line)
    line.say("A database on this computer")
    line.show_keys((("↓", "into the list"), ("F2", "scan"), ("F5", "refresh"), ("F1", "shortcuts")))
    line.resize(width, 34)
    line.show()
    assert [cap.accessibleName().split()[0] for cap in line.findChildren(KeyCap) if cap.isVisible()] == shown
