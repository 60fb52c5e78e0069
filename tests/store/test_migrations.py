"""Migrations, proven on a made older schema: database 1 of this program, seen by a program that is one step on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Text, select, text

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.store import aliases, buyers, index, migrations, schema, sqlite
from wxbuyer_gui.store.engine import Store, migrate_store, open_store
from wxbuyer_gui.store.index_triggers import for_sqlite
from wxbuyer_gui.store.migrations import Step, upgrade, upgrade_file
from wxbuyer_gui.store.tables import meta

if TYPE_CHECKING:
    from alembic.operations import Operations

NEXT = schema.SCHEMA + 1


def add_a_column(operations: Operations) -> None:
    """As a real step would: a batch change makes the table anew on SQLite, which drops its triggers."""
    with operations.batch_alter_table("buyer", recreate="auto") as batch:
        batch.add_column(Column("note", Text, nullable=False, server_default=""))
        batch.alter_column("profile", server_default="none")


def lose_a_row(operations: Operations) -> None:
    operations.execute("DELETE FROM buyer WHERE id = 1")


def stumble(operations: Operations) -> None:
    add_a_column(operations)
    operations.execute("SELECT * FROM nowhere")


def leave_a_dangling_reference(operations: Operations) -> None:
    operations.execute("CREATE TABLE visit(id INTEGER PRIMARY KEY, buyer_id INTEGER REFERENCES buyer(id))")
    operations.execute("INSERT INTO visit VALUES (1, 999)")


def die(operations: Operations) -> None:
    add_a_column(operations)
    os.kill(os.getpid(), signal.SIGKILL)


def step(apply: object) -> tuple[Step, ...]:
    return (Step(version=NEXT, min_app_version="0.2.0", apply=apply),)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with three buyers in it, closed."""
    path = tmp_path / "shop.db"
    with open_store(f"sqlite:///{path}") as store, store.write() as connection:
        for name in ("张三", "李四", "王五"):
            buyers.add(connection, 1, WxBuyingUser(name=name, phone="13800138000"))
    return path


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return [buyer.name for buyer in buyers.get_list(connection, 1, [1, 2, 3])]


def version_of(store: Store) -> int:
    with store.read() as connection:
        return schema.look(connection).version


def assert_untouched(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        assert version_of(store) == schema.SCHEMA
        assert names(store) == ["张三", "李四", "王五"]
        with store.write() as connection:
            columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(buyer)")]
            assert "note" not in columns
            assert index.check_index(connection) == 0


def test_an_older_file_is_migrated_when_it_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    monkeypatch.setattr("wxbuyer_gui.store.opening.SCHEMA", NEXT)
    monkeypatch.setattr(migrations, "STEPS", step(add_a_column))
    with open_store(f"sqlite:///{path}") as store:
        assert version_of(store) == NEXT
        assert names(store) == ["张三", "李四", "王五"]
        with store.write() as connection:
            assert connection.execute(text("SELECT DISTINCT note FROM buyer")).scalar_one() == ""
            new = buyers.add(connection, 1, WxBuyingUser(name="赵六", phone="13900139000"))
            assert new == 4
            assert index.check_index(connection) == 0  # the triggers are back
            facts = {key: value for key, value in connection.execute(select(meta.c.key, meta.c.value))}
    assert (facts["schema"], facts["min_app_version"]) == (str(NEXT), "0.2.0")


def test_a_copy_is_set_aside_first(path: Path) -> None:
    copy = upgrade_file(path, step(add_a_column))
    assert copy.name == f"shop.db.schema{schema.SCHEMA}.bak"
    assert_untouched(copy)
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["shop.db", copy.name]


def test_a_file_is_migrated_once(path: Path) -> None:
    upgrade_file(path, step(add_a_column))
    with pytest.raises(StorageError) as caught:
        open_store(f"sqlite:///{path}")
    assert caught.value.code == "E-SCHEMA-NEW"


@pytest.mark.parametrize("apply", [stumble, lose_a_row, leave_a_dangling_reference])
def test_a_failed_step_leaves_the_file_as_it_was(path: Path, apply: object) -> None:
    with pytest.raises(StorageError):
        upgrade_file(path, step(apply))
    assert_untouched(path)


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_a_killed_migration_leaves_the_file_as_it_was(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store import test_migrations as t;"
        "t.upgrade_file(Path(sys.argv[1]), t.step(t.die))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert_untouched(path)


def test_a_present_file_needs_no_alembic(path: Path) -> None:
    code = (
        "import sys; from wxbuyer_gui.store.engine import open_store;"
        "open_store(sys.argv[1]).close(); sys.exit('alembic' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code, f"sqlite:///{path}"], check=False)
    assert ended.returncode == 0


def test_the_first_schema_is_brought_up_to_the_present_one(tmp_path: Path) -> None:
    """``schemas/1.sql`` is what the first version of this program made."""
    path = tmp_path / "old.db"
    with closing(sqlite.driver_connection(path)) as old:
        index.register_functions(old)
        old.executescript((Path(__file__).parent / "schemas" / "1.sql").read_text(encoding="utf-8"))
        for statement in for_sqlite():
            if "alias" not in statement:  # which it did not know
                old.execute(statement)
        old.execute("INSERT INTO buyer(id, tenant_id, name, name_key) VALUES (7, 1, '张三', '张三')")
        old.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version=1")
        old.execute("INSERT INTO meta VALUES ('schema', '1'), ('min_app_version', '0.1.0')")
    with open_store(f"sqlite:///{path}") as migrated, open_store("sqlite://") as fresh:
        assert version_of(migrated) == schema.SCHEMA
        assert table_layout(migrated) == table_layout(fresh)
        with migrated.write() as connection:
            found = buyers.get(connection, 1, 7)
            aliases.put(connection, 1, 7, "老张")
            assert aliases.matching(connection, 1, parse("lz")) == {7: "老张"}
    assert found is not None
    assert found.name == "张三"


def table_layout(store: Store) -> dict[str, set[tuple[object, ...]]]:
    """Each table's columns and indexes, as SQLite tells them."""
    with store.read() as connection:
        run = connection.exec_driver_sql
        names = [row[0] for row in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: {tuple(row) for row in run(f"PRAGMA table_info({name})")} for name in names}
        indexes = {name: {tuple(row[1:]) for row in run(f"PRAGMA index_list({name})")} for name in names}
        return {name: columns[name] | indexes[name] for name in names}


@pytest.mark.postgres
class TestPostgres:
    def test_it_is_migrated_on_request_only(self, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with open_store(postgres_url) as store, store.write() as connection:
            buyers.add(connection, 1, WxBuyingUser(name="张三"))
        monkeypatch.setattr(schema, "SCHEMA", NEXT)
        monkeypatch.setattr(migrations, "STEPS", step(add_a_column))
        with pytest.raises(StorageError) as caught:
            open_store(postgres_url)
        assert caught.value.code == "E-SCHEMA-OLD"
        assert migrate_store(postgres_url) is True
        assert migrate_store(postgres_url) is False
        with open_store(postgres_url) as store:
            assert version_of(store) == NEXT
            assert names(store) == ["张三"]

    def test_a_failed_step_leaves_nothing(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store:
            with store.write() as connection:
                buyers.add(connection, 1, WxBuyingUser(name="张三"))
            for apply in (stumble, lose_a_row):
                with pytest.raises(StorageError), store.write() as connection:
                    upgrade(connection, step(apply))
                assert version_of(store) == schema.SCHEMA
                assert names(store) == ["张三"]

    def test_a_newer_one_is_refused(self, postgres_url: str) -> None:
        with open_store(postgres_url) as store, store.write() as connection:
            schema.stamp(connection, NEXT, "9.0.0")
        with pytest.raises(StorageError, match=r"9\.0\.0") as caught:
            open_store(postgres_url)
        assert caught.value.code == "E-SCHEMA-NEW"
        with pytest.raises(StorageError):
            migrate_store(postgres_url)


def test_a_migration_ends_at_the_newest_schema() -> None:
    assert [one.version for one in migrations.STEPS] == list(range(2, schema.SCHEMA + 1))
