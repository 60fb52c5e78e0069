"""The JSON of what our server offers beyond the vendor's API, under ``api/wxbuyer/``; client and server share it.

=================================  =================  ===========================================================
call                               request            answer
=================================  =================  ===========================================================
GET ``capabilities``                                  ``Capabilities``
POST ``search``                    ``SearchBody``     ``SearchPage``
GET ``member``                     query ``id``       ``Member`` or null
POST ``members``                   ``MembersBody``    array of ``Member``, best first
GET ``buyersofmember``             query ``id``       array of ``wire.Buyer``, newest first
POST ``register``                  ``RegisterBody``   envelope; ``data`` is the new buyer's id
POST ``savebuyer``                 ``SaveBuyerBody``  envelope; ``data`` is the buyer's id
POST ``savemember``                ``SaveMemberBody``  envelope; ``data`` is the member's number
=================================  =================  ===========================================================

What a clerk typed travels in a body, since addresses end up in the logs of proxies. Besides, ``bindmember`` takes a
query ``memberId`` and ``unbindmember`` a query ``expectedMemberId`` (its envelope says ``memberId``, whom it took
off), and every write the header ``Idempotency-Key``: the same key again is the same answer, never a second write.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer

from wxbuyer_gui.domain import models
from wxbuyer_gui.net.wire import Buyer, BuyerBody, Int32, Int64, MemberForm, Text, WireDate, _Wire

IDEMPOTENCY_KEY = "Idempotency-Key"
"""The header that names an operation: 1 to 64 visible ASCII characters."""

MOST_IDS = 200
"""The most ids that one ``getlist`` may ask our server for."""

MOST_HITS = 500
"""The most rows that one ``search`` may ask for."""


def _read_matched(value: str) -> models.Matched:
    """Strict models take no text for an enum. A function, since pydantic reads no enum's own signature on 3.12."""
    return models.Matched(value)


def _read_moment(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


Moment = Annotated[
    datetime | None,
    BeforeValidator(_read_moment),
    PlainSerializer(lambda value: None if value is None else value.isoformat(), return_type=str | None),
]
"""A moment in ISO 8601 with its offset from UTC."""


class Member(_Wire):
    """A member, whole: '' for a text that is empty."""

    tenant_id: Int64 | None = None
    name: Text = ""
    phone: Text = ""
    sex: Int32 | None = None
    birthday: WireDate = None
    id_card: Text = ""
    address: Text = ""
    created_at: Moment = None
    id: Int64 | None = None

    @classmethod
    def of(cls, member: models.Member) -> Self:
        """The member as our server answers it."""
        return cls(
            tenant_id=member.tenant_id,
            name=member.name,
            phone=member.phone,
            sex=member.sex,
            birthday=member.birthday,
            id_card=member.id_card,
            address=member.address,
            created_at=member.created_at,
            id=member.id,
        )

    def to_domain(self) -> models.Member:
        """The member that was sent."""
        return models.Member(
            id=self.id,
            tenant_id=self.tenant_id,
            name=self.name,
            phone=self.phone,
            sex=self.sex,
            birthday=self.birthday,
            id_card=self.id_card,
            address=self.address,
            created_at=self.created_at,
        )


class Hit(_Wire):
    """One row of a search; what the row does not need is left out."""

    buyer: Buyer | None = None
    member: Member | None = None
    matched: Annotated[models.Matched, BeforeValidator(_read_matched)]

    @classmethod
    def of(cls, hit: models.SearchHit) -> Self:
        """The row as our server answers it."""
        return cls(
            buyer=Buyer.of(hit.buyer) if hit.buyer else None,
            member=Member.of(hit.member) if hit.member else None,
            matched=hit.matched,
        )

    def to_domain(self) -> models.SearchHit:
        """The row that was sent."""
        return models.SearchHit(
            self.buyer.to_domain() if self.buyer else None,
            self.member.to_domain() if self.member else None,
            self.matched,
        )


class SearchPage(_Wire):
    """One page of a search. ``next`` goes into the ``after`` of the next request; it is missing on the last page."""

    hits: list[Hit]
    kind: str
    next: str | None = None
    count: Int64
    capped: bool

    def to_domain(self) -> models.SearchPage:
        """The page that was sent."""
        hits = tuple(hit.to_domain() for hit in self.hits)
        return models.SearchPage(hits, self.kind, self.next, self.count, self.capped)


class Capabilities(_Wire):
    """What this server can do for whoever asks with this token.

    ``calls`` names the calls under ``api/wxbuyer/``; a client asks for no other. ``role`` is the token's scope.
    """

    version: str
    tenant_id: Int64
    role: Literal["clerk", "manager"]
    phone_search: bool
    member_read: bool
    member_edit: bool
    idempotency_keys: bool
    most_ids: Int64
    calls: list[str]


class _Body(_Wire):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class SearchBody(_Body):
    """What to search for; the fields mean what ``Backend.search`` says."""

    text: str
    kind: str | None = None
    limit: Annotated[int, Field(strict=True, ge=1, le=MOST_HITS)] = 50
    after: Annotated[str, Field(max_length=200)] | None = None


class MembersBody(_Body):
    """Which members to find; see ``Backend.find_members``."""

    text: str


class NewMemberBody(MemberForm):
    """The form of a buyer that has no id yet; ``wxBuyingUserId`` is ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class MemberBody(Member):
    """A member in a request; ``tenantId`` and ``createdAt`` are ignored."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class RegisterBody(_Body):
    """A new buyer and its member, stored together or not at all."""

    buyer: BuyerBody
    form: NewMemberBody


class SaveBuyerBody(_Body):
    """A buyer, and what the person saw before: fields equal in both stay as stored."""

    buyer: BuyerBody
    base: BuyerBody | None = None


class SaveMemberBody(_Body):
    """A member, and what the person saw before: fields equal in both stay as stored."""

    member: MemberBody
    base: MemberBody | None = None
