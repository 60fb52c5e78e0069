"""A demo that takes its time: how far it is, and that it can be stopped, left and started again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, SECRETS
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import build_window
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Role
from wxbuyer_gui.paths import folders
from wxbuyer_gui.ui import demo_maker
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.permits import permit_source

ENDLESS = 10**9
"""So many that nobody waits for them."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_maker, "_MOMENT", 0.0)


@pytest.fixture
def counter(tmp_path: Path, qtbot: QtBot) -> Callable[[int], Clerk]:
    """A counter that begins with so many made-up buyers."""

    def open_(count: int) -> Clerk:
        window = build_window(folders(tmp_path), lambda window, _sources: window.open_demo(count), language="en")
        qtbot.addWidget(window)
        window.show()
        return Clerk(window, qtbot)

    return open_


def wait_for_progress(clerk: Clerk) -> None:
    clerk.qtbot.waitUntil(lambda: clerk.sees("makingPage") and bar(clerk).value() > 0, timeout=30_000)


def bar(clerk: Clerk) -> QProgressBar:
    found = clerk.see("progressBar", QProgressBar)
    assert isinstance(found, QProgressBar)
    return found


def test_the_window_says_how_far_it_is_and_shows_the_buyers_in_the_end(counter: Callable[[int], Clerk]) -> None:
    clerk = counter(20_000)
    wait_for_progress(clerk)
    assert bar(clerk).maximum() == 20_000
    assert "of 20,000 buyers" in clerk.see("makingPage").figures
    clerk.qtbot.waitUntil(lambda: len(clerk.names) > 0, timeout=60_000)
    assert clerk.window.session.source.demo
    assert not clerk.sees("makingPage")


def test_what_was_stopped_can_be_started_again(counter: Callable[[int], Clerk]) -> None:
    clerk = counter(ENDLESS)
    wait_for_progress(clerk)
    with clerk.qtbot.waitSignals([clerk.window.ready, clerk.window.answered], timeout=30_000):
        clerk.see("stopMakingButton", QPushButton).click()
    assert "Stopped" in clerk.see("makingPage").text
    assert not clerk.sees("stopMakingButton")
    clerk.see("startMakingButton", QPushButton).click()
    wait_for_progress(clerk)
    assert not clerk.sees("startMakingButton")


def test_the_source_that_is_open_stays_when_it_is_stopped(window: MainWindow, qtbot: QtBot) -> None:
    clerk = Clerk(window, qtbot)
    window.open_demo(ENDLESS)
    wait_for_progress(clerk)
    clerk.search("李雪")  # it is worked with meanwhile
    assert clerk.names == ["李雪"]
    assert not clerk.sees("makingPage")
    window._keeper.stop_making()
    with qtbot.waitSignal(window.ready, timeout=30_000):
        pass
    assert not window.session.source.demo
    assert clerk.names == ["李雪"]


def test_another_source_is_opened_instead(window: MainWindow, shop: str, qtbot: QtBot) -> None:
    clerk = Clerk(window, qtbot)
    window.open_demo(ENDLESS)
    wait_for_progress(clerk)
    with qtbot.waitSignals([window.ready, window.answered], timeout=30_000):
        window.open(lambda: window._sources.open(shop))
    qtbot.waitUntil(lambda: not window._keeper._making.is_running, timeout=30_000)
    assert len(clerk.names) == 4
    assert not clerk.sees("makingPage")


def test_who_leaves_waits_for_nobody(counter: Callable[[int], Clerk], tmp_path: Path) -> None:
    clerk = counter(ENDLESS)
    wait_for_progress(clerk)
    began = time.monotonic()
    clerk.press("Ctrl+Q")
    assert not clerk.window.isVisible()
    assert time.monotonic() - began < 20  # a busy machine; forever, if it were not stopped


def test_a_demo_with_operators_asks_them_as_a_shop_does(counter: Callable[[int], Clerk]) -> None:
    """Whoever tries them out sees what will be asked, and a demo leads nobody past the shop's own."""
    clerk = counter(20)
    clerk.qtbot.waitUntil(lambda: len(clerk.names) > 0, timeout=60_000)
    session = clerk.window.session
    assert not clerk.sees("operatorButton")
    session.staff.add(MANAGER, Role.MANAGER, SECRETS[MANAGER])
    session.staff.add(CLERK, Role.CLERK, SECRETS[CLERK])
    clerk.window._staffing.signing.lock()
    clerk.qtbot.waitUntil(lambda: clerk.sees("signInPage"))
    session.staff.sign_in(CLERK, SECRETS[CLERK])
    clerk.qtbot.waitUntil(lambda: not clerk.sees("signInPage"))
    with pytest.raises(NotAllowedError):
        session.desk.unbind(WxBuyingUser(1, member_id=1))
    for way in (clerk.window._parts.welcome.demo_requested.emit, lambda: permit(clerk)):
        way()
        clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"), timeout=20_000)
        QTest.keyClick(clerk.see("approvalDialog"), Qt.Key.Key_Escape)
        clerk.qtbot.waitUntil(lambda: not clerk.sees("approvalDialog"))
        assert clerk.window.session is session


def permit(clerk: Clerk) -> None:
    """Ask for another source, as settings do."""
    window = clerk.window
    permit_source(window._operations, window.close, owner=window, on_error=window._notices.report)
