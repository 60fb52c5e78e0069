"""The bound member, why there is none to show, and who else is bound to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panes.eyes import find, press, shown, text
from wxbuyer_gui.domain.birthday import age
from wxbuyer_gui.domain.models import MemberForm, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.panes.detail_pane import MEMBER, DetailPane
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.widgets.label import Label


@pytest.fixture
def look(pane: DetailPane, runner: Runner, qtbot: QtBot):
    """Shows a buyer's member, and waits for it."""

    def look(buyer: WxBuyingUser) -> DetailPane:
        pane.set_tab(MEMBER)
        pane.show_hit(SearchHit(buyer=buyer), Query())
        qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
        return pane

    return look


def test_all_fields_of_the_member(look, bound: WxBuyingUser) -> None:
    pane = look(bound)
    shown_as = {
        "memberIdValue": f"#{bound.member_id}",
        "memberNameValue": "欧阳娜娜",
        "birthdayValue": "1996-04-12",
        "sexValue": "Female",
        "addressValue": "深圳市南山区****",
    }
    assert {name: text(pane, name) for name in shown_as} == shown_as
    row = find(pane, QWidget, "birthdayValue").parentWidget()
    assert f"{age(date(1996, 4, 12), date.today())} years" in [label.text() for label in row.findChildren(Label)]
    assert shown(pane, "boundAtValue")
    assert not shown(pane, "memberSinceValue")  # registered and bound at the same moment
    assert not shown(pane, "otherBuyersValue")
    assert not shown(pane, "memberSentence")


def test_a_buyer_without_a_member(look, buyer: WxBuyingUser) -> None:
    pane = look(buyer)
    assert text(pane, "memberSentence").startswith("No member is bound")
    assert shown(pane, "memberSentence")
    assert not shown(pane, "memberIdValue")


def test_a_member_that_is_only_a_number_here(look, buyer: WxBuyingUser) -> None:
    pane = look(replace(buyer, member_id=999))
    assert text(pane, "memberSentence") == "Member #999 (not imported). Only the number is known here."
    assert not shown(pane, "memberIdValue")


def test_nothing_of_the_member_before_stays(look, bound: WxBuyingUser, buyer: WxBuyingUser) -> None:
    look(bound)
    pane = look(buyer)
    assert not shown(pane, "memberNameValue")


def test_the_pencil_edits_the_member(look, bound: WxBuyingUser, desk: Desk, qtbot: QtBot) -> None:
    pane = look(bound)
    with qtbot.waitSignal(pane.edit_member_requested) as asked:
        press(pane, "memberIdValueEdit")
    assert asked.args == [desk.member(bound.member_id or 0)]


def test_the_other_buyers_of_a_member(look, bound: WxBuyingUser, buyer: WxBuyingUser, desk: Desk, qtbot: QtBot) -> None:
    desk.bind(buyer, MemberForm(), member_id=bound.member_id)
    pane = look(bound)
    assert text(pane, "otherBuyersValue") == "王小明"
    with qtbot.waitSignal(pane.member_requested) as asked:
        press(find(pane, QWidget, "otherBuyersValue").parentWidget(), "")
    assert asked.args[0].id == bound.member_id


def test_a_member_bound_later_tells_both_moments(look, buyer: WxBuyingUser, free_member: int, desk: Desk) -> None:
    after = desk.bind(buyer, MemberForm(), member_id=free_member).after
    assert after is not None
    pane = look(after)
    assert shown(pane, "memberSinceValue")
    assert shown(pane, "boundAtValue")


def test_a_shop_that_asks_for_no_id_numbers_shows_only_those_it_has(
    look, buyer: WxBuyingUser, bound: WxBuyingUser, free_member: int, desk: Desk, preferences: Preferences
) -> None:
    assert shown(look(bound), "idCardValue")
    after = desk.bind(buyer, MemberForm(), member_id=free_member).after
    assert after is not None
    pane = look(after)
    assert not shown(pane, "idCardValue")
    preferences.change(lambda s: replace(s, privacy=replace(s.privacy, id_card_field=True)))
    assert shown(pane, "idCardValue")


def test_what_is_missing_is_a_dash_not_to_be_copied(
    look, buyer: WxBuyingUser, free_member: int, desk: Desk, preferences: Preferences
) -> None:
    preferences.change(lambda s: replace(s, privacy=replace(s.privacy, id_card_field=True)))
    after = desk.bind(buyer, MemberForm(), member_id=free_member).after
    assert after is not None
    pane = look(after)
    assert [text(pane, name) for name in ("idCardValue", "birthdayValue", "addressValue")] == ["—"] * 3
    assert not shown(pane, "idCardValueCopy")
    assert not shown(pane, "addressValueCopy")
