"""How requests are read: strictly, and for no more than callers may say."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BeforeValidator, Field
from starlette.exceptions import HTTPException

from wxbuyer_gui.domain.errors import ProtocolError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.net.json_reader import read_json
from wxbuyer_gui.net.wire import BuyerBody

_NUMBER = re.compile(r"-?\d{1,19}", re.ASCII)


def _read_number(value: object) -> object:
    """A whole number in digits and nothing else; what Python's ``int`` takes besides (``1_0``, `` ７ ``) is none."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    raise ValueError("not a whole number")


Number = Annotated[int, BeforeValidator(_read_number), Field(ge=-(2**63), le=2**63 - 1)]
"""An id in a query: a whole number of 64 bits; nobody has one below 1."""


class StrictRequest(Request):
    """A request whose body is JSON that two readers cannot understand differently (``net.json_reader``)."""

    async def json(self) -> Any:
        """The value in the body; HTTPException 400 for what is no strict JSON."""
        try:
            return read_json(await self.body())
        except ProtocolError:
            raise HTTPException(400, "the body is no strict JSON") from None


class StrictRoute(APIRoute):
    """Hands its endpoint a ``StrictRequest`` (FastAPI's manual, "Custom Request and APIRoute class")."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind a request of ours."""
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return handle_strictly


def editable(buyer: BuyerBody) -> WxBuyingUser:
    """What a request may say about a buyer: neither its tenant nor its member."""
    return replace(buyer.to_domain(), tenant_id=None, member_id=None)
