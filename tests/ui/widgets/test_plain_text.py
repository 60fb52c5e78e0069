"""A nickname that looks like HTML is shown letter by letter, wherever names appear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap
from wxbuyer_gui.ui.widgets.label import Label, plain_tip
from wxbuyer_gui.ui.widgets.marks import RunsLabel
from wxbuyer_gui.ui.widgets.notice import Notice
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind
from wxbuyer_gui.ui.widgets.runs import text_runs
from wxbuyer_gui.ui.widgets.toast import Toaster

HOSTILE = '<img src="//host/x"><b>王</b>'
TAGLESS = "王"


def _label(text: str, theme: Theme, icons: Icons) -> QWidget:
    return Label(text, theme=theme)


def _eliding_label(text: str, theme: Theme, icons: Icons) -> QWidget:
    return Label(text, theme=theme, elide=Qt.TextElideMode.ElideRight)


def _pill(text: str, theme: Theme, icons: Icons) -> QWidget:
    return Pill(text, kind=PillKind.BOUND, theme=theme, icons=icons)


def _runs(text: str, theme: Theme, icons: Icons) -> QWidget:
    label = RunsLabel(theme=theme)
    label.set_runs(text_runs(text))
    return label


def _key_cap(text: str, theme: Theme, icons: Icons) -> QWidget:
    return KeyCap("F4", text, theme=theme)


@pytest.mark.parametrize("make", [_label, _eliding_label, _pill, _runs, _key_cap])
def test_markup_takes_the_room_of_its_letters(
    make: Callable[[str, Theme, Icons], QWidget], theme: Theme, icons: Icons, qtbot
) -> None:
    hostile, tagless = make(HOSTILE, theme, icons), make(TAGLESS, theme, icons)
    qtbot.addWidget(hostile)
    qtbot.addWidget(tagless)
    letters = len(HOSTILE) - len(TAGLESS)
    assert hostile.sizeHint().width() > tagless.sizeHint().width() + 3 * letters


def test_a_notice_shows_markup_as_text(theme: Theme, icons: Icons, qtbot) -> None:
    notice = Notice(theme=theme, icons=icons)
    qtbot.addWidget(notice)
    notice.say(HOSTILE, HOSTILE)
    labels = notice.findChildren(QLabel)
    assert [label.text() for label in labels] == [HOSTILE, HOSTILE]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_toast_shows_markup_as_text(theme: Theme, icons: Icons, window: QWidget) -> None:
    toast = Toaster(window, theme=theme, icons=icons).show_message(HOSTILE)
    assert toast.text == HOSTILE
    assert toast.accessibleName() == HOSTILE
    assert not toast.findChildren(QLabel)  # painted, and QPainter.drawText knows no markup


def test_a_tooltip_is_escaped(theme: Theme) -> None:
    assert plain_tip(HOSTILE).startswith("<span>&lt;img")
    assert plain_tip("王小明") == "王小明"


def test_direction_overrides_are_written_out(theme: Theme, qtbot) -> None:
    label = Label("王\u202e明", theme=theme)
    qtbot.addWidget(label)
    assert label.text() == "王⟨202E⟩明"


def test_a_long_name_is_cut_and_whole_in_the_tooltip(theme: Theme, qtbot) -> None:
    name = "很长的名字" * 40
    label = Label(name, theme=theme, elide=Qt.TextElideMode.ElideRight)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == name
    label.resize(label.sizeHint().width() + 4, 20)
    label.grab()
    assert label.toolTip() == ""
