"""What whoever runs the server may choose."""

from __future__ import annotations

from dataclasses import dataclass

PORT = 8640
"""Where the server listens if nobody says otherwise."""

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
"""How a computer calls itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions:
    """Limits, and what the server answers to.

    ``hosts`` are the names under which clients may address it, in small letters and without a port; the address on
    which a connection came in is always one. ``body_bytes`` and ``body_seconds`` bound the body of one request,
    ``most_at_once`` the requests in hand. ``publish_schema`` serves ``/openapi.json``, to holders of a token too.
    """

    hosts: frozenset[str] = LOOPBACK_NAMES
    body_bytes: int = 64 * 1024
    body_seconds: float = 10.0
    most_at_once: int = 32
    publish_schema: bool = False
