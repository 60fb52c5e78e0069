"""What the tests of import, export and batch binding share: a counter's window, and a gate in long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui import long_task

_SECONDS = 20


class Gate:
    """Work that reports progress waits here until it is let through."""

    def __init__(self) -> None:
        self.reached = Event()
        self._open = Event()

    def let_through(self) -> None:
        self._open.set()

    def wait(self) -> None:
        self.reached.set()
        assert self._open.wait(_SECONDS)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """The window that the dialogs belong to; they delete themselves when they are closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def show(dialog: QWidget, qtbot: QtBot) -> None:
    """Put it on the screen, with the focus in it."""
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()


@pytest.fixture
def reach(dialog: Any, qtbot: QtBot) -> Callable[[Enum], None]:
    """Waits until the test's dialog has come to a step, and rests there."""
    return lambda step: qtbot.waitUntil(lambda: dialog.step is step and not dialog.is_running)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    tell = long_task._Meter.__call__

    def tell_and_wait(meter: long_task._Meter, rows: int) -> None:
        tell(meter, rows)
        gate.wait()

    monkeypatch.setattr(long_task._Meter, "__call__", tell_and_wait)
    yield gate
    gate.let_through()
