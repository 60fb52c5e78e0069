"""The search of a source that can only be asked for one id or one openId."""

from __future__ import annotations

from collections.abc import Callable

from wxbuyer_gui.domain.errors import UnsupportedError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Matched, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Part, Query

_MATCHED = {Kind.OPEN_ID: Matched.OPEN_ID, Kind.NUMBER: Matched.BUYER_ID}


def find(
    query: Query, *, get: Callable[[int], WxBuyingUser | None], by_open_id: Callable[[str], WxBuyingUser | None]
) -> SearchPage:
    """The buyer that ``query`` names by id or openId; a page without hits for nobody and for the empty query.

    Raises UnsupportedError ``E-NO-SEARCH`` where the text may also be a phone, a name or pinyin and nobody was found
    by id: "not found" would be a lie.
    """
    if not query.parts:
        return SearchPage(kind=query.kind)
    buyer, tier = None, None
    if len(query.parts) == 1:
        buyer, tier = _asked(query.parts[0], get, by_open_id)
    if buyer is None and not is_all_asked(query):
        raise UnsupportedError(
            "this server has no search by phone, name or pinyin: ask for an openId or a buyer number, "
            "or turn on the mirror",
            code="E-NO-SEARCH",
        )
    hits = () if buyer is None or tier is None else (SearchHit(buyer, matched=_MATCHED[tier]),)
    return SearchPage(hits, kind=query.kind, count=len(hits))


def can_be_asked(query: Query) -> bool:
    """Whether the text may be an id or an openId."""
    return len(query.parts) == 1 and any(tier in _MATCHED for tier in query.parts[0].tiers)


def is_all_asked(query: Query) -> bool:
    """Whether an id or an openId is all that the text can be, so that nothing found is an answer."""
    return len(query.parts) == 1 and all(tier in _MATCHED for tier in query.parts[0].tiers)


def _asked(
    part: Part, get: Callable[[int], WxBuyingUser | None], by_open_id: Callable[[str], WxBuyingUser | None]
) -> tuple[WxBuyingUser | None, Kind | None]:
    if Kind.OPEN_ID in part.tiers:
        # A scanner with Caps Lock on swaps the case.
        return by_open_id(part.value) or by_open_id(part.value.swapcase()), Kind.OPEN_ID
    if Kind.NUMBER in part.tiers:
        return get(int(part.value)), Kind.NUMBER
    return None, None
