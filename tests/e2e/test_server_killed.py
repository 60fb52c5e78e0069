"""The server dies while a clerk works, by keyboard alone: found in the copy, registered later, once, and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.support.our_server import MANAGER
from tests.support.serve_process import ServeProcess, serve_process
from wxbuyer_gui.app import build_window
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.paths import folders
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.panes.timeline import EntryRow
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind
from wxbuyer_gui.ui.widgets.toast import Toast

PATIENCE = 30_000
WANG, OUYANG = "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "oGZUI0egBJY1zhBYw2KhdUfwk3Qa"


@pytest.fixture
def shop(tmp_path: Path) -> str:
    """Two buyers with the same tail, and no member."""
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    with open_backend(url) as backend:
        backend.save_user(WxBuyingUser(name="王小明", phone="13800138000", open_id=WANG))
        backend.save_user(WxBuyingUser(name="欧阳娜娜", phone="18600008000", open_id=OUYANG))
    return url


@pytest.fixture
def server(shop: str, tmp_path: Path) -> Iterator[ServeProcess]:
    with serve_process(shop, tmp_path / "server") as running:
        yield running


class Clerk:
    """Has a keyboard, and sees what is on the screen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def press(self, *keys: str) -> None:
        for key in keys:
            QTest.keySequence(self.window.focusWidget() or self.window, QKeySequence(key))

    def search(self, text: str) -> list[str]:
        """Ctrl+K, and type over what stands there; who is found, from the top."""
        self.press("Ctrl+K")
        box = self.window.focusWidget()
        assert isinstance(box, QLineEdit)
        with self._qtbot.waitSignal(self.window.answered, timeout=PATIENCE):
            QTest.keyClicks(box, text)
        self.until(lambda: box.text() == text and not box.property("busy"), "the answer")
        model = self.window.findChild(QTableView, "resultTable").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def until(self, holds: Callable[[], bool], what: str) -> None:
        def check() -> None:
            assert holds(), what

        self._qtbot.waitUntil(check, timeout=PATIENCE)

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def reads(self, name: str) -> str:
        """The words on the one widget of this name that can be seen; '' if there is none."""
        seen = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert len(seen) < 2, name
        text = getattr(seen[0], "text", "") if seen else ""
        return str(text() if callable(text) else text)

    def toasts(self) -> list[str]:
        return [toast.text for toast in self.window.findChildren(Toast) if toast.isVisible()]

    def pill(self) -> PillKind:
        found = self.window.findChild(Pill, "statusPill")
        assert found is not None
        return found.kind

    def history(self) -> list[str]:
        pane = self.window.findChild(QWidget, "detailPane")
        return [row.text() for row in pane.findChildren(EntryRow) if row.isVisible()]


@pytest.fixture
def open_counter(server: ServeProcess, tmp_path: Path, qtbot: QtBot) -> Callable[[], Clerk]:
    """The window as it is at the next start of the program: new objects on the same files."""

    def open_() -> Clerk:
        mirror = f"sqlite:///{tmp_path / 'mirror.db'}"
        window = build_window(
            folders(tmp_path / "counter"),
            lambda window, sources: window.open(
                lambda: sources.open(server.address, mirror=mirror, auth=Bearer(MANAGER))
            ),
            language="en",
        )
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitSignals([window.ready, window.checked, window.answered], timeout=PATIENCE):
            pass
        return Clerk(window, qtbot)

    return open_


def test_a_member_asked_for_while_the_server_is_dead_is_registered_once(
    open_counter: Callable[[], Clerk], server: ServeProcess, shop: str
) -> None:
    clerk = open_counter()
    assert sorted(clerk.search("8000")) == ["欧阳娜娜", "王小明"]
    clerk.until(lambda: clerk.pill() is PillKind.ONLINE, "the server answers")

    server.kill()
    assert clerk.search("8000 wxm") == ["王小明"]
    assert "from the copy: 2 buyers, as of " in clerk.reads("resultCaption")
    clerk.press("F5")
    clerk.until(lambda: clerk.pill() is PillKind.OFFLINE, "the server is seen to be away")

    clerk.press("Ctrl+N")
    clerk.until(lambda: clerk.sees("registerDialog"), "the form")
    clerk.press(*["Return"] * 6, "Space", "Ctrl+Return")
    clerk.until(lambda: not clerk.sees("registerDialog"), "the form is gone")
    clerk.until(lambda: "Waits to be sent: registering 王小明" in clerk.toasts(), "it is said that it waits")
    clerk.until(lambda: clerk.reads("pendingBadge") == "To send 1", "the badge")
    assert clerk.pill() is PillKind.OFFLINE
    clerk.until(lambda: clerk.reads("asOfValue") != "", "the profile tells its age")
    clerk.press("Ctrl+3")
    clerk.until(lambda: any("waits to be sent" in line for line in clerk.history()), "the history has it")

    clerk.press("Ctrl+Q")
    assert clerk.window.isVisible()
    assert "Not settled yet: 1" in clerk.window._parts.notice.text
    clerk.press("Return")
    assert not clerk.window.isVisible()

    again = open_counter()
    again.until(lambda: again.reads("pendingBadge") == "To send 1", "nothing is lost")
    assert again.search("8000 wxm") == ["王小明"]
    again.press("Ctrl+3")
    again.until(lambda: any("waits to be sent" in line for line in again.history()), "the history has it")

    server.start()
    again.until(lambda: again.reads("pendingBadge") == "", "sent")
    again.until(lambda: again.pill() is PillKind.ONLINE, "the server is seen to be back")
    again.until(
        lambda: any("Registered a member Member not bound #1" in line for line in again.history()),
        "the history tells it",
    )
    assert len(again.history()) == 1
    again.window.close()

    server.kill()
    with closing(open_backend(shop)) as backend:
        (member,) = backend.find_members("13800138000")
        buyers = [backend.get_by_open_id(open_id) for open_id in (WANG, OUYANG)]
    assert [buyer.member_id for buyer in buyers if buyer is not None] == [member.id, None]
