"""Ends, from another thread, what waits for the network: closing a socket alone wakes nobody who waits at it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import contextmanager, suppress
from typing import TypeVar

import httpcore

T = TypeVar("T")
_End = Callable[[], None]


class Cut:
    """Is made once and for good: what waits ends then, and what would wait after that ends at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: set[_End] = set()
        self.made = threading.Event()

    def make(self) -> None:
        """End all that waits. May be called more than once."""
        with self._lock:
            self.made.set()
            ends = tuple(self._ends)
        for end in ends:
            end()

    def watch(self, end: _End) -> None:
        """Call ``end``, which comes back at once, when the cut is made; now where it is."""
        with self._lock:
            self._ends.add(end)
            is_made = self.made.is_set()
        if is_made:
            end()

    def forget(self, end: _End) -> None:
        """``end`` has nothing left to end."""
        with self._lock:
            self._ends.discard(end)

    @contextmanager
    def ending(self, end: _End) -> Iterator[None]:
        """Around what ``end`` ends."""
        self.watch(end)
        try:
            yield
        finally:
            self.forget(end)


class WatchedSocket:
    """A connection's end on this side that can be shut down while others read from it, encrypted or not."""

    def __init__(self, stream: httpcore.NetworkStream, cut: Cut) -> None:
        # Encrypting moves the connection into another object, and leaves the first one empty. This one stays.
        self._socket: socket.socket = stream.get_extra_info("socket").dup()
        self._cut = cut
        cut.watch(self._shut)

    def close(self) -> None:
        """Let go of it; whoever reads from it wakes up. May be called more than once."""
        self._cut.forget(self._shut)
        self._shut()
        self._socket.close()

    def _shut(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)


def within(seconds: float, work: Callable[[], T], *, cut: Cut, name: str, drop: Callable[[T], None]) -> T:
    """What ``work`` returns or raises, done on a thread of its own: a system call that cannot be ended is left behind.

    Raises ``httpcore.ConnectTimeout`` where it takes longer, and ``httpcore.ConnectError`` once ``cut`` is made.
    ``drop`` is given what comes when nobody waits any more.
    """
    answer: Future[T] = Future()

    def do() -> None:
        try:
            found = work()
        except Exception as error:  # noqa: BLE001  whatever it is, it is raised where it is waited for
            end(error)
            return
        try:
            answer.set_result(found)
        except InvalidStateError:
            drop(found)

    def end(error: Exception) -> None:
        with suppress(InvalidStateError):  # the answer is there already
            answer.set_exception(error)

    threading.Thread(target=do, name=name, daemon=True).start()
    with cut.ending(lambda: end(httpcore.ConnectError("cut off"))):
        wait([answer], seconds)
    end(httpcore.ConnectTimeout("not in time"))
    return answer.result()
