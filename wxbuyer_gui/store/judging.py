"""Whether a query finds a buyer that no table holds: judged in memory by the tiers of the search."""

from __future__ import annotations

from wxbuyer_gui.domain.models import Matched, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store import derived
from wxbuyer_gui.store.id_numbers import IdNumbers
from wxbuyer_gui.store.reader import Reader
from wxbuyer_gui.store.rows import Person, Row


class Judging:
    """One query, for as many buyers as are asked about."""

    def __init__(self, query: Query) -> None:
        reader = Reader(0, IdNumbers())  # whose tokens are not asked for
        self._parts = [reader.tiers(part) for part in query.parts]

    def reason(self, buyer: WxBuyingUser, *, alias: str = "") -> Matched | None:
        """Why the query finds the buyer by its own data or by what staff call it; None where it does not."""
        if not self._parts:
            return Matched.RECENT
        columns = (buyer.id, buyer.tenant_id, buyer.open_id, buyer.name, buyer.profile, buyer.phone, buyer.member_id)
        row = Row(buyer.id or 0, columns, Person(*derived.keys(buyer.name, buyer.phone)), buyer.member_id, None, None)
        row.alias = Person(*derived.name_keys(alias), "") if alias else None
        found = [next((why for tier in tiers if (why := tier.judge(row))), None) for tiers in self._parts]
        return found[0] if all(found) else None
