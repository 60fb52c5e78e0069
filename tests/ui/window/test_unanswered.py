"""A write that a server did not answer: the form waits locked until the buyer shows what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.raw_server import Answer, Asked, hang_up, running_server
from tests.support.vendor import Vendor
from tests.ui.window.conftest import OPEN_ID, Clerk
from wxbuyer_gui.ui.doubt import Doubt
from wxbuyer_gui.ui.main_window import MainWindow


@pytest.fixture
def clerk(
    vendor: Vendor, open_window: Callable[[str], MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Clerk]:
    monkeypatch.setattr("wxbuyer_gui.ui.doubt.PAUSE_MS", 20)
    with running_server(vendor) as server:
        yield Clerk(open_window(server.url), qtbot)


def without(name: str) -> Callable[[Asked], Answer | None]:
    return lambda asked: hang_up if asked.name == name else None


def fill_registration(clerk: Clerk) -> QWidget:
    clerk.search("#7")
    clerk.press("Ctrl+N")
    form = clerk.see("registerDialog")
    consent = form.findChild(QCheckBox, "consentCheck")
    assert consent is not None
    consent.setChecked(True)
    return form


def submit(form: QWidget) -> QPushButton:
    button = form.findChild(QPushButton, "submitButton")
    assert button is not None
    button.click()
    return button


def calls(vendor: Vendor, name: str) -> Callable[[Asked], Answer | None]:
    """Count the calls of this name."""
    vendor_calls: list[Asked] = []

    def note(asked: Asked) -> Answer | None:
        if asked.name == name:
            vendor_calls.append(asked)
        return None

    note.asked = vendor_calls  # type: ignore[attr-defined]
    return note


def test_what_arrived_after_all_closes_the_form(clerk: Clerk, vendor: Vendor) -> None:
    vendor.after = without("createmember")
    counted = calls(vendor, "createmember")
    vendor.before = counted
    form = fill_registration(clerk)
    with clerk.qtbot.waitSignal(clerk.window._operations.written, timeout=20_000):
        submit(form)
    clerk.qtbot.waitUntil(lambda: not clerk.sees("registerDialog"))
    assert len(counted.asked) == 1  # type: ignore[attr-defined]
    assert vendor.buyers[7]["memberId"] == 8801


def test_the_form_is_locked_while_it_may_still_arrive(clerk: Clerk, vendor: Vendor) -> None:
    vendor.before = without("createmember")
    form = fill_registration(clerk)
    button = submit(form)
    clerk.qtbot.waitUntil(lambda: bool(form.findChildren(Doubt)), timeout=20_000)
    assert not button.isEnabled()
    assert not form.may_dismiss()  # type: ignore[attr-defined]
    with clerk.qtbot.waitSignal(clerk.window.answered):
        clerk.box.setText(OPEN_ID)  # the search goes on meanwhile
    assert form.isVisible()
    doubt = form.findChild(Doubt)
    assert doubt is not None
    doubt._settled_at = 0.0
    clerk.qtbot.waitUntil(button.isEnabled)
    assert button.text() in ("Submit again", "再次提交")
    assert vendor.buyers[7]["memberId"] == 0
    vendor.before = lambda _asked: None
    with clerk.qtbot.waitSignal(clerk.window._operations.written):
        button.click()
    assert vendor.buyers[7]["memberId"] == 8801
    clerk.qtbot.waitUntil(lambda: not clerk.sees("registerDialog"))


def test_an_unbind_that_was_not_answered_is_found_out(clerk: Clerk, vendor: Vendor) -> None:
    vendor.buyers[7]["memberId"] = 8812
    vendor.after = without("unbindmember")
    clerk.search("#7")
    with clerk.qtbot.waitSignal(clerk.window._operations.written, timeout=20_000):
        clerk.press("Ctrl+U")
        clerk.qtbot.waitUntil(lambda: bool(clerk.window._parts.notice.text), timeout=20_000)
    clerk.qtbot.waitUntil(lambda: not clerk.window._parts.notice.text)
