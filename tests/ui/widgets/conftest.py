"""A theme, its icons and an active window for the widgets under test."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.theme import Theme


@pytest.fixture
def window(theme: Theme, qtbot) -> QWidget:
    window = QWidget()
    window.resize(1180, 740)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window
