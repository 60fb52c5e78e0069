"""The window against ``serve`` on loopback: find, register, bind and unbind; the server goes away and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.support.our_server import MANAGER, OurServer, serving
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.paths import folders
from wxbuyer_gui.server.running import Listening
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.ui.link import LinkState
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind

WANG, LI = "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "oGZUI0egBJY1zhBYw2KhdUfwZt0w"
PATIENCE = 20_000


class Shop:
    """A file and the server that publishes it, which can be ended and started again at the same address."""

    def __init__(self, url: str) -> None:
        self.backend: Backend = open_backend(url)
        self._running = ExitStack()
        self.address = ""
        self.start()

    def start(self) -> None:
        port = int(self.address.rpartition(":")[2]) if self.address else 0
        server: OurServer = self._running.enter_context(serving(self.backend, listening=Listening(port=port)))
        self.address = server.url

    def kill(self) -> None:
        self._running.close()

    def close(self) -> None:
        self.kill()
        self.backend.close()

    def member_of(self, open_id: str) -> int | None:
        buyer = self.backend.get_by_open_id(open_id)
        assert buyer is not None
        return buyer.member_id


class Counter:
    """The window as a clerk uses it."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot

    def child(self, kind: type[QWidget], name: str) -> QWidget:
        found = [each for each in self.window.findChildren(kind, name) if each.isVisible()]
        assert len(found) == 1, (name, len(found))
        return found[0]

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def until_pill(self, kind: PillKind) -> None:
        pill = self.child(Pill, "statusPill")
        self._qtbot.waitUntil(lambda: pill.kind is kind, timeout=PATIENCE)

    def search(self, text: str) -> list[str]:
        box = self.child(QLineEdit, "searchEdit")
        with self._qtbot.waitSignal(self.window.answered, timeout=PATIENCE):
            box.setText(text)
        model = self.window.findChild(QTableView, "resultTable").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def refresh(self) -> None:
        with self._qtbot.waitSignal(self.window.answered, timeout=PATIENCE):
            self.window.refresh()

    def press(self, name: str) -> None:
        self.child(QPushButton, name).click()

    def write(self, name: str) -> None:
        """Press a button, and wait until its write has ended well."""
        with self._qtbot.waitSignal(self.window._operations.written, timeout=PATIENCE):
            self.press(name)

    def until_text(self, button: QPushButton, text: str) -> None:
        self._qtbot.waitUntil(lambda: text in button.text() and button.isEnabled(), timeout=PATIENCE)

    def until(self, name: str, shown: bool) -> None:
        self._qtbot.waitUntil(lambda: self.sees(name) is shown, timeout=PATIENCE)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(f"sqlite:///{tmp_path / 'shop.db'}")
    shop.backend.save_user(WxBuyingUser(name="王小明", phone="13800138000", open_id=WANG))
    shop.backend.save_user(WxBuyingUser(name="李雪", open_id=LI))
    yield shop
    shop.close()


@pytest.fixture
def counter(shop: Shop, tmp_path: Path, qtbot: QtBot) -> Counter:
    window = create_window(f"sqlite:///{tmp_path / 'before.db'}", data_dir=tmp_path / "data")
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignals([window.ready, window.checked]):
        pass
    sources = Sources(folders(tmp_path / "counter"), secrets=lambda: None)
    with qtbot.waitSignals([window.ready, window.answered]):
        window.open(lambda: sources.open(shop.address, auth=Bearer(MANAGER)))
    counter = Counter(window, qtbot)
    counter.until_pill(PillKind.ONLINE)
    return counter


def fill_registration(counter: Counter, phone: str) -> None:
    counter.press("registerButton")
    counter.child(QLineEdit, "phoneEdit").setText(phone)
    counter.child(QCheckBox, "consentCheck").setChecked(True)


def test_a_buyer_is_found_registered_unbound_and_bound(counter: Counter, shop: Shop) -> None:
    assert counter.search(WANG) == ["王小明"]
    fill_registration(counter, "13800138000")
    counter.write("submitButton")
    counter.until("registerDialog", shown=False)
    member = shop.member_of(WANG)
    assert member
    counter.until("unbindButton", shown=True)
    counter.write("unbindButton")
    assert shop.member_of(WANG) is None
    counter.until("bindButton", shown=True)
    counter.press("bindButton")
    submit = counter.child(QPushButton, "submitButton")
    counter.until_text(submit, str(member))  # found by the phone
    for box in counter.child(QWidget, "bindDialog").findChildren(QCheckBox):
        box.setChecked(True)
    counter.write("submitButton")
    counter.until("bindDialog", shown=False)
    assert shop.member_of(WANG) == member


def test_the_server_is_killed_over_an_open_form_and_comes_back(counter: Counter, shop: Shop) -> None:
    assert counter.search(LI) == ["李雪"]
    fill_registration(counter, "15000001234")
    shop.kill()
    counter.press("submitButton")
    counter.until("failureNotice", shown=True)
    counter.refresh()
    counter.refresh()
    counter.until_pill(PillKind.OFFLINE)
    assert counter.child(QLineEdit, "searchEdit").text() == LI
    assert counter.child(QLineEdit, "phoneEdit").text().replace(" ", "") == "15000001234"
    assert shop.member_of(LI) is None
    shop.start()
    counter.refresh()
    counter.until_pill(PillKind.ONLINE)
    assert counter.window._link.state is LinkState.ONLINE
    counter.write("submitButton")
    counter.until("registerDialog", shown=False)
    assert shop.member_of(LI)
