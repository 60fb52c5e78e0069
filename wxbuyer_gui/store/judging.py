"""Whether a query finds a buyer that no table holds: judged in memory by the tiers of the search."""

from __future__ import annotations

from wxbuyer_gui.domain.models import Matched, WxBuyingUser
from wxbuyer_gui.domain.query import Kind, Query
from wxbuyer_gui.store import derived
from wxbuyer_gui.store.rows import Person, Row
from wxbuyer_gui.store.tiers import Reader


def reason(query: Query, buyer: WxBuyingUser) -> Matched | None:
    """Why ``query`` finds the buyer by its own data; None where it does not."""
    if query.kind is Kind.RECENT:
        return Matched.RECENT
    reader = Reader(buyer.tenant_id or 0)
    columns = (buyer.id, buyer.tenant_id, buyer.open_id, buyer.name, buyer.profile, buyer.phone, buyer.member_id)
    row = Row(buyer.id or 0, columns, Person(*derived.keys(buyer.name, buyer.phone)), buyer.member_id, None, None)
    found = [next((why for tier in reader.tiers(part) if (why := tier.judge(row))), None) for part in query.parts]
    return found[0] if all(found) else None
