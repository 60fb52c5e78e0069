"""What our own server offers beyond the vendor's API: ``net.wire_extensions``, where it announces them."""

from __future__ import annotations

from threading import Lock
from typing import Any

from wxbuyer_gui.backends.remote.buyers import Buyers
from wxbuyer_gui.backends.remote.calls import Calls, Sending
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    InvalidInputError,
    NotFoundError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.net import wire, wire_extensions

_API = "api/wxbuyer"


class OwnServer:
    """The extensions, as far as the server has them. Each method but ``ask`` is for servers that ``offer`` it."""

    def __init__(self, calls: Calls, buyers: Buyers) -> None:
        self._calls = calls
        self._buyers = buyers
        self._announced: wire_extensions.Capabilities | None = None
        self._has_answered = False
        self._lock = Lock()
        self.was_asked = False
        """Whether ``ask`` was called, whatever came of it."""

    @property
    def is_known(self) -> bool:
        """Whether this is a server of ours, as far as it was asked."""
        return self._announced is not None

    @property
    def capabilities(self) -> Capabilities:
        """What it announced; nothing from a vendor's server and before it was asked."""
        able = self._announced
        if able is None:
            return Capabilities()
        return Capabilities(phone_search=able.phone_search, member_read=able.member_read, member_edit=able.member_edit)

    @property
    def keeps_keys(self) -> bool:
        """Whether it answers a write with the same Idempotency-Key again instead of doing it twice."""
        return self._announced is not None and self._announced.idempotency_keys

    @property
    def most_ids(self) -> int | None:
        """The most ids in one ``getlist``; None where nothing was said of it."""
        return None if self._announced is None else max(1, self._announced.most_ids)

    def ask(self, deadline: float) -> OwnServer:
        """Ask once what the server offers; itself. A vendor's server answers nonsense to that, and offers nothing.

        Raises UnreachableError and AuthError where the server answers nothing else either; it may be asked again.
        """
        with self._lock:
            if not self._has_answered:
                self.was_asked = True
                try:
                    self._announced = self._asked(deadline)
                    self._has_answered = True
                except (AuthError, UnreachableError) as error:
                    # Some gateways guard the paths that they do not know.
                    self._require_vendors_calls(deadline)
                    self._has_answered = isinstance(error, AuthError)
        return self

    def offers(self, call: str) -> bool:
        """Whether there is this call under ``api/wxbuyer/``."""
        return self._announced is not None and call in self._announced.calls

    def search(self, text: str, *, kind: str | None, limit: int, after: object | None, deadline: float) -> SearchPage:
        """As ``Backend.search``."""
        if after is not None and not isinstance(after, str):
            raise InvalidInputError("not a cursor of this source", code="E-CURSOR", field="after")
        body = {"text": text, "kind": kind, "limit": limit, "after": after}
        answer = self._read(
            "search", deadline, payload={key: value for key, value in body.items() if value is not None}
        )
        page = wire_extensions.SearchPage.read(answer)
        hits = tuple(self._hit(hit) for hit in page.hits)
        return SearchPage(hits, page.kind, page.next, page.count, page.capped)

    def get_member(self, member_id: int, *, deadline: float) -> Member | None:
        """As ``Backend.get_member``."""
        if not 0 < member_id < 2**63:
            return None
        answer = self._read("member", deadline, query=(("id", str(member_id)),))
        return None if answer is None else _member(answer)

    def find_members(self, text: str, *, deadline: float) -> list[Member]:
        """As ``Backend.find_members``."""
        return [_member(item) for item in _list(self._read("members", deadline, payload={"text": text}))]

    def buyers_of_member(self, member_id: int, *, deadline: float) -> list[WxBuyingUser]:
        """As ``Backend.buyers_of_member``."""
        if not 0 < member_id < 2**63:
            return []
        answer = self._read("buyersofmember", deadline, query=(("id", str(member_id)),))
        return [self._buyers.checked(wire.Buyer.read(item)).shown for item in _list(answer)]

    def save_buyer(self, user: WxBuyingUser, base: WxBuyingUser | None, sending: Sending) -> int | None:
        """As ``Backend.save_user``, in one step."""
        body = {"buyer": wire.Buyer.of(user).written()}
        if base is not None:
            body["base"] = wire.Buyer.of(base).written()
        return self._calls.write("savebuyer", body, sending=sending, api=_API).data

    def register(self, user: WxBuyingUser, form: MemberForm, sending: Sending) -> int | None:
        """As ``Backend.register``, in one step."""
        body = {"buyer": wire.Buyer.of(user).written(), "form": wire.MemberForm.of(form).written()}
        return self._calls.write("register", body, sending=sending, api=_API).data

    def save_member(self, member: Member, base: Member | None, sending: Sending) -> int | None:
        """As ``Backend.save_member``."""
        if not 0 < (member.id or 0) < 2**63:
            raise NotFoundError("there is no such member", code="E-NO-MEMBER")
        body = {"member": wire_extensions.Member.of(member).written()}
        if base is not None:
            body["base"] = wire_extensions.Member.of(base).written()
        return self._calls.write("savemember", body, sending=sending, api=_API).data

    def _asked(self, deadline: float) -> wire_extensions.Capabilities | None:
        try:
            announced = wire_extensions.Capabilities.read(self._read("capabilities", deadline))
        except (ProtocolError, RejectedError, InvalidInputError, NotFoundError, UnsupportedError, StorageError):
            return None
        self._buyers.learn(announced.tenant_id)
        return announced

    def _require_vendors_calls(self, deadline: float) -> None:
        """Raise AuthError or UnreachableError where the vendor's calls are closed to us too; nobody need be there."""
        try:
            self._buyers.get(1, deadline=deadline)
        except (AuthError, UnreachableError):
            raise
        except BackendError:
            return

    def _read(self, name: str, deadline: float, **request: Any) -> Any:
        return self._calls.read(name, deadline=deadline, api=_API, **request)

    def _hit(self, hit: wire_extensions.Hit) -> SearchHit:
        buyer = None if hit.buyer is None else self._buyers.checked(hit.buyer).shown
        return SearchHit(buyer, hit.member.to_domain() if hit.member else None, hit.matched)


def _member(answer: object) -> Member:
    return wire_extensions.Member.read(answer).to_domain()


def _list(answer: object) -> list[Any]:
    if not isinstance(answer, list):
        raise ProtocolError("the answer is no list", code="E-SCHEMA")
    return answer
