"""Shows the server a key with each request, in the way that ``domain.auth`` describes."""

from __future__ import annotations

import base64
import email.utils
import hmac
import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

from wxbuyer_gui.backends.remote.templates import HASHES, check_template, filled, names_in
from wxbuyer_gui.domain.auth import (
    Auth,
    Bearer,
    Digest,
    NoAuth,
    Part,
    Signed,
    Spelling,
    StaticHeaders,
    StaticQuery,
    Where,
)
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.net.transport import Pairs, Request

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.6.2
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_NAMES = frozenset({"key", "secret", "timestamp", "nonce", "method", "path", "query", "body"})
_LEAST_SKEW = 2.0  # seconds; the Date header counts whole ones


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API before a key is added: ``path`` whole, ``payload`` a JSON value or None."""

    method: str
    path: str
    query: Pairs = field(default=(), repr=False)
    payload: Any = field(default=None, repr=False)
    headers: Pairs = ()


class Signer:
    """Makes requests of calls. May be used from any thread.

    Raises InvalidInputError (field "auth") when it is made of what cannot be sent: a header with a line break, a
    template with an unknown name.
    """

    def __init__(self, auth: Auth, *, clock: Callable[[], float] = time.time) -> None:
        _check(auth)
        self._auth = auth
        self._clock = clock
        self._signs_time = isinstance(auth, Signed) and _uses(auth, "timestamp")
        self.clock_offset = 0.0
        """Seconds by which the server's clock is ahead of ours, as its answers told; 0 where no time is signed."""

    def sign(self, call: Call) -> Request:
        """The request for ``call``, with the key's headers and parameters."""
        match self._auth:
            case NoAuth():
                return _request(call)
            case StaticHeaders(headers):
                return _request(call, tuple(headers.items()))
            case Bearer(token):
                return _request(call, (("Authorization", f"Bearer {token}"),))
            case StaticQuery(parameters):
                return _request(_with_query(call, tuple(parameters.items())))
            case Signed():
                return self._signed(self._auth, call)

    def heard(self, date_header: str | None) -> float:
        """Note the server's clock from an answer's ``Date``; by how many seconds what was just signed missed it.

        0 where no time is signed, where the header says nothing, and for a moment that the header cannot tell.
        """
        if date_header is None or not self._signs_time:
            return 0.0
        try:
            server = email.utils.parsedate_to_datetime(date_header).timestamp()
        except (ValueError, OverflowError):
            return 0.0
        now = self._clock()
        missed = server - now - self._correction
        if abs(missed) < _LEAST_SKEW:
            return 0.0
        self.clock_offset = server - now
        return missed

    @property
    def follows_clock(self) -> bool:
        """Whether what is signed from now on carries the server's time instead of this computer's."""
        return isinstance(self._auth, Signed) and self._auth.follow_clock

    @property
    def _correction(self) -> float:
        return self.clock_offset if self.follows_clock else 0.0

    def _signed(self, auth: Signed, call: Call) -> Request:
        values = {
            **auth.values,
            "key": auth.key,
            "secret": auth.secret,
            "timestamp": self._timestamp(auth),
            "nonce": secrets.token_hex(16),
            "method": call.method,
            "path": call.path,
            "query": _query(call.query),
        }
        early = [part for part in auth.parts if not _uses_sign(part)]
        call = _placed(call, early, values)
        values["body"] = _body(call).decode()
        values["sign"] = _digest(auth, filled(auth.template, values))
        call = _placed(call, [part for part in auth.parts if _uses_sign(part)], values)
        headers = tuple((part.name, filled(part.value, values)) for part in auth.parts if part.where is Where.HEADER)
        for name, value in headers:
            _check_header(name, value)
        return _request(call, headers)

    def _timestamp(self, auth: Signed) -> str:
        now = self._clock() + self._correction
        if auth.time_format == "s":
            return str(int(now))
        if auth.time_format == "ms":
            return str(int(now * 1000))
        zone = timezone(timedelta(hours=auth.utc_offset))
        return datetime.fromtimestamp(now, UTC).astimezone(zone).strftime(auth.time_format)


def _request(call: Call, headers: Pairs = ()) -> Request:
    query = _query(call.query)
    headers = (("Accept", "application/json"), *call.headers, *headers)
    if call.payload is not None:
        headers = (("Content-Type", "application/json; charset=utf-8"), *headers)
    return Request(call.method, f"{call.path}?{query}" if query else call.path, headers, _body(call))


def _query(pairs: Pairs) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)


def _body(call: Call) -> bytes:
    if call.payload is None:
        return b""
    return json.dumps(call.payload, ensure_ascii=False, separators=(",", ":")).encode()


def _with_query(call: Call, pairs: Pairs) -> Call:
    return replace(call, query=call.query + pairs)


def _placed(call: Call, parts: list[Part], values: Mapping[str, str]) -> Call:
    """``call`` with those parts that go into its body or query."""
    payload, query = call.payload, call.query
    for part in parts:
        if part.where is Where.HEADER:
            continue
        value = filled(part.value, values)
        if part.where is Where.BODY and isinstance(payload, dict):
            payload = payload | {part.name: value}
        else:
            query = (*query, (part.name, value))
    return replace(call, query=query, payload=payload)


def _digest(auth: Signed, text: str) -> str:
    name = auth.digest.removeprefix("hmac-")
    if auth.digest is Digest(name):
        raw = HASHES[name](text.encode()).digest()
    else:
        raw = hmac.new(auth.secret.encode(), text.encode(), name).digest()
    if auth.spelling is Spelling.BASE64:
        return base64.b64encode(raw).decode()
    return raw.hex().upper() if auth.spelling is Spelling.UPPER_HEX else raw.hex()


def _uses(auth: Signed, wanted: str) -> bool:
    """Whether the value of this name is in what is signed or sent."""
    texts = (auth.template, *(part.value for part in auth.parts))
    return any(wanted in names_in(text) for text in texts)


def _uses_sign(part: Part) -> bool:
    return "sign" in names_in(part.value)


def _check(auth: Auth) -> None:
    match auth:
        case StaticHeaders(headers):
            for name, value in headers.items():
                _check_header(name, value)
        case Bearer(token):
            _check_header("Authorization", token)
        case StaticQuery(parameters):
            _check_texts(*parameters, *parameters.values())
        case Signed():
            _check_signed(auth)
        case _:
            pass


def _check_signed(auth: Signed) -> None:
    known = _NAMES | auth.values.keys()
    _check_texts(auth.key, auth.secret, *auth.values.values())
    check_template(auth.template, known)
    for part in auth.parts:
        # Only headers are made after the body.
        check_template(part.value, known | {"sign"} if part.where is Where.HEADER else (known - {"body"}) | {"sign"})
        if part.where is Where.HEADER:
            _check_header(part.name, "any")
    signs_body = "body" in names_in(auth.template)
    if signs_body and any(_uses_sign(part) and part.where is Where.BODY for part in auth.parts):
        raise _wrong("a signature over the body cannot stand in the body")


def _check_header(name: str, value: str) -> None:
    if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
        raise _wrong("the key holds what no header can hold")


def _check_texts(*texts: str) -> None:
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise _wrong("the key holds half a character") from None


def _wrong(message: str) -> InvalidInputError:
    return InvalidInputError(message, field="auth")
