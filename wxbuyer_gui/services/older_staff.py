"""The operators of a database that cannot be opened yet, because it has to be migrated first."""

from __future__ import annotations

import time
from collections.abc import Callable

from wxbuyer_gui.domain.permissions import NotAllowedError, Right, Role
from wxbuyer_gui.services.gatekeeper import Gatekeeper
from wxbuyer_gui.store import operators as rows
from wxbuyer_gui.store.engine import connect_postgres


def admit_to_migrate(url: str, *, tenant_id: int, name: str, secret: Callable[[], str]) -> None:
    """Return where the PostgreSQL database at ``url`` has no operators, or ``name`` and ``secret`` are a manager's.

    NotAllowedError and SecretError else. The journal, which may be older too, is left alone.
    """
    store = connect_postgres(url)
    try:
        with store.read() as connection:
            works = rows.is_there(connection) and bool(rows.working(connection, tenant_id))
        if works:
            gatekeeper = Gatekeeper(store, None, tenant_id=tenant_id, clock=time.time)
            if not name or gatekeeper.know(name, secret()).role != Role.MANAGER:
                raise NotAllowedError(Right.MIGRATE)
    finally:
        store.close()
