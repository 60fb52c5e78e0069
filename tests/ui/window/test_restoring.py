"""From a backup back to work, through the real window: a file that broke, and one that is open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, SECRETS, work_as
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import care
from wxbuyer_gui.ui.dialogs.restore_dialog import RestoreDialog
from wxbuyer_gui.ui.main_window import MainWindow


@pytest.fixture
def backed_up(shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path) -> str:
    """The shop's four people are in a backup; one who came later is not."""
    window = open_window(shop)
    qtbot.waitUntil(lambda: bool(list((tmp_path / "data" / "backups").glob("*.db"))))
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏", phone="15800008000", open_id="oGZUI0late"))
    window.close()
    return shop


def restore(window: MainWindow, qtbot: QtBot) -> None:
    """What a manager does in the dialog."""
    dialog = window.findChild(RestoreDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.submit_button.isEnabled())
    with qtbot.waitSignals([window.ready, window.checked, window.answered]):
        dialog.submit_button.click()


def restoring_what_broke(source: str, folder: Path, qtbot: QtBot) -> Clerk:
    """Somebody who opens a file that broke, and takes the way to the backups."""
    (folder / "shop.db").write_bytes(b"nonsense" * 1000)
    window = create_window(source, data_dir=folder / "data")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    clerk = Clerk(window, qtbot)
    clerk.see("restoreBackupButton").click()
    return clerk


def test_a_broken_file_is_replaced_from_its_page(backed_up: str, qtbot: QtBot, tmp_path: Path) -> None:
    clerk = restoring_what_broke(backed_up, tmp_path, qtbot)
    window = clerk.window
    restore(window, qtbot)
    clerk.search("8000")
    assert clerk.names == ["欧阳娜娜", "王小明"]
    (aside,) = tmp_path.glob("shop.before-restore-*.db")
    assert aside.read_bytes() == b"nonsense" * 1000


def test_a_manager_is_told_once_whom_a_broken_file_has_brought_back(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(shop)
    qtbot.waitUntil(lambda: bool(list((tmp_path / "data" / "backups").glob("*.db"))))
    (kept,) = (tmp_path / "data" / "backups").glob("*.db")
    work_as(window.session, MANAGER)
    window.session.care.backup(kept)
    window.close()
    clerk = restoring_what_broke(shop, tmp_path, qtbot)
    window = clerk.window
    dialog = window.findChild(RestoreDialog)
    qtbot.waitUntil(lambda: dialog.submit_button.isEnabled())
    dialog.submit_button.click()
    qtbot.waitUntil(lambda: window._staffing.is_shut)
    for name, is_told in ((CLERK, False), (MANAGER, True), (MANAGER, False)):
        window._staffing.signing.sign_in(name, SECRETS[name])
        qtbot.waitUntil(lambda: not window._staffing.is_shut)
        qtbot.waitUntil(lambda: window._runner.idle_seconds() > 0)
        back = QCoreApplication.translate("Notices", "Whoever left or was forgotten after this backup is back")
        assert (back in window._parts.notice.text) is is_told
        window._staffing.signing.sign_out()
        qtbot.waitUntil(lambda: window._staffing.is_shut)
        window._parts.notice.clear()


def test_a_restore_that_others_kept_from_working_works_once_they_are_gone(
    backed_up: str,
    open_window: Callable[[str], MainWindow],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(backed_up)
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    monkeypatch.setattr(care, "BUSY_SECONDS", 0.1)
    window.findChild(QAction, "restoreAction").trigger()
    with open_backend(backed_up) as other:
        other.search("")
        restore(window, qtbot)
        dialog = window.findChild(RestoreDialog)
        assert "E-IN-USE" in dialog.notice.text
    threads = threading.active_count()
    restore(window, qtbot)
    assert clerk.names == ["欧阳娜娜", "王小明"]
    assert threading.active_count() == threads


def test_an_open_file_is_replaced_and_the_search_asked_again(
    backed_up: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(backed_up)
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    assert clerk.names == ["赵敏", "欧阳娜娜", "王小明"]
    window.findChild(QAction, "restoreAction").trigger()
    restore(window, qtbot)
    assert clerk.box.text() == "8000"
    assert clerk.names == ["欧阳娜娜", "王小明"]
    assert Action.RESTORE in [entry.action for entry in window.session.journal.entries()]
