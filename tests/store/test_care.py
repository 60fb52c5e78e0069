"""Backups, restores, checks of the pages, retention."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlcipher3 import dbapi2

from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.store import care, index, retention
from wxbuyer_gui.store.check import find_damage
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.gate import WriteGate
from wxbuyer_gui.store.retention import Kept, expired, is_due, kept_backups, name_for

PHONE = b"13800000007"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "shop.db"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "shop.db"


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{path}" if request.param == "file" else "sqlite://") as opened:
        add(opened, 30)
        yield opened


@pytest.fixture
def shop(path: Path) -> Path:
    """A closed database with 30 buyers."""
    with open_store(f"sqlite:///{path}") as opened:
        add(opened, 30)
    return path


def add(store: Store, number: int, start: int = 0) -> None:
    backend = LocalBackend(store)
    for serial in range(start, start + number):
        phone = f"138{serial:08}"
        backend.register(WxBuyingUser(name="王小明", phone=phone), MemberForm(name="王小明", phone=phone))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def backup_of(shop: Path, target: Path) -> Path:
    with open_store(f"sqlite:///{shop}") as store:
        care.back_up(store, target)
    return target


def damage(path: Path) -> None:
    """Overwrite the pages with one buyer's phone; the schema stays, so that the file still opens."""
    data = bytearray(path.read_bytes())
    for start in range(0, len(data), 4096):
        if PHONE in data[start : start + 4096]:
            data[start : start + 4096] = bytes(4096)
    path.write_bytes(data)


def test_a_backup_is_one_whole_file(store: Store, target: Path) -> None:
    info = care.back_up(store, target)
    assert (info.buyers, info.members, info.path) == (30, 30, target)
    assert info.made_at is not None
    assert abs(datetime.now(UTC) - info.made_at) < timedelta(minutes=1)
    assert names(target.parent) == ["shop.db"]
    assert care.look_into(target) == info
    assert names(target.parent) == ["shop.db"]


def test_a_backup_holds_what_is_only_in_the_log(store: Store, target: Path) -> None:
    add(store, 1, start=100)
    care.back_up(store, target)
    with open_store(f"sqlite:///{target}") as copy:
        assert LocalBackend(copy).search("13800000100").count == 1


def test_the_store_works_on_after_a_backup(store: Store, target: Path) -> None:
    care.back_up(store, target)
    add(store, 1, start=100)
    assert care.back_up(store, target).buyers == 31


def test_a_stopped_backup_leaves_the_older_one(store: Store, target: Path) -> None:
    care.back_up(store, target)
    add(store, 1, start=100)
    cancel = Event()
    cancel.set()
    with pytest.raises(StorageError) as caught:
        care.back_up(store, target, cancel=cancel)
    assert caught.value.code == "E-CANCELLED"
    assert names(target.parent) == ["shop.db"]
    assert care.look_into(target).buyers == 30
    add(store, 1, start=101)


def test_progress_ends_at_one(store: Store, target: Path) -> None:
    seen: list[float] = []
    care.back_up(store, target, progress=seen.append)
    assert seen[-1] == 1
    assert all(0 <= value <= 1 for value in seen)


def test_a_damaged_database_gives_no_backup(shop: Path, target: Path) -> None:
    backup_of(shop, target)
    damage(shop)
    with open_store(f"sqlite:///{shop}") as store, pytest.raises(StorageError) as caught:
        care.back_up(store, target)
    assert caught.value.code == "E-DAMAGED"
    assert names(target.parent) == ["shop.db"]
    assert care.look_into(target).buyers == 30


def test_a_backup_never_replaces_the_database_itself(shop: Path) -> None:
    with open_store(f"sqlite:///{shop}") as store, pytest.raises(InvalidInputError):
        care.back_up(store, shop.parent / "." / "shop.db")


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        care.back_up(store, tmp_path / "gone" / "shop.db")
    assert caught.value.code in {"E-NO-FILE", "E-CANNOT-OPEN"}


@pytest.mark.postgres
def test_postgresql_is_told_what_to_use(postgres_url: str, target: Path) -> None:
    with open_store(postgres_url) as store, pytest.raises(UnsupportedError, match="pg_dump") as caught:
        care.back_up(store, target)
    assert caught.value.code == "E-PG-DUMP"


def test_restoring_sets_the_present_file_aside(shop: Path, target: Path) -> None:
    backup_of(shop, target)
    with open_store(f"sqlite:///{shop}") as store:
        add(store, 5, start=100)
    restored = care.restore(target, shop)
    assert restored.info.buyers == 30
    assert restored.set_aside is not None
    assert sorted(names(shop.parent)) == sorted(["shop.db", restored.set_aside.name])
    assert care.look_into(shop).buyers == 30
    assert care.look_into(restored.set_aside).buyers == 35
    assert care.look_into(target).buyers == 30
    with open_store(f"sqlite:///{shop}") as store:
        add(store, 1, start=200)


def test_restoring_where_nothing_is(shop: Path, target: Path, tmp_path: Path) -> None:
    backup_of(shop, target)
    restored = care.restore(target, tmp_path / "new.db")
    assert restored.set_aside is None
    assert care.look_into(tmp_path / "new.db").buyers == 30


@pytest.mark.parametrize("crashed", [False, True])
def test_restoring_over_a_damaged_file(shop: Path, target: Path, crashed: bool) -> None:
    backup_of(shop, target)
    shop.write_bytes(b"SQLite format 3\0" + os.urandom(9000))
    if crashed:
        Path(f"{shop}-wal").write_bytes(os.urandom(5000))
    restored = care.restore(target, shop)
    aside = restored.set_aside
    assert aside is not None
    assert Path(f"{aside}-wal").exists() == crashed
    assert not Path(f"{shop}-wal").exists()
    assert care.look_into(shop).buyers == 30


def test_restoring_what_was_left_by_a_crash(shop: Path, target: Path) -> None:
    with open_store(f"sqlite:///{shop}") as store:
        add(store, 1, start=100)
        for end in ("", "-wal"):
            Path(f"{target}{end}").write_bytes(Path(f"{shop}{end}").read_bytes())
    assert care.restore(target, shop).info.buyers == 31
    assert care.look_into(shop).buyers == 31


def test_nothing_is_swapped_under_a_connection(shop: Path, target: Path) -> None:
    backup_of(shop, target)
    with open_store(f"sqlite:///{shop}") as store:
        add(store, 5, start=100)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(care, "BUSY_SECONDS", 0.1)
            with pytest.raises(StorageError) as caught:
                care.restore(target, shop)
        assert caught.value.code == "E-IN-USE"
        add(store, 1, start=200)
    assert names(shop.parent) == ["shop.db"]
    assert care.look_into(shop).buyers == 36


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "E-NO-FILE"), (b"", "E-NOT-A-DATABASE"), (b"x" * 9000, "E-NOT-A-DATABASE")],
    ids=["missing", "empty", "text"],
)
def test_a_backup_that_is_none(shop: Path, target: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        target.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        care.restore(target, shop)
    assert caught.value.code == code
    assert names(shop.parent) == ["shop.db"]
    assert care.look_into(shop).buyers == 30


def test_a_damaged_backup_is_not_restored(shop: Path, target: Path) -> None:
    backup_of(shop, target)
    damage(target)
    with pytest.raises(StorageError) as caught:
        care.restore(target, shop)
    assert caught.value.code == "E-DAMAGED"
    assert names(shop.parent) == ["shop.db"]
    assert care.look_into(shop).buyers == 30


def test_another_programs_file_is_not_replaced(shop: Path, target: Path, tmp_path: Path) -> None:
    backup_of(shop, target)
    notes = tmp_path / "notes.db"
    connection = dbapi2.connect(str(notes))
    connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()
    before = notes.read_bytes()
    with pytest.raises(StorageError) as caught:
        care.restore(target, notes)
    assert caught.value.code == "E-FOREIGN"
    assert notes.read_bytes() == before


def test_a_whole_database_has_no_damage(store: Store) -> None:
    seen: list[float] = []
    assert find_damage(store, progress=seen.append) == ()
    assert all(0 <= value < 1 for value in seen)
    assert seen == sorted(seen)


def erase_last_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-4096] + bytes(4096))


@pytest.mark.parametrize("harm", [damage, erase_last_page])
def test_damage_is_named(shop: Path, harm: Callable[[Path], None]) -> None:
    harm(shop)
    with open_store(f"sqlite:///{shop}") as store:
        assert find_damage(store)


def test_an_index_that_was_merged_meanwhile_is_not_called_damaged(shop: Path) -> None:
    with open_store(f"sqlite:///{shop}") as store:
        LocalBackend(store).search("王小明")  # readers have seen the index as it is now
        with store.write() as connection:
            index.rebuild_index(connection)
        assert find_damage(store) == ()


def test_a_check_can_be_stopped(store: Store) -> None:
    add(store, 150, start=1000)
    cancel = Event()
    with pytest.raises(StorageError) as caught:
        find_damage(store, cancel=cancel, progress=lambda _done: cancel.set())
    assert caught.value.code == "E-CANCELLED"
    add(store, 1, start=100)  # the handler that stopped the check is gone from the connection


def test_writes_wait_at_a_held_gate(store: Store) -> None:
    store.gate.hold()
    entered, done = Event(), Event()

    def write() -> None:
        entered.set()
        add(store, 1, start=100)
        done.set()

    writer = Thread(target=write)
    writer.start()
    assert entered.wait(10)
    assert LocalBackend(store).search("").count > 0  # searches do not wait
    assert not done.wait(0.1)
    store.gate.release()
    assert done.wait(10)
    writer.join()


def test_a_gate_does_not_hold_for_ever() -> None:
    gate = WriteGate(seconds=0.01)
    gate.hold()
    with pytest.raises(StorageError) as caught:
        gate.enter()
    assert caught.value.code == "E-LOCKED"


def test_a_refusing_gate_lets_nothing_through(store: Store) -> None:
    store.gate.hold()
    store.gate.refuse("E-DAMAGED")
    store.gate.release()
    with pytest.raises(StorageError) as caught:
        add(store, 1, start=100)
    assert caught.value.code == "E-DAMAGED"
    assert LocalBackend(store).search("").count > 0


def test_a_write_that_meets_damage_is_the_last(shop: Path) -> None:
    damage(shop)
    with open_store(f"sqlite:///{shop}") as store:
        with pytest.raises(StorageError) as met, store.write() as connection:
            connection.exec_driver_sql("UPDATE buyer SET profile = 'x'")
        with pytest.raises(StorageError) as refused, store.write():
            pytest.fail("nothing may be written to a damaged file")
        assert met.value.code == refused.value.code == "E-DAMAGED"


NOON = datetime(2026, 11, 24, 12)


@pytest.mark.parametrize(
    ("last", "daily", "at_quit"),
    [
        (None, True, True),
        (NOON - timedelta(hours=1), False, False),
        (NOON - timedelta(hours=13), True, False),
        (NOON - timedelta(hours=20, minutes=1), True, True),
        (NOON + timedelta(days=400), True, True),
    ],
    ids=["never", "this morning", "last night", "yesterday", "from a wrong clock"],
)
def test_when_a_backup_is_due(last: datetime | None, daily: bool, at_quit: bool) -> None:
    assert is_due(last, NOON) == daily
    assert is_due(last, NOON, at_quit=True) == at_quit


def kept_of(moments: list[datetime]) -> list[datetime]:
    """What is left of backups made at these moments when the old ones are removed after each."""
    left: list[Kept] = []
    for moment in moments:
        left.append(Kept(Path(moment.isoformat()), moment))
        gone = set(expired(left))
        left = [kept for kept in left if kept not in gone]
    return sorted((kept.at for kept in left), reverse=True)


def test_seven_days_and_four_weeks_are_kept() -> None:
    days = kept_of([NOON - timedelta(days=back, hours=hour) for back in range(120, -1, -1) for hour in (3, 0)])
    assert days[:7] == [NOON - timedelta(days=back) for back in range(7)]
    weeks = [moment.isocalendar()[:2] for moment in days[7:]]
    assert len(weeks) == len(set(weeks)) == 4
    assert NOON - days[-1] >= timedelta(days=21)


def test_a_long_holiday_removes_nothing() -> None:
    before = [NOON - timedelta(days=back) for back in range(6, -1, -1)]
    assert kept_of([*before, NOON + timedelta(days=90)])[0:7] == [NOON + timedelta(days=90), *before[:0:-1]]


def test_only_what_was_made_here_counts(tmp_path: Path) -> None:
    database = tmp_path / "shop.db"
    mine = tmp_path / name_for(database, NOON)
    for file in (
        mine,
        tmp_path / name_for(tmp_path / "other" / "shop.db", NOON),
        tmp_path / mine.name.replace("1124", "1399"),
        tmp_path / f"{mine.name}.part",
        tmp_path / "shop.db",
    ):
        file.touch()
    assert kept_backups(database, tmp_path) == (Kept(mine, NOON),)
    assert kept_backups(database, tmp_path / "gone") == ()
    assert mine.name.startswith("shop-")
    assert mine.name.endswith("-20261124-120000.db")
    assert retention.DAYS_KEPT == 7
