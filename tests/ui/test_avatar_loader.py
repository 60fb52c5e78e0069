"""Pictures arrive when they arrive; nothing waits for them, and no picture can hurt."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Lock, current_thread, main_thread

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.support.pictures import HTML, SVG, png
from wxbuyer_gui.net.avatars import Picture
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.avatar_loader import MAX_PIXELS, SIDE, AvatarLoader, decode


def encoded(width: int, height: int, kind: str) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)
    return bytes(buffer.data())


def url(number: int) -> str:
    return f"https://wx.qlogo.cn/mmopen/{number}/132"


@dataclass
class Server:
    """Stands where the network is: answers a red picture, after ``gate`` where it is closed."""

    gate: Event = field(default_factory=Event)
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    failing: bool = False
    lock: Lock = field(default_factory=Lock)

    def fetch(self, address: str) -> Picture | None:
        assert current_thread() is not main_thread()
        with self.lock:
            self.asked.append(address)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.gate.wait()
        with self.lock:
            self.at_once -= 1
        return None if self.failing else Picture("png", png(8, 8))


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.gate.set()
    yield server
    server.gate.set()


@pytest.fixture
def make(qapp, server: Server) -> Iterator[Callable[..., AvatarLoader]]:
    runner = Runner()

    def make(**options: object) -> AvatarLoader:
        return AvatarLoader(**{"runner": runner, "fetch": server.fetch, "enabled": lambda: True} | options)

    yield make
    server.gate.set()
    runner.close()


def arrive(loader: AvatarLoader, qtbot: QtBot, address: str) -> None:
    with qtbot.waitSignal(loader.loaded, check_params_cb=lambda arrived: arrived == address):
        loader.pixmap(address)


def test_a_picture_is_announced_and_then_there(make, qtbot: QtBot, server: Server) -> None:
    loader = make()
    server.gate.clear()
    with qtbot.waitSignal(loader.loaded) as loaded:
        before = time.perf_counter()
        assert loader.pixmap(url(1)) is None
        assert time.perf_counter() - before < 0.1  # nobody waits for the server
        assert loader.pixmap(url(1)) is None
        server.gate.set()
    assert loaded.args == [url(1)]
    assert loader.pixmap(url(1)).toImage().pixelColor(3, 3) == QColor("red")
    assert server.asked == [url(1)]


def test_no_address_no_question(make, server: Server) -> None:
    assert make().pixmap("") is None
    assert server.asked == []


def test_one_switch_stops_everything(make, qtbot: QtBot, server: Server) -> None:
    allowed = True
    loader = make(enabled=lambda: allowed)
    server.gate.clear()
    for number in range(20):
        loader.pixmap(url(number))
    qtbot.waitUntil(lambda: len(server.asked) == 3)
    allowed = False
    with qtbot.waitSignals([loader.loaded] * 3):
        server.gate.set()
    assert len(server.asked) == 3  # the waiting ones were let go
    assert all(loader.pixmap(url(number)) is None for number in range(20))
    assert len(server.asked) == 3


def test_a_worker_stays_free_and_the_latest_go_first(make, qtbot: QtBot, server: Server) -> None:
    loader = make()
    server.gate.clear()
    for number in range(500):
        loader.pixmap(url(number))
    with qtbot.waitSignals([loader.loaded] * 67):
        server.gate.set()
    assert server.most_at_once == 3
    assert url(499) in server.asked[3:6]  # three ask side by side
    assert len(server.asked) == 67  # three at once, and what a screen shows; the others were scrolled past


def test_memory_is_bounded_and_the_longest_unseen_goes_first(make, qtbot: QtBot, server: Server) -> None:
    loader = make()
    for number in range(256):
        arrive(loader, qtbot, url(number))
    assert loader.pixmap(url(0)) is not None
    arrive(loader, qtbot, url(256))
    assert loader.pixmap(url(0)) is not None
    assert loader.pixmap(url(1)) is None


def test_a_failed_picture_is_asked_for_again_only_later(make, qtbot: QtBot, server: Server) -> None:
    now = 1000.0
    loader = make(clock=lambda: now)
    server.failing = True
    loader.pixmap(url(1))
    qtbot.waitUntil(lambda: server.asked == [url(1)] and server.at_once == 0)
    server.failing = False
    arrive(loader, qtbot, url(2))
    assert loader.pixmap(url(1)) is None
    assert server.asked == [url(1), url(2)]
    now += 601
    arrive(loader, qtbot, url(1))


def test_forgetting_asks_again(make, qtbot: QtBot, server: Server) -> None:
    loader = make()
    arrive(loader, qtbot, url(1))
    loader.forget()
    arrive(loader, qtbot, url(1))
    assert server.asked == [url(1)] * 2


def test_painting_after_the_runner_is_closed_does_no_harm(qapp, server: Server) -> None:
    runner = Runner()
    loader = AvatarLoader(runner=runner, fetch=server.fetch, enabled=lambda: True)
    runner.close()
    assert loader.pixmap(url(1)) is None
    assert server.asked == []


@pytest.mark.parametrize(("kind", "width", "height"), [("png", 640, 640), ("jpeg", 132, 132), ("webp", 300, 200)])
def test_pictures_are_shrunk_to_what_is_shown(kind: str, width: int, height: int) -> None:
    image = decode(Picture(kind, encoded(width, height, kind)))
    assert image.size() == QSize(SIDE, SIDE)
    assert image.pixelColor(60, 60).red() > 240


def test_the_first_frame_of_an_animation() -> None:
    gif = (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\xff"
        + b"".join(b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02" + bits + b"\x01\x00" for bits in (b"D", b"L"))
        + b";"
    )
    assert decode(Picture("gif", gif)).pixelColor(0, 0) == QColor("red")


def test_a_strip_weighs_no_more_than_a_square() -> None:
    assert decode(Picture("png", png(100, 30_000))).size() == QSize(100, 100)


def test_a_bomb_is_not_unfolded() -> None:
    side = 12_000
    bomb = png(side, side, rows=2)
    assert len(bomb) < 20_000
    assert side * side > MAX_PIXELS
    assert decode(Picture("png", bomb)) is None


@pytest.mark.qt_log_ignore("libpng|PngHandler|imageio|JPEG")
@pytest.mark.parametrize(
    "picture",
    [
        Picture("png", SVG),
        Picture("png", HTML),
        Picture("png", b""),
        Picture("png", png(60, 60)[:40]),
        Picture("gif", png(8, 8)),
        Picture("jpeg", b"\xff\xd8\xff" + b"\0" * 100),
        Picture("webp", b"RIFF\x10\0\0\0WEBPVP8 \0\0\0\0"),
        Picture("svg", SVG),
    ],
    ids=lambda picture: picture.format,
)
def test_broken_pictures_and_others_formats_are_refused(picture: Picture) -> None:
    assert decode(picture) is None
