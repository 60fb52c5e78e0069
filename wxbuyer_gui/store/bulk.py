"""Many rows in one statement, for imports and demo data; index triggers see every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, insert, select, text

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import derived
from wxbuyer_gui.store.members import EDITABLE as MEMBER_FIELDS
from wxbuyer_gui.store.members import id_card_key
from wxbuyer_gui.store.tables import buyer, member

_RAISE = text(
    "SELECT setval(CAST(:sequence AS regclass), greatest(:highest, nextval(CAST(:sequence AS regclass))))"
).bindparams(bindparam("highest", type_=BigInteger))


def add_buyers(connection: Connection, buyers: Iterable[WxBuyingUser]) -> None:
    """Insert buyers that bring their own ids, with their members."""
    dialect = connection.dialect.name
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "tenant_id": one.tenant_id,
            "open_id": one.open_id,
            "name": one.name,
            "profile": one.profile,
            "phone": one.phone,
            "member_id": one.member_id,
            **derived.buyer_columns(dialect, one.tenant_id or 0, one.name, one.phone, one.open_id),
        }
        for one in buyers
    ]
    if rows:
        connection.execute(insert(buyer), rows)


def add_members(connection: Connection, members: Iterable[Member]) -> None:
    """Insert members that bring their own numbers; one without a time of registration gets the present."""
    dialect = connection.dialect.name
    now = datetime.now(UTC).replace(tzinfo=None)
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "tenant_id": one.tenant_id,
            **{name: getattr(one, name) for name in MEMBER_FIELDS},
            "created_at": one.created_at or now,
            "id_card_key": id_card_key(one.id_card),
            **derived.member_columns(dialect, one.tenant_id or 0, one.name, one.phone),
        }
        for one in members
    ]
    if rows:
        connection.execute(insert(member), rows)


def number_onwards(connection: Connection) -> None:
    """Let the next number be above all that were brought in. SQLite's AUTOINCREMENT does it by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in (buyer, member):
        sequence = connection.execute(select(func.pg_get_serial_sequence(table.name, "id"))).scalar_one()
        highest = connection.execute(select(func.max(table.c.id))).scalar()
        if highest:
            connection.execute(_RAISE, {"sequence": sequence, "highest": highest})
