"""What holds on every screen, in both languages. One window answers for one screen: opening it costs the most."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize

from tests.ui.window.conftest import Clerk
from tests.ui.window.hearing import nameless, unreachable
from tests.ui.window.keys import claimed_twice
from tests.ui.window.screens import SCREENS, Screen, cut_off, enlarge, is_tofu, settle, speak, texts, top
from wxbuyer_gui.ui.theme import LARGE
from wxbuyer_gui.ui.widgets.toast import Toast

OWN = re.compile("王小明|欧阳娜娜|李雪|微信用户|[王欧李微]$|简体中文|中文")
"""People's names, and the language's own, which is the same in every language."""

HAN = re.compile("[\u4e00-\u9fff]")
SIZES = (QSize(1180, 740), QSize(1024, 640))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_screen(screen: Screen, clerk: Clerk) -> None:
    clerk.window.resize(SIZES[0])
    screen.show(clerk)
    settle()
    scans = clerk.sees("scanPopover")  # where Tab is the end of a scan
    assert scans or unreachable(clerk) == []
    check_both_languages(clerk)
    for language in ("en", "zh"):
        speak(clerk, language)
        assert nameless(top(clerk)) == [], language
        assert claimed_twice(top(clerk)) == {}, language
    cut = words_cut_off(clerk)
    assert not cut, "\n".join(cut)


def check_both_languages(clerk: Clerk) -> None:
    """Nothing stays in the other language, and every character has a shape."""
    for toast in clerk.window.findChildren(Toast):
        toast.hide()  # has said what it said, and goes away by itself
    chinese = texts(top(clerk))
    speak(clerk, "en")
    english = texts(top(clerk))
    speak(clerk, "zh")
    assert [text for text in english if HAN.search(OWN.sub("", text))] == []
    assert texts(top(clerk)) & (english - chinese) == set()
    assert [text for text in english | chinese if is_tofu(text, clerk.window)] == []


def words_cut_off(clerk: Clerk) -> list[str]:
    """Where and what, in both sizes of type and of the window."""
    wrong: list[str] = []
    for large in (False, True):
        enlarge(clerk, large=large)
        for language in ("zh", "en"):
            speak(clerk, language)
            assert clerk.window._theme.scale == (LARGE if large else 1)
            for size in SIZES:
                clerk.window.resize(size)
                settle()
                assert clerk.window.size() == size
                where = f"{language}, {'large' if large else 'normal'} type, {size.width()}x{size.height()}"
                wrong += [f"{where}: {reason}" for reason in cut_off(top(clerk))]
    return wrong


def test_a_box_would_be_seen(clerk: Clerk) -> None:
    assert is_tofu("\ue000", clerk.window)
    assert not is_tofu("王小明 ✓ 138 0013 8000 ⟨202E⟩ …", clerk.window)


def test_a_cut_word_would_be_seen(clerk: Clerk) -> None:
    button = clerk.see("newBuyerButton")
    button.setFixedWidth(button.sizeHint().width() - 8)
    settle()
    assert any("newBuyerButton" in line for line in cut_off(clerk.window))
