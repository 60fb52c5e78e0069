"""A long queue on real clocks, over a real line to our own server: gone within a minute of its return."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Condition
from urllib.parse import urlsplit

import pytest

from tests.support.line import Line, running_line
from tests.support.our_server import MANAGER, serving
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.result import WriteState

QUEUED, SECONDS = 80, 60.0
LATENCY = 0.03


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Backend]:
    with open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as opened:
        for number in range(1, QUEUED + 1):
            opened.save_user(WxBuyingUser(name=f"客人{number}", phone=phone(number)))
        yield opened


@pytest.fixture
def line(shop: Backend) -> Iterator[Line]:
    with serving(shop) as server, running_line(urlsplit(server.url).port or 0, latency=LATENCY) as running:
        yield running


@pytest.fixture
def counter(line: Line, tmp_path: Path) -> Iterator[OfflineBackend]:
    """Knows all buyers."""
    mirror = f"sqlite:///{tmp_path / 'mirror.db'}"
    with open_backend(line.url, mirror=mirror, auth=Bearer(MANAGER), timeout=10.0) as opened:
        assert isinstance(opened, OfflineBackend)
        opened.ask_capabilities()
        assert len(opened.get_list(range(1, QUEUED + 1))) == QUEUED
        yield opened


def phone(number: int) -> str:
    return f"139000{number:05}"


def test_eighty_that_wait_are_sent_within_a_minute(counter: OfflineBackend, line: Line, shop: Backend) -> None:
    line.cut()
    for number in range(1, QUEUED + 1):
        form = MemberForm(number, f"客人{number}", phone(number))
        assert counter.create_member(form, operation_id=f"op-{number}").state is WriteState.QUEUED
    assert counter.outbox.counts().waiting == QUEUED
    done: set[str] = set()
    changed = Condition()

    def hear(operation: Operation) -> None:
        with changed:
            if operation.state is OpState.DONE:
                done.add(operation.operation_id)
                changed.notify_all()

    counter.outbox.subscribe(hear)
    began = time.monotonic()
    line.mend()
    with changed:
        assert changed.wait_for(lambda: len(done) == QUEUED, SECONDS), f"{len(done)} after {SECONDS:.0f} s"
    assert time.monotonic() - began < SECONDS
    assert counter.outbox.counts().total == 0
    for number in range(1, QUEUED + 1):
        (member,) = shop.find_members(phone(number))
        buyer = shop.get(number)
        assert buyer is not None
        assert buyer.member_id == member.id
