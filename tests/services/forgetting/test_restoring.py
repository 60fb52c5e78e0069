"""A backup that is restored brings nobody back who was forgotten or left since."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from tests.support.forgetting import REASON
from tests.support.operators import CLERK, MANAGER, SECRETS, hire, work_as
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import Role, SecretError
from wxbuyer_gui.services.care import replace_unusable
from wxbuyer_gui.services.device import Device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import facts, staff_again
from wxbuyer_gui.store.engine import open_store

Open = Callable[[str], Session]


@pytest.fixture
def opened(tmp_path: Path, device: Device) -> Open:
    def open_(name: str) -> Session:
        url = f"sqlite:///{tmp_path / name}"
        session = open_session(open_source(url), SourceInfo("sqlite", name, url, tmp_path / name), device=device)
        session.begin()
        return session

    return open_


def register(session: Session, name: str, phone: str) -> WxBuyingUser:
    buyer = session.desk.register(
        WxBuyingUser(name=name, open_id=f"o{phone}"), MemberForm(name=name, phone=phone)
    ).after
    assert buyer is not None
    return buyer


def test_they_are_forgotten_again_before_anybody_sees_them(opened: Open, tmp_path: Path) -> None:
    session = opened("shop.db")
    gone, kept = register(session, "王小明", "13800138000"), register(session, "李四", "13900139000")
    session.care.backup(tmp_path / "backup.db")
    session.forgetting.forget(gone, reason=REASON)
    session.care.restore(tmp_path / "backup.db")
    again = opened("shop.db")
    assert again.desk.buyer(gone.id or 0) is None
    assert again.desk.member(gone.member_id or 0) is None
    assert again.desk.buyer(kept.id or 0) is not None
    entries = again.journal.entries(buyer_id=gone.id)
    assert entries[0].action is Action.FORGET
    assert {change.after for change in entries[-1].changes if change.field != "member_id"} == {None}
    assert "王小明".encode() not in (tmp_path / "shop.db").read_bytes()
    path = tmp_path / "buyers.csv"
    path.write_text("openId,昵称\no13800138000,王小明\n", encoding="utf-8")
    assert again.imports is not None
    assert again.imports.run(again.imports.inspect(path)).refused == 1
    assert again.care.check().ok
    again.close()
    third = opened("shop.db")
    assert len(third.journal.entries(buyer_id=gone.id)) == len(entries)  # once is enough
    third.close()


def test_who_left_since_stays_out_and_old_passwords_do_not_come_back(opened: Open, tmp_path: Path) -> None:
    session = opened("shop.db")
    people = hire(session)
    staff = session.staff
    staff.sign_in(MANAGER, SECRETS[MANAGER])
    session.care.backup(tmp_path / "backup.db")
    staff.add("林林", Role.MANAGER, "another horse")
    staff.change_secret(people[MANAGER].id or 0, "correct donkey")
    staff.deactivate(people[CLERK].id or 0)
    before = staff.people()
    session.care.restore(tmp_path / "backup.db")
    again = opened("shop.db")
    assert again.staff.people() == before
    assert again.staff.strangers() == ()
    for name, secret in SECRETS.items():
        with pytest.raises(SecretError):
            again.staff.sign_in(name, secret)
    assert again.staff.sign_in(MANAGER, "correct donkey").role is Role.MANAGER
    assert again.staff.add("曹操", Role.CLERK, "850316").id == 4  # no number is given twice
    again.close()


def cut(path: Path) -> None:
    """The end of a file is missing."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def scramble(path: Path, table: str) -> None:
    """Overwrite the first page of a table, and cut the file."""
    with closing(dbapi2.connect(str(path))) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    cut(path)


def changed_since_a_backup(opened: Open, tmp_path: Path) -> WxBuyingUser:
    """The clerk has left since, another one came, the manager has another password; who was forgotten since."""
    session = opened("shop.db")
    manager = session.staff.add(MANAGER, Role.MANAGER, SECRETS[MANAGER])
    clerk = session.staff.add(CLERK, Role.CLERK, SECRETS[CLERK])
    session.staff.confirm(SECRETS[MANAGER])
    gone = register(session, "王小明", "13800138000")
    session.care.backup(tmp_path / "backup.db")
    session.forgetting.forget(gone, reason=REASON)
    session.staff.change_secret(manager.id or 0, "correct donkey")
    session.staff.deactivate(clerk.id or 0)
    session.staff.add("林林", Role.CLERK, "850317")
    session.close()
    return gone


def test_a_damaged_file_tells_who_left_and_was_forgotten(opened: Open, tmp_path: Path) -> None:
    gone = changed_since_a_backup(opened, tmp_path)
    cut(tmp_path / "shop.db")
    assert not replace_unusable(tmp_path / "shop.db", tmp_path / "backup.db").unread
    again = opened("shop.db")
    with pytest.raises(SecretError):
        again.staff.sign_in(CLERK, SECRETS[CLERK])
    again.staff.sign_in(MANAGER, "correct donkey")
    assert not again.staff.unread()
    assert again.desk.buyer(gone.id or 0) is None
    assert again.staff.strangers() == ("林林",)  # a damaged file is no proof of who was taken on
    again.close()


@pytest.mark.parametrize("table", ["operator", "tombstone", ""])
def test_what_a_damaged_file_does_not_tell_a_manager_is_told_once(opened: Open, tmp_path: Path, table: str) -> None:
    gone = changed_since_a_backup(opened, tmp_path)
    shop = tmp_path / "shop.db"
    if table:
        scramble(shop, table)
    else:
        shop.unlink()
    assert replace_unusable(shop, tmp_path / "backup.db").unread
    again = opened("shop.db")
    secrets = SECRETS if table != "tombstone" else {MANAGER: "correct donkey"}
    if CLERK in secrets:
        again.staff.sign_in(CLERK, secrets[CLERK])
        assert not again.staff.unread()
    again.staff.sign_in(MANAGER, secrets[MANAGER])
    assert [again.staff.unread(), again.staff.unread()] == [True, False]
    assert (again.desk.buyer(gone.id or 0) is None) is (table == "operator")
    again.close()


def test_two_windows_that_open_a_restored_file_take_over_once(opened: Open, tmp_path: Path) -> None:
    """The second one finds nothing left, whenever it looked."""
    session = opened("shop.db")
    work_as(session, MANAGER)
    session.care.backup(tmp_path / "backup.db")
    session.care.restore(tmp_path / "backup.db")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    with open_store(url) as first, open_store(url) as second:
        writing = first.write

        def overtaken(**options: bool) -> AbstractContextManager[Connection]:
            first.write = writing  # type: ignore[method-assign]
            staff_again.take_over(second)
            return writing(**options)

        first.write = overtaken  # type: ignore[method-assign]
        staff_again.take_over(first)
        with first.read() as connection:
            assert facts.read(connection, staff_again.FACT) == ""
            assert facts.read(connection, staff_again.UNTOLD) == "1"


def test_nobody_is_a_stranger_where_the_program_ends_before_the_restored_file_is_checked(
    opened: Open, tmp_path: Path, device: Device
) -> None:
    session = opened("shop.db")
    session.staff.add(MANAGER, Role.MANAGER, SECRETS[MANAGER])
    session.care.backup(tmp_path / "backup.db")
    session.staff.add("林林", Role.CLERK, "850317")
    session.care.restore(tmp_path / "backup.db")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    with open_store(url) as store, store.write() as connection:
        facts.write(connection, "checked_at", "2020-01-01T00:00:00+00:00")
    ended = open_session(open_source(url), SourceInfo("sqlite", "shop.db", url, tmp_path / "shop.db"), device=device)
    assert ended.care.is_check_due()
    ended.close()
    again = opened("shop.db")
    assert [person.operator.name for person in again.staff.people()] == [MANAGER, "林林"]
    assert again.staff.strangers() == ()
    again.close()


def test_another_shop_s_operators_stay_theirs(opened: Open, tmp_path: Path) -> None:
    other = opened("other.db")
    other.staff.add("老板", Role.MANAGER, "another horse")
    other.care.backup(tmp_path / "other-backup.db")
    other.close()
    with_other_age(tmp_path / "other-backup.db")
    session = opened("shop.db")
    work_as(session, MANAGER)
    session.care.restore(tmp_path / "other-backup.db")
    again = opened("shop.db")
    assert [person.operator.name for person in again.staff.people()] == ["老板"]
    again.close()


def test_another_shop_s_backup_is_left_alone(opened: Open, tmp_path: Path) -> None:
    other = opened("other.db")
    theirs = register(other, "同号", "13700137000")
    other.care.backup(tmp_path / "other-backup.db")
    other.close()
    with_other_age(tmp_path / "other-backup.db")
    session = opened("shop.db")
    mine = register(session, "王小明", "13800138000")
    assert mine.id == theirs.id
    session.forgetting.forget(mine, reason=REASON)
    session.care.restore(tmp_path / "other-backup.db")
    again = opened("shop.db")
    found = again.desk.buyer(theirs.id or 0)
    assert found is not None
    assert found.name == "同号"
    again.close()


def with_other_age(database: Path) -> None:
    """As if it had been made years ago: both of a test may be made within a second."""
    with open_store(f"sqlite:///{database}") as store, store.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '2020-01-01T00:00:00+00:00' WHERE key = 'created_at'")


def test_nobody_forgotten_leaves_no_trace_in_what_is_restored(opened: Open, tmp_path: Path) -> None:
    session = opened("shop.db")
    buyer = register(session, "王小明", "13800138000")
    session.care.backup(tmp_path / "backup.db")
    session.care.restore(tmp_path / "backup.db")
    again = opened("shop.db")
    assert again.desk.buyer(buyer.id or 0) is not None
    again.close()
