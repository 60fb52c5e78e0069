"""What an answer means: a value, "there is none", or one of the errors that a person can act on.

A read may be asked again, so it fails for every doubt. A write happened or not, whatever the answer looks like: only
the documented envelope proves either.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from wxbuyer_gui.backends.remote.refusals import failure_of_asp_net, message_of, refusal
from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    OutcomeUnknownError,
    ProtocolError,
    UnreachableError,
)
from wxbuyer_gui.net.json_reader import read_json
from wxbuyer_gui.net.transport import Answer
from wxbuyer_gui.net.wire import Buyer, Envelope

_KEY_REFUSED = (401, 403, 407)
_NOT_NOW = (408, 425, 429, 503)
"""The server says itself that it did not get to it; behind a gateway that is likely, and no proof."""

_BUSY = (*_NOT_NOW, 502, 504)
_MOVED = range(300, 400)
_TO_LOGIN = (302, 303)
"""What ASP.NET answers where somebody has to sign in; 301, 307 and 308 say that the address has changed."""

_LOGIN_WORDS = ("login", "logon", "signin", "sign-in", "auth", "account", "passport", "sso")


def value_read(answer: Answer) -> Any:
    """The JSON value that a read was answered; None for null, 204, an empty body and a plain 404.

    Raises AuthError, UnreachableError ``E-BUSY`` (the server cannot answer now), InvalidInputError ``E-ROUTE`` (the
    address has no such API), RejectedError (it said why not) or ProtocolError (``E-SERVER``: it failed).
    """
    _check_access(answer)
    if answer.status in _MOVED:
        raise ProtocolError("the server points to another address", code="E-REDIRECT")
    if answer.status in _BUSY:
        raise _coded(answer) or UnreachableError(_words(answer), code="E-BUSY")
    if answer.status >= 500:
        raise _failure(answer)
    value = _json(answer)
    if 200 <= answer.status < 300:
        return value
    error = _coded(answer) or failure_of_asp_net(value, answer.status)
    if answer.status == 404:
        if error is not None and error.code == "E-ROUTE":
            raise error
        return None
    raise error or ProtocolError(f"HTTP {answer.status}", code="E-HTTP")


def buyer_in(value: object) -> Buyer | None:
    """The buyer in an answer; None for null, "", [], {} and an id of 0 or null: ways of saying "there is none"."""
    if value is None or value == "" or value in ([], {}):
        return None
    _raise_refusal(value)
    buyer = Buyer.read(value)
    if "id" not in buyer.model_fields_set:
        raise ProtocolError("the answer is no buyer", code="E-SCHEMA")
    if buyer.id is not None and buyer.id < 0:
        raise ProtocolError("a buyer's id is negative", code="E-SCHEMA")
    return buyer if buyer.id else None


def buyers_in(value: object) -> list[Buyer]:
    """The buyers in the answer to ``getlist``, without those that are none."""
    if value is None or value == "" or value == {}:
        return []
    _raise_refusal(value)
    if not isinstance(value, list):
        raise ProtocolError("the answer is no list", code="E-SCHEMA")
    return [buyer for buyer in map(buyer_in, value) if buyer is not None]


def outcome(answer: Answer) -> Envelope:
    """The envelope of a write that was done: HTTP 2xx and status 200.

    Raises what the server refused (RejectedError, or by our own server's ``code``), AuthError where it never looked
    at the write, and OutcomeUnknownError for everything that proves nothing: ``E-BUSY`` where it was probably not
    done.
    """
    _check_access(answer)
    doubt = "E-BUSY" if answer.status in _NOT_NOW else None
    try:
        value = _json(answer)
        envelope = _envelope(value)
    except ProtocolError as error:
        raise OutcomeUnknownError(str(error), code=doubt) from None
    if envelope is not None and envelope.is_success and 200 <= answer.status < 300:
        return envelope
    said_no: BackendError | None = None
    if envelope is not None and not envelope.is_success:
        said_no = refusal(envelope)
    elif envelope is None and 400 <= answer.status < 500:
        said_no = failure_of_asp_net(value, answer.status)
    raise said_no or OutcomeUnknownError(message_of(value) or f"HTTP {answer.status}", code=doubt)


def _check_access(answer: Answer) -> None:
    """AuthError where the server does not know us: it says so, or shows the way to a page for signing in."""
    if answer.status in _KEY_REFUSED:
        raise _coded(answer) or AuthError(_words(answer))
    if answer.status in _MOVED:
        path = urlsplit(answer.headers.get("location", "")).path.lower()
        if answer.status in _TO_LOGIN or any(word in path for word in _LOGIN_WORDS):
            raise AuthError("the server asks to sign in", code="E-LOGIN")


def _failure(answer: Answer) -> BackendError:
    """Why a server failed, in its own words where it has any; else it shows an error page, or nothing at all."""
    try:
        error = _coded(answer) or failure_of_asp_net(_json(answer), answer.status)
    except ProtocolError:
        error = None
    return error or ProtocolError(f"HTTP {answer.status}", code="E-SERVER")


def _json(answer: Answer) -> Any:
    """The JSON value of the body; None for an empty one."""
    body = answer.body.removeprefix(b"\xef\xbb\xbf").strip()
    if not body or answer.status == 204:
        return None
    if body.startswith((b"<?xml", b"<ArrayOf", b"<WxBuying", b"<Error")):
        raise ProtocolError("the server answered with XML", code="E-XML")
    page = ProtocolError("the server answered with a web page", code="E-HTML")
    if body.startswith(b"<"):
        raise page
    try:
        return read_json(body)
    except ProtocolError as error:  # there are servers that announce their JSON as a page
        raise (page if "html" in answer.headers.get("content-type", "").lower() else error) from None


def _words(answer: Answer) -> str:
    """The server's own words, however the answer looks."""
    try:
        return message_of(_json(answer)) or f"HTTP {answer.status}"
    except ProtocolError:
        return f"HTTP {answer.status}"


def _coded(answer: Answer) -> BackendError | None:
    """The error by our own server's ``code``, whatever the HTTP status."""
    try:
        envelope = _envelope(_json(answer))
    except ProtocolError:
        return None
    return refusal(envelope) if envelope is not None and envelope.code and not envelope.is_success else None


def _envelope(value: object) -> Envelope | None:
    """The envelope in an answer, where it is complete: a refusal says why, at least with an empty message."""
    if not isinstance(value, dict) or "status" not in (names := {key.lower() for key in value}):
        return None
    envelope = Envelope.read(value)
    return envelope if envelope.is_success or "message" in names else None


def _raise_refusal(value: object) -> None:
    """A read may be refused with the envelope, or with ASP.NET's error object, and HTTP 200."""
    if not isinstance(value, dict) or "id" in value or "id" in {key.lower() for key in value}:
        return
    envelope = _envelope(value)
    error: BackendError | None = None
    if envelope is not None:
        error = None if envelope.is_success else refusal(envelope)
    else:
        error = failure_of_asp_net(value, 200)
    if error is not None:
        raise error
