"""The one interface behind the window: what every source of buyers can be asked.

The docstrings are the contract; ``tests/contract/`` holds every backend to them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from threading import Event
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult
from wxbuyer_gui.domain.text import checked

if TYPE_CHECKING:
    from wxbuyer_gui.backends.offline.outbox import Outbox

NOBODY: Mapping[int, str] = MappingProxyType({})
"""No buyer has a name that only staff use."""


class Backend(ABC):
    """A source of buyers and members.

    Every method blocks, may be called from any thread, takes and returns domain objects and raises only
    ``domain.errors.BackendError``. A text with NUL or a lone surrogate raises InvalidInputError; every other text
    is kept as it came. The same ``operation_id`` again gives the same result and never a second write; without
    one a new id is made. After ``close`` every method raises StorageError.
    """

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities:
        """What this source can do."""

    @property
    @abstractmethod
    def tenant_id(self) -> int | None:
        """The tenant that all calls are about; None until a remote source has learnt it."""

    @property
    def outbox(self) -> Outbox | None:
        """The writes that wait to be sent; None for a source without a mirror."""
        return None

    @abstractmethod
    def get(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer with this id. None always means: the source says there is none."""

    def glance(self, buyer_id: int) -> WxBuyingUser | None:
        """As ``get``, for what is only noted down: no server is waited for long whose buyer is known here."""
        return self.get(buyer_id)

    @abstractmethod
    def get_by_open_id(self, open_id: str) -> WxBuyingUser | None:
        """The buyer with this openId; case matters."""

    @abstractmethod
    def get_list(self, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
        """The buyers with these ids, in the order of ``buyer_ids``; missing ones left out, no duplicates."""

    @abstractmethod
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
        """The first rows, or those after the cursor ``after``, that answer what a clerk typed.

        ``text`` is read by ``domain.query.parse``; ``kind`` (``domain.kind.Kind``) overrides the guess; '' gives
        the newest buyers. Ranking: exact, tail, prefix, contains; ties newest id first. ``cancel`` may be set
        from any thread: the search then stops soon with StorageError ``E-CANCELLED``.

        ``named``: buyers by number, with what staff call them, which is searched like a name of theirs and told to
        nobody. The same for each page of one answer.
        """

    def case_twins(self, open_id: str) -> list[WxBuyingUser]:
        """Buyers whose openId differs from this one in case only. None where the source cannot be asked for them."""
        checked(open_id, "open_id")
        return []

    @abstractmethod
    def save_user(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store a buyer; ``.id`` of the result is the buyer's.

        id None or 0 = new: an id is assigned; an openId that another buyer has raises ConflictError. Otherwise
        name, phone, profile and openId are stored, never memberId or tenantId; an unknown id raises
        NotFoundError. ``base`` is what the person saw: fields equal in ``user`` and ``base`` stay as stored, and
        an edited field whose stored value is neither ``base``'s nor ``user``'s raises ConflictError.
        """

    @abstractmethod
    def register(self, user: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Store a new buyer and its member together, or neither; ``.id`` is the new buyer's."""

    @abstractmethod
    def create_member(self, form: MemberForm, *, operation_id: str | None = None) -> WriteResult:
        """Make a member and bind the form's buyer to it, together; ``.id`` is the member's.

        Needs a name or a phone (InvalidInputError). ConflictError, naming the member, if the buyer is bound or a
        member has that phone or ID number; NotFoundError for an unknown buyer.
        """

    @abstractmethod
    def bind_member(
        self, form: MemberForm, *, member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Bind the form's buyer to the member found by ``member_id``, phone or ID number; ``.id`` is the member's.

        None of the three given: InvalidInputError. No such member or buyer: NotFoundError. The member found
        differs in another given field: ConflictError naming it. Buyer bound to another member: ConflictError; to
        the same: success.
        """

    @abstractmethod
    def unbind_member(
        self, form: MemberForm, *, expected_member_id: int | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Take the member off the form's buyer; the member itself stays. ``.id`` is the member's that was bound.

        Not bound, or bound to another than ``expected_member_id``: ConflictError. Unknown buyer: NotFoundError.
        """

    @abstractmethod
    def get_member(self, member_id: int) -> Member | None:
        """The member with this number. UnsupportedError where ``capabilities.member_read`` is False."""

    @abstractmethod
    def find_members(self, text: str) -> list[Member]:
        """Members by whole phone, member number ("8812" or "#8812"), ID number, or name; best first, at most 20."""

    @abstractmethod
    def buyers_of_member(self, member_id: int) -> list[WxBuyingUser]:
        """The buyers bound to this member, newest first. UnsupportedError where the source cannot tell."""

    @abstractmethod
    def save_member(
        self, member: Member, *, base: Member | None = None, operation_id: str | None = None
    ) -> WriteResult:
        """Store an existing member's fields; ``.id`` is the member's. ``base`` works as in ``save_user``.

        Unknown number: NotFoundError. Another member has that phone or ID number: ConflictError naming it.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of all connections. May be called more than once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()
