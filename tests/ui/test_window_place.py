"""Where a window opens. The tests' screen is smaller than its usual size."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.settings import WindowPlace
from wxbuyer_gui.ui.window_place import USUAL, remembered, restore


def test_the_first_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    restore(window, WindowPlace())
    screen = window.screen().availableSize()
    assert screen.width() < USUAL.width()
    assert window.size() == QSize(screen.width(), USUAL.height())


def test_a_later_one_is_where_the_last_one_was(qtbot: QtBot) -> None:
    first, later, splitter = QWidget(), QWidget(), QSplitter()
    for widget in (first, later, splitter):
        qtbot.addWidget(widget)
    first.setGeometry(40, 60, 900, 600)
    restore(later, remembered(first, splitter, WindowPlace(), tab=1))
    assert later.geometry() == first.geometry()
