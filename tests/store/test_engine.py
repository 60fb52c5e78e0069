"""Opening databases, their settings and transactions, and what becomes of errors."""

from __future__ import annotations

import os
import random
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, func, insert, select, text, update
from sqlcipher3 import dbapi2

from wxbuyer_gui.domain.errors import (
    BackendError,
    ConflictError,
    InvalidInputError,
    OutcomeUnknownError,
    StorageError,
    UnreachableError,
)
from wxbuyer_gui.store import care, schema
from wxbuyer_gui.store.engine import Store, migrate_store, open_store
from wxbuyer_gui.store.tables import buyer, member, meta


def row(open_id: str = "") -> dict[str, object]:
    return {"tenant_id": 1, "open_id": open_id, "name": "张三"}


def buyers_in(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(buyer)).scalar_one()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{path}")
    yield opened
    opened.close()


def test_a_commit_that_need_not_wait_for_the_disk_is_the_only_one_that_does_not(store: Store) -> None:
    normal, full = 1, 2
    with store.write(flush=False) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == normal
    with pytest.raises(ZeroDivisionError), store.write(flush=False):
        raise ZeroDivisionError
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == full


def test_a_file_is_opened_as_the_design_says(store: Store, path: Path) -> None:
    with store.write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout", "mmap_size")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "mmap_size": 0,
    }
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == schema.APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.SCHEMA
        facts = {key: value for key, value in connection.execute(select(meta.c.key, meta.c.value))}
    assert facts["schema"] == str(schema.SCHEMA)
    assert facts["min_app_version"] == schema.MIN_APP_VERSION
    assert (store.path, store.dialect, store.url) == (path, "sqlite", f"sqlite:///{path}")


def test_the_librarys_sqlite_has_no_wal_reset_bug() -> None:
    assert dbapi2.sqlite_version_info >= (3, 51, 3)


def test_readers_cannot_write(store: Store) -> None:
    with pytest.raises(StorageError) as caught, store.read() as connection:
        connection.execute(insert(buyer).values(row()))
    assert caught.value.code == "E-READ-ONLY"


def test_a_reader_sees_one_snapshot(store: Store) -> None:
    with store.read() as connection:
        before = connection.execute(select(func.count()).select_from(buyer)).scalar_one()
        with store.write() as writer:
            writer.execute(insert(buyer).values(row()))
        assert connection.execute(select(func.count()).select_from(buyer)).scalar_one() == before
    assert buyers_in(store) == before + 1


def test_a_failed_block_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            connection.execute(insert(buyer).values(row()))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert buyers_in(store) == 0


def test_work_that_lost_a_race_is_run_again_and_no_more_than_thrice(store: Store) -> None:
    with store.write() as connection:
        connection.execute(insert(buyer).values(row("oTaken")))
    runs: list[int] = []

    def work(connection: object) -> None:
        runs.append(1)
        connection.execute(insert(buyer).values(row("oTaken")))  # type: ignore[attr-defined]

    with pytest.raises(ConflictError) as caught:
        store.run(work)
    assert len(runs) == 3
    assert caught.value.field == "open_id"


@pytest.mark.parametrize(
    ("table", "values", "field"),
    [
        (buyer, {"tenant_id": 1, "open_id": "o1"}, "open_id"),
        (member, {"tenant_id": 1, "phone_key": "13800138000"}, "phone"),
        (member, {"tenant_id": 1, "id_card_key": "11010519491231002X"}, "id_card"),
    ],
)
def test_the_database_itself_holds_what_is_unique(store: Store, table: object, values: dict, field: str) -> None:  # type: ignore[type-arg]
    with store.write() as connection:
        connection.execute(insert(table), values)  # type: ignore[call-overload]
    with pytest.raises(ConflictError) as caught, store.write() as connection:
        connection.execute(insert(table), values)  # type: ignore[call-overload]
    assert caught.value.field == field
    with store.write() as connection:
        connection.execute(insert(table), values | {"tenant_id": 2})  # type: ignore[call-overload]


def test_no_error_repeats_what_was_stored(store: Store) -> None:
    with pytest.raises(BackendError) as caught, store.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:phone)"), {"phone": "13800138000"})
    error = caught.value
    assert "13800138000" not in f"{error!r} {error} {error.__cause__!r}"
    assert error.__suppress_context__


def test_in_memory_one_at_a_time(tmp_path: Path) -> None:
    store = open_store("sqlite://")

    def add() -> None:
        for _ in range(50):
            with store.write() as connection:
                connection.execute(insert(buyer).values(row()))
            buyers_in(store)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert buyers_in(store) == 200
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_in_memory_everything_is_still_there_once_old_pages_are_forgotten() -> None:
    with open_store("sqlite://") as store:
        with store.write() as connection:
            connection.execute(insert(buyer).values(tenant_id=1))
        assert store.forget_old_pages()
        with store.read() as connection:
            assert connection.execute(select(func.count()).select_from(buyer)).scalar_one() == 1


def test_in_memory_closing_waits_for_the_write_at_work() -> None:
    store = open_store("sqlite://")
    written = threading.Event()

    def write() -> None:
        with store.write() as connection:
            closing.start()
            connection.execute(insert(buyer), [row() for _ in range(2000)])
            written.set()

    closing = threading.Thread(target=lambda: (store.close(), closed_after.append(written.is_set())))
    closed_after: list[bool] = []
    write()
    closing.join()
    assert closed_after == [True]


def test_a_file_that_another_program_holds_is_locked(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = dbapi2.connect(str(path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.read() as connection:  # readers go on
        connection.execute(select(buyer.c.id)).fetchall()
    monkeypatch.setattr("wxbuyer_gui.store.sqlite.BUSY_SECONDS", 0.05)
    impatient = open_store(f"sqlite:///{path}")
    with pytest.raises(StorageError) as caught, impatient.write():
        pass
    assert caught.value.code == "E-LOCKED"
    other.execute("ROLLBACK")
    with impatient.write() as connection:
        connection.execute(insert(buyer).values(row()))
    impatient.close()
    other.close()


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?.db", "店铺#1.db", "a&b=c;.db"])
def test_the_path_is_taken_literally(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    open_store(f"sqlite:///{path}").close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_relative_path_does_not_move_with_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///shop.db")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with store.write() as connection:
        connection.execute(insert(buyer).values(row()))
    assert buyers_in(store) == 1
    assert store.path == tmp_path / "shop.db"
    store.close()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_missing_file_is_made_only_on_request(path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}", create=False)
    assert caught.value.code == "E-NO-FILE"
    assert not path.exists()


@pytest.mark.parametrize(
    "url", ["", "shop.db", "mysql://host/shop", "sqlite:/shop.db", "postgresql://h:port/x", "http://a"]
)
def test_what_is_no_database_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidInputError):
        open_store(url)


def test_a_strangers_file_is_refused_and_not_touched(path: Path) -> None:
    stranger = dbapi2.connect(str(path), isolation_level=None)
    stranger.execute("CREATE TABLE notes(x)")
    stranger.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-FOREIGN"
    assert path.read_bytes() == before


def test_a_newer_file_is_refused_and_not_touched(path: Path) -> None:
    open_store(f"sqlite:///{path}").close()
    newer = dbapi2.connect(str(path), isolation_level=None)
    newer.execute(f"PRAGMA user_version={schema.SCHEMA + 1}")
    newer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-SCHEMA-NEW"
    assert path.read_bytes() == before


def test_what_is_no_database_is_refused_and_not_touched(path: Path) -> None:
    path.write_bytes(b"id,name\n" * 600)
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-NOT-A-DATABASE"
    assert path.read_bytes() == b"id,name\n" * 600


@pytest.mark.parametrize("way", ["read", "write", "run"])
def test_a_text_whose_bytes_are_no_text_is_damage(store: Store, way: str) -> None:
    with store.write() as connection:
        connection.execute(insert(buyer), row())
        connection.exec_driver_sql("UPDATE buyer SET profile = CAST(x'E5BCFF' AS TEXT)")

    def look(connection: Connection) -> None:
        connection.execute(select(buyer.c.profile)).all()

    def transact() -> None:
        with store.read() if way == "read" else store.write() as connection:
            look(connection)

    with pytest.raises(StorageError) as caught:
        store.run(look) if way == "run" else transact()
    assert caught.value.code == "E-DAMAGED"
    if way != "read":
        with pytest.raises(StorageError, match="not written to any more"), store.write():
            pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root and Windows write where they may not")
def test_a_read_only_file_is_refused(path: Path) -> None:
    open_store(f"sqlite:///{path}").close()
    path.chmod(stat.S_IRUSR)
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-READ-ONLY"


def test_migrating_a_present_file_does_nothing(path: Path) -> None:
    open_store(f"sqlite:///{path}").close()
    assert migrate_store(f"sqlite:///{path}") is False


def test_a_postgres_that_is_away_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(UnreachableError):
        open_store(f"postgresql+psycopg://shop:secret@/shop?host={tmp_path}")


@pytest.mark.postgres
class TestPostgres:
    def test_readers_cannot_write(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, pytest.raises(StorageError) as caught, store.read() as connection:
            connection.execute(insert(buyer).values(row()))
        assert caught.value.code == "E-READ-ONLY"

    def test_isolation(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, store.read() as reader, store.write() as writer:
            levels = [c.exec_driver_sql("SHOW transaction_isolation").scalar_one() for c in (reader, writer)]
        assert levels == ["repeatable read", "read committed"]

    def test_the_url_shows_no_password(self, postgres_url: str) -> None:
        with open_store(postgres_url.replace("shop@", "shop:s3cret@")) as store:
            assert "s3cret" not in store.url
            assert "shop@" in store.url

    def test_a_row_that_is_locked_too_long(self, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("wxbuyer_gui.store.postgres.LOCK_MILLISECONDS", 50)
        with open_store(postgres_url) as store:
            with store.write() as connection:
                connection.execute(insert(buyer).values(row("o1")))
            with store.write() as first:
                first.execute(select(buyer).with_for_update()).fetchall()
                with pytest.raises(StorageError) as caught, store.write() as second:
                    second.execute(select(buyer).with_for_update()).fetchall()
        assert caught.value.code == "E-LOCKED"

    def test_a_restarted_server_costs_no_error(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, open_store(postgres_url) as other:
            buyers_in(store)
            with other.write() as connection:
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            assert buyers_in(store) == 0

    def test_a_commit_without_an_answer_is_unknown(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, open_store(postgres_url) as other:

            def write_and_lose_the_connection() -> None:
                with store.write() as connection:
                    pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
                    connection.execute(insert(buyer).values(row()))
                    with other.write() as killer:
                        killer.exec_driver_sql(f"SELECT pg_terminate_backend({pid}, 5000)")

            with pytest.raises(OutcomeUnknownError):
                write_and_lose_the_connection()
            assert buyers_in(store) == 0

    def test_another_programs_tables_are_not_ours(self, postgres_url: str) -> None:
        with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE buyer(x int)")
        with pytest.raises(StorageError) as caught:
            open_store(postgres_url)
        assert caught.value.code == "E-FOREIGN"

    def test_an_older_schema_waits_for_migrate(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, store.write() as connection:
            connection.execute(update(meta).where(meta.c.key == "schema").values(value="0"))
        with pytest.raises(StorageError) as caught:
            open_store(postgres_url)
        assert caught.value.code == "E-SCHEMA-OLD"

    def test_what_is_too_long_for_an_index_is_refused_in_words(self, postgres_url: str) -> None:
        # Hexadecimal digits, which hardly compress: PostgreSQL's B-tree takes 2704 bytes an entry.
        with open_store(postgres_url) as store, pytest.raises(InvalidInputError), store.write() as connection:
            connection.execute(insert(buyer).values(row(random.Random(7).randbytes(9000).hex())))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder to that user by itself")
def test_a_database_and_its_backup_are_for_their_owner_alone(tmp_path: Path) -> None:
    path, copy = tmp_path / "shop.db", tmp_path / "copy.db"
    store = open_store(f"sqlite:///{path}")
    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('a', 'b')")
    care.back_up(store, copy)
    modes = {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()}
    store.close()
    assert len(modes) >= 3
    assert set(modes.values()) == {0}
