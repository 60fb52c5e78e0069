"""The search box of a counter that nobody touches empties itself, but not under a form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wxbuyer_gui.settings import Settings
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.box_keeper import BoxKeeper
from wxbuyer_gui.ui.idle import Idle
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.search_box import SearchBox
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def box(theme: Theme, icons: Icons, qtbot: QtBot) -> SearchBox:
    box = SearchBox(theme=theme, icons=icons, is_command=lambda _: False)
    qtbot.addWidget(box)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.edit.setFocus()
    return box


def test_what_was_typed_goes_when_nobody_touches_anything(box: SearchBox, runner: Runner) -> None:
    now, held = [0.0], [False]
    preferences = Preferences(Settings(), runner=runner)
    idle = Idle(clock=lambda: now[0])
    keeper = BoxKeeper(box, preferences=preferences, is_held=lambda: held[0], idle=idle)
    QTest.keyClicks(box.edit, "138")
    now[0] = 59
    idle.check()
    assert box.text == "138"
    QTest.keyClick(box.window().windowHandle(), "0")  # where a key of the keyboard arrives
    now[0] = 118
    idle.check()
    assert box.text.startswith("138")
    held[0] = True
    now[0] = 120
    idle.check()
    assert box.text.startswith("138")  # under a form
    held[0] = False
    now[0] = 179
    idle.check()
    assert box.text.startswith("138")
    now[0] = 181
    idle.check()
    assert box.text == ""
    box.set_text("8000")
    preferences.change(lambda all_: replace(all_, privacy=replace(all_.privacy, search_seconds=0)))
    now[0] = 9_999
    idle.check()
    assert box.text == "8000"
    del keeper
