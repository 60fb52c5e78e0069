"""What the tests of import and export share: a counter's window, and a gate in the progress of long work."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

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
