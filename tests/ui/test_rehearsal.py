"""Pages that are drawn out of sight before anybody sees them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.rehearsal import Rehearsal


class Drawn(QObject):
    """Whether something was painted, and how large it was."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widths: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widths.append(watched.width())
        return False


def test_hidden_pages_are_drawn_once_nobody_waits_and_stay_hidden(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    pages = [QLabel(f"page {number}") for number in range(3)]
    for page in pages:
        stack.addWidget(page)
        page.resize(300, 200)
    stack.resize(300, 200)
    stack.show()
    qtbot.waitExposed(stack)
    drawn, free = [Drawn(page) for page in pages[1:]], []
    asked: list[bool] = []

    def is_free() -> bool:
        asked.append(bool(free))
        return bool(free)

    rehearsal = Rehearsal(iter(pages), is_free=is_free, parent=stack)
    rehearsal.start()
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert [one.widths for one in drawn] == [[], []]
    free.append(True)
    qtbot.waitUntil(lambda: not rehearsal.is_going_on)
    assert [one.widths for one in drawn] == [[300], [300]]
    assert stack.currentWidget() is pages[0]
    assert not pages[1].isVisible()
