"""Two programs on one outbox: one sends, the other takes over when that one is gone, and nothing is sent twice."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Condition, Event

import pytest

from tests.faults.children import SECONDS, kill, start
from tests.faults.counter_children import News, operation_of, phone, register_and_stay
from tests.support.desktop import until
from tests.support.raw_server import Answer, Asked, RawServer, hang_up, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.store import care

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="stops and kills processes, and reads /proc")

ONE, TWO = "one-0123456789abcdef", "two-0123456789abcdef"
BUYERS = (1, 2, 3, 4)


@dataclass
class Counter:
    """A process at work, and all that it has told."""

    process: BaseProcess
    pipe: Connection
    heard: list[News] = field(default_factory=list)

    def until(self, *news: News) -> None:
        """Wait until all of this was told."""
        end = time.monotonic() + SECONDS
        while not set(news) <= set(self.heard):
            assert self.pipe.poll(max(0.0, end - time.monotonic())), f"waited for {news}, heard {self.heard}"
            self.heard.append(self.pipe.recv())


class Shop(Vendor):
    """A vendor's server that does what it is asked and can keep its answers back."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._done: set[int] = set()
        self._changed = Condition()
        self.answers = Event()
        self.after = self._keep_back
        for number in BUYERS:
            self.add(openId=f"o{number}", name="微信用户", phone=phone(number))

    def until_done(self, buyer_id: int) -> None:
        """Wait until this buyer is registered here."""
        with self._changed:
            assert self._changed.wait_for(lambda: buyer_id in self._done, SECONDS), buyer_id

    def _keep_back(self, asked: Asked) -> Answer | None:
        if asked.name == "createmember":
            with self._changed:
                self._done.add(asked.json["wxBuyingUserId"])
                self._changed.notify_all()
            assert self.answers.wait(SECONDS)
        return None


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def server(shop: Shop) -> Iterator[RawServer]:
    with running_server(shop) as running:
        yield running
        shop.answers.set()


@pytest.fixture
def mirror(server: RawServer, tmp_path: Path) -> str:
    """A copy that knows all buyers."""
    url = f"sqlite:///{tmp_path / 'mirror.db'}"
    with open_backend(server.url, mirror=url, auth=Bearer(ONE)) as backend:
        assert len(backend.get_list(BUYERS)) == len(BUYERS)
    return url


@contextmanager
def counter(server: RawServer, mirror: str, token: str, *buyer_ids: int, timeout: float = 1.0) -> Iterator[Counter]:
    process, pipe = start(register_and_stay, server.url, mirror, token, timeout, buyer_ids)
    try:
        yield Counter(process, pipe)
    finally:
        process.kill()
        process.join(SECONDS)
        pipe.close()


def sent(server: RawServer) -> list[tuple[str, int]]:
    """Who sent which buyer's registration, in order."""
    return [
        (asked.headers["authorization"].removeprefix("Bearer "), asked.json["wxBuyingUserId"])
        for asked in server.calls("createmember")
    ]


def done(*buyer_ids: int) -> list[News]:
    return [(operation_of(number), "done") for number in buyer_ids]


def stop(process: BaseProcess, desk: Path) -> None:
    """SIGSTOP, while this process, and so not that one, has the lock of the desk's file."""
    pid = process.pid
    assert pid is not None
    with closing(care.dbapi2.connect(str(desk), isolation_level=None, timeout=SECONDS)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        os.kill(pid, signal.SIGSTOP)
        until(lambda: Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] == "T", "stopped")


def test_one_of_two_sends_for_both(server: RawServer, shop: Shop, mirror: str) -> None:
    shop.answers.set()
    shop.before = lambda _asked: hang_up
    with counter(server, mirror, ONE, 1) as one:
        one.until((operation_of(1), "answered queued"))
        with counter(server, mirror, TWO, 2) as two:
            two.until((operation_of(2), "answered queued"))
            shop.before = lambda _asked: None
            one.until(*done(1, 2))
            assert not set(done(1, 2)) & set(two.heard)
    assert sorted(sent(server)) == [(ONE, 1), (ONE, 2)]


def test_another_takes_over_from_one_that_was_killed(server: RawServer, shop: Shop, mirror: str) -> None:
    """The first one sends for both; its two lanes wait for answers when it dies, and the last one is still queued."""
    with counter(server, mirror, ONE, 1, timeout=SECONDS) as one:
        shop.until_done(1)
        with counter(server, mirror, TWO, 2, 3) as two:
            shop.until_done(2)
            two.until((operation_of(3), "queued"))
            kill(one.process)
            shop.answers.set()
            two.until(*done(1, 2, 3))
    assert sent(server) == [(ONE, 1), (ONE, 2), (TWO, 3)]


def test_another_takes_over_when_the_right_to_send_has_run_out(
    server: RawServer, shop: Shop, mirror: str, tmp_path: Path
) -> None:
    """The first one does not die: it stands still over its requests, and later goes on as if nothing had been."""
    with counter(server, mirror, ONE, 1, 4, timeout=SECONDS) as one:
        shop.until_done(1)
        with counter(server, mirror, TWO, 2, 3) as two:
            shop.until_done(2)
            two.until((operation_of(3), "queued"))
            stop(one.process, tmp_path / "mirror.desk.db")
            shop.answers.set()
            two.until(*done(1, 2, 3))
            os.kill(one.process.pid or 0, signal.SIGCONT)
            one.until((operation_of(1), "answered done"), (operation_of(4), "answered done"))
            two.until(*done(4))
    assert sent(server) == [(ONE, 1), (ONE, 2), (TWO, 3), (TWO, 4)]
