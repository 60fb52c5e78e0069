"""Closing the window while a server keeps everybody waiting: it is gone at once, and no write is lost by that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import Asked, RawServer, silent
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.operations import new_operation_id

AT_ONCE = 2.0
"""Much more than it takes on a busy computer, much less than the 15 seconds that the server is given."""


class Hidden(QObject):
    """Notes when a window goes out of sight."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.at = 0.0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not self.at:
            self.at = time.monotonic()
        return False


class Holding:
    """The server stops answering some calls; ``asked`` once one of them is there."""

    def __init__(self, vendor: Vendor, *names: str) -> None:
        self.asked = threading.Event()
        self._names = names
        vendor.before = self._before

    def _before(self, asked: Asked) -> object:
        if self._names and asked.name not in self._names:
            return None
        self.asked.set()
        return silent


@pytest.fixture
def open_mirrored(server: RawServer, tmp_path: Path, qtbot: QtBot) -> Callable[[], MainWindow]:
    return lambda: mirrored_window(server.url, tmp_path, qtbot)


@pytest.mark.parametrize("has_copy", [True, False])
def test_a_search_that_is_not_answered_holds_nobody(
    has_copy: bool,
    vendor: Vendor,
    server: RawServer,
    open_mirrored: Callable[[], MainWindow],
    open_window: Callable[[str], MainWindow],
    qtbot: QtBot,
) -> None:
    window = open_mirrored() if has_copy else open_window(server.url)
    clerk = Clerk(window, qtbot)
    holding = Holding(vendor)
    clerk.box.setText("#7")
    qtbot.waitUntil(holding.asked.is_set)
    began = time.monotonic()
    clerk.press("Ctrl+Q")
    assert time.monotonic() - began < AT_ONCE
    assert not window.isVisible()
    assert not window.is_held


def test_the_window_is_out_of_sight_while_a_write_is_given_its_time(
    vendor: Vendor, open_mirrored: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = open_mirrored()
    clerk = Clerk(window, qtbot)
    clerk.search("#7")
    holding = Holding(vendor, "createmember")
    ended: list[object] = []
    window._operations.register(
        window._parts.browse.hit.buyer,
        MemberForm(7, "王小明", "13800138000"),
        operation_id=new_operation_id(),
        owner=window,
        on_success=ended.append,
        on_error=ended.append,
    )
    qtbot.waitUntil(holding.asked.is_set)
    hidden = Hidden(window)
    began = time.monotonic()
    window.close()
    assert hidden.at - began < AT_ONCE
    assert ended == []
    again = open_mirrored()
    assert again.session.outbox is not None
    (operation,) = again.session.outbox.list()
    assert operation.state is OpState.UNKNOWN
    assert operation.attempts == 1
    assert vendor.members == {}


def test_a_source_that_does_not_open_holds_nobody(
    vendor: Vendor, server: RawServer, open_window: Callable[[str], MainWindow], shop: str, qtbot: QtBot
) -> None:
    """Its line belongs to nobody yet, and is left behind."""
    window = open_window(shop)
    holding = Holding(vendor)
    window.open(lambda: window._sources.open(server.url))
    qtbot.waitUntil(holding.asked.is_set)
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < AT_ONCE
    assert window.is_held
