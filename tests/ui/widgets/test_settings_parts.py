"""Switch, filter field and side window: pressed, typed in, closed, and looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from wxbuyer_gui.ui.theme import LARGE, Theme
from wxbuyer_gui.ui.widgets.filter_edit import FilterEdit
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.segmented import Segmented
from wxbuyer_gui.ui.widgets.side_window import SideWindow
from wxbuyer_gui.ui.widgets.switch import Switch


def test_a_switch_is_pressed_anywhere_and_by_space(window: QWidget, theme: Theme) -> None:
    switch = Switch(theme=theme, parent=window)
    switch.resize(switch.sizeHint())
    switch.show()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 2, 2))
    assert switch.isChecked()
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_a_switch_shows_how_it_stands(window: QWidget, theme: Theme) -> None:
    switch = Switch(theme=theme, parent=window)
    switch.resize(switch.sizeHint())
    switch.show()

    def middle() -> QColor:
        return switch.grab().toImage().pixelColor(switch.width() // 2, switch.height() // 2)

    off = middle()
    switch.setChecked(True)
    assert middle() == QColor(theme.tokens.accent)
    switch.setDisabled(True)
    assert middle() == QColor(theme.tokens.disabled)
    switch.setEnabled(True)
    switch.setChecked(False)
    assert middle() == off == QColor(theme.tokens.field)


def test_a_switch_that_is_off_has_no_lit_knob_with_the_keyboard_on_it(window: QWidget, theme: Theme) -> None:
    switch = Switch(theme=theme, parent=window)
    switch.resize(switch.sizeHint())
    switch.show()
    switch.setFocus()
    assert window.focusWidget() is switch
    knob = switch.grab().toImage().pixelColor(switch.height() // 2, switch.height() // 2)
    assert knob == QColor(theme.tokens.edge2)


@pytest.mark.parametrize("scale", [1.0, LARGE])
def test_segments_have_room_for_the_longest_word(window: QWidget, theme: Theme, scale: float) -> None:
    choice = Segmented(theme=theme, parent=window)
    choice.set_choices((("As the system", 1), ("Dark", 2), ("", 3)))
    theme.set_scale(scale)
    share = choice.minimumSizeHint().width() / 3
    assert share >= theme.metrics(14, bold=True).horizontalAdvance("As the system") + 16


def test_the_filter_leads_on(window: QWidget, theme: Theme, icons: Icons, qtbot: QtBot) -> None:
    field = FilterEdit(theme=theme, icons=icons, name="filter", parent=window)
    field.show()
    field.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        with qtbot.waitSignal(field.left_downwards):
            QTest.keyClick(field, key)


@pytest.fixture
def side(window: QWidget, theme: Theme) -> SideWindow:
    search = QLineEdit(window)
    search.setObjectName("search")
    search.show()
    search.setFocus()
    return SideWindow(window, theme=theme, name="side", size=(400, 300), smallest=(200, 100))


def test_a_side_window_lies_over_the_middle_and_on_the_screen(side: SideWindow, window: QWidget) -> None:
    side.open()
    assert window.screen().availableGeometry().contains(side.geometry())
    assert not side.isModal()
    assert side.size().width() == 400


def test_a_side_window_is_no_larger_than_the_screen(window: QWidget, theme: Theme) -> None:
    huge = SideWindow(window, theme=theme, name="huge", size=(9000, 9000), smallest=(5000, 5000))
    huge.open()
    assert huge.width() <= window.screen().availableGeometry().width()
    huge.close()


def test_a_side_window_grows_with_the_type(side: SideWindow, theme: Theme) -> None:
    side.open()
    theme.set_scale(LARGE)
    assert (side.width(), side.height()) == (500, 375)
    assert side.minimumWidth() == 250
    theme.set_scale(1.0)
    assert (side.width(), side.height()) == (400, 300)


def test_a_side_window_gives_the_focus_back(side: SideWindow, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(side):
        side.open()
    QTest.keyClick(side, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(side))
    assert window.focusWidget() is window.findChild(QLineEdit, "search")
