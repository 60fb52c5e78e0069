"""People's pictures, there at once or announced later: fetched and decoded on workers, kept small in memory."""

from __future__ import annotations

import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QBuffer, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from wxbuyer_gui.tasks.runner import Lane, Runner

SIDE = 128
"""Pixels: the largest avatar, 56 of scale 1, on a screen of scale 2 and a bit."""

MAX_PIXELS = 4_000_000
"""A larger picture is not decoded; WeChat's largest have 640 x 640."""

Value = TypeVar("Value")
_FORMATS = frozenset({"png", "jpeg", "gif", "webp"})  # Qt reads more, SVG with its links to files among them
_MEBIBYTES = 32
_KEPT = 256  # of 64 KiB
_AT_ONCE = 3  # one worker of the network's four stays free for everything else
_WAITING = 64  # about what is on the screen; who scrolled past is not waited for
_RETRY_SECONDS = 600.0
_FAILURES = 2000


class EncodedPicture(Protocol):
    """A picture as it came: ``format`` (png, jpeg, gif, webp) is known, so that no decoder need guess."""

    @property
    def format(self) -> str:
        """The only decoder that may touch it."""

    @property
    def data(self) -> bytes:
        """The encoded bytes."""


Fetch = Callable[[str], EncodedPicture | None]
"""Blocks until it has the picture at an address; None where it is not to be had."""


def decode(picture: EncodedPicture) -> QImage | None:
    """The first frame of ``picture``, shrunk to cover ``SIDE`` x ``SIDE``; None for anything that is not right.

    A file of 17 kB may unfold to 12,000 x 12,000 pixels: the size is asked before anything is unfolded.
    """
    if picture.format not in _FORMATS:
        return None
    QImageReader.setAllocationLimit(_MEBIBYTES)
    buffer = QBuffer()
    buffer.setData(picture.data)
    reader = QImageReader(buffer, picture.format.encode())
    reader.setDecideFormatFromContent(False)
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > MAX_PIXELS:
        return None
    if min(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else _square(image).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _square(image: QImage) -> QImage:
    """The middle of ``image``: a strip of 128 x 30,000 pixels would weigh as much as sixty others."""
    side = min(image.width(), image.height(), SIDE)
    return image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)


class AvatarLoader(QObject):
    """Pictures by address. Nothing is fetched, and nothing shown, while ``enabled`` says no.

    Signals:
        loaded(str): the picture at this address has arrived.
    """

    loaded = Signal(str)

    def __init__(
        self,
        *,
        runner: Runner,
        fetch: Fetch,
        enabled: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._fetch = fetch
        self._enabled = enabled
        self._clock = clock
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._failures: OrderedDict[str, float] = OrderedDict()
        self._waiting: OrderedDict[str, None] = OrderedDict()
        self._running: set[str] = set()

    def pixmap(self, url: str) -> QPixmap | None:
        """The picture at ``url`` if it is here; else it is sent for, and ``loaded`` tells when it has come."""
        if not url or not self._enabled():
            return None
        picture = self._pictures.get(url)
        if picture is not None:
            self._pictures.move_to_end(url)
        elif url not in self._running and not self._failed_lately(url):
            self._waiting[url] = None
            self._waiting.move_to_end(url)
            if len(self._waiting) > _WAITING:
                self._waiting.popitem(last=False)
            self._start()
        return picture

    def forget(self) -> None:
        """Drop all pictures from memory and try the failed ones again."""
        self._pictures.clear()
        self._failures.clear()

    def _failed_lately(self, url: str) -> bool:
        return self._clock() - self._failures.get(url, -_RETRY_SECONDS) < _RETRY_SECONDS

    def _start(self) -> None:
        """Send for what was asked for last: it is on the screen now."""
        if not self._enabled():
            self._waiting.clear()
        while self._waiting and len(self._running) < _AT_ONCE:
            url, _ = self._waiting.popitem()
            self._running.add(url)
            # The runner is closed before the last painting of a window that goes away.
            with contextlib.suppress(RuntimeError):
                self._send_for(url)

    def _send_for(self, url: str) -> None:
        fetch = self._fetch

        def work() -> QImage | None:
            picture = fetch(url)
            return None if picture is None else decode(picture)

        self._runner.submit(
            work,
            on_success=lambda image: self._arrived(url, image),
            on_error=lambda _error: self._arrived(url, None),
            owner=self,
            lane=Lane.NETWORK,
        )

    def _arrived(self, url: str, image: QImage | None) -> None:
        self._running.discard(url)
        if image is None:
            _keep(self._failures, url, self._clock(), _FAILURES)
        else:
            self._failures.pop(url, None)
            _keep(self._pictures, url, QPixmap.fromImage(image), _KEPT)
            self.loaded.emit(url)
        self._start()


def _keep(kept: OrderedDict[str, Value], key: str, value: Value, limit: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > limit:
        kept.popitem(last=False)
