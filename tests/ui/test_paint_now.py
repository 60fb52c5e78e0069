"""What is painted at once, and what a turn of the event loop later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.paints import Paints
from wxbuyer_gui.ui.paint_now import paint_later, paint_now


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """On the screen, with two labels in it."""
    shown = QWidget()
    qtbot.addWidget(shown)
    QLabel("left", shown)
    QLabel("right", shown).move(100, 0)
    with qtbot.waitExposed(shown):
        shown.show()
    paint_now(shown)
    return shown


def test_what_changed_is_on_the_screen_before_anything_else_is_done(window: QWidget) -> None:
    left, _ = window.findChildren(QLabel)
    paints = Paints(left)
    left.setText("other")
    paint_now(left)
    assert len(paints.areas) == 1


def test_nothing_is_painted_out_of_sight(window: QWidget) -> None:
    left, _ = window.findChildren(QLabel)
    left.hide()
    paints = Paints(left)
    paint_now(left)
    assert paints.areas == []


def test_what_may_wait_is_painted_whole_once_and_not_with_the_rest(window: QWidget, qtbot: QtBot) -> None:
    left, right = window.findChildren(QLabel)
    first, later = Paints(left), Paints(right)
    paint_later(right)
    left.setText("other")
    right.setText("another")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    assert (len(first.areas), later.areas) == (1, [])
    qtbot.waitUntil(lambda: bool(later.areas))
    assert later.areas == [right.rect()]
