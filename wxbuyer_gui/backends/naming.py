"""Buyers who are found by what staff call them, where a server answers that knows nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wxbuyer_gui.domain.models import SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store.judging import Judging


def put_first(page: SearchPage, query: Query, named: Mapping[int, str], buyers: Sequence[WxBuyingUser]) -> SearchPage:
    """``page`` with those of ``buyers`` before it that answer to ``query`` and are not in it, the newest first."""
    known = {buyer.id for buyer in page.buyers}
    judging = Judging(query)
    fresh = [buyer for buyer in buyers if buyer.id not in known]
    reasons = [(buyer, judging.reason(buyer, alias=named.get(buyer.id or 0, ""))) for buyer in fresh]
    added = [SearchHit(buyer, matched=why) for buyer, why in reasons if why is not None]
    return replace(page, hits=(*added, *page.hits), kind=page.kind or query.kind, count=page.count + len(added))
