"""The journal's queries: each goes through an index that leads with the tenant, however long the journal is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event

from wxbuyer_gui.domain.errors import ConflictError
from wxbuyer_gui.store import drafts, journal, journal_counts, journal_queries
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.journal import INTENT, JournalRow

DEVICE = "d" * 32


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def append(connection: Connection, **columns: object) -> JournalRow:
    row = JournalRow(tenant_id=1, device_id=DEVICE, at=1000, kind=INTENT, action="save", **columns)  # type: ignore[arg-type]
    return journal.append(connection, row, lambda row, previous: f"{row.position}<{previous}"[:64])


QUERIES: dict[str, Callable[[Connection], object]] = {
    "all": lambda connection: journal_queries.page(connection, 1, before=1),
    "buyer": lambda connection: journal_queries.page(connection, 1, buyer_id=7, before=1),
    "operator": lambda connection: journal_queries.page(connection, 1, operator_id=3, before=1),
    "day": lambda connection: journal_queries.page(connection, 1, span=(0, 2000), before=1),
    "count": lambda connection: journal_queries.count(connection, 1, 7, 100),
    "outcomes": lambda connection: journal_queries.outcomes(connection, 1, [1, 2]),
    "operation": lambda connection: journal_queries.by_operation(connection, 1, "one"),
    "open": lambda connection: journal_queries.open_intents(connection, 1, DEVICE),
    "later": lambda connection: journal_queries.later_writes(connection, 1, [7], ["save"], 1),
    "phone": lambda connection: journal_queries.member_value(connection, 1, 7, 8812, "member.phone"),
    "of a buyer": lambda connection: journal_queries.with_intents(connection, 1, journal.journal.c.buyer_id == 7),
    "shift": lambda connection: journal_counts.count(connection, 1, [0, 1500, 2000]),
    "shift of one": lambda connection: journal_counts.count(connection, 1, [0, 2000], operator_id=3),
    "shift here": lambda connection: journal_counts.count(connection, 1, [0, 2000], device_id=DEVICE),
    "events": lambda connection: journal_queries.has_event(connection, 1, DEVICE, ["gap"], after=0, position=9),
    "place": lambda connection: journal_queries.at_position(connection, 1, DEVICE, 3),
    "chain": lambda connection: list(journal_queries.chain(connection, 1, DEVICE)),
    "head": lambda connection: journal.head(connection, 1, DEVICE),
    "purge": lambda connection: journal.purge_values(connection, 1, 1000),
    "draft": lambda connection: drafts.load(connection, (1, 0, 7, "register"), since=0),
}
NEWEST_FIRST = {"all", "buyer", "operator", "day"}


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_scans_a_table(store: Store, name: str) -> None:
    plans: list[str] = []

    def explain(connection: Connection, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        if not statement.startswith("EXPLAIN"):
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(str(row[3]) for row in rows)

    with store.write() as connection:
        append(connection, buyer_id=7)
        event.listen(connection, "before_cursor_execute", explain)
        QUERIES[name](connection)
    reads = [plan for plan in plans if plan.startswith(("SCAN journal", "SCAN draft", "SCAN outcome", "SEARCH"))]
    assert reads
    for plan in reads:
        assert plan.startswith("SEARCH"), plans
        assert "(tenant_id=?)" not in plan, plans  # that would be all of the tenant's rows
    if name in NEWEST_FIRST:
        assert not any("TEMP B-TREE" in plan for plan in plans), plans


def test_every_index_leads_with_the_tenant() -> None:
    for table in (journal.journal, journal.journal_value, journal.journal_open):
        assert table.indexes
        assert {index.columns.keys()[0] for index in table.indexes} == {"tenant_id"}


def test_a_number_is_never_given_twice(store: Store) -> None:
    with store.write() as connection:
        last = append(connection)
        connection.exec_driver_sql("DELETE FROM journal")
        assert append(connection).seq == last.seq + 1


def test_two_rows_cannot_have_one_place(store: Store) -> None:
    with store.write() as connection:
        first, second = append(connection), append(connection)
    assert (first.position, second.position) == (1, 2)
    with pytest.raises(ConflictError), store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET position = 1")


def test_a_row_comes_back_as_it_was_sealed(store: Store) -> None:
    with store.write() as connection:
        row = append(connection, buyer_id=7, verified=True, fields=(("name", "", "abc"),), operation_id="一")
        assert journal_queries.row(connection, 1, row.seq) == row
        assert journal_queries.row(connection, 2, row.seq) is None


def test_the_whole_chain_is_read_in_batches(store: Store) -> None:
    with store.write() as connection:
        for _ in range(7):
            append(connection)
        for batch in (1, 3, 7, 8):
            rows = [row for row, _ in journal_queries.chain(connection, 1, DEVICE, batch=batch)]
            assert [row.position for row in rows] == list(range(1, 8))
