"""Forgetting many: by a list, or by what nobody has seen for long; stopped, killed, and gone on with."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.services.conftest import Clock
from tests.support.forgetting import REASON
from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError
from wxbuyer_gui.domain.forgetting import Obstacle
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.services.care import Care
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.device import Device, load_device
from wxbuyer_gui.services.erasing import LocalEraser
from wxbuyer_gui.services.forgetting import Forgetting, months_before
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import bulk, retention
from wxbuyer_gui.store.engine import open_store
from wxbuyer_gui.store.retention import Kept
from wxbuyer_gui.store.tombstones import Forgotten, Kind, bury


def people(desk: Desk, count: int) -> list[WxBuyingUser]:
    stored = [
        desk.save_buyer(WxBuyingUser(name=f"客人{number}", phone=f"1390000{number:04d}")).after
        for number in range(count)
    ]
    return [one for one in stored if one is not None]


# -- a list ------------------------------------------------------------------------------------------------------


def test_a_line_is_a_number_an_open_id_or_a_whole_phone(session: Session, desk: Desk, buyer: WxBuyingUser) -> None:
    desk.save_buyer(WxBuyingUser(name="张三", phone="13900139000"))
    for _ in range(2):
        desk.save_buyer(WxBuyingUser(name="同号", phone="13700137000"))
    gone = desk.save_buyer(WxBuyingUser(name="走了")).after
    assert gone is not None
    session.forgetting.forget(gone, reason=REASON)
    lines = ["#1", buyer.open_id, "+86 139-0013-9000", "", "13700137000", "99", "oNOBODY", "王小明", f"#{gone.id}"]
    listed = session.forgetting.read_list(lines)
    assert [(one.line, one.buyer.id if one.buyer else None, one.obstacle) for one in listed] == [
        (1, 1, None),
        (2, 1, Obstacle.REPEATED),
        (3, 2, None),
        (5, None, Obstacle.SEVERAL),
        (6, None, Obstacle.NOBODY),
        (7, None, Obstacle.NOBODY),
        (8, None, Obstacle.UNREADABLE),
        (9, None, Obstacle.GONE),
    ]


def test_a_file_names_people_by_its_headers_or_its_first_column(session: Session, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("昵称,编号,openId\n甲,7,oA\n乙,,oB\n", encoding="utf-8")
    assert session.forgetting.read_file(table) == ["#7", "oB"]
    table.write_text("13800138000\n13900139000\n", encoding="utf-8")
    assert session.forgetting.read_file(table) == ["13800138000", "13900139000"]


def test_all_of_a_list_are_forgotten(session: Session, desk: Desk) -> None:
    told: list[int] = []
    buyers = people(desk, 120)
    desk.register(buyers[0], MemberForm(name="会员", phone="13800138001"))
    kept = desk.save_buyer(WxBuyingUser(name="留下")).after
    outcome = session.forgetting.forget_all(buyers, reason=REASON, progress=told.append)
    assert (outcome.forgotten, outcome.members, outcome.blocked, outcome.missing) == (120, 1, (), 0)
    assert told[:3] == [50, 100, 120]
    assert [one.id for one in desk.search("").buyers] == [kept.id if kept else None]
    assert session.care.check().ok
    actions = [entry.action for entry in session.journal.entries(limit=120)]
    assert actions == [Action.FORGET] * 120


def test_stopped_it_goes_on_with_the_same_list(session: Session, desk: Desk) -> None:
    buyers = people(desk, 120)
    stop = Event()
    first = session.forgetting.forget_all(buyers, reason=REASON, progress=lambda _done: stop.set(), cancel=stop)
    assert (first.forgotten, first.stopped) == (50, True)
    second = session.forgetting.forget_all(buyers, reason=REASON)
    assert (second.forgotten, second.missing, second.stopped) == (70, 50, False)


@pytest.mark.parametrize("reason", ["", "13800138000", "139-0013-9000 要求", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"])
def test_the_reason_of_many_names_nobody(session: Session, desk: Desk, reason: str) -> None:
    buyers = people(desk, 2)
    with pytest.raises(InvalidInputError):
        session.forgetting.forget_all(buyers, reason=reason)
    assert len(desk.search("").buyers) == 2


_CHILD = """
import os, sys
from pathlib import Path
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.device import load_device
from wxbuyer_gui.services.session import SourceInfo, open_session

url, data = sys.argv[1:]
device = load_device(Path(data), lambda: None)
session = open_session(open_source(url), SourceInfo("sqlite", "shop.db", url), device=device)
def die(done):
    if done >= 100:
        os.kill(os.getpid(), 9)
session.forgetting.forget_all([WxBuyingUser(n) for n in range(1, 201)], reason="期满", progress=die)
"""


def test_killed_in_the_middle_nobody_is_half_forgotten_and_it_goes_on(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    device = load_device(tmp_path / "data", lambda: None)
    first = open_session(open_source(url), SourceInfo("sqlite", "shop.db", url), device=device)
    people(first.desk, 200)
    first.close()
    ended = subprocess.run([sys.executable, "-c", _CHILD, url, str(tmp_path / "data")], check=False, timeout=120)
    assert ended.returncode == -9
    second = open_session(open_source(url), SourceInfo("sqlite", "shop.db", url), device=device)
    second.begin()
    left = {number for number in range(1, 201) if second.desk.buyer(number) is not None}
    assert left == set(range(101, 201))
    told = {entry.buyer_id: entry.action for entry in reversed(second.journal.entries(limit=500))}
    assert {number for number, action in told.items() if action is Action.FORGET} == set(range(1, 101))
    kept = second.journal.entries(buyer_id=1)[-1]
    assert kept.action is Action.ADD
    assert {change.after for change in kept.changes if change.field in ("name", "phone")} == {None}
    assert second.care.check().ok
    outcome = second.forgetting.forget_all([WxBuyingUser(number) for number in range(1, 201)], reason="期满")
    assert (outcome.forgotten, outcome.missing) == (100, 100)
    second.close()


# -- not seen for long -------------------------------------------------------------------------------------------


@pytest.fixture
def dated(source: Source, device: Device, clock: Clock) -> tuple[Desk, Journal, Forgetting]:
    """A desk, its journal and what forgets there, all by one clock that is moved by hand."""
    journal = Journal(source.desk_store, device, clock=clock, beside_data=True)
    care = Care(source.desk_store, journal)
    eraser = LocalEraser(source.desk_store, source.drafts_store, tenant_id=1)
    return Desk(source.backend, journal), journal, Forgetting(source.backend, journal, eraser, care, clock=clock)


def date_operations(source: Source, moment: datetime) -> None:
    with source.desk_store.write() as connection:
        connection.exec_driver_sql(f"UPDATE operation SET created_at = '{moment:%Y-%m-%d %H:%M:%S}.000000'")


def years(count: int) -> float:
    return timedelta(days=366 * count).total_seconds()


def test_who_is_unbound_and_unseen_is_proposed_and_nobody_else(
    dated: tuple[Desk, Journal, Forgetting], source: Source, clock: Clock
) -> None:
    desk, journal, forgetting = dated
    quiet, seen, bound = people(desk, 3)
    desk.register(bound, MemberForm(name="会员", phone="13800138001"))
    date_operations(source, datetime.fromtimestamp(clock.now, UTC))
    with source.desk_store.write() as connection:
        bulk.add_buyers(connection, [WxBuyingUser(900, 1, "oX", "不知何时", "", "")])
        bulk.number_onwards(connection)
    clock.now += years(3)
    desk.reveal(seen, "phone")
    proposal = forgetting.propose(24)
    assert proposal.numbers == (quiet.id,)
    assert (proposal.unbound, proposal.seen, proposal.undated, proposal.waiting) == (3, 1, 1, 0)
    (one,) = proposal.sample
    assert one.buyer.id == quiet.id
    assert one.last is not None
    assert abs((one.last.timestamp() + years(3)) - clock.now) < 60
    assert not one.by_import
    assert forgetting.propose(48).numbers == ()
    assert desk.buyer(quiet.id or 0) is not None  # nothing was done
    assert journal.entries(limit=1)[0].action is Action.REVEAL


def test_whoever_came_by_an_import_is_as_old_as_the_last_one(
    dated: tuple[Desk, Journal, Forgetting], source: Source, clock: Clock
) -> None:
    _desk, journal, forgetting = dated
    with source.desk_store.write() as connection:
        bulk.add_buyers(connection, [WxBuyingUser(5, 1, "oX", "导入", "", "")])
        bulk.number_onwards(connection)
    journal.event(Action.IMPORT, count=1)
    imported = clock.now
    clock.now += years(3)
    proposal = forgetting.propose(24)
    assert (proposal.numbers, proposal.undated) == ((5,), 0)
    assert proposal.sample[0].by_import
    assert proposal.sample[0].last == datetime.fromtimestamp(imported, UTC)
    journal.event(Action.IMPORT, count=1)  # it may have come by this one
    assert forgetting.propose(24).numbers == ()


def test_a_server_without_a_copy_lists_nobody(remote_session: Session) -> None:
    with pytest.raises(UnsupportedError) as refused:
        remote_session.forgetting.propose(24)
    assert refused.value.code == "E-NO-COPY"


def test_in_a_copy_the_server_dates_them(mirrored_session: Session) -> None:
    session = mirrored_session
    session.desk.buyer(1)
    assert session.forgetting.propose(24).numbers == ()
    later = session.forgetting
    later._clock = lambda: Clock()() + years(30)
    proposal = later.propose(24)
    assert proposal.numbers == (1,)
    assert proposal.sample[0].last is not None
    assert later.forget_all([WxBuyingUser(number) for number in proposal.numbers], reason="期满").forgotten == 1


@pytest.mark.parametrize(
    ("moment", "months", "earlier"),
    [((2026, 11, 30), 24, (2024, 11, 30)), ((2026, 3, 31), 1, (2026, 2, 28)), ((2026, 1, 15), 1, (2025, 12, 15))],
)
def test_months_are_counted_by_the_calendar(
    moment: tuple[int, int, int], months: int, earlier: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*moment, tzinfo=UTC), months) == datetime(*earlier, tzinfo=UTC)


def test_no_daily_backup_outlives_what_is_said_about_it(tmp_path: Path) -> None:
    """For each weekday on which one may be made."""
    for offset in range(7):
        first = datetime(2026, 1, 5) + timedelta(days=offset)
        kept = [Kept(tmp_path / "0", first)]
        for day in range(1, 60):
            kept.append(Kept(tmp_path / str(day), first + timedelta(days=day)))
            gone = set(retention.expired(kept))
            kept = [one for one in kept if one not in gone]
            if all(one.at != first for one in kept):
                assert timedelta(days=day) <= retention.LONGEST_KEPT
                break
        else:
            pytest.fail("it is kept for ever")


def test_tombstones_are_asked_about_by_the_batch(tmp_path: Path) -> None:
    """Nothing is loaded but what a batch asks for."""
    with open_store(f"sqlite:///{tmp_path / 'desk.db'}") as store:
        with store.write() as connection:
            bury(connection, 1, [(Kind.NUMBER, str(number)) for number in range(3000)], at=1)
        with store.read() as connection:
            found = [WxBuyingUser(number, 1, f"o{number}") for number in range(2990, 9000)]
            assert Forgotten(connection, 1).served(found) == set(range(2990, 3000))
            assert not Forgotten(connection, 2)
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT key FROM tombstone WHERE tenant_id = 1 AND key IN "
                "(SELECT value FROM json_each('[]'))"
            ).all()
        assert any("tenant_id=? AND key=?" in str(row) for row in plan)
