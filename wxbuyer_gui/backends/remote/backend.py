"""The backend on a server that speaks the vendor's API: seven calls, no search by phone, no members to read."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from functools import partial
from threading import Event

from wxbuyer_gui.backends import inputs, naming
from wxbuyer_gui.backends.base import NOBODY, Backend
from wxbuyer_gui.backends.remote import search
from wxbuyer_gui.backends.remote.buyers import Buyers, Stored
from wxbuyer_gui.backends.remote.calls import Calls, Sending
from wxbuyer_gui.backends.remote.operations import Operations
from wxbuyer_gui.backends.remote.own_server import OwnServer
from wxbuyer_gui.backends.remote.writes import Writes
from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.errors import (
    BackendError,
    InvalidInputError,
    StorageError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.operation_id import checked_operation_id
from wxbuyer_gui.domain.options import RemoteOptions
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.net.transport import MOST_CONNECTIONS


class RemoteBackend(Backend):
    """Asks a server. ``timeout`` bounds each call, ``getlist`` each chunk, in seconds.

    ``tenant_id`` None is learnt from the first buyer read; an answer about another tenant is then a ProtocolError.
    Reads raise UnreachableError where no answer comes: None always means that the server says so. Writes are sent
    once and never repeated; one that may have been done raises OutcomeUnknownError. Operation ids are remembered
    while this object lives. Where the API needs two calls (a new buyer's registration, a change to a buyer), the
    first one is done when the second one fails.

    What only our own server can do (``OwnServer``) is used once ``capabilities``, or a call that the vendor's API
    has not, has found out that it is one.
    """

    def __init__(
        self,
        calls: Calls,
        *,
        timeout: float = 15.0,
        tenant_id: int | None = None,
        options: RemoteOptions | None = None,
    ) -> None:
        self._calls = calls
        self._timeout = timeout
        self._options = options or RemoteOptions()
        self._buyers = Buyers(calls, tenant_id=tenant_id, null_words=self._options.null_words)
        self._own_server = OwnServer(calls, self._buyers)
        self._writes = Writes(calls, self._buyers, self._own_server, self._options)
        self._operations = Operations()
        self._is_closed = False

    @property
    def capabilities(self) -> Capabilities:
        """What our own server announced, asked at the first need; none of the extras of the vendor's API."""
        if not self._own_server.was_asked and not self._is_closed:
            with suppress(BackendError):
                self.ask_capabilities()
        return self._own_server.capabilities

    @property
    def announced(self) -> Capabilities:
        """As ``capabilities``, as far as the server was asked already."""
        return self._own_server.capabilities

    def ask_capabilities(self, *, at_most: float = math.inf) -> None:
        """Find out whether this is a server of ours, within ``at_most`` seconds.

        Raises UnreachableError and AuthError; it is then asked again where something depends on it.
        """
        self._own_server.ask(self._deadline(at_most))

    @property
    def keeps_keys(self) -> bool:
        """Whether the server is known to do a write once, however often it comes with the same operation id."""
        return self._own_server.keeps_keys

    def lending(self, connections: int) -> AbstractContextManager[None]:
        """Around the time in which another process may have so many of the connections that there may be."""
        return self._calls.lending(connections)

    @property
    def clock_offset(self) -> float:
        """By how many seconds the server's clock is ahead of this computer's, where calls carry a signed time."""
        return self._calls.clock_offset

    @property
    def tenant_id(self) -> int | None:
        """The tenant that all calls are about; None until the first buyer was read."""
        return self._buyers.tenant_id

    def get(self, buyer_id: int, *, at_most: float = math.inf) -> WxBuyingUser | None:
        """The buyer with this id; UnreachableError where the server takes longer than ``at_most`` seconds."""
        return _shown(self._buyers.get(buyer_id, deadline=self._deadline(at_most)))

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""
        return _shown(self._buyers.get_by_open_id(checked(open_id, "open_id"), deadline=self._deadline()))

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids, asked for in chunks, a few at a time."""
        self._deadline()
        ids = [number for number in dict.fromkeys(buyer_ids) if 0 < number < 2**63]
        size = min(self._options.chunk, self._own_server.most_ids or self._options.chunk)
        parts = [*chunks(ids, size)]
        if len(parts) <= 1:
            return [buyer for part in parts for buyer in self._get_chunk(part)]
        with ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="wxbuyer-getlist") as workers:
            try:
                return [buyer for buyers in workers.map(self._get_chunk, parts) for buyer in buyers]
            except BaseException:
                workers.shutdown(wait=False, cancel_futures=True)  # no request more for an answer that nobody gets
                raise

    @property
    def most_ids(self) -> int | None:
        """The most ids that the server takes in one ``getlist``; None where it said nothing of it."""
        return self._own_server.most_ids

    def fetch_at_once(self, buyer_ids: Sequence[int]) -> Callable[[], list[WxBuyingUser]]:
        """As ``get_list``, by one question: as many ids as the caller finds right, all of them possible ones.

        It comes back with the answer unread: what is returned reads it, and raises what it says.
        """
        return self._buyers.fetch_list(list(buyer_ids), deadline=self._deadline())

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        limit: int = 50,
        after: object | None = None,
        cancel: Event | None = None,
        named: Mapping[int, str] = NOBODY,
    ) -> SearchPage:
        """All that our own server finds, or the buyer with the id or openId in ``text``.

        UnsupportedError ``E-NO-SEARCH`` for what the vendor's API cannot be asked.
        """
        query = parse(text, kind=kind)
        deadline = self._deadline()
        _check_not_cancelled(cancel)
        if self._own_server.ask(deadline).offers("search"):
            page = self._own_server.search(text, kind=kind, limit=limit, after=after, deadline=deadline)
            if after is None:
                page = naming.put_first(page, query, named, self._some(named, limit))
        elif (named_hits := naming.put_first(SearchPage(), query, named, self._some(named, limit))).hits:
            page = named_hits
        else:
            page = search.find(
                query,
                get=lambda number: _shown(self._buyers.get(number, deadline=deadline)),
                by_open_id=lambda open_id: _shown(self._buyers.get_by_open_id(open_id, deadline=deadline)),
            )
        _check_not_cancelled(cancel)
        return page

    def _some(self, named: Mapping[int, str], limit: int) -> list[WxBuyingUser]:
        """No more of the buyers with these numbers than one page shows."""
        return self.get_list(list(named)[:limit]) if named else []

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer. One that exists is read first, in the same call; an openId must be free."""
        inputs.check_buyer(user)
        return self._write("save", (user, base), operation_id, partial(self._writes.save, user, base))

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer, find it by its openId, make the member. Without an openId nothing is sent.

        Where the member is refused the buyer is stored nevertheless, and found by its openId.
        """
        inputs.check_new_buyer(user)
        inputs.check_new_member(form)
        if not user.open_id and not self._own_server.offers("register"):
            raise InvalidInputError(
                "this server finds a new buyer by its openId only: scan the customer's code",
                code="E-OPEN-ID-NEEDED",
                field="open_id",
            )
        return self._write("register", (user, form), operation_id, partial(self._writes.register, user, form))

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member and bind the form's buyer to it; whether the phone is free only the server knows."""
        inputs.check_new_member(form)
        return self._write("create", (form,), operation_id, partial(self._writes.create, form))

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to the member that the server finds by phone or ID number; ours also by its number."""
        inputs.check_binding(form, member_id)
        if not form.phone.strip() and not form.id_card.strip() and not self._own_server.is_known:
            raise UnsupportedError("this server finds a member by phone or ID number only", code="E-NO-MEMBER-NUMBER")
        return self._write("bind", (form, member_id), operation_id, partial(self._writes.bind, form, member_id))

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer, which is read first where a member is expected."""
        inputs.check_form(form)
        work = partial(self._writes.unbind, form, expected_member_id)
        return self._write("unbind", (form, expected_member_id), operation_id, work)

    def get_member(self, member_id: int) -> Member | None:
        """The member with this number. UnsupportedError from the vendor's API."""
        self._require("member")
        return self._own_server.get_member(member_id, deadline=self._deadline())

    def find_members(self, text: str) -> list[Member]:
        """Members by phone, number, ID number or name. UnsupportedError from the vendor's API."""
        checked(text)
        self._require("members")
        return self._own_server.find_members(text, deadline=self._deadline())

    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member. UnsupportedError from the vendor's API."""
        self._require("buyersofmember")
        return self._own_server.buyers_of_member(member_id, deadline=self._deadline())

    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store an existing member's fields. UnsupportedError from the vendor's API."""
        inputs.check_member(member)
        self._require("savemember")
        work = partial(self._own_server.save_member, member, base)
        return self._write("member", (member, base), operation_id, work)

    def close(self) -> None:
        """Close all connections."""
        self._is_closed = True
        self._calls.close()

    def _deadline(self, at_most: float = math.inf) -> float:
        """When a call that begins now must be over. StorageError ``E-CLOSED`` after ``close``."""
        if self._is_closed:
            raise StorageError("this source is closed", code="E-CLOSED")
        return time.monotonic() + min(self._timeout, at_most)

    def _require(self, call: str) -> None:
        """UnsupportedError where this is not our own server with this call; asks it if nobody has."""
        if not self._own_server.ask(self._deadline()).offers(call):
            raise UnsupportedError("this server's API does not show members", code="E-NO-MEMBERS")

    def _get_chunk(self, ids: list[int]) -> list[WxBuyingUser]:
        return self._buyers.get_list(ids, deadline=self._deadline())

    def _write(
        self, kind: str, body: tuple[Hashable, ...], operation_id: str | None, work: Callable[[Sending], int | None]
    ) -> WriteResult:
        """Run ``work`` with this call's deadline, once per operation id, and answer with the number it returns."""
        operation_id = checked_operation_id(operation_id)
        is_keyed = self._own_server.keeps_keys
        sending = Sending(self._deadline(), operation_id if is_keyed else None)
        return self._operations.once(
            operation_id,
            (kind, *body),
            lambda: WriteResult(work(sending), WriteState.DONE, operation_id),
            is_keyed=is_keyed,
        )


def _check_not_cancelled(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise StorageError("the search was stopped", code="E-CANCELLED")


def _shown(stored: Stored | None) -> WxBuyingUser | None:
    return None if stored is None else stored.shown
