"""Where the data of somebody who was forgotten may still be: on a server, in backups, in files that were exported."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.forgetting import Remains
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.store import journal_queries, retention
from wxbuyer_gui.store.moments import from_milliseconds

if TYPE_CHECKING:
    from wxbuyer_gui.services.care import Care
    from wxbuyer_gui.store.engine import Store


def find(store: Store, care: Care, tenant_id: int, *, server: str, now: datetime) -> Remains:
    """What there is now, as far as this program knows."""
    with store.read() as connection:
        exports, last = journal_queries.events(connection, tenant_id, Action.EXPORT, Action.EXPORT_PERSON)
    backups = 0
    with contextlib.suppress(StorageError):  # a folder that cannot be read
        backups = len(care.backups())
    return Remains(
        server=server,
        backups=backups,
        backups_until=(now.astimezone() + retention.LONGEST_KEPT).date() if backups else None,
        set_aside=_set_aside(store.path),
        exports=exports,
        exported_at=None if last is None else from_milliseconds(last),
        dump=store.dialect == "postgresql",
    )


def _set_aside(database: Path | None) -> tuple[str, ...]:
    """The files that migrations and restores have put beside a database."""
    if database is None:
        return ()
    before = f"{database.stem}.before-restore-"
    try:
        names = sorted(path.name for path in database.parent.iterdir())
    except OSError:
        return ()
    is_copy = (f"{database.name}.schema", ".bak")
    return tuple(
        name
        for name in names
        if (name.startswith(before) and name.endswith(database.suffix))
        or (name.startswith(is_copy[0]) and name.endswith(is_copy[1]))
    )
