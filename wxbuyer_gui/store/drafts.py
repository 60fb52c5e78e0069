"""Forms that were begun and not submitted. A draft belongs to one buyer and one operator."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from wxbuyer_gui.store.tables import Id, metadata

draft = Table(
    "draft",
    metadata,
    Column("tenant_id", Id, primary_key=True, autoincrement=False),
    Column("operator_id", Id, primary_key=True, autoincrement=False),  # 0 in single-user mode
    Column("buyer_id", Id, primary_key=True, autoincrement=False),  # 0 for a new buyer
    Column("form", String(16), primary_key=True),
    Column("saved_at", BigInteger, nullable=False),  # milliseconds since 1970, UTC
    Column("content", Text, nullable=False),  # JSON object: field name to text
)

DraftKey = tuple[int, int, int, str]
"""Tenant, operator, buyer, form."""


def save(connection: Connection, key: DraftKey, *, saved_at: int, content: str) -> None:
    """Keep a draft in place of the one with the same key."""
    discard(connection, key)
    tenant_id, operator_id, buyer_id, form = key
    connection.execute(
        insert(draft).values(
            tenant_id=tenant_id,
            operator_id=operator_id,
            buyer_id=buyer_id,
            form=form,
            saved_at=saved_at,
            content=content,
        )
    )


def load(connection: Connection, key: DraftKey, *, since: int) -> str | None:
    """The content of a draft saved at or after ``since``."""
    return connection.execute(select(draft.c.content).where(*_is(key), draft.c.saved_at >= since)).scalar_one_or_none()


def discard(connection: Connection, key: DraftKey) -> None:
    """Forget one draft."""
    connection.execute(delete(draft).where(*_is(key)))


def discard_operator(connection: Connection, tenant_id: int, operator_id: int) -> None:
    """Forget all drafts of an operator."""
    connection.execute(delete(draft).where(draft.c.tenant_id == tenant_id, draft.c.operator_id == operator_id))


def discard_old(connection: Connection, tenant_id: int, *, before: int) -> None:
    """Forget the drafts saved before a time (milliseconds since 1970)."""
    connection.execute(delete(draft).where(draft.c.tenant_id == tenant_id, draft.c.saved_at < before))


def _is(key: DraftKey) -> tuple[ColumnElement[bool], ...]:
    columns = (draft.c.tenant_id, draft.c.operator_id, draft.c.buyer_id, draft.c.form)
    return tuple(column == value for column, value in zip(columns, key, strict=True))
