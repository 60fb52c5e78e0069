"""Who asks: what the gate found out about a request, for the calls that serve it."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.permissions import Operator, Right
from wxbuyer_gui.net.wire_extensions import IDEMPOTENCY_KEY
from wxbuyer_gui.server.answers import RefusedError
from wxbuyer_gui.server.tokens import Grant

CALLER = "caller"
"""The key of a request's state under which the gate leaves the ``Caller``."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A token's holder with its tenant's backend; whose data it is, is never read from the request."""

    grant: Grant
    backend: Backend

    def require(self, right: Right) -> None:
        """Raise RefusedError 403 where the token's scope does not include ``right``."""
        if not Operator(role=self.grant.role).may(right):
            raise RefusedError(403, "this token is a clerk's, a manager's is needed", code="E-NOT-ALLOWED")


def may(right: Right) -> Callable[[Request], Awaitable[Caller]]:
    """A dependency that gives the Caller, if its token allows ``right``."""

    async def caller(request: Request) -> Caller:
        asking: Caller = getattr(request.state, CALLER)
        asking.require(right)
        return asking

    return caller


Reader = Annotated[Caller, Depends(may(Right.SEARCH))]


async def _operation_id(
    asking: Reader,
    key: Annotated[
        str | None,
        Header(
            alias=IDEMPOTENCY_KEY,
            pattern=r"^[!-~]{1,64}$",
            description="Names this write: sent again with the same key and body it is answered again, and done once.",
        ),
    ] = None,
) -> str | None:
    """The backend's id for this operation: two tenants may choose the same key."""
    return None if key is None else hashlib.sha256(f"{asking.grant.tenant_id} {key}".encode()).hexdigest()


OperationId = Annotated[str | None, Depends(_operation_id)]
