"""What the server answers: plain objects to reads, the documented envelope to writes and to all that goes wrong.

A refused write is HTTP 200 with a status of the vendor's list other than 200. Whatever else goes wrong has an HTTP
status of its own, so that no client can take the envelope for a buyer without a name, or a doubt for a "no".
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable

from fastapi import Request, Response
from pydantic import BaseModel

from wxbuyer_gui.domain.errors import (
    BackendError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.result import ResultStatus, WriteResult
from wxbuyer_gui.logs import places
from wxbuyer_gui.net.wire import Envelope

_log = logging.getLogger(__name__)

_JSON = "application/json; charset=utf-8"

# Of the vendor's list only these say something about members: 602 "the card does not exist", 601 "not usable",
# 801 "the serial number was used before".
_STATUS = ((NotFoundError, ResultStatus.CARD_NOT_FOUND), (ConflictError, ResultStatus.CARD_UNAVAILABLE))
_REUSED = "E-OPERATION-REUSED"

_FAILED_READ = (
    (InvalidInputError, 422),
    (UnsupportedError, 501),
    (StorageError, 503),
    (UnreachableError, 503),
)
_FAILED_WRITE = ((OutcomeUnknownError, 504), (UnreachableError, 503))


class RefusedError(Exception):
    """A request that never got as far as a backend. ``str`` is for the client and holds nothing of the request."""

    def __init__(
        self, http_status: int, message: str, *, code: str = "E-INVALID", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.http_status = http_status
        self.code = code
        self.headers = headers

    def answer(self) -> Response:
        """The answer to the request."""
        return failure(self.http_status, str(self), code=self.code, headers=self.headers)


def found(value: BaseModel | None) -> Response:
    """An object, or null where there is none."""
    return _response(b"null" if value is None else _json(value))


def listed(values: Iterable[BaseModel]) -> Response:
    """A bare array."""
    return _response(b"[" + b",".join(map(_json, values)) + b"]")


def written(
    write: Callable[[], WriteResult],
    envelope: Callable[[WriteResult], Envelope] = lambda result: Envelope(data=result.id, status=ResultStatus.SUCCESS),
) -> Response:
    """Do ``write`` and say how it ended; ``envelope`` tells of a success."""
    try:
        return _response(_json(envelope(write())))
    except BackendError as error:
        reused = 422 if error.code == _REUSED else 200
        return _refusal(error, next((status for kind, status in _FAILED_WRITE if isinstance(error, kind)), reused))


async def failed_read(_request: Request, error: Exception) -> Response:
    """The answer to a read that a backend could not do; FastAPI's handler for BackendError."""
    assert isinstance(error, BackendError)
    return _refusal(error, next((status for kind, status in _FAILED_READ if isinstance(error, kind)), 502))


def failure(
    http_status: int, message: str, *, code: str, field: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """An envelope that says no for a reason of the server's own."""
    refusal = Envelope(status=ResultStatus.INTERNAL_ERROR, message=message, code=code, field=field)
    return _response(_json(refusal), http_status, headers)


def unexpected(error: Exception) -> Response:
    """The answer where the server itself is at fault. Where that happened is logged under a number, without values."""
    number = secrets.token_hex(4)
    _log.error("unexpected error %s\n%s", number, places(error))
    return failure(500, f"internal error, the server's log says more under {number}", code="E-UNEXPECTED")


def _refusal(error: BackendError, http_status: int) -> Response:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), ResultStatus.INTERNAL_ERROR)
    if error.code == _REUSED:
        status = ResultStatus.DUPLICATE_SERIAL
    refusal = Envelope(
        status=status,
        message=str(error) or status.zh,
        code=error.code,
        field=getattr(error, "field", None) or None,
        member_id=getattr(error, "member_id", None),
        buyer_id=getattr(error, "buyer_id", None),
    )
    return _response(_json(refusal), http_status)


def _json(value: BaseModel) -> bytes:
    return value.model_dump_json(by_alias=True, exclude_none=True).encode()


def _response(content: bytes, http_status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(content, http_status, headers, media_type=_JSON)
