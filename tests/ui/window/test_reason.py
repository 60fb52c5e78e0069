"""What an ID number is needed for is asked where it can be seen, however low the window is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import keep_id_numbers, settle, speak


def is_in_sight(widget: QWidget) -> bool:
    """Whether all of it lies in the part of the page that is not scrolled away."""
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    view = area.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def test_the_question_is_scrolled_to(clerk: Clerk) -> None:
    keep_id_numbers(clerk)
    desk = clerk.window.session.desk
    (member,) = desk.find_members("18600008000")
    desk.save_member(replace(member, id_card="11010519491231002X"), base=member)
    clerk.window.resize(1024, 640)
    speak(clerk, "en")
    try:
        clerk.search("欧阳娜娜")
        clerk.press("Ctrl+2")
        clerk.qtbot.waitUntil(lambda: clerk.sees("idCardValueEye"))
        clerk.see("idCardValueEye", QAbstractButton).click()
        clerk.qtbot.waitUntil(lambda: clerk.sees("otherReasonEdit"))
        settle()
        assert clerk.window.focusWidget() is clerk.see("otherReasonEdit")
        assert is_in_sight(clerk.see("otherReasonEdit"))
    finally:
        speak(clerk, "zh")
