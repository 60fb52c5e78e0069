"""The head that is kept outside the database: what it shows of a cut end, an older file and a restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.care import replace_unusable
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session


class Shop:
    """A file that is opened again and again, by this computer or another."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "shop.db"
        self.backups = folder / "backups"
        self.device = new_device()
        self._sessions: list[Session] = []

    def open(self, device: Device | None = None) -> Session:
        url = f"sqlite:///{self.path}"
        info = SourceInfo("sqlite", "shop.db", url, self.path)
        session = open_session(open_source(url), info, device=device or self.device, backups=self.backups)
        session.begin()
        self._sessions.append(session)
        return session

    def work(self, *names: str) -> None:
        """Add buyers, and close the source."""
        session = self.open()
        for name in names:
            session.desk.save_buyer(WxBuyingUser(name=name))
        session.close()

    def tamper(self, *statements: str) -> None:
        """Change the closed file by other means."""
        source = open_source(f"sqlite:///{self.path}")
        with source.desk_store.write() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        source.close()

    @property
    def heads(self) -> list[Path]:
        return sorted(self.path.parent.glob("shop.db.*.head"))

    def close(self) -> None:
        for session in self._sessions:
            session.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop(tmp_path)
    yield opened
    opened.close()


def newest(session: Session) -> Action:
    return session.journal.entries(limit=1)[0].action


def test_a_file_as_it_was_left_says_nothing(shop: Shop) -> None:
    shop.work("王小明")
    shop.work("李雪")
    session = shop.open()
    assert session.journal.gap is None
    check = session.care.check_journal()
    assert (check.ok, check.rows, check.is_anchored, check.explained) == (True, 4, True, ())


@pytest.mark.parametrize("cut", [1, 2, 4], ids=["the last outcome", "the last act", "all"])
def test_a_cut_end_is_told_of_once_and_written_down(shop: Shop, cut: int) -> None:
    shop.work("王小明", "李雪")
    shop.tamper(f"DELETE FROM journal WHERE position > {4 - cut}", "DELETE FROM journal_open")
    session = shop.open()
    gap = session.journal.gap
    assert gap is not None
    assert (gap.cut, gap.missing, gap.rows) == (True, cut, 4 - cut)
    entry = session.journal.entries(limit=1)[0]
    assert (entry.action, entry.count, entry.operator_id) == (Action.GAP, cut, None)
    session.close()
    again = shop.open()
    assert again.journal.gap is None
    check = again.care.check_journal()
    assert (check.ok, len(check.explained)) == (True, 1)


def test_an_end_that_was_cut_while_the_program_crashed_shows(shop: Shop) -> None:
    session = shop.open()
    for name in ("王小明", "李雪"):
        session.desk.save_buyer(WxBuyingUser(name=name))
    (head,) = shop.heads
    kept = head.read_bytes()
    session.close()
    head.write_bytes(kept)  # as it stood while the program ran
    shop.tamper("DELETE FROM journal WHERE position > 2")
    gap = shop.open().journal.gap
    assert gap is not None
    assert (gap.cut, gap.missing) == (True, 1)


def test_an_older_file_in_the_place_shows(shop: Shop) -> None:
    shop.work("王小明")
    older = shop.path.with_name("older.db")
    shutil.copy(shop.path, older)
    shop.work("李雪")
    shutil.copy(older, shop.path)
    gap = shop.open().journal.gap
    assert gap is not None
    assert (gap.cut, gap.missing) == (True, 2)


def test_an_older_file_that_was_worked_on_shows(shop: Shop) -> None:
    shop.work("王小明")
    elsewhere = shop.path.with_name("elsewhere.db")
    shutil.copy(shop.path, elsewhere)
    shop.work("李雪")
    url = f"sqlite:///{elsewhere}"
    session = open_session(open_source(url), SourceInfo("sqlite", "", url, elsewhere), device=shop.device)
    session.desk.save_buyer(WxBuyingUser(name="赵铁柱"))
    session.close()
    shutil.copy(elsewhere, shop.path)
    gap = shop.open().journal.gap
    assert gap is not None
    assert gap.broken_seq == 4


def test_rows_behind_the_head_are_followed(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    (head,) = shop.heads
    kept = head.read_bytes()
    session.close()
    head.write_bytes(kept)
    shop.tamper("UPDATE journal SET result = 'failed' WHERE position = 2")
    gap = shop.open().journal.gap
    assert gap is not None
    assert gap.broken_seq == 2


def test_a_removed_head_is_told_once(shop: Shop) -> None:
    shop.work("王小明")
    for head in shop.heads:
        head.unlink()
    shop.tamper("DELETE FROM journal WHERE position = 2")
    session = shop.open()
    assert session.journal.gap is not None
    assert (session.journal.gap.unmoored, session.journal.gap.rows) == (True, 1)
    assert len(shop.heads) == 1
    session.close()
    assert shop.open().journal.gap is None


@pytest.mark.parametrize(
    "change", [lambda line: line[:-10], lambda line: "x" + line, lambda line: line[1:], lambda _: ""]
)
def test_a_head_that_this_computer_did_not_write_is_unknown(shop: Shop, change: Callable[[str], str]) -> None:
    shop.work("王小明")
    (head,) = shop.heads
    head.write_text(change(head.read_text("ascii").strip()), "ascii")
    found = shop.open().journal.gap
    assert found is not None
    assert found.unmoored


def test_a_head_moved_back_by_hand_is_no_head(shop: Shop) -> None:
    """Who cuts the end cannot write a head that fits: it is sealed, too."""
    shop.work("王小明", "李雪")
    (head,) = shop.heads
    position, _, at, seal = head.read_text("ascii").split()
    assert position == "4"
    shop.tamper("DELETE FROM journal WHERE position > 2")
    source = open_source(f"sqlite:///{shop.path}")
    with source.desk_store.read() as connection:
        row_seal = connection.exec_driver_sql("SELECT seal FROM journal WHERE position = 2").scalar_one()
    source.close()
    head.write_text(f"2 {row_seal} {at} {seal}", "ascii")
    session = shop.open()
    assert session.journal.gap is not None
    assert session.journal.gap.unmoored  # unknown, not right


def test_each_computer_keeps_a_head_of_its_own(shop: Shop) -> None:
    shop.work("王小明")
    other = new_device()
    session = shop.open(other)
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    session.close()
    assert len(shop.heads) == 2
    shop.tamper(f"DELETE FROM journal WHERE device_id = '{other.id}'")
    assert shop.open().journal.gap is None
    gap = shop.open(other).journal.gap
    assert gap is not None
    assert gap.missing == 2


def test_a_backup_knows_where_the_journal_ended(shop: Shop) -> None:
    """Whoever removes the head as well still meets the backups."""
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    assert session.care.backup_if_due() is not None
    session.close()
    shop.tamper("DELETE FROM journal WHERE position > 2")
    for head in shop.heads:
        head.unlink()
    session = shop.open()
    check = session.care.check_journal()
    assert (check.ok, check.cut, check.missing) == (False, True, 2)


def test_a_restored_backup_is_no_alarm(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    backup = session.care.backup_if_due()
    assert backup is not None
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    session.close()
    later = shop.open()
    assert later.care.backup(shop.backups / "by hand.db").buyers == 2
    later.care.restore(backup.path)
    again = shop.open()
    assert again.journal.gap is None
    assert newest(again) is Action.RESTORE
    again.desk.save_buyer(WxBuyingUser(name="赵铁柱"))
    again.close()
    last = shop.open()
    check = last.care.check_journal()
    assert (check.ok, check.is_anchored) == (True, True)


def test_a_backup_made_before_a_restore_to_an_older_one_is_explained(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    old = session.care.backup(shop.path.with_name("old.db"))
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    lost = session.journal.head_line()
    session.care.restore(old.path)
    again = shop.open()
    check = again.journal.verify_chain(lines=[lost])
    assert check.ok
    assert check.explained == (again.journal.entries(limit=1)[0].seq,)


def test_a_file_restored_because_it_was_broken_is_no_alarm(shop: Shop) -> None:
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    backup = session.care.backup_if_due()
    assert backup is not None
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    session.close()
    shop.path.write_bytes(b"broken" * 1000)
    replace_unusable(shop.path, backup.path)
    assert shop.open().journal.gap is None


def test_work_goes_on_where_no_head_can_be_written(shop: Shop) -> None:
    shop.work("王小明")
    (head,) = shop.heads
    head.unlink()
    head.mkdir()
    shop.work("李雪")
    assert shop.open().care.check_journal().rows == 4


@pytest.mark.postgres
def test_for_postgresql_the_head_is_kept_on_this_computer(postgres_url: str, tmp_path: Path) -> None:
    device = new_device()

    def open_it() -> Session:
        source = open_source(postgres_url, data_dir=tmp_path)
        return open_session(source, SourceInfo("postgresql", "shop", postgres_url), device=device)

    session = open_it()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    session.close()
    assert len(list(tmp_path.glob("profiles/*/desk.db.*.head"))) == 1
    source = open_source(postgres_url)
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE position > 0")
    source.close()
    again = open_it()
    gap = again.journal.gap
    again.close()
    assert gap is not None
    assert (gap.cut, gap.missing) == (True, 1)


@pytest.mark.parametrize("cause", ["restore", "gap"])
def test_what_is_cut_after_an_earlier_restore_or_gap_shows(shop: Shop, cause: str) -> None:
    """Those explain what was lost before them, and nothing that came after."""
    session = shop.open()
    session.desk.save_buyer(WxBuyingUser(name="王小明"))
    backup = session.care.backup(shop.path.with_name("old.db"))
    session.desk.save_buyer(WxBuyingUser(name="李雪"))
    if cause == "restore":
        session.care.restore(backup.path)
    else:
        session.close()
        shop.tamper("DELETE FROM journal WHERE position > 2")
    shop.work("赵铁柱", "钱多多")
    session = shop.open()
    code, line = session.journal.head().code, session.journal.head_line()
    rows = session.care.check_journal().rows
    session.close()
    shop.tamper(f"DELETE FROM journal WHERE position > {rows - 2}")
    session = shop.open()
    gap = session.journal.gap
    assert gap is not None
    assert (gap.cut, gap.missing) == (True, 2)
    assert not session.journal.verify_chain(heads=(), code=code).ok
    shop.tamper("DELETE FROM journal WHERE action = 'gap' AND position > 4")
    assert not session.journal.verify_chain(lines=[line], heads=()).ok


def test_the_code_of_another_counters_slip_is_no_alarm(shop: Shop) -> None:
    shop.work("王小明", "李雪", "赵铁柱")
    other = shop.open(new_device())
    other.desk.save_buyer(WxBuyingUser(name="钱多多"))
    code = other.journal.head().code
    assert other.care.check_journal(code).ok
    other.close()
    session = shop.open()
    with pytest.raises(InvalidInputError) as refused:
        session.care.check_journal(code)
    assert refused.value.code == "E-HEAD-ELSEWHERE"
    assert session.care.check_journal(session.journal.head().code).ok
    position = code.split("-")[0]
    assert not session.care.check_journal(f"{position}-0000-0000").ok


def test_the_first_rows_of_all_are_no_alarm_after_a_crash(shop: Shop) -> None:
    session = shop.open()
    (head,) = shop.heads
    kept = head.read_bytes()
    session.journal.begin(Action.SAVE, {}, operation_id="one", buyer_id=7)
    session.close()
    head.write_bytes(kept)  # as a crash leaves it
    again = shop.open()
    assert again.journal.gap is None
    assert again.care.check_journal().ok


def test_an_empty_journal_is_whole(shop: Shop) -> None:
    shop.open().close()
    check = shop.open().care.check_journal()
    assert (check.ok, check.rows) == (True, 0)


def test_a_check_can_be_stopped(shop: Shop) -> None:
    shop.work("王小明")
    session = shop.open()
    stop = Event()
    stop.set()
    with pytest.raises(StorageError) as caught:
        session.care.check_journal(cancel=stop)
    assert caught.value.code == "E-CANCELLED"


def test_a_source_whose_writes_wait_for_a_check_closes_at_once(shop: Shop) -> None:
    shop.work("张三")
    source = open_source(f"sqlite:///{shop.path}")
    info = SourceInfo("sqlite", "shop.db", source.desk_store.url, shop.path)
    session = open_session(source, info, device=shop.device)
    source.desk_store.gate.hold()
    closing = Thread(target=session.close, daemon=True)
    closing.start()
    closing.join(20)
    assert not closing.is_alive()
