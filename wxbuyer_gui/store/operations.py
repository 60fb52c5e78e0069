"""Writes that were asked for once and are answered once.

The row of an operation is made in the transaction of its write: both are there, or neither. A second transaction
with the same id waits for the first (the primary key sees to it) and then reads its answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from wxbuyer_gui.domain.errors import ConflictError
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.store import id_numbers
from wxbuyer_gui.store.ignoring import insert_new
from wxbuyer_gui.store.tables import operation

# Statements are built once: building one takes longer than running it.
_DONE = select(operation.c.tenant_id, operation.c.kind, operation.c.body_check, operation.c.result_id).where(
    operation.c.operation_id == bindparam("claimed")
)
_FINISH = update(operation).where(operation.c.operation_id == bindparam("claimed"))

Body = tuple[WxBuyingUser | MemberForm | Member | int | None, ...]
"""What a write was asked to do: its arguments."""


def once(
    connection: Connection,
    *,
    tenant_id: int,
    operation_id: str,
    kind: str,
    body: Body,
    work: Callable[[Connection], int],
) -> int:
    """The number that ``work`` returns, now or when this operation was run before.

    Raises ConflictError ``E-OPERATION-REUSED`` where the id belongs to another write.
    """
    check = _body_check(kind, _without_numbers(connection, tenant_id, body))
    if not _claimed(connection, tenant_id, operation_id, kind, check):
        done = connection.execute(_DONE, {"claimed": operation_id}).one()
        if (done.tenant_id, done.kind, done.body_check) != (tenant_id, kind, check):
            raise ConflictError("this operation id was used for another write", code="E-OPERATION-REUSED")
        earlier: int = done.result_id
        return earlier
    result = work(connection)
    connection.execute(_FINISH, {"claimed": operation_id, "result_id": result})
    return result


@cache
def _claim(dialect: str) -> Any:
    """Asked by RETURNING, since the drivers do not agree on the row count of an insert that did nothing."""
    return insert_new(operation, dialect).returning(operation.c.operation_id)


def _claimed(connection: Connection, tenant_id: int, operation_id: str, kind: str, check: str) -> bool:
    """Whether this operation is new, and the caller's to do. Waits for another transaction that has it in hand."""
    new_row = {
        "operation_id": operation_id,
        "tenant_id": tenant_id,
        "kind": kind,
        "body_check": check,
        "created_at": datetime.now(UTC).replace(tzinfo=None),
    }
    return connection.execute(_claim(connection.dialect.name), new_row).first() is not None


def _without_numbers(connection: Connection, tenant_id: int, body: Body) -> Body:
    """``body`` with keyed hashes in the place of ID numbers, once they are encrypted.

    Whoever has the rest of a member's data could try ID numbers until one agrees with the check.
    """
    numbers = id_numbers.of(connection)
    if numbers.cipher is None:
        return body
    return tuple(
        [
            replace(part, id_card=numbers.key(tenant_id, part.id_card))
            if isinstance(part, Member | MemberForm)
            else part
            for part in body
        ]
    )


def _body_check(kind: str, body: Body) -> str:
    """32 bits: enough to tell two bodies apart, too few to prove to anybody which phone or name it was."""
    parts = [part if isinstance(part, int) or part is None else asdict(part) for part in body]
    for part in parts:
        if isinstance(part, dict):
            part.pop("as_of", None)
            part.pop("waiting", None)
            part.pop("created_at", None)
            part.pop("consent", None)
    canonical = json.dumps([kind, parts], sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:8]
