"""What a local database lets happen to buyers and members; the vendor's API page leaves these rules open.

Each function is one write: it locks the buyer first and members after (always in this order, so that two writers
cannot wait for each other), checks, and writes. The checks find the words for a refusal; that a buyer is never
bound twice and a phone never has two members is held by unique indexes and conditional updates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import ConflictError, NotFoundError
from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import buyers, consents, members
from wxbuyer_gui.store.id_numbers import normalised, require_key

_Record = TypeVar("_Record", WxBuyingUser, Member)

# The forms in which a form's fields are compared with a member's.
_COMPARABLE: dict[str, Callable[[Any], object]] = {
    "name": fold,
    "phone": lambda text: phone_key(text) or fold(text),
    "sex": int,
    "birthday": str,
    "id_card": normalised,
    "address": fold,
}


def save_buyer(connection: Connection, *, tenant_id: int, user: WxBuyingUser, base: WxBuyingUser | None) -> int:
    """Store a new buyer (id None or 0) or the edited fields of an existing one; the id."""
    if not user.id:
        _require_free_open_id(connection, tenant_id, user)
        return buyers.add(connection, tenant_id, user)
    stored = _locked_buyer(connection, tenant_id, user.id)
    edited = _edited(stored, user, base, buyers.EDITABLE)
    if edited.get("open_id", stored.open_id) != stored.open_id:
        _require_free_open_id(connection, tenant_id, user)
    buyers.change(connection, stored, edited)
    return user.id


def register(connection: Connection, *, tenant_id: int, user: WxBuyingUser, form: MemberForm) -> int:
    """Store a new buyer bound to a new member; the buyer's id."""
    _require_free_open_id(connection, tenant_id, user)
    person = _person(form)
    _require_free_keys(connection, tenant_id, person)
    member_id = _add_member(connection, tenant_id, person, form.consent)
    return buyers.add(connection, tenant_id, user, member_id=member_id)


def create_member(connection: Connection, *, tenant_id: int, form: MemberForm) -> int:
    """Make a member and bind the form's buyer to it; the member's number."""
    buyer = _locked_buyer(connection, tenant_id, form.wx_buying_user_id)
    if buyer.is_bound:
        raise _already_bound(buyer)
    person = _person(form)
    _require_free_keys(connection, tenant_id, person)
    member_id = _add_member(connection, tenant_id, person, form.consent)
    _bind(connection, buyer, member_id)
    return member_id


def bind_member(connection: Connection, *, tenant_id: int, form: MemberForm, member_id: int | None) -> int:
    """Bind the form's buyer to the member found by number, phone or ID number; the member's number."""
    buyer = _locked_buyer(connection, tenant_id, form.wx_buying_user_id)
    found = _named_member(connection, tenant_id, form, member_id)
    if found is None or found.id is None:
        raise NotFoundError("there is no such member", code="E-NO-MEMBER")
    _require_same_person(connection, form, found)
    if buyer.member_id == found.id:
        return found.id
    if buyer.is_bound:
        raise _already_bound(buyer)
    _bind(connection, buyer, found.id)
    return found.id


def unbind_member(connection: Connection, *, tenant_id: int, form: MemberForm, expected: int | None) -> int:
    """Take the member off the form's buyer; the number of the member that was bound."""
    buyer = _locked_buyer(connection, tenant_id, form.wx_buying_user_id)
    if buyer.member_id is None or not buyer.is_bound:
        raise ConflictError("the buyer has no member", code="E-NOT-BOUND", field="member_id", buyer_id=buyer.id)
    if expected is not None and expected != buyer.member_id:
        raise _already_bound(buyer, code="E-CHANGED")
    _bind(connection, buyer, None)
    return buyer.member_id


def save_member(connection: Connection, *, tenant_id: int, member: Member, base: Member | None) -> int:
    """Store the edited fields of an existing member; its number."""
    stored = members.get(connection, tenant_id, member.id or 0, lock=True)
    if stored is None or stored.id is None:
        raise NotFoundError("there is no such member", code="E-NO-MEMBER")
    edited = _edited(stored, member, base, members.EDITABLE)
    changed = replace(stored, **edited)
    # Their own number is free for them, also where it cannot be read here.
    known = replace(changed, id_card="") if changed.id_card == stored.id_card else changed
    _require_free_keys(connection, tenant_id, known)
    members.change(connection, stored, edited)
    if changed.id_card != stored.id_card:
        consents.withdraw(connection, tenant_id, stored.id)
        if changed.id_card and member.consent is not None:
            consents.note(connection, tenant_id, stored.id, member.consent)
    return stored.id


def _add_member(connection: Connection, tenant_id: int, person: Member, consent: Consent | None) -> int:
    """Store a member and what they agreed to; the member's number."""
    member_id = members.add(connection, tenant_id, person)
    if person.id_card and consent is not None:
        consents.note(connection, tenant_id, member_id, consent)
    return member_id


def _locked_buyer(connection: Connection, tenant_id: int, buyer_id: int | None) -> WxBuyingUser:
    buyer = buyers.get(connection, tenant_id, buyer_id or 0, lock=True)
    if buyer is None:
        raise NotFoundError("there is no such buyer", code="E-NO-BUYER")
    return buyer


def _edited(stored: _Record, wanted: _Record, base: _Record | None, names: tuple[str, ...]) -> dict[str, Any]:
    """The fields to write: all, or those that differ from ``base``, which nobody else may have changed meanwhile."""
    edited = {name: getattr(wanted, name) for name in names}
    if base is None:
        return edited
    edited = {name: value for name, value in edited.items() if value != getattr(base, name)}
    for name, value in edited.items():
        if getattr(stored, name) not in (getattr(base, name), value):
            number = {"buyer_id" if isinstance(stored, WxBuyingUser) else "member_id": stored.id}
            raise ConflictError("somebody else changed this meanwhile", code="E-CHANGED", field=name, **number)
    return edited


def _require_free_open_id(connection: Connection, tenant_id: int, user: WxBuyingUser) -> None:
    other = buyers.get_by_open_id(connection, tenant_id, user.open_id)
    if other is not None and other.id != user.id:
        raise ConflictError("another buyer has this openId", code="E-OPEN-ID-TAKEN", field="open_id", buyer_id=other.id)


def _require_free_keys(connection: Connection, tenant_id: int, person: Member) -> None:
    """Nobody else may have this phone or ID number."""
    for field, code, other in (
        ("phone", "E-PHONE-TAKEN", members.by_phone(connection, tenant_id, person.phone)),
        ("id_card", "E-ID-CARD-TAKEN", members.by_id_card(connection, tenant_id, person.id_card)),
    ):
        if other is not None and other.id != person.id:
            raise ConflictError("another member has it already", code=code, field=field, member_id=other.id)


def _named_member(connection: Connection, tenant_id: int, form: MemberForm, member_id: int | None) -> Member | None:
    """The member that a form names, locked, so that it is still the same person at the commit."""
    if member_id is not None:
        return members.get(connection, tenant_id, member_id, lock=True)
    return members.by_phone(connection, tenant_id, form.phone, lock=True) or members.by_id_card(
        connection, tenant_id, form.id_card, lock=True
    )


def _require_same_person(connection: Connection, form: MemberForm, found: Member) -> None:
    """Every field that the form gives must be the member's; a sex of 0 says "unknown" and gives nothing."""
    if form.id_card:
        require_key(connection)
    for field, key in _COMPARABLE.items():
        given, known = getattr(form, field), getattr(found, field)
        if given and (known is None or key(given) != key(known)):
            raise ConflictError(
                "the member's data differ from the form", code="E-MEMBER-DIFFERS", field=field, member_id=found.id
            )


def _bind(connection: Connection, buyer: WxBuyingUser, member_id: int | None) -> None:
    if not buyers.set_member(connection, buyer, member_id):
        raise _already_bound(buyer, code="E-CHANGED")


def _already_bound(buyer: WxBuyingUser, *, code: str = "E-ALREADY-BOUND") -> ConflictError:
    return ConflictError(
        "the buyer is bound to another member",
        code=code,
        field="member_id",
        member_id=buyer.member_id,
        buyer_id=buyer.id,
    )


def _person(form: MemberForm) -> Member:
    """The member that a form describes, without number and tenant."""
    return Member(**{field.name: getattr(form, field.name) for field in fields(form) if field.name in members.EDITABLE})
