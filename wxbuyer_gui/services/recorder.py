"""Writing the journal: an intent before each write, an outcome after it, and events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.services.anchor import Anchor
from wxbuyer_gui.services.changes import Pairs
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.history import REASON
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.running import Running
from wxbuyer_gui.services.seals import Sealer
from wxbuyer_gui.store import journal as rows
from wxbuyer_gui.store import journal_queries as queries
from wxbuyer_gui.store.journal import EVENT, INTENT, OUTCOME, FieldSeal, JournalRow

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from wxbuyer_gui.store.engine import Store

# An ID number leaves its keyed hash and nothing else.
_NEVER_KEPT = frozenset({"member.id_card"})
_FINAL = frozenset({Result.DONE, Result.QUEUED, Result.CHECKING})


@dataclass(frozen=True, slots=True)
class Ticket:
    """An intent in the journal. ``earlier`` is its outcome where the same operation was done before."""

    intent: JournalRow
    earlier: JournalRow | None = None

    @property
    def seq(self) -> int:
        """The number of the journal's entry."""
        return self.intent.seq

    @property
    def operation_id(self) -> str:
        """The id of the operation."""
        return self.intent.operation_id or ""


class Recorder:
    """Appends to one tenant's journal as one device. Safe to use from several threads.

    ``clock`` gives the seconds since 1970. ``beside_data`` says that the store holds the buyers too: a power cut that
    takes an intent back then takes back the write that came after it, so that only the write waits for the disk.
    ``anchored_at`` is the file beside which the chain's last known head is kept; None keeps it in this object.
    Every method may raise StorageError (UnreachableError where the
    database is a server): a write that cannot be announced here must not be done.
    """

    def __init__(
        self,
        store: Store,
        device: Device,
        *,
        tenant_id: int = 1,
        operators: Operators | None = None,
        clock: Callable[[], float] = time.time,
        beside_data: bool = False,
        anchored_at: Path | None = None,
    ) -> None:
        self.operators = operators or Operators()
        self._store = store
        self._device_id = device.id
        self._sealer = Sealer(device)
        self._tenant_id = tenant_id
        self._clock = clock
        self._beside_data = beside_data
        self._anchor = Anchor.beside(anchored_at, self._sealer, tenant_id=tenant_id)
        self.running = Running()
        """The operations whose callers wait here for their answers."""

    @property
    def store(self) -> Store:
        """Where the journal stands."""
        return self._store

    @property
    def tenant_id(self) -> int:
        """Whose journal this is."""
        return self._tenant_id

    @property
    def device_id(self) -> str:
        """The id of this computer in the journal."""
        return self._device_id

    def begin(
        self,
        action: Action,
        fields: Pairs,
        *,
        operation_id: str,
        buyer_id: int | None = None,
        member_before: int | None = None,
        member_after: int | None = None,
    ) -> Ticket:
        """Announce a write by the current operator: what it is meant to change, from what to what.

        An operation that is done already gets its first ticket back, with ``earlier``; one whose intent was left
        open, word for word the same, gets that intent back.
        """
        row = self._row(
            INTENT,
            action,
            buyer_id=buyer_id,
            member_before=member_before,
            member_after=member_after,
            operation_id=operation_id,
            fields=self._seal_fields(fields),
        )
        with self._store.write(flush=not self._beside_data) as connection:
            known = queries.by_operation(connection, self._tenant_id, operation_id)
            if known is not None:
                earlier = queries.outcomes(connection, self._tenant_id, [known.seq]).get(known.seq)
                if earlier is None and known.fields == row.fields:
                    return Ticket(known)
                if earlier is not None and earlier.result in _FINAL:
                    return Ticket(known, earlier)
            row = rows.append(connection, row, self._sealer.row)
            rows.keep_values(connection, row, _kept(fields))
            rows.mark_open(connection, row)
        if not self._beside_data:
            self._anchor.note(row)
        return Ticket(row)

    def finish(
        self,
        ticket: Ticket,
        result: Result,
        fields: Pairs | None = None,
        *,
        buyer_id: int | None = None,
        member_before: int | None = None,
        member_after: int | None = None,
        verified: bool | None = None,
        code: str | None = None,
    ) -> None:
        """Write how an intent ended: ``fields`` and members as found afterwards, ``buyer_id`` where it is new.

        ``Result.UNKNOWN`` leaves the intent on the list of those to be settled. The disk is not waited for: where a
        power cut takes the outcome back, the intent is open again, and the next start settles it.
        """
        intent = ticket.intent
        outcome = self._row(
            OUTCOME,
            Action(intent.action),
            operator_id=intent.operator_id,
            approved_by=intent.approved_by,
            buyer_id=buyer_id if intent.buyer_id is None else None,
            member_before=member_before,
            member_after=member_after,
            intent_seq=intent.seq,
            result=result,
            verified=verified,
            code=code,
            fields=self._seal_fields(fields or {}),
        )
        with self._store.write(flush=False) as connection:
            outcome = rows.append(connection, outcome, self._sealer.row)
            rows.keep_values(connection, outcome, _kept(fields or {}))
            if result is not Result.UNKNOWN:
                rows.mark_closed(connection, self._tenant_id, intent.seq)
        if result is Result.DONE:  # the write between the two waited for the disk, and so for the intent, too
            self._anchor.note(intent)

    def recorded_before(self, connection: Connection, operation_id: str) -> int | None:
        """The number of the entry of a write that ``record`` wrote down; None for one that is new."""
        known = queries.by_operation(connection, self._tenant_id, operation_id)
        return None if known is None else known.seq

    def record(self, connection: Connection, action: Action, fields: Pairs, *, operation_id: str, buyer_id: int) -> int:
        """Write down, in its own transaction, a write to this very store: it is done when it is announced."""
        intent = self._row(
            INTENT, action, buyer_id=buyer_id, operation_id=operation_id, fields=self._seal_fields(fields)
        )
        intent = rows.append(connection, intent, self._sealer.row)
        rows.keep_values(connection, intent, _kept(fields))
        outcome = self._row(OUTCOME, action, intent_seq=intent.seq, result=Result.DONE, verified=True, fields=())
        rows.append(connection, outcome, self._sealer.row)
        return intent.seq

    def event(
        self,
        action: Action,
        *,
        buyer_id: int | None = None,
        member_id: int | None = None,
        fields: Iterable[str] = (),
        count: int | None = None,
        reason: str = "",
        changes: Pairs | None = None,
        **who: int | None,
    ) -> int:
        """Write what the current operator did that is no write: names of ``fields`` seen, ``count`` rows moved.

        ``changes`` are kept from what to what. ``operator_id`` and ``approved_by`` say whose it is where that is not
        who works here.
        """
        with self._store.write() as connection:
            row = self.event_within(
                connection,
                action,
                buyer_id=buyer_id,
                member_id=member_id,
                fields=fields,
                count=count,
                reason=reason,
                changes=changes,
                **who,
            )
        self.committed(row)
        return row.seq

    def event_within(
        self,
        connection: Connection,
        action: Action,
        *,
        buyer_id: int | None = None,
        member_id: int | None = None,
        fields: Iterable[str] = (),
        count: int | None = None,
        reason: str = "",
        changes: Pairs | None = None,
        **who: int | None,
    ) -> JournalRow:
        """As ``event``, in the transaction of what it is about; ``committed`` is to be told the row afterwards."""
        changes = changes or {}
        sealed = [(name, "", "") for name in fields]
        if reason:
            sealed.append((REASON, "", self._sealer.value(REASON, reason)))
        row = self._row(
            EVENT,
            action,
            buyer_id=buyer_id,
            member_after=member_id,
            row_count=count,
            fields=(*sealed, *self._seal_fields(changes)),
            result=Result.DONE,
            **who,
        )
        row = rows.append(connection, row, self._sealer.row)
        rows.keep_values(connection, row, _kept(changes) | ({REASON: (None, reason)} if reason else {}))
        return row

    def committed(self, row: JournalRow) -> None:
        """A row of ``event_within`` is on the disk for good."""
        self._anchor.note(row)

    def _row(self, kind: str, action: Action, **columns: Any) -> JournalRow:
        columns.setdefault("operator_id", self.operators.acting.id)
        approved_by = self.operators.approved_by
        columns.setdefault("approved_by", approved_by.id if approved_by is not None else None)
        return JournalRow(
            tenant_id=self._tenant_id,
            device_id=self._device_id,
            at=int(self._clock() * 1000),
            kind=kind,
            action=action,
            **columns,
        )

    def _seal_fields(self, fields: Pairs) -> tuple[FieldSeal, ...]:
        seal = self._sealer.value
        return tuple((name, seal(name, before), seal(name, after)) for name, (before, after) in fields.items())


def _kept(fields: Pairs) -> dict[str, tuple[str | None, str | None]]:
    return {name: pair for name, pair in fields.items() if name not in _NEVER_KEPT}
