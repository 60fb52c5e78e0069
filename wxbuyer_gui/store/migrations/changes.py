"""What changed in the schema since the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxbuyer_gui.store import mirror
from wxbuyer_gui.store.tables import metadata

if TYPE_CHECKING:
    from alembic.operations import Operations


def add_mirror(operations: Operations) -> None:
    """2: what a mirror keeps beside the buyers."""
    metadata.create_all(operations.get_bind(), tables=[mirror.mirror_row, mirror.sync_state], checkfirst=False)
