"""What another counter does on the same database is seen here without a key pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.support.forgetting import forget_at
from tests.ui.window.conftest import LI, OPEN_ID, OUYANG, WANG, Clerk
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.store import watching
from wxbuyer_gui.ui.elsewhere import Elsewhere
from wxbuyer_gui.ui.main_window import MainWindow

SOON = 20_000


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, url: str) -> str:
    return url if request.param == "file" else request.getfixturevalue("postgres_url")


@pytest.fixture
def other(shop: str) -> Iterator[Backend]:
    """Another counter."""
    with open_backend(shop) as backend:
        yield backend


@pytest.fixture
def window(shop: str, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0.05)
    return open_window(shop)


def test_a_shown_name_follows(clerk: Clerk, other: Backend, qtbot: QtBot) -> None:
    clerk.search("8000")
    assert "王小明" in clerk.names[1]
    other.save_user(WxBuyingUser(WANG, open_id=OPEN_ID, name="王大明", phone="13800138000"))
    qtbot.waitUntil(lambda: "王大明" in clerk.names[1], timeout=SOON)
    assert clerk.box.text() == "8000"


def test_whom_nobody_knew_is_found_when_another_counter_registers_him(
    clerk: Clerk, other: Backend, qtbot: QtBot
) -> None:
    clerk.search("13900139000")
    assert clerk.names == []
    other.register(WxBuyingUser(name="赵敏", phone="13900139000"), MemberForm(None, name="赵敏", phone="13900139000"))
    qtbot.waitUntil(lambda: len(clerk.names) == 1, timeout=SOON)


def test_whoever_is_forgotten_at_another_counter_leaves_the_screen(clerk: Clerk, shop: str, qtbot: QtBot) -> None:
    clerk.search("18600008000")
    assert clerk.is_live("forget")
    forget_at(shop, OUYANG)
    qtbot.waitUntil(lambda: clerk.names == [], timeout=SOON)
    assert not clerk.is_live("forget")
    assert "欧阳娜娜" not in clerk.window.windowTitle()


def test_the_detail_follows_a_binding(clerk: Clerk, other: Backend, qtbot: QtBot) -> None:
    clerk.search("13800138000")
    assert clerk.is_live("register")
    other.create_member(MemberForm(WANG, name="王小明", phone="13800138000"))
    qtbot.waitUntil(lambda: clerk.is_live("unbind"), timeout=SOON)
    assert not clerk.is_live("register")


def test_the_detail_follows_its_member(clerk: Clerk, other: Backend, qtbot: QtBot) -> None:
    clerk.search(f"#{OUYANG}")
    clerk.press("Ctrl+2")
    member = other.get(OUYANG)
    assert member is not None
    stored = other.get_member(member.member_id or 0)
    assert stored is not None
    other.save_member(replace(stored, name="欧阳大娜"), base=stored)
    labels = clerk.window.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("欧阳大娜" in label.text() for label in labels if label.isVisible()), timeout=SOON)


def test_the_list_stays_where_it_was_scrolled_to(clerk: Clerk, other: Backend, qtbot: QtBot) -> None:
    for number in range(45):
        other.save_user(WxBuyingUser(name=f"孙{number}", phone=f"1390000{number:04}"))
    clerk.search("孙")
    bar = clerk.table.verticalScrollBar()
    qtbot.waitUntil(lambda: len(clerk.names) == 45 and bar.maximum() > 0, timeout=SOON)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    other.save_user(WxBuyingUser(name="孙新", phone="13900001000"))
    qtbot.waitUntil(lambda: len(clerk.names) == 46, timeout=SOON)
    assert bar.value() == place
    clerk.search("孙1")
    assert bar.value() == 0


def test_who_is_picked_stays_picked(clerk: Clerk, other: Backend, qtbot: QtBot) -> None:
    clerk.search("8000")
    clerk.table.selectRow(1)
    other.save_user(WxBuyingUser(name="孙新", phone="13900008000"))
    qtbot.waitUntil(lambda: len(clerk.names) == 3, timeout=SOON)
    assert [index.row() for index in clerk.table.selectionModel().selectedRows()] == [2]


def test_two_windows_see_each_other(clerk: Clerk, shop: str, qtbot: QtBot, tmp_path: Path) -> None:
    """Each with a session of its own, as two programs have."""
    second = create_window(shop, data_dir=tmp_path / "second")
    qtbot.addWidget(second)
    second.show()
    with qtbot.waitSignals([second.ready, second.checked], timeout=SOON):
        pass
    theirs = Clerk(second, qtbot)
    theirs.search("17700001234")
    assert theirs.names
    clerk.search("8000")
    before = clerk.names
    found = second.session.desk.buyer(WANG)
    assert found is not None
    second.session.desk.save_buyer(replace(found, name="王大明"), base=found)
    qtbot.waitUntil(lambda: clerk.names != before, timeout=SOON)
    assert len(theirs.names) == 1


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_change_beyond_a_long_list_asks_nothing(clerk: Clerk, url: str, other: Backend, qtbot: QtBot) -> None:
    """Only PostgreSQL says who was changed."""
    elsewhere = clerk.window.findChild(Elsewhere)
    assert elsewhere is not None
    heard: set[int] = set()
    asked: list[bool] = []
    elsewhere.heard.connect(lambda changed: heard.update(changed.buyers))
    elsewhere.shown_changed.connect(lambda: asked.append(True))
    for number in range(60):
        last = other.save_user(WxBuyingUser(name=f"孙{number}", phone=f"1390000{number:04}")).id
    qtbot.waitUntil(lambda: last in heard, timeout=SOON)
    clerk.search("孙")
    qtbot.waitUntil(lambda: len(clerk.names) == 50, timeout=SOON)
    asked.clear()
    other.save_user(WxBuyingUser(LI, open_id="oGZUI0egBJY1zhBYw2KhdUfwZt0w", name="李雪雪"))
    qtbot.waitUntil(lambda: LI in heard, timeout=SOON)
    assert asked == []
    other.save_user(WxBuyingUser(last, name="孙最新", phone="13900000059"))
    qtbot.waitUntil(lambda: "孙最新" in clerk.names[0], timeout=SOON)
    assert asked
