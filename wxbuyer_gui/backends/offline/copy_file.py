"""The file of a copy: whose copy it is, and a new one in the place of one that is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline import damaged
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.store import buyers, mirror
from wxbuyer_gui.store.check import DAMAGE_CODES, find_damage
from wxbuyer_gui.store.engine import Store, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection

NO_TENANT = 0
"""Nobody's: finds nothing."""


class CopyFile:
    """``store`` as the copy of the server at ``source``, of one tenant. All methods may be called from any thread.

    Raises InvalidInputError ``E-MIRROR-SOURCE`` where ``store`` is the copy of another server or tenant, or no copy
    at all but a shop's own database. A guest works on the file that another process has opened, and leaves it to that
    one to set it aside.
    """

    def __init__(self, store: Store, *, source: str, tenant_id: int | None, is_guest: bool) -> None:
        self.source = source
        """The address of the server."""
        self._store = store
        self._is_guest = is_guest
        self._lock = RLock()
        self.set_aside: Path | None = None
        """Where a damaged copy is, in the place of which this one was begun."""
        self._tenant_id = self._claimed(tenant_id)

    @property
    def store(self) -> Store:
        """The database; another one after it was forgotten or found damaged."""
        return self._store

    @property
    def tenant_id(self) -> int | None:
        """The tenant whose buyers these are; None while none is known."""
        return self._tenant_id

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read; StorageError ``E-COPY-DAMAGED`` where the file turns out to be damaged."""
        with self._intact() as store, store.read() as connection:
            yield connection

    @contextmanager
    def writing(self, *, flush: bool = True) -> Iterator[Connection]:
        """A transaction that writes, as ``Store.write``; errors as in ``reading``."""
        with self._intact() as store, store.write(flush=flush) as connection:
            yield connection

    def tenant_of(self, tenant_id: int | None) -> int:
        """The tenant to keep something under: ours, or the first that is heard of."""
        with self._lock:
            if self._tenant_id is None:
                self._tenant_id = self._kept_tenant(tenant_id)
            return self._tenant_id or NO_TENANT

    def forget(self) -> None:
        """Delete the file, a damaged one too, and begin an empty one. Whose copy it is stays known.

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
            self.begin_anew(self._store)

    def begin_anew(self, store: Store) -> None:
        """Put ``store``, which is damaged, aside unless another thread has done so; go on with an empty file."""
        with self._lock:
            if self._store is store and store.path is not None:
                store.close()
                self.set_aside = damaged.put_aside(store.path)
                self._store = open_store(store.url)
                self._claimed(self._tenant_id)

    def learn_tenant(self) -> None:
        """Take over the tenant that a guest has put into the file, where none is known yet."""
        with self._lock:
            if self._tenant_id is None:
                with self.reading() as connection:
                    self._tenant_id = _tenant_in(mirror.state(connection))

    def close(self) -> None:
        """Close the database. May be called more than once."""
        self._store.close()

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
                self.begin_anew(store)
            raise StorageError("the copy was damaged, and a new one is begun", code="E-COPY-DAMAGED") from None

    def _claimed(self, tenant_id: int | None) -> int | None:
        """The tenant that was kept, or the given one, after it was made sure that this is our copy."""
        with self._store.read() as connection:
            kept = mirror.state(connection)
            is_used = "source" in kept or mirror.holds_buyers(connection)
        if is_used and kept.get("source") != self.source:
            whose = f"is the copy of {kept['source']}" if "source" in kept else "is a shop's own database"
            raise InvalidInputError(f"the mirror {whose}", code="E-MIRROR-SOURCE", field="mirror")
        kept_tenant = _tenant_in(kept)
        if tenant_id is not None and kept_tenant not in (None, tenant_id):
            raise InvalidInputError("the mirror is that of another tenant", code="E-MIRROR-SOURCE", field="mirror")
        tenant_id = kept_tenant or self._kept_tenant(tenant_id)
        if mirror.BUYERS not in kept:
            with self._store.write() as connection:
                count = buyers.count(connection, tenant_id or NO_TENANT)
                mirror.keep_state(connection, source=self.source, **{mirror.BUYERS: count})
        return tenant_id

    def _kept_tenant(self, tenant_id: int | None) -> int | None:
        """The tenant that the file names; ``tenant_id`` is put there where no process was faster."""
        if not tenant_id:
            return tenant_id
        with self._store.write() as connection:
            kept = _tenant_in(mirror.state(connection))
            if kept is None:
                mirror.keep_state(connection, tenant=tenant_id)
        return kept or tenant_id


def _tenant_in(facts: dict[str, str]) -> int | None:
    return int(facts["tenant"]) if "tenant" in facts else None
