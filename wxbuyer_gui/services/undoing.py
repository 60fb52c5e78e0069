"""What takes a write back: another write, planned from the journal's entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.models import WxBuyingUser


def edited_back(entry: JournalEntry, buyer: WxBuyingUser) -> tuple[WxBuyingUser, WxBuyingUser]:
    """The buyer with the old values again, and as the base the buyer as that write left it.

    A field that somebody changed since is thereby a conflict, not overwritten.
    """
    old: dict[str, Any] = {change.field: change.before for change in entry.changes}
    new: dict[str, Any] = {change.field: change.after for change in entry.changes}
    return replace(buyer, **old), replace(buyer, **new)


def members(entry: JournalEntry) -> tuple[int | None, int | None]:
    """The member numbers before and after a write to a binding."""
    change = entry.change("member_id")
    if change is None:
        return None, None
    return (int(change.before) if change.before else None, int(change.after) if change.after else None)


def aliases(entry: JournalEntry) -> tuple[str, str]:
    """What staff called the buyer before and after."""
    change = entry.change("alias")
    return (change.before or "", change.after or "") if change is not None else ("", "")
