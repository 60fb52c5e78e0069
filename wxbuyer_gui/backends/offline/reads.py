"""Reads: the server first, and where it cannot be reached what the mirror knows, marked with its age."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from wxbuyer_gui.backends.offline.late import SOON
from wxbuyer_gui.backends.offline.line import Line
from wxbuyer_gui.backends.offline.mirror import Mirror
from wxbuyer_gui.backends.remote.backend import RemoteBackend
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser

logger = logging.getLogger(__name__)


class Reads:
    """Answers from ``remote``, kept in ``mirror`` before they are handed on, or from ``mirror`` alone.

    A buyer that neither shows raises UnreachableError: None always means that the server said so. Trouble with the
    mirror never costs an answer of the server; it is logged.
    """

    def __init__(self, remote: RemoteBackend, mirror: Mirror, line: Line) -> None:
        self._remote = remote
        self._mirror = mirror
        self._line = line

    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id."""
        try:
            return self.live(buyer_id)
        except UnreachableError:
            kept = self._mirror.get(buyer_id)
            if kept is None:
                raise
            return kept

    def glance(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id, as the mirror knows it where the server does not answer within a moment."""
        kept = self._mirror.get(buyer_id)
        if kept is None:
            return self.live(buyer_id)
        if not self._line.is_worth_asking:
            return kept
        try:
            return self.live(buyer_id, at_most=SOON)
        except UnreachableError:
            return kept

    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId."""
        try:
            return self.live_by_open_id(open_id)
        except UnreachableError:
            kept = self._mirror.get_by_open_id(open_id)
            if kept is None:
                raise
            return kept

    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids; from the mirror only where that knows all of them."""
        asked_at = self._mirror.now()
        try:
            with self._line.asking():
                found = self._remote.get_list(buyer_ids)
        except UnreachableError:
            kept = self._mirror.get_list(buyer_ids)
            if not _possible(buyer_ids) <= {one.id for one in kept}:
                raise
            return kept
        with keeping():
            self._mirror.note(found, asked_at=asked_at)
            self._mirror.mark_gone(_possible(buyer_ids) - {one.id or 0 for one in found}, asked_at=asked_at)
        return found

    def live(self, buyer_id: int, *, at_most: float = math.inf) -> WxBuyingUser | None:
        """The buyer as the server shows it now; UnreachableError where that answers nothing in ``at_most`` seconds."""
        asked_at = self._mirror.now()
        with self._line.asking():
            found = self._remote.get(buyer_id, at_most=at_most)
        with keeping():
            if found is not None:
                self._mirror.note([found], asked_at=asked_at)
            else:
                self._mirror.mark_gone(_possible([buyer_id]), asked_at=asked_at)
        return found

    def live_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """As ``live``, by openId."""
        asked_at = self._mirror.now()
        with self._line.asking():
            found = self._remote.get_by_open_id(open_id)
        with keeping():
            if found is not None:
                self._mirror.note([found], asked_at=asked_at)
        return found

    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member, from the server alone: the mirror may not know all of them."""
        asked_at = self._mirror.now()
        found = self._remote.buyers_of_member(member_id)
        with keeping():
            self._mirror.note(found, asked_at=asked_at)
        return found

    def keep_members(self, members: Iterable[Member]) -> None:
        """Keep number, name and phone of members as the server showed them."""
        with keeping():
            for member in members:
                self._mirror.note_member(member)

    def keep_sent(self, form: MemberForm, buyer: WxBuyingUser | None) -> None:
        """Keep name and phone of the member that ``buyer`` has now, as they were sent: the API shows no members."""
        if buyer is not None and buyer.is_bound and (form.name or form.phone):
            with keeping():
                self._mirror.note_member(Member(buyer.member_id, buyer.tenant_id, form.name, form.phone), whole=False)


@contextmanager
def keeping() -> Iterator[None]:
    """Around what the mirror is told: where it cannot be written, the server's answer is handed on nevertheless."""
    try:
        yield
    except StorageError as error:
        logger.warning("an answer of the server was not kept in the mirror: %s", error.code)


def _possible(buyer_ids: Iterable[int]) -> set[int]:
    """Those that a buyer can have."""
    return {number for number in buyer_ids if 0 < number < 2**63}
