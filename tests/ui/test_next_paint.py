"""What can wait until a window is painted comes once, and comes in any case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.next_paint import NextPaint


class Told(QObject):
    """Notes the paints of a window, and the call."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.events: list[str] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.events.append("paint")
        return False

    def call(self) -> None:
        self.events.append("call")


def test_it_comes_after_the_first_paint_and_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = Told(window)
    NextPaint(window, told.call)
    window.show()
    qtbot.waitUntil(lambda: "call" in told.events)
    window.repaint()
    assert told.events == ["paint", "call", "paint"]


def test_it_comes_where_nobody_shows_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = Told(window)
    NextPaint(window, told.call)
    assert told.events == []
    qtbot.waitUntil(lambda: told.events == ["call"])


def test_it_comes_where_a_window_that_is_shown_is_not_painted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told = Told(window)
    NextPaint(window, told.call)
    window.setUpdatesEnabled(False)
    window.show()
    qtbot.waitUntil(lambda: told.events == ["call"])
