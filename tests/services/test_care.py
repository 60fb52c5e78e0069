"""Keeping the data, as the window and the command line ask for it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.support.operators import CLERK, work_as
from tests.support.people import add_buyer
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import StorageError, UnsupportedError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.services.care import Care, backups_of, replace_unusable
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store.engine import Store


class Now:
    """The time in UTC, moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **amount: float) -> None:
        self.moment += timedelta(**amount)


class Shop:
    """A database file whose sessions are opened one after another."""

    def __init__(self, folder: Path, device: Device) -> None:
        self.path = folder / "data" / "shop.db"
        self.backups = folder / "backups"
        self.path.parent.mkdir()
        self._device = device
        self._open: list[Session] = []
        self.store: Store

    def open(self) -> Session:
        url = f"sqlite:///{self.path}"
        source = open_source(url)
        self.store = source.desk_store
        info = SourceInfo("sqlite", "shop.db", url, self.path)
        session = open_session(source, info, device=self._device, backups=self.backups)
        self._open.append(session)
        return session

    def crash(self, session: Session) -> None:
        """Leave the file as a crash would: the log stays behind."""
        log = Path(f"{self.path}-wal").read_bytes()
        data = self.path.read_bytes()
        session.close()
        self.path.write_bytes(data)
        Path(f"{self.path}-wal").write_bytes(log)

    def damage(self) -> None:
        """Overwrite the pages with one buyer's phone; the schema stays, so that the file still opens."""
        data = bytearray(self.path.read_bytes())
        for start in range(0, len(data), 4096):
            if b"13800000007" in data[start : start + 4096]:
                data[start : start + 4096] = bytes(4096)
        self.path.write_bytes(data)

    def close(self) -> None:
        for session in self._open:
            session.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop(tmp_path, new_device())
    yield opened
    opened.close()


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def keeper(shop: Shop, now: Now) -> Care:
    """The care of a shop with one buyer, under the clock ``now``."""
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明", phone="13800138000"))
    return Care(shop.store, session.journal, folder=shop.backups, now=now)


def actions(session: Session) -> list[Action]:
    return [entry.action for entry in session.journal.entries()]


def test_a_backup_by_hand_is_journalled_and_shown(shop: Shop, tmp_path: Path) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    assert session.care.status().last_backup is None
    info = session.care.backup(tmp_path / "mine.db")
    assert info.buyers == 1
    entry = session.journal.entries()[0]
    assert (entry.action, entry.count) == (Action.BACKUP, 1)
    last = session.care.status().last_backup
    assert last is not None
    assert abs(datetime.now(UTC) - last) < timedelta(minutes=1)


def test_one_automatic_backup_a_day(keeper: Care, now: Now) -> None:
    assert keeper.backup_if_due() is not None
    assert keeper.backup_if_due() is None
    now.later(days=1)
    assert keeper.backup_if_due() is not None
    backups = keeper.backups()
    assert len(backups) == 2
    assert keeper.look_into(backups[0].path).buyers == 1
    assert keeper.status().last_backup == now().astimezone()


def test_at_quit_only_if_the_last_is_old(keeper: Care, now: Now) -> None:
    assert keeper.backup_if_due(at_quit=True) is not None
    now.later(hours=19)
    assert keeper.backup_if_due(at_quit=True) is None
    now.later(hours=2)
    assert keeper.backup_if_due(at_quit=True) is not None


def test_old_automatic_backups_go(keeper: Care, now: Now, shop: Shop) -> None:
    (shop.backups).mkdir()
    (shop.backups / "holiday.db").touch()
    for _ in range(60):
        keeper.backup_if_due()
        now.later(days=1)
    assert len(keeper.backups()) == 11
    assert (shop.backups / "holiday.db").exists()


def test_a_backup_that_fails_is_said_and_removes_nothing(keeper: Care, now: Now, shop: Shop) -> None:
    keeper.backup_if_due()
    kept = keeper.backups()
    keeper.folder = shop.path / "not a folder"
    with pytest.raises(StorageError) as caught:
        keeper.backup_if_due()
    assert keeper.status().problem == caught.value.code != ""
    keeper.folder = shop.backups
    now.later(days=1)
    assert keeper.backup_if_due() is not None
    assert keeper.status().problem == ""
    assert set(kept) < set(keeper.backups())


def test_no_folder_no_automatic_backup(shop: Shop) -> None:
    session = shop.open()
    session.care.folder = None
    assert session.care.backup_if_due() is None
    assert session.care.backups() == ()


def test_restore_brings_back_the_day_and_says_so(shop: Shop, tmp_path: Path) -> None:
    session = shop.open()
    kept = session.desk.save_buyer(WxBuyingUser(name="王小明")).result.id
    session.care.backup(tmp_path / "mine.db")
    gone = session.desk.save_buyer(WxBuyingUser(name="张三")).result.id
    restored = session.care.restore(tmp_path / "mine.db")
    assert restored.set_aside is not None
    assert restored.set_aside.exists()
    with pytest.raises(StorageError) as caught:
        session.desk.buyer(kept or 0)
    assert caught.value.code == "E-CLOSED"
    again = shop.open()
    assert again.desk.buyer(kept or 0) is not None
    assert again.desk.buyer(gone or 0) is None
    assert actions(again)[0] is Action.RESTORE
    assert again.journal.verify_chain().ok
    again.close()
    assert actions(shop.open()).count(Action.RESTORE) == 1


def test_a_bad_backup_closes_nothing(shop: Shop, tmp_path: Path) -> None:
    session = shop.open()
    (tmp_path / "mine.db").write_bytes(b"x" * 9000)
    with pytest.raises(StorageError):
        session.care.restore(tmp_path / "mine.db")
    session.desk.save_buyer(WxBuyingUser(name="王小明"))


def test_a_clerk_backs_up_but_does_not_restore(shop: Shop, tmp_path: Path) -> None:
    session = shop.open()
    work_as(session, CLERK)
    session.care.backup(tmp_path / "mine.db")
    with pytest.raises(NotAllowedError):
        session.care.restore(tmp_path / "mine.db")
    with pytest.raises(NotAllowedError):
        session.care.rebuild_index()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))


def test_a_check_is_due_after_a_week(keeper: Care, now: Now) -> None:
    now.moment = datetime.now(UTC)
    assert not keeper.is_check_due()
    now.later(days=7)
    assert keeper.is_check_due()
    assert keeper.check_pages().ok
    assert not keeper.is_check_due()
    now.later(days=-30)  # a clock that was wrong
    assert keeper.is_check_due()


def test_a_clean_end_needs_no_check(shop: Shop) -> None:
    shop.open().close()
    session = shop.open()
    assert not session.care.is_check_due()
    assert session.begin() is None
    session.desk.save_buyer(WxBuyingUser(name="王小明"))


def test_after_a_crash_writes_wait_for_the_check(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    session = shop.open()
    buyer = session.desk.save_buyer(WxBuyingUser(name="王小明")).result.id
    shop.crash(session)
    session = shop.open()
    monkeypatch.setattr(shop.store.gate, "_seconds", 0.01)
    assert session.desk.buyer(buyer or 0) is not None
    with pytest.raises(StorageError) as caught:
        session.desk.save_buyer(WxBuyingUser(name="张三"))
    assert caught.value.code == "E-LOCKED"
    report = session.begin()
    assert report is not None
    assert report.ok
    session.desk.save_buyer(WxBuyingUser(name="张三"))
    session.close()
    assert not shop.open().care.is_check_due()


def test_a_stopped_check_lets_work_go_on_and_stays_due(shop: Shop) -> None:
    session = shop.open()
    for number in range(100):
        add_buyer(session.desk._backend, name="王小明", phone=f"138{number:08}")
    shop.crash(session)
    session = shop.open()
    cancel = Event()
    cancel.set()
    assert session.begin(cancel=cancel) is None
    assert session.care.is_check_due()
    session.desk.save_buyer(WxBuyingUser(name="张三"))


def test_a_damaged_file_is_not_written_any_more(shop: Shop, tmp_path: Path) -> None:
    session = shop.open()
    for number in range(100):
        add_buyer(session.desk._backend, name="王小明", phone=f"138{number:08}")
    session.care.backup(tmp_path / "mine.db")
    session.close()
    shop.damage()
    session = shop.open()
    report = session.care.check()
    assert report.is_damaged
    assert not report.ok
    with pytest.raises(StorageError) as caught:
        session.desk.save_buyer(WxBuyingUser(name="张三"))
    assert caught.value.code == "E-DAMAGED"
    session.care.restore(tmp_path / "mine.db")
    again = shop.open()
    assert again.care.check().ok
    assert again.desk.search("王小明").count > 0


def spoil_index(store: Store) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO index_buyer(index_buyer) VALUES ('delete-all')")


def spoil_journal(store: Store) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET action = 'forget'")


@pytest.mark.parametrize("spoil", [spoil_index, spoil_journal])
def test_a_check_looks_at_index_and_journal(shop: Shop, spoil: Callable[[Store], None]) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    assert session.care.check().ok
    spoil(shop.store)
    report = session.care.check()
    assert not report.ok
    assert not report.is_damaged


def test_the_index_is_made_anew(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    spoil_index(shop.store)
    shares: list[float] = []
    session.care.rebuild_index(progress=shares.append)
    assert session.care.check().ok
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_an_index_that_is_not_made_to_the_end_stays_as_it_was(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    stop = Event()
    with pytest.raises(StorageError) as caught:
        session.care.rebuild_index(progress=lambda _share: stop.set(), cancel=stop)
    assert caught.value.code == "E-CANCELLED"
    assert len(session.desk.search("王").hits) == 1
    assert session.care.check().ok


def test_a_file_that_cannot_be_opened_is_replaced(shop: Shop, now: Now) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    session.care.backup_if_due()
    session.close()
    (backup,) = backups_of(shop.path, shop.backups)
    with pytest.raises(StorageError) as caught:
        replace_unusable(shop.path, backup.path)
    assert caught.value.code == "E-NOT-DAMAGED"
    shop.path.write_bytes(b"SQLite" + os.urandom(9000))
    assert replace_unusable(shop.path, backup.path).set_aside is not None
    assert shop.open().desk.search("王小明").count == 1


@pytest.mark.postgres
def test_postgresql_checks_what_is_ours_and_names_pg_dump(postgres_url: str, tmp_path: Path) -> None:
    source = open_source(postgres_url)
    session = open_session(source, SourceInfo("postgresql", "", ""), device=new_device(), backups=tmp_path)
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    assert not session.care.is_check_due()
    assert session.care.check().ok
    assert session.care.backup_if_due() is None
    assert session.care.place is None
    for refused in (session.care.backup, session.care.restore, session.care.look_into):
        with pytest.raises(UnsupportedError, match="pg_restore"):
            refused(tmp_path / "mine.db")
    session.close()


def test_memory_can_be_backed_up_and_not_restored(tmp_path: Path) -> None:
    session = open_session(open_source("sqlite://"), SourceInfo("memory", "", "sqlite://"), device=new_device())
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    assert session.care.backup(tmp_path / "mine.db").buyers == 1
    assert session.care.check().ok
    with pytest.raises(StorageError) as caught:
        session.care.restore(tmp_path / "mine.db")
    assert caught.value.code == "E-NO-FILE"
    session.close()


def test_a_journal_that_is_empty_still_is_whole(shop: Shop) -> None:
    shop.open().close()
    session = shop.open()
    report = session.care.check()
    assert report.ok
    assert report.chain is not None
    assert (report.chain.rows, report.chain.cut) == (0, False)
