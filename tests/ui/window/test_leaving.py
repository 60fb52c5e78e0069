"""Every way out of a source to which something waits: it is asked about, and nothing is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.operators import CLERK, SECRETS, hire
from tests.support.raw_server import Asked, RawServer, hang_up, http
from tests.support.vendor import Vendor
from tests.ui.dialogs.settings.test_source_page import Manager
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.operations import new_operation_id


@pytest.fixture
def open_shop(server: RawServer, tmp_path: Path, qtbot: QtBot) -> Callable[[], Clerk]:
    """A window on the server, as often as it is wanted; its files stay."""
    return lambda: Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)


@pytest.fixture
def clerk(open_shop: Callable[[], Clerk], vendor: Vendor) -> Clerk:
    """One registration waits; the server is away."""
    clerk = open_shop()
    clerk.search("#7")
    vendor.before = lambda _asked: hang_up
    ended: list[object] = []
    register(clerk, ended)
    clerk.qtbot.waitUntil(lambda: bool(ended) and clerk.window._pending.counts.waiting == 1, timeout=30_000)
    return clerk


def register(clerk: Clerk, ended: list[object]) -> None:
    """Ask for a member for whom the clerk has found."""
    clerk.window._operations.register(
        clerk.window._parts.browse.hit.buyer,
        MemberForm(7, "王小明", "13800138000"),
        operation_id=new_operation_id(),
        owner=clerk.window,
        on_success=ended.append,
        on_error=ended.append,
    )


def asked(clerk: Clerk) -> bool:
    return "Not settled yet: 1" in clerk.window._parts.notice.text


def say_yes(clerk: Clerk) -> None:
    QTest.mouseClick(clerk.see("noticeButton"), Qt.MouseButton.LeftButton)


def close_by_the_frame(window: MainWindow) -> None:
    """As the cross in the corner does: the system tells the frame, and that the window."""
    QCoreApplication.sendEvent(window.windowHandle(), QCloseEvent())


LEAVES: tuple[Callable[[Clerk], object], ...] = (
    lambda clerk: clerk.press("Ctrl+Q"),
    lambda clerk: close_by_the_frame(clerk.window),
)


@pytest.mark.parametrize("leave", LEAVES, ids=("Ctrl+Q", "the cross"))
def test_quitting_asks_and_keeps_what_waits(
    clerk: Clerk, leave: Callable[[Clerk], object], open_shop: Callable[[], Clerk], vendor: Vendor
) -> None:
    leave(clerk)
    assert clerk.window.isVisible()
    assert asked(clerk)
    clerk.press("Esc")
    assert clerk.window.isVisible()
    leave(clerk)
    say_yes(clerk)
    assert not clerk.window.isVisible()
    assert vendor.members == {}
    vendor.before = lambda _asked: None
    again = open_shop()
    again.qtbot.waitUntil(lambda: vendor.members != {}, timeout=30_000)
    again.qtbot.waitUntil(lambda: again.window._pending.counts.total == 0, timeout=30_000)
    assert len(vendor.members) == 1


def test_quitting_asks_about_a_write_that_is_under_way(
    open_shop: Callable[[], Clerk], vendor: Vendor, server: RawServer
) -> None:
    clerk = open_shop()
    clerk.search("#7")
    arrived, go_on = threading.Event(), threading.Event()

    def hold(request: Asked) -> None:
        if request.name == "createmember":
            arrived.set()
            go_on.wait(60)

    vendor.before = hold
    ended: list[object] = []
    register(clerk, ended)
    clerk.qtbot.waitUntil(arrived.is_set, timeout=30_000)
    clerk.press("Ctrl+Q")
    assert asked(clerk)
    clerk.press("Esc")
    go_on.set()
    clerk.qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    clerk.press("Ctrl+Q")
    assert not clerk.window.isVisible()


def test_what_waits_goes_on_while_nobody_is_signed_in(clerk: Clerk, vendor: Vendor) -> None:
    hire(clerk.window.session)
    staff = clerk.window.session.staff
    staff.sign_in(CLERK, SECRETS[CLERK])
    clerk.window._staffing._sign_out()
    assert asked(clerk)
    assert "They go on meanwhile, under your name." in clerk.window._parts.notice.text
    vendor.before = lambda _asked: None
    say_yes(clerk)
    clerk.qtbot.waitUntil(lambda: clerk.window._staffing.is_shut)
    clerk.qtbot.waitUntil(lambda: vendor.members != {}, timeout=30_000)
    staff.sign_in(CLERK, SECRETS[CLERK])
    clerk.qtbot.waitUntil(lambda: clerk.window._pending.counts.total == 0, timeout=30_000)


def test_what_was_refused_holds_nobody(clerk: Clerk, vendor: Vendor) -> None:
    vendor.before = lambda request: (
        http({"data": 0, "status": 601, "message": "卡已停用"}) if request.name == "createmember" else None
    )
    clerk.window.session.outbox.wake()
    clerk.qtbot.waitUntil(lambda: clerk.window._pending.counts.review == 1, timeout=30_000)
    clerk.window._staffing._sign_out()
    assert not asked(clerk)
    clerk.press("Ctrl+Q")
    assert not clerk.window.isVisible()


def test_the_question_is_asked_over_a_graver_notice_which_comes_back(clerk: Clerk) -> None:
    clerk.window._notices.report(StorageError("the disk is full", code="E-DISK-FULL"))
    before = clerk.window._parts.notice.text
    assert "E-DISK-FULL" in before
    clerk.press("Ctrl+Q")
    assert asked(clerk)
    clerk.press("Ctrl+Q")
    clerk.press("Esc")
    assert clerk.window._parts.notice.text == before


def test_made_up_data_asks(clerk: Clerk) -> None:
    clerk.window._parts.welcome.demo_requested.emit()
    assert asked(clerk)
    assert not clerk.window.session.source.demo
    with clerk.qtbot.waitSignal(clerk.window.ready, timeout=30_000):
        say_yes(clerk)
    assert clerk.window.session.source.demo


def test_switching_asks_in_the_settings_and_keeps_what_waits(clerk: Clerk, open_shop: Callable[[], Clerk]) -> None:
    clerk.window._windows.show_settings("source")
    dialog = clerk.window._windows._settings
    assert dialog is not None
    manager = Manager(dialog, clerk.qtbot)
    manager.choose_kind("sqlite")
    manager.press_switch()
    assert clerk.window.session.source.kind == "remote"
    assert manager.switch.text() == "Switch all the same"
    with clerk.qtbot.waitSignal(clerk.window.ready, timeout=30_000):
        manager.switch.click()
    assert clerk.window.session.source.kind == "sqlite"
    assert clerk.window._pending.counts.total == 0
    clerk.window.close()
    again = open_shop()
    again.qtbot.waitUntil(lambda: again.window._pending.counts.total == 1, timeout=30_000)
