"""Copying by a process of its own: led through its pipes, ended with whoever started it, and never in the way."""

from __future__ import annotations

import io
import logging
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.backends.offline.conftest import Wire
from tests.support.apart import noted, played
from tests.support.raw_server import Asked, RawServer, hang_up, http, silent
from tests.support.vendor import Vendor
from wxbuyer_gui.apart import COMMAND, process
from wxbuyer_gui.apart.line import Line
from wxbuyer_gui.apart.report import END_SECONDS, Report
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.offline import crawl_job, priority
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.domain.auth import Bearer
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import AuthError, BackendError, ProtocolError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.store import tombstones

LIMITS = CrawlLimits(per_second=0, empty_ids=300)
KEY = "a-key-that-nobody-may-see"
Hear = Callable[[CrawlProgress], None]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    return noted(monkeypatch)


@pytest.fixture
def gate(vendor: Vendor) -> Iterator[tuple[Event, Event]]:
    """(reached, open): once ``reached`` is armed the server lets lists wait until ``open``."""
    reached, opened = Event(), Event()

    def wait(asked: Asked) -> None:
        if asked.name == "getlist":
            reached.set()
            opened.wait(60)

    vendor.before = wait
    yield reached, opened
    opened.set()


def fill(vendor: Vendor, count: int) -> None:
    for number in range(1, count + 1):
        vendor.add(id=number, name=f"客人{number}", phone=f"138{number:08}", openId=f"o{number}")


def copy(backend: OfflineBackend, hear: Hear = lambda _step: None, cancel: Event | None = None) -> int:
    """How many were found."""
    return backend.crawl_apart(progress=hear, cancel=cancel or Event(), limits=LIMITS).found


def kept_ids(backend: OfflineBackend) -> list[int]:
    with backend.mirror.store.read() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM buyer ORDER BY id")]


def failure(backend: OfflineBackend, cancel: Event | None = None, hear: Hear = lambda _step: None) -> BackendError:
    with pytest.raises(BackendError) as caught:
        copy(backend, hear, cancel)
    return caught.value


def test_all_are_copied_and_seen_here(backend: OfflineBackend, vendor: Vendor, wire: Wire) -> None:
    fill(vendor, 2_500)
    steps: list[CrawlProgress] = []
    assert backend.tenant_id is None
    assert copy(backend, steps.append) == 2_500
    assert [step.read for step in steps] == sorted(step.read for step in steps)
    assert steps
    assert backend.tenant_id == 2318
    wire.cut()
    page = backend.search("13800001400")
    assert [buyer.id for buyer in page.buyers] == [1400]
    assert page.coverage is not None
    assert (page.coverage.known, page.coverage.upper) == (2_500, 2_500)


def test_the_window_goes_first_on_this_computer(
    backend: OfflineBackend, started: list[subprocess.Popen[bytes]], gate: tuple[Event, Event]
) -> None:
    if sys.platform == "win32":
        pytest.skip("there the system is told when it is started")
    thread = threading.Thread(target=copy, args=(backend,))
    thread.start()
    assert gate[0].wait(60)
    assert os.getpriority(os.PRIO_PROCESS, started[0].pid) > os.getpriority(os.PRIO_PROCESS, 0)
    gate[1].set()
    thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_key_is_seen_neither_in_its_arguments_nor_in_its_environment(
    server: RawServer, mirror_url: str, started: list[subprocess.Popen[bytes]], gate: tuple[Event, Event]
) -> None:
    with open_backend(server.url, mirror=mirror_url, auth=Bearer(KEY)) as backend:
        assert isinstance(backend, OfflineBackend)
        thread = threading.Thread(target=copy, args=(backend,))
        thread.start()
        assert gate[0].wait(60)
        place = Path(f"/proc/{started[0].pid}")
        arguments, environment = (place / name for name in ("cmdline", "environ"))
        assert COMMAND.encode() in arguments.read_bytes()
        assert KEY.encode() not in arguments.read_bytes() + environment.read_bytes()
        gate[1].set()
        thread.join()
    assert {asked.headers.get("authorization") for asked in server.calls("getlist")} == {f"Bearer {KEY}"}


def test_it_is_stopped_also_where_the_server_never_answers(
    backend: OfflineBackend, vendor: Vendor, started: list[subprocess.Popen[bytes]]
) -> None:
    cancel = Event()

    def hang(_asked: Asked) -> object:
        cancel.set()
        return silent

    vendor.before = hang  # type: ignore[assignment]
    assert failure(backend, cancel).code == "E-CANCELLED"
    assert started[0].poll() is not None


def test_one_that_does_not_end_is_killed(
    backend: OfflineBackend, monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    cancel = Event()
    monkeypatch.setattr(process, "END_SECONDS", 0.1)
    played(monkeypatch, "import signal; signal.pause()")
    cancel.set()
    assert failure(backend, cancel).code == "E-CANCELLED"
    assert started[0].returncode


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process that is nobody's child here")
def test_it_ends_when_the_window_is_killed(server: RawServer, mirror_url: str, gate: tuple[Event, Event]) -> None:
    code = (
        "import sys; from threading import Event; from wxbuyer_gui.backends import open_backend;"
        "from wxbuyer_gui.apart import process; from wxbuyer_gui.domain.crawl import CrawlLimits;"
        "start = process._started;"
        "process._started = lambda: (one := start(), print(one.pid, flush=True))[0];"
        "open_backend(sys.argv[1], mirror=sys.argv[2], timeout=100).crawl_apart("
        "progress=print, cancel=Event(), limits=CrawlLimits(per_second=0, empty_ids=300))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, server.url, mirror_url], cwd=ROOT, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        child = os.pidfd_open(int(window.stdout.readline()))
        try:
            assert gate[0].wait(60)
            window.kill()
            ended, _, _ = select.select([child], [], [], 10 * END_SECONDS)
        finally:
            os.close(child)
    assert ended


def test_one_that_is_killed_is_gone_on_with(
    backend: OfflineBackend,
    vendor: Vendor,
    server: RawServer,
    started: list[subprocess.Popen[bytes]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fill(vendor, 4_000)
    assert failure(backend, hear=lambda _step: started[0].kill()).code == "E-COPY-ENDED"
    assert f"exit code {started[0].returncode}" in caplog.text
    caplog.clear()
    kept = kept_ids(backend)
    assert kept == [*range(1, len(kept) + 1)]
    assert 0 < len(kept) < 4_000
    server.asked.clear()
    copy(backend)
    assert kept_ids(backend) == [*range(1, 4_001)]
    assert [asked.json[0] for asked in server.calls("getlist") if asked.json[0] <= len(kept)] == []


def test_a_buyer_with_an_open_operation_is_left_alone_and_nothing_is_sent(
    backend: OfflineBackend, vendor: Vendor, server: RawServer
) -> None:
    fill(vendor, 20)
    shown = backend.get(7)
    assert shown is not None
    vendor.before = lambda asked: hang_up if asked.name in ("get", "getbyopenid", "saveuser") else None
    result = backend.save_user(WxBuyingUser(7, 2318, name="wanted", phone=shown.phone, open_id="o7"), base=shown)
    assert result.state is WriteState.QUEUED
    for number in (7, 8):
        vendor.buyers[number]["name"] = "changed at the server"
    copy(backend)
    assert [one.name for one in backend.mirror.get_list([7, 8])] == ["客人7", "changed at the server"]
    assert not server.calls("saveuser")
    with backend.desk_store.read() as connection:
        (owner,) = connection.exec_driver_sql("SELECT owner FROM outbox_sender").one()
    assert f":{os.getpid()}:" in owner


def test_who_was_forgotten_here_does_not_come_back(backend: OfflineBackend, vendor: Vendor) -> None:
    fill(vendor, 20)
    with backend.desk_store.write() as connection:
        tombstones.bury(connection, 2318, tombstones.marks_of_buyer(WxBuyingUser(9, 2318, open_id="o9")), at=1)
    copy(backend)
    assert kept_ids(backend) == [*range(1, 9), *range(10, 21)]


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (http({"Message": "张三 13800138000"}, status=403), AuthError, "E-AUTH"),
        (http("<html>张三</html>", headers=("Content-Type: text/html",)), ProtocolError, "E-HTML"),
    ],
)
def test_what_the_server_refuses_is_raised_here_without_its_words(
    backend: OfflineBackend, vendor: Vendor, answer: bytes, kind: type[BackendError], code: str
) -> None:
    vendor.before = lambda asked: answer if asked.name == "getlist" else None
    error = failure(backend)
    assert (type(error), error.code, str(error)) == (kind, code, "")


def test_a_program_that_cannot_be_started_is_one_sentence(
    backend: OfflineBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "own_program", lambda: ([str(tmp_path / "gone")], {}))
    assert failure(backend).code == "E-COPY-ENDED"
    assert str(tmp_path) not in caplog.text
    caplog.clear()


def test_a_copy_in_memory_is_filled_here(server: RawServer, vendor: Vendor, started: list[object]) -> None:
    fill(vendor, 5)
    with open_backend(server.url, mirror="sqlite://") as backend:
        assert isinstance(backend, OfflineBackend)
        assert copy(backend) == 5
    assert not started


# The two sides, each with another one in the place of the real one.


def test_it_is_told_when_somebody_asks_at_the_counter(backend: OfflineBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority, "_QUIET", 0.0)
    played(
        monkeypatch,
        "from wxbuyer_gui.domain.crawl import *; tell(progress=CrawlProgress(read=0));"
        "[tell(progress=CrawlProgress(read={b'wait\\n': 1, b'go\\n': 2}[one])) for one in orders]",
    )
    cancel, heard, told = Event(), [], threading.Condition()

    def hear(step: CrawlProgress) -> None:
        with told:
            heard.append(step.read)
            told.notify()

    thread = threading.Thread(target=lambda: failure(backend, cancel, hear))
    thread.start()
    with told:
        assert told.wait_for(lambda: heard == [0], 60)
        with backend._priority.counter():
            assert told.wait_for(lambda: heard == [0, 1], 60)
        assert told.wait_for(lambda: heard == [0, 1, 2], 60)
    cancel.set()
    thread.join()


def test_the_counter_elsewhere_is_heeded_until_the_orders_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(priority, "_QUIET", 0.0)
    line = Line(io.BytesIO())
    reading, writing = os.pipe()
    with open(reading, "rb") as incoming, open(writing, "wb", buffering=0) as orders:
        thread = threading.Thread(target=line.listen, args=(incoming,))
        thread.start()
        with crawl_job._heeding(line) as counter:
            orders.write(b"wait\n")
            assert counter.changed(False, seconds=60)
            orders.write(b"go\n")
            assert not counter.changed(True, seconds=60)
            assert not line.cancel.is_set()
            orders.write(b"wait\n")
            assert counter.changed(False, seconds=60)
            line.end(Report(over=True))
            orders.close()
            thread.join()
            assert line.cancel.is_set()
            assert not counter.is_asked


def test_a_copy_that_it_finds_damaged_is_set_aside_here(
    backend: OfflineBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    played(monkeypatch, "tell(kind='StorageError', code='E-COPY-DAMAGED'); orders.read()")
    assert failure(backend).code == "E-COPY-DAMAGED"
    assert backend.mirror.file.set_aside is not None
    assert backend.mirror.file.set_aside.name == "mirror.damaged.db"
    assert backend.mirror.coverage().known == 0


def test_a_copy_that_is_replaced_meanwhile_ends_it(
    backend: OfflineBackend, gate: tuple[Event, Event], started: list[subprocess.Popen[bytes]]
) -> None:
    errors: list[BackendError] = []
    thread = threading.Thread(target=lambda: errors.append(failure(backend)))
    thread.start()
    assert gate[0].wait(60)
    backend.mirror.file.forget()
    thread.join()
    assert [error.code for error in errors] == ["E-COPY-DAMAGED"]
    assert started[0].poll() is not None


def test_what_nobody_expected_is_logged_by_its_place(
    backend: OfflineBackend, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    played(monkeypatch, "tell(fault='ValueError in x.py:1'); orders.read()")
    assert failure(backend).code == "E-COPY-ENDED"
    assert [(one.levelno, "ValueError in x.py:1" in one.getMessage()) for one in caplog.records] == [
        (logging.ERROR, True)
    ]
    caplog.clear()
