"""Opens a database and hands out its transactions; the only way in for everything else in ``store``."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.store import files, migrations, opening, postgres, schema, sqlite
from wxbuyer_gui.store.errors import (
    STATEMENT_ERRORS,
    is_race,
    lost_while_committing,
    outcome_unknown,
    translate,
    translated,
)
from wxbuyer_gui.store.gate import WriteGate
from wxbuyer_gui.store.id_numbers import IdNumbers, carrying
from wxbuyer_gui.store.opening import FileState

if TYPE_CHECKING:
    from wxbuyer_gui.store.id_cipher import IdCipher

T = TypeVar("T")

SQLITE_FILE = "sqlite:///"
"""What the URL of a file begins with."""
MEMORY_URLS = frozenset({"sqlite:", "sqlite://", "sqlite:///", "sqlite:///:memory:"})
"""The URLs of a database that is gone with its connection."""
_POSTGRES_SCHEMES = ("postgresql://", "postgresql+psycopg://")
_ATTEMPTS = 3


class Store:
    """An open database. All methods may be called from any thread and raise only ``BackendError``s.

    ``url`` carries no password. ``path`` is the SQLite file, None in memory and for PostgreSQL. ``dialect`` is
    "sqlite" or "postgresql". ``name`` is what a server calls this store's connections. ``gate`` is where all writes
    come in. ``unclean``: whoever had the file before did not close it, so its pages should be checked. ``id_numbers``
    says how ID numbers are kept; it has no key until somebody gives it one.
    """

    def __init__(
        self,
        *,
        url: str,
        writers: Engine,
        readers: Engine | None,
        path: Path | None = None,
        unclean: bool = False,
        name: str = "",
    ) -> None:
        self.url = url
        self.path = path
        self.unclean = unclean
        self.gate = WriteGate(seconds=sqlite.WRITER_SECONDS)
        self.id_numbers = IdNumbers()
        self.dialect = writers.dialect.name
        self.name = name
        self._writers = writers
        self._readers = readers or writers
        # A database in memory is one connection, and a connection is good for one transaction at a time.
        self._turn = None if readers else Lock()
        self._closed = False

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that cannot write and sees one snapshot throughout."""
        with translated(), self._my_turn(), self._readers.connect() as connection:
            yield carrying(connection, self.id_numbers)

    @contextmanager
    def write(self, *, flush: bool = True) -> Iterator[Connection]:
        """A write transaction: committed at the end of the block, rolled back where that raises.

        Without ``flush`` the commit does not wait for the disk. A power cut may then take it back, but only together
        with all that came after it, and the next commit that waits makes this one safe too: both databases keep one
        log and sync it in order (https://www.sqlite.org/pragma.html#pragma_synchronous,
        https://www.postgresql.org/docs/current/wal-async-commit.html).
        """
        with translated(), self._transaction(flush=flush) as connection:
            yield connection

    def run(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in a write transaction and return its answer.

        Where another writer got in between (a unique key taken meanwhile, a deadlock) it is rolled back and run
        again from its start, so that ``work`` meets the other's rows and can name them; ``work`` must therefore
        change nothing outside of its connection.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with self._transaction() as connection:
                    return work(connection)
            except STATEMENT_ERRORS as error:
                if attempt == _ATTEMPTS or not (isinstance(error, DBAPIError) and is_race(error)):
                    raise translate(error) from None
        raise AssertionError("the last attempt returns or raises")

    def foreign_version(self) -> int | None:
        """SQLite: a number that is another one once somebody else than this store has committed something.

        None while this store writes: only its writer's own connection can tell the two apart
        (https://www.sqlite.org/pragma.html#pragma_data_version).
        """
        pool = self._writers.pool
        if not isinstance(pool, QueuePool) or pool.checkedout():
            return None
        with translated(), self._my_turn(), closing(self._writers.raw_connection()) as connection:
            version: int = connection.cursor().execute("PRAGMA data_version").fetchone()[0]
            return version

    @contextmanager
    def own_connection(self) -> Iterator[Any]:
        """A bare connection of the driver, for the block alone and closed at its end, whatever was done to it."""
        with translated(), self._my_turn():
            connection = self._writers.raw_connection()
        try:
            yield connection.driver_connection
        finally:
            connection.invalidate()

    @property
    def is_shareable(self) -> bool:
        """Whether another process can open this database, too."""
        return self._turn is None

    def __reduce__(self) -> tuple[Callable[..., Store], tuple[object, ...]]:
        """In another process the same database, opened there; its password and key go along, so by a pipe alone."""
        url = self._writers.url.render_as_string(hide_password=False) if self.path is None else self.url
        return _opened_elsewhere, (url, self.id_numbers.cipher)

    @contextmanager
    def standing_back(self) -> Iterator[None]:
        """In the block another process writes for this one, whose own writes wait meanwhile as they do for each other.

        PostgreSQL lets both write. Raises as ``write`` does before anything is written.
        """
        self.gate.enter()
        with translated(), self._writers.connect() if self.path is not None else contextlib.nullcontext():
            try:
                yield
            except BaseException as error:
                self._write_no_more_if_damaged(error)
                raise

    def forget_old_pages(self) -> bool:
        """Leave nothing in a file's log of what was there before; False where somebody reads an older state now."""
        if self.path is None:
            return True
        with self.own_connection() as connection:
            busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        return not busy

    @property
    def driver_error(self) -> type[Exception]:
        """What the bare driver raises."""
        error: type[Exception] = self._writers.dialect.loaded_dbapi.Error
        return error

    def close(self) -> None:
        """Let go of all connections. May be called more than once.

        In memory it first waits, a few seconds at most, for whoever is using the one connection.
        """
        self._closed = True
        mine = self._turn is None or self._turn.acquire(timeout=sqlite.BUSY_SECONDS)
        self._readers.dispose()
        self._writers.dispose()
        if self._turn is not None and mine:
            self._turn.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, flush: bool = True) -> Iterator[Connection]:
        self.gate.enter()
        with self._my_turn(), self._writers.connect() as connection, self._flushing(connection, flush):
            carrying(connection, self.id_numbers)
            transaction = connection.begin()
            if not flush and self.dialect == "postgresql":
                connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
            try:
                yield connection
            except BaseException as error:
                self._write_no_more_if_damaged(error)
                transaction.rollback()
                raise
            try:
                transaction.commit()
            except SQLAlchemyError as error:
                if lost_while_committing(error):
                    raise outcome_unknown() from None
                raise

    @contextmanager
    def _flushing(self, connection: Connection, flush: bool) -> Iterator[None]:
        """SQLite: it cannot be said within a transaction, and the next one on this connection must wait again."""
        if flush or self.dialect != "sqlite":
            yield
            return
        sqlite.set_flushing(connection, False)
        try:
            yield
        finally:
            sqlite.set_flushing(connection, True)

    def _write_no_more_if_damaged(self, error: BaseException) -> None:
        """A write that met a broken page is the last: each further one could break more of the file."""
        if isinstance(error, SQLAlchemyError):
            error = translate(error)
        if isinstance(error, StorageError) and error.code == "E-DAMAGED":
            self.gate.refuse("E-DAMAGED")

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        self._refuse_closed()
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=sqlite.WRITER_SECONDS):
            raise StorageError("another task holds the database", code="E-LOCKED")
        try:
            self._refuse_closed()  # it may have been closed during the wait
            yield
        finally:
            self._turn.release()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise StorageError("the database is closed", code="E-CLOSED")


def open_store(url: str, *, create: bool = True) -> Store:
    """Open the database at ``url`` and make its tables if it is empty.

    ``url`` is ``sqlite:///shop.db`` (the rest is the path, taken literally), ``sqlite://`` for one in memory, or
    ``postgresql+psycopg://user@host/name``. With ``create`` False a missing file raises StorageError ``E-NO-FILE``.
    An older SQLite file is migrated, with a copy set aside first; an older PostgreSQL raises ``E-SCHEMA-OLD``,
    a newer database ``E-SCHEMA-NEW``, another program's ``E-FOREIGN``, and neither is written to.
    """
    if url in MEMORY_URLS:
        return _prepared(Store(url="sqlite://", writers=sqlite.writer_engine(None), readers=None))
    if url.startswith(SQLITE_FILE):
        return _open_file(Path(url.removeprefix(SQLITE_FILE)).absolute(), create=create)
    if url.startswith(_POSTGRES_SCHEMES):
        return _prepared(connect_postgres(url))
    raise InvalidInputError("not a database URL", code="E-URL", field="url")


def _opened_elsewhere(url: str, cipher: IdCipher | None) -> Store:
    store = open_store(url, create=False)
    store.id_numbers.cipher = cipher
    return store


def migrate_store(url: str) -> bool:
    """Bring the PostgreSQL database at ``url`` up to this program's schema; True if there was anything to do.

    A SQLite file is migrated whenever it is opened. Raises StorageError as ``open_store`` does.
    """
    if not url.startswith(_POSTGRES_SCHEMES):
        store = open_store(url, create=False)
        store.close()
        return False
    store = connect_postgres(url)
    try:
        with store.write() as connection:
            schema.lock_for_creation(connection)
            return migrations.upgrade(connection)
    finally:
        store.close()


def _open_file(path: Path, *, create: bool) -> Store:
    # The writer's first act is to switch the file to WAL: look before, so that a stranger's file stays untouched.
    file = opening.inspect(path)
    if file.state is FileState.MISSING and not create:
        raise StorageError("there is no such file", code="E-NO-FILE")
    opening.refuse_unusable(file)
    if file.state is FileState.MISSING:
        with contextlib.suppress(OSError):  # SQLite will say why it cannot be made
            files.make_private(path)
    if file.state is FileState.OLDER:
        migrations.upgrade_file(path)
    store = Store(
        url=f"{SQLITE_FILE}{path}",
        writers=sqlite.writer_engine(path),
        readers=sqlite.reader_engine(path),
        path=path,
        unclean=file.unclean,
    )
    try:
        return _prepared(store)
    except StorageError as error:
        # The log's index cannot grow, and the driver does not tell that from a disk that is broken.
        if error.code == "E-IO" and files.is_full(path.parent):
            raise StorageError("the disk is full", code="E-DISK-FULL") from None
        raise


def connect_postgres(url: str) -> Store:
    """A store on the PostgreSQL at ``url``; nothing is asked of the server yet, and no table is made.

    UnsupportedError ``E-NO-POSTGRES`` where its driver is not installed.
    """
    try:
        parsed = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise InvalidInputError("not a database URL", code="E-URL", field="url") from None
    try:
        name = f"wxbuyer-gui {uuid4().hex[:12]}"
        writers, readers = postgres.writer_engine(parsed, name=name), postgres.reader_engine(parsed, name=name)
    except ModuleNotFoundError:
        message = "PostgreSQL needs: pip install 'wxbuyer-gui[postgres]'"
        raise UnsupportedError(message, code="E-NO-POSTGRES") from None
    return Store(url=parsed._replace(password=None).render_as_string(), writers=writers, readers=readers, name=name)


def _prepared(store: Store) -> Store:
    """Make the tables if there are none; close the store again where it turns out to be unusable."""
    try:
        with store.read() as connection:
            found = schema.look(connection)
        if found.empty:
            with store.write() as connection:
                schema.lock_for_creation(connection)
                found = schema.look(connection)  # another program may have been faster
                if found.empty:
                    schema.create(connection)
                    found = schema.look(connection)
        schema.refuse_unusable(found)
        schema.refuse_older(found)
    except BaseException:
        store.close()
        raise
    return store
