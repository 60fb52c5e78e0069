"""What staff call a buyer, given in the profile and seen wherever that buyer is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import ANON, WANG, Clerk
from wxbuyer_gui.ui.widgets.value_label import ValueLabel


def open_field(clerk: Clerk) -> QLineEdit:
    clerk.see("aliasValueEdit", QAbstractButton).click()
    return clerk.see("aliasEdit", QLineEdit)


def give(clerk: Clerk, text: str) -> None:
    field = open_field(clerk)
    field.setText(text)
    clerk.qtbot.keyClick(field, "\r")


def names(clerk: Clerk) -> list[str]:
    """Without the blanks around a dot, which some fonts do not get."""
    return [name.replace(" · ", "·") for name in clerk.names]


def alias_of(clerk: Clerk, buyer_id: int) -> str:
    return clerk.window.session.desk.alias(buyer_id)


@pytest.fixture(autouse=True)
def english(clerk: Clerk) -> None:
    clerk.window.findChild(object, "language_enAction").trigger()


def test_enter_saves_and_everybody_sees_it(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("1234")
    give(clerk, "王姐")
    qtbot.waitUntil(lambda: "王姐" in clerk.names[0])
    assert names(clerk) == ["WeChat user·王姐 (alias)"]
    assert "王姐 (alias)" in clerk.see("nameLabel", ValueLabel).text()
    assert clerk.see("aliasValue", ValueLabel).text() == "王姐"
    assert not clerk.sees("aliasEdit")
    clerk.search("wj")
    assert names(clerk) == ["WeChat user·王姐 (alias)"]
    clerk.search("小明")
    assert clerk.names == ["王小明"]


def test_one_with_a_name_keeps_it_in_front(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("小明")
    give(clerk, "老王")
    qtbot.waitUntil(lambda: names(clerk) == ["王小明·老王 (alias)"])


def test_esc_leaves_it_and_the_search_as_they_were(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("1234")
    field = open_field(clerk)
    qtbot.keyClicks(field, "Lucy")
    clerk.press("Esc")
    assert not clerk.sees("aliasEdit")
    assert clerk.box.text() == "1234"
    assert alias_of(clerk, ANON) == ""


def test_the_toast_takes_it_back(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("1234")
    give(clerk, "王姐")
    qtbot.waitUntil(lambda: clerk.sees("toast"))
    clerk.see("toast").action_button.click()
    qtbot.waitUntil(lambda: alias_of(clerk, ANON) == "")
    qtbot.waitUntil(lambda: "tail 1234" in clerk.names[0])


def test_what_is_typed_goes_to_nobody_else(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("1234")
    field = open_field(clerk)
    field.setText("王姐")
    clerk.search("13800138000")
    assert not clerk.sees("aliasEdit")
    assert (alias_of(clerk, ANON), alias_of(clerk, WANG)) == ("", "")


def test_a_name_that_another_counter_gave_is_not_overwritten(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.search("1234")
    desk = clerk.window.session.desk
    buyer = desk.buyer(ANON)
    assert buyer is not None
    field = open_field(clerk)
    desk.rename(buyer, "李姐")
    field.setText("王姐")
    qtbot.keyClick(field, "\r")
    qtbot.waitUntil(lambda: bool(clerk.window.findChild(object, "noticeBar").text) or clerk.sees("toast"))
    assert alias_of(clerk, ANON) == "李姐"
    assert field.text() == "王姐"
