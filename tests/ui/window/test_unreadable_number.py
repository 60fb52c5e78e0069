"""An ID number that waits, and whose key is gone: the clerk reads what to do, and does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.people import ID_CARD
from tests.support.raw_server import RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.models import MemberForm
from wxbuyer_gui.domain.outbox import ReviewReason
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.widgets.label import Label


@pytest.fixture
def clerk(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot, keyring: MemorySecrets) -> Clerk:
    """The next morning, at another computer's keyring."""
    evening = Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)
    evening.search("#7")
    vendor.before = lambda _asked: hang_up
    ended: list[object] = []
    evening.window._operations.register(
        evening.window._parts.browse.hit.buyer,
        MemberForm(7, "王小明", "13800138000", id_card=ID_CARD),
        operation_id=new_operation_id(),
        owner=evening.window,
        on_success=ended.append,
        on_error=ended.append,
    )
    qtbot.waitUntil(lambda: bool(ended), timeout=30_000)
    evening.window.close()
    assert any(name.startswith("outbox ") for name in keyring._secrets)
    keyring._secrets.clear()
    vendor.before = lambda _asked: None
    morning = Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)
    qtbot.waitUntil(lambda: morning.window._pending.counts.review == 1, timeout=30_000)
    return morning


def test_it_is_sent_without_the_number_once_somebody_says_so(clerk: Clerk, server: RawServer) -> None:
    (operation,) = clerk.window._pending.operations
    assert operation.review is ReviewReason.ID_LOCKED
    clerk.press("Ctrl+J")
    page: QWidget = clerk.window._parts.outbox
    clerk.qtbot.waitUntil(lambda: any("type the number again" in one.text() for one in page.findChildren(Label)))
    QTest.mouseClick(clerk.see("editOperationButton"), Qt.MouseButton.LeftButton)
    assert clerk.sees("editOperationSheet")
    QTest.mouseClick(clerk.see("submitButton"), Qt.MouseButton.LeftButton)
    clerk.qtbot.waitUntil(lambda: clerk.window._pending.counts.total == 0, timeout=30_000)
    assert [asked.json.get("idCard") for asked in server.calls("createmember")] == [None]
