"""What work in a process of its own has of the one that ordered it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from threading import Event, Lock
from typing import BinaryIO

from wxbuyer_gui.apart.report import END_SECONDS, Report


def _ignore(_order: bytes) -> None:
    pass


class Line:
    """``cancel`` is set once the work shall stop, also where whoever ordered it has died."""

    def __init__(self, outgoing: BinaryIO) -> None:
        self.cancel = Event()
        self._outgoing = outgoing
        self._is_over = Event()
        self._hear: Callable[[bytes], None] = _ignore
        self._last = b""
        self._lock = Lock()

    def tell(self, progress: object) -> None:
        """Say how far it is."""
        self._send(Report(progress=progress))

    def follow(self, hear: Callable[[bytes], None]) -> None:
        """Hand the last order, and each that follows, to ``hear``; b"" once there will be no more."""
        with self._lock:
            self._hear = hear
            hear(self._last)

    def end(self, report: Report) -> None:
        """Say how it ended."""
        try:
            self._send(report)
        finally:
            self._is_over.set()

    def listen(self, incoming: BinaryIO) -> None:
        """Pass the orders on; after the last one whatever still hangs somewhere is left to hang."""
        for order in incoming:
            self._take(order)
        self._take(b"")
        self.cancel.set()
        if not self._is_over.wait(END_SECONDS):
            os._exit(1)

    def _take(self, order: bytes) -> None:
        with self._lock:
            self._last = order
            self._hear(order)

    def _send(self, report: Report) -> None:
        self._outgoing.write(pickle.dumps(report, pickle.HIGHEST_PROTOCOL))
        self._outgoing.flush()
