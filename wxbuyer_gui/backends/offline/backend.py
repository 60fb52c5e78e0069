"""The backend on a server that has a mirror on this computer."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import wraps
from threading import Event
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from wxbuyer_gui.backends import inputs
from wxbuyer_gui.backends.base import NOBODY, Backend
from wxbuyer_gui.backends.offline.asking import Answered
from wxbuyer_gui.backends.offline.crawl import copy_all
from wxbuyer_gui.backends.offline.crawl_apart import CrawlApart
from wxbuyer_gui.backends.offline.crawl_job import CrawlJob, ServerWay
from wxbuyer_gui.backends.offline.kept_out import KeptOut
from wxbuyer_gui.backends.offline.late import LateAnswers
from wxbuyer_gui.backends.offline.line import Line
from wxbuyer_gui.backends.offline.losses import lost
from wxbuyer_gui.backends.offline.machine import Policy
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.outbox import Outbox
from wxbuyer_gui.backends.offline.overlay import Overlay
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.offline.reads import Reads
from wxbuyer_gui.backends.offline.rules import no_buyer
from wxbuyer_gui.backends.offline.searching import Searching
from wxbuyer_gui.backends.offline.sending import Sending
from wxbuyer_gui.backends.offline.writes import Writes
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import BackendError, UnreachableError
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, Operation, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult
from wxbuyer_gui.domain.text import checked

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store


P = ParamSpec("P")
T = TypeVar("T")


def _first(method: Callable[Concatenate[OfflineBackend, P], T]) -> Callable[Concatenate[OfflineBackend, P], T]:
    """Mark what a person waits for: a copy under way gives way to it."""

    @wraps(method)
    def going_first(self: OfflineBackend, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self._priority.counter():
            return method(self, *args, **kwargs)

    return going_first


class OfflineBackend(Backend):
    """``remote`` with its copy ``mirror`` and, in ``desk_store``, the outbox. Closing it closes all three.

    Reads ask the server first; where it cannot be reached the mirror answers, with ``as_of``, and what it does not
    know is an UnreachableError. The mirror makes search by phone, name and pinyin possible where the server has
    none. Writes go through the outbox: each waits for the server as long as ``way`` says at most, and what was not
    sent until then is sent later, as ``policy`` says. A buyer that waits to be stored has a negative number. Buyers
    with open writes come with ``waiting``, and are found as they will be.
    """

    def __init__(
        self, remote: RemoteBackend, mirror: Mirror, desk_store: Store, *, way: ServerWay, policy: Policy
    ) -> None:
        line = Line()
        self.desk_store = desk_store
        """Where the outbox is, and whatever else the desk keeps for this server."""
        self._remote = remote
        self._mirror = mirror
        mirror.kept_out = KeptOut(desk_store)
        self._way = way
        self._priority = Priority()
        self._reads = Reads(remote, mirror, line)
        self.late = LateAnswers(line)
        """Tells when a server that was not waited for has answered."""
        self._searching = Searching(remote, mirror, self._reads, line, self.late)
        self._sending = Sending(
            desk_store,
            remote,
            mirror,
            self._reads,
            tenant_id=lambda: self.tenant_id,
            timeout=way.timeout,
            policy=policy,
        )
        self._writes = self._sending.writes
        self._overlay = Overlay(self.outbox.pending, tenant_id=lambda: self.tenant_id)

    @property
    def outbox(self) -> Outbox:
        """The writes that are not settled yet."""
        return self._sending.outbox

    @property
    def remote(self) -> RemoteBackend:
        """The server alone."""
        return self._remote

    @property
    def mirror(self) -> Mirror:
        """The copy of its buyers."""
        return self._mirror

    @property
    def capabilities(self) -> Capabilities:
        """What the server can do, search, and writes without it."""
        return replace(self._remote.capabilities, phone_search=True, offline_writes=True)

    def ask_capabilities(self, *, at_most: float = math.inf) -> None:
        """As ``RemoteBackend.ask_capabilities``."""
        self._remote.ask_capabilities(at_most=at_most)

    @property
    def tenant_id(self) -> int | None:
        """The tenant that all calls are about; None until one was learnt from the server."""
        return self._remote.tenant_id or self._mirror.tenant_id

    @_first
    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""
        return self._shown(buyer_id, self._reads.get)

    @_first
    def glance(self, buyer_id: int) -> WxBuyingUser | None:
        """As ``Backend.glance``."""
        return self._shown(buyer_id, self._reads.glance)

    @_first
    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId; one that waits to be stored where nobody else has it."""
        try:
            found = self._reads.get_by_open_id(open_id)
        except UnreachableError:
            waiting = self._overlay.by_open_id(open_id)
            if waiting is None:
                raise
            return waiting
        return self._overlay.by_open_id(open_id) if found is None else self._overlay.one(found)

    @_first
    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids; where the server cannot be reached, only if the mirror knows all of them."""
        return self._overlay.several(self._reads.get_list(buyer_ids))

    @_first
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
        """As ``Searching.search``."""
        page = self._searching.search(text, kind=kind, limit=limit, after=after, cancel=cancel, named=named)
        return self._overlay.page(page, text, kind=kind, is_first=after is None)

    def case_twins(self, open_id: str) -> list[WxBuyingUser]:
        """Those that the mirror knows."""
        checked(open_id, "open_id")
        return self._mirror.case_twins(open_id)

    def crawl(
        self,
        *,
        progress: Callable[[CrawlProgress], None] = lambda _progress: None,
        cancel: Event | None = None,
        limits: CrawlLimits | None = None,
    ) -> CrawlProgress:
        """Copy all buyers of the server into the mirror; as ``Crawl.run``. Goes on where the last one was stopped."""
        return copy_all(
            self._remote,
            self._mirror,
            self._priority,
            limits or CrawlLimits(),
            held=self.outbox.held,
            progress=progress,
            cancel=cancel or Event(),
        )

    def crawl_apart(
        self, *, progress: Callable[[CrawlProgress], None], cancel: Event, limits: CrawlLimits
    ) -> CrawlProgress:
        """As ``crawl``, by a process of its own (``CrawlApart.run``); a mirror in memory no other process can fill."""
        mirror = self._mirror
        if mirror.store.path is None:
            return self.crawl(progress=progress, cancel=cancel, limits=limits)
        job = CrawlJob(
            way=self._way, source=mirror.source, mirror=mirror.store.url, desk=self.desk_store.url, limits=limits
        )
        with self._remote.lending(limits.in_flight):
            return CrawlApart(job, mirror, self._priority).run(progress=progress, cancel=cancel)

    def probe(self) -> WxBuyingUser | None:
        """Ask the server something small, whatever the mirror knows; UnreachableError where it does not answer."""
        return self._reads.live(1)  # the vendor's API has nothing smaller

    def refresh(self, *, limit: int = 50) -> int:
        """Ask the server again for the buyers that it was asked about the longest ago; how many.

        Raises UnreachableError where it does not answer.
        """
        ids = self._mirror.oldest(limit)
        if ids:
            self._priority.give_way()
            asked_at = self._mirror.now()
            answer = Answered(ids, self._remote.get_list(ids), asked_at)
            self._mirror.pull([answer], held=self.outbox.held())
        return len(ids)

    def lost(self, *, since: datetime) -> list[Operation]:
        """Members that were bound here since then, and that the server does not show any more.

        Raises UnreachableError where it does not answer.
        """
        return lost(self.outbox.done(since=since), self._remote.get_list)

    @_first
    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer, now or later; one that is new and has no openId only now: nothing could find it again."""
        inputs.check_buyer(user)
        if not user.id and not user.open_id:
            return self._kept(self._remote.save_user(user, operation_id=operation_id), None)
        if user.id:
            _check_number(user.id)
        return self._writer(user.id).save_user(user, base=base, operation_id=operation_id)

    @_first
    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer and its member, now or later; without an openId as the server can."""
        inputs.check_new_buyer(user)
        inputs.check_new_member(form)
        if not user.open_id or not self._knows_tenant(None):
            return self._kept(self._remote.register(user, form, operation_id=operation_id), form)
        return self._writes.register(user, form, operation_id=operation_id)

    @_first
    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member and bind the form's buyer to it, now or later."""
        inputs.check_new_member(form)
        _check_number(form.wx_buying_user_id)
        return self._writer(form.wx_buying_user_id).create_member(form, operation_id=operation_id)

    @_first
    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to an existing member, now or later."""
        inputs.check_binding(form, member_id)
        _check_number(form.wx_buying_user_id)
        return self._writer(form.wx_buying_user_id).bind_member(form, member_id=member_id, operation_id=operation_id)

    @_first
    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer, now or later; later only the one that is known to be bound now."""
        inputs.check_form(form)
        _check_number(form.wx_buying_user_id)
        writer = self._writer(form.wx_buying_user_id)
        return writer.unbind_member(form, expected_member_id=expected_member_id, operation_id=operation_id)

    @_first
    def get_member(self, member_id: int) -> Member | None:
        """The member with this number, from the server alone: the mirror has only a part of it."""
        member = self._remote.get_member(member_id)
        self._reads.keep_members([member] if member else ())
        return member

    @_first
    def find_members(self, text: str) -> list[Member]:
        """As ``Backend.find_members``, from the server alone."""
        found = self._remote.find_members(text)
        self._reads.keep_members(found)
        return found

    @_first
    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member, from the server alone: the mirror may not know all of them."""
        return self._overlay.several(self._reads.buyers_of_member(member_id))

    @_first
    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store an existing member's fields at the server."""
        result = self._remote.save_member(member, base=base, operation_id=operation_id)
        self._reads.keep_members([member])
        return result

    def close(self) -> None:
        """Stop sending, close the connections and the mirror; nothing that waits is lost."""
        self._sending.close(self._remote.close)
        self.late.close(wait=True)
        self.desk_store.close()
        self._mirror.close()

    def _shown(self, buyer_id: int, read: Callable[[int], WxBuyingUser | None]) -> WxBuyingUser | None:
        """A buyer as it is read, with what waits laid over it; one that waits to be stored itself as it will be."""
        if -(2**63) < buyer_id < 0:
            number = self.outbox.number_of(buyer_id)
            if number is None:
                return self._overlay.new(buyer_id)
            buyer_id = number
        found = read(buyer_id)
        return None if found is None else self._overlay.one(found)

    def _kept(self, result: WriteResult, form: MemberForm | None) -> WriteResult:
        """Keep in the mirror what a write made that went past the outbox; it is done, whether that works or not."""
        with suppress(BackendError):
            buyer = self._reads.live(result.id or 0)
            if form is not None:
                self._reads.keep_sent(form, buyer)
        return result

    def _writer(self, buyer_id: int | None) -> Writes | RemoteBackend:
        """The outbox; the server alone as long as nobody knows whose buyers these are."""
        return self._writes if self._knows_tenant(buyer_id) else self._remote

    def _knows_tenant(self, buyer_id: int | None) -> bool:
        """Whether it is known whose buyers these are, if need be from the server: without that nothing may wait here.

        Raises UnreachableError where nothing at all is known of the server yet.
        """
        if self.tenant_id is None and self._remote.capabilities and self.tenant_id is None:
            self._reads.live(buyer_id or 1)
        return self.tenant_id is not None


def _check_number(buyer_id: int | None) -> None:
    """Raise NotFoundError for a number that no buyer can have; negative ones are those of this outbox."""
    if not buyer_id or not -(2**63) < buyer_id < 2**63:
        raise no_buyer()
