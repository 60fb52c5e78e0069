"""A theme, its icons and an active window for the widgets under test."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(mode="light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def window(theme: Theme, qtbot) -> QWidget:
    window = QWidget()
    window.resize(1180, 740)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window
