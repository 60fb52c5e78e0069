"""Buyers with a phone of their own: a member's phone, which a search finds as well, may be a relative's."""

from __future__ import annotations

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key


def with_phone(backend: Backend, key: str) -> list[WxBuyingUser]:
    """Those who are found for a phone as ``phone_key`` makes it; nobody for ''.

    Of a full page: a member's buyers stand among them, and could push out who else has the phone.
    """
    found = backend.search(key, kind=Kind.PHONE).buyers if key else ()
    return [buyer for buyer in found if phone_key(buyer.phone) == key]
