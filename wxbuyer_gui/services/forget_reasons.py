"""Why somebody was forgotten: it stays in the journal, so that it must not repeat what is erased."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.domain.text import fold

if TYPE_CHECKING:
    from wxbuyer_gui.store.forgetting import Person

_SHORTEST_NAME = 2  # characters; one alone says nothing
_NAMES_SOMEBODY = re.compile(r"1[3-9][0-9]{9}|0[0-9]{9,11}|o[A-Za-z0-9_-]{27}")  # a mobile, a landline, an openId


def check_reason(reason: str, people: Sequence[Person]) -> None:
    """Raise InvalidInputError for a reason that is empty, or names one of these people."""
    _check_there(reason)
    digits = phone_key(reason) + "".join(character for character in fold(reason) if character.isdigit())
    for one in people:
        member_name, member_phone = (one.member.name, one.member.phone) if one.member else ("", "")
        phones = {phone_key(one.buyer.phone), phone_key(member_phone)} - {""}
        names = {one.buyer.open_id, one.buyer.name.strip(), member_name.strip()}
        telling = [name for name in names if len(name) >= _SHORTEST_NAME and not is_anonymous(name)]
        if any(phone in digits for phone in phones) or any(name in reason for name in telling):
            raise _naming()


def check_bulk_reason(reason: str) -> None:
    """Raise InvalidInputError for a reason that is empty, or looks as if it named somebody: many will bear it."""
    _check_there(reason)
    if _NAMES_SOMEBODY.search(fold(reason).replace(" ", "").replace("-", "")) or _NAMES_SOMEBODY.search(reason):
        raise _naming()


def _check_there(reason: str) -> None:
    if not reason.strip():
        raise InvalidInputError("a reason is needed", field="reason", code="E-NO-REASON")


def _naming() -> InvalidInputError:
    return InvalidInputError("the reason names somebody", field="reason", code="E-REASON-NAMES")
