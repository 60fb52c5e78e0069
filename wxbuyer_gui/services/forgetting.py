"""Forgetting buyers: one, or many by a list. What is erased is named before, and what remains elsewhere after.

Every public method is marked with the right that it needs. One scrub serves both; the journal keeps that it was done,
by whom and why, and nothing of the person. Looking through a list or a proposal needs no more than a search: whoever
allows the forgetting sees then whom it is about.
"""

from __future__ import annotations

import time
from calendar import monthrange
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.errors import ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.forgetting import (
    BulkOutcome,
    ForgetOutcome,
    ForgetPreview,
    ListedPerson,
    LongUnseen,
    Proposal,
    Remains,
)
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.profile import avatar_url
from wxbuyer_gui.services import forget_list, remains
from wxbuyer_gui.services.forget_reasons import check_bulk_reason, check_reason
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.store import facts, forget_again
from wxbuyer_gui.store import forgetting as store_forgetting
from wxbuyer_gui.store.moments import from_milliseconds, to_milliseconds
from wxbuyer_gui.store.tombstones import buried_numbers

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.backends.offline.outbox import Outbox
    from wxbuyer_gui.domain.models import Operation
    from wxbuyer_gui.services.care import Care
    from wxbuyer_gui.services.erasing import Eraser
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.forgetting import Person
    from wxbuyer_gui.store.journal import JournalRow

SAMPLE = 200
"""Of so many proposed buyers it is said who they are."""

_TOGETHER = 50  # people in one transaction


class Forgetting(Service):
    """Forgets buyers of one open source, for the operator that ``journal.operators`` names.

    ``server`` is the name of the server that keeps its own data, '' for a database. ``drop_picture`` removes what was
    kept of a picture's address. Methods block, may be called from any thread and raise the backend's errors.
    """

    def __init__(
        self,
        backend: Backend,
        journal: Journal,
        eraser: Eraser,
        care: Care,
        *,
        server: str = "",
        drop_picture: Callable[[str], None] = lambda _url: None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._backend = backend
        self._journal = journal
        self._eraser = eraser
        self._care = care
        self._server = server
        self._drop_picture = drop_picture
        self._clock = clock

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._journal.operators

    @needs(Right.SEARCH)
    def preview(self, buyer: WxBuyingUser) -> ForgetPreview:
        """What would go with a buyer, and what would remain. NotFoundError where nothing is known of it."""
        person = self._person(buyer)
        going = store_forgetting.members_that_go([person])
        is_kept = person.member is not None and person.member.id not in going
        operations = self._open_operations(person.number)
        discardable = sum(operation.can_discard for operation in operations)
        return ForgetPreview(
            buyer=person.buyer,
            member=person.member,
            shared_with=person.others if is_kept else (),
            entries=self._journal.count(person.number),
            waiting=discardable,
            unsettled=len(operations) - discardable,
            remains=self._remains(),
        )

    @needs(Right.FORGET)
    def forget(
        self,
        buyer: WxBuyingUser,
        *,
        reason: str,
        discard_waiting: bool = False,
        progress: Callable[[], None] = lambda: None,
    ) -> ForgetOutcome:
        """Erase a buyer; the numbers are never given again, and no copy or import brings the person back.

        ConflictError ``E-WAITING`` while something waits to be sent, unless ``discard_waiting`` takes it back first;
        ``E-UNSETTLED`` while something was sent and not answered. InvalidInputError for a ``reason`` that is empty
        or repeats what is to be erased. It cannot be undone.
        """
        person = self._person(buyer)
        check_reason(reason, [person])
        operations = self._open_operations(person.number)
        if any(not operation.can_discard for operation in operations):
            raise ConflictError("something was sent and not answered", code="E-UNSETTLED", buyer_id=person.number)
        if discard_waiting:
            self._discard(person.number, reason)
        erased = self._erase([person], reason)
        if not erased:
            raise NotFoundError("no such buyer")
        number, member = erased[0]
        wiped = self._eraser.wipe(progress=progress, cancel=Event())
        return ForgetOutcome(number, member, wiped, self._remains())

    @needs(Right.SEARCH)
    def read_file(self, path: Path) -> list[str]:
        """The lines of a file that names people; errors as in ``transfer.sheet.open_sheet``."""
        return forget_list.lines_of(path)

    @needs(Right.SEARCH)
    def read_list(self, lines: Sequence[str], *, cancel: Event | None = None) -> list[ListedPerson]:
        """Whom the lines of a list mean: numbers, openIds or whole phones. Erases nothing."""
        listed = forget_list.read(lines, self._backend, self._buried, cancel=cancel or Event())
        with self._eraser.store.read() as connection:
            numbers = [one.buyer.id for one in listed if one.buyer is not None and one.buyer.id]
            waiting = store_forgetting.waiting_writes(connection, numbers)
        return forget_list.with_waiting(listed, waiting)

    @needs(Right.FORGET)
    def forget_all(
        self,
        buyers: Sequence[WxBuyingUser],
        *,
        reason: str,
        progress: Callable[[int], None] = lambda _done: None,
        cancel: Event | None = None,
    ) -> BulkOutcome:
        """Erase many, some at a time; ``progress`` is told how many are through.

        Each is gone as a whole or not at all, whatever happens. Who has something waiting to be sent is left alone.
        A set ``cancel`` ends it early; after that, or a crash, the same list goes on where it ended.
        """
        cancel = cancel or Event()
        check_bulk_reason(reason)
        outcome = BulkOutcome()
        done = 0
        while done < len(buyers) and not cancel.is_set():
            some = buyers[done : done + _TOGETHER]
            people = [person for one in some if (person := self._eraser.find(one)) is not None]
            free, blocked = self._sorted_out(people)
            erased = self._erase(free, reason)
            done += len(some)
            outcome = replace(
                outcome,
                forgotten=outcome.forgotten + len(erased),
                members=outcome.members + sum(member is not None for _, member in erased),
                blocked=(*outcome.blocked, *blocked),
                missing=outcome.missing + len(some) - len(blocked) - len(erased),
            )
            progress(done)
        wiped = self._eraser.wipe(progress=lambda: progress(done), cancel=Event())
        return replace(outcome, stopped=done < len(buyers), wiped=wiped, remains=self._remains())

    @needs(Right.SEARCH)
    def propose(self, months: int) -> Proposal:
        """Buyers without a member and not seen for so many months; forgets nobody.

        UnsupportedError ``E-NO-COPY`` for a server without a copy.
        """
        now = datetime.fromtimestamp(self._clock(), UTC)
        before = to_milliseconds(months_before(now, months))
        found, imported_at = self._eraser.unseen(before)
        with self._eraser.store.read() as connection:
            waiting = store_forgetting.waiting_writes(connection, found.numbers)
        numbers = tuple(number for number in found.numbers if number not in waiting)
        return Proposal(
            months=months,
            numbers=numbers,
            sample=self._sample(numbers[:SAMPLE], imported_at),
            unbound=found.unbound,
            seen=found.seen,
            undated=found.undated,
            waiting=len(waiting),
        )

    @for_everyone
    def resume(self) -> None:
        """Finish what a crash interrupted, and forget again whom a restored backup brought back."""
        self._eraser.resume()
        store, tenant_id = self._eraser.store, self._eraser.tenant_id
        with store.read() as connection:
            if not facts.read(connection, forget_again.FACT):
                return
        with store.write() as connection:
            numbers = forget_again.unpacked(connection, tenant_id)
        for some in chunks(numbers, _TOGETHER):
            self._erase([one for number in some if (one := self._eraser.find(WxBuyingUser(number))) is not None], "")
        with store.write() as connection:
            forget_again.end(connection, tenant_id)

    @for_everyone
    def wipe_if_due(self, *, cancel: Event | None = None) -> bool:
        """Take out of the files what is still there of people who were forgotten; False where that has to wait."""
        return self._eraser.wipe(progress=lambda: None, cancel=cancel or Event())

    def _sample(self, numbers: Sequence[int], imported_at: int | None) -> tuple[LongUnseen, ...]:
        moments = self._eraser.last_seen(numbers)
        told = []
        for number in numbers:
            person = self._eraser.find(WxBuyingUser(number))
            moment = moments.get(number, imported_at)
            if person is not None:
                last = None if moment is None else from_milliseconds(moment)
                told.append(LongUnseen(person.buyer, last, by_import=number not in moments))
        return tuple(told)

    def _person(self, buyer: WxBuyingUser) -> Person:
        if not buyer.id or buyer.id < 0:
            raise InvalidInputError("this buyer is not stored yet", field="id")
        person = self._eraser.find(buyer)
        if person is None:
            raise NotFoundError("no such buyer")
        return person

    def _erase(self, people: Sequence[Person], reason: str) -> list[tuple[int, int | None]]:
        """The numbers of the buyers that are gone now, each with that of its member where that went along."""
        told: dict[int, JournalRow] = {}

        def note(connection: Connection, person: Person, member: int | None) -> None:
            told[person.number] = self._journal.event_within(
                connection, Action.FORGET, buyer_id=person.number, member_id=member, reason=reason
            )

        erased = self._eraser.erase(people, at=int(self._clock() * 1000), note=note) if people else []
        if erased:
            self._journal.committed(max(told.values(), key=lambda row: row.position))
        for one in erased:
            if url := avatar_url(one.buyer.profile):
                self._drop_picture(url)
        return [(one.number, told[one.number].member_after) for one in erased]

    def _sorted_out(self, people: Sequence[Person]) -> tuple[list[Person], list[int]]:
        """Those who can be forgotten now, and the numbers of the others."""
        with self._eraser.store.read() as connection:
            waiting = store_forgetting.waiting_writes(connection, [one.number for one in people])
        return [one for one in people if one.number not in waiting], sorted(waiting)

    def _open_operations(self, number: int) -> list[Operation]:
        outbox = self._backend.outbox
        found = [] if outbox is None else outbox.list()
        return [one for one in found if one.state.is_open and number in (one.buyer_id, _stored_as(outbox, one))]

    def _discard(self, number: int, reason: str) -> None:
        """Take back what was not sent. What goes along with another one is gone when its turn comes."""
        while operations := self._open_operations(number):
            outbox = self._backend.outbox
            assert outbox is not None
            outbox.discard(operations[0].operation_id, reason=reason, by=self.operators.acting.name)

    def _buried(self, numbers: Collection[int]) -> set[int]:
        with self._eraser.store.read() as connection:
            return buried_numbers(connection, self._backend.tenant_id or self._eraser.tenant_id, numbers)

    def _remains(self) -> Remains:
        now = datetime.fromtimestamp(self._clock(), UTC)
        return remains.find(self._eraser.store, self._care, self._eraser.tenant_id, server=self._server, now=now)


def _stored_as(outbox: Outbox | None, operation: Operation) -> int | None:
    """The server's number of a buyer that was stored by way of the outbox."""
    if outbox is None or operation.buyer_id is None or operation.buyer_id > 0:
        return None
    return outbox.number_of(operation.buyer_id)


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
