"""Between the first paint and the rest of the window somebody types already: the letters are kept, and answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui import app
from wxbuyer_gui.app import create_window

FIRST_BUTTON = "rebindButton"
"""Where Enter leads from the box if one buyer alone answers."""


@pytest.fixture
def rest(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What a window does after its first paint, which the test does when it is time for it."""
    held: list[Callable[[], None]] = []
    monkeypatch.setattr(app, "NextPaint", lambda _window, then: held.append(then))
    return held


@pytest.fixture
def front(shop: str, tmp_path: Path, qtbot: QtBot, rest: list[Callable[[], None]]) -> Clerk:
    """Somebody at a window that is painted, and no more than that."""
    return painted(shop, tmp_path, qtbot)


def painted(source: str, folder: Path, qtbot: QtBot) -> Clerk:
    window = create_window(source, data_dir=folder / "data")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return Clerk(window, qtbot)


def type_keys(clerk: Clerk, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(clerk.window.windowHandle(), key)  # to the window: whoever has the caret gets it


def test_enter_typed_into_the_front_acts_on_the_answer(
    front: Clerk, qtbot: QtBot, rest: list[Callable[[], None]]
) -> None:
    type_keys(front, Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_6, Qt.Key.Key_Return)
    with qtbot.waitSignal(front.window.answered, timeout=20_000):
        rest[0]()
    assert front.names == ["欧阳娜娜"]
    assert front.window.focusWidget().objectName() == FIRST_BUTTON


def test_the_down_arrow_typed_into_the_front_goes_into_the_list(
    front: Clerk, qtbot: QtBot, rest: list[Callable[[], None]]
) -> None:
    type_keys(front, Qt.Key.Key_8, Qt.Key.Key_0, Qt.Key.Key_0, Qt.Key.Key_0, Qt.Key.Key_Down)
    with qtbot.waitSignal(front.window.answered, timeout=20_000):
        rest[0]()
    assert len(front.names) > 1
    assert front.window.focusWidget() is front.table


def test_letters_behind_an_enter_are_typed_on(front: Clerk, qtbot: QtBot, rest: list[Callable[[], None]]) -> None:
    type_keys(front, Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_8, Qt.Key.Key_6)
    with qtbot.waitSignal(front.window.answered, timeout=20_000):
        rest[0]()
    assert front.box.text() == "186"
    assert front.box.hasFocus()


def test_enter_waits_for_the_source_that_is_being_opened(
    front: Clerk, qtbot: QtBot, rest: list[Callable[[], None]]
) -> None:
    with qtbot.waitSignal(front.window.answered, timeout=20_000):
        rest[0]()
        type_keys(front, Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_6, Qt.Key.Key_Return)
        assert front.window.focusWidget() is front.box
    assert front.window.focusWidget().objectName() == FIRST_BUTTON


def test_enter_is_forgotten_where_the_source_cannot_be_opened(
    tmp_path: Path, qtbot: QtBot, rest: list[Callable[[], None]], shop: str
) -> None:
    clerk = painted(f"sqlite:///{tmp_path}", tmp_path, qtbot)  # a folder
    window = clerk.window
    type_keys(clerk, Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_6, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        rest[0]()
    with qtbot.waitSignal(window.answered, timeout=20_000):
        window.open(lambda: window._sources.open(shop))
    assert clerk.names == ["欧阳娜娜"]
    assert window.focusWidget().objectName() != FIRST_BUTTON


def test_enter_at_the_page_of_a_refused_source_is_not_kept_for_another_source(
    tmp_path: Path, qtbot: QtBot, rest: list[Callable[[], None]], shop: str
) -> None:
    clerk = painted(f"sqlite:///{tmp_path}", tmp_path, qtbot)  # a folder
    window = clerk.window
    with qtbot.waitSignal(window.ready, timeout=20_000):
        rest[0]()
    type_keys(clerk, Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_6, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.answered, timeout=20_000):
        window.open(lambda: window._sources.open(shop))
    assert clerk.names == ["欧阳娜娜"]
    assert window.focusWidget().objectName() != FIRST_BUTTON


def test_f2_pressed_at_the_front_waits_for_a_scan(front: Clerk, qtbot: QtBot, rest: list[Callable[[], None]]) -> None:
    type_keys(front, Qt.Key.Key_F2)
    with qtbot.waitSignal(front.window.answered, timeout=20_000):
        rest[0]()
    assert front.sees("scanPopover")


def test_letters_typed_into_the_front_are_answered(
    shop: str, tmp_path: Path, qtbot: QtBot, rest: list[Callable[[], None]]
) -> None:
    window = create_window(shop, data_dir=tmp_path / "data")
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    clerk = Clerk(window, qtbot)
    for key in (Qt.Key.Key_1, Qt.Key.Key_8, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_Backspace):
        QTest.keyClick(window.windowHandle(), key)  # to the window: whoever has the caret gets it
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert clerk.box.text() == "186"
    assert window.findChild(QWidget, "resultTable") is None
    (make_the_rest,) = rest
    with qtbot.waitSignals([window.ready, window.answered], timeout=20_000):
        make_the_rest()
    assert clerk.box.text() == "186"
    assert clerk.names == ["欧阳娜娜"]
    assert clerk.box.hasFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_0)
    assert clerk.box.text() == "1860"
