"""Sockets for addresses that came from outside: public ones only, and nothing outlives the deadline.

httpx bounds each read, not the whole exchange: a server that sends one byte a second could hold a worker for hours.
It takes no network backend either, so httpcore, its own engine, is used directly.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import httpcore

from wxbuyer_gui.net.cut import Cut, within

Address = tuple[str, int]
"""An IP address as text, and a port."""

Resolver = Callable[[str, int], list[Address]]


_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 that is given out for hosts (RFC 4291); ``is_global`` calls some of the rest global too."""


def resolve(host: str, port: int) -> list[Address]:
    """The addresses of a host. Blocks as long as the system's resolver likes; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(entry[4][0]), port) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also inside the IPv6 forms that carry an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip not in _GLOBAL_UNICAST or ip.sixtofour is not None or ip.teredo is not None:
            return False  # a tunnel could end anywhere
    return ip.is_global and not ip.is_multicast


def resolve_within(seconds: float, host: str, port: int, resolver: Resolver, cut: Cut | None = None) -> list[Address]:
    """Resolve on a thread of its own: the system's resolver cannot be interrupted, but it can be left behind.

    Raises ``httpcore.ConnectTimeout`` where it takes longer and ``httpcore.ConnectError`` where it fails.
    """
    ask = partial(resolver, host, port)
    try:
        return within(seconds, ask, cut=cut or Cut(), name="wxbuyer-resolve", drop=lambda _addresses: None)
    except (OSError, UnicodeError) as error:  # UnicodeError: a name that no DNS can hold
        raise httpcore.ConnectError("name not resolved") from error


class Deadline:
    """The moment at which an exchange must be over, ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that are left; raises ``httpcore.TimeoutException`` where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if at_most is None else min(left, at_most)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to allowed addresses only, checked after the name is resolved and used as checked (no rebinding)."""

    def __init__(self, *, deadline: Deadline, resolver: Resolver = resolve, allowed: Callable[[str], bool]) -> None:
        self._deadline = deadline
        self._resolver = resolver
        self._allowed = allowed
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first allowed address that answers; ConnectError where there is none."""
        addresses = resolve_within(self._deadline.left(), host, port, self._resolver)
        # One private address among public ones is an attack or a mistake, never a picture server.
        if not addresses or not all(self._allowed(address) for address, _port in addresses):
            raise httpcore.ConnectError("address not allowed")
        failure: Exception = httpcore.ConnectError("no address")
        for address, real_port in addresses:
            try:
                stream = self._sockets.connect_tcp(address, real_port, self._deadline.left(timeout), local_address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _ClampedStream(stream, self._deadline)
        raise failure


class _ClampedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _ClampedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
