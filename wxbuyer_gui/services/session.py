"""An open source with everything that staff do on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.drafts import Drafts
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators

if TYPE_CHECKING:
    from wxbuyer_gui.backends.factory import Source

SourceKind = Literal["sqlite", "memory", "postgresql", "remote"]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the window says about the source: ``label`` for people, ``url`` without secrets, ``path`` of a file."""

    kind: SourceKind
    label: str
    url: str
    path: Path | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One source, open. ``transfer`` and ``care`` are None where the source has no import or no file to keep."""

    desk: Desk
    journal: Journal
    drafts: Drafts
    source: SourceInfo
    close_source: Callable[[], None]
    transfer: object | None = None
    care: object | None = None

    def close(self) -> None:
        """Close the source. May be called more than once."""
        self.close_source()


def open_session(source: Source, info: SourceInfo, *, device: Device, operators: Operators | None = None) -> Session:
    """Set the services up on an open source and put its journal in order.

    Intents that an earlier run left open are closed by reading the buyers; values and drafts past their time are
    erased. Raises StorageError if that cannot be written; the source stays open then.
    """
    operators = operators or Operators()
    tenant_id = source.backend.tenant_id or 1
    journal = Journal(source.desk_store, device, tenant_id=tenant_id, operators=operators)
    drafts = Drafts(source.drafts_store, operators, tenant_id=tenant_id)
    journal.settle_open(source.backend)
    journal.purge_values()
    drafts.purge()
    desk = Desk(source.backend, journal, drafts=drafts)
    return Session(desk=desk, journal=journal, drafts=drafts, source=info, close_source=source.close)
