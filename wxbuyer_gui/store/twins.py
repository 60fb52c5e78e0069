"""Buyers who could be taken for another one, found along the search index."""

from __future__ import annotations

from sqlalchemy import Connection

from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.twins import spellings
from wxbuyer_gui.store import grams
from wxbuyer_gui.store.buyers import MAX_ID
from wxbuyer_gui.store.expressions import Has, either
from wxbuyer_gui.store.rows import buyer_row
from wxbuyer_gui.store.statements import Statements

_MOST = 200  # rows that are compared: of real openIds hardly two begin alike so far


def by_case(connection: Connection, tenant_id: int, open_id: str) -> list[WxBuyingUser]:
    """Buyers whose openId differs from this one in case only; none for one too short to be in the index."""
    lengths = [length for length in grams.OPEN_ID_PREFIXES if length <= len(open_id)]
    if not lengths or not open_id.isascii():
        return []
    starts = [Has(grams.token(tenant_id, grams.Piece.OPEN_ID, start)) for start in spellings(open_id[: max(lengths)])]
    statements = Statements(connection, tenant_id)
    rows = [buyer_row(columns) for columns in statements.buyers(either(starts), MAX_ID, _MOST)]
    found = [WxBuyingUser(*row.buyer) for row in rows if row.buyer]
    return [one for one in found if one.open_id != open_id and one.open_id.lower() == open_id.lower()]
