"""Beside the newest buyers: what was done at this counter today."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.support.faulty import FaultyBackend
from tests.ui.panes.conftest import Gate
from tests.ui.panes.eyes import press, rows, shown
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.last_operations import LastOperations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons


@pytest.fixture
def pane(window: QWidget, theme: Theme, icons: Icons, operations: Operations) -> LastOperations:
    pane = LastOperations(theme=theme, icons=icons, operations=operations, parent=window)
    pane.setGeometry(0, 0, 470, 590)
    pane.show()
    return pane


def test_before_the_first_one_it_says_what_to_do(pane: LastOperations, runner: Runner, qtbot: QtBot) -> None:
    pane.refresh()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert shown(pane, "lastOperationsHint")
    assert rows(pane) == []


def test_only_today_and_only_this_counter(
    pane: LastOperations, bound: WxBuyingUser, source: Source, device: Device, qtbot: QtBot
) -> None:
    Journal(source.desk_store, device, clock=lambda: time.time() - 86_400).event(Action.EXPORT, count=1)
    Journal(source.desk_store, new_device()).event(Action.IMPORT, count=1)
    pane.refresh()
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    assert [row.entry.action for row in rows(pane)] == [Action.REGISTER, Action.ADD]
    assert "欧阳娜娜" in rows(pane)[0].text()


def test_a_click_shows_the_buyer_and_the_button_takes_it_back(
    pane: LastOperations, bound: WxBuyingUser, desk: Desk, qtbot: QtBot
) -> None:
    desk.unbind(bound)
    pane.refresh()
    qtbot.waitUntil(lambda: len(rows(pane)) == 3)
    with qtbot.waitSignal(pane.buyer_requested) as asked:
        QTest.mouseClick(rows(pane)[0], Qt.MouseButton.LeftButton)
    assert asked.args == [bound.id]
    with qtbot.waitSignal(pane.undo_requested) as undo:
        press(pane, "undoButton")
    assert undo.args[0].action is Action.UNBIND
    with qtbot.waitSignal(pane.journal_requested):
        press(pane, "journalLink")


def test_what_could_not_be_read_is_said_and_read_again(
    pane: LastOperations, buyer: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot
) -> None:
    backend.fail("get_list", StorageError("no answer"))
    pane.refresh()
    qtbot.waitUntil(lambda: shown(pane, "retryLine"))
    press(pane, "retryButton")
    qtbot.waitUntil(lambda: len(rows(pane)) == 2)
    assert not shown(pane, "retryLine")


def test_the_pane_may_be_destroyed_while_it_reads(
    pane: LastOperations, buyer: WxBuyingUser, backend: FaultyBackend, runner: Runner, qtbot: QtBot
) -> None:
    gate = Gate(backend, "get_list")
    pane.refresh()
    assert gate.reached.wait(10)
    delete(pane)
    gate.open()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)


def test_without_a_source_nothing_is_asked(pane: LastOperations, operations: Operations, runner: Runner) -> None:
    operations.attach(None)
    pane.refresh()
    assert runner.idle_seconds() > 0


def test_what_was_done_shows_without_names_while_the_server_is_away(
    pane: LastOperations, buyer: WxBuyingUser, backend: FaultyBackend, qtbot: QtBot
) -> None:
    backend.fail("get_list", UnreachableError("no route"))
    pane.refresh()
    qtbot.waitUntil(lambda: bool(rows(pane)))
    assert not shown(pane, "retryLine")
    assert buyer.name not in rows(pane)[0].text()
