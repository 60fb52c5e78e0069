"""Buyer and member side by side, as it is painted."""

from __future__ import annotations

from collections import Counter

import pytest
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.ui.dialogs.comparison import Comparison, name_row, phone_row
from wxbuyer_gui.ui.theme import Theme

BUYER = WxBuyingUser(id=7, name="王小明", phone="13800138000")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("member", [Member(8812, 1, "王晓明", "13800138001"), Member(8812, 1, "王小明", "13800138000")])
def test_the_ground_is_seen_between_frame_and_words(qtbot: QtBot, theme: Theme, mode: str, member: Member) -> None:
    theme.set_mode(mode)
    comparison = Comparison(theme=theme)
    qtbot.addWidget(comparison)
    comparison.setStyleSheet(f"background: {theme.tokens.surface}")
    rows = (name_row("姓名", BUYER, member), phone_row("手机号", BUYER, member))
    comparison.compare(BUYER, member, captions=("买家 #7", "会员 #8812"), rows=rows)
    comparison.resize(640, comparison.sizeHint().height())
    picture = comparison.grab().toImage()
    seen = Counter(
        picture.pixelColor(x, y).name().upper() for x in range(0, picture.width(), 3) for y in range(picture.height())
    )
    different = sum(row.verdict == "different" for row in rows)
    head, row = 64 / picture.height(), 37 / picture.height()
    grounds = {theme.tokens.surface.upper(): head, theme.tokens.warn_bg.upper(): different * row}
    whole = sum(seen.values())
    for color, share in grounds.items():
        assert seen[color] / whole >= 0.8 * share, (color, seen.most_common(5))
