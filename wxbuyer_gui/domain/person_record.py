"""Everything that is held on one buyer, to be handed to that person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.models import Member, Operation, WxBuyingUser


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Whole values, nothing masked: it is for the person itself.

    ``member`` is None without one; of a server's member that is not shown there only the number is known.
    ``operations`` wait to be sent, or were refused and nobody has seen it yet. ``operator`` made it at ``made_at``
    for the stated ``reason``. ``server`` is the name of a server that may hold more, '' without one.
    """

    buyer: WxBuyingUser
    member: Member | None
    alias: str
    consents: tuple[Consent, ...]
    entries: tuple[JournalEntry, ...]
    operations: tuple[Operation, ...]
    reason: str
    made_at: datetime
    operator: str = ""
    server: str = ""
