"""A switch of the language reaches every word on every screen, while it is open."""

from __future__ import annotations

import re

import pytest

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import SCREENS, Screen, settle, speak, texts
from wxbuyer_gui.ui.widgets.toast import Toast

PEOPLE = re.compile("王小明|欧阳娜娜|李雪|微信用户|[王欧李微]$")
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_nothing_stays_in_the_other_language(screen: Screen, clerk: Clerk) -> None:
    screen.show(clerk)
    settle()
    for toast in clerk.window.findChildren(Toast):
        toast.hide()  # has said what it said, and goes away by itself
    chinese = texts(clerk.window)
    speak(clerk, "en")
    english = texts(clerk.window)
    speak(clerk, "zh")
    assert [text for text in english if HAN.search(PEOPLE.sub("", text))] == []
    assert texts(clerk.window) == chinese
