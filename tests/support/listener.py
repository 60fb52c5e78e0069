"""A listening socket on loopback with a thread for each connection, all gone when the test is over."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def listening(listener: socket.socket, serve: Callable[[socket.socket, int], None]) -> Iterator[None]:
    """Run ``serve(stream, number)`` for each connection to ``listener``; connections are numbered from 0.

    At the end the listener closes and every open connection is shut down, so that ``serve`` comes back.
    """
    threads: list[threading.Thread] = []
    streams: list[socket.socket] = []

    def listen() -> None:
        with suppress(OSError):
            while True:
                stream, _ = listener.accept()
                thread = threading.Thread(target=serve, args=(stream, len(streams)))
                streams.append(stream)
                threads.append(thread)
                thread.start()

    accepting = threading.Thread(target=listen)
    accepting.start()
    try:
        yield
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        accepting.join()
        for stream in streams:
            with suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()
