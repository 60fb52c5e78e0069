"""Brings an older database up to the schema of this program.

Each step is additive within a major version and runs in one transaction with all others that are due: either the
database is new afterwards, or it is what it was. alembic is imported only when there is a step to run; the
schema's number alone (``store.schema``) says whether there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, inspect, select, table

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store import files, index, schema, sqlite
from wxbuyer_gui.store.driver import driver_errors
from wxbuyer_gui.store.errors import translated
from wxbuyer_gui.store.migrations import changes

if TYPE_CHECKING:
    from alembic.operations import Operations


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema: ``version`` is the number after it, ``apply`` makes it with alembic's operations."""

    version: int
    min_app_version: str
    apply: Callable[[Operations], None]


STEPS: tuple[Step, ...] = (
    Step(2, "0.1.0", changes.add_mirror_and_outbox),
    Step(3, "0.1.0", changes.announce_changes),
    Step(4, "0.1.0", changes.add_people),
)
"""All changes since schema 1, oldest first; 1 is the first that was ever released."""


def upgrade_file(path: Path, steps: Sequence[Step] | None = None) -> Path:
    """Migrate the SQLite file at ``path`` and return the copy of it that was set aside before.

    Raises StorageError and leaves the file as it was if a step fails, rows get lost or a foreign key dangles.
    """
    with translated():
        engine = sqlite.migration_engine(path)
        try:
            copy = _set_copy_aside(engine, path)
            with engine.begin() as connection:
                upgrade(connection, steps)
        finally:
            engine.dispose()
    return copy


def upgrade(connection: Connection, steps: Sequence[Step] | None = None) -> bool:
    """Run the steps that are due in the caller's transaction; True if there were any.

    Raises StorageError, for the caller to roll back, if rows get lost or a foreign key dangles.
    """
    found = schema.look(connection)  # once more: another program may have been faster
    schema.refuse_unusable(found)
    due = [step for step in (STEPS if steps is None else steps) if step.version > found.version]
    if not due:
        return False
    # 30 ms, and of no use to the many starts that find nothing to migrate.
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415

    operations = Operations(MigrationContext.configure(connection))
    before = _row_counts(connection)
    for step in due:
        step.apply(operations)
    index.create_index(connection)  # a batch change of a table drops its triggers
    _check_nothing_lost(before, _row_counts(connection))
    _check_foreign_keys(connection)
    schema.stamp(connection, due[-1].version, due[-1].min_app_version)
    return True


def _set_copy_aside(engine: Engine, path: Path) -> Path:
    """Copy the database with SQLite's backup API, which also sees what is still in the log."""
    with engine.connect() as connection:
        found = schema.look(connection)
    copy = path.with_name(f"{path.name}.schema{found.version}.bak")
    with files.file_errors(), driver_errors(), files.draft_of(copy) as draft:
        # A connection without a transaction: the backup waits for ever on one that writes.
        with closing(sqlite.driver_connection(path)) as source, closing(sqlite.driver_connection(draft)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE").fetchall()  # the copy shall be a single file
        files.put_in_place(draft, copy)
    return copy


def _row_counts(connection: Connection) -> dict[str, int]:
    """Rows of each table but the search index's own."""
    names = [name for name in inspect(connection).get_table_names() if not name.startswith(index.TABLE_PREFIX)]
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}


def _check_nothing_lost(before: dict[str, int], after: dict[str, int]) -> None:
    for name, count in before.items():
        if after.get(name, 0) < count:
            raise StorageError(f"the migration lost rows of {name}", code="E-MIGRATION")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StorageError("the migration left a reference to nothing", code="E-MIGRATION")
