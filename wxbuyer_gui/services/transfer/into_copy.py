"""Import into the copy of a server's buyers: what the server has told stays, and the server hears nothing of it.

A row needs the number that the buyer or member has on the server, or for a buyer an openId that is known here. It is
as old as its file. Of members only number, name and phone are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.importing import Importer, Step, deciding
from wxbuyer_gui.services.transfer.matching import Buried, BuyerMatcher, Decided, MemberMatcher
from wxbuyer_gui.services.transfer.rows import Problem, RowError
from wxbuyer_gui.store import bulk, mirror
from wxbuyer_gui.store.tombstones import Forgotten

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.services.transfer.plan import Plan
    from wxbuyer_gui.store.engine import Store
    from wxbuyer_gui.store.lookups import Lookups
    from wxbuyer_gui.store.tombstones import Mark

_OF_MEMBERS = ("id", "tenant_id", "name", "phone")


@dataclass(frozen=True, slots=True)
class CopyImporter(Importer):
    """Brings files that are as old as ``as_of`` (milliseconds since 1970) into the store of a mirror.

    The tombstones are in ``desk_store``, which outlives the mirror.
    """

    as_of: int
    desk_store: Store

    def _step(self, plan: Plan, numbers: Iterator[int]) -> Step:
        if plan.kind is FileKind.BUYERS:
            buyers = _CopiedBuyers(
                plan, tenant_id=self.tenant_id, numbers=numbers, as_of=self.as_of, buried=self._buried
            )
            return deciding(buyers, self._write_buyers)
        plan = plan.with_mapping({name: place for name, place in plan.mapping.items() if name in _OF_MEMBERS})
        members = _CopiedMembers(
            plan, tenant_id=self.tenant_id, numbers=numbers, today=date.today(), buried=self._buried
        )
        return deciding(members, _write_members)

    def _buried(self, connection: Connection, marks: Iterable[Mark]) -> set[Mark]:
        with self.desk_store.read() as desk:
            return Forgotten(desk, self.tenant_id).among(marks)

    def _write_buyers(self, into: Connection, decided: Decided[WxBuyingUser]) -> None:
        mirror.note_import(into, self.tenant_id, decided.new, decided.changed, as_of=self.as_of)


def _write_members(into: Connection, decided: Decided[Member]) -> None:
    bulk.add_members(into, decided.new)


class _CopiedBuyers(BuyerMatcher):
    """Buyers are new here, or known from a file only: these follow the newer file."""

    def __init__(self, plan: Plan, *, tenant_id: int, numbers: Iterator[int], as_of: int, buried: Buried) -> None:
        super().__init__(plan, tenant_id=tenant_id, numbers=numbers, buried=buried)
        self._as_of = as_of

    def _look_up(self, lookups: Lookups, records: list[WxBuyingUser]) -> None:
        super()._look_up(lookups, records)
        known = [one.id for one in (*self._by_open_id.values(), *records) if one.id]
        self._sources = mirror.sources(lookups.connection, self.tenant_id, known)

    def _stored(self, record: WxBuyingUser) -> WxBuyingUser | None:
        return self._by_id.get(record.id or 0) or self._by_open_id.get(record.open_id)

    def _is_forgotten(self, record: WxBuyingUser) -> bool:
        """The server's number tells who it is, too."""
        return not self._forgotten.isdisjoint(self._marks(record))

    def _numbered(self, number: int, record: WxBuyingUser) -> WxBuyingUser:
        if not record.id:
            raise RowError(Problem.NO_NUMBER, "id")
        if record.id in self._sources:
            raise RowError(Problem.GONE, "id")
        self._claim_key(number, ("id", record.id), Problem.SAME_NUMBER)
        return record

    def _merged(self, stored: WxBuyingUser, record: WxBuyingUser) -> WxBuyingUser:
        source, as_of = self._sources.get(stored.id or 0, (mirror.SERVER, 0))
        if source == mirror.SERVER or as_of > self._as_of or record.id not in (None, stored.id):
            return stored
        return super()._merged(stored, record)


class _CopiedMembers(MemberMatcher):
    """Members are new here, or stay as they are."""

    def _numbered(self, number: int, record: Member) -> Member:
        if not record.id:
            raise RowError(Problem.NO_NUMBER, "id")
        return record

    def _merged(self, stored: Member, record: Member) -> Member:
        return stored
