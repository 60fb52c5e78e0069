"""The copy of one server's buyers: what it said, when it was asked, and how much of it is known."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import NOBODY
from wxbuyer_gui.backends.offline.copy_file import NO_TENANT, CopyFile
from wxbuyer_gui.domain.models import Coverage, Member, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store import buyers, forgetting, index_merge, mirror, search, twins, unseen, wiping
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.forgetting import Person
from wxbuyer_gui.store.moments import from_milliseconds
from wxbuyer_gui.store.unseen import Unseen

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.backends.offline.asking import Answered
    from wxbuyer_gui.backends.offline.kept_out import KeptOut

_AT_ONCE = 1_000  # buyers that one transaction forgets


class Mirror:
    """What is kept of a server's buyers in ``file``. All methods may be called from any thread.

    What comes out carries ``as_of``, the moment at which the server was asked. Everything may raise StorageError,
    ``E-COPY-DAMAGED`` where the file turned out to be damaged: it was set aside then, and the next call finds an
    empty copy. A mirror never holds a member's ID number, address or birthday.

    ``store``, ``source``, ``tenant_id`` and ``is_guest`` are as in ``CopyFile``, which raises InvalidInputError for
    another's. ``clock`` is ``time.time``.
    """

    def __init__(
        self,
        store: Store,
        *,
        source: str,
        tenant_id: int | None = None,
        is_guest: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.file = CopyFile(store, source=source, tenant_id=tenant_id, is_guest=is_guest)
        """Whose copy this is, and that it can be read."""
        self._clock = clock
        self.kept_out: KeptOut | None = None
        """Who knows whom this copy must not keep; set once, by whoever has the desk store."""

    @property
    def source(self) -> str:
        """The address of the server."""
        return self.file.source

    @property
    def store(self) -> Store:
        """The database of this mirror."""
        return self.file.store

    @property
    def tenant_id(self) -> int | None:
        """The tenant whose buyers these are; None while none is known."""
        return self.file.tenant_id

    @property
    def _tenant(self) -> int:
        return self.file.tenant_id or NO_TENANT

    def now(self) -> int:
        """The present moment as ``note`` and ``mark_gone`` take it: milliseconds since 1970."""
        return int(self._clock() * 1000)

    # -- writing -----------------------------------------------------------------------------------------------

    def note(self, found: Sequence[WxBuyingUser], *, asked_at: int, source: str = mirror.SERVER) -> None:
        """Keep buyers as the server showed them when it was asked; an answer to a later question stays."""
        if not found:
            return
        tenant_id = self.file.tenant_of(found[0].tenant_id)
        # Not waiting for the disk: the server can be asked again.
        with self.file.writing(flush=False) as connection:
            mirror.note(connection, tenant_id, self._ours(tenant_id, found), as_of=asked_at, source=source)

    def pull(self, answers: Sequence[Answered], *, held: Collection[int], **facts: int) -> None:
        """Keep what was asked for many numbers at once, and ``facts`` with it; the buyers ``held`` stay as they are.

        Numbers that nobody has are marked as gone where the mirror has somebody.
        """
        found = [buyer for answer in answers for buyer in answer.found if buyer.id and buyer.id not in held]
        missing = {number for answer in answers for number in answer.ids}.difference({one.id for one in found}, held)
        tenant_id = self.file.tenant_of(found[0].tenant_id if found else None)
        asked_at = min(answer.asked_at for answer in answers)
        with self.file.writing(flush=False) as connection:
            mirror.note(connection, tenant_id, self._ours(tenant_id, found), as_of=asked_at)
            mirror.mark_gone(connection, tenant_id, missing, at=asked_at)
            if facts:
                mirror.keep_state(connection, **facts)

    def note_member(self, member: Member, *, whole: bool = True) -> None:
        """Keep number, name and phone of a member, the two that are not empty unless it is ``whole``.

        It waits for the disk: the vendor's API shows no members, so that this cannot be asked again.
        """
        tenant_id = self.file.tenant_of(member.tenant_id)
        if member.id and tenant_id:
            with self.file.writing() as connection:
                if self.kept_out is not None and self.kept_out.is_member(tenant_id, member.id):
                    return
                mirror.note_member(connection, replace(member, tenant_id=tenant_id), whole=whole)

    def mark_gone(self, ids: Collection[int], *, asked_at: int) -> None:
        """Erase buyers that the server said it does not have."""
        tenant_id = self._tenant
        with self.file.reading() as connection:
            if not mirror.known(connection, tenant_id, ids, until=asked_at):
                return
        with self.file.writing(flush=False) as connection:
            mirror.mark_gone(connection, tenant_id, ids, at=asked_at)

    # -- reading -----------------------------------------------------------------------------------------------

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id, if it is kept here."""
        return next(iter(self.get_list([buyer_id])), None)

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId, if it is kept here."""
        with self.file.reading() as connection:
            found = buyers.get_by_open_id(connection, self._tenant, open_id)
            return None if found is None else self._dated(connection, [found])[0]

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """Those of the buyers with these ids that are kept here, in that order."""
        with self.file.reading() as connection:
            return self._dated(connection, buyers.get_list(connection, self._tenant, buyer_ids))

    def search(
        self,
        query: Query,
        *,
        limit: int,
        after: object | None,
        cancel: Event | None,
        named: Mapping[int, str] = NOBODY,
    ) -> SearchPage:
        """One page of what ``query`` finds here, with the coverage; ``named`` as in ``Backend.search``."""
        with self.file.reading() as connection:
            ages = partial(self._moments, connection)
            page = search.search(
                connection, self._tenant, query, limit=limit, after=after, cancel=cancel, named=named, ages=ages
            )
            return replace(page, coverage=self._coverage(connection))

    def case_twins(self, open_id: str) -> list[WxBuyingUser]:
        """Those buyers kept here whose openId differs from this one in case only."""
        with self.file.reading() as connection:
            return self._dated(connection, twins.by_case(connection, self._tenant, open_id))

    def coverage(self) -> Coverage:
        """How many buyers are kept here, of how many, and since when.

        ``as_of`` is when a crawl came to its end; before the first one, when the server was asked for any buyer last.
        """
        with self.file.reading() as connection:
            return self._coverage(connection)

    def oldest(self, limit: int) -> list[int]:
        """The ids of the buyers that the server was asked about the longest ago."""
        with self.file.reading() as connection:
            return mirror.oldest(connection, self._tenant, limit=limit)

    def purge(self, *, days: int) -> int:
        """Forget buyers that the server was not asked about for so many days, and members without buyers; how many."""
        before, gone = self.now() - days * 86_400_000, 0
        while True:
            with self.file.writing() as connection:
                some = mirror.purge(connection, self._tenant, before=before, limit=_AT_ONCE)
                gone += some
                if some < _AT_ONCE:
                    if gone:
                        mirror.purge_members(connection, self._tenant)
                    break
        return gone

    def find(self, buyer_id: int) -> Person | None:
        """Who is kept here under a buyer's number, with the member and that member's other buyers."""
        with self.file.reading() as connection:
            return forgetting.find(connection, self._tenant, buyer_id)

    def unseen(self, before: int) -> Unseen:
        """Buyers without a member about whom the server was not asked since ``before``."""
        with self.file.reading() as connection:
            return unseen.in_copy(connection, self._tenant, before=before)

    def last_asked(self, buyer_ids: Collection[int]) -> dict[int, int]:
        """Buyer number → when the server was asked about it, for those who are kept here."""
        with self.file.reading() as connection:
            return mirror.ages(connection, self._tenant, buyer_ids)

    def erase(self, buyer_ids: Collection[int]) -> None:
        """Erase people of this copy, and the members that go with them. To be followed by a wipe."""
        tenant_id = self._tenant
        with self.file.writing() as connection:
            found = [forgetting.find(connection, tenant_id, number) for number in buyer_ids]
            mirror.forget(connection, tenant_id, [one for one in found if one is not None])
            wiping.mark_due(connection)

    def highest_id(self) -> int:
        """The highest id of a buyer that is kept here; 0 without any."""
        with self.file.reading() as connection:
            return mirror.highest_id(connection, self._tenant)

    def facts(self) -> dict[str, str]:
        """What ``keep_facts`` and ``pull`` kept."""
        with self.file.reading() as connection:
            return mirror.state(connection)

    def keep_facts(self, **facts: int) -> None:
        """Keep facts about the copy, each in the place of an older one."""
        with self.file.writing() as connection:
            mirror.keep_state(connection, **facts)

    def merge_indexes(self, *, progress: Callable[[], object], cancel: Event) -> None:
        """As ``store.index_merge.merge_indexes``: after many transactions."""
        index_merge.merge_indexes(self.store, progress=progress, cancel=cancel)

    def close(self) -> None:
        """Close the database. May be called more than once."""
        self.file.close()

    def _ours(self, tenant_id: int, found: Sequence[WxBuyingUser]) -> list[WxBuyingUser]:
        """Those of a server's buyers that may be kept, as this tenant's; to be asked as ``KeptOut`` is."""
        own = [one if one.tenant_id == tenant_id else replace(one, tenant_id=tenant_id) for one in found]
        return own if self.kept_out is None else self.kept_out.allowed(tenant_id, own)

    def _dated(self, connection: Connection, found: Sequence[WxBuyingUser]) -> list[WxBuyingUser]:
        """The same buyers, each with the moment at which the server was asked about it."""
        moments = self._moments(connection, [one.id or 0 for one in found])
        return [replace(one, as_of=moments.get(one.id or 0)) for one in found]

    def _moments(self, connection: Connection, buyer_ids: Collection[int]) -> dict[int, datetime]:
        ages = mirror.ages(connection, self._tenant, buyer_ids)
        return {number: from_milliseconds(moment) for number, moment in ages.items()}

    def _coverage(self, connection: Connection) -> Coverage:
        tenant_id = self._tenant
        kept = mirror.state(connection)
        known = int(kept[mirror.BUYERS])
        if "complete_at" in kept:
            upper = max(int(kept["crawl_upper"]), mirror.highest_id(connection, tenant_id))
            return Coverage(known, upper, from_milliseconds(int(kept["complete_at"])))
        newest = mirror.newest(connection, tenant_id)
        return Coverage(known, None, None if newest is None else from_milliseconds(newest))
