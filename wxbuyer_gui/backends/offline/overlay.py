"""Buyers as they are going to be: what the server or its copy shows, with the writes that are not settled laid over.

Computed whenever a buyer is read and kept nowhere: the copy holds nothing but answers of the server.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Operation, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.store.judging import Judging

_log = logging.getLogger(__name__)


def overlaid(buyer: WxBuyingUser, operations: Sequence[Operation]) -> WxBuyingUser:
    """``buyer`` under its ``operations``, oldest first. Those that a person has to decide change nothing yet.

    Who becomes its member nobody knows before it is done: the member stays the one that is bound now.
    """
    waiting = dict.fromkeys(buyer.waiting)
    for operation in operations:
        if not operation.state.is_open or operation.state is OpState.REVIEW:
            continue
        user = operation.user
        if operation.kind == rules.SAVE and user is not None:
            names = rules.edited_fields(user, operation.base or buyer)
            buyer = replace(buyer, **{name: getattr(user, name) for name in names})
            waiting |= dict.fromkeys(names)
        elif operation.kind != rules.SAVE:
            waiting["member_id"] = None
    return replace(buyer, waiting=tuple(waiting))


def new_buyer(operations: Sequence[Operation], *, tenant_id: int | None) -> WxBuyingUser | None:
    """The buyer that the first of ``operations``, all on the same negative number, is to store."""
    first = operations[0]
    if first.user is None or not rules.is_new_buyer(first):
        return None
    fields = tuple(name for name in (*rules.EDITABLE, "open_id") if getattr(first.user, name))
    stored = replace(first.user, id=first.buyer_id, tenant_id=tenant_id, waiting=fields)
    return overlaid(stored, operations[1:] if first.kind == rules.SAVE else operations)


class Overlay:
    """Lays over what it is given whatever ``pending`` says is open then, oldest first.

    Trouble with the outbox's file never costs an answer; it is logged.
    """

    def __init__(self, pending: Callable[[], Sequence[Operation]], *, tenant_id: Callable[[], int | None]) -> None:
        self._pending = pending
        self._tenant_id = tenant_id

    def one(self, buyer: WxBuyingUser) -> WxBuyingUser:
        """One buyer."""
        return overlaid(buyer, self._by_buyer().get(buyer.id or 0, ()))

    def several(self, buyers: Sequence[WxBuyingUser]) -> list[WxBuyingUser]:
        """Buyers, in their order."""
        pending = self._by_buyer()
        return [overlaid(buyer, pending.get(buyer.id or 0, ())) for buyer in buyers]

    def new(self, local_id: int) -> WxBuyingUser | None:
        """The buyer with this negative number, while it waits to be stored."""
        operations = self._by_buyer().get(local_id)
        return new_buyer(operations, tenant_id=self._tenant_id()) if operations else None

    def by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """A buyer with this openId that waits to be stored."""
        return next((buyer for buyer in self._new(self._by_buyer()) if buyer.open_id == open_id), None)

    def page(self, page: SearchPage, text: str, *, kind: str | None, is_first: bool) -> SearchPage:
        """A page of the answer to ``text``; before its hits, on the first one, those found as they will be only."""
        pending = self._by_buyer()
        if not pending:
            return page
        hits = [
            hit if hit.buyer is None else replace(hit, buyer=overlaid(hit.buyer, pending.get(hit.buyer.id or 0, ())))
            for hit in page.hits
        ]
        known = {buyer.id for buyer in page.buyers}
        added = self._added(parse(text, kind=kind), pending, known=known) if is_first else []
        return replace(page, hits=(*added, *hits), count=page.count + len(added))

    def _added(self, query: Query, pending: dict[int, list[Operation]], *, known: set[int | None]) -> list[SearchHit]:
        judging = Judging(query)
        found = self._new(pending)
        for number, operations in pending.items():
            base = operations[0].base
            if number < 0 or number in known or base is None:
                continue
            changed = overlaid(base, operations)
            if changed != base and judging.reason(base) is None:
                found.append(changed)
        reasons = [(buyer, judging.reason(buyer)) for buyer in found]
        return [SearchHit(buyer, matched=why) for buyer, why in reversed(reasons) if why is not None]

    def _new(self, pending: dict[int, list[Operation]]) -> list[WxBuyingUser]:
        tenant_id = self._tenant_id()
        made = [new_buyer(operations, tenant_id=tenant_id) for number, operations in pending.items() if number < 0]
        return [buyer for buyer in made if buyer is not None]

    def _by_buyer(self) -> dict[int, list[Operation]]:
        found: defaultdict[int, list[Operation]] = defaultdict(list)
        try:
            for operation in self._pending():
                found[operation.buyer_id or 0].append(operation)
        except StorageError as error:
            _log.warning("what waits cannot be shown: %s", error.code)
        return dict(found)
