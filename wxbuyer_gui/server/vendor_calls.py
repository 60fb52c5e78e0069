"""The seven calls of the vendor's page ``wxbuyinguser``, spelled as there.

What the page leaves open: a buyer that does not exist is null; ``getlist`` answers in the order asked for, without
those that do not exist; ``saveuser`` makes a buyer where ``id`` is 0, null or missing. ``tenantId`` and ``memberId``
of a request are ignored: the tenant is the token's, and only the three member calls bind.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.net.wire import Buyer, BuyerBody, Envelope, Int64, MemberFormBody
from wxbuyer_gui.net.wire_extensions import MOST_IDS
from wxbuyer_gui.server.answers import found, listed, written
from wxbuyer_gui.server.caller import Caller, OperationId, Reader, may
from wxbuyer_gui.server.requests import Number, StrictRoute, editable

router = APIRouter(prefix="/api/weixin/wxbuyinguser", tags=["wxbuyinguser"], route_class=StrictRoute)

_WHOLE = ("open_id", "name", "profile", "phone")


@router.get("/get", response_model=Buyer | None)
def get(caller: Reader, buyer_id: Annotated[Number, Query(alias="id")]) -> Response:
    """获取微信买家用户."""
    buyer = caller.backend.get(buyer_id)
    return found(Buyer.of(buyer) if buyer else None)


@router.get("/getbyopenid", response_model=Buyer | None)
def get_by_open_id(caller: Reader, open_id: Annotated[str, Query(alias="openId")]) -> Response:
    """通过openId获取微信买家用户."""
    buyer = caller.backend.get_by_open_id(open_id)
    return found(Buyer.of(buyer) if buyer else None)


@router.post("/getlist", response_model=list[Buyer])
def get_list(caller: Reader, ids: Annotated[list[Int64], Body(max_length=MOST_IDS)]) -> Response:
    """获取微信买家用户列表."""
    return listed(map(Buyer.of, caller.backend.get_list(ids)))


@router.post("/saveuser", response_model=Envelope)
def save_user(
    caller: Annotated[Caller, Depends(may(Right.EDIT_BUYER))], buyer: BuyerBody, operation_id: OperationId
) -> Response:
    """保存获取微信买家用户. ``data`` is the buyer's id."""
    if buyer.id:
        _refuse_half(buyer)
    return written(lambda: caller.backend.save_user(editable(buyer), operation_id=operation_id))


@router.post("/createmember", response_model=Envelope)
def create_member(
    caller: Annotated[Caller, Depends(may(Right.REGISTER))], form: MemberFormBody, operation_id: OperationId
) -> Response:
    """注册会员. ``data`` is the member's number."""
    return written(lambda: caller.backend.create_member(form.to_domain(), operation_id=operation_id))


@router.post("/bindmember", response_model=Envelope)
def bind_member(
    caller: Annotated[Caller, Depends(may(Right.BIND))],
    form: MemberFormBody,
    operation_id: OperationId,
    member_id: Annotated[Number | None, Query(alias="memberId")] = None,
) -> Response:
    """绑定会员, the one with this phone, this ID number or ``memberId``; ``data`` is its number."""
    return written(lambda: caller.backend.bind_member(form.to_domain(), member_id=member_id, operation_id=operation_id))


@router.post("/unbindmember", response_model=Envelope)
def unbind_member(
    caller: Annotated[Caller, Depends(may(Right.UNBIND))],
    form: MemberFormBody,
    operation_id: OperationId,
    expected_member_id: Annotated[Number | None, Query(alias="expectedMemberId")] = None,
) -> Response:
    """解绑会员. Without ``data``, as documented; ``memberId`` says whose number it was."""
    return written(
        lambda: caller.backend.unbind_member(
            form.to_domain(), expected_member_id=expected_member_id, operation_id=operation_id
        ),
        lambda result: Envelope(status=ResultStatus.SUCCESS, member_id=result.id),
    )


def _refuse_half(buyer: BuyerBody) -> None:
    """A stored buyer is sent whole: a text that is left out would be erased by those who mean "as it is"."""
    for name in _WHOLE:
        if name not in buyer.model_fields_set:
            raise InvalidInputError("a stored buyer is saved whole", code="E-INCOMPLETE", field=name)
