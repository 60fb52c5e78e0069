"""A journal that is not as it was left: said once, in a bar that stops nobody."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.notice_bar import NoticeBar


def _tamper(url: str, *statements: str) -> None:
    source = open_source(url)
    with source.desk_store.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    source.close()


def test_a_missing_end_is_said_once_and_stops_nobody(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(shop)
    assert not Clerk(window, qtbot).sees("noticeBar")
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    window.close()
    _tamper(shop, "DELETE FROM journal WHERE position = 2")
    window = open_window(shop)
    bar = Clerk(window, qtbot).see("noticeBar")
    assert isinstance(bar, NoticeBar)
    assert "1" in bar.text
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    assert clerk.names == ["欧阳娜娜", "王小明"]
    window.close()
    assert not Clerk(open_window(shop), qtbot).sees("noticeBar")


def test_an_edited_row_is_named_by_the_weekly_check(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(shop)
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    window.session.desk.save_buyer(WxBuyingUser(name="钱多多"))
    window.close()
    aged = "INSERT OR REPLACE INTO meta (key, value) VALUES ('checked_at', '2020-01-01T00:00:00+00:00')"
    _tamper(shop, "UPDATE journal SET buyer_id = 1 WHERE position = 2", aged)
    bar = Clerk(open_window(shop), qtbot).see("noticeBar")
    assert isinstance(bar, NoticeBar)
    assert "Row 2" in bar.text or "第 2 行" in bar.text
