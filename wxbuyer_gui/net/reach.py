"""The way to a server one step at a time, for people who want to know where it ends."""

from __future__ import annotations

import ssl
import time
from datetime import UTC, datetime

import httpcore

from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.net.address import ServerAddress
from wxbuyer_gui.net.guarded import Resolver, resolve, resolve_within
from wxbuyer_gui.net.timed import TimedNetwork
from wxbuyer_gui.net.transport import unreachable, verifying_context


def count_addresses(address: ServerAddress, *, deadline: float, resolver: Resolver = resolve) -> int:
    """How many addresses the server's name stands for. UnreachableError ``E-NO-NAME`` where it stands for none."""
    try:
        found = resolve_within(max(0.0, deadline - time.monotonic()), address.host, address.port, resolver)
    except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
        raise UnreachableError(str(error), code="E-NO-NAME") from None
    return len(found)


def certificate_end(address: ServerAddress, *, deadline: float, system_store: bool = False) -> datetime | None:
    """Connect, and for https shake hands; until when the certificate is good (UTC), None without encryption.

    UnreachableError for no connection in time, with ``E-TLS`` where the certificate does not prove the server.
    """
    try:
        stream = TimedNetwork().connect_tcp(address.host, address.port, deadline)
        try:
            if address.scheme == "http":
                return None
            stream = stream.start_tls(verifying_context(system_store), address.host, deadline)
            shown = stream.get_extra_info("ssl_object").getpeercert()
        finally:
            stream.close()
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise unreachable(error) from None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)
