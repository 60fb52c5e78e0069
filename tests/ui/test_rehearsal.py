"""Pages that are drawn out of sight before anybody sees them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.paints import Paints
from wxbuyer_gui.ui.rehearsal import Rehearsal


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
    drawn, free = [Paints(page) for page in pages[1:]], []
    asked: list[bool] = []

    def is_free() -> bool:
        asked.append(bool(free))
        return bool(free)

    is_over: list[bool] = []

    def unseen() -> Iterator[QWidget]:
        yield from pages
        is_over.append(True)

    rehearsal = Rehearsal(unseen(), is_free=is_free, parent=stack)
    rehearsal.start()
    qtbot.waitUntil(lambda: len(asked) > 2)
    assert [one.areas for one in drawn] == [[], []]
    free.append(True)
    qtbot.waitUntil(lambda: bool(is_over))
    assert [one.areas for one in drawn] == [[QRect(0, 0, 300, 200)], [QRect(0, 0, 300, 200)]]
    assert stack.currentWidget() is pages[0]
    assert not pages[1].isVisible()
