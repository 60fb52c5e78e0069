"""What changed in the schema since the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxbuyer_gui.store import announcing, mirror, outbox_tables, people_tables
from wxbuyer_gui.store.tables import metadata

if TYPE_CHECKING:
    from alembic.operations import Operations


def add_mirror_and_outbox(operations: Operations) -> None:
    """2: what a mirror keeps beside the buyers, and the writes that wait for the server."""
    tables = [mirror.mirror_row, mirror.sync_state, *outbox_tables.TABLES]
    metadata.create_all(operations.get_bind(), tables=tables, checkfirst=False)


def announce_changes(operations: Operations) -> None:
    """3: PostgreSQL tells other programs of each change; a SQLite file stays as it is."""
    announcing.create_triggers(operations.get_bind(), tables=("buyer", "member"))


def add_people(operations: Operations) -> None:
    """4: operators, what staff call a buyer, consents, and who is to stay forgotten."""
    metadata.create_all(operations.get_bind(), tables=list(people_tables.TABLES), checkfirst=False)
    announcing.create_triggers(operations.get_bind())
