"""Whom lines of the history are about, where they are about several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key

_TAIL = 4


def with_buyers(entries: Sequence[JournalEntry], backend: Backend) -> tuple[JournalEntry, ...]:
    """The entries with what tells their buyers apart; without it while a server cannot be reached."""
    numbers = {entry.buyer_id for entry in entries if entry.buyer_id is not None}
    try:
        found = backend.get_list(sorted(numbers)) if numbers else []
    except UnreachableError:
        found = []
    known: dict[int | None, WxBuyingUser] = {buyer.id: buyer for buyer in found}
    return tuple(_about(entry, known.get(entry.buyer_id)) for entry in entries)


def _about(entry: JournalEntry, buyer: WxBuyingUser | None) -> JournalEntry:
    if buyer is None:
        return entry
    return replace(entry, buyer_name=buyer.name, buyer_tail=phone_key(buyer.phone)[-_TAIL:])
