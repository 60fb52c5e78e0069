"""A shop's own file fills the copy of its server: under what the server says, as old as the file, and unheard there."""

from __future__ import annotations

import csv
import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from tests.support.operators import CLERK, work_as
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from wxbuyer_gui.backends import open_source
from wxbuyer_gui.backends.offline.backend import OfflineBackend
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.errors import StorageError, UnsupportedError
from wxbuyer_gui.domain.models import SearchHit
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.services.transfer.plan import Verdicts
from wxbuyer_gui.store import mirror

WRITTEN = datetime(2026, 5, 1, 8, tzinfo=UTC)
BUYERS = ("编号", "openId", "昵称", "手机号", "会员号")


@pytest.fixture
def vendor() -> Vendor:
    vendor = Vendor()
    vendor.add(id=1, openId="oONE", name="服务器说", phone="13800138001")
    vendor.add(id=2, openId="oTWO", name="李四", phone="13800138002")
    return vendor


@pytest.fixture
def session(mirrored_session: Session) -> Session:
    """A session whose copy knows buyer 1."""
    mirrored_session.desk.buyer(1)
    return mirrored_session


@pytest.fixture
def backend(session: Session) -> OfflineBackend:
    return session.mirror._backend  # type: ignore[union-attr]


def file(folder: Path, *rows: tuple[object, ...], headers: tuple[str, ...] = BUYERS, at: datetime = WRITTEN) -> Path:
    path = folder / "顾客.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([headers, *rows])
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def found(backend: OfflineBackend, text: str) -> SearchHit:
    (hit,) = backend.mirror.search(parse(text), limit=50, after=None, cancel=None).hits
    return hit


def bring_in(session: Session, path: Path, **how: bool) -> Verdicts:
    assert session.imports is not None
    return session.imports.run(session.imports.inspect(path), **how)


def test_rows_are_found_by_phone_and_are_as_old_as_the_file(
    session: Session, backend: OfflineBackend, server: RawServer, tmp_path: Path
) -> None:
    asked = len(server.asked)
    done = bring_in(session, file(tmp_path, (5, "oFIVE", "王小明", "13900139005", 8812)))
    assert (done.new, done.written) == (1, True)
    assert len(server.asked) == asked
    hit = found(backend, "13900139005")
    assert (hit.buyer.id, hit.buyer.member_id, hit.buyer.as_of) == (5, 8812, WRITTEN)
    assert backend.mirror.coverage().known == 2
    with backend.mirror.store.read() as connection:
        assert mirror.sources(connection, 2318, [1, 5]) == {
            1: (mirror.SERVER, mirror.ages(connection, 2318, [1])[1]),
            5: (mirror.IMPORT, int(WRITTEN.timestamp() * 1000)),
        }


def test_what_the_server_said_stays(session: Session, backend: OfflineBackend, tmp_path: Path) -> None:
    future = datetime(2100, 1, 1, tzinfo=UTC)  # a clock that was wrong makes no file newer than the server
    for row in ((1, "oONE", "文件说", "13700137000", 1), (77, "oONE", "别人", "13700137001", "")):
        done = bring_in(session, file(tmp_path, row, at=future))
        assert (done.new, done.changed, done.same) == (0, 0, 1)
    assert [one.name for one in backend.mirror.get_list([1, 77])] == ["服务器说"]


def test_an_answer_of_the_server_takes_the_place_of_a_row(
    session: Session, backend: OfflineBackend, tmp_path: Path
) -> None:
    bring_in(session, file(tmp_path, (2, "oTWO", "文件说", "13700137000", "")))
    assert backend.mirror.get(2).name == "文件说"
    session.desk.buyer(2)
    assert backend.mirror.get(2).name == "李四"
    assert backend.mirror.get(2).as_of > WRITTEN


def test_a_newer_file_replaces_an_older_one_and_not_the_other_way_round(
    session: Session, backend: OfflineBackend, tmp_path: Path
) -> None:
    for day, name in ((2, "新"), (1, "旧"), (3, "最新")):
        bring_in(session, file(tmp_path, (5, "oFIVE", name, "13900139005", ""), at=WRITTEN.replace(day=day)))
    assert backend.mirror.get(5).name == "最新"
    assert backend.mirror.get(5).as_of == WRITTEN.replace(day=3)
    assert backend.mirror.coverage().known == 2
    bring_in(session, file(tmp_path, (5, "oFIVE", "旧", "13900139005", ""), at=WRITTEN.replace(day=1)))
    assert backend.mirror.get(5).name == "最新"


def test_who_has_no_number_or_is_gone_is_refused(session: Session, backend: OfflineBackend, tmp_path: Path) -> None:
    backend.mirror.mark_gone([1], asked_at=backend.mirror.now() + 1)
    path = file(tmp_path, ("", "oNEW", "无号", "13900139006", ""), (1, "oONE", "走了", "13800138001", ""))
    done = bring_in(session, path)
    assert not done.written
    assert [row.problem for row in done.problems] == ["no_number", "gone"]
    assert backend.mirror.get(1) is None


def test_of_members_only_number_name_and_phone_come_in(
    session: Session, backend: OfflineBackend, tmp_path: Path
) -> None:
    headers = ("会员号", "姓名", "手机号", "身份证号", "生日", "地址")
    row = (8812, "王小明", "13900139005", "11010519491231002X", "1949-12-31", "朝阳门外大街1号")
    assert session.imports is not None
    plan = session.imports.inspect(file(tmp_path, row, headers=headers)).with_kind("members")
    assert session.imports.try_out(plan).new == 1
    assert session.imports.run(plan).new == 1
    bring_in(session, file(tmp_path, (5, "oFIVE", "微信用户", "", 8812)))
    hit = found(backend, "13900139005")
    assert (hit.buyer.id, hit.member.name) == (5, "王小明")
    session.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("m.*db*"))
    assert "王小明".encode() in kept
    for secret in ("11010519491231002X", "1949-12-31", "朝阳门外大街"):
        assert secret.encode() not in kept


def test_only_managers_bring_files_in(session: Session, tmp_path: Path) -> None:
    work_as(session, CLERK)
    with pytest.raises(NotAllowedError):
        bring_in(session, file(tmp_path))


def test_it_waits_until_the_copy_knows_whose_it_is(server: RawServer, tmp_path: Path) -> None:
    source = open_source(server.url, mirror=f"sqlite:///{tmp_path / 'new.db'}", timeout=2.0)
    fresh = open_session(source, SourceInfo(kind="remote", label="", url=server.url), device=new_device())
    with pytest.raises(UnsupportedError) as caught:
        bring_in(fresh, file(tmp_path, (5, "oFIVE", "王小明", "13900139005", "")))
    fresh.close()
    assert caught.value.code == "E-NO-TENANT"


def test_a_file_comes_in_on_the_command_line(
    server: RawServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = ["--connect", server.url, "--mirror", f"sqlite:///{tmp_path / 'cli.db'}", "--tenant", "2318"]
    path = file(tmp_path, (5, "oFIVE", "王小明", "13900139005", ""))
    assert main(["import", str(path), *source, "--data-dir", str(tmp_path / "data")]) == 0
    assert "1 new" in capsys.readouterr().out
    without = [*source[:2], "--data-dir", str(tmp_path / "data")]
    assert main(["import", str(path), *without]) == 1
    assert not any(one.name in ("saveuser", "createmember", "bindmember") for one in server.asked)


def test_a_stopped_import_leaves_nothing(session: Session, backend: OfflineBackend, tmp_path: Path) -> None:
    assert session.imports is not None
    stop = Event()
    stop.set()
    plan = session.imports.inspect(file(tmp_path, (5, "oFIVE", "王小明", "13900139005", "")))
    with pytest.raises(StorageError):
        session.imports.run(plan, cancel=stop)
    assert backend.mirror.coverage().known == 1
