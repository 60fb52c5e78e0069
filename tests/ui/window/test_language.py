"""A switch of the language reaches every word on every screen, while it is open, and every character has a shape."""

from __future__ import annotations

import re

import pytest

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import SCREENS, Screen, is_tofu, settle, speak, texts, top
from wxbuyer_gui.ui.widgets.toast import Toast

OWN = re.compile("王小明|欧阳娜娜|李雪|微信用户|[王欧李微]$|简体中文|中文")
"""People's names, and the language's own, which is the same in every language."""
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_nothing_stays_in_the_other_language_and_no_character_is_a_box(screen: Screen, clerk: Clerk) -> None:
    screen.show(clerk)
    settle()
    for toast in clerk.window.findChildren(Toast):
        toast.hide()  # has said what it said, and goes away by itself
    chinese = texts(top(clerk))
    speak(clerk, "en")
    english = texts(top(clerk))
    speak(clerk, "zh")
    assert [text for text in english if HAN.search(OWN.sub("", text))] == []
    assert texts(top(clerk)) & (english - chinese) == set()
    assert [text for text in texts(top(clerk)) if is_tofu(text, clerk.window)] == []


def test_a_box_would_be_seen(clerk: Clerk) -> None:
    assert is_tofu("\ue000", clerk.window)
    assert not is_tofu("王小明 ✓ 138 0013 8000 ⟨202E⟩ …", clerk.window)
