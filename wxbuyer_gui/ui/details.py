"""What the detail tells about whom is picked, beyond the row itself: read from the source in one go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import BackendError, UnreachableError
from wxbuyer_gui.domain.journal import JournalEntry, Result
from wxbuyer_gui.domain.models import Member, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.twins import NO_TWINS, Twins

if TYPE_CHECKING:
    from wxbuyer_gui.services.desk import Desk
    from wxbuyer_gui.services.session import Session, SourceKind

PAGE = 30
"""How many events are read at a time in the history."""


@dataclass(frozen=True, slots=True)
class Details:
    """``member`` is the bound one, None where there is none or its row is not known. ``same_phone`` are members with
    the phone of a buyer who has none. ``others`` are more buyers of the same member. ``entries`` is the beginning of
    the history, newest first, ``count`` its length as far as it was counted. ``binding`` is the entry by which the
    buyer came to this member, if it is among them. ``twins`` are those who could be taken for the buyer. ``trouble``
    is why the members of a buyer from a copy could not be read. ``source`` tells where all this was read, ``read_at``
    when.
    """

    member: Member | None = None
    same_phone: tuple[Member, ...] = ()
    others: tuple[WxBuyingUser, ...] = ()
    entries: tuple[JournalEntry, ...] = ()
    count: int = 0
    binding: JournalEntry | None = None
    twins: Twins = NO_TWINS
    trouble: UnreachableError | None = None
    can_edit_member: bool = False
    source: SourceKind = "sqlite"
    read_at: datetime | None = None


def read_details(session: Session, hit: SearchHit) -> Details:
    """Read all of it. Raises what the desk raises; what is kept on this computer is read without the server, too."""
    desk, buyer = session.desk, hit.buyer
    member_id = buyer.member_id if buyer is not None else hit.member.id if hit.member else None
    trouble: UnreachableError | None = None
    members = Details()
    try:
        members = _members(desk, buyer, member_id) if desk.capabilities.member_read else members
    except UnreachableError as error:
        if buyer is None or buyer.as_of is None:
            raise
        trouble = error
    entries: tuple[JournalEntry, ...] = ()
    count = 0
    if buyer is not None and buyer.id:
        entries = desk.history(buyer_id=buyer.id, limit=PAGE)
        count = len(entries) if len(entries) < PAGE else session.journal.count(buyer.id)
    return replace(
        members,
        entries=entries,
        count=count,
        binding=_binding(entries, member_id),
        twins=_twins(desk, buyer),
        trouble=trouble,
        can_edit_member=desk.capabilities.member_edit and desk.operators.current.may(Right.EDIT_MEMBER),
        source=session.source.kind,
        read_at=datetime.now().astimezone(),
    )


def _members(desk: Desk, buyer: WxBuyingUser | None, member_id: int | None) -> Details:
    """What has to do with members: the bound one and its buyers, or those with the same phone."""
    if member_id:
        others = tuple(other for other in desk.buyers_of_member(member_id) if buyer is None or other.id != buyer.id)
        return Details(member=desk.member(member_id), others=others)
    by_phone = desk.find_members(buyer.phone) if buyer is not None and phone_key(buyer.phone) else ()
    return Details(same_phone=tuple(by_phone))


def _twins(desk: Desk, buyer: WxBuyingUser | None) -> Twins:
    """Who could be taken for the buyer. It is a hint: where it cannot be read, all else is shown without it."""
    try:
        return desk.twins(buyer) if buyer is not None else NO_TWINS
    except BackendError:
        return NO_TWINS


def _binding(entries: Iterable[JournalEntry], member_id: int | None) -> JournalEntry | None:
    for entry in entries:
        change = entry.change("member_id")
        if change is not None and change.after == str(member_id) and entry.result is Result.DONE:
            return entry
    return None
