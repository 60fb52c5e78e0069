"""A database goes over to encrypted ID numbers: the key is named and kept wrapped, then row after row is encrypted.

From the first commit on nothing is written in clear; the rows that were there before follow in batches, each its own
transaction, so that it can be stopped and taken up again. A row is found in either state.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, bindparam, func, select, update

from wxbuyer_gui.domain.errors import ConflictError
from wxbuyer_gui.store import facts, id_numbers
from wxbuyer_gui.store.tables import member

BATCH = 2_000
_WRAPPED = "id_key"

_CLEAR = (member.c.id_card != "") & ~member.c.id_card.startswith(id_numbers.SEALED, autoescape=True)
_CLEAR_COUNT = select(func.count()).select_from(member).where(_CLEAR)
_NEXT_CLEAR = (
    select(member.c.id, member.c.tenant_id, member.c.id_card)
    .where(_CLEAR, member.c.id > bindparam("after", type_=BigInteger))
    .order_by(member.c.id)
    .limit(BATCH)
)
# A number that somebody changed since it was read is encrypted already.
_ENCRYPT = (
    update(member)
    .where(member.c.id == bindparam("stored_id"), member.c.id_card == bindparam("stored_number"))
    .values(id_card=bindparam("sealed"), id_card_key=bindparam("key"))
)


def key_name(connection: Connection) -> str:
    """What the key is called in the keyring; '' for a database that does not encrypt."""
    return facts.read(connection, id_numbers.KEY_NAME)


def wrapped_key(connection: Connection) -> str:
    """The key, encrypted under the recovery code."""
    return facts.read(connection, _WRAPPED)


def switch_on(connection: Connection, name: str, wrapped: str) -> None:
    """Name the key and keep it wrapped. ConflictError ``E-ID-KEY`` where another counter was faster."""
    if key_name(connection):
        raise ConflictError("ID numbers are encrypted already", code="E-ID-KEY")
    facts.write(connection, id_numbers.KEY_NAME, name)
    facts.write(connection, _WRAPPED, wrapped)


def rewrap(connection: Connection, wrapped: str) -> None:
    """Keep the key under another recovery code."""
    facts.write(connection, _WRAPPED, wrapped)


def clear_count(connection: Connection) -> int:
    """How many numbers of all tenants stand in clear."""
    return int(connection.execute(_CLEAR_COUNT).scalar_one())


def encrypt_batch(connection: Connection, after: int) -> tuple[int, int]:
    """Encrypt the next numbers behind a member's; the last one's number and how many there were, 0 at the end.

    Needs the key.
    """
    numbers, seal = id_numbers.of(connection), id_numbers.sealing(connection)
    rows = connection.execute(_NEXT_CLEAR, {"after": after}).all()
    if not rows:
        return after, 0
    connection.execute(
        _ENCRYPT,
        [
            {
                "stored_id": row.id,
                "stored_number": row.id_card,
                "sealed": seal(row.tenant_id, row.id, row.id_card),
                "key": numbers.key(row.tenant_id, row.id_card),
            }
            for row in rows
        ],
    )
    return rows[-1].id, len(rows)
