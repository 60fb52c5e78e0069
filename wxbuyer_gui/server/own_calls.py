"""What the vendor's API has not: search, members, a registration in one step, writes that know what was seen before.

``net.wire_extensions`` describes them; a client learns from ``capabilities`` that they are there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from wxbuyer_gui import __version__
from wxbuyer_gui.domain.permissions import Right, Role
from wxbuyer_gui.net.wire import Buyer, Envelope
from wxbuyer_gui.net.wire_extensions import (
    MOST_IDS,
    Capabilities,
    Hit,
    Member,
    MembersBody,
    RegisterBody,
    SaveBuyerBody,
    SaveMemberBody,
    SearchBody,
    SearchPage,
)
from wxbuyer_gui.server import cursors
from wxbuyer_gui.server.answers import found, listed, written
from wxbuyer_gui.server.caller import Caller, OperationId, Reader, may
from wxbuyer_gui.server.requests import Number, StrictRoute, editable

router = APIRouter(prefix="/api/wxbuyer", tags=["wxbuyer"], route_class=StrictRoute)


@router.get("/capabilities", response_model=Capabilities)
def capabilities(caller: Reader) -> Response:
    """What this server can do for the holder of this token."""
    able = caller.backend.capabilities
    calls = ["register", "savebuyer"]
    calls += ["search"] if able.phone_search else []
    calls += ["member", "members", "buyersofmember"] if able.member_read else []
    calls += ["savemember"] if able.member_edit else []
    return found(
        Capabilities(
            version=__version__,
            tenant_id=caller.grant.tenant_id,
            role="manager" if caller.grant.role is Role.MANAGER else "clerk",
            phone_search=able.phone_search,
            member_read=able.member_read,
            member_edit=able.member_edit,
            idempotency_keys=True,
            most_ids=MOST_IDS,
            calls=calls,
        )
    )


@router.post("/search", response_model=SearchPage)
def search(caller: Reader, query: SearchBody) -> Response:
    """One page of what a text finds."""
    page = caller.backend.search(query.text, kind=query.kind, limit=query.limit, after=cursors.read(query.after))
    return found(
        SearchPage(
            hits=[Hit.of(hit) for hit in page.hits],
            kind=page.kind,
            next=cursors.written(page.next),
            count=page.count,
            capped=page.capped,
        )
    )


@router.get("/member", response_model=Member | None)
def get_member(caller: Reader, member_id: Annotated[Number, Query(alias="id")]) -> Response:
    """The member with this number."""
    member = caller.backend.get_member(member_id)
    return found(Member.of(member) if member else None)


@router.post("/members", response_model=list[Member])
def find_members(caller: Reader, query: MembersBody) -> Response:
    """Members by phone, number, ID number or name, best first, at most 20."""
    return listed(map(Member.of, caller.backend.find_members(query.text)))


@router.get("/buyersofmember", response_model=list[Buyer])
def buyers_of_member(caller: Reader, member_id: Annotated[Number, Query(alias="id")]) -> Response:
    """The buyers bound to this member, newest first."""
    return listed(map(Buyer.of, caller.backend.buyers_of_member(member_id)))


@router.post("/register", response_model=Envelope)
def register(
    caller: Annotated[Caller, Depends(may(Right.REGISTER))], body: RegisterBody, operation_id: OperationId
) -> Response:
    """A new buyer and its member, both or neither; ``data`` is the buyer's id."""
    form = replace(body.form.to_domain(), wx_buying_user_id=None)
    return written(lambda: caller.backend.register(editable(body.buyer), form, operation_id=operation_id))


@router.post("/savebuyer", response_model=Envelope)
def save_buyer(
    caller: Annotated[Caller, Depends(may(Right.EDIT_BUYER))], body: SaveBuyerBody, operation_id: OperationId
) -> Response:
    """A buyer, stored only where nobody changed it meanwhile; ``data`` is its id."""
    base = editable(body.base) if body.base else None
    return written(lambda: caller.backend.save_user(editable(body.buyer), base=base, operation_id=operation_id))


@router.post("/savemember", response_model=Envelope)
def save_member(
    caller: Annotated[Caller, Depends(may(Right.EDIT_MEMBER))], body: SaveMemberBody, operation_id: OperationId
) -> Response:
    """A member's fields, stored only where nobody changed them meanwhile; ``data`` is its number."""
    member = replace(body.member.to_domain(), tenant_id=None)
    base = replace(body.base.to_domain(), tenant_id=None) if body.base else None
    return written(lambda: caller.backend.save_member(member, base=base, operation_id=operation_id))
