"""Language, theme, place and closing: live, remembered, and clean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.settings import read_first_look
from wxbuyer_gui.ui.main_window import MainWindow


def trigger(window: MainWindow, command: str) -> None:
    action = window.findChild(QAction, f"{command}Action")
    assert action is not None
    action.trigger()


def test_the_language_changes_while_the_window_is_open(clerk: Clerk) -> None:
    clerk.search("8000")
    trigger(clerk.window, "language_en")
    try:
        assert clerk.see("searchButton").text() == "Search"
        assert clerk.see("newBuyerButton").text() == "New buyer"
        assert clerk.see("resultCaption").text().startswith("2 results")
        assert clerk.see("kindChip").text() == "Phone tail"
        assert clerk.table.model().headerData(0, Qt.Orientation.Horizontal) == "Buyer"
        bar = clerk.window.findChild(QMenuBar)
        assert [action.text().replace("&", "") for action in bar.actions()] == ["File", "Edit", "Buyer", "View", "Help"]
        assert "people" in clerk.see("nothingPicked").text
    finally:
        trigger(clerk.window, "language_zh")
    assert clerk.see("searchButton").text() == "查询"


def test_the_theme_changes_while_the_window_is_open(clerk: Clerk) -> None:
    def ground() -> QColor:
        return clerk.window.grab().toImage().pixelColor(5, clerk.window.height() // 2)

    trigger(clerk.window, "theme_light")
    light = ground()
    trigger(clerk.window, "theme_dark")
    assert ground().lightness() < 60 < light.lightness()
    trigger(clerk.window, "theme_light")
    assert ground() == light


def test_the_size_and_the_theme_are_remembered(
    shop: str, open_window: Callable[[str], MainWindow], tmp_path: Path
) -> None:
    first = open_window(shop)
    trigger(first, "theme_dark")
    first.resize(1100, 700)  # the screen of a test is as narrow as a window can be: only the height comes back
    first.close()
    assert read_first_look(tmp_path / "data" / "settings.toml").appearance.theme == "dark"
    second = open_window(shop)
    assert second.height() == 700


def test_closing_during_a_search_is_clean(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.box.setText("8000")
    clerk.window.close()
    assert not clerk.window.isVisible()


def test_the_demo_wears_a_frame_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    clerk = Clerk(window, qtbot)
    with qtbot.waitSignals([window.ready, window.answered], timeout=30_000):
        window._parts.welcome.demo_requested.emit()
    assert clerk.see("statusPill").text == "演示数据"
    path = window.session.source.path
    assert path is not None
    assert path.exists()
    window.close()
    assert not path.exists()
