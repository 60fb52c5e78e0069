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


@pytest.fixture
def rest(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What a window does after its first paint, which the test does when it is time for it."""
    held: list[Callable[[], None]] = []
    monkeypatch.setattr(app, "FirstPaint", lambda _window, then: held.append(then))
    return held


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
