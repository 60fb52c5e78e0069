"""What each kind of write wants of a buyer, held against what the server shows: the only evidence there is."""

from __future__ import annotations

from enum import StrEnum

from wxbuyer_gui.domain.errors import BackendError, ConflictError, NotFoundError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.models import Operation, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key

SAVE, REGISTER, CREATE, BIND, UNBIND = "save", "register", "create", "bind", "unbind"

EDITABLE = ("name", "phone", "profile")
"""The fields of a buyer that staff change."""


class Standing(StrEnum):
    """How a buyer stands to an operation."""

    AS_WANTED = "as_wanted"
    UNCHANGED = "unchanged"  # as it was before: the operation has not been done, and can be
    OTHERWISE = "otherwise"  # neither: somebody else was there
    GONE = "gone"


def is_new_buyer(operation: Operation) -> bool:
    """Whether the operation stores a buyer that the server does not know, and finds it by its openId."""
    return operation.user is not None and (operation.buyer_id or 0) <= 0


def is_readable(operation: Operation) -> bool:
    """Whether this computer can read all that the operation is to send."""
    return operation.form is None or operation.form.id_card != LOCKED


def standing(operation: Operation, seen: WxBuyingUser | None) -> Standing:
    """How ``seen``, what the server shows of the operation's buyer now, stands to it."""
    if is_new_buyer(operation):
        return _of_new(operation, seen)
    if seen is None:
        return Standing.GONE
    if operation.kind == SAVE:
        return _of_save(operation, seen)
    return _of_unbind(operation, seen) if operation.kind == UNBIND else _of_binding(operation, seen)


def is_shown(operation: Operation, seen: WxBuyingUser | None) -> bool:
    """Whether ``seen`` agrees with a yes of the server. It asks for less than ``standing``: the yes is evidence too."""
    if seen is None:
        return False
    if operation.kind == SAVE and is_new_buyer(operation):
        return True
    if operation.kind == SAVE:
        return all(_same_text(operation, seen, name) for name in _edits(operation, seen))
    if operation.kind == UNBIND:
        return seen.member_id is None or seen.member_id != operation.expected_member_id
    return seen.is_bound


def edited_fields(user: WxBuyingUser, base: WxBuyingUser) -> list[str]:
    """The fields that a person changed; an openId counts where one was filled in."""
    fields = [name for name in EDITABLE if getattr(user, name) != getattr(base, name)]
    return [*fields, "open_id"] if user.open_id and user.open_id != base.open_id else fields


def member_changed(operation: Operation, seen: WxBuyingUser | None) -> bool:
    """Whether the member is another than when a save was sent: the body names the member, so both may have lost."""
    if operation.kind != SAVE or is_new_buyer(operation) or seen is None or operation.expected_member_id is None:
        return False
    return (seen.member_id or 0) != operation.expected_member_id


def refusal(operation: Operation, seen: WxBuyingUser | None) -> BackendError | None:
    """What a database would answer to this write now; None where it can be sent or has nothing left to do."""
    where = standing(operation, seen)
    if seen is None:
        return no_buyer() if where is Standing.GONE else None
    if is_new_buyer(operation):
        return ConflictError("another buyer has this openId", code="E-OPEN-ID-TAKEN", field="open_id", buyer_id=seen.id)
    if where is Standing.UNCHANGED or (where is Standing.AS_WANTED and operation.kind in (SAVE, BIND)):
        return None
    words, code, field = _reason(operation, seen)
    return ConflictError(words, code=code, field=field, member_id=seen.member_id, buyer_id=seen.id)


def _reason(operation: Operation, seen: WxBuyingUser) -> tuple[str, str, str]:
    if operation.kind == SAVE:
        changed = next(name for name in _edits(operation, seen) if not _may_write(operation, seen, name))
        return "somebody else changed this meanwhile", "E-CHANGED", changed
    if operation.kind != UNBIND:
        return "the buyer has a member already", "E-ALREADY-BOUND", "member_id"
    if seen.member_id is None:
        return "the buyer has no member", "E-NOT-BOUND", "member_id"
    return "the buyer is bound to another member", "E-CHANGED", "member_id"


def _of_new(operation: Operation, seen: WxBuyingUser | None) -> Standing:
    user = operation.user
    if seen is None or user is None:
        return Standing.UNCHANGED
    same = all(getattr(seen, name) == getattr(user, name) for name in EDITABLE)
    if operation.kind == REGISTER:
        same = same and seen.is_bound
    return Standing.AS_WANTED if same else Standing.OTHERWISE


def _of_save(operation: Operation, seen: WxBuyingUser) -> Standing:
    edits = _edits(operation, seen)
    if all(getattr(seen, name) == getattr(operation.user, name) for name in edits):
        return Standing.AS_WANTED
    free = all(_may_write(operation, seen, name) for name in edits)
    return Standing.UNCHANGED if free else Standing.OTHERWISE


def _edits(operation: Operation, seen: WxBuyingUser) -> list[str]:
    return edited_fields(operation.user, operation.base or seen) if operation.user else []


def _same_text(operation: Operation, seen: WxBuyingUser, name: str) -> bool:
    """Servers trim what they are sent."""
    return str(getattr(seen, name)).strip() == str(getattr(operation.user, name)).strip()


def _may_write(operation: Operation, seen: WxBuyingUser, name: str) -> bool:
    stored = getattr(seen, name)
    return stored in (getattr(operation.user, name), getattr(operation.base or seen, name))


def _of_unbind(operation: Operation, seen: WxBuyingUser) -> Standing:
    if seen.member_id is None:
        return Standing.AS_WANTED
    return Standing.UNCHANGED if seen.member_id == operation.expected_member_id else Standing.OTHERWISE


def _of_binding(operation: Operation, seen: WxBuyingUser) -> Standing:
    """The phone tells whose member it is, where the number is not known: the API shows nothing else of a member."""
    if not seen.is_bound:
        return Standing.UNCHANGED
    form = operation.form
    if operation.member_id is not None:
        same = seen.member_id == operation.member_id
    elif form is None:
        same = False
    elif phone_key(form.phone):
        same = phone_key(seen.phone) == phone_key(form.phone)
    else:
        same = bool(form.name) and seen.name == form.name
    return Standing.AS_WANTED if same else Standing.OTHERWISE


def no_buyer() -> NotFoundError:
    """The refusal of a write to a buyer that does not exist."""
    return NotFoundError("there is no such buyer", code="E-NO-BUYER")
