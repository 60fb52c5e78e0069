"""The copy of one server's buyers: what it said, when it was asked, and how much of it is known."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, RLock
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.base import NOBODY
from wxbuyer_gui.backends.offline import damaged
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.models import Coverage, Member, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.store import buyers, forgetting, mirror, search, twins, unseen, wiping
from wxbuyer_gui.store.check import DAMAGE_CODES, find_damage
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.forgetting import Person
from wxbuyer_gui.store.unseen import Unseen

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.backends.offline.asking import Answered
    from wxbuyer_gui.backends.offline.kept_out import KeptOut

_AT_ONCE = 1_000  # buyers that one transaction forgets
_NO_TENANT = 0  # nobody's: finds nothing


class Mirror:
    """Buyers of the server at ``source`` in ``store``, of one tenant. All methods may be called from any thread.

    What comes out carries ``as_of``, the moment at which the server was asked. Everything may raise StorageError,
    ``E-COPY-DAMAGED`` where the file turned out to be damaged: it was set aside then, and the next call finds an
    empty copy. A mirror never holds a member's ID number, address or birthday.

    Raises InvalidInputError ``E-MIRROR-SOURCE`` where ``store`` is the copy of another server or tenant, or no copy
    at all but a shop's own database. A guest works on the file that another process has opened, and leaves it to that
    one to set it aside. ``clock`` is ``time.time``.
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
        self._store = store
        self._source = source
        self._is_guest = is_guest
        self._clock = clock
        self._lock = RLock()
        self.set_aside: Path | None = None
        """Where a damaged copy is, in the place of which this one was begun."""
        self.kept_out: KeptOut | None = None
        """Who knows whom this copy must not keep; set once, by whoever has the desk store."""
        self._tenant_id = self._claimed(tenant_id)

    @property
    def source(self) -> str:
        """The address of the server."""
        return self._source

    @property
    def store(self) -> Store:
        """The database of this mirror."""
        return self._store

    @property
    def tenant_id(self) -> int | None:
        """The tenant whose buyers these are; None while none is known."""
        return self._tenant_id

    def now(self) -> int:
        """The present moment as ``note`` and ``mark_gone`` take it: milliseconds since 1970."""
        return int(self._clock() * 1000)

    # -- writing -----------------------------------------------------------------------------------------------

    def note(self, found: Sequence[WxBuyingUser], *, asked_at: int, source: str = mirror.SERVER) -> None:
        """Keep buyers as the server showed them when it was asked; an answer to a later question stays."""
        if not found:
            return
        tenant_id = self._tenant_of(found[0].tenant_id)
        own = [one if one.tenant_id == tenant_id else replace(one, tenant_id=tenant_id) for one in found]
        # Not waiting for the disk: the server can be asked again.
        with self._writing(flush=False) as connection:
            mirror.note(connection, tenant_id, self._allowed(tenant_id, own), as_of=asked_at, source=source)

    def pull(self, answers: Sequence[Answered], *, held: Collection[int], **facts: int) -> None:
        """Keep what was asked for many numbers at once, and ``facts`` with it; the buyers ``held`` stay as they are.

        Numbers that nobody has are marked as gone where the mirror has somebody.
        """
        found = [buyer for answer in answers for buyer in answer.found if buyer.id and buyer.id not in held]
        missing = {number for answer in answers for number in answer.ids}.difference({one.id for one in found}, held)
        tenant_id = self._tenant_of(found[0].tenant_id if found else None)
        asked_at = min(answer.asked_at for answer in answers)
        own = [one if one.tenant_id == tenant_id else replace(one, tenant_id=tenant_id) for one in found]
        with self._writing(flush=False) as connection:
            mirror.note(connection, tenant_id, self._allowed(tenant_id, own), as_of=asked_at)
            mirror.mark_gone(connection, tenant_id, missing, at=asked_at)
            if facts:
                mirror.keep_state(connection, **facts)

    def note_member(self, member: Member, *, whole: bool = True) -> None:
        """Keep number, name and phone of a member, the two that are not empty unless it is ``whole``.

        It waits for the disk: the vendor's API shows no members, so that this cannot be asked again.
        """
        tenant_id = self._tenant_of(member.tenant_id)
        if member.id and tenant_id:
            with self._writing() as connection:
                if self.kept_out is not None and self.kept_out.is_member(tenant_id, member.id):
                    return
                mirror.note_member(connection, replace(member, tenant_id=tenant_id), whole=whole)

    def mark_gone(self, ids: Collection[int], *, asked_at: int) -> None:
        """Erase buyers that the server said it does not have."""
        tenant_id = self._tenant_id or _NO_TENANT
        with self._reading() as connection:
            if not mirror.known(connection, tenant_id, ids, until=asked_at):
                return
        with self._writing(flush=False) as connection:
            mirror.mark_gone(connection, tenant_id, ids, at=asked_at)

    # -- reading -----------------------------------------------------------------------------------------------

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id, if it is kept here."""
        return next(iter(self.get_list([buyer_id])), None)

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId, if it is kept here."""
        tenant_id = self._tenant_id or _NO_TENANT
        with self._reading() as connection:
            found = buyers.get_by_open_id(connection, tenant_id, open_id)
            ages = mirror.ages(connection, tenant_id, [found.id or 0]) if found else {}
        return None if found is None else _dated(found, ages)

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """Those of the buyers with these ids that are kept here, in that order."""
        tenant_id = self._tenant_id or _NO_TENANT
        with self._reading() as connection:
            found = buyers.get_list(connection, tenant_id, buyer_ids)
            ages = mirror.ages(connection, tenant_id, [one.id or 0 for one in found])
        return [_dated(one, ages) for one in found]

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
        tenant_id = self._tenant_id or _NO_TENANT
        with self._reading() as connection:
            page = search.search(connection, tenant_id, query, limit=limit, after=after, cancel=cancel, named=named)
            ages = mirror.ages(connection, tenant_id, [buyer.id or 0 for buyer in page.buyers])
            coverage = self._coverage(connection)
        hits = tuple(
            hit if hit.buyer is None else SearchHit(_dated(hit.buyer, ages), hit.member, hit.matched)
            for hit in page.hits
        )
        return replace(page, hits=hits, coverage=coverage)

    def case_twins(self, open_id: str) -> list[WxBuyingUser]:
        """Those buyers kept here whose openId differs from this one in case only."""
        tenant_id = self._tenant_id or _NO_TENANT
        with self._reading() as connection:
            found = twins.by_case(connection, tenant_id, open_id)
            ages = mirror.ages(connection, tenant_id, [one.id or 0 for one in found])
        return [_dated(one, ages) for one in found]

    def coverage(self) -> Coverage:
        """How many buyers are kept here, of how many, and since when.

        ``as_of`` is when a crawl came to its end; before the first one, when the server was asked for any buyer last.
        """
        with self._reading() as connection:
            return self._coverage(connection)

    def oldest(self, limit: int) -> list[int]:
        """The ids of the buyers that the server was asked about the longest ago."""
        with self._reading() as connection:
            return mirror.oldest(connection, self._tenant_id or _NO_TENANT, limit=limit)

    def purge(self, *, days: int) -> int:
        """Forget buyers that the server was not asked about for so many days, and members without buyers; how many."""
        before, gone = self.now() - days * 86_400_000, 0
        while True:
            with self._writing() as connection:
                some = mirror.purge(connection, self._tenant_id or _NO_TENANT, before=before, limit=_AT_ONCE)
                gone += some
                if some < _AT_ONCE:
                    if gone:
                        mirror.purge_members(connection, self._tenant_id or _NO_TENANT)
                    break
        return gone

    def find(self, buyer_id: int) -> Person | None:
        """Who is kept here under a buyer's number, with the member and that member's other buyers."""
        with self._reading() as connection:
            return forgetting.find(connection, self._tenant_id or _NO_TENANT, buyer_id)

    def unseen(self, before: int) -> Unseen:
        """Buyers without a member about whom the server was not asked since ``before``."""
        with self._reading() as connection:
            return unseen.in_copy(connection, self._tenant_id or _NO_TENANT, before=before)

    def last_asked(self, buyer_ids: Collection[int]) -> dict[int, int]:
        """Buyer number → when the server was asked about it, for those who are kept here."""
        with self._reading() as connection:
            return mirror.ages(connection, self._tenant_id or _NO_TENANT, buyer_ids)

    def erase(self, buyer_ids: Collection[int]) -> None:
        """Erase people of this copy, and the members that go with them. To be followed by a wipe."""
        tenant_id = self._tenant_id or _NO_TENANT
        with self._writing() as connection:
            found = [forgetting.find(connection, tenant_id, number) for number in buyer_ids]
            mirror.forget(connection, tenant_id, [one for one in found if one is not None])
            wiping.mark_due(connection)

    def forget(self) -> None:
        """Delete the mirror's file, a damaged one too, and begin an empty one. Whose copy it is stays known.

        Raises StorageError ``E-LOCKED`` where another program has the file open and the system protects it.
        """
        url, path = self._store.url, self._store.path
        with self._lock:
            self._store.close()
            if path is not None:
                damaged.forget(path)
            self._store = open_store(url)
            self._claimed(self._tenant_id)

    def set_aside_if_damaged(self) -> None:
        """Read every page where the file was not closed well; a damaged copy makes room for an empty one."""
        if self._store.unclean and find_damage(self._store):
            self._begin_anew(self._store)

    def begin_anew(self) -> None:
        """Set a file aside that a guest has found damaged, and go on with an empty one."""
        self._begin_anew(self._store)

    def learn_tenant(self) -> None:
        """Take over the tenant that a guest has put into the file, where none is known yet."""
        with self._lock:
            self._tenant_id = self._tenant_id or _tenant_in(self.facts())

    def highest_id(self) -> int:
        """The highest id of a buyer that is kept here; 0 without any."""
        with self._reading() as connection:
            return mirror.highest_id(connection, self._tenant_id or _NO_TENANT)

    def facts(self) -> dict[str, str]:
        """What ``keep_facts`` and ``pull`` kept."""
        with self._reading() as connection:
            return mirror.state(connection)

    def keep_facts(self, **facts: int) -> None:
        """Keep facts about the copy, each in the place of an older one."""
        with self._writing() as connection:
            mirror.keep_state(connection, **facts)

    def close(self) -> None:
        """Close the database. May be called more than once."""
        self._store.close()

    # -- damage ------------------------------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._intact() as store, store.read() as connection:
            yield connection

    @contextmanager
    def _writing(self, *, flush: bool = True) -> Iterator[Connection]:
        with self._intact() as store, store.write(flush=flush) as connection:
            yield connection

    @contextmanager
    def _intact(self) -> Iterator[Store]:
        """The database, which is replaced where it turns out to be damaged; StorageError ``E-COPY-DAMAGED`` then."""
        store = self._store
        try:
            yield store
        except StorageError as error:
            if error.code not in DAMAGE_CODES or store.path is None:
                raise
            if not self._is_guest:
                self._begin_anew(store)
            raise StorageError("the copy was damaged, and a new one is begun", code="E-COPY-DAMAGED") from None

    def _begin_anew(self, store: Store) -> None:
        """Put ``store`` aside, unless another thread has done so, and go on with an empty file."""
        with self._lock:
            if self._store is store and store.path is not None:
                store.close()
                self.set_aside = damaged.put_aside(store.path)
                self._store = open_store(store.url)
                self._claimed(self._tenant_id)

    def _allowed(self, tenant_id: int, found: Sequence[WxBuyingUser]) -> Sequence[WxBuyingUser]:
        return found if self.kept_out is None else self.kept_out.allowed(tenant_id, found)

    # -- whose copy it is --------------------------------------------------------------------------------------

    def _claimed(self, tenant_id: int | None) -> int | None:
        """The tenant that was kept, or the given one, after it was made sure that this is our copy."""
        with self._store.read() as connection:
            kept = mirror.state(connection)
            is_used = "source" in kept or mirror.holds_buyers(connection)
        if is_used and kept.get("source") != self._source:
            whose = f"is the copy of {kept['source']}" if "source" in kept else "is a shop's own database"
            raise InvalidInputError(f"the mirror {whose}", code="E-MIRROR-SOURCE", field="mirror")
        kept_tenant = _tenant_in(kept)
        if tenant_id is not None and kept_tenant not in (None, tenant_id):
            raise InvalidInputError("the mirror is that of another tenant", code="E-MIRROR-SOURCE", field="mirror")
        tenant_id = kept_tenant or self._kept_tenant(tenant_id)
        if mirror.BUYERS not in kept:
            with self._store.write() as connection:
                count = buyers.count(connection, tenant_id or _NO_TENANT)
                mirror.keep_state(connection, source=self._source, **{mirror.BUYERS: count})
        return tenant_id

    def _tenant_of(self, tenant_id: int | None) -> int:
        """The tenant to keep something under: ours, or the first that is heard of."""
        with self._lock:
            if self._tenant_id is None:
                self._tenant_id = self._kept_tenant(tenant_id)
            return self._tenant_id or _NO_TENANT

    def _kept_tenant(self, tenant_id: int | None) -> int | None:
        """The tenant that the file names; ``tenant_id`` is put there where no process was faster."""
        if not tenant_id:
            return tenant_id
        with self._store.write() as connection:
            kept = _tenant_in(mirror.state(connection))
            if kept is None:
                mirror.keep_state(connection, tenant=tenant_id)
        return kept or tenant_id

    def _coverage(self, connection: Connection) -> Coverage:
        tenant_id = self._tenant_id or _NO_TENANT
        kept = mirror.state(connection)
        known = int(kept[mirror.BUYERS])
        if "complete_at" in kept:
            upper = max(int(kept["crawl_upper"]), mirror.highest_id(connection, tenant_id))
            return Coverage(known, upper, moment(int(kept["complete_at"])))
        newest = mirror.newest(connection, tenant_id)
        return Coverage(known, None, None if newest is None else moment(newest))


def moment(milliseconds: int) -> datetime:
    """Milliseconds since 1970 as a moment in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _tenant_in(facts: dict[str, str]) -> int | None:
    return int(facts["tenant"]) if "tenant" in facts else None


def _dated(buyer: WxBuyingUser, ages: dict[int, int]) -> WxBuyingUser:
    asked_at = ages.get(buyer.id or 0)
    return buyer if asked_at is None else replace(buyer, as_of=moment(asked_at))
