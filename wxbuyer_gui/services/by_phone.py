"""Buyers with a phone of their own: a member's phone, which a search finds as well, may be a relative's."""

from __future__ import annotations

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.query import Kind


def with_phone(backend: Backend, key: str, *, limit: int = 50) -> list[WxBuyingUser]:
    """Those among the first ``limit`` that are found for a phone as ``phone_key`` makes it; nobody for ''."""
    found = backend.search(key, kind=Kind.PHONE, limit=limit).buyers if key else ()
    return [buyer for buyer in found if phone_key(buyer.phone) == key]
