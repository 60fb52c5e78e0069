"""Two programs on one database: each notices what the other changes, and nothing of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from queue import Queue

import psycopg
import pytest

from wxbuyer_gui.backends.local import LocalBackend
from wxbuyer_gui.domain.changed import Changed
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.store import aliases, announcing, bulk, index, people_tables, schema, tables, watching
from wxbuyer_gui.store.engine import Store, migrate_store, open_store
from wxbuyer_gui.store.watching import Watch, watch_of

LONG = 20.0
"""Seconds after which something that was to come has not."""
ANYBODY = Changed(all=True)


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_SECONDS", 0.02)
    monkeypatch.setattr(watching, "RETRY_SECONDS", 0.02)


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


class Counter:
    """One program on the database, listening."""

    def __init__(self, store: Store, tenant_id: int = 1) -> None:
        self.store = store
        self.backend = LocalBackend(store, tenant_id=tenant_id)
        self.heard: Queue[Changed] = Queue()
        watch = watch_of(store, tenant_id)
        assert watch is not None
        self.watch: Watch = watch
        self.watch.start(self.heard.put)
        if store.dialect == "postgresql":
            assert self.next() == ANYBODY  # it listens from here on

    def next(self) -> Changed:
        return self.heard.get(timeout=LONG)

    def add(self, name: str) -> int:
        number = self.backend.save_user(WxBuyingUser(name=name)).id
        assert number is not None
        return number


@pytest.fixture
def counters(url: str) -> Iterator[tuple[Counter, Counter]]:
    """Two programs on one database."""
    with ExitStack() as open_:
        pair = [Counter(open_.enter_context(open_store(url))) for _ in range(2)]
        for one in pair:
            open_.callback(one.watch.close)
        yield pair[0], pair[1]


def who(changed: Changed, url: str) -> Changed:
    """What is heard of ``changed``: a file cannot say who it was."""
    return ANYBODY if url.startswith("sqlite") else changed


def test_each_hears_what_the_other_does(counters: tuple[Counter, Counter], url: str) -> None:
    one, other = counters
    buyer = other.add("张三")
    assert one.next() == who(Changed(buyers=frozenset({buyer})), url)
    member = one.backend.create_member(MemberForm(buyer, name="张三", phone="13800138000")).id
    assert member is not None
    heard = other.next()
    while heard != who(Changed(frozenset({buyer}), frozenset({member})), url):
        heard |= other.next()


def test_another_process_is_heard(counters: tuple[Counter, Counter], url: str) -> None:
    code = (
        "import sys; from wxbuyer_gui.backends import open_backend; from wxbuyer_gui.domain.models import WxBuyingUser;"
        "backend = open_backend(sys.argv[1]); backend.save_user(WxBuyingUser(name='张三')); backend.close()"
    )
    subprocess.run([sys.executable, "-c", code, url], check=True)
    for one in counters:
        assert one.next() == who(Changed(buyers=frozenset({1})), url)


def test_nobody_hears_of_what_it_did_itself(counters: tuple[Counter, Counter], url: str) -> None:
    one, other = counters
    mine = [one.add(f"客人{number}") for number in range(5)]
    known = one.store.foreign_version() if url.startswith("sqlite") else None
    other.next()
    theirs = other.add("张三")
    assert one.next() == who(Changed(buyers=frozenset({theirs})), url)
    assert theirs not in mine
    if known is not None:
        one.add("李四")
        version = one.store.foreign_version()
        assert version != known
        one.add("王五")
        assert one.store.foreign_version() == version


def test_a_file_is_not_asked_while_this_program_writes(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        with store.write():
            assert store.foreign_version() is None
        assert store.foreign_version() is not None


def test_a_database_in_memory_has_nobody_else() -> None:
    with open_store("sqlite://") as store:
        assert watch_of(store, 1) is None
        assert store.foreign_version() is None


def test_closing_does_not_wait(url: str) -> None:
    with open_store(url) as store:
        for begun in (True, False):
            watch = watch_of(store, 1)
            assert watch is not None
            if begun:
                watch.start(lambda _changed: None)
            watch.close()
            watch.close()


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgres"], indirect=True)
class TestPostgres:
    def test_another_tenant_is_not_heard(self, counters: tuple[Counter, Counter], url: str) -> None:
        one, other = counters
        LocalBackend(other.store, tenant_id=2).save_user(WxBuyingUser(name="别家"))
        ours = other.add("张三")
        assert one.next() == Changed(buyers=frozenset({ours}))

    def test_what_nobody_sees_is_not_told(self, counters: tuple[Counter, Counter], url: str) -> None:
        one, other = counters
        buyer = other.add("张三")
        one.next()
        with other.store.write() as connection:
            index.rebuild_index(connection)
            connection.exec_driver_sql("UPDATE buyer SET name = name")
        second = other.add("李四")
        assert one.next() == Changed(buyers=frozenset({second}))
        assert second != buyer

    def test_a_whole_import_is_told_as_anybody(self, counters: tuple[Counter, Counter], url: str) -> None:
        one, other = counters
        rows = announcing.MOST_NAMED + 50
        people = [WxBuyingUser(id=number, tenant_id=1, name="客人") for number in range(1, rows + 1)]
        with other.store.write() as connection:
            bulk.add_buyers(connection, people)
        heard = one.next()
        while not heard.all:
            heard |= one.next()
        assert len(heard.buyers) <= announcing.MOST_NAMED
        with other.store.write() as connection:  # and the next transaction names again
            connection.exec_driver_sql("DELETE FROM buyer WHERE id = 7")
        assert one.next() == Changed(buyers=frozenset({7}))

    def test_what_staff_call_a_buyer_concerns_the_buyer(self, counters: tuple[Counter, Counter], url: str) -> None:
        one, other = counters
        buyer = other.add("张三")
        one.next()
        for text in ("老张", "张总", ""):
            with other.store.write() as connection:
                aliases.put(connection, 1, buyer, text)
            assert one.next() == Changed(buyers=frozenset({buyer}))

    def test_it_listens_again_when_the_connection_broke(self, counters: tuple[Counter, Counter], url: str) -> None:
        one, other = counters
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            broken = server.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            ).fetchone()
        assert broken == (2,)
        assert one.next() == ANYBODY
        assert other.next() == ANYBODY
        buyer = other.add("张三")
        assert one.next() == Changed(buyers=frozenset({buyer}))

    def test_a_server_that_is_gone_does_not_hold_the_end_up(self, url: str) -> None:
        with open_store(url) as store:
            counter = Counter(store)
            store.close()
            with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", (store.name,)
                )
            counter.watch.close()
            assert not counter.watch.is_running

    def test_a_database_of_before_learns_to_tell(self, url: str) -> None:
        with open_store(url) as old, old.write() as connection:
            connection.exec_driver_sql("DROP FUNCTION announce_change CASCADE")
            tables.metadata.drop_all(connection, tables=people_tables.TABLES)
            schema.stamp(connection, 2, "0.1.0")
        assert migrate_store(url) is True
        with open_store(url) as mine, open_store(url) as theirs:
            counter = Counter(mine)
            number = LocalBackend(theirs, tenant_id=1).save_user(WxBuyingUser(name="张三")).id
            assert counter.next() == Changed(buyers=frozenset({number or 0}))
            counter.watch.close()


def test_whom_a_change_concerns() -> None:
    for changed, buyers, members in (
        (Changed(buyers=frozenset({1})), [1], [7]),
        (Changed(members=frozenset({7})), [1], [7]),
        (Changed(members=frozenset({8})), [1, 0], [7, 8]),
        (ANYBODY, [], []),
    ):
        assert changed.concerns(buyers, members)
    assert not Changed(buyers=frozenset({8}), members=frozenset({1})).concerns([1, 0], [7, 8])
    assert not Changed().concerns([1], [0])
