"""Ways in which a server of this market wants to be shown a key; the vendor's page names none.

Secrets never appear in a ``repr``: these objects may end up in a log or a traceback.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class NoAuth:
    """Nothing is shown."""


@dataclass(frozen=True, slots=True)
class StaticHeaders:
    """The same headers with every request, such as ``{"X-Api-Key": "…"}``."""

    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaticQuery:
    """The same query parameters with every request, such as ``{"appKey": "…"}``."""

    parameters: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bearer:
    """``Authorization: Bearer <token>``."""

    token: str = field(repr=False)


class Where(StrEnum):
    """Where a part of a signature is put. ``BODY``: into the JSON object sent; the query where none is sent."""

    HEADER = "header"
    QUERY = "query"
    BODY = "body"


class Digest(StrEnum):
    """How the string to sign becomes the signature. The HMACs use the secret as their key."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    HMAC_MD5 = "hmac-md5"
    HMAC_SHA1 = "hmac-sha1"
    HMAC_SHA256 = "hmac-sha256"


class Spelling(StrEnum):
    """How the signature's bytes are written."""

    LOWER_HEX = "hex"
    UPPER_HEX = "HEX"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a signed request: ``Part(Where.HEADER, "x-sign", "{sign}")``. ``value`` is a template."""

    where: Where
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Requests that prove knowledge of a secret without sending it.

    ``template`` is the string to sign, and each of ``parts`` a value to send. In both, ``{name}`` stands for a
    value: ``key``, ``secret``, ``timestamp``, ``nonce`` (32 random hexadecimal digits), ``method``, ``path`` (with
    the address' own path), ``query`` (the request's, as sent, before parts are added), ``body`` (as sent, ''
    without one), ``sign`` (in parts only), or one of ``values``. ``{name:md5}`` is its hexadecimal hash, also
    ``sha1`` and ``sha256``; in capitals (``{name:MD5}``) the digits are capitals. ``{{`` and ``}}`` are braces.

    ``time_format`` writes the timestamp: ``s`` or ``ms`` since 1970, or a ``strftime`` pattern in the zone
    ``utc_offset`` (hours). With ``follow_clock`` the server's own clock is used, known from its ``Date`` header:
    such servers refuse a clock that is five minutes off.
    """

    key: str
    secret: str = field(repr=False)
    template: str
    parts: tuple[Part, ...]
    digest: Digest = Digest.MD5
    spelling: Spelling = Spelling.LOWER_HEX
    time_format: str = "s"
    utc_offset: float = 8.0
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    follow_clock: bool = True


Auth: TypeAlias = NoAuth | StaticHeaders | StaticQuery | Bearer | Signed
