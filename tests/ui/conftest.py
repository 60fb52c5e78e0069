"""The look that every widget under test wears, and how it has work done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QApplication

from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.operations import Operations
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


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    runner = Runner(expected=(BackendError, NotAllowedError))
    yield runner
    runner.close()


@pytest.fixture
def operations(session: Session, runner: Runner) -> Iterator[Operations]:
    operations = Operations(runner=runner, parent=runner)
    operations.attach(session)
    yield operations
    operations.attach(None)
