"""What the detail tells about whom is picked, beyond the row itself: read from the source in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.models import Member, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

LATEST = 2
"""How many events stand under the fields."""
PAGE = 30
"""How many events are read at a time in the history."""


@dataclass(frozen=True, slots=True)
class Details:
    """``member`` is the bound one, None where there is none or its row is not known. ``same_phone`` are members with
    the phone of a buyer who has none. ``others`` are more buyers of the same member. ``entries`` is the beginning of
    the history, newest first, ``count`` its length as far as it was counted.
    """

    member: Member | None = None
    same_phone: tuple[Member, ...] = ()
    others: tuple[WxBuyingUser, ...] = ()
    entries: tuple[JournalEntry, ...] = ()
    count: int = 0
    read_at: datetime | None = None


def read_details(session: Session, hit: SearchHit) -> Details:
    """Read all of it. Raises what the desk raises."""
    desk, buyer = session.desk, hit.buyer
    member_id = buyer.member_id if buyer is not None else hit.member.id if hit.member else None
    can_read = desk.capabilities.member_read
    member = desk.member(member_id) if member_id and can_read else None
    buyers = desk.buyers_of_member(member_id) if member_id and can_read else ()
    same_phone: list[Member] = []
    if buyer is not None and not member_id and can_read and phone_key(buyer.phone):
        same_phone = desk.find_members(buyer.phone)
    entries: tuple[JournalEntry, ...] = ()
    count = 0
    if buyer is not None and buyer.id:
        entries = desk.history(buyer_id=buyer.id, limit=PAGE)
        count = len(entries) if len(entries) < PAGE else session.journal.count(buyer.id)
    return Details(
        member=member,
        same_phone=tuple(same_phone),
        others=tuple(other for other in buyers if buyer is None or other.id != buyer.id),
        entries=entries,
        count=count,
        read_at=datetime.now().astimezone(),
    )
