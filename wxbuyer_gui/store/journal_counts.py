"""How often what was done and how it ended, by day and operator: one query over a span of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, case, func, literal, select

from wxbuyer_gui.store.journal import OUTCOME, journal


@dataclass(frozen=True, slots=True)
class Counted:
    """``number`` entries of one kind on day ``day``, counted from 0. ``result`` and ``code`` are the last outcome's,
    None for an intent without one; ``is_id`` says that an ID number was among the fields.
    """

    day: int
    operator_id: int | None
    kind: str
    action: str
    result: str | None
    code: str | None
    is_id: bool
    number: int


def count(
    connection: Connection,
    tenant_id: int,
    bounds: Sequence[int],
    *,
    device_id: str | None = None,
    operator_id: int | None = None,
) -> list[Counted]:
    """Intents and events between the first and the last of ``bounds`` (milliseconds since 1970).

    The others in between, rising, are where days begin: they are 23 to 25 hours long. ``device_id`` and
    ``operator_id`` leave out others.
    """
    ended = journal.alias("ended")
    newest = journal.alias("newest")
    last_outcome = (
        select(func.max(newest.c.seq))
        .where(newest.c.tenant_id == tenant_id, newest.c.intent_seq == journal.c.seq)
        .scalar_subquery()
    )
    days = [(journal.c.at < end, index) for index, end in enumerate(bounds[1:-1])]
    day = case(*days, else_=len(days)) if days else literal(0)
    is_id = case((journal.c.fields.like("%id_card%"), 1), else_=0)
    chosen = [
        journal.c.tenant_id == tenant_id,
        journal.c.kind != OUTCOME,
        journal.c.at >= bounds[0],
        journal.c.at < bounds[-1],
    ]
    if device_id is not None:
        chosen.append(journal.c.device_id == device_id)
    if operator_id is not None:
        chosen.append(journal.c.operator_id == operator_id)
    keys = (
        day.label("day"),
        journal.c.operator_id,
        journal.c.kind,
        journal.c.action,
        ended.c.result,
        ended.c.code,
        is_id.label("is_id"),
    )
    query = (
        select(*keys, func.count().label("number"))
        .select_from(journal.outerjoin(ended, and_(ended.c.seq == last_outcome, ended.c.tenant_id == tenant_id)))
        .where(*chosen)
        .group_by(*keys)
    )
    return [
        Counted(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), row[7])
        for row in connection.execute(query)
    ]
