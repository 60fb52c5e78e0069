"""Sockets of which no operation outlives the call that it is part of.

httpcore bounds each read and each write, not the whole call: a server that sends one byte a second holds it for
hours. ``TimedNetwork`` therefore takes every timeout as a *moment* of ``time.monotonic()`` at which the call must be
over. httpcore hands timeouts through untouched, so that one pool of connections serves calls with different ends.
"""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Iterable
from functools import partial
from typing import Any

import httpcore

from wxbuyer_gui.net.cut import Cut, WatchedSocket, within
from wxbuyer_gui.net.guarded import Resolver, resolve, resolve_within

_SLICE = 16 * 1024
"""Bytes per write: within one write httpcore starts the clock anew for each piece that the system takes."""


class TimedNetwork(httpcore.NetworkBackend):
    """Connects to the first address of a host that answers; a dead one gets its share of the time only.

    All that waits for a connection, or at one, ends with ``cut``.
    """

    def __init__(self, *, resolver: Resolver = resolve, cut: Cut | None = None) -> None:
        self._resolver = resolver
        self._cut = cut or Cut()
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to ``host``. ConnectError or ConnectTimeout where there is none before ``timeout``."""
        addresses = [(host, port)]
        if not _is_address(host):
            addresses = resolve_within(_left(timeout, httpcore.ConnectTimeout), host, port, self._resolver, self._cut)
        failure: Exception = httpcore.ConnectError("no address")
        for still_to_try, (address, real_port) in zip(range(len(addresses), 0, -1), addresses, strict=True):
            share = _left(timeout, httpcore.ConnectTimeout) / still_to_try
            connect = partial(self._sockets.connect_tcp, address, real_port, share, local_address, socket_options)
            try:
                stream = within(share, connect, cut=self._cut, name="wxbuyer-connect", drop=_close)
                return _TimedStream(stream, WatchedSocket(stream, self._cut))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore.NetworkStream):
    """A stream whose timeouts are moments."""

    def __init__(self, stream: httpcore.NetworkStream, watched: WatchedSocket) -> None:
        self._stream = stream
        self._watched = watched

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _SLICE):
            self._stream.write(buffer[start : start + _SLICE], _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._watched.close()
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _left(timeout, httpcore.ConnectTimeout)
        try:
            return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._watched)
        except BaseException:  # the stream below is closed by then
            self._watched.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _close(stream: httpcore.NetworkStream) -> None:
    stream.close()


def _left(moment: float | None, too_late: type[Exception]) -> float:
    """Seconds until ``moment``; raises ``too_late`` where there are none."""
    left = 0.0 if moment is None else moment - time.monotonic()
    if left <= 0:
        raise too_late("deadline")
    return left


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
