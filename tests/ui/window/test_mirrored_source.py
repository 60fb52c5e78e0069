"""The counter on a server with a copy of it: four answers that are never mixed up."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import Asked, RawServer, hang_up
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends.offline import late
from wxbuyer_gui.ui.dialogs.import_dialog import ImportDialog, Step
from wxbuyer_gui.ui.panes.problem_page import ProblemPage
from wxbuyer_gui.ui.widgets.fact_box import FactBox
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind

ELSE = "oGZUI0egBJY1zhBYw2KhdUfwk3Qa"


@pytest.fixture
def clerk(server: RawServer, tmp_path: Path, qtbot: QtBot) -> Clerk:
    """At a window whose copy knows buyer 7."""
    window = mirrored_window(server.url, tmp_path, qtbot)
    clerk = Clerk(window, qtbot)
    clerk.search("#7")
    return clerk


def said(clerk: Clerk) -> str:
    page = clerk.window._parts.browse.results.answer_page
    assert page.isVisible()
    return page.text


def pill(clerk: Clerk) -> PillKind:
    found = clerk.window.findChild(Pill, "statusPill")
    assert found is not None
    return found.kind


def cut(vendor: Vendor) -> None:
    vendor.before = lambda _asked: hang_up


def test_a_row_of_the_copy_and_the_caption_say_how_old_it_is(clerk: Clerk) -> None:
    clerk.search("8000")
    assert clerk.names == ["王小明"]
    assert ", as of " in clerk.window._parts.browse.results._model.row(0).second[-1].text
    assert "from the copy: 1 buyer, as of " in clerk.see("resultCaption").text()


def test_a_server_that_hangs_is_replaced_by_the_copy_and_replaces_it_when_it_answers(
    clerk: Clerk, vendor: Vendor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late, "SOON", 0.3)
    answers = Event()

    def hang(_asked: Asked) -> None:
        answers.wait(30)

    vendor.buyers[7]["name"] = "王晓明"
    vendor.before = hang
    clerk.search("8000")
    clerk.search("#7")
    assert not answers.is_set()
    assert clerk.names == ["王小明"]
    assert clerk.window._parts.browse.hit.buyer.as_of is not None
    answers.set()
    qtbot.waitUntil(lambda: clerk.names == ["王晓明"], timeout=20_000)
    assert clerk.window._parts.browse.hit.buyer.as_of is None


def test_a_server_that_hangs_is_not_called_live_behind_the_answers_of_the_copy(clerk: Clerk, vendor: Vendor) -> None:
    answers = Event()

    def hang(_asked: Asked) -> None:
        answers.wait(30)

    vendor.before = hang
    clerk.window._link._patience.setInterval(0)
    clerk.search("王小明")
    clerk.window.refresh()
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.SLOW)
    assert not answers.is_set()
    answers.set()


def test_searches_go_on_while_all_else_waits_for_a_server_that_hangs(
    clerk: Clerk, vendor: Vendor, qtbot: QtBot
) -> None:
    answers, heard = Event(), []

    def hang(_asked: Asked) -> None:
        answers.wait(30)

    vendor.before = hang
    for unknown in range(90, 93):
        clerk.window._operations.read(
            lambda session, unknown=unknown: session.desk.buyer(unknown),
            owner=clerk.window,
            on_success=heard.append,
            on_error=heard.append,
        )
    clerk.search("王小明")
    assert clerk.names == ["王小明"]
    assert not answers.is_set()
    answers.set()
    qtbot.waitUntil(lambda: heard == [None] * 3, timeout=20_000)


def test_the_answer_to_what_stood_there_before_is_not_shown(clerk: Clerk) -> None:
    shown: list[str] = []
    clerk.window.answered.connect(lambda: shown.append(clerk.window._searching.latest.text))
    clerk.window.refresh()  # is answered sooner than fingers rest
    clerk.search("8000")
    assert shown == ["8000"]
    assert clerk.names == ["王小明"]


def test_what_the_copy_does_not_have_is_not_called_new(clerk: Clerk) -> None:
    clerk.search("13912345678")
    assert said(clerk).startswith("Not in this copy\n")
    assert "1 buyer" in clerk.see("copyFacts", FactBox).text
    assert "Not all of the server's buyers are on this computer." in said(clerk)
    assert not clerk.sees("registerFoundNobodyButton")
    assert not clerk.sees("registerLaterButton")
    assert clerk.window._commands.keys()[0] == ("Enter", "ask again")
    with clerk.qtbot.waitSignal(clerk.window.answered):
        QTest.keyClick(clerk.box, Qt.Key.Key_Return)
    assert clerk.window._forms._form is None


def test_what_the_server_does_not_have_is_nobody(clerk: Clerk) -> None:
    clerk.search(ELSE)
    assert said(clerk).startswith("Nobody found\n")
    assert not clerk.sees("copyFacts")


def test_an_open_id_that_nobody_can_look_up_now_is_no_answer(clerk: Clerk, vendor: Vendor) -> None:
    cut(vendor)
    clerk.search(ELSE)
    assert clerk.sees("retryButton")
    assert not clerk.sees("copyFacts")
    assert "Nobody" not in said(clerk)
    assert "copy" not in said(clerk)


def test_answers_of_the_copy_do_not_make_a_dead_server_live(clerk: Clerk, vendor: Vendor) -> None:
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.ONLINE)
    cut(vendor)
    for _ in range(2):  # one answer may get lost
        clerk.window._link.check()
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)
    clerk.search("8000")
    assert clerk.names == ["王小明"]
    assert pill(clerk) is PillKind.OFFLINE
    assert "as of" in clerk.window.findChild(Pill, "statusPill").accessibleName()


def test_whom_the_copy_does_not_have_can_be_registered_later(clerk: Clerk, vendor: Vendor) -> None:
    cut(vendor)
    for _ in range(2):
        clerk.window._link.check()
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)
    clerk.search("13912345678")
    assert said(clerk).startswith("Not in this copy\n")
    clerk.see("registerLaterButton").click()
    form = clerk.window._forms._form
    assert form.submit_button.text() == "Register and send later"
    vendor.before = lambda _asked: None
    clerk.window._link.check()
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.ONLINE, timeout=20_000)
    assert not clerk.sees("registerLaterButton")


def test_a_server_that_came_back_is_seen_without_a_search(clerk: Clerk, vendor: Vendor) -> None:
    link = clerk.window._link
    cut(vendor)
    link.check()
    link.check()
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)
    vendor.before = lambda _asked: None
    link._pause.start(0)
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.ONLINE, timeout=20_000)


def test_a_server_that_went_away_just_after_an_answer_is_seen_to_be_away(clerk: Clerk, vendor: Vendor) -> None:
    link = clerk.window._link
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.ONLINE and link._pause.isActive())
    cut(vendor)
    clerk.search("8000")  # from the copy, while the server is not to be asked again yet
    assert link._pause.isActive()
    link._pause.start(0)
    clerk.qtbot.waitUntil(lambda: pill(clerk) is PillKind.OFFLINE, timeout=20_000)


def test_a_closed_window_asks_nothing_more(clerk: Clerk, vendor: Vendor) -> None:
    window = clerk.window
    cut(vendor)
    window._link.check()
    clerk.qtbot.waitUntil(lambda: window._link._failures > 0)
    window.close()
    window._link._on_pause_over()  # as its timer would have
    window._pending.refresh()
    window._mirror.refresh_if_idle()
    assert not window._link._pause.isActive()


def spoil(path: Path) -> None:
    path.write_bytes(b"\xa5" * path.stat().st_size)


def test_a_damaged_copy_is_told_of_once_and_the_counter_goes_on(
    clerk: Clerk, server: RawServer, tmp_path: Path, qtbot: QtBot
) -> None:
    clerk.window.close()
    spoil(tmp_path / "mirror.db")
    again = Clerk(mirrored_window(server.url, tmp_path, qtbot), qtbot)
    bar = again.window._parts.notice
    qtbot.waitUntil(lambda: "mirror.damaged.db" in bar.text)
    bar.clear()
    again.search("#7")
    assert again.names == ["王小明"]
    again.window._mirror.read()
    qtbot.waitUntil(lambda: again.window._mirror.info.coverage.known == 1)
    assert bar.text == ""


def test_what_waits_and_cannot_be_read_keeps_the_source_closed(
    clerk: Clerk, server: RawServer, tmp_path: Path, qtbot: QtBot
) -> None:
    clerk.window.close()
    spoil(tmp_path / "mirror.desk.db")
    before = (tmp_path / "mirror.desk.db").read_bytes()
    window = create_window(
        server.url, mirror=f"sqlite:///{tmp_path / 'mirror.db'}", data_dir=tmp_path / "data", language="en"
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    page = window.findChild(ProblemPage)
    assert page.isVisible()
    assert "E-DESK-DAMAGED" in page.text
    assert "mirror.desk.db" in page.text
    assert (tmp_path / "mirror.desk.db").read_bytes() == before


def test_a_shops_file_goes_into_the_copy_and_not_to_the_server(
    clerk: Clerk, server: RawServer, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "buyers.csv"
    path.write_text("编号,openId,昵称,手机号\n12,oTWELVE,李雪,13700137012\n", encoding="utf-8")
    clerk.window._actions["import"].trigger()
    dialog = clerk.window.findChild(ImportDialog)
    assert "Nothing is sent" in dialog.message.text
    assert not clerk.window._actions["export"].isEnabled()
    for step in (Step.COLUMNS, Step.VERDICT, Step.DONE):
        dialog.read_file(path) if step is Step.COLUMNS else dialog.go_on()
        qtbot.waitUntil(lambda step=step: dialog.step is step, timeout=30_000)
    dialog.close()
    clerk.search("13700137012")
    assert clerk.names == ["李雪"]
    assert ", as of " in clerk.window._parts.browse.results._model.row(0).second[-1].text
    assert {one.method for one in server.asked} == {"GET"}
