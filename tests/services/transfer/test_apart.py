"""Import and export by processes of their own: what they promise here, they promise there."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests.support.apart import limited, noted, played, prepared
from tests.support.operators import MANAGER, work_as
from tests.support.people import ID_CARD
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.apart.report import END_SECONDS
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import BackendError, InvalidInputError, StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Role
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.service import Counts, Transfer
from wxbuyer_gui.store import tombstones
from wxbuyer_gui.store.id_cipher import IdCipher, new_key

ROOT = Path(__file__).parents[3]
BUYERS = "openId,昵称,手机号\noA,王小明,13800138000\noB,李雪,13911110001\n"
REFUSED = "oA,又一个,13911110009\noD,陈思远,138****0000\n"
MANY = 12_000
Processes = list[subprocess.Popen[bytes]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Processes:
    return noted(monkeypatch)


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    postgres: str = request.getfixturevalue("postgres_url")
    return postgres


@pytest.fixture
def opened(device: Device) -> Iterator[Callable[[str], Session]]:
    """Opens a counter whose files are moved by processes of their own."""
    sessions: list[Session] = []

    def open_one(url: str) -> Session:
        source = open_source(url)
        sessions.append(open_session(source, SourceInfo("sqlite", "shop.db", ""), device=device, apart=True))
        return sessions[-1]

    yield open_one
    for session in sessions:
        session.close()


@pytest.fixture
def session(url: str, opened: Callable[[str], Session]) -> Session:
    return opened(url)


@pytest.fixture
def transfer(session: Session) -> Transfer:
    return transfer_of(session)


@pytest.fixture
def in_file(tmp_path: Path, opened: Callable[[str], Session]) -> Session:
    """For what has nothing to do with the kind of database."""
    return opened(f"sqlite:///{tmp_path / 'shop.db'}")


@pytest.fixture
def used(session: Session) -> Session:
    """A counter that has a buyer."""
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    return session


@pytest.fixture
def second(tmp_path: Path, in_file: Session, opened: Callable[[str], Session]) -> Session:
    """Another window on the same file."""
    session = opened(f"sqlite:///{tmp_path / 'shop.db'}")
    session.begin()
    return session


def transfer_of(session: Session) -> Transfer:
    assert session.transfer is not None
    return session.transfer


def write(folder: Path, text: str, name: str = "买家.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def many(folder: Path) -> Path:
    return write(folder, "openId,昵称\n" + "".join(f"oMany{n},王小明\n" for n in range(MANY)), "many.csv")


def imports(session: Session) -> list[int | None]:
    return [entry.count for entry in session.journal.entries() if entry.action is Action.IMPORT]


def failure(transfer: Transfer, path: Path, **how: Any) -> BackendError:
    plan = transfer.inspect(path)
    with pytest.raises(BackendError) as caught:
        transfer.run(plan, **how)
    return caught.value


def at_first(act: Callable[[], object]) -> Callable[[int], None]:
    """Progress that acts when it is told the first time."""
    waiting = [act]

    def hear(_rows: int) -> None:
        if waiting:
            waiting.pop()()

    return hear


def test_each_step_is_done_there_and_is_told_here(
    session: Session, transfer: Transfer, started: Processes, tmp_path: Path
) -> None:
    work_as(session, MANAGER)
    plan = transfer.inspect(write(tmp_path, BUYERS + REFUSED))
    told: list[int] = []
    tried = transfer.try_out(plan, progress=told.append)
    assert (tried.new, tried.refused, tried.written, told[-1]) == (2, 2, False, 4)
    assert [(row.number, row.problem, row.other_row, row.cells) for row in tried.problems] == [
        (5, "masked", 0, ("oD", "陈思远", "138****0000")),
        (4, "same_open_id", 2, ("oA", "又一个", "13911110009")),
    ]
    assert not transfer.run(plan).written
    assert transfer.counts() == Counts(0, 0)
    done = transfer.run(plan, skip_bad=True, progress=told.append)
    assert (done.new, done.refused, done.written, told[-1]) == (2, 2, True, 4)
    listed = transfer.error_file(plan, done, tell=lambda problem, _field, clashes: problem + " {row}" * clashes)
    lines = listed.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert lines == ["4,same_open_id 2,open_id,2,oA,又一个,13911110009", "5,masked,phone,,oD,陈思远,138****0000"]
    assert transfer.export(tmp_path / "out.csv", progress=told.append) == 2
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("139****0001") == 1
    assert len(started) == 6
    assert [one.wait() for one in started] == [0] * 6
    assert imports(session) == [2]
    assert {entry.operator for entry in session.journal.entries()} == {MANAGER}
    assert [buyer.name for buyer in session.desk.search("").buyers] == ["李雪", "王小明"]


def test_a_database_in_memory_is_filled_here(
    opened: Callable[[str], Session], started: Processes, tmp_path: Path
) -> None:
    transfer = transfer_of(opened("sqlite://"))
    assert transfer.run(transfer.inspect(write(tmp_path, BUYERS))).written
    assert started == []


def test_nothing_is_started_for_who_may_not_import(in_file: Session, started: Processes, tmp_path: Path) -> None:
    transfer = transfer_of(in_file)
    plan = transfer.inspect(write(tmp_path, BUYERS))
    in_file.desk.operators.enter(Operator(7, "小李", Role.CLERK))
    with pytest.raises(NotAllowedError):
        transfer.run(plan)
    assert len(started) == 1


def test_a_file_that_cannot_be_read_is_said_by_its_code(in_file: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x00\x01\xff")
    with pytest.raises(InvalidInputError) as caught:
        transfer_of(in_file).inspect(path)
    assert caught.value.code == "E-FILE-ENCODING"


def test_one_that_is_killed_leaves_nothing_and_can_be_done_again(
    session: Session,
    transfer: Transfer,
    started: Processes,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = many(tmp_path)
    assert failure(transfer, path, progress=at_first(lambda: started[-1].kill())).code == "E-ENDED"
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()
    assert transfer.counts() == Counts(0, 0)
    assert imports(session) == []
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    assert transfer.run(transfer.inspect(path)).new == MANY
    assert transfer.counts() == Counts(MANY + 1, 0)
    assert len(session.desk.search("王小明").buyers) > 0


def test_one_that_dies_before_its_transaction_ends_has_written_nothing(
    session: Session,
    transfer: Transfer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = write(tmp_path, BUYERS)
    plan = transfer.inspect(path)
    prepared(
        monkeypatch,
        "import os; from wxbuyer_gui.apart.line import Line; tell = Line.tell\n"
        "Line.tell = lambda line, said: (tell(line, said), None if isinstance(said, int) else os._exit(1))",
    )
    with pytest.raises(StorageError) as caught:
        transfer.run(plan)
    assert caught.value.code == "E-ENDED"
    caplog.clear()
    assert transfer.counts() == Counts(0, 0)
    assert imports(session) == []


def test_one_that_dies_behind_its_transaction_has_written_all_and_is_noted(
    session: Session,
    transfer: Transfer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    plan = transfer.inspect(write(tmp_path, BUYERS))
    prepared(
        monkeypatch, "import os; from wxbuyer_gui.apart.line import Line; Line.end = lambda line, said: os._exit(1)"
    )
    done = transfer.run(plan)
    caplog.clear()
    assert (done.new, done.written) == (2, True)
    assert transfer.counts() == Counts(2, 0)
    assert imports(session) == [2]


def test_one_that_is_stopped_has_written_nothing(
    session: Session, transfer: Transfer, started: Processes, tmp_path: Path
) -> None:
    cancel = Event()
    assert failure(transfer, many(tmp_path), cancel=cancel, progress=at_first(cancel.set)).code == "E-CANCELLED"
    assert started[-1].poll() is not None
    assert transfer.counts() == Counts(0, 0)
    assert imports(session) == []


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process that is nobody's child here")
def test_it_ends_with_the_window_and_has_written_nothing(opened: Callable[[str], Session], tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from wxbuyer_gui.apart import process;"
        "from wxbuyer_gui.sources import Sources; from wxbuyer_gui.paths import folders;"
        "start, pids = process._started, [];"
        "process._started = lambda: (one := start(), pids.append(one.pid))[0];"
        "session = Sources(folders(Path(sys.argv[1])), secrets=lambda: None, apart=True).open(sys.argv[2]);"
        "plan = session.transfer.inspect(Path(sys.argv[3]));"
        "session.transfer.run(plan, progress=lambda _rows: print(pids[-1], flush=True))"
    )
    url, file = f"sqlite:///{tmp_path / 'shop.db'}", many(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "data"), url, str(file)], cwd=ROOT, stdout=subprocess.PIPE
    ) as window:
        assert window.stdout is not None
        child = os.pidfd_open(int(window.stdout.readline()))
        try:
            window.kill()
            ended, _, _ = select.select([child], [], [], 10 * END_SECONDS)
        finally:
            os.close(child)
    assert ended
    assert transfer_of(opened(url)).counts() == Counts(0, 0)


class Beside:
    """Work on a thread of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.results: list[object] = []
        self._thread = Thread(target=lambda: self.results.append(work()))
        self._thread.start()

    def result(self) -> object:
        self._thread.join()
        return self.results[0]


@pytest.fixture
def held(request: pytest.FixtureRequest, started: Processes, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """An import that stands still in the middle of its transaction; called, it goes on and returns what it did."""
    transfer, reached = transfer_of(request.getfixturevalue(request.param)), Event()

    def halt() -> None:
        os.kill(started[-1].pid, signal.SIGSTOP)
        reached.set()

    plan = transfer.inspect(many(tmp_path))
    work = Beside(lambda: transfer.run(plan, progress=at_first(halt)))
    assert reached.wait(60)

    def go_on() -> object:
        os.kill(started[1].pid, signal.SIGCONT)
        return work.result()

    yield go_on
    if not work.results:
        go_on()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
@pytest.mark.parametrize("held", ["used"], indirect=True)
def test_searches_go_on_beside_it_and_writes_too_or_wait_in_line(used: Session, held: Callable[[], Any]) -> None:
    (known,) = used.desk.search("李雪").buyers
    saved = Beside(lambda: used.desk.save_buyer(replace(known, phone="13911110001"), base=known))
    assert used.desk.search("李").buyers[0].name == "李雪"
    assert used.desk.search("王小明").buyers == ()
    if transfer_of(used)._store.dialect == "postgresql":
        assert saved.result()
    else:
        assert saved.results == []
    assert held().written
    assert saved.result()
    assert transfer_of(used).counts() == Counts(MANY + 1, 0)
    assert [buyer.name for buyer in used.desk.search("13911110001").buyers] == ["李雪"]


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops a process")
@pytest.mark.parametrize("held", ["in_file"], indirect=True)
def test_a_second_window_that_imports_meanwhile_gets_one_sentence(
    second: Session, held: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(monkeypatch, "from wxbuyer_gui.store import sqlite; sqlite.BUSY_SECONDS = 0.1")
    other = transfer_of(second)
    path = write(tmp_path, BUYERS)
    assert failure(other, path).code == "E-LOCKED"
    assert held().new == MANY
    assert other.run(other.inspect(path)).new == 2
    assert other.counts() == Counts(MANY + 2, 0)


def test_a_disk_that_takes_no_more_is_said_and_nothing_is_written(
    in_file: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("knows no limit for files")
    transfer, path = transfer_of(in_file), many(tmp_path)
    plan = transfer.inspect(path)
    limited(monkeypatch, 1_000)
    with pytest.raises(StorageError) as caught:
        transfer.run(plan)
    assert caught.value.code in ("E-IO", "E-DISK-FULL")
    assert transfer.counts() == Counts(0, 0)
    in_file.desk.save_buyer(WxBuyingUser(name="李雪"))
    assert in_file.care.check_pages().problems == ()


def test_a_database_that_is_damaged_there_is_not_written_to_here(
    in_file: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer = transfer_of(in_file)
    plan = transfer.inspect(write(tmp_path, BUYERS))
    played(monkeypatch, "tell(kind='StorageError', code='E-DAMAGED'); orders.read()")
    with pytest.raises(StorageError):
        transfer.run(plan)
    with pytest.raises(StorageError) as caught:
        in_file.desk.save_buyer(WxBuyingUser(name="李雪"))
    assert caught.value.code == "E-DAMAGED"


@pytest.mark.parametrize("how", ["ab", "wb"])
def test_a_file_that_is_changed_while_it_is_read_is_refused(in_file: Session, tmp_path: Path, how: str) -> None:
    transfer, path = transfer_of(in_file), many(tmp_path)

    def change() -> None:
        with path.open(how) as file:
            file.write("oLast,李雪\n".encode() + b"\xff")

    assert failure(transfer, path, progress=at_first(change)).code == "E-FILE-CHANGED"
    assert transfer.counts() == Counts(0, 0)


def test_id_numbers_are_encrypted_there_with_the_key_from_here(
    session: Session, transfer: Transfer, tmp_path: Path
) -> None:
    store = transfer._store
    store.id_numbers.cipher = IdCipher(new_key())
    path = write(tmp_path, f"会员号,姓名,手机号,证件号\n8812,王晓明,13800138000,{ID_CARD}\n")
    assert transfer.run(transfer.inspect(path)).written
    member = session.desk.member(8812)
    assert member is not None
    assert member.id_card == ID_CARD
    with store.read() as connection:
        (kept,) = connection.exec_driver_sql("SELECT id_card FROM member").one()
    assert kept.startswith("s1:")
    assert transfer.run(transfer.inspect(path)).same == 1
    transfer.export_clear(tmp_path / "out.csv", FileKind.MEMBERS, reason="换电脑")
    assert ID_CARD in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_copy_is_filled_there_under_what_the_server_has_told(
    server: RawServer, vendor: Vendor, device: Device, started: Processes, tmp_path: Path
) -> None:
    """And without those who were forgotten here, which is known in another file."""
    vendor.add(id=8, name="服务器说", phone="13911110008", openId="oEIGHT")
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'copy.db'}", timeout=2.0)
    with closing(open_session(source, SourceInfo("remote", "", server.url), device=device, apart=True)) as session:
        assert session.desk.buyer(8) is not None
        with source.desk_store.write() as connection:
            tombstones.bury(connection, 2318, tombstones.marks_of_buyer(WxBuyingUser(9, 2318, open_id="oNINE")), at=1)
        asked = len(server.asked)
        path = write(tmp_path, "编号,openId,昵称,手机号\n7,oSEVEN,王小明,13900139007\n8,oEIGHT,旧名,\n9,oNINE,被忘,\n")
        assert session.imports is not None
        done = session.imports.run(session.imports.inspect(path), skip_bad=True)
        assert (done.new, done.same, done.refused, done.written) == (1, 1, 1, True)
        assert [row.problem for row in done.problems] == ["forgotten"]
        assert len(server.asked) == asked
        assert [one.name for one in session.desk.search("13900139007").buyers] == ["王小明"]
        assert len(started) == 2


def test_an_export_that_is_killed_leaves_no_file(
    in_file: Session, started: Processes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    transfer = transfer_of(in_file)
    transfer.run(transfer.inspect(many(tmp_path)))
    for name in ("out.csv", "out.xlsx"):
        with pytest.raises(StorageError) as caught:
            transfer.export(tmp_path / name, progress=at_first(lambda: started[-1].kill()))
        assert caught.value.code == "E-ENDED"
    caplog.clear()
    assert [*tmp_path.glob("*out*"), *tmp_path.glob(".export-*")] == []
    assert in_file.journal.entries()[0].action is Action.IMPORT
