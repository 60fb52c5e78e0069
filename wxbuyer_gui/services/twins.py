"""Who could be the same customer as a buyer, or be taken for it: asked of the source by its indexes alone."""

from __future__ import annotations

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.twins import Twins, is_foreign
from wxbuyer_gui.services.by_phone import with_phone

MOST = 3
"""Others with the same phone that are named."""


def find_twins(backend: Backend, buyer: WxBuyingUser) -> Twins:
    """What is worth a look about ``buyer``, who need not be stored yet. Raises the backend's errors.

    Others with its phone who are bound to its own member are known to be the same customer. A server that cannot be
    searched says nothing.
    """
    if not backend.capabilities.phone_search:
        return Twins()
    same_phone = with_phone(backend, phone_key(buyer.phone))
    others = [other for other in same_phone if not _is_same(buyer, other)]
    newest = [other.open_id for other in backend.search("").buyers] if buyer.open_id else []
    by_case = backend.case_twins(buyer.open_id) if buyer.open_id else []
    return Twins(
        same_phone=tuple(others[:MOST]),
        same_open_id=tuple(other for other in by_case if other.id != buyer.id)[:MOST],
        more=len(others) > MOST,
        is_foreign=is_foreign(buyer.open_id, newest),
    )


def _is_same(buyer: WxBuyingUser, other: WxBuyingUser) -> bool:
    return other.id == buyer.id or (buyer.is_bound and other.member_id == buyer.member_id)
