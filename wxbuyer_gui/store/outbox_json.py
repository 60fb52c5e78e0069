"""Buyers and forms as the JSON in the outbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser


@dataclass(frozen=True, slots=True)
class Payload:
    """What an operation was asked to do."""

    user: WxBuyingUser | None = None
    form: MemberForm | None = None
    member_id: int | None = None

    def written(self, seal: Callable[[str], str] = str) -> str:
        """As JSON, the same for the same payload. ``seal`` is given the ID number."""
        form = self.form and replace(self.form, id_card=seal(self.form.id_card))
        return _written(replace(self, user=self.user and self.user.bare(), form=form))

    def check(self, kind: str, extra: object = None) -> str:
        """32 bits by which the same request is recognised after its data was erased.

        The ID number is no part of them: who knows the rest could try all numbers until the bits agree.
        """
        form = self.form and replace(self.form, id_card="", consent=None)
        written = replace(self, form=form).written()
        return hashlib.sha256(f"{kind} {written} {extra}".encode()).hexdigest()[:8]

    @classmethod
    def read(cls, text: str, shown: Callable[[str], str] = str) -> Payload:
        """The payload in ``text``; an empty one where it was erased. ``shown`` is given the ID number as written."""
        if not text:
            return cls()
        found = json.loads(text)
        form = _form(found["form"])
        if form is not None:
            form = replace(form, id_card=shown(form.id_card))
        return cls(_user(found["user"]), form, found["member_id"])


def write_user(user: WxBuyingUser | None) -> str:
    """A buyer as JSON, '' for None."""
    return "" if user is None else _written(user)


def read_user(text: str) -> WxBuyingUser | None:
    """The buyer in ``text``, None for ''."""
    return _user(json.loads(text)) if text else None


def _written(part: Payload | WxBuyingUser) -> str:
    """As JSON, without what waits: that is found out anew whenever a buyer is read."""
    fields = asdict(part)
    if (form := fields.get("form")) is not None and form["consent"] is None:
        form.pop("consent")  # so that a form without one is written as before there were any
    for user in (fields, fields.get("user")):
        if user is not None:
            user.pop("waiting", None)
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, default=_plain)


def _user(fields: dict[str, Any] | None) -> WxBuyingUser | None:
    if fields is None:
        return None
    as_of = fields.pop("as_of", None)
    return WxBuyingUser(**fields, as_of=datetime.fromisoformat(as_of) if as_of else None)


def _form(fields: dict[str, Any] | None) -> MemberForm | None:
    if fields is None:
        return None
    birthday, consent = fields.pop("birthday", None), fields.pop("consent", None)
    return MemberForm(**fields, birthday=date.fromisoformat(birthday) if birthday else None, consent=_consent(consent))


def _consent(fields: dict[str, Any] | None) -> Consent | None:
    if fields is None:
        return None
    at = fields["at"]
    return Consent(fields["purpose"], fields["operator_id"], datetime.fromisoformat(at) if at else None)


def _plain(value: object) -> str:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")
