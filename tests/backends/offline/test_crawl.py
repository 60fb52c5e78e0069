"""Copying a whole server: complete, in order, at a pace, and on again after everything that may stop it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.our_server import MANAGER, serving
from tests.support.raw_server import Asked, RawServer, hang_up, http
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline import crawl as crawl_module
from wxbuyer_gui.backends.offline import priority as priority_module
from wxbuyer_gui.backends.offline.asking import Asking
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.backends.offline.crawl import Crawl
from wxbuyer_gui.backends.offline.priority import Priority
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import ProtocolError, StorageError, UnreachableError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.store import index
from wxbuyer_gui.store.engine import open_store

LIMITS = CrawlLimits(per_second=0, empty_ids=300)


@pytest.fixture(autouse=True)
def small_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl_module, "AT_ONCE", 200)
    monkeypatch.setattr(crawl_module, "_AHEAD", 4)
    monkeypatch.setattr(priority_module, "_QUIET", 0.0)


def fill(vendor: Vendor, ids: range | list[int]) -> None:
    for number in ids:
        vendor.add(id=number, name=f"客人{number}", phone=f"138{number:08}", openId=f"o{number}")


def kept_ids(backend: OfflineBackend) -> list[int]:
    with backend.mirror.store.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM buyer ORDER BY id")]


def quickly(backend: OfflineBackend, pauses: tuple[float, ...] = (), limits: CrawlLimits = LIMITS) -> Crawl:
    """A crawl that waits no longer than ``pauses`` for a server that is away."""
    return Crawl(Asking(backend.remote, backend.mirror, Priority(), limits, pauses=pauses), backend.mirror, limits)


def test_all_are_copied(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    ids = [*range(1, 900), *range(1100, 1150), 1400]
    fill(vendor, ids)
    steps: list[CrawlProgress] = []
    done = backend.crawl(limits=LIMITS, progress=steps.append)
    assert kept_ids(backend) == ids
    assert (done.found, done.upper) == (len(ids), 1400)
    assert [step.read for step in steps] == sorted(step.read for step in steps)
    assert steps[0].rate > 0
    assert steps[0].remaining_seconds is not None
    wire.cut()
    page = backend.search("13800001400")
    assert [buyer.id for buyer in page.buyers] == [1400]
    assert page.coverage is not None
    assert (page.coverage.known, page.coverage.upper) == (len(ids), 1400)
    assert page.coverage.as_of is not None
    with backend.mirror.store.write() as connection:
        assert index.check_index(connection) == 0


def test_searches_of_a_whole_copy_ask_one_segment(backend: OfflineBackend, vendor: Vendor) -> None:
    """FTS5 keeps some for as many transactions as there were."""
    fill(vendor, range(1, 1501))
    backend.crawl(limits=replace(LIMITS, empty_ids=100))
    with backend.mirror.store.read() as connection:
        segments = connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM index_buyer_idx").scalar_one()
    assert segments == 1
    assert backend.search("13800000077").hits[0].buyer is not None


def test_it_ends_behind_a_run_of_empty_numbers(backend: OfflineBackend, vendor: Vendor, server: RawServer) -> None:
    fill(vendor, [1, 2, 3, 5000])
    assert backend.crawl(limits=LIMITS).found == 3
    assert max(max(asked.json) for asked in server.calls("getlist")) < 10_000
    assert backend.crawl(limits=CrawlLimits(per_second=0, empty_ids=6000)).found == 4


def test_an_empty_server_has_nobody(backend: OfflineBackend) -> None:
    assert backend.crawl(limits=LIMITS).found == 0
    assert backend.mirror.coverage().known == 0


def test_a_second_run_brings_the_changes(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, range(1, 500))
    backend.crawl(limits=LIMITS)
    vendor.buyers[7]["name"] = "改名"
    vendor.buyers[8]["memberId"] = 8812
    del vendor.buyers[9], vendor.buyers[499]
    fill(vendor, range(600, 610))
    backend.crawl(limits=LIMITS)
    assert kept_ids(backend) == [*range(1, 9), *range(10, 499), *range(600, 610)]
    changed = backend.mirror.get_list([7, 8])
    assert [(one.name, one.member_id) for one in changed] == [("改名", None), ("客人8", 8812)]
    with backend.mirror.store.write() as connection:
        assert index.check_index(connection) == 0


def test_a_stopped_crawl_goes_on_where_it_was(backend: OfflineBackend, vendor: Vendor, server: RawServer) -> None:
    fill(vendor, range(1, 6000))
    cancel = Event()
    with pytest.raises(StorageError) as caught:
        backend.crawl(limits=LIMITS, cancel=cancel, progress=lambda step: cancel.set())
    assert caught.value.code == "E-CANCELLED"
    kept = kept_ids(backend)
    assert kept == [*range(1, len(kept) + 1)]
    assert 0 < len(kept) < 5999
    server.asked.clear()
    backend.crawl(limits=LIMITS)
    assert kept_ids(backend) == [*range(1, 6000)]
    walked = [asked.json[0] for asked in server.calls("getlist") if asked.json[0] <= len(kept)]
    assert walked == []


def test_a_server_that_goes_away_costs_nothing_that_was_read(
    backend: OfflineBackend, vendor: Vendor, wire: Wire
) -> None:
    fill(vendor, range(1, 6000))
    with pytest.raises(UnreachableError):
        quickly(backend).run(progress=lambda step: wire.cut(), cancel=Event())
    kept = kept_ids(backend)
    assert kept == [*range(1, len(kept) + 1)]
    assert kept
    wire.mend()
    quickly(backend).run(progress=lambda _step: None, cancel=Event())
    assert kept_ids(backend) == [*range(1, 6000)]


def test_a_server_that_comes_back_is_waited_for(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    fill(vendor, range(1, 6000))
    lost = threading.Timer(0.8, wire.mend)

    def cut_once(_step: CrawlProgress) -> None:
        if not lost.is_alive() and not lost.finished.is_set():
            wire.cut()
            lost.start()

    quickly(backend, pauses=(0.5, 0.5, 2.0)).run(progress=cut_once, cancel=Event())
    lost.join()
    assert kept_ids(backend) == [*range(1, 6000)]


def test_questions_become_smaller_where_the_server_wants_that(
    backend: OfflineBackend, vendor: Vendor, server: RawServer
) -> None:
    fill(vendor, range(1, 200))
    model = server.answer

    def at_most_sixteen(asked: Asked) -> bytes | Callable[..., None]:
        if asked.name == "getlist" and len(asked.json) > 16:
            return http({"Message": "too many"}, status=413)
        return model(asked)

    server.answer = at_most_sixteen
    backend.crawl(limits=LIMITS)
    assert kept_ids(backend) == [*range(1, 200)]


def test_questions_become_larger_where_the_server_bears_it(
    backend: OfflineBackend, vendor: Vendor, server: RawServer
) -> None:
    fill(vendor, range(1, 20_000))
    backend.crawl(limits=LIMITS)
    sizes = [len(asked.json) for asked in server.calls("getlist")]
    assert sizes[0] == 100
    assert max(sizes) == LIMITS.most_ids


def test_no_more_questions_than_agreed_are_asked_at_once(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, range(1, 6000))
    lock, now, most = threading.Lock(), 0, 0

    def before(_asked: Asked) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)

    def after(_asked: Asked) -> None:
        nonlocal now
        with lock:
            now -= 1

    vendor.before, vendor.after = before, after
    backend.crawl(limits=LIMITS)
    assert 1 <= most <= 3


def test_a_vendor_is_asked_at_a_pace(backend: OfflineBackend) -> None:
    now = [100.0]

    class Waited(Event):
        def wait(self, timeout: float | None = None) -> bool:
            now[0] += timeout or 0.0
            return False

    limits = CrawlLimits(per_second=4)
    asking = Asking(backend.remote, backend.mirror, Priority(), limits, clock=lambda: now[0])
    for _ in range(9):
        asking.ask([1], Waited())
    assert now[0] == pytest.approx(102.0)


def test_questions_grow_before_many_are_asked(
    backend: OfflineBackend, vendor: Vendor, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl_module, "_AHEAD", 60)
    fill(vendor, range(1, 5_000))
    quickly(backend).run(progress=lambda _step: None, cancel=Event())
    sizes = [len(asked.json) for asked in server.calls("getlist")]
    assert sizes.count(500) >= 8
    assert len(sizes) < 25  # some of them to find the end


def test_the_counter_goes_first() -> None:
    priority = Priority()
    passed = threading.Event()

    def question() -> None:
        priority.give_way()
        passed.set()

    thread = threading.Thread(target=question)
    with priority.counter():
        thread.start()
        assert not passed.wait(0.05)
    thread.join()
    assert passed.is_set()


def test_whoever_was_just_answered_is_about_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority_module, "_QUIET", 0.3)
    now = [100.0]
    priority = Priority(lambda: now[0])
    assert not priority.is_asked
    with priority.counter():
        assert priority.is_asked
    assert priority.is_asked
    now[0] += 0.31
    assert not priority.is_asked
    priority.give_way()  # at once


def test_a_copy_goes_on_in_small_steps_while_somebody_asks(
    backend: OfflineBackend, vendor: Vendor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl_module, "AT_ONCE", 4_000)
    monkeypatch.setattr(priority_module, "_LONGEST", 0.01)
    fill(vendor, range(1, 2_000))
    steps: list[CrawlProgress] = []
    with backend._priority.counter():
        assert backend.crawl(limits=LIMITS, progress=steps.append).found == 1_999
    assert max(after.read - before.read for before, after in pairwise(steps)) <= 700


def test_a_buyer_with_an_open_operation_is_left_alone(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, range(1, 50))
    waiting = [WxBuyingUser(7, 2318, name="seven"), WxBuyingUser(60, 2318, name="sixty")]
    backend.mirror.note(waiting, asked_at=1)
    vendor.before = lambda asked: hang_up if asked.name in ("get", "getbyopenid", "saveuser") else None
    for buyer in waiting:
        assert backend.save_user(replace(buyer, name="wanted"), base=buyer).state is WriteState.QUEUED
    backend.crawl(limits=LIMITS)
    assert [one.name for one in backend.mirror.get_list([6, 7, 60])] == ["客人6", "seven", "sixty"]


def test_another_tenants_buyer_ends_it(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, range(1, 50))
    vendor.buyers[30]["tenantId"] = 42
    with pytest.raises(ProtocolError) as caught:
        backend.crawl(limits=LIMITS)
    assert caught.value.code == "E-TENANT"
    assert 30 not in kept_ids(backend)


def test_searches_go_on_meanwhile(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, range(1, 6000))
    found: list[int] = []
    backend.crawl(limits=LIMITS, progress=lambda _step: found.append(len(backend.search("客人1").buyers)))
    assert found[-1] == 50


def test_our_own_server_is_copied(mirror_url: str, tmp_path: Path) -> None:
    with (
        open_backend(f"sqlite:///{tmp_path / 'shop.db'}") as shop,
        serving(shop) as running,
        open_backend(running.url, mirror=mirror_url, auth=Bearer(MANAGER)) as backend,
    ):
        for number in range(30):
            shop.save_user(WxBuyingUser(name=f"客人{number}"))
        assert isinstance(backend, OfflineBackend)
        done = backend.crawl(limits=LIMITS)
        assert (done.found, done.upper) == (30, 30)
        assert backend.mirror.coverage().known == 30


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
@pytest.mark.parametrize("commits", [1, 3, 7])
def test_a_killed_crawl_leaves_no_gap(vendor: Vendor, server: RawServer, tmp_path: Path, commits: int) -> None:
    fill(vendor, range(1, 6000))
    path = tmp_path / "mirror.db"
    code = (
        "import os, signal, sys; from wxbuyer_gui.backends import open_backend;"
        "from wxbuyer_gui.backends.offline import crawl; from wxbuyer_gui.domain.crawl import CrawlLimits;"
        "crawl.AT_ONCE = 200; crawl._AHEAD = 4; steps = [];"
        "progress = lambda step: (steps.append(step), "
        "len(steps) == int(sys.argv[3]) and os.kill(os.getpid(), signal.SIGKILL));"
        "open_backend(sys.argv[1], mirror=sys.argv[2]).crawl("
        "limits=CrawlLimits(per_second=0, empty_ids=300), progress=progress)"
    )
    arguments = [server.url, f"sqlite:///{path}", str(commits)]
    ended = subprocess.run([sys.executable, "-c", code, *arguments], cwd=Path(__file__).parents[3], check=False)
    assert ended.returncode == -signal.SIGKILL
    with open_store(f"sqlite:///{path}") as store, store.read() as connection:
        kept = [row[0] for row in connection.exec_driver_sql("SELECT id FROM buyer ORDER BY id")]
        (following,) = connection.exec_driver_sql("SELECT value FROM sync_state WHERE key = 'crawl_next'").one()
    assert kept == [*range(1, int(following))]
    with open_backend(server.url, mirror=f"sqlite:///{path}") as backend:
        assert isinstance(backend, OfflineBackend)
        backend.crawl(limits=LIMITS)
        assert kept_ids(backend) == [*range(1, 6000)]
        with backend.mirror.store.write() as connection:
            assert index.check_index(connection) == 0
