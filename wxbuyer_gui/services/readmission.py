"""Somebody who was forgotten comes back to the counter: the shop may keep them again, and the journal says so."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.journal import Action, Outcome
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.services.writer import Plan
from wxbuyer_gui.store.tombstones import Forgotten, Kind, Mark, lift, marks_of_buyer, marks_of_member

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

_WELCOMING = frozenset({Action.ADD, Action.SAVE, Action.REGISTER, Action.BIND, Action.REBIND})


class Readmission:
    """To be called after each write that was done or waits; lifts the tombstones of whom it was about.

    Crawl and import go through no desk, so that only a person's own act lifts them. ``tenant_id`` is the tombstones'.
    """

    def __init__(self, store: Store, backend: Backend, journal: Journal, *, tenant_id: Callable[[], int]) -> None:
        self._store = store
        self._backend = backend
        self._journal = journal
        self._tenant_id = tenant_id

    def __call__(self, plan: Plan, outcome: Outcome) -> None:
        """The write is done, so that trouble here is not its trouble: the next one lifts what is left."""
        if plan.action in _WELCOMING:
            with contextlib.suppress(BackendError):
                self._admit(plan, outcome)

    def _admit(self, plan: Plan, outcome: Outcome) -> None:
        marks = [*_marks(plan, outcome)]
        with self._store.read() as connection:
            if not Forgotten(connection, self._tenant_id()).among(marks):
                return
        buyer_id = outcome.after.id if outcome.after is not None else plan.buyer_id
        with self._store.write() as connection:
            lift(connection, self._tenant_id(), marks)
            row = self._journal.event_within(connection, Action.READMIT, buyer_id=buyer_id, member_id=outcome.member_id)
        self._journal.committed(row)
        if buyer_id:
            self._backend.get(buyer_id)  # what passes is kept again


def _marks(plan: Plan, outcome: Outcome) -> Iterator[Mark]:
    """All by which the person of a write is known, with what was typed."""
    for buyer in filter(None, (outcome.after, plan.before)):
        yield from marks_of_buyer(buyer)
    typed = {name: after for name, (_, after) in plan.fields.items()}
    if typed.get("open_id"):
        yield Kind.OPEN_ID, typed["open_id"]
    for name in ("phone", "member.phone"):
        yield from marks_of_member(Member(outcome.member_id, phone=typed.get(name, "")))
