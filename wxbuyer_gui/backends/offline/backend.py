"""The backend on a server that has a mirror on this computer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Event

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.offline.asking import Answered, Asking
from wxbuyer_gui.backends.offline.crawl import Crawl, IsHeld
from wxbuyer_gui.backends.offline.line import Line
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.backends.offline.reads import Reads
from wxbuyer_gui.backends.offline.searching import Searching
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import AuthError, BackendError
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult


class OfflineBackend(Backend):
    """``remote`` with its copy ``mirror``. Closing it closes both.

    Reads ask the server first; where it cannot be reached the mirror answers, with ``as_of``, and what it does not
    know is an UnreachableError. The mirror makes search by phone, name and pinyin possible where the server has
    none. Writes go to the server, which is asked for the buyer before and after: the mirror decides nothing.
    """

    def __init__(self, remote: RemoteBackend, mirror: Mirror) -> None:
        line = Line()
        self._remote = remote
        self._mirror = mirror
        self._priority = Priority()
        self._reads = Reads(remote, mirror, line)
        self._searching = Searching(remote, mirror, self._reads, line)

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
        """What the server can do, and search."""
        return replace(self._remote.capabilities, phone_search=True)

    def ask_capabilities(self, *, at_most: float = math.inf) -> None:
        """As ``RemoteBackend.ask_capabilities``."""
        self._remote.ask_capabilities(at_most=at_most)

    @property
    def tenant_id(self) -> int | None:
        """The tenant that all calls are about; None until one was learnt from the server."""
        return self._remote.tenant_id or self._mirror.tenant_id

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""
        with self._priority.counter():
            return self._reads.get(buyer_id)

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""
        with self._priority.counter():
            return self._reads.get_by_open_id(open_id)

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids; where the server cannot be reached, only if the mirror knows all of them."""
        return self._reads.get_list(buyer_ids)

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        limit: int = 50,
        after: object | None = None,
        cancel: Event | None = None,
    ) -> SearchPage:
        """As ``Searching.search``."""
        with self._priority.counter():
            return self._searching.search(text, kind=kind, limit=limit, after=after, cancel=cancel)

    def crawl(
        self,
        *,
        progress: Callable[[CrawlProgress], None] = lambda _progress: None,
        cancel: Event | None = None,
        limits: CrawlLimits | None = None,
        is_held: IsHeld = lambda _buyer_id: False,
    ) -> CrawlProgress:
        """Copy all buyers of the server into the mirror; as ``Crawl.run``. Goes on where the last one was stopped."""
        limits = limits or CrawlLimits()
        with suppress(AuthError):  # the vendor's API may guard the paths that it does not know
            self._remote.ask_capabilities()
        asking = Asking(self._remote, self._mirror, self._priority, limits)
        return Crawl(asking, self._mirror, limits, is_held=is_held).run(progress=progress, cancel=cancel or Event())

    def probe(self) -> WxBuyingUser | None:
        """Ask the server something small, whatever the mirror knows; UnreachableError where it does not answer."""
        return self._reads.live(1)  # the vendor's API has nothing smaller

    def refresh(self, *, limit: int = 50, is_held: IsHeld = lambda _buyer_id: False) -> int:
        """Ask the server again for the buyers that it was asked about the longest ago; how many.

        Raises UnreachableError where it does not answer.
        """
        ids = self._mirror.oldest(limit)
        if ids:
            self._priority.give_way()
            asked_at = self._mirror.now()
            self._mirror.pull([Answered(ids, self._remote.get_list(ids), asked_at)], is_held=is_held)
        return len(ids)

    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer at the server."""
        result = self._remote.save_user(user, base=base, operation_id=operation_id)
        self._read_again(user.id, user.open_id, result.id)
        return result

    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer and its member at the server."""
        result = self._remote.register(user, form, operation_id=operation_id)
        self._reads.keep_sent(form, self._read_again(None, user.open_id, result.id))
        return result

    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member at the server and bind the form's buyer to it."""
        self._reads.live(form.wx_buying_user_id or 0)
        result = self._remote.create_member(form, operation_id=operation_id)
        self._reads.keep_sent(form, self._read_again(form.wx_buying_user_id))
        return result

    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to an existing member at the server."""
        self._reads.live(form.wx_buying_user_id or 0)
        result = self._remote.bind_member(form, member_id=member_id, operation_id=operation_id)
        self._reads.keep_sent(form, self._read_again(form.wx_buying_user_id))
        return result

    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer at the server."""
        self._reads.live(form.wx_buying_user_id or 0)
        result = self._remote.unbind_member(form, expected_member_id=expected_member_id, operation_id=operation_id)
        self._read_again(form.wx_buying_user_id)
        return result

    def get_member(self, member_id: int) -> Member | None:
        """The member with this number, from the server alone: the mirror has only a part of it."""
        member = self._remote.get_member(member_id)
        self._reads.keep_members([member] if member else ())
        return member

    def find_members(self, text: str) -> list[Member]:
        """As ``Backend.find_members``, from the server alone."""
        found = self._remote.find_members(text)
        self._reads.keep_members(found)
        return found

    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member, from the server alone: the mirror may not know all of them."""
        return self._reads.buyers_of_member(member_id)

    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store an existing member's fields at the server."""
        result = self._remote.save_member(member, base=base, operation_id=operation_id)
        self._reads.keep_members([member])
        return result

    def close(self) -> None:
        """Close the connections and the mirror."""
        self._remote.close()
        self._mirror.close()

    def _read_again(self, buyer_id: int | None, open_id: str = "", new_id: int | None = None) -> WxBuyingUser | None:
        """Bring the mirror up to date after a write; None where the buyer cannot be read now."""
        try:
            if buyer_id or not open_id:
                return self._reads.live(buyer_id or new_id or 0)
            return self._reads.live_by_open_id(open_id)
        except BackendError:  # the write is done all the same
            return None
