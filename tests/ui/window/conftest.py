"""A real window on a real file with a few people in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.support.raw_server import RawServer, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui import app
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.store import watching
from wxbuyer_gui.ui.main_window import MainWindow

WANG, OUYANG, LI, ANON = range(1, 5)
OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
"""Wang's, in the file and at the vendor's."""


@pytest.fixture(autouse=True)
def impatient(quick_retries: None) -> None:
    """A server that is away is away here: nothing is gained by waiting between two tries."""


@pytest.fixture(autouse=True)
def nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs' changes to a file are looked for by the tests of that alone: they would answer for the others."""
    monkeypatch.setattr(watching, "EVERY_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemorySecrets:
    """This computer's, for as long as a test."""
    secrets = MemorySecrets()
    monkeypatch.setattr(app, "system_secrets", lambda: secrets)
    return secrets


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'shop.db'}"


@pytest.fixture
def shop(url: str) -> str:
    """Two with the tail 8000, one of them bound, with an address; one without a phone; one who hides the name."""
    backend = open_backend(url)
    for name, phone, open_id in (
        ("王小明", "13800138000", OPEN_ID),
        ("欧阳娜娜", "18600008000", "oGZUI0egBJY1zhBYw2KhdUfwk3Qa"),
        ("李雪", "", "oGZUI0egBJY1zhBYw2KhdUfwZt0w"),
        ("微信用户", "17700001234", "oGZUI0egBJY1zhBYw2KhdUfw9xLm"),
    ):
        backend.save_user(WxBuyingUser(name=name, phone=phone, open_id=open_id))
    backend.create_member(
        MemberForm(
            wx_buying_user_id=OUYANG, name="欧阳娜娜", phone="18600008000", address="浙江省杭州市西湖区龙井路88号"
        )
    )
    backend.close()
    return url


@pytest.fixture
def vendor() -> Vendor:
    """A vendor's shop with one buyer, number 7."""
    vendor = Vendor()
    vendor.add(id=7, name="王小明", phone="13800138000", openId=OPEN_ID)
    return vendor


@pytest.fixture
def server(vendor: Vendor) -> Iterator[RawServer]:
    with running_server(vendor) as running:
        yield running


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Callable[[str], MainWindow]:
    def open_(url: str) -> MainWindow:
        window = create_window(url, data_dir=tmp_path / "data")
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitSignals([window.ready, window.checked], timeout=20_000):
            pass
        return window

    return open_


@pytest.fixture
def window(shop: str, open_window: Callable[[str], MainWindow]) -> MainWindow:
    return open_window(shop)


class Clerk:
    """Looks and types as a person would: by what can be seen, through the keyboard."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def see(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The widget of this object name; it must be on the screen."""
        found = [widget for widget in self.window.findChildren(kind, name) if widget.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} on the screen"
        return found[0]

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    @property
    def box(self) -> QLineEdit:
        edit = self.window.findChild(QLineEdit, "searchEdit")
        assert edit is not None
        return edit

    @property
    def table(self) -> QTableView:
        table = self.window.findChild(QTableView, "resultTable")
        assert table is not None
        return table

    @property
    def names(self) -> list[str]:
        model = self.table.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def search(self, text: str) -> None:
        """Put ``text`` into the box and wait for the answer to it."""
        with self.qtbot.waitSignal(self.window.answered):
            self.box.setText(text)

    def press(self, keys: str) -> None:
        """Press keys such as "Ctrl+N" where the focus is."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        target = self.window.focusWidget() or self.window
        QTest.keySequence(target, QKeySequence(keys))

    def choose(self, path: Path) -> None:
        """Take ``path`` in the system's dialog for files, once that is open."""
        self.qtbot.waitUntil(lambda: self.window.findChild(QFileDialog) is not None)
        dialog = self.window.findChild(QFileDialog)
        dialog.fileSelected.emit(str(path))
        dialog.reject()

    def is_live(self, command: str) -> bool:
        from PySide6.QtGui import QAction

        action = self.window.findChild(QAction, f"{command}Action")
        assert action is not None
        return action.isEnabled()


@pytest.fixture
def clerk(window: MainWindow, qtbot: QtBot) -> Clerk:
    return Clerk(window, qtbot)
