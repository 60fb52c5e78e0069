"""The copy of a server in the settings: copied whole, stopped, gone on with, forgotten; kept fresh while idle."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.support.apart import noted
from tests.support.mirrored_window import mirrored_window
from tests.support.operators import CLERK, work_as
from tests.support.raw_server import Asked, RawServer, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends.offline import crawl
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.remote import RemoteAccess
from wxbuyer_gui.ui import mirror_keeper
from wxbuyer_gui.ui.dialogs.settings.mirror_panel import MirrorPanel
from wxbuyer_gui.ui.main_window import MainWindow


@pytest.fixture
def vendor() -> Vendor:
    vendor = Vendor()
    for number in range(1, 41):
        vendor.add(id=number, name=f"买家{number}", phone=f"138001380{number:02}", openId=f"o{number:027}")
    return vendor


@pytest.fixture
def server(vendor: Vendor) -> Iterator[RawServer]:
    with running_server(vendor) as running:
        yield running


@pytest.fixture
def window(server: RawServer, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    return mirrored_window(server.url, tmp_path, qtbot)


@pytest.fixture
def panel(window: MainWindow, server: RawServer) -> MirrorPanel:
    """Of a source that has a name, and a short end: thousands of numbers would take their time."""
    profile = Profile("shop", "Shop", "remote", server.url, remote=RemoteAccess(crawl_empty=100))
    window._preferences.change(lambda settings: replace(settings.keeping(profile), profile="shop"))
    window._windows.show_settings("source")
    dialog = window._windows._settings
    dialog.findChild(QWidget, "remoteCard").click()
    panel = dialog.findChild(MirrorPanel)
    assert panel.isVisible()
    return panel


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that copy."""
    return noted(monkeypatch)


def button(panel: MirrorPanel, name: str) -> QPushButton:
    return panel.findChild(QPushButton, name)


def press(panel: MirrorPanel, name: str) -> None:
    QTest.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)


def held(panel: MirrorPanel) -> int:
    info = panel._keeper.info
    return info.coverage.known if info is not None else -1


def until_copied(panel: MirrorPanel, qtbot: QtBot) -> None:
    """All are there, and the process that copied them has gone: it asks for numbers behind the last one, too."""
    qtbot.waitUntil(lambda: held(panel) == 40 and not panel._keeper.is_running, timeout=20_000)


def test_all_buyers_are_copied_and_found_by_phone(window: MainWindow, panel: MirrorPanel, qtbot: QtBot) -> None:
    press(panel, "copyAllButton")
    assert button(panel, "copyAllButton").text() == "Stop"
    until_copied(panel, qtbot)
    assert button(panel, "copyAllButton").text() == "Copy all buyers"
    with qtbot.waitSignal(window.answered):
        window.search_for("13800138017")
    assert window.findChild(QTableView, "resultTable").model().rowCount() == 1


def wait_behind_the_first(window: MainWindow, vendor: Vendor) -> threading.Event:
    """Let the server answer what one transaction takes, and the rest once the event is set."""
    far = RemoteAccess(crawl_empty=10_000)
    window._preferences.change(lambda settings: settings.keeping(replace(settings.current, remote=far)))
    begun, gate = threading.Event(), threading.Event()

    def wait(asked: Asked) -> None:
        if asked.name == "getlist" and asked.json[0] == 1:
            begun.set()
        elif asked.name == "getlist" and begun.is_set() and asked.json[0] > 2 * crawl.AT_ONCE:
            gate.wait(20)

    vendor.before = wait
    return gate


def test_what_the_copy_holds_is_read_again_while_it_grows(
    window: MainWindow, panel: MirrorPanel, vendor: Vendor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror_keeper, "_READ_AGAIN_MS", 0)
    gate = wait_behind_the_first(window, vendor)
    press(panel, "copyAllButton")
    qtbot.waitUntil(lambda: held(panel) == 40, timeout=20_000)
    assert panel._keeper.is_running
    assert panel._keeper.info.size > 100_000
    gate.set()
    qtbot.waitUntil(lambda: not panel._keeper.is_running, timeout=20_000)


def test_a_process_that_dies_is_told_of_and_the_next_one_goes_on(
    window: MainWindow,
    panel: MirrorPanel,
    vendor: Vendor,
    server: RawServer,
    started: list[subprocess.Popen[bytes]],
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    gate = wait_behind_the_first(window, vendor)
    press(panel, "copyAllButton")
    qtbot.waitUntil(lambda: panel._keeper.progress.read > 0, timeout=20_000)
    started[0].kill()
    qtbot.waitUntil(lambda: not panel._keeper.is_running, timeout=20_000)
    assert panel._copy_row.message == (
        "Copying broke off. All that was copied is kept. Copy again, and it goes on from there. E-COPY-ENDED"
    )
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()
    gate.set()
    server.asked.clear()
    press(panel, "copyAllButton")
    until_copied(panel, qtbot)
    assert panel._copy_row.message == ""
    assert 1 not in {asked.json[0] for asked in server.calls("getlist")}


def test_a_window_that_is_closed_takes_the_process_along(
    window: MainWindow, panel: MirrorPanel, vendor: Vendor, started: list[subprocess.Popen[bytes]], qtbot: QtBot
) -> None:
    gate = wait_behind_the_first(window, vendor)
    press(panel, "copyAllButton")
    qtbot.waitUntil(lambda: panel._keeper.progress.read > 0, timeout=20_000)
    window.close()
    assert started[0].poll() is not None
    gate.set()


def test_copying_can_be_stopped(panel: MirrorPanel, vendor: Vendor, qtbot: QtBot) -> None:
    gate, reached = threading.Event(), threading.Event()

    def wait(_asked: Asked) -> None:
        reached.set()
        gate.wait(10)

    vendor.before = wait
    press(panel, "copyAllButton")
    qtbot.waitUntil(reached.is_set)
    press(panel, "copyAllButton")
    assert button(panel, "copyAllButton").text() == "Stopping…"
    assert not button(panel, "forgetMirrorButton").isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: not panel._keeper.is_running, timeout=20_000)
    assert panel._copy_row.message == ""


def test_the_copy_is_forgotten_only_when_asked_twice(panel: MirrorPanel, qtbot: QtBot) -> None:
    press(panel, "copyAllButton")
    until_copied(panel, qtbot)
    press(panel, "forgetMirrorButton")
    assert held(panel) == 40
    panel._forget_row._action.click()
    qtbot.waitUntil(lambda: held(panel) == 0)


def test_a_clerk_can_neither_copy_nor_forget(window: MainWindow, panel: MirrorPanel) -> None:
    work_as(window.session, CLERK)
    panel.refresh()
    assert not button(panel, "copyAllButton").isEnabled()
    assert not button(panel, "forgetMirrorButton").isEnabled()


def choose(panel: MirrorPanel, name: str, value: int) -> None:
    combo = panel.findChild(QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_pace_and_end_are_chosen_for_this_source(
    window: MainWindow, panel: MirrorPanel, vendor: Vendor, qtbot: QtBot
) -> None:
    asked: list[int] = []
    vendor.before = lambda one: asked.extend(one.json if one.name == "getlist" else ())
    choose(panel, "crawlPaceCombo", 20)
    choose(panel, "crawlEmptyCombo", 1_000)
    remote = window._preferences.settings.current.remote
    assert (remote.crawl_per_second, remote.crawl_empty) == (20, 1_000)
    press(panel, "copyAllButton")
    until_copied(panel, qtbot)
    assert {*range(1, 1_041)} <= {*asked}
    assert max(asked) < 5_000


def test_what_is_too_old_goes_each_day_whoever_works_there(
    window: MainWindow, panel: MirrorPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(panel, "copyAllButton")
    until_copied(panel, qtbot)
    work_as(window.session, CLERK)
    mirror = window.session.mirror._backend.mirror
    with mirror.store.write() as connection:
        connection.exec_driver_sql("UPDATE mirror_row SET as_of = 1 WHERE buyer_id > 10")
    monkeypatch.setattr(panel._keeper._runner, "idle_seconds", lambda: 60.0)
    monkeypatch.setattr(mirror_keeper, "_A_DAY_MS", 0)
    monkeypatch.setattr(window.session.mirror, "refresh_step", lambda: 0)
    panel._keeper.refresh_if_idle()
    qtbot.waitUntil(lambda: held(panel) == 10)


def test_the_oldest_rows_are_asked_for_again_while_nobody_works(
    panel: MirrorPanel, vendor: Vendor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = panel._keeper
    press(panel, "copyAllButton")
    until_copied(panel, qtbot)
    asked: list[Asked] = []
    vendor.before = asked.append
    keeper.refresh_if_idle()
    assert not keeper._is_refreshing  # somebody works
    monkeypatch.setattr(keeper._runner, "idle_seconds", lambda: 60.0)
    keeper.refresh_if_idle()
    qtbot.waitUntil(lambda: bool(asked) and not keeper._is_refreshing)
