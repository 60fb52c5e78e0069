"""The backend on a server that speaks the vendor's API: seven calls, no search by phone, no members to read."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

from wxbuyer_gui.backends import inputs
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.remote import search
from wxbuyer_gui.backends.remote.buyers import Buyers, Stored
from wxbuyer_gui.backends.remote.calls import Calls
from wxbuyer_gui.backends.remote.merging import body_of_changed, body_of_new
from wxbuyer_gui.backends.remote.operations import Operations
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.operation_id import checked_operation_id
from wxbuyer_gui.domain.options import DataMeaning, RemoteOptions
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.net import wire
from wxbuyer_gui.net.transport import MOST_CONNECTIONS

_NO_MEMBERS = "this server's API does not show members"


class RemoteBackend(Backend):
    """Asks a server. ``timeout`` bounds each call, ``getlist`` each chunk, in seconds.

    ``tenant_id`` None is learnt from the first buyer read; an answer about another tenant is then a ProtocolError.
    Reads raise UnreachableError where no answer comes: None always means that the server says so. Writes are sent
    once and never repeated; one that may have been done raises OutcomeUnknownError. Operation ids are remembered
    while this object lives. Where the API needs two calls (a new buyer's registration, a change to a buyer), the
    first one is done when the second one fails.
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
        self._operations = Operations()
        self._is_closed = False

    @property
    def capabilities(self) -> Capabilities:
        """None of the extras."""
        return Capabilities()

    @property
    def tenant_id(self) -> int | None:
        """The tenant that all calls are about; None until the first buyer was read."""
        return self._buyers.tenant_id

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""
        return _shown(self._buyers.get(buyer_id, deadline=self._deadline()))

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""
        return _shown(self._buyers.get_by_open_id(checked(open_id, "open_id"), deadline=self._deadline()))

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids, asked for in chunks, a few at a time."""
        self._deadline()
        ids = [number for number in dict.fromkeys(buyer_ids) if 0 < number < 2**63]
        size = max(1, self._options.chunk)
        chunks = [ids[start : start + size] for start in range(0, len(ids), size)]
        if len(chunks) <= 1:
            return [buyer for chunk in chunks for buyer in self._get_chunk(chunk)]
        with ThreadPoolExecutor(MOST_CONNECTIONS, thread_name_prefix="wxbuyer-getlist") as workers:
            try:
                return [buyer for buyers in workers.map(self._get_chunk, chunks) for buyer in buyers]
            except BaseException:
                workers.shutdown(wait=False, cancel_futures=True)  # no request more for an answer that nobody gets
                raise

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        limit: int = 50,
        after: object | None = None,
        cancel: Event | None = None,
    ) -> SearchPage:
        """The buyer with the id or openId in ``text``; UnsupportedError for what the API cannot be asked.

        ``limit`` and ``after`` do nothing, since there is never a second row.
        """
        query = parse(text, kind=kind)
        deadline = self._deadline()

        page = search.find(
            query,
            get=lambda number: _shown(self._buyers.get(number, deadline=deadline)),
            by_open_id=lambda open_id: _shown(self._buyers.get_by_open_id(open_id, deadline=deadline)),
        )
        if cancel is not None and cancel.is_set():
            raise StorageError("the search was stopped", code="E-CANCELLED")
        return page

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer. One that exists is read first, in the same call; an openId must be free."""
        inputs.check_buyer(user)
        return self._write("save", (user, base), operation_id, partial(self._save, user, base))

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer, find it by its openId, make the member. Without an openId nothing is sent.

        Where the member is refused the buyer is stored nevertheless, and found by its openId.
        """
        inputs.check_new_buyer(user)
        inputs.check_new_member(form)
        if not user.open_id:
            raise InvalidInputError(
                "this server finds a new buyer by its openId only: scan the customer's code",
                code="E-OPEN-ID-NEEDED",
                field="open_id",
            )
        return self._write("register", (user, form), operation_id, partial(self._register, user, form))

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member and bind the form's buyer to it; whether the phone is free only the server knows."""
        inputs.check_new_member(form)
        return self._write("create", (form,), operation_id, partial(self._send_form, "createmember", form))

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to the member that the server finds by phone or ID number, never by its number."""
        inputs.check_binding(form, member_id)
        if not form.phone.strip() and not form.id_card.strip():
            raise UnsupportedError("this server finds a member by phone or ID number only", code="E-NO-MEMBER-NUMBER")
        return self._write("bind", (form, member_id), operation_id, partial(self._send_form, "bindmember", form))

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer, which is read first where a member is expected."""
        inputs.check_form(form)
        work = partial(self._unbind, form, expected_member_id)
        return self._write("unbind", (form, expected_member_id), operation_id, work)

    def get_member(self, member_id: int) -> Member | None:
        """UnsupportedError: the API shows no members."""
        raise self._no_members()

    def find_members(self, text: str) -> list[Member]:
        """UnsupportedError: the API shows no members."""
        raise self._no_members()

    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """UnsupportedError: the API shows no members."""
        raise self._no_members()

    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """UnsupportedError: the API shows no members."""
        raise self._no_members()

    def close(self) -> None:
        """Close all connections."""
        self._is_closed = True
        self._calls.close()

    def _deadline(self) -> float:
        """When a call that begins now must be over. StorageError ``E-CLOSED`` after ``close``."""
        if self._is_closed:
            raise StorageError("this source is closed", code="E-CLOSED")
        return time.monotonic() + self._timeout

    def _no_members(self) -> UnsupportedError:
        self._deadline()
        return UnsupportedError(_NO_MEMBERS, code="E-NO-MEMBERS")

    def _get_chunk(self, ids: list[int]) -> list[WxBuyingUser]:
        return self._buyers.get_list(ids, deadline=self._deadline())

    def _write(
        self, kind: str, body: tuple[Hashable, ...], operation_id: str | None, work: Callable[[float], int | None]
    ) -> WriteResult:
        """Run ``work`` with this call's deadline, once per operation id, and answer with the number it returns."""
        operation_id = checked_operation_id(operation_id)
        deadline = self._deadline()
        return self._operations.once(
            operation_id, (kind, *body), lambda: WriteResult(work(deadline), WriteState.DONE, operation_id)
        )

    def _save(self, user: WxBuyingUser, base: WxBuyingUser | None, deadline: float) -> int | None:
        stored = self._buyers.existing(user.id, deadline=deadline) if user.id else None
        if user.open_id and (stored is None or not stored.wire.open_id):
            self._buyers.require_free(user.open_id, deadline=deadline)
        body = body_of_new(user, self.tenant_id) if stored is None else body_of_changed(stored, user, base)
        data = self._calls.write("saveuser", body, deadline=deadline).data
        return self._result(data, is_buyer=True) or user.id or None

    def _register(self, user: WxBuyingUser, form: MemberForm, deadline: float) -> int | None:
        self._save(user, None, deadline)
        try:
            buyer = self._buyers.get_by_open_id(user.open_id, deadline=deadline)
        except BackendError as error:
            raise OutcomeUnknownError(f"the new buyer was sent and cannot be read: {error}") from None
        if buyer is None:
            raise OutcomeUnknownError("the server took the new buyer and does not know it")
        try:
            self._send_form("createmember", replace(form, wx_buying_user_id=buyer.shown.id), deadline)
        except (UnreachableError, AuthError) as error:  # these say that nothing was sent; the buyer was
            raise OutcomeUnknownError(f"the new buyer is stored, its member is not: {error}") from None
        return buyer.shown.id

    def _unbind(self, form: MemberForm, expected: int | None, deadline: float) -> int | None:
        if expected is not None:
            self._buyers.require_bound_to(form.wx_buying_user_id, expected, deadline=deadline)
        return self._send_form("unbindmember", form, deadline) or expected

    def _send_form(self, name: str, form: MemberForm, deadline: float) -> int | None:
        if not 0 < (form.wx_buying_user_id or 0) < 2**63:
            raise NotFoundError("there is no such buyer", code="E-NO-BUYER")
        if form.sex is not None:
            form = replace(form, sex=self._options.sex_codes.get(form.sex, form.sex))
        envelope = self._calls.write(name, wire.MemberForm.of(form).written(), deadline=deadline)
        # Our own server says whose number it was even where the page shows no ``data``.
        return self._result(envelope.data, is_buyer=False) or envelope.member_id

    def _result(self, data: int | None, *, is_buyer: bool) -> int | None:
        """The number in an answer, where it is the one that the caller asks for."""
        meaning = self._options.data_meaning
        means_it = meaning is DataMeaning.RESULT or (meaning is DataMeaning.BUYER and is_buyer)
        return data if means_it else None


def _shown(stored: Stored | None) -> WxBuyingUser | None:
    return None if stored is None else stored.shown
