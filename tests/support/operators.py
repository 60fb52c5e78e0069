"""Operators in a session's own table, and one of them at work."""

from __future__ import annotations

from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.hashing import hash_secret
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.store import operators as rows

MANAGER, CLERK = "周敏", "小李"
SECRETS = {MANAGER: "correct horse", CLERK: "730916"}


def hire(session: Session) -> dict[str, Operator]:
    """A manager and a clerk are taken on; nobody is signed in afterwards."""
    staff = session.staff
    roles = {MANAGER: Role.MANAGER, CLERK: Role.CLERK}
    with staff._store.write() as connection:
        numbers = {
            name: rows.add(
                connection,
                staff._tenant_id,
                name=name,
                role=role,
                secret=hash_secret(SECRETS[name]),
                at=1_790_000_000_000,
            )
            for name, role in roles.items()
        }
    staff.look()
    return {name: Operator(numbers[name], name, role) for name, role in roles.items()}


def work_as(session: Session, name: str) -> Operator:
    """Both are taken on, and the one of this name is signed in."""
    operator = hire(session)[name]
    session.staff.operators.enter(operator)
    return operator
