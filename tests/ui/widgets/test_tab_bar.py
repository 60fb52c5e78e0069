"""Tabs as words: chosen by mouse and keyboard, left out where they do not fit, named for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.tab_bar import TabBar

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tabs(theme: Theme, qtbot: QtBot) -> TabBar:
    tabs = TabBar(theme=theme)
    tabs.set_labels(("Profile", "Member", "History"), ("", "", "5"))
    qtbot.addWidget(tabs)
    tabs.resize(400, 38)
    tabs.show()
    return tabs


@pytest.fixture
def middles(theme: Theme) -> list[QPoint]:
    """The middle of each word: they begin at 26, 26 apart."""
    places, left = [], 26.0
    for label in ("Profile", "Member", "History  5"):
        width = theme.metrics(14, bold=True).horizontalAdvance(label)
        places.append(QPoint(round(left + width / 2), 19))
        left += width + 26
    return places


def test_a_click_on_a_word_chooses_it(tabs: TabBar, middles: list[QPoint], qtbot: QtBot) -> None:
    for index in (2, 1, 0):
        with qtbot.waitSignal(tabs.chosen) as chosen:
            QTest.mouseClick(tabs, LEFT, pos=middles[index])
        assert chosen.args == [index]
        assert tabs.current == index
    assert tabs.accessibleName() == "Profile"


def test_a_click_beside_the_words_chooses_nothing(tabs: TabBar) -> None:
    QTest.mouseClick(tabs, LEFT, pos=QPoint(380, 19))
    assert tabs.current == 0


def test_a_tab_that_is_left_out_cannot_be_chosen_and_comes_back(tabs: TabBar, middles: list[QPoint]) -> None:
    told: list[int] = []
    tabs.choose(2)
    tabs.chosen.connect(told.append)
    tabs.show_only((1,))
    tabs.choose(0)
    QTest.mouseClick(tabs, LEFT, pos=middles[2])
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert (tabs.current, tabs.chosen_tab, tabs.accessibleName()) == (1, 2, "Member")
    tabs.show_only((0, 1, 2))
    assert (tabs.current, told) == (2, [1, 2])


def test_choosing_moves_no_word(tabs: TabBar) -> None:
    tabs.set_labels(("i", "a word that is far wider when it is bold"))
    before = tabs.sizeHint()
    tabs.choose(1)
    assert tabs.sizeHint() == before
