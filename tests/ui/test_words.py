"""Words that stand in many places of the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wxbuyer_gui.domain.journal import Action, JournalEntry
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.ui.words import buyer_name, entry_name, moment

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "today 11:30"),
        (timedelta(hours=13), "yesterday 23:30"),
        (timedelta(days=2), "02-27 12:30"),
        (timedelta(days=90), "2025-12-01 12:30"),
    ],
)
def test_a_moment_is_said_as_inside_a_sentence(ago: timedelta, said: str) -> None:
    assert moment(NOW - ago, now=NOW) == said


@pytest.mark.parametrize(
    ("buyer", "called"),
    [
        (WxBuyingUser(id=7, name="王小明", phone="13800138000"), "王小明"),
        (WxBuyingUser(id=7, name="微信用户", phone="13800131234"), "WeChat user · tail 1234 · #7"),
        (WxBuyingUser(id=7, name="  ", phone="+1 415 555 2671"), "WeChat user · tail 2671 · #7"),
        (WxBuyingUser(id=7, name="NULL", phone="13800131234"), "WeChat user · tail 1234 · #7"),
        (WxBuyingUser(id=7, open_id="oGZUI0egBJY1zhBYw2KhdUfwVJJE"), "WeChat user · oGZU…VJJE · #7"),
        (WxBuyingUser(id=7), "WeChat user · #7"),
        (WxBuyingUser(id=-3, phone="13800131234"), "WeChat user · tail 1234"),
        (WxBuyingUser(), "WeChat user"),
    ],
)
def test_who_tells_no_name_is_told_apart(buyer: WxBuyingUser, called: str) -> None:
    assert buyer_name(buyer) == called


@pytest.mark.parametrize(
    ("name", "tail", "called"),
    [
        ("王小明", "1234", "王小明"),
        ("微信用户", "1234", "WeChat user · tail 1234 · #7"),
        ("", "1234", "WeChat user · tail 1234 · #7"),
        ("微信用户", "", "WeChat user · #7"),
        ("", "", "#7"),
    ],
)
def test_so_is_the_buyer_of_a_line_of_the_history(name: str, tail: str, called: str) -> None:
    entry = JournalEntry(seq=1, at=NOW, action=Action.BIND, buyer_id=7, buyer_name=name, buyer_tail=tail)
    assert entry_name(entry) == called
