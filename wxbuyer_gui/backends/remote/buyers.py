"""Buyers as a server answers them, checked before anybody sees them: the one asked for, of the right tenant."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from wxbuyer_gui.backends.remote.answers import buyer_in, buyers_in
from wxbuyer_gui.backends.remote.calls import Calls
from wxbuyer_gui.domain.errors import ConflictError, NotFoundError, ProtocolError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.net import wire

_log = logging.getLogger(__name__)

_NULL_WORDS = frozenset({"null", "undefined", "None"})


@dataclass(frozen=True, slots=True)
class Stored:
    """A buyer as the server answered it, and what people see of it."""

    wire: wire.Buyer
    shown: WxBuyingUser


class Buyers:
    """Reads buyers. Every ``deadline`` is a moment of ``time.monotonic()``; errors as in ``Calls.read``.

    ProtocolError ``E-MISMATCH`` for another buyer than the one asked for, ``E-TENANT`` for another tenant's.
    ``null_words`` reads the words null, undefined and None as empty texts.
    """

    def __init__(self, calls: Calls, *, tenant_id: int | None, null_words: bool) -> None:
        self._calls = calls
        self._tenant_id = tenant_id
        self._tenant_lock = Lock()
        self._null_words = null_words

    @property
    def tenant_id(self) -> int | None:
        """The tenant of all buyers; None until the first one was read."""
        return self._tenant_id

    def get(self, buyer_id: int, *, deadline: float) -> Stored | None:
        """The buyer with this id."""
        if not 0 < buyer_id < 2**63:
            return None
        found = buyer_in(self._calls.read("get", query=(("id", str(buyer_id)),), deadline=deadline))
        if found is not None and found.id != buyer_id:
            raise _wrong("the server answered with another buyer", "E-MISMATCH")
        return None if found is None else self.checked(found)

    def get_by_open_id(self, open_id: str, *, deadline: float) -> Stored | None:
        """The buyer with this openId; nobody has an empty one."""
        if not open_id:
            return None
        found = buyer_in(self._calls.read("getbyopenid", query=(("openId", open_id),), deadline=deadline))
        if found is not None and found.open_id != open_id:
            raise _wrong("the server answered with another openId", "E-MISMATCH")
        return None if found is None else self.checked(found)

    def get_list(self, buyer_ids: list[int], *, deadline: float) -> list[WxBuyingUser]:
        """The buyers with these ids, in that order, by one call."""
        return self.fetch_list(buyer_ids, deadline=deadline)()

    def fetch_list(self, buyer_ids: list[int], *, deadline: float) -> Callable[[], list[WxBuyingUser]]:
        """As ``get_list``, but only as far as the answer is here: what is returned reads it."""
        answer = self._calls.fetch("getlist", payload=buyer_ids, deadline=deadline)

        def read() -> list[WxBuyingUser]:
            # By id, never by place: lists come shortened, reordered, doubled and with strangers.
            found = {buyer.id: buyer for buyer in reversed(buyers_in(answer()))}
            return [self.checked(found[number]).shown for number in buyer_ids if number in found]

        return read

    def existing(self, buyer_id: int | None, *, deadline: float) -> Stored:
        """The buyer that is to be written to; NotFoundError where there is none."""
        stored = self.get(buyer_id or 0, deadline=deadline)
        if stored is None:
            raise no_buyer()
        return stored

    def require_free(self, open_id: str, *, deadline: float) -> None:
        """ConflictError ``E-OPEN-ID-TAKEN`` where a buyer has this openId."""
        other = self.get_by_open_id(open_id, deadline=deadline)
        if other is not None:
            raise ConflictError(
                "another buyer has this openId", code="E-OPEN-ID-TAKEN", field="open_id", buyer_id=other.shown.id
            )

    def require_bound_to(self, buyer_id: int | None, member_id: int, *, deadline: float) -> None:
        """ConflictError where the buyer is bound to nobody (``E-NOT-BOUND``) or to another member (``E-CHANGED``)."""
        buyer = self.existing(buyer_id, deadline=deadline).shown
        if buyer.member_id == member_id:
            return
        words, code = ("the buyer is bound to another member", "E-CHANGED")
        if buyer.member_id is None:
            words, code = ("the buyer has no member", "E-NOT-BOUND")
        raise ConflictError(words, code=code, field="member_id", member_id=buyer.member_id, buyer_id=buyer.id)

    def learn(self, tenant_id: int | None) -> None:
        """Keep the tenant that an answer names, if none is known. ProtocolError where it is another than ours."""
        with self._tenant_lock:
            if self._tenant_id is None and tenant_id is not None and tenant_id > 0:
                self._tenant_id = tenant_id
        if tenant_id is not None and self._tenant_id not in (None, tenant_id):
            raise _wrong("the server answered about another tenant", "E-TENANT")

    def checked(self, found: wire.Buyer) -> Stored:
        """A buyer that was read, after its tenant was checked or learnt."""
        self.learn(found.tenant_id)
        shown = found.to_domain()
        if self._null_words and not _NULL_WORDS.isdisjoint((shown.name, shown.phone, shown.profile)):
            shown = replace(shown, name=_said(shown.name), phone=_said(shown.phone), profile=_said(shown.profile))
        return Stored(found, shown)


def _wrong(words: str, code: str) -> ProtocolError:
    """An answer about somebody else: it goes into the log, for the server gives away what is not to be seen."""
    _log.info("%s: %s", code, words)
    return ProtocolError(words, code=code)


def no_buyer() -> NotFoundError:
    """The refusal of a write to a buyer that does not exist."""
    return NotFoundError("there is no such buyer", code="E-NO-BUYER")


def _said(text: str) -> str:
    return "" if text in _NULL_WORDS else text
