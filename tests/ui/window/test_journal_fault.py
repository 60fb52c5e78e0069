"""A journal that is not as it was left: said in a bar that stops nobody until a manager has taken note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.support.operators import CLERK, MANAGER, hire
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.notice_bar import NoticeBar


def _tamper(url: str, *statements: str) -> None:
    source = open_source(url)
    with source.desk_store.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    source.close()


def alarm(clerk: Clerk) -> str:
    """What the bar says once it was looked for."""
    clerk.qtbot.waitUntil(lambda: clerk.sees("noticeBar"))
    bar = clerk.see("noticeBar")
    assert isinstance(bar, NoticeBar)
    return bar.text


def take_note(clerk: Clerk) -> None:
    clerk.see("noticeButton", QAbstractButton).click()


def acts(clerk: Clerk) -> list[Action]:
    return [entry.action for entry in clerk.window.session.journal.entries()]


@pytest.fixture
def cut(shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot) -> str:
    """A shop whose journal lacks its last row."""
    window = open_window(shop)
    assert not Clerk(window, qtbot).sees("noticeBar")
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    window.close()
    _tamper(shop, "DELETE FROM journal WHERE position = 2")
    return shop


def test_a_missing_end_is_said_until_somebody_takes_note_and_stops_nobody(
    cut: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    for _ in range(2):  # closing the window is not taking note
        clerk = Clerk(open_window(cut), qtbot)
        assert "1" in alarm(clerk)
        clerk.search("8000")
        assert clerk.names == ["欧阳娜娜", "王小明"]
        assert not clerk.sees("noticeCloseButton")
        QTest.keyClick(clerk.see("noticeBar"), Qt.Key.Key_Escape)
        assert "1" in alarm(clerk)
        if clerk.window.session.journal.gap is not None:
            clerk.window.close()
    clerk.window.report(StorageError("no room", code="E-DISK-FULL"))  # something else may be said meanwhile
    assert "E-DISK-FULL" in alarm(clerk)
    clerk.see("noticeCloseButton", QAbstractButton).click()
    assert "E-DISK-FULL" not in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: not clerk.sees("noticeBar"))
    assert acts(clerk)[:2] == [Action.ALARM_NOTED, Action.GAP]
    clerk.window.close()
    assert not Clerk(open_window(cut), qtbot).sees("noticeBar")


def test_a_clerk_cannot_put_it_away(cut: str, open_window: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    clerk = Clerk(open_window(cut), qtbot)
    session = clerk.window.session
    people = hire(session)
    qtbot.waitUntil(lambda: clerk.sees("signInPage"))
    assert not clerk.sees("noticeBar")
    session.staff.operators.enter(people[CLERK])
    assert "1" in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: clerk.sees("approvalDialog"))
    QTest.keyClick(clerk.see("approvalDialog"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "需要店长" in alarm(clerk))
    clerk.see("noticeCloseButton", QAbstractButton).click()
    session.staff.operators.enter(people[MANAGER])  # whoever comes next sees it, too
    assert "1" in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: not clerk.sees("noticeBar"))
    assert session.journal.entries()[0].operator == MANAGER


AGED = "INSERT OR REPLACE INTO meta (key, value) VALUES ('checked_at', '2020-01-01T00:00:00+00:00')"


def test_an_edited_row_is_named_by_the_weekly_check_until_somebody_takes_note(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(shop)
    for name in ("赵敏", "钱多多", "孙悟空"):
        window.session.desk.save_buyer(WxBuyingUser(name=name))
    window.close()
    _tamper(shop, "UPDATE journal SET buyer_id = 1 WHERE position = 4", AGED)
    clerk = Clerk(open_window(shop), qtbot)
    assert "第 4 行" in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: not clerk.sees("noticeBar"))
    clerk.window.close()
    _tamper(shop, AGED)
    clerk = Clerk(open_window(shop), qtbot)
    assert not clerk.sees("noticeBar")  # nothing new
    clerk.window.close()
    _tamper(shop, "UPDATE journal SET buyer_id = 1 WHERE position = 2", AGED)
    assert "第 2 行" in alarm(Clerk(open_window(shop), qtbot))


def test_a_missing_head_is_said(shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot) -> None:
    """Whoever cuts the end may take away what would tell, too."""
    window = open_window(shop)
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    window.close()
    _tamper(shop, "DELETE FROM journal WHERE position = 2")
    (head,) = Path(shop.removeprefix("sqlite:///")).parent.glob("*.head")
    head.unlink()
    clerk = Clerk(open_window(shop), qtbot)
    assert "末尾位置" in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: not clerk.sees("noticeBar"))


def test_a_computer_that_lost_its_key_says_so(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot, keyring: MemorySecrets
) -> None:
    """Its old rows cannot be checked any more: whoever takes the key away does not get off quietly."""
    window = open_window(shop)
    for name in ("赵敏", "钱多多"):
        window.session.desk.save_buyer(WxBuyingUser(name=name))
    window.close()
    keyring._secrets.clear()
    clerk = Clerk(open_window(shop), qtbot)
    assert "4" in alarm(clerk)
    assert "密钥" in alarm(clerk)
    clerk.window.close()
    clerk = Clerk(open_window(shop), qtbot)
    assert "密钥" in alarm(clerk)
    take_note(clerk)
    qtbot.waitUntil(lambda: not clerk.sees("noticeBar"))
    clerk.window.close()
    assert not Clerk(open_window(shop), qtbot).sees("noticeBar")
