"""A journal that is not as it was left: said once, in a bar that stops nobody."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.main_window import MainWindow
from wxbuyer_gui.ui.notice_bar import NoticeBar


def _cut(url: str) -> None:
    source = open_source(url)
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE position = 2")
    source.close()


def test_a_missing_end_is_said_once_and_stops_nobody(
    shop: str, open_window: Callable[[str], MainWindow], qtbot: QtBot
) -> None:
    window = open_window(shop)
    assert not Clerk(window, qtbot).sees("noticeBar")
    window.session.desk.save_buyer(WxBuyingUser(name="赵敏"))
    window.close()
    _cut(shop)
    window = open_window(shop)
    bar = Clerk(window, qtbot).see("noticeBar")
    assert isinstance(bar, NoticeBar)
    assert "1" in bar.text
    clerk = Clerk(window, qtbot)
    clerk.search("8000")
    assert clerk.names == ["欧阳娜娜", "王小明"]
    window.close()
    assert not Clerk(open_window(shop), qtbot).sees("noticeBar")
