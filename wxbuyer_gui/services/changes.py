"""Buyers and members as named texts, so that the journal and the read-back can compare them."""

from __future__ import annotations

from collections.abc import Mapping

from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser

Texts = dict[str, str]
"""Field name to text; '' for no value. Fields of a member are named "member.…"."""

Pairs = dict[str, tuple[str, str]]
"""Field name to the text before and after."""


def buyer_texts(buyer: WxBuyingUser | None) -> Texts:
    """What staff may edit of a buyer."""
    if buyer is None:
        return {}
    return {"name": buyer.name, "phone": buyer.phone, "profile": buyer.profile, "open_id": buyer.open_id}


def member_texts(member: Member | MemberForm | None) -> Texts:
    """What staff may edit of a member."""
    if member is None:
        return {}
    return {
        "member.name": member.name,
        "member.phone": member.phone,
        "member.sex": "" if member.sex is None else str(member.sex),
        "member.birthday": member.birthday.isoformat() if member.birthday else "",
        "member.id_card": member.id_card,
        "member.address": member.address,
    }


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Pairs:
    """The fields whose text differs; one that a side does not have counts as ''."""
    names = dict.fromkeys((*before, *after))
    pairs = {name: (before.get(name, ""), after.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def edits(shown: Mapping[str, str], edited: Mapping[str, str], stored: Mapping[str, str]) -> Pairs:
    """What a save is meant to change: the fields that the person edited, from the stored text to the new one."""
    wanted = {name: text for name, text in edited.items() if shown.get(name) != text}
    return difference({name: stored.get(name, "") for name in wanted}, wanted)


def member_number(member_id: int | None) -> str:
    """A member number as the journal shows it, '' for not bound."""
    return "" if member_id is None else str(member_id)
