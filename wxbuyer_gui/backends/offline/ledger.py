"""The outbox's rows of one server and tenant, each change a transaction, told to those who listen after its commit."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from wxbuyer_gui.backends.offline.clock import Clock
from wxbuyer_gui.domain.models import MemberForm, Operation
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.store import outbox as rows
from wxbuyer_gui.store import outbox_buyers as new_buyers
from wxbuyer_gui.store import outbox_reviews as reviews
from wxbuyer_gui.store import outbox_sender as senders
from wxbuyer_gui.store import payload_seal
from wxbuyer_gui.store.outbox import Entry

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store
    from wxbuyer_gui.store.mark_file import MarkFile

_log = logging.getLogger(__name__)

LEASE_SECONDS = 30.0
"""How long the right to send lasts without being renewed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One look at the server or one sending, for the record. ``started``: seconds since 1970."""

    phase: OpState
    started: float
    evidence: str = ""
    code: str = ""


class Ledger:
    """May be used from any thread; raises StorageError.

    ``backend_id`` names server and tenant; operations of others are neither seen nor sent. ``mark_file`` counts
    the sendings outside of the database, so that a database put back from an older copy is noticed. Listeners are
    called on the thread that made the change.
    """

    def __init__(self, store: Store, *, backend_id: Callable[[], str], clock: Clock, mark_file: MarkFile) -> None:
        self.store = store
        self._backend_id = backend_id
        self._clock = clock
        self._mark_file = mark_file
        self._me = f"{clock.boot_id}:{os.getpid()}:{secrets.token_hex(8)}"
        self._version: int | None = None
        self._listeners: list[Callable[[Operation], None]] = []
        self._lock = Lock()

    @property
    def backend_id(self) -> str:
        """The server and tenant that the rows are about; no row is about one whose tenant is not known yet."""
        return self._backend_id()

    def subscribe(self, listener: Callable[[Operation], None]) -> Callable[[], None]:
        """Call ``listener`` after each change of an operation; the answer stops that."""
        with self._lock:
            self._listeners.append(listener)

        def stop() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return stop

    def publish(self, operation: Operation) -> None:
        """Tell the listeners. One that fails is logged and does not stop the others, nor the sender."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(operation)
            except Exception as error:  # noqa: BLE001  whatever a listener does, sending goes on
                _log.warning("a listener of the outbox failed: %s", type(error).__name__)

    def get(self, operation_id: str, *, opened: bool = False) -> Entry | None:
        """The operation with this id, of this server only; ``opened`` as in ``store.outbox.entries_of``."""
        with self.store.read() as connection:
            entry = rows.find(connection, operation_id, opened=opened)
        return entry if entry is not None and entry.backend_id == self.backend_id else None

    def open_entries(self) -> list[Entry]:
        """All open operations, oldest first, with their ID numbers unopened."""
        with self.store.read() as connection:
            return rows.open_entries(connection, self.backend_id)

    def was_changed(self) -> bool:
        """Whether another program has written anything since this was asked last."""
        before, version = self._version, self.store.foreign_version()
        if version is not None:
            self._version = version
        return None not in (before, version) and version != before

    def decided_at(self, entry: Entry) -> float:
        """When a person last decided about ``entry``, in seconds since 1970; 0 if nobody ever did."""
        with self.store.read() as connection:
            return reviews.decided_at(connection, entry.id)

    def ready_to_seal(self, form: MemberForm | None) -> None:
        """Have the key at hand with which an ID number in ``form`` is encrypted. Not within a transaction."""
        if form is None or not form.id_card:
            return
        with self.store.read() as connection:
            known = payload_seal.key_name(connection)
        name = self.store.id_numbers.waiting.prepare(known)
        if name != known:
            with self.store.write() as connection:
                payload_seal.name_key(connection, name)

    def move(
        self,
        entry: Entry,
        *,
        attempt: Attempt | None = None,
        is_sending: bool = False,
        member_id: int | None = None,
    ) -> Entry | None:
        """Store ``entry`` in its new state; None where it was changed meanwhile or this process may not send any more.

        ``is_sending`` counts the sending in the database and, before this returns, outside of it. ``member_id`` is
        whom the buyer is bound to then: of a registration that is done the consent is kept under that number.
        """
        now = self._clock.time()
        mark = 0
        with self.store.write() as connection:
            moved = rows.move(connection, entry, now=now, sender=self._me)
            if moved is None:
                return None
            if attempt is not None:
                rows.note_attempt(
                    connection,
                    entry,
                    phase=attempt.phase,
                    started=attempt.started,
                    ended=now,
                    evidence=attempt.evidence,
                    code=attempt.code,
                )
            if moved.state is OpState.REVIEW:
                reviews.ask(connection, moved, now=now)
            elif moved.state is OpState.DONE:
                if moved.operation.result_id is not None:
                    new_buyers.learn_server_id(connection, moved.id, moved.operation.result_id)
                rows.keep_consent(connection, moved, member_id)
            if is_sending:
                mark = senders.next_mark(connection)
        if is_sending:
            self._mark_file.write(mark)
        self.publish(moved.operation)
        return moved

    def claim(self) -> bool:
        """Take or renew the right to send."""
        now = self._clock.time()
        with self.store.write(flush=False) as connection:
            if senders.renew(connection, self._me, now=now, seconds=LEASE_SECONDS):
                return True
            holder = senders.holder(connection)
            gone = holder if _is_gone(holder, self._clock.boot_id) else ""
            return senders.claim(connection, self._me, now=now, seconds=LEASE_SECONDS, gone=gone)

    def give_back(self) -> None:
        """Let another process send."""
        with self.store.write() as connection:
            senders.give_back(connection, self._me)

    def was_put_back(self) -> bool:
        """Whether the database has counted fewer sendings than there were; it then counts on from there."""
        counted = self._mark_file.read()
        with self.store.write() as connection:
            if senders.mark(connection) >= counted:
                return False
            senders.raise_mark(connection, counted)
        return True


def backend_id_of(origin: str, tenant_id: int | None) -> str:
    """What names the server at the address ``origin`` and one of its tenants in the rows."""
    return hashlib.sha256(f"{origin} {tenant_id}".encode()).hexdigest()


def held_buyers(store: Store, backend_id: str) -> frozenset[int]:
    """The buyers to whom something is still to happen."""
    with store.read() as connection:
        return rows.held_buyers(connection, backend_id)


def _is_gone(holder: str, boot_id: str) -> bool:
    """Whether the process that took the right to send is certainly no more."""
    boot, _, rest = holder.rpartition(":")[0].rpartition(":")
    if not rest.isdecimal() or os.name != "posix":  # elsewhere a process cannot be asked for without harm
        return False
    if boot != boot_id:
        return not boot.startswith("since ")
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
