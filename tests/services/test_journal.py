"""The journal as people read it, and what it keeps and forgets."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from tests.services.conftest import Clock
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.journal import Action, Change, Result
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.journal import VALUES_KEPT, Journal
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.store.engine import Store

MINUTE = 60.0


@pytest.fixture
def journal(source: Source, device: Device, clock: Clock) -> Journal:
    return Journal(source.desk_store, device, clock=clock)


def save(journal: Journal, operation_id: str, buyer_id: int, before: str = "", after: str = "13800138000") -> int:
    """One finished edit of a phone."""
    fields = {"phone": (before, after)}
    ticket = journal.begin(Action.SAVE, fields, operation_id=operation_id, buyer_id=buyer_id)
    journal.finish(ticket, Result.DONE, fields, verified=True)
    return ticket.seq


def test_an_intent_is_open_until_its_outcome(journal: Journal, clock: Clock) -> None:
    fields = {"phone": ("13800133120", "13800138000")}
    ticket = journal.begin(Action.SAVE, fields, operation_id="one", buyer_id=7)
    (entry,) = journal.entries()
    assert (entry.result, entry.verified, entry.undoable) == (Result.OPEN, None, False)
    assert entry.at == datetime.fromtimestamp(clock.now, UTC)
    journal.finish(ticket, Result.DONE, fields, verified=True)
    (entry,) = journal.entries()
    assert (entry.seq, entry.result, entry.verified, entry.undoable) == (ticket.seq, Result.DONE, True, True)
    assert entry.changes == (Change("phone", "13800133120", "13800138000"),)
    assert journal.entry(ticket.seq) == entry
    assert journal.entry(ticket.seq + 1) is None  # the outcome is no entry of its own


@pytest.mark.parametrize("beside_data", [True, False])
def test_an_intent_waits_for_the_disk_unless_the_write_itself_does(
    source: Source, device: Device, monkeypatch: pytest.MonkeyPatch, beside_data: bool
) -> None:
    flushed: list[bool] = []
    write = Store.write

    def noted(self: Store, *, flush: bool = True) -> AbstractContextManager[Connection]:
        flushed.append(flush)
        return write(self, flush=flush)

    monkeypatch.setattr(Store, "write", noted)
    journal = Journal(source.desk_store, device, beside_data=beside_data)
    save(journal, "a", 7)
    journal.event(Action.REVEAL, buyer_id=7, fields=["phone"])
    intent, outcome, event = flushed
    assert (intent, outcome, event) == (not beside_data, False, True)


def test_the_last_outcome_counts(journal: Journal) -> None:
    ticket = journal.begin(Action.BIND, {}, operation_id="one", buyer_id=7)
    journal.finish(ticket, Result.QUEUED)
    assert journal.entries()[0].result is Result.QUEUED
    journal.finish(ticket, Result.DONE, member_after=8812, verified=True)
    (entry,) = journal.entries()
    assert (entry.result, entry.member_id) == (Result.DONE, 8812)


def test_a_new_buyer_s_history_begins_with_its_birth(journal: Journal) -> None:
    ticket = journal.begin(Action.ADD, {"name": ("", "王")}, operation_id="one")
    journal.finish(ticket, Result.DONE, {"name": ("", "王")}, buyer_id=7, verified=True)
    save(journal, "two", 7)
    save(journal, "three", 8)
    assert [entry.action for entry in journal.entries(buyer_id=7)] == [Action.SAVE, Action.ADD]
    assert journal.entries(buyer_id=7)[1].buyer_id == 7
    assert (journal.count(7), journal.count(8), journal.count(9), journal.count(7, cap=1)) == (2, 1, 0, 1)


@pytest.mark.parametrize("tick", [0.0, MINUTE, -MINUTE], ids=["same time", "later", "clock set back"])
def test_pages_meet_without_gap_or_overlap(journal: Journal, clock: Clock, tick: float) -> None:
    for number in range(25):
        save(journal, f"operation {number}", buyer_id=number % 2)
        clock.now += tick

    def pages(**filters: int) -> list[int]:
        found: list[int] = []
        while part := journal.entries(limit=4, before=found[-1] if found else None, **filters):
            found += [entry.seq for entry in part]
        return found

    for filters, size in (({}, 25), ({"buyer_id": 0}, 13), ({"buyer_id": 1}, 12)):
        found = pages(**filters)
        assert found == [entry.seq for entry in journal.entries(limit=100, **filters)]
        assert len(found) == len(set(found)) == size


def test_a_day_is_a_day_where_the_counter_stands(journal: Journal, clock: Clock) -> None:
    today = datetime.fromtimestamp(clock.now).date()
    midnight = datetime(today.year, today.month, today.day).timestamp()
    seqs = []
    for at in (midnight - 0.001, midnight, midnight + 86_399.999, midnight + 86_400):
        clock.now = at
        seqs.append(journal.event(Action.REVEAL, buyer_id=7))
    assert [entry.seq for entry in journal.entries(day=today)] == [seqs[2], seqs[1]]
    assert [entry.seq for entry in journal.entries(day=today - timedelta(days=1))] == [seqs[0]]


def test_events_tell_rows_and_reasons(journal: Journal) -> None:
    journal.event(Action.IMPORT, count=312, reason="开业导入")
    (entry,) = journal.entries()
    assert (entry.action, entry.result, entry.count, entry.reason) == (Action.IMPORT, Result.DONE, 312, "开业导入")


def test_a_write_stays_with_the_operator_who_began_it(journal: Journal) -> None:
    journal.operators = Operators(Operator(7, "小李", Role.CLERK))
    ticket = journal.begin(Action.SAVE, {}, operation_id="one", buyer_id=7)
    journal.operators = Operators(Operator(3, "周敏"), others=[Operator(7, "小李", Role.CLERK)])
    journal.finish(ticket, Result.DONE)
    assert journal.entries()[0].operator == "小李"


def test_other_tenants_are_not_seen(source: Source, device: Device, journal: Journal) -> None:
    seq = save(journal, "one", 7)
    other = Journal(source.desk_store, device, tenant_id=2)
    assert other.entries() == ()
    assert other.entries(buyer_id=7) == ()
    assert (other.entry(seq), other.count(7), other.knows("one")) == (None, 0, False)
    save(other, "one", 7)
    assert (journal.verify_chain().rows, other.verify_chain().rows) == (2, 2)


def test_values_are_gone_after_180_days_and_the_chain_is_whole(journal: Journal, clock: Clock) -> None:
    old = save(journal, "one", 7, "13800133120")
    clock.now += VALUES_KEPT.total_seconds()
    new = save(journal, "two", 7, "13800138000", "13900139000")
    assert journal.purge_values() == 0
    clock.now += 1
    assert journal.purge_values() == 2
    entries = {entry.seq: entry for entry in journal.entries()}
    assert entries[old].changes == (Change("phone", None, None),)
    assert entries[new].changes == (Change("phone", "13800138000", "13900139000"),)
    assert journal.verify_chain().ok


def test_an_intent_left_open_is_taken_up_again(journal: Journal) -> None:
    def begin(phone: str) -> int:
        return journal.begin(Action.SAVE, {"phone": ("", phone)}, operation_id="one", buyer_id=7).seq

    first = begin("13800138000")
    assert begin("13800138000") == first
    assert begin("13900139000") != first  # another wish is another intent


@pytest.mark.parametrize("result", [Result.REFUSED, Result.FAILED, Result.UNKNOWN, Result.HALF])
def test_what_was_not_done_may_be_announced_again(journal: Journal, result: Result) -> None:
    first = journal.begin(Action.BIND, {}, operation_id="one", buyer_id=7)
    journal.finish(first, result)
    again = journal.begin(Action.BIND, {}, operation_id="one", buyer_id=7)
    assert again.earlier is None
    assert again.seq != first.seq


def test_no_personal_data_in_the_chain(source: Source, journal: Journal) -> None:
    save(journal, "one", 7, "13800133120", "13800138000")
    journal.event(Action.COPY, buyer_id=7, fields=["phone"], reason="王小明来电")
    with source.desk_store.read() as connection:
        chain = repr(connection.exec_driver_sql("SELECT * FROM journal").fetchall())
    chain = re.sub(r"\b[0-9a-f]{32,64}\b", "", chain)  # keyed hashes hold any four digits now and then
    for secret in ("13800133120", "13800138000", "8000", "王小明"):
        assert secret not in chain


def test_the_device_key_is_not_shown() -> None:
    device = new_device()
    assert device.key.hex() not in repr(device)
    assert repr(device.key) not in repr(device)


def test_what_was_done_here_leaves_out_other_computers(source: Source, journal: Journal) -> None:
    other = Journal(source.desk_store, new_device())
    theirs = other.event(Action.EXPORT, count=1)
    ours = journal.event(Action.IMPORT, count=1)
    assert [entry.seq for entry in journal.entries(here=True)] == [ours]
    assert [entry.seq for entry in other.entries(here=True)] == [theirs]
    assert {entry.seq for entry in journal.entries()} == {ours, theirs}
