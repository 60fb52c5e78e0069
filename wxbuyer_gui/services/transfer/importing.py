"""Run an import, or only try it: the same walk over the file, with or without the writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.matching import BuyerMatcher, Decided, MemberMatcher
from wxbuyer_gui.services.transfer.plan import Plan, Verdicts
from wxbuyer_gui.services.transfer.rows import MAX_ID
from wxbuyer_gui.services.transfer.sheet import Cell
from wxbuyer_gui.store import bulk, buyers, members
from wxbuyer_gui.store.lookups import MOST, Lookups

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.store.engine import Store

Progress = Callable[[int], None]
"""Told how many rows have been judged."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Brings files into one tenant of a store: one transaction an import, or none."""

    store: Store
    tenant_id: int

    def try_out(self, plan: Plan, *, cancel: Event, progress: Progress) -> Verdicts:
        """What ``run`` would do, row by row; writes nothing."""
        with self.store.read() as connection:
            return self._walk(connection, plan, cancel, progress, write=False)

    def run(self, plan: Plan, *, cancel: Event, progress: Progress, skip_bad: bool = False) -> Verdicts:
        """Import the file. With refused rows nothing is written unless ``skip_bad``.

        A set ``cancel`` ends it with StorageError ``E-CANCELLED`` and nothing written.
        """
        transaction: AbstractContextManager[Connection] = self.store.write()
        verdicts = Verdicts()
        try:
            with transaction as connection:
                verdicts = self._walk(connection, plan, cancel, progress, write=True)
                if verdicts.refused and not skip_bad:
                    raise _RowsRefusedError
                bulk.number_onwards(connection)
        except _RowsRefusedError:
            return verdicts
        verdicts.written = True
        return verdicts

    def _walk(self, connection: Connection, plan: Plan, cancel: Event, progress: Progress, *, write: bool) -> Verdicts:
        lookups = Lookups(connection, self.tenant_id)
        verdicts = Verdicts()
        next_id = max(_highest_in_file(plan), _highest_stored(lookups, plan.kind)) + 1
        matcher: BuyerMatcher | MemberMatcher
        if plan.kind is FileKind.BUYERS:
            matcher = BuyerMatcher(plan, tenant_id=self.tenant_id, next_id=next_id)
        else:
            matcher = MemberMatcher(plan, tenant_id=self.tenant_id, next_id=next_id, today=date.today())
        for chunk in _chunks(plan):
            if cancel.is_set():
                raise StorageError("the import was stopped by its caller", code="E-CANCELLED")
            decided = matcher.decide(lookups, chunk, verdicts)
            if write:
                _apply(connection, decided)
            progress(verdicts.rows)
        return verdicts


class _RowsRefusedError(Exception):
    """Rolls the transaction back."""


def _apply(connection: Connection, decided: Decided[WxBuyingUser] | Decided[Member]) -> None:
    bulk.add_buyers(connection, (one for one in decided.new if isinstance(one, WxBuyingUser)))
    bulk.add_members(connection, (one for one in decided.new if isinstance(one, Member)))
    for stored, changed in decided.changed:
        if isinstance(stored, WxBuyingUser) and isinstance(changed, WxBuyingUser):
            buyers.change(connection, stored, {name: getattr(changed, name) for name in buyers.EDITABLE})
            if changed.member_id != stored.member_id:
                buyers.set_member(connection, stored, changed.member_id)
        elif isinstance(stored, Member):
            members.change(connection, stored, {name: getattr(changed, name) for name in members.EDITABLE})


def _chunks(plan: Plan) -> Iterator[list[tuple[int, list[Cell]]]]:
    rows = plan.sheet.rows()
    while chunk := list(islice(rows, MOST)):
        yield chunk


def _highest_stored(lookups: Lookups, kind: FileKind) -> int:
    return lookups.highest_buyer_id() if kind is FileKind.BUYERS else lookups.highest_member_id()


def _highest_in_file(plan: Plan) -> int:
    """The highest number that the file brings: new ones are counted on from there, so that none is taken twice.

    What is no number, or too high for one, is refused with its row later.
    """
    if "id" not in plan.mapping:
        return 0
    column = plan.mapping["id"]
    highest = 0
    for _number, cells in plan.sheet.rows():
        cell = cells[column] if column < len(cells) else ""
        try:
            text = str(int(cell)) if isinstance(cell, float) else str(cell)
            number = int(text.strip().removeprefix("#"))
        except (ValueError, OverflowError):
            continue
        if number <= MAX_ID:
            highest = max(highest, number)
    return highest
