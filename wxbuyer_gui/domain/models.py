"""What the counter talks about: buyers, members, forms, and the pages of a search.

Field names follow the vendor's API page (``WxBuyingUser``, ``MemberForm``), in snake case. All objects are
frozen and compare by value, so they may cross threads freely.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.outbox import OpState, ReviewReason

LONGEST_ALIAS = 40
"""Characters of what staff may call a buyer."""


@dataclass(frozen=True, slots=True)
class WxBuyingUser:
    """A WeChat buyer (微信买家), the API's ``WxBuyingUser``.

    ``id`` is None (or 0) for a buyer that is not stored yet. ``member_id`` is None while no member is bound:
    0, null and negative numbers from outside become None at the edge that read them. ``as_of`` tells when a copy
    was taken from its source; None means live. ``waiting`` names the fields that a write which is not settled yet is
    to change: name, phone, profile and openId are shown as they will be then, the member as it still is. The two are
    never compared and never sent.
    """

    id: int | None = None
    tenant_id: int | None = None
    open_id: str = ""
    name: str = ""
    profile: str = ""
    phone: str = ""
    member_id: int | None = None
    as_of: datetime | None = field(default=None, compare=False)
    waiting: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_bound(self) -> bool:
        """Whether a member is bound to this buyer."""
        return self.member_id is not None and self.member_id > 0

    @property
    def is_live(self) -> bool:
        """Whether the source itself showed all of it just now."""
        return self.as_of is None and not self.waiting

    def bare(self) -> WxBuyingUser:
        """The same without what only says where it comes from."""
        return replace(self, as_of=None, waiting=())


@dataclass(frozen=True, slots=True)
class MemberForm:
    """What the API's ``createmember``, ``bindmember`` and ``unbindmember`` take (``MemberForm``).

    ``sex`` is the shop's code (default 0 unknown, 1 male, 2 female; other values pass through unchanged).
    ``id_card`` is a GB 11643 number or another document's number, as typed. None and '' mean "not given".
    ``consent`` is the customer's to that number being kept; it stays on this side and is never sent.
    """

    wx_buying_user_id: int | None = None
    name: str = ""
    phone: str = ""
    sex: int | None = None
    birthday: date | None = None
    id_card: str = ""
    address: str = ""
    consent: Consent | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Member:
    """A shop's member (会员): the person a buyer may be bound to.

    ``id`` is the member number that clerks read out ("会员 #8812"); None for one that is not stored yet.
    ``created_at`` is when the member was registered, in UTC; None where an import did not say. ``consent`` comes with a
    new ID number; it is stored apart, and not read back here.
    """

    id: int | None = None
    tenant_id: int | None = None
    name: str = ""
    phone: str = ""
    sex: int | None = None
    birthday: date | None = None
    id_card: str = ""
    address: str = ""
    created_at: datetime | None = field(default=None, compare=False)
    consent: Consent | None = field(default=None, compare=False)


class Matched(StrEnum):
    """Why a row is among the results, from the best reason down.

    ``ALIAS*``: what staff call the buyer. ``MEMBER_*``: the bound member's own data.
    """

    RECENT = "recent"
    BUYER_ID = "buyer_id"
    MEMBER_ID = "member_id"
    PHONE = "phone"
    PHONE_TAIL = "phone_tail"
    PHONE_PREFIX = "phone_prefix"
    PHONE_MIDDLE = "phone_middle"
    OPEN_ID = "open_id"
    OPEN_ID_PREFIX = "open_id_prefix"
    NAME = "name"
    PINYIN = "pinyin"
    ALIAS = "alias"
    ALIAS_PINYIN = "alias_pinyin"
    MEMBER_PHONE = "member_phone"
    MEMBER_PHONE_TAIL = "member_phone_tail"
    MEMBER_PHONE_PREFIX = "member_phone_prefix"
    MEMBER_PHONE_MIDDLE = "member_phone_middle"
    MEMBER_NAME = "member_name"
    MEMBER_PINYIN = "member_pinyin"
    ID_CARD = "id_card"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row of a search: a buyer, a member without a buyer, or a buyer found through its bound member.

    ``member`` is set where the row needs it: for a member-only row and for a match on the member's own data.
    ``alias`` is what staff call the buyer (备注名), '' for nothing; it is known here only and never compared.
    """

    buyer: WxBuyingUser | None = None
    member: Member | None = None
    matched: Matched = Matched.RECENT
    alias: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the source a local copy knows: ``known`` of about ``upper`` buyers, as of ``as_of`` (UTC)."""

    known: int
    upper: int | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search.

    ``kind`` is the guess shown as a chip (``domain.kind.Kind``). ``next`` is an opaque cursor for the next page,
    None on the last. ``count`` is the number of rows of the whole search, counted up to a cap; ``capped`` says
    that there are more ("200+"). ``coverage`` is None where the answer comes from the source itself.
    ``phone_alone`` says that nobody answers to all that was asked for: these have the whole phone in it.
    """

    hits: tuple[SearchHit, ...] = ()
    kind: str = ""
    next: object | None = None
    count: int = 0
    capped: bool = False
    coverage: Coverage | None = None
    phone_alone: bool = False

    @property
    def buyers(self) -> tuple[WxBuyingUser, ...]:
        """The buyers among the hits, in the order of the hits."""
        return tuple(hit.buyer for hit in self.hits if hit.buyer is not None)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a source can do, so that the window offers nothing that the source would refuse."""

    phone_search: bool = False
    offline_writes: bool = False
    member_read: bool = False
    member_edit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One write that somebody asked for, and how far it got.

    ``kind`` is save, register, create, bind or unbind; ``operation_id`` and ``kind`` never change. ``buyer_id`` is
    negative while the buyer is not stored on the server. ``result_id`` is the buyer or member number that the write
    produced.

    What was asked: ``user`` and ``base`` (what the person saw) of a save, ``form`` of the others, ``member_id`` to
    bind, ``expected_member_id`` to unbind. ``form`` and ``user`` are None once the operation is done: personal data
    is kept no longer than it is needed.

    How it goes: ``attempts`` counts the times it was sent, ``next_at`` (UTC) is when something will happen next,
    ``code`` and ``message`` are the last error's. ``review`` says why a person must decide, ``server`` what the
    server shows then. ``confidence`` of a done one is acked, verified, presumed (the evidence fits but is no proof)
    or human. ``acknowledged``: a person has seen the refusal.
    """

    operation_id: str
    kind: str
    state: OpState
    buyer_id: int | None = None
    result_id: int | None = None
    operator: str = ""
    created_at: datetime | None = None
    form: MemberForm | None = None
    user: WxBuyingUser | None = None
    base: WxBuyingUser | None = None
    server: WxBuyingUser | None = None
    member_id: int | None = None
    expected_member_id: int | None = None
    attempts: int = 0
    next_at: datetime | None = None
    code: str = ""
    message: str = ""
    review: ReviewReason | None = None
    confidence: str = ""
    depends_on: str = ""
    supersedes: str = ""
    decided_by: str = ""
    acknowledged: bool = False

    @property
    def is_sent(self) -> bool:
        """Whether it ever left this computer, as far as anybody knows."""
        return self.attempts > 0

    @property
    def needs_person(self) -> bool:
        """Whether somebody has to decide, or to be told that it was refused."""
        return self.state is OpState.REVIEW or (self.state is OpState.REJECTED and not self.acknowledged)

    @property
    def can_discard(self) -> bool:
        """Whether it may be taken back: nothing of it can be on its way."""
        return self.state.is_waiting or self.needs_person

    @property
    def can_edit(self) -> bool:
        """Whether it may be changed and tried again: certainly not done so far."""
        return self.can_discard and (not self.is_sent or self.state is OpState.REJECTED)
