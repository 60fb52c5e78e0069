"""The chain: what somebody else's hand on the rows shows."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.services.conftest import Clock
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.journal import VALUES_KEPT, Journal
from wxbuyer_gui.services.seals import Head, Sealer
from wxbuyer_gui.store import journal_queries as queries


@pytest.fixture
def journal(source: Source, device: Device, clock: Clock) -> Journal:
    """A journal of twelve rows: six edits."""
    journal = Journal(source.desk_store, device, clock=clock)
    for number in range(6):
        write(journal, f"operation {number}")
    return journal


def write(journal: Journal, operation_id: str) -> None:
    ticket = journal.begin(Action.BIND, {"member.phone": ("", "13800138000")}, operation_id=operation_id, buyer_id=7)
    journal.finish(ticket, Result.DONE, member_after=8812, verified=True)


def tamper(source: Source, statement: str) -> None:
    with source.desk_store.write() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1


def test_an_untouched_chain_is_whole(journal: Journal) -> None:
    check = journal.verify_chain(heads=[journal.head()])
    assert (check.ok, check.rows, check.broken_seq, check.cut, check.other_rows) == (True, 12, None, False, 0)
    assert check.is_anchored


def test_an_empty_chain_is_whole(source: Source) -> None:
    assert Journal(source.desk_store, new_device()).verify_chain().ok


@pytest.mark.parametrize(
    ("seq", "change"),
    [
        (5, "buyer_id = 8"),
        (5, "operator_id = 3"),
        (5, "approved_by = 3"),
        (5, "device_id = 'x'"),
        (5, "tenant_id = 2"),
        (5, "position = 99"),
        (5, "at = at + 1"),
        (5, "kind = 'event'"),
        (5, "action = 'unbind'"),
        (5, "operation_id = 'x'"),
        (5, "row_count = 1"),
        (5, "fields = '[]'"),
        (5, "fields = replace(fields, 'phone', 'name')"),
        (5, "seal = '0'"),
        (6, "member_before = 1"),
        (6, "member_after = 1"),
        (6, "intent_seq = 1"),
        (6, "result = 'refused'"),
        (6, "verified = NULL"),
        (6, "code = 'E-X'"),
    ],
)
def test_an_edited_row_is_named(source: Source, journal: Journal, seq: int, change: str) -> None:
    tamper(source, f"UPDATE journal SET {change} WHERE seq = {seq}")
    check = journal.verify_chain()
    # Then it is no longer in its place of this chain.
    named = seq + 1 if change.startswith(("device_id", "tenant_id", "position")) else seq
    assert (check.ok, check.rows, check.broken_seq) == (False, seq - 1, named)


def test_a_removed_row_shows_at_the_next_one(source: Source, journal: Journal) -> None:
    tamper(source, "DELETE FROM journal WHERE seq = 5")
    assert journal.verify_chain().broken_seq == 6


def test_a_removed_row_shows_even_if_the_others_close_up(source: Source, journal: Journal) -> None:
    tamper(source, "DELETE FROM journal WHERE seq = 5")
    for seq in range(6, 13):
        tamper(source, f"UPDATE journal SET position = position - 1 WHERE seq = {seq}")
    assert journal.verify_chain().broken_seq == 6


def test_two_rows_that_change_places_show(source: Source, journal: Journal) -> None:
    for old, new in ((5, 99), (6, 5), (99, 6)):
        tamper(source, f"UPDATE journal SET seq = {new} WHERE seq = {old}")
    assert journal.verify_chain().broken_seq == 5


def test_a_row_put_in_shows(source: Source, journal: Journal) -> None:
    tamper(
        source,
        "INSERT INTO journal (seq, tenant_id, device_id, position, at, kind, action, fields, seal)"
        " SELECT 13, tenant_id, device_id, 13, at, kind, action, fields, seal FROM journal WHERE seq = 12",
    )
    assert journal.verify_chain().broken_seq == 13


def test_a_cut_tail_shows_against_an_anchor_only(source: Source, journal: Journal) -> None:
    anchor = journal.head()
    for seq in (11, 12):
        tamper(source, f"DELETE FROM journal WHERE seq = {seq}")
    blind = journal.verify_chain(heads=())
    assert (blind.ok, blind.is_anchored) == (True, False)
    check = journal.verify_chain(heads=[anchor])
    assert (check.ok, check.cut, check.missing, check.broken_seq) == (False, True, 2, None)


def test_rows_written_again_after_a_cut_show_against_an_anchor(source: Source, journal: Journal) -> None:
    anchor = journal.head()
    for seq in (11, 12):
        tamper(source, f"DELETE FROM journal WHERE seq = {seq}")
    write(journal, "another")
    assert journal.verify_chain(heads=()).ok
    assert not journal.verify_chain(heads=[anchor]).ok
    assert journal.verify_chain(heads=[Head(10, anchor.seal)]).broken_seq == 10


@pytest.mark.parametrize("change", ["after = '13900139000'", "before = '13900139000'", "field = 'member.name'"])
def test_a_changed_value_is_named_by_its_row(source: Source, journal: Journal, change: str) -> None:
    tamper(source, f"UPDATE journal_value SET {change} WHERE seq = 5")
    check = journal.verify_chain()
    assert (check.ok, check.broken_seq, check.changed_seq, check.rows) == (False, None, 5, 12)


def test_a_value_put_in_is_named_and_an_erased_one_is_not(source: Source, journal: Journal, clock: Clock) -> None:
    clock.now += VALUES_KEPT.total_seconds() + 1
    assert journal.purge_values()
    assert journal.verify_chain().ok
    put_in = "INSERT INTO journal_value (seq, field, tenant_id, at, after) VALUES (6, 'member.phone', 1, 0, '1')"
    tamper(source, put_in)
    assert journal.verify_chain().changed_seq == 6


def test_a_changed_reason_is_named(source: Source, journal: Journal) -> None:
    seq = journal.event(Action.EXPORT, count=2, reason="月底对账")
    assert journal.verify_chain().ok
    entry = journal.entry(seq)
    assert entry is not None
    assert (entry.reason, entry.changes) == ("月底对账", ())
    tamper(source, f"UPDATE journal_value SET after = '别的' WHERE seq = {seq}")
    assert journal.verify_chain().changed_seq == seq


def test_a_chain_written_again_without_the_key_is_named_from_its_first_row(source: Source, journal: Journal) -> None:
    forger = Sealer(Device(journal.device_id, new_device().key))
    with source.desk_store.write() as connection:
        seal = ""
        for row, _ in list(queries.chain(connection, 1, journal.device_id)):
            seal = forger.row(replace(row, buyer_id=None), seal)
            connection.exec_driver_sql(f"UPDATE journal SET buyer_id = NULL, seal = '{seal}' WHERE seq = {row.seq}")
    assert journal.verify_chain(heads=()).broken_seq == 1


def test_each_device_has_its_own_chain(source: Source, journal: Journal) -> None:
    other = Journal(source.desk_store, new_device())
    write(other, "theirs")
    write(journal, "ours")
    assert (journal.verify_chain().rows, journal.verify_chain().other_rows) == (14, 2)
    assert (other.verify_chain().rows, other.verify_chain().other_rows) == (2, 14)
    assert len(journal.entries()) == 8


def test_another_key_finds_the_first_row_broken(source: Source, journal: Journal, device: Device) -> None:
    stranger = Journal(source.desk_store, Device(device.id, new_device().key))
    assert stranger.verify_chain().broken_seq == 1


def test_threads_write_one_chain(source: Source, journal: Journal, device: Device) -> None:
    start = threading.Barrier(4)
    failures: list[BackendError] = []

    def work(number: int) -> None:
        own = Journal(source.desk_store, device)
        start.wait(10)
        try:
            for turn in range(10):
                write(own, f"{number} {turn}")
        except BackendError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    check = journal.verify_chain()
    assert (check.ok, check.rows) == (True, 12 + 4 * 10 * 2)
