"""Puts the server together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from wxbuyer_gui import __version__
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError, UnsupportedError
from wxbuyer_gui.net.wire import Envelope
from wxbuyer_gui.server import own_calls, vendor_calls
from wxbuyer_gui.server.answers import RefusedError, failed_read, failure, unexpected
from wxbuyer_gui.server.gate import Gate
from wxbuyer_gui.server.options import ServerOptions
from wxbuyer_gui.server.tokens import Tokens

_FAILURES: dict[int | str, dict[str, Any]] = {
    400: {"model": Envelope, "description": "The body is no strict JSON."},
    401: {"model": Envelope, "description": "No token, or one that opens nothing."},
    403: {
        "model": Envelope,
        "description": "Another host's name, a web page, or a clerk's token where a manager's is needed.",
    },
    408: {"model": Envelope, "description": "The body did not come in time."},
    413: {"model": Envelope, "description": "The body is too big."},
    415: {"model": Envelope, "description": "The body is not announced as JSON."},
    422: {"model": Envelope, "description": "A field does not fit, or the idempotency key was used for another write."},
    501: {"model": Envelope, "description": "This source has no such function."},
    503: {
        "model": Envelope,
        "description": "The database is away or fails, or too many requests came at once: not done.",
    },
    504: {"model": Envelope, "description": "Nobody knows whether this write was done."},
}

# For the schema only: the gate has asked for the token long before.
_BEARER = HTTPBearer(auto_error=False, description="A token of `wxbuyer-gui tokens add`.")


def create_app(
    backend: Backend | Mapping[int, Backend], *, tokens: Sequence[Tokens], options: ServerOptions | None = None
) -> ASGIApp:
    """An ASGI application that serves ``backend`` to the holders of ``tokens``; it does not close what it serves.

    A mapping serves several tenants, each with a backend of its own; a token for any other opens nothing.
    UnsupportedError for a source with an outbox: a queued write has no answer in the vendor's API.
    """
    backends = backend if isinstance(backend, Mapping) else {backend.tenant_id or 1: backend}
    if any(one.outbox is not None for one in backends.values()):
        raise UnsupportedError("a source with an outbox cannot be served")
    options = options or ServerOptions()
    app = FastAPI(
        title="wxbuyer",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if options.publish_schema else None,
        responses=_FAILURES,
        dependencies=[Depends(_BEARER)],
        redirect_slashes=False,
    )
    routers = (vendor_calls.router, own_calls.router)
    for router in routers:
        app.include_router(router)
    app.add_exception_handler(BackendError, failed_read)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)
    calls = frozenset(route.path for router in routers for route in router.routes if isinstance(route, APIRoute))
    return Gate(app, backends=backends, tokens=tokens, options=options, calls=calls)


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return error.answer()


async def _invalid(_request: Request, error: Exception) -> Response:
    """Says which field does not fit and how, and nothing of what it held."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"][1:3]))[:100]
    return failure(422, f"{place or first['loc'][0]}: {first['type']}", code="E-INVALID", field=place or None)


async def _http(_request: Request, error: Exception) -> Response:
    """Unknown paths and methods, and bodies that are no JSON."""
    assert isinstance(error, HTTPException)
    code = "E-INVALID" if error.status_code == 400 else "E-UNSUPPORTED"
    return failure(error.status_code, error.detail, code=code, headers=dict(error.headers or {}))


async def _unexpected(_request: Request, error: Exception) -> Response:
    return unexpected(error)
