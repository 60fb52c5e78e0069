"""Numbers are masked, shown for some seconds when asked for, and the journal knows about each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.panes.eyes import find, press, shown, text
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import SearchHit, WxBuyingUser
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.panes.detail_pane import HISTORY, MEMBER, PROFILE, DetailPane
from wxbuyer_gui.ui.panes.masked_field import MaskedField
from wxbuyer_gui.ui.preferences import Preferences

MASKED, WHOLE = "138 **** 8000", "138 0013 8000"


@pytest.fixture
def idle(runner: Runner, qtbot: QtBot):
    """Waits until nothing is read any more."""
    return lambda: qtbot.waitUntil(lambda: runner.idle_seconds() > 0)


def clock(pane: DetailPane) -> QTimer:
    """What masks the phone of the profile again."""
    field = find(pane, QWidget, "phoneValue").parentWidget().findChild(MaskedField)
    return field.findChild(QTimer)


def acts(desk: Desk, buyer: WxBuyingUser) -> list[Action]:
    return [entry.action for entry in desk.history(buyer_id=buyer.id)]


def test_a_number_is_shown_for_the_seconds_of_the_settings(
    pane: DetailPane, buyer: WxBuyingUser, preferences: Preferences, desk: Desk, idle
) -> None:
    preferences.change(lambda s: replace(s, privacy=replace(s.privacy, reveal_seconds=12)))
    pane.show_hit(SearchHit(buyer=buyer), Query())
    press(pane, "phoneValueEye")
    assert text(pane, "phoneValue") == MASKED  # the journal is told first
    idle()
    assert text(pane, "phoneValue") == WHOLE
    assert acts(desk, buyer)[0] is Action.REVEAL
    assert clock(pane).isActive()
    assert clock(pane).interval() == 12_000
    clock(pane).timeout.emit()
    assert text(pane, "phoneValue") == MASKED


def test_the_key_shows_and_hides_it_and_brings_it_into_view(pane: DetailPane, buyer: WxBuyingUser, idle) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.set_tab(HISTORY)
    pane.reveal()
    idle()
    assert pane.tab == PROFILE
    assert text(pane, "phoneValue") == WHOLE
    pane.reveal()
    assert text(pane, "phoneValue") == MASKED
    assert not clock(pane).isActive()


def test_a_reading_again_leaves_it_readable(pane: DetailPane, buyer: WxBuyingUser, idle) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.reveal()
    idle()
    pane.show_hit(SearchHit(buyer=replace(buyer)), parse("8000"))
    idle()
    assert text(pane, "phoneValue") == WHOLE


def test_it_is_masked_once_another_or_nobody_is_shown(
    pane: DetailPane, buyer: WxBuyingUser, bound: WxBuyingUser, free_member: int, desk: Desk, idle
) -> None:
    hit, member = SearchHit(buyer=buyer), desk.member(free_member)
    for leave in (
        pane.clear,
        lambda: pane.show_hit(SearchHit(buyer=bound), Query()),
        lambda: pane.show_hit(SearchHit(member=member), Query()),
    ):
        pane.show_hit(hit, Query())
        pane.reveal()
        idle()
        assert text(pane, "phoneValue") == WHOLE
        leave()
        pane.show_hit(hit, Query())
        assert text(pane, "phoneValue") == MASKED


def test_nobody_has_nothing_to_reveal(pane: DetailPane, buyer: WxBuyingUser, desk: Desk, idle) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    pane.clear()
    pane.retranslate()
    pane.reveal()
    idle()
    assert Action.REVEAL not in acts(desk, buyer)


def test_the_answer_for_the_one_before_shows_nothing(
    pane: DetailPane, buyer: WxBuyingUser, bound: WxBuyingUser, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.reveal()
    pane.show_hit(SearchHit(buyer=bound), Query())
    idle()
    assert text(pane, "phoneValue") == "186 **** 8000"


def test_nothing_is_shown_or_copied_that_the_journal_cannot_be_told(
    pane: DetailPane, buyer: WxBuyingUser, source: Source, qtbot: QtBot, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    idle()
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE journal RENAME TO journal_elsewhere")
    copied = []
    pane.copy_ready.connect(copied.append)
    for button in ("phoneValueEye", "phoneValueCopy"):
        with qtbot.waitSignal(pane.failed):
            press(pane, button)
    assert text(pane, "phoneValue") == MASKED
    assert copied == []


def test_the_whole_number_is_copied_and_the_history_has_one_more(
    pane: DetailPane, buyer: WxBuyingUser, desk: Desk, qtbot: QtBot, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    with qtbot.waitSignal(pane.copy_ready) as copied:
        press(pane, "phoneValueCopy")
    assert copied.args == ["13800138000"]
    assert text(pane, "phoneValue") == MASKED
    idle()
    assert acts(desk, buyer) == [Action.COPY, Action.SAVE, Action.ADD]
    assert pane._details is not None
    assert pane._details.count == 3


def test_what_is_not_masked_is_copied_at_once(pane: DetailPane, buyer: WxBuyingUser, desk: Desk) -> None:
    copied = []
    pane.copy_ready.connect(copied.append)
    pane.show_hit(SearchHit(buyer=buyer), Query())
    press(pane, "openIdValueCopy")
    press(pane, "buyerIdValueCopy")
    assert copied == [buyer.open_id, str(buyer.id)]
    assert Action.COPY not in acts(desk, buyer)


def test_the_pane_may_be_destroyed_while_the_journal_is_told(
    pane: DetailPane, buyer: WxBuyingUser, desk: Desk, idle
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.reveal()
    delete(pane)
    idle()
    assert acts(desk, buyer)[0] is Action.REVEAL


def test_a_shop_that_masks_nothing_has_nothing_to_reveal(
    pane: DetailPane, buyer: WxBuyingUser, preferences: Preferences
) -> None:
    pane.show_hit(SearchHit(buyer=buyer), Query())
    preferences.change(lambda s: replace(s, privacy=replace(s.privacy, mask=False)))
    assert text(pane, "phoneValue") == WHOLE
    assert not shown(pane, "phoneValueEye")
    assert shown(pane, "phoneValueCopy")


def test_a_buyer_without_a_phone_has_nothing_to_reveal_or_copy(
    pane: DetailPane, buyer: WxBuyingUser, runner: Runner
) -> None:
    pane.show_hit(SearchHit(buyer=replace(buyer, phone="")), Query())
    assert text(pane, "phoneValue") == "—"
    assert not shown(pane, "phoneValueEye")
    assert not shown(pane, "phoneValueCopy")
    pane.reveal()
    assert text(pane, "phoneValue") == "—"


def test_a_members_number_is_masked_again_after_a_buyer_without_one(
    pane: DetailPane, buyer: WxBuyingUser, bound: WxBuyingUser, idle
) -> None:
    pane.set_tab(MEMBER)
    pane.show_hit(SearchHit(buyer=bound), Query())
    idle()
    pane.reveal()
    idle()
    assert text(pane, "memberPhoneValue") == "186 0000 8000"
    pane.show_hit(SearchHit(buyer=buyer), Query())
    pane.show_hit(SearchHit(buyer=bound), Query())
    idle()
    assert text(pane, "memberPhoneValue") == "186 **** 8000"


def test_the_members_numbers_are_masked_and_told_as_the_members(
    pane: DetailPane, bound: WxBuyingUser, desk: Desk, idle
) -> None:
    pane.show_hit(SearchHit(buyer=bound), Query())
    pane.set_tab(MEMBER)
    idle()
    assert text(pane, "idCardValue") == "110***********002X"
    press(pane, "idCardValueEye")
    idle()
    assert text(pane, "idCardValue") == "110***********002X"  # not without a reason
    reason = find(pane, QLineEdit, "otherReasonEdit")
    assert reason.isVisible()
    QTest.keyClicks(reason, " \r")
    assert reason.isVisible()
    QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert not reason.isVisible()
    press(pane, "idCardValueEye")
    press(pane, "reason0Button")
    idle()
    assert text(pane, "idCardValue") == "11010519491231002X"
    assert desk.history(limit=1)[0].reason == "Check who it is"
    assert not reason.isVisible()
    assert text(pane, "memberPhoneValue") == "186 **** 8000"
    pane.reveal()
    idle()
    assert text(pane, "memberPhoneValue") == "186 0000 8000"
    told = [entry.changes[0].field for entry in desk.history(limit=2)]
    assert told == ["member.phone", "member.id_card"]
