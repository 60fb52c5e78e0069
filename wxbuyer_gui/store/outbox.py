"""The rows of the outbox: each change of one is a transaction of its own, made before what it stands for is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, bindparam, exists, func, insert, or_, select, update

from wxbuyer_gui.domain.masking import mask_id_card
from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.outbox import OpState, PendingCounts, ReviewReason
from wxbuyer_gui.store import consents, facts, id_numbers, payload_seal
from wxbuyer_gui.store.moments import from_milliseconds, to_milliseconds
from wxbuyer_gui.store.outbox_json import Payload, read_user, write_user
from wxbuyer_gui.store.outbox_tables import outbox_attempt, outbox_buyer, outbox_op, outbox_sender, review_item


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An operation with what only its sender has to know.

    ``in_doubt`` counts the sendings whose fate was never learnt, ``checks`` the looks at the buyer since the last
    change of state. ``sent_boot`` and ``sent_mono`` say when it was sent, on a clock that nobody can set.
    ``pause`` (seconds) is how long to wait before the next step; it is kept as a time for people to read.
    """

    operation: Operation
    backend_id: str
    seq: int = 0
    tenant_id: int | None = None
    body_check: str = ""
    evidence: str = ""
    in_doubt: int = 0
    checks: int = 0
    is_keyed: bool = False
    sending_id: str = ""
    sent_boot: str = ""
    sent_mono: float = 0.0
    row_version: int = 0
    pause: float = field(default=0.0, compare=False)

    @property
    def id(self) -> str:
        """The operation's id."""
        return self.operation.operation_id

    @property
    def state(self) -> OpState:
        """The operation's state."""
        return self.operation.state

    def moved(self, state: OpState, **changes: Any) -> Entry:
        """This entry in another state. ``changes`` are fields of the entry; the others are the operation's."""
        own = {name: changes.pop(name) for name in tuple(changes) if name in _OWN}
        return replace(self, **{"pause": 0.0, **own}, operation=replace(self.operation, state=state, **changes))


_OWN = frozenset(Entry.__dataclass_fields__) - {"operation"}

ENDED_STATES = [state.value for state in OpState if not state.is_open]
"""The states of operations to which nothing happens any more."""
_is_open = outbox_op.c.state.not_in(ENDED_STATES)
_needs_telling = and_(outbox_op.c.state == OpState.REJECTED.value, ~outbox_op.c.acknowledged)
_OF = outbox_op.c.backend_id == bindparam("of")
_MINE = exists().where(outbox_sender.c.id == 1, outbox_sender.c.owner == bindparam("sender"))

# Statements are built once: building one takes longer than running it.
_INSERT = insert(outbox_op)
_INSERT_ATTEMPT = insert(outbox_attempt)
_BY_ID = select(outbox_op).where(outbox_op.c.operation_id == bindparam("known"))
_OPEN = select(outbox_op).where(_OF, _is_open).order_by(outbox_op.c.seq)
_LISTED = select(outbox_op).where(_OF, or_(_is_open, _needs_telling)).order_by(outbox_op.c.seq)
_ALL = select(outbox_op).where(_OF).order_by(outbox_op.c.seq)
_DONE_SINCE = (
    select(outbox_op)
    .where(_OF, outbox_op.c.state == OpState.DONE.value, outbox_op.c.created_at >= bindparam("since"))
    .order_by(outbox_op.c.seq)
)
_HELD = select(outbox_op.c.buyer_id).where(_OF, _is_open)
_OPEN_OF_BUYER = _OPEN.where(outbox_op.c.buyer_id == bindparam("buyer"))
_COUNTS = select(outbox_op.c.state, func.count()).where(_OF, or_(_is_open, _needs_telling)).group_by(outbox_op.c.state)
_MOVE = update(outbox_op).where(
    outbox_op.c.operation_id == bindparam("known"), outbox_op.c.row_version == bindparam("was")
)
_MOVE_AS_SENDER = _MOVE.where(_MINE)


def add(connection: Connection, entry: Entry) -> Entry:
    """Put a new operation at the end; it comes back with its number."""
    operation = entry.operation
    payload = Payload(operation.user, operation.form, operation.member_id)
    row = {
        **_columns(entry),
        "operation_id": entry.id,
        "backend_id": entry.backend_id,
        "kind": operation.kind,
        "supersedes": operation.supersedes,
        "payload": payload.written(id_numbers.of(connection).waiting.seal),
        "body_check": entry.body_check,
        "operator": operation.operator,
        "created_at": to_milliseconds(operation.created_at) if operation.created_at else 0,
    }
    seq = connection.execute(_INSERT, row).inserted_primary_key
    return replace(entry, seq=seq[0] if seq else 0)


def find(connection: Connection, operation_id: str, *, opened: bool = False) -> Entry | None:
    """The operation with this id, of whatever server; ``opened`` as in ``entries_of``."""
    found = entries_of(connection, _BY_ID, {"known": operation_id}, opened=opened)
    return found[0] if found else None


def open_entries(connection: Connection, backend_id: str) -> list[Entry]:
    """All that something is still to happen to, oldest first."""
    return entries_of(connection, _OPEN, {"of": backend_id})


def open_of_buyer(connection: Connection, backend_id: str, buyer_id: int) -> list[Entry]:
    """A buyer's open operations, oldest first."""
    return entries_of(connection, _OPEN_OF_BUYER, {"of": backend_id, "buyer": buyer_id})


def held_buyers(connection: Connection, backend_id: str) -> frozenset[int]:
    """The buyers to whom something is still to happen."""
    return frozenset(connection.execute(_HELD, {"of": backend_id}).scalars())


def listed(connection: Connection, backend_id: str, *, open_only: bool) -> list[Entry]:
    """The open ones and the refusals that nobody has seen; or simply all. Oldest first, and opened."""
    return entries_of(connection, _LISTED if open_only else _ALL, {"of": backend_id}, opened=True)


def done_since(connection: Connection, backend_id: str, since: datetime) -> list[Entry]:
    """What is done of all that was asked for since then, oldest first."""
    return entries_of(connection, _DONE_SINCE, {"of": backend_id, "since": to_milliseconds(since)})


def counts(connection: Connection, backend_id: str) -> PendingCounts:
    """How many there are of each sort."""
    waiting = checking = review = 0
    for name, number in connection.execute(_COUNTS, {"of": backend_id}):
        state = OpState(name)
        waiting += number if state.is_waiting else 0
        checking += number if state.is_being_checked else 0
        review += number if state in (OpState.REVIEW, OpState.REJECTED) else 0
    return PendingCounts(waiting, checking, review)


def move(connection: Connection, entry: Entry, *, now: float, sender: str | None = None) -> Entry | None:
    """Write ``entry``, which was made from the stored row; None if that row has changed meanwhile.

    With ``sender`` it is also None where that sender has lost its right to send. An operation that is over loses
    its personal data with this. ``now``: seconds since 1970.
    """
    columns = {**_columns(entry), "row_version": entry.row_version + 1, "next_at": _next_at(entry, now)}
    if not _keeps_data(entry):
        columns |= {"payload": "", "base": "", "server": "", "message": ""}
    columns |= {"known": entry.id, "was": entry.row_version}
    if sender is not None:
        columns["sender"] = sender
    if connection.execute(_MOVE if sender is None else _MOVE_AS_SENDER, columns).rowcount == 0:
        return None
    return replace(entry, row_version=entry.row_version + 1)


def note_attempt(
    connection: Connection, entry: Entry, *, phase: OpState, started: float, ended: float, evidence: str, code: str
) -> None:
    """Add what one look at the server, or one sending, came to. Times: seconds since 1970."""
    connection.execute(
        _INSERT_ATTEMPT,
        {
            "operation_id": entry.id,
            "phase": phase.value,
            "started_at": int(started * 1000),
            "ended_at": int(ended * 1000),
            "evidence": evidence,
            "code": code,
        },
    )


def hand_on(connection: Connection, old_id: str, new_id: str) -> None:
    """Let what depends on an operation depend on the one that takes its place."""
    connection.execute(update(outbox_op).where(outbox_op.c.depends_on == old_id).values(depends_on=new_id))
    connection.execute(update(outbox_buyer).where(outbox_buyer.c.operation_id == old_id).values(operation_id=new_id))


def keep_consent(connection: Connection, entry: Entry, member_id: int | None) -> None:
    """Keep what a customer agreed to with an operation that is done, under the number that the member has now.

    Where a person says so and the server shows no member it stays with the buyer: the number was sent all the same.
    Until then it is part of the operation's own data, so that one that is taken back takes its consent along: the
    number that it was about is kept nowhere.
    """
    form = entry.operation.form
    if form is not None and form.consent is not None:
        tenant_id = int(facts.read(connection, facts.DESK_TENANT) or entry.tenant_id or 0)
        kept_under = member_id or consents.before_a_member(entry.operation.buyer_id or 0)
        consents.note(connection, tenant_id, kept_under, form.consent)


def free_id(connection: Connection, entry: Entry) -> None:
    """Give an operation that was never done another id, so that its own can be used once more."""
    other = f"{entry.id[:40]}~{entry.seq}"
    for table in (outbox_op, outbox_attempt, review_item, outbox_buyer):
        connection.execute(update(table).where(table.c.operation_id == entry.id).values(operation_id=other))


def _columns(entry: Entry) -> dict[str, Any]:
    operation = entry.operation
    return {
        "tenant_id": entry.tenant_id,
        "buyer_id": operation.buyer_id,
        "depends_on": operation.depends_on,
        "base": write_user(operation.base),
        "server": write_user(operation.server),
        "expected_member_id": operation.expected_member_id,
        "state": operation.state.value,
        "evidence": str(entry.evidence),
        "attempts": operation.attempts,
        "in_doubt": entry.in_doubt,
        "checks": entry.checks,
        "is_keyed": entry.is_keyed,
        "sending_id": entry.sending_id,
        "sent_boot": entry.sent_boot,
        "sent_mono": entry.sent_mono,
        "result_id": operation.result_id,
        "code": operation.code,
        "message": _without_number(operation),
        "review": "" if operation.review is None else operation.review.value,
        "confidence": operation.confidence,
        "decided_by": operation.decided_by,
        "acknowledged": operation.acknowledged,
    }


def _without_number(operation: Operation) -> str:
    """The server's words, in which it may have quoted the ID number that it refused."""
    number = operation.form.id_card if operation.form is not None else ""
    return operation.message.replace(number, mask_id_card(number)) if number else operation.message


def _keeps_data(entry: Entry) -> bool:
    return entry.state.is_open or entry.operation.needs_person


def _next_at(entry: Entry, now: float) -> int | None:
    return int((now + entry.pause) * 1000) if entry.state.is_open and entry.state is not OpState.REVIEW else None


def entries_of(
    connection: Connection, statement: Select[Any], values: Mapping[str, object], *, opened: bool = False
) -> list[Entry]:
    """What the rows of ``outbox_op`` say that ``statement`` finds.

    Their ID numbers are ``LOCKED`` unless they are to be ``opened``: for that the keyring may be asked, which takes as
    long as it likes.
    """
    shown = id_numbers.of(connection).waiting.shown if opened else payload_seal.unopened
    return [_entry(row, shown) for row in connection.execute(statement, values).mappings()]


def _entry(row: RowMapping, shown: Callable[[str], str]) -> Entry:
    payload = Payload.read(row["payload"], shown)
    operation = Operation(
        operation_id=row["operation_id"],
        kind=row["kind"],
        state=OpState(row["state"]),
        buyer_id=row["buyer_id"],
        result_id=row["result_id"],
        operator=row["operator"],
        created_at=from_milliseconds(row["created_at"]),
        form=payload.form,
        user=payload.user,
        base=read_user(row["base"]),
        server=read_user(row["server"]),
        member_id=payload.member_id,
        expected_member_id=row["expected_member_id"],
        attempts=row["attempts"],
        next_at=None if row["next_at"] is None else from_milliseconds(row["next_at"]),
        code=row["code"],
        message=row["message"],
        review=ReviewReason(row["review"]) if row["review"] else None,
        confidence=row["confidence"],
        depends_on=row["depends_on"],
        supersedes=row["supersedes"],
        decided_by=row["decided_by"],
        acknowledged=row["acknowledged"],
    )
    return Entry(
        operation=operation,
        backend_id=row["backend_id"],
        seq=row["seq"],
        tenant_id=row["tenant_id"],
        body_check=row["body_check"],
        evidence=row["evidence"],
        in_doubt=row["in_doubt"],
        checks=row["checks"],
        is_keyed=row["is_keyed"],
        sending_id=row["sending_id"],
        sent_boot=row["sent_boot"],
        sent_mono=row["sent_mono"],
        row_version=row["row_version"],
    )
