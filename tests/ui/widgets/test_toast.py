"""Toasts: three at most, a way back for ten seconds, and the clock waits for whoever reads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.window.painted import painted_cut
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.toast import Toaster


@pytest.fixture
def toaster(window: QWidget, theme: Theme, icons: Icons) -> Toaster:
    return Toaster(window, theme=theme, icons=icons)


def test_how_long_a_toast_lives(toaster: Toaster) -> None:
    assert toaster.show_message("已复制")._life.duration() == 4_000
    assert toaster.show_message("已解绑", action="撤销")._life.duration() == 10_000


def test_it_goes_when_its_time_is_over(toaster: Toaster, qtbot) -> None:
    toaster.show_message("已复制", seconds=0.05)
    qtbot.waitUntil(lambda: not toaster.toasts)


def test_three_at_most_the_newest_lowest(toaster: Toaster, qtbot) -> None:
    for number in range(5):
        toaster.show_message(str(number))
    assert [toast.text for toast in toaster.toasts] == ["2", "3", "4"]
    qtbot.waitUntil(lambda: [toast.y() for toast in toaster.toasts] == sorted({toast.y() for toast in toaster.toasts}))
    lowest = toaster.toasts[-1]
    assert lowest.x() + 24 == 36
    qtbot.waitUntil(lambda: lowest.geometry().bottom() + 1 - 24 == 740 - 52)


def test_the_action_runs_once_and_the_toast_goes(toaster: Toaster) -> None:
    undone: list[bool] = []
    toast = toaster.show_message("已解绑 王小明", action="撤销", on_action=lambda: undone.append(True))
    QTest.mouseClick(toast.action_button, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert toaster.toasts == ()


def test_the_clock_waits_for_the_pointer(toaster: Toaster, qtbot) -> None:
    toast = toaster.show_message("已解绑", seconds=0.05)
    spot = QPointF(50, 40)
    QApplication.sendEvent(toast, QEnterEvent(spot, spot, spot))
    outlive_another(toaster, qtbot)
    assert toast in toaster.toasts
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toaster.toasts)


def test_the_clock_waits_for_the_focus(toaster: Toaster, qtbot) -> None:
    toast = toaster.show_message("已解绑", action="撤销", seconds=0.05)
    toast.action_button.setFocus()
    outlive_another(toaster, qtbot)
    assert toast in toaster.toasts


def outlive_another(toaster: Toaster, qtbot) -> None:
    """Wait longer than the toasts live that are there."""
    other = toaster.show_message("已复制", seconds=0.1)
    qtbot.waitUntil(lambda: other not in toaster.toasts)


def test_escape_closes_the_newest(toaster: Toaster) -> None:
    toaster.show_message("1")
    toast = toaster.show_message("2", action="撤销")
    toast.action_button.setFocus()
    QTest.keyClick(toast.action_button, Qt.Key.Key_Escape)
    assert [each.text for each in toaster.toasts] == ["1"]
    assert toaster.dismiss_latest()
    assert not toaster.dismiss_latest()


def test_it_is_announced(toaster: Toaster, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    toaster.show_message("已解绑 王小明", action="撤销")
    assert heard == ["已解绑 王小明 撤销"]


def test_a_long_sentence_is_shown_whole_on_several_lines(toaster: Toaster, window: QWidget, qtbot) -> None:
    short = toaster.show_message("已复制", seconds=60)
    long = toaster.show_message("The server is away. " + "You can search and register known buyers. " * 4, seconds=60)
    assert long.height() > short.height()
    assert painted_cut(window, []) == []
    qtbot.waitUntil(lambda: short.geometry().bottom() - 24 < long.y() + 24)  # shadows may meet
    long.text = "王" * 500
    long._arrange()
    assert any("shortened" in line for line in painted_cut(window, []))
