"""Buyers and forms as the JSON in the outbox."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser


@dataclass(frozen=True, slots=True)
class Payload:
    """What an operation was asked to do."""

    user: WxBuyingUser | None = None
    form: MemberForm | None = None
    member_id: int | None = None

    def written(self) -> str:
        """As JSON, the same for the same payload."""
        bare = replace(self, user=self.user and self.user.bare())
        return json.dumps(_fields(bare), ensure_ascii=False, sort_keys=True, default=_plain)

    def check(self, kind: str, extra: object = None) -> str:
        """32 bits by which the same request is recognised after its data was erased."""
        return hashlib.sha256(f"{kind} {self.written()} {extra}".encode()).hexdigest()[:8]

    @classmethod
    def read(cls, text: str) -> Payload:
        """The payload in ``text``; an empty one where it was erased."""
        if not text:
            return cls()
        found = json.loads(text)
        return cls(_user(found["user"]), _form(found["form"]), found["member_id"])


def write_user(user: WxBuyingUser | None) -> str:
    """A buyer as JSON, '' for None."""
    if user is None:
        return ""
    return json.dumps(_fields(user), ensure_ascii=False, sort_keys=True, default=_plain)


def read_user(text: str) -> WxBuyingUser | None:
    """The buyer in ``text``, None for ''."""
    return _user(json.loads(text)) if text else None


def _fields(part: Payload | WxBuyingUser) -> dict[str, Any]:
    """As a dictionary; what waits is found out anew whenever a buyer is read, and a consent is never sent."""
    fields = asdict(part)
    if fields.get("form") is not None:
        fields["form"].pop("consent")
    for user in (fields, fields.get("user")):
        if user is not None:
            user.pop("waiting", None)
    return fields


def _user(fields: dict[str, Any] | None) -> WxBuyingUser | None:
    if fields is None:
        return None
    as_of = fields.pop("as_of", None)
    return WxBuyingUser(**fields, as_of=datetime.fromisoformat(as_of) if as_of else None)


def _form(fields: dict[str, Any] | None) -> MemberForm | None:
    if fields is None:
        return None
    birthday = fields.pop("birthday", None)
    return MemberForm(**fields, birthday=date.fromisoformat(birthday) if birthday else None)


def _plain(value: object) -> str:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise TypeError(f"not for JSON: {type(value).__name__}")
