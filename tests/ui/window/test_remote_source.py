"""The counter on a server's API: how it stands, what it can be asked, and what is off."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.raw_server import Answer, Asked, Connection, RawServer, hang_up, http, running_server
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.ui.link import LinkState
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


@dataclass
class Shop:
    """A vendor's server with buyer 7; ``instead`` is its answer to everything, None for the true ones."""

    model: Vendor = field(default_factory=Vendor)
    instead: Answer | None = None

    def __call__(self, asked: Asked) -> Answer:
        return self.model(asked) if self.instead is None else self.instead


@pytest.fixture
def shop_server() -> Shop:
    shop = Shop()
    shop.model.add(id=7, name="王小明", phone="13800138000", openId=OPEN_ID)
    return shop


@pytest.fixture
def server(shop_server: Shop) -> Iterator[RawServer]:
    with running_server(shop_server) as server:
        yield server


@pytest.fixture
def clerk(server: RawServer, open_window: Callable[[str], MainWindow], qtbot: QtBot) -> Clerk:
    clerk = Clerk(open_window(server.url), qtbot)
    qtbot.waitUntil(lambda: pill(clerk) is not PillKind.CHECKING)
    return clerk


def pill(clerk: Clerk) -> PillKind:
    found = clerk.window.findChild(Pill, "statusPill")
    assert found is not None
    return found.kind


def refresh(clerk: Clerk) -> None:
    """F5, and the answer to it."""
    with clerk.qtbot.waitSignal(clerk.window.answered, timeout=20_000):
        clerk.press("F5")


def test_a_buyer_is_found_by_number_and_by_open_id(clerk: Clerk) -> None:
    for text in ("7", OPEN_ID):
        clerk.search(text)
        assert clerk.names == ["王小明"]
    assert pill(clerk) is PillKind.ONLINE


def test_a_phone_is_no_question_for_this_source(clerk: Clerk) -> None:
    clerk.search("13800138000")
    page = clerk.window._parts.browse.results.answer_page
    assert page.isVisible()
    assert "只能按编号或 openId" in page.text or "by number or openId only" in page.text
    assert not clerk.sees("retryButton")
    assert not clerk.is_live("register")
    assert pill(clerk) is PillKind.ONLINE
    QTest.mouseClick(clerk.see("answerSourceButton"), Qt.MouseButton.LeftButton)
    assert clerk.window._windows._settings is not None


def test_an_empty_box_promises_nothing(clerk: Clerk) -> None:
    assert not clerk.sees("welcomePage")
    assert clerk.box.placeholderText() in ("Buyer number or openId", "买家编号或 openId")
    assert clerk.window._parts.last._hint.text.split("\n")[0] in ("Ask for the member code", "请出示会员码")
    assert clerk.sees("answerPage")


def test_what_the_source_has_not_is_off(clerk: Clerk) -> None:
    assert not any(clerk.is_live(command) for command in ("import", "export", "backup", "restore"))


def test_it_is_away_after_two_failures_and_back_after_one_answer(clerk: Clerk, shop_server: Shop) -> None:
    clerk.search("7")
    link = clerk.window._link
    shop_server.instead = hang_up
    clerk.search("#7")
    assert pill(clerk) is PillKind.ONLINE
    refresh(clerk)
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)
    assert clerk.box.text() == "#7"
    shop_server.instead = None
    refresh(clerk)
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.ONLINE, timeout=20_000)
    assert link._failures == 0
    assert clerk.names == ["王小明"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (http("<!doctype html><title>Wi-Fi</title>"), PillKind.OFFLINE),
        (http("<html>Server Error</html>", status=500), PillKind.OFFLINE),
        (http({"Message": "No HTTP resource was found that matches the request URI."}, status=404), PillKind.OFFLINE),
        (http({"status": 500, "message": "no"}), PillKind.ONLINE),
        (http({"id": 8}), PillKind.ONLINE),
    ],
)
def test_what_is_not_the_api_is_no_answer_of_it(clerk: Clerk, shop_server: Shop, answer: bytes, kind: PillKind) -> None:
    clerk.search("7")
    shop_server.instead = answer
    clerk.search("#7")
    assert pill(clerk) is PillKind.ONLINE
    refresh(clerk)
    clerk.qtbot.waitUntil(lambda: pill(clerk) is kind, timeout=20_000)


@pytest.mark.parametrize(
    ("text", "asked"), [("7", ["get?id=7"]), ("13800138000", ["get?id=1"]), ("", ["get?id=1", "getlist"])]
)
def test_f5_asks_the_server_once(clerk: Clerk, server: RawServer, text: str, asked: list[str]) -> None:
    """With an empty box the last operations stand there too, with the names of their buyers."""
    clerk.search("7")
    buyer = clerk.window.session.desk.buyer(7)
    assert buyer is not None
    clerk.window.session.desk.copied(buyer, "open_id")  # so that there is a history
    if text != "7":
        clerk.search(text)
    is_idle = clerk.window._runner.idle_seconds
    clerk.qtbot.waitUntil(lambda: is_idle() > 0.3)
    server.asked.clear()
    refresh(clerk)
    clerk.qtbot.waitUntil(lambda: bool(server.asked) and is_idle() > 0.3)
    assert sorted(each.target.rpartition("/")[2] for each in server.asked) == asked  # list and history go out together


def test_a_line_that_breaks_every_other_moment_does_not_flicker(clerk: Clerk, shop_server: Shop) -> None:
    clerk.search("#7")
    link = clerk.window._link
    clerk.window._searching._patience.setInterval(600_000)
    link._pause.setInterval(600_000)  # running since the opening: starts anew
    seen: list[LinkState] = []
    link.changed.connect(lambda: seen.append(link.state))
    for number in range(6):
        shop_server.instead = hang_up if number % 2 == 0 else None
        clerk.search("7" if number % 2 == 0 else "#7")
        assert link._failures == (number + 1) % 2
    assert seen == []
    assert pill(clerk) is PillKind.ONLINE
    assert clerk.names == ["王小明"]


def test_a_key_that_is_refused_asks_for_sign_in(clerk: Clerk, shop_server: Shop) -> None:
    shop_server.instead = http({"Message": "Authorization has been denied."}, status=401)
    clerk.search("7")
    assert pill(clerk) is PillKind.SIGN_IN
    assert clerk.see("answerSourceButton").isEnabled()
    QTest.mouseClick(clerk.see("answerQuestionsButton"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().count("\n") == 9
    assert clerk.box.text() == "7"


def test_nothing_is_asked_of_a_customer_who_cannot_be_looked_up(clerk: Clerk, shop_server: Shop) -> None:
    hint = clerk.see("lastOperationsHint")
    nobody = ("Nobody can be looked up now", "暂时查不了买家")
    for answer, text, words in (
        (http(status=401), "7", nobody),
        (hang_up, "#7", nobody),
        (None, "13800138000", ("Ask for the member code", "请出示会员码")),
    ):
        shop_server.instead = answer
        clerk.search(text)
        assert clerk.see("lastOperationsHint") is hint
        assert hint.text.split("\n")[0] in words  # type: ignore[attr-defined]


class Gate:
    """An answer that comes when the test says so."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._opened = threading.Event()

    def __call__(self, connection: Connection) -> None:
        self._opened.wait()
        connection.send(self._body)

    def open(self) -> None:
        self._opened.set()


@pytest.fixture
def gate(shop_server: Shop, clerk: Clerk) -> Iterator[Gate]:
    """The server keeps its answers back; it is online, and waiting counts as long at once."""
    clerk.window._searching._patience.setInterval(0)
    gate = Gate(http(None))
    shop_server.instead = gate
    yield gate
    gate.open()


def test_a_server_that_keeps_one_waiting_is_slow(clerk: Clerk, shop_server: Shop, gate: Gate) -> None:
    clerk.box.setText("7")
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.SLOW)
    assert clerk.window.findChild(QWidget, "resultCaption").text()
    shop_server.instead = None
    with clerk.qtbot.waitSignal(clerk.window.answered):
        gate.open()
    clerk.search("#7")
    assert pill(clerk) is PillKind.ONLINE


def test_a_late_answer_makes_the_server_slow_and_a_quick_one_does_not(clerk: Clerk) -> None:
    link = clerk.window._link
    link.hear(None, 2.5)
    assert pill(clerk) is PillKind.SLOW
    link.hear(None)  # a write says nothing about the speed
    assert link.state is LinkState.SLOW
    link.hear(None, 0.1)
    assert pill(clerk) is PillKind.ONLINE


def test_a_page_about_an_older_text_makes_room_while_one_waits(clerk: Clerk, gate: Gate) -> None:
    clerk.box.setText("13800138000")
    page = clerk.window._parts.browse.results.answer_page
    clerk.qtbot.waitUntil(lambda: "openId" in page.text)
    clerk.box.setText("7")
    clerk.qtbot.waitUntil(lambda: "Esc" in page.text)
    assert "openId" not in page.text
    assert not clerk.sees("answerMirrorButton")
    gate.open()
    clerk.qtbot.waitUntil(lambda: "Esc" not in page.text)


def test_esc_stops_a_slow_search_and_keeps_the_text(clerk: Clerk, gate: Gate) -> None:
    clerk.box.setText("7")
    clerk.qtbot.waitUntil(lambda: clerk.window._parts.box._busy.is_shown)
    with clerk.qtbot.waitSignal(clerk.window.answered):
        clerk.press("Esc")
    assert clerk.box.text() == "7"
    assert clerk.see("retryButton").isEnabled()
    assert not clerk.window._searching.is_busy
    clerk.press("Esc")
    assert clerk.box.text() == ""
    gate.open()


def test_who_stops_a_refresh_waits_for_nothing_else(clerk: Clerk, server: RawServer, gate: Gate) -> None:
    before = len(server.asked)
    clerk.box.setText("7")
    clerk.press("F5")
    clerk.qtbot.waitUntil(lambda: len(server.asked) > before and clerk.window._parts.box._busy.is_shown)
    with clerk.qtbot.waitSignal(clerk.window.answered):
        clerk.press("Esc")
    assert not clerk.window._link._asks
    assert [asked.target.rpartition("/")[2] for asked in server.asked[before:]] == ["get?id=7"]
    gate.open()


def test_a_readable_line_wears_a_red_badge(clerk: Clerk) -> None:
    assert not clerk.sees("plainBadge")
    window = clerk.window
    session = window.session
    window._keeper._session = replace(session, source=replace(session.source, url="http://shop.example/api"))
    window._face.show()
    assert clerk.see("plainBadge", Pill).kind is PillKind.READABLE


def test_a_server_is_asked_when_the_fingers_rest(clerk: Clerk, server: RawServer) -> None:
    before = len(server.asked)
    with clerk.qtbot.waitSignal(clerk.window.answered):
        for text in ("o", OPEN_ID[:12], OPEN_ID):
            clerk.box.setText(text)
    assert [asked.name for asked in server.asked[before:]] == ["getbyopenid"]


def test_enter_does_not_wait_for_the_pause(clerk: Clerk) -> None:
    clerk.box.setText("7")
    with clerk.qtbot.waitSignal(clerk.window.answered):
        clerk.press("Return")
    assert clerk.names == ["王小明"]


def test_the_status_line_tells_no_numbers_that_nobody_knows(clerk: Clerk) -> None:
    assert "127.0.0.1" in clerk.window._parts.status.text
    assert "买家" not in clerk.window._parts.status.text
    assert "buyers" not in clerk.window._parts.status.text


def test_the_window_opens_while_the_server_is_away(
    shop_server: Shop, server: RawServer, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    shop_server.instead = hang_up
    clerk = Clerk(open_window(server.url), qtbot)
    qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)
    assert not clerk.sees("problemPage")
