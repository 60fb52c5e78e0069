"""Searches: our own server's while it can be reached; else the mirror's, with what a server tells by id or openId."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Event

from wxbuyer_gui.backends import naming
from wxbuyer_gui.backends.offline.late import LateAnswers
from wxbuyer_gui.backends.offline.line import Line
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.offline.reads import Reads, keeping
from wxbuyer_gui.backends.remote import search as by_number
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.errors import AuthError, StorageError, UnreachableError, UnsupportedError
from wxbuyer_gui.domain.models import SearchHit, SearchPage
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.store.found import Cursor

logger = logging.getLogger(__name__)


class Searching:
    """Answers what a clerk typed. A page from the mirror has a ``coverage``; one from the server has none.

    The mirror never says that somebody does not exist: a page without hits and with a coverage means "not in this
    copy". What it has is shown where the server does not answer soon; asked again once that has answered (``late``),
    the answer is the server's. Where only the server could tell (an openId that is not kept here) and it cannot be
    reached, that is raised.
    """

    def __init__(self, remote: RemoteBackend, mirror: Mirror, reads: Reads, line: Line, late: LateAnswers) -> None:
        self._remote = remote
        self._mirror = mirror
        self._reads = reads
        self._line = line
        self._late = late

    def search(
        self,
        text: str,
        *,
        kind: str | None,
        limit: int,
        after: object | None,
        cancel: Event | None,
        named: Mapping[int, str],
    ) -> SearchPage:
        """As ``Backend.search``."""
        query = parse(text, kind=kind)
        if isinstance(after, Cursor):  # the page before came from the mirror
            return self._mirror.search(query, limit=limit, after=after, cancel=cancel, named=named)
        if after is not None or (self._line.is_worth_asking and self._server_searches(cancel)):
            try:
                page = self._found_there(text, kind=kind, limit=limit, after=after, cancel=cancel)
                kept = self._mirror.get_list(list(named)) if named and after is None else ()
                return naming.put_first(page, query, named, kept)
            except UnreachableError:
                if after is not None:  # the mirror cannot go on where the server ended
                    raise
        try:
            return self._found_here(query, limit=limit, cancel=cancel, named=named)
        except StorageError as error:
            if error.code == "E-CANCELLED":
                raise
            logger.warning("the mirror cannot be searched: %s", error.code)
            try:
                return self._remote.search(text, kind=kind, limit=limit, cancel=cancel, named=named)
            except UnsupportedError:
                raise error from None

    def _server_searches(self, cancel: Event | None) -> bool:
        """Whether this is a server of ours, which finds more than the mirror knows."""
        if not self._remote.announced.phone_search:
            with suppress(UnreachableError, AuthError):
                self._late.ask("capabilities", self._ask_what_it_can, cancel=cancel)
        return self._remote.announced.phone_search

    def _ask_what_it_can(self) -> None:
        with self._line.asking():
            self._remote.ask_capabilities()

    def _found_there(
        self, text: str, *, kind: str | None, limit: int, after: object | None, cancel: Event | None
    ) -> SearchPage:
        def ask() -> SearchPage:
            asked_at = self._mirror.now()
            with self._line.asking():
                page = self._remote.search(text, kind=kind, limit=limit, after=after)
            with keeping():
                self._mirror.note([*{buyer.id: buyer for buyer in page.buyers}.values()], asked_at=asked_at)
            self._reads.keep_members(hit.member for hit in page.hits if hit.member is not None)
            return page

        if after is not None:
            return ask()
        return self._late.ask(("search", text, kind, limit), ask, cancel=cancel)

    def _found_here(self, query: Query, *, limit: int, cancel: Event | None, named: Mapping[int, str]) -> SearchPage:
        look = partial(self._mirror.search, query, limit=limit, after=None, cancel=cancel, named=named)
        page = look()
        is_only_there = not page.hits and by_number.is_all_asked(query)
        if not by_number.can_be_asked(query) or not (is_only_there or self._line.is_worth_asking):
            return page
        find = partial(by_number.find, query, get=self._reads.live, by_open_id=self._reads.live_by_open_id)
        try:
            there = find() if is_only_there else self._late.ask(("find", query), find, cancel=cancel)
        except UnsupportedError:  # all that it can be asked it was asked
            there = SearchPage()
        except UnreachableError:
            if is_only_there:
                raise
            return page
        page = _with_live(look(), there.hits)
        return replace(page, coverage=None) if by_number.is_all_asked(query) else page


def _with_live(page: SearchPage, live: tuple[SearchHit, ...]) -> SearchPage:
    """``page`` with what the server showed just now in the place of its copy."""
    fresh = {hit.buyer.id: hit.buyer for hit in live if hit.buyer is not None}
    kept = [replace(hit, buyer=fresh.pop(hit.buyer.id, hit.buyer)) if hit.buyer else hit for hit in page.hits]
    missing = [hit for hit in live if hit.buyer is not None and hit.buyer.id in fresh and page.next is None]
    return replace(page, hits=(*missing, *kept), count=page.count + len(missing))
