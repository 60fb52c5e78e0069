"""The 备注名 of an import: staff's own names go in once the buyers are there, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
from wxbuyer_gui.services.transfer.rows import alias_of, buyer_reader
from wxbuyer_gui.store import aliases
from wxbuyer_gui.store.lookups import MOST, Lookups

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.domain.models import WxBuyingUser


def bring_in(connection: Connection, tenant_id: int, plan: Plan, verdicts: Verdicts) -> int:
    """Call the buyers of ``plan`` what its column says; how many got another name by that.

    An empty cell changes nothing. Rows that were refused are passed over, and so is one without an openId whose number
    went to somebody else.
    """
    if "alias" not in plan.mapping:
        return 0
    lookups, changed = Lookups(connection, tenant_id), 0
    named = _named(plan, tenant_id, verdicts)
    while chunk := list(islice(named, MOST)):
        by_open_id = lookups.buyers_by_open_id(buyer.open_id for buyer, _ in chunk)
        by_id = lookups.buyers_by_id(buyer.id for buyer, _ in chunk if buyer.id)
        wanted: dict[int, str] = {}
        for buyer, alias in chunk:
            stored = by_open_id.get(buyer.open_id) or by_id.get(buyer.id or 0)
            if stored is not None and stored.id and _is_same(buyer, stored, tenant_id):
                wanted[stored.id] = alias
        known = aliases.of(connection, tenant_id, wanted)
        for number, alias in wanted.items():
            if known.get(number, "") != alias:
                aliases.put(connection, tenant_id, number, alias)
                changed += 1
    return changed


def _named(plan: Plan, tenant_id: int, verdicts: Verdicts) -> Iterator[tuple[WxBuyingUser, str]]:
    read = buyer_reader(plan.mapping, tenant_id)
    refused = verdicts.reasons.by_row()
    for number, cells in plan.sheet.rows():
        if number not in refused and (alias := alias_of(cells, plan.mapping)):
            yield read(cells), alias


def _is_same(wanted: WxBuyingUser, stored: WxBuyingUser, tenant_id: int) -> bool:
    """Whether the row's buyer is the one that was found: by openId, or by number with the row's own name."""
    if stored.tenant_id != tenant_id:
        return False
    return (bool(wanted.open_id) and wanted.open_id == stored.open_id) or wanted.name == stored.name
