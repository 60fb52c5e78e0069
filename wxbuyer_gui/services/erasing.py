"""Erasing people from whatever an open source keeps on this side: one database, or a desk store beside a copy.

``LocalEraser`` needs one transaction. Where a copy stands in a file of its own, what the desk keeps goes first,
together with the tombstones and a note of who is being erased; the copy follows, and then the note goes. After a crash
between the two ``resume`` goes on.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import ConflictError, UnsupportedError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import facts, forgetting, journal_queries, tombstones, unseen, wiping
from wxbuyer_gui.store.forgetting import Person
from wxbuyer_gui.store.unseen import Unseen

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.backends.offline.mirror import Mirror
    from wxbuyer_gui.store.engine import Store

Note = Callable[["Connection", Person, int | None], None]
"""Writes down that a person was erased, in the same transaction; with the number of the member that went along."""

_ERASING = "erasing"


class Eraser(ABC):
    """``store`` is the desk store, ``drafts_store`` has the forms begun on this computer, ``tenant_id`` is theirs."""

    def __init__(self, store: Store, drafts_store: Store, *, tenant_id: int) -> None:
        self.store = store
        self.tenant_id = tenant_id
        self._drafts_store = drafts_store

    @abstractmethod
    def find(self, buyer: WxBuyingUser) -> Person | None:
        """Who that is, with the member; None where nothing is known here of such a buyer."""

    @abstractmethod
    def erase(self, people: Sequence[Person], *, at: int, note: Note) -> list[Person]:
        """Erase people together; whom there was still something of. ConflictError ``E-WAITING`` for open writes."""

    @abstractmethod
    def unseen(self, before: int) -> tuple[Unseen, int | None]:
        """Who was not seen since ``before``, and when the last import was where only that dates some of them."""

    @abstractmethod
    def last_seen(self, numbers: Collection[int]) -> Mapping[int, int]:
        """Buyer number → the last moment that is known, for those of whom one is."""

    @abstractmethod
    def resume(self) -> None:
        """Finish what a crash has cut in two."""

    def wipe(self, *, progress: Callable[[], None], cancel: Event) -> bool:
        """Take what was erased out of the files as well; False where something has to wait."""
        return all(
            [wiping.wipe(store, progress=progress, cancel=cancel) for store in self._files() if wiping.is_due(store)]
        )

    def _files(self) -> Iterable[Store]:
        yield self.store
        if self._drafts_store is not self.store:
            yield self._drafts_store

    def _erase_at_desk(self, connection: Connection, people: Collection[Person], *, buried_as: int, at: int) -> None:
        """Everything but buyers and members; and nobody of them comes back."""
        waiting = forgetting.waiting_writes(connection, [one.number for one in people])
        if waiting:
            raise ConflictError("something waits to be sent", code="E-WAITING", buyer_id=min(waiting))
        going = forgetting.members_that_go(people)
        of_buyers = (mark for one in people for mark in tombstones.marks_of_buyer(one.buyer))
        of_members = (mark for one in going.values() for mark in tombstones.marks_of_member(one))
        tombstones.bury(connection, buried_as, (*of_buyers, *of_members), at=at)
        forgetting.erase_traces(connection, self.tenant_id, [one.number for one in people], [*going])
        wiping.mark_due(connection)

    def _erase_drafts(self, people: Collection[Person]) -> None:
        """First, where they stand in another file: a form that is lost for nothing is no harm."""
        if self._drafts_store is not self.store:
            with self._drafts_store.write() as connection:
                forgetting.erase_drafts(connection, self.tenant_id, people)
                wiping.mark_due(connection)


class LocalEraser(Eraser):
    """A database of our own."""

    def find(self, buyer: WxBuyingUser) -> Person | None:
        """The row and its member."""
        with self.store.read() as connection:
            return forgetting.find(connection, self.tenant_id, buyer.id or 0)

    def erase(self, people: Sequence[Person], *, at: int, note: Note) -> list[Person]:
        """All in one transaction."""
        self._erase_drafts(people)

        def work(connection: Connection) -> list[Person]:
            found = [forgetting.find(connection, self.tenant_id, one.number) for one in people]
            there = [one for one in found if one is not None]
            going = forgetting.members_that_go(there)
            self._erase_at_desk(connection, there, buried_as=self.tenant_id, at=at)
            forgetting.erase_drafts(connection, self.tenant_id, there)
            forgetting.erase_rows(connection, self.tenant_id, there)
            for one in there:
                note(connection, one, _member_of(one, going))
            return there

        return self.store.run(work)

    def unseen(self, before: int) -> tuple[Unseen, int | None]:
        """By history and writes; who has neither came with the last import at the latest."""
        with self.store.read() as connection:
            _, imported_at = journal_queries.events(connection, self.tenant_id, Action.IMPORT)
            found = unseen.in_database(connection, self.tenant_id, before=before, imported_at=imported_at)
        return found, imported_at

    def last_seen(self, numbers: Collection[int]) -> Mapping[int, int]:
        """The later one of history and writes."""
        with self.store.read() as connection:
            lines = unseen.last_lines(connection, self.tenant_id, numbers)
            writes = unseen.last_writes(connection, self.tenant_id, numbers)
        return {number: max(lines.get(number, 0), writes.get(number, 0)) for number in lines.keys() | writes.keys()}

    def resume(self) -> None:
        """One transaction is never cut in two."""


class ServedEraser(Eraser):
    """What is kept here for a server, with the copy ``mirror`` of its buyers where there is one.

    ``server_tenant`` tells whose buyers the server's are; None while nobody knows.
    """

    def __init__(
        self,
        store: Store,
        *,
        tenant_id: int,
        mirror: Mirror | None,
        server_tenant: Callable[[], int | None],
    ) -> None:
        super().__init__(store, store, tenant_id=tenant_id)
        self._mirror = mirror
        self._server_tenant = server_tenant

    def find(self, buyer: WxBuyingUser) -> Person | None:
        """As the copy has it; else as it was shown: there may be lines in the history all the same."""
        kept = self._mirror.find(buyer.id or 0) if self._mirror is not None else None
        if kept is not None:
            return kept
        return Person(buyer, forgetting.bare_member(buyer)) if buyer.id else None

    def erase(self, people: Sequence[Person], *, at: int, note: Note) -> list[Person]:
        """The desk's things with the tombstones, then the copy: after the first nobody comes back into it."""
        numbers = [one.number for one in people]
        going = forgetting.members_that_go(people)
        with self.store.write() as connection:
            self._erase_at_desk(connection, people, buried_as=self._server_tenant() or self.tenant_id, at=at)
            forgetting.erase_drafts(connection, self.tenant_id, people)
            for one in people:
                note(connection, one, _member_of(one, going))
            if self._mirror is not None:
                facts.write(connection, _ERASING, json.dumps([*_listed(connection), *numbers]))
        self.resume()
        return [*people]

    def unseen(self, before: int) -> tuple[Unseen, int | None]:
        """By when the server was asked, and by the history. UnsupportedError without a copy: nobody is listed there."""
        if self._mirror is None:
            raise UnsupportedError("without a copy nobody knows who is there", code="E-NO-COPY")
        found = self._mirror.unseen(before)
        with self.store.read() as connection:
            lines = unseen.last_lines(connection, self.tenant_id, found.numbers)
        quiet = tuple(number for number in found.numbers if lines.get(number, 0) < before)
        return replace(found, numbers=quiet), None

    def last_seen(self, numbers: Collection[int]) -> Mapping[int, int]:
        """When the server was asked; a line of the history is older than that here."""
        return self._mirror.last_asked(numbers) if self._mirror is not None else {}

    def resume(self) -> None:
        """Erase from the copy whoever was noted."""
        with self.store.read() as connection:
            numbers = _listed(connection)
        if not numbers or self._mirror is None:
            return
        self._mirror.erase(numbers)
        with self.store.write() as connection:
            facts.forget(connection, _ERASING)

    def _files(self) -> Iterable[Store]:
        yield self.store
        if self._mirror is not None:
            yield self._mirror.store


def _listed(connection: Connection) -> list[int]:
    return list(json.loads(facts.read(connection, _ERASING) or "[]"))


def _member_of(person: Person, going: Collection[int]) -> int | None:
    number = person.member.id if person.member is not None else None
    return number if number in going else None
