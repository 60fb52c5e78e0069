"""What every backend refuses before it does anything: texts that cannot be stored, forms that say too little."""

from __future__ import annotations

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.text import checked

_BUYER_TEXTS = ("open_id", "name", "profile", "phone")
_MEMBER_TEXTS = ("name", "phone", "id_card", "address")
_SEX_CODES = range(-(2**31), 2**31)  # what the API's int holds


def check_buyer(user: WxBuyingUser) -> None:
    """Raise InvalidInputError for a text that cannot be stored."""
    for name in _BUYER_TEXTS:
        checked(getattr(user, name), name)


def check_new_buyer(user: WxBuyingUser) -> None:
    """As ``check_buyer``, and the buyer must not have an id yet."""
    check_buyer(user)
    if user.id:
        raise InvalidInputError("a buyer that is registered has no id yet", field="id")


def check_form(form: MemberForm) -> None:
    """Raise InvalidInputError for a text that cannot be stored or a sex code that is none."""
    _check_person(form)


def check_member(member: Member) -> None:
    """As ``check_form``, for a member."""
    _check_person(member)


def check_new_member(form: MemberForm) -> None:
    """As ``check_form``, and the form needs a name or a phone."""
    _check_person(form)
    if not form.name.strip() and not form.phone.strip():
        raise InvalidInputError("a member needs a name or a phone", code="E-NAME-OR-PHONE", field="name")


def check_binding(form: MemberForm, member_id: int | None) -> None:
    """As ``check_form``, and something must say which member is meant: its number, a phone or an ID number."""
    _check_person(form)
    if member_id is None and not form.phone.strip() and not form.id_card.strip():
        raise InvalidInputError("a phone, an ID number or a member number is needed", code="E-WHICH-MEMBER")


def checked_tenant(tenant_id: int) -> int:
    """The number of a tenant; InvalidInputError for one that none can have."""
    if not 0 < tenant_id < 2**63:
        raise InvalidInputError("not a tenant's number", field="tenant_id")
    return tenant_id


def _check_person(person: MemberForm | Member) -> None:
    for name in _MEMBER_TEXTS:
        checked(getattr(person, name), name)
    if person.sex is not None and person.sex not in _SEX_CODES:
        raise InvalidInputError("not a sex code", field="sex")
