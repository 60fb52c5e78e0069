"""Who agreed to an ID number being kept: rows of ``consent``, written in the transaction that writes the number."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.store import facts
from wxbuyer_gui.store.moments import from_milliseconds, to_milliseconds
from wxbuyer_gui.store.people_tables import consent

_PURPOSE = "id_purpose"
_INSERT = insert(consent)


def read_purpose(connection: Connection) -> str:
    """What the shop says it needs ID numbers for; '' where it has said nothing."""
    return facts.read(connection, _PURPOSE)


def write_purpose(connection: Connection, purpose: str) -> None:
    """Keep that text; consents that were given to another one keep theirs."""
    facts.write(connection, _PURPOSE, purpose)


def note(connection: Connection, tenant_id: int, member_id: int, given: Consent) -> None:
    """A member agreed; an earlier consent was about another number and ends. One that is known already is kept once."""
    newest = next(iter(of_member(connection, tenant_id, member_id)), None)
    if newest is not None and given.at is not None and _answer(newest) == _answer(given):
        return
    withdraw(connection, tenant_id, member_id)
    connection.execute(
        _INSERT,
        {
            "tenant_id": tenant_id,
            "member_id": member_id,
            "text_version": given.text_version,
            "purpose": given.purpose,
            "operator_id": given.operator_id,
            "at": to_milliseconds(given.at or datetime.now(UTC)),
        },
    )


def before_a_member(buyer_id: int) -> int:
    """What stands for the number of a buyer's member where nobody knows it: no member has such a number."""
    return -buyer_id


def withdraw(connection: Connection, tenant_id: int, member_id: int) -> None:
    """The number is erased, and what was agreed to with it."""
    mine = (consent.c.tenant_id == tenant_id, consent.c.member_id == member_id, consent.c.withdrawn_at.is_(None))
    connection.execute(update(consent).where(*mine).values(withdrawn_at=to_milliseconds(datetime.now(UTC))))


def of_member(connection: Connection, tenant_id: int, member_id: int) -> list[Consent]:
    """What a member agreed to, newest first."""
    mine = (consent.c.tenant_id == tenant_id, consent.c.member_id == member_id)
    rows = connection.execute(select(consent).where(*mine).order_by(consent.c.id.desc()))
    return [
        Consent(
            row.purpose,
            row.operator_id,
            from_milliseconds(row.at),
            None if row.withdrawn_at is None else from_milliseconds(row.withdrawn_at),
        )
        for row in rows
    ]


def _answer(consent: Consent) -> tuple[object, ...]:
    """What makes it the one answer to one question."""
    return consent.purpose, consent.operator_id, consent.at and to_milliseconds(consent.at), consent.withdrawn_at
