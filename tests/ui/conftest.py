"""The look that every widget under test wears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture(autouse=True)
def nobodys_language(qapp: QApplication) -> None:
    """Qt keeps the language that another test's window spoke, and the window its words until it is gone."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QLocale.setDefault(QLocale("en_US"))


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(mode="light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)
