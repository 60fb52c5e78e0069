"""导出此顾客资料: everything that is held here on one buyer, written into a file for that person."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import InvalidInputError, NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import Member, Operation, WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.services.aliases import Aliases
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.store import consents, files

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal

Draw = Callable[[Path, PersonRecord], None]
"""Writes a record into a file; raises OSError."""


class PersonExport(Service):
    """Collects one person's data of an open source, for the operator that ``journal.operators`` names.

    ``find_member`` knows the member of a buyer as far as this side does. ``server`` is the name of a server that may
    hold more, '' for a database. Methods block and may be called from any thread.
    """

    def __init__(
        self,
        backend: Backend,
        journal: Journal,
        *,
        find_member: Callable[[WxBuyingUser], Member | None],
        server: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._backend = backend
        self._journal = journal
        self._find_member = find_member
        self._server = server
        self._clock = clock

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._journal.operators

    @needs(Right.EXPORT_PERSON)
    def export(self, buyer_id: int, path: Path, *, reason: str, draw: Draw) -> PersonRecord:
        """Write all that is held on a buyer to ``path``, whole or not at all, as ``draw`` does it.

        The journal is told before the file appears: one that it does not know of is never there. InvalidInputError
        without a ``reason``, NotFoundError for nobody, StorageError where the disk refuses.
        """
        if not reason.strip():
            raise InvalidInputError("a reason is needed", field="reason", code="E-NO-REASON")
        record = self._collect(buyer_id, reason)
        with files.new_version(path) as draft:
            draw(draft, record)
            member_id = record.member.id if record.member is not None else None
            self._journal.event(Action.EXPORT_PERSON, buyer_id=buyer_id, member_id=member_id, reason=reason)
        return record

    def _collect(self, buyer_id: int, reason: str) -> PersonRecord:
        buyer = self._backend.get(buyer_id)
        if buyer is None:
            raise NotFoundError("no such buyer")
        member = self._member(buyer)
        with self._journal.store.read() as connection:
            given_by = (member.id or 0) if member is not None else 0, consents.before_a_member(buyer_id)
            agreed = [
                one for number in given_by for one in consents.of_member(connection, self._journal.tenant_id, number)
            ]
        return PersonRecord(
            buyer=replace(buyer, waiting=()),
            member=member,
            alias=Aliases(self._journal).of(buyer_id),
            consents=tuple(agreed),
            entries=tuple(chain.from_iterable(self._journal.pages(buyer_id=buyer_id))),
            operations=self._operations(buyer_id),
            reason=reason.strip(),
            made_at=datetime.fromtimestamp(self._clock(), UTC),
            operator=self.operators.acting.name,
            server=self._server,
        )

    def _member(self, buyer: WxBuyingUser) -> Member | None:
        """From the source where it shows members, else as far as it is known here."""
        if not buyer.member_id:
            return None
        shown = self._backend.get_member(buyer.member_id) if self._backend.capabilities.member_read else None
        return shown or self._find_member(buyer)

    def _operations(self, buyer_id: int) -> tuple[Operation, ...]:
        outbox = self._backend.outbox
        return tuple(one for one in outbox.list() if one.buyer_id == buyer_id) if outbox is not None else ()
