"""Buyers of a source by whom it can be recognised again."""

from __future__ import annotations

from collections.abc import Iterator

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.session import Session

_ENTRIES = 200
"""So far back the history is looked through for buyers, where the source has no list of its own."""


def known_buyers(session: Session, count: int) -> tuple[WxBuyingUser, ...]:
    """Up to ``count`` buyers with an openId: the newest, or from a server without a list the last ones worked on.

    Those are read from it, so it has to answer: BackendError.
    """
    found: list[WxBuyingUser] = []
    for buyer in _candidates(session):
        if buyer.open_id:
            found.append(buyer)
        if len(found) == count:
            break
    return tuple(found)


def _candidates(session: Session) -> Iterator[WxBuyingUser]:
    if session.finds_by_phone:
        yield from (hit.buyer for hit in session.desk.search("").hits if hit.buyer is not None)
        return
    entries = session.journal.entries(limit=_ENTRIES)
    for number in dict.fromkeys(entry.buyer_id for entry in entries if entry.buyer_id is not None):
        buyer = session.desk.buyer(number)
        if buyer is not None:
            yield buyer
