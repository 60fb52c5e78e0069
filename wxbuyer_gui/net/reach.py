"""The way to a server one step at a time, for people who want to know where it ends."""

from __future__ import annotations

import re
import ssl
import time
from datetime import UTC, datetime

import httpcore

from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.address import ServerAddress
from wxbuyer_gui.net.guarded import Resolver, resolve, resolve_within
from wxbuyer_gui.net.timed import TimedNetwork
from wxbuyer_gui.net.transport import unreachable
from wxbuyer_gui.net.trust import pinned_context, verifying_context

_LONGEST_HEAD = 16 * 1024  # bytes of a proxy's answer


def count_addresses(address: ServerAddress, *, deadline: float, resolver: Resolver = resolve) -> int:
    """How many addresses the server's name stands for. UnreachableError ``E-NO-NAME`` where it stands for none."""
    try:
        found = resolve_within(max(0.0, deadline - time.monotonic()), address.host, address.port, resolver)
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise UnreachableError(str(error), code="E-NO-NAME") from None
    return len(found)


def certificate_end(
    address: ServerAddress,
    *,
    deadline: float,
    proxy: ServerAddress | None = None,
    system_store: bool = False,
    certificate: bytes | None = None,
) -> datetime | None:
    """Connect, and for https shake hands; until when the certificate is good (UTC).

    None without encryption, and for the one with the SHA-256 ``certificate``, which is believed whatever its dates.
    UnreachableError for no connection in time, with ``E-TLS`` where the certificate does not prove the server.
    """
    first = proxy or address
    try:
        stream = TimedNetwork().connect_tcp(first.host, first.port, deadline)
        try:
            if proxy is not None and proxy.scheme == "https":
                stream = stream.start_tls(verifying_context(system_store), proxy.host, deadline)
            if address.scheme == "http":
                return None
            if proxy is not None:
                _open_tunnel(stream, address, deadline)
            context = verifying_context(system_store) if certificate is None else pinned_context(certificate)
            stream = stream.start_tls(context, address.host, deadline)
            shown = stream.get_extra_info("ssl_object").getpeercert()
        finally:
            stream.close()
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProxyError) as error:
        raise unreachable(error) from None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC) if shown else None


def _open_tunnel(stream: httpcore.NetworkStream, address: ServerAddress, deadline: float) -> None:
    """Have a proxy connect us to ``address`` (RFC 9110, CONNECT). ``httpcore.ProxyError`` where it does not."""
    place = f"[{address.host}]" if ":" in address.host else address.host
    target = f"{place}:{address.port}"
    stream.write(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode("ascii"), deadline)
    head = b""
    while b"\r\n\r\n" not in head:
        piece = stream.read(1024, deadline)
        head += piece
        if not piece or len(head) > _LONGEST_HEAD:
            raise httpcore.ProxyError("the proxy hung up")
    if not re.match(rb"HTTP/1\.[01] 2\d\d ", head):
        raise httpcore.ProxyError("the proxy does not connect us")
