"""People whose numbers, address and openId are looked for where they may not be: one bound, and one free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import keep_id_numbers
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

PHONE, OTHER_PHONE = "13987654321", "15012345679"
NUMBER = "11010519491231002X"
ADDRESS, STREET = "浙江省杭州市西湖区龙井路88号", "龙井路"
OPEN_ID = "oGZUI0Canary1zhBYw2KhdUfwXYZ"
OTHER_OPEN_ID = OPEN_ID.replace("Canary", "canary")
NAME, FREE = "沈佳宜", "柯景腾"
SECRETS = (PHONE, OTHER_PHONE, NUMBER, STREET)
"""What nothing shows that nobody asked for."""


@pytest.fixture
def canaries(clerk: Clerk) -> Clerk:
    """None of them is searched by a number."""
    keep_id_numbers(clerk)
    desk = clerk.window.session.desk
    desk.register(
        WxBuyingUser(name=NAME, phone=PHONE, open_id=OPEN_ID),
        MemberForm(name=NAME, phone=PHONE, id_card=NUMBER, address=ADDRESS),
    )
    desk.save_buyer(WxBuyingUser(name=FREE, phone=OTHER_PHONE, open_id=OTHER_OPEN_ID))
    clerk.search(NAME)
    return clerk


def change_phone(clerk: Clerk) -> None:
    """The bound one has the free one's phone from now on."""
    desk = clerk.window.session.desk
    (hit,) = desk.search(NAME).hits
    assert hit.buyer is not None
    desk.save_buyer(replace(hit.buyer, phone=OTHER_PHONE), base=hit.buyer)
