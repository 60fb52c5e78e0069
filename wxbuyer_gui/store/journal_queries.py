"""Reading the journal: pages for people, single rows for undo and settling, the chain for its check."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, tuple_

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.store.journal import (
    EVENT,
    OUTCOME,
    FieldSeal,
    JournalRow,
    journal,
    journal_open,
    journal_value,
    row_from,
)

_CHUNK = 5_000  # values in one statement
_NOT_DONE = ("refused", "failed")
_BY_OPERATION = (
    select(journal)
    .where(
        journal.c.tenant_id == bindparam("tenant"),
        journal.c.operation_id == bindparam("operation"),
        journal.c.intent_seq.is_(None),
    )
    .order_by(journal.c.seq.desc())
    .limit(1)
)

Kept = Mapping[str, tuple[str | None, str | None]]
"""Field name to the value before and after."""
_NONE: Kept = {}


@dataclass(frozen=True, slots=True)
class Context:
    """What tells the story of some rows.

    ``outcomes``: the last one of each intent; ``values``: the kept ones by row; ``later``: intents on the same
    buyers, newer than the oldest of the rows, that were or may have been done.
    """

    outcomes: Mapping[int, JournalRow]
    values: Mapping[int, Kept]
    later: tuple[JournalRow, ...] = ()


def page(
    connection: Connection,
    tenant_id: int,
    *,
    buyer_id: int | None = None,
    operator_id: int | None = None,
    span: tuple[int, int] | None = None,
    device_id: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[JournalRow]:
    """Intents and events, newest first, at most ``limit``, all older than row ``before``.

    ``span`` is a time from (included) to (excluded) in milliseconds since 1970. A new buyer's id is known only to
    the outcome of its intent: the buyer's page starts with that intent all the same.
    """
    chosen: list[ColumnElement[bool]] = [journal.c.tenant_id == tenant_id]
    if buyer_id is None:
        chosen.append(journal.c.kind != OUTCOME)
    else:
        chosen.append(journal.c.buyer_id == buyer_id)
    if operator_id is not None:
        chosen.append(journal.c.operator_id == operator_id)
    if device_id is not None:
        chosen.append(journal.c.device_id == device_id)
    if span is not None:
        chosen += [journal.c.at >= span[0], journal.c.at < span[1]]
    if before is not None:
        at = connection.execute(select(journal.c.at).where(journal.c.seq == before)).scalar_one()
        chosen.append(tuple_(journal.c.at, journal.c.seq) < tuple_(at, before))
    newest = select(journal).where(*chosen).order_by(journal.c.at.desc(), journal.c.seq.desc()).limit(limit)
    rows = _rows(connection, newest)
    born = _by_seq(connection, tenant_id, [row.intent_seq for row in rows if row.intent_seq is not None])
    return [row if row.intent_seq is None else born[row.intent_seq] for row in rows]


def since_last(connection: Connection, tenant_id: int, mark: str, operator_id: int, wanted: str) -> list[JournalRow]:
    """The rows of the action ``wanted`` since the last but one ``mark`` of an operator, newest first."""
    mine = (journal.c.tenant_id == tenant_id, journal.c.kind != OUTCOME)
    marks = select(journal.c.at).where(*mine, journal.c.operator_id == operator_id, journal.c.action == mark)
    before = connection.execute(marks.order_by(journal.c.at.desc(), journal.c.seq.desc()).offset(1).limit(1)).scalar()
    since = select(journal).where(*mine, journal.c.at >= (before or 0), journal.c.action == wanted)
    return _rows(connection, since.order_by(journal.c.at.desc(), journal.c.seq.desc()))


def count(connection: Connection, tenant_id: int, buyer_id: int, cap: int) -> int:
    """How many entries a buyer's history has, counted up to ``cap``."""
    some = select(journal.c.seq).where(journal.c.tenant_id == tenant_id, journal.c.buyer_id == buyer_id).limit(cap)
    return connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()


def events(connection: Connection, tenant_id: int, *actions: str) -> tuple[int, int | None]:
    """How often something was done that is no write, and when last (milliseconds since 1970)."""
    mine = (journal.c.tenant_id == tenant_id, journal.c.action.in_(actions), journal.c.kind == EVENT)
    found = connection.execute(select(func.count(), func.max(journal.c.at)).where(*mine)).one()
    return found[0], found[1]


def row(connection: Connection, tenant_id: int, seq: int) -> JournalRow | None:
    """One row of this tenant."""
    return _by_seq(connection, tenant_id, [seq]).get(seq)


def outcomes(connection: Connection, tenant_id: int, intents: Iterable[int]) -> dict[int, JournalRow]:
    """The last outcome of each intent that has one: a queued write gets a second one when it is sent."""
    chosen = (journal.c.tenant_id == tenant_id, journal.c.intent_seq.in_(list(intents)))
    rows = _rows(connection, select(journal).where(*chosen).order_by(journal.c.seq))
    return {row.intent_seq: row for row in rows if row.intent_seq is not None}


def context(connection: Connection, tenant_id: int, found: Collection[JournalRow], actions: Collection[str]) -> Context:
    """All that belongs to the rows ``found``; ``actions`` are the writes that matter to ``later``."""
    ended = outcomes(connection, tenant_id, [row.seq for row in found])
    kept = values(connection, tenant_id, [row.seq for row in (*found, *ended.values())])
    writes = [row for row in found if row.buyer_id is not None and row.action in actions]
    if not writes:
        return Context(ended, kept)
    buyers = {row.buyer_id for row in writes if row.buyer_id is not None}
    later = later_writes(connection, tenant_id, buyers, actions, min(row.seq for row in writes))
    return Context(ended, kept, tuple(later))


def values(connection: Connection, tenant_id: int, seqs: Iterable[int]) -> dict[int, Kept]:
    """The kept values by row and field: (before, after)."""
    return _kept(connection, journal_value.c.tenant_id == tenant_id, journal_value.c.seq.in_(list(seqs)))


def _kept(connection: Connection, *chosen: ColumnElement[bool]) -> dict[int, Kept]:
    found: dict[int, dict[str, tuple[str | None, str | None]]] = {}
    for kept in connection.execute(select(journal_value).where(*chosen)):
        found.setdefault(kept.seq, {})[kept.field] = (kept.before, kept.after)
    return dict(found)


def by_operation(connection: Connection, tenant_id: int, operation_id: str) -> JournalRow | None:
    """The newest intent of this operation."""
    rows = _rows(connection, _BY_OPERATION, {"tenant": tenant_id, "operation": operation_id})
    return rows[0] if rows else None


def later_writes(
    connection: Connection, tenant_id: int, buyers: Iterable[int], actions: Iterable[str], after: int
) -> list[JournalRow]:
    """Intents on these buyers newer than row ``after`` that were, or may have been, done."""
    outcome = journal.alias("outcome")
    undone = select(outcome.c.seq).where(
        outcome.c.tenant_id == tenant_id, outcome.c.intent_seq == journal.c.seq, outcome.c.result.in_(_NOT_DONE)
    )
    chosen = (
        journal.c.tenant_id == tenant_id,
        journal.c.buyer_id.in_(list(buyers)),
        journal.c.intent_seq.is_(None),
        journal.c.action.in_(list(actions)),
        journal.c.seq > after,
    )
    return _rows(connection, select(journal).where(*chosen, ~undone.exists()))


def member_value(connection: Connection, tenant_id: int, buyer_id: int, member_id: int, field: str) -> str | None:
    """The newest kept value of ``field`` among this buyer's writes that bound it to ``member_id``."""
    outcome = journal.alias("outcome")
    bound = select(outcome.c.seq).where(
        outcome.c.tenant_id == tenant_id, outcome.c.intent_seq == journal.c.seq, outcome.c.member_after == member_id
    )
    found = (
        select(journal_value.c.after)
        .join_from(journal, journal_value, journal_value.c.seq == journal.c.seq)
        .where(
            journal.c.tenant_id == tenant_id,
            journal.c.buyer_id == buyer_id,
            journal_value.c.field == field,
            bound.exists(),
        )
        .order_by(journal.c.seq.desc())
        .limit(1)
    )
    return connection.execute(found).scalar_one_or_none()


def open_intents(connection: Connection, tenant_id: int, device_id: str) -> list[JournalRow]:
    """This device's intents without an outcome, oldest first."""
    mine = (
        select(journal)
        .join(journal_open, journal_open.c.seq == journal.c.seq)
        .where(journal_open.c.tenant_id == tenant_id, journal_open.c.device_id == device_id)
        .order_by(journal.c.seq)
    )
    return _rows(connection, mine)


def with_intents(connection: Connection, tenant_id: int, condition: ColumnElement[bool]) -> set[int]:
    """The numbers of the rows that meet a condition, of the intents that they end, and of all other ends of these."""
    mine = journal.c.tenant_id == tenant_id
    found = connection.execute(select(journal.c.seq, journal.c.intent_seq).where(mine, condition)).all()
    seqs = {seq for row in found for seq in row if seq is not None}
    for some in chunks(sorted(seqs), _CHUNK):
        ends = select(journal.c.seq).where(mine, journal.c.intent_seq.in_(some))
        seqs.update(connection.execute(ends).scalars())
    return seqs


def chain(
    connection: Connection, tenant_id: int, device_id: str, *, after: int = 0, batch: int = 1000
) -> Iterator[tuple[JournalRow, Kept]]:
    """The rows of a chain behind position ``after`` in order, each with its values, a batch in memory at a time."""
    position = after
    while True:
        part = (
            select(journal)
            .where(journal.c.tenant_id == tenant_id, journal.c.device_id == device_id, journal.c.position > position)
            .order_by(journal.c.position)
            .limit(batch)
        )
        rows = _rows(connection, part)
        if rows:
            # Not also by tenant, which would lead to that one's index and through all of its values.
            kept = _kept(connection, journal_value.c.seq.between(rows[0].seq, rows[-1].seq))
        for row in rows:
            yield row, kept.get(row.seq, _NONE)
        if len(rows) < batch:
            return
        position = rows[-1].position


def at_position(connection: Connection, tenant_id: int, device_id: str, position: int) -> JournalRow | None:
    """The row at this place of a chain."""
    chosen = (journal.c.tenant_id == tenant_id, journal.c.device_id == device_id, journal.c.position == position)
    return next(iter(_rows(connection, select(journal).where(*chosen))), None)


def has_event(
    connection: Connection, tenant_id: int, device_id: str, actions: Iterable[str], *, after: int, position: int
) -> bool:
    """Whether a device did one of these acts later than ``after`` (milliseconds), up to this place of its chain."""
    chosen = (
        journal.c.tenant_id == tenant_id,
        journal.c.kind != OUTCOME,
        journal.c.at > after,
        journal.c.device_id == device_id,
        journal.c.position <= position,
        journal.c.action.in_(list(actions)),
    )
    return connection.execute(select(journal.c.seq).where(*chosen).limit(1)).first() is not None


def fields_of(
    connection: Connection, tenant_id: int, device_id: str, actions: Sequence[str]
) -> list[tuple[str, tuple[FieldSeal, ...]]]:
    """Action and sealed fields of a device's rows about these actions, in their order. It scans the chain."""
    mine = (journal.c.tenant_id == tenant_id, journal.c.device_id == device_id, journal.c.action.in_(actions))
    found = connection.execute(select(journal.c.action, journal.c.fields).where(*mine).order_by(journal.c.position))
    return [(action, tuple(map(tuple, json.loads(fields)))) for action, fields in found]


def devices(connection: Connection, tenant_id: int) -> Mapping[str, int]:
    """All devices that wrote to this tenant's journal, with their number of rows."""
    counted = select(journal.c.device_id, func.count()).where(journal.c.tenant_id == tenant_id)
    return {device: number for device, number in connection.execute(counted.group_by(journal.c.device_id))}


def _by_seq(connection: Connection, tenant_id: int, seqs: list[int]) -> dict[int, JournalRow]:
    if not seqs:
        return {}
    chosen = select(journal).where(journal.c.tenant_id == tenant_id, journal.c.seq.in_(seqs))
    return {row.seq: row for row in _rows(connection, chosen)}


def _rows(connection: Connection, query: Select[Any], parameters: Mapping[str, Any] | None = None) -> list[JournalRow]:
    return [row_from(found) for found in connection.execute(query, parameters)]
