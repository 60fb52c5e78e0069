"""Many rows at once, for imports, mirrors and demo data: rows first, then the search index in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count, islice
from threading import Event
from typing import Any

from sqlalchemy import BigInteger, Connection, Table, bindparam, func, select, text

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import buyers, derived, id_numbers, index, members
from wxbuyer_gui.store.index_batch import by_hand
from wxbuyer_gui.store.tables import buyer, member

# Only ever forwards: a number that somebody has got meanwhile must not be given again.
_RAISE = text(
    "SELECT setval(CAST(:sequence AS regclass), :highest) "
    "WHERE :highest > coalesce(pg_sequence_last_value(CAST(:sequence AS regclass)), 0)"
).bindparams(bindparam("highest", type_=BigInteger))
_TAKE = text("SELECT nextval(CAST(:sequence AS regclass)) FROM generate_series(1, :count)")
_NUMBERS = 1000
_CHUNK = 5_000
# A row whose entry is kept by hand costs about as much as three rows of a rebuild.
_WORTH = 3
_LOADING_CACHE_KIB = 262_144
_PENDING_KIB = 4096
_BUYER_FIELDS = ("id", "tenant_id", "open_id", "name", "profile", "phone", "member_id")
_KEYS = ("name_key", "py", "py2", "phone_key")


@contextmanager
def loading(
    connection: Connection,
    *,
    rows: int,
    progress: index.Progress = lambda _rows: None,
    cancel: Event | None = None,
) -> Iterator[None]:
    """Within the block about ``rows`` rows are brought in; where that is worth it, the index waits until its end.

    On PostgreSQL, where whoever searches would have to wait for that as well, it stays; while there are no buyers many
    rows' tokens are sorted into it together.
    Everything happens in the caller's transaction, which must be rolled back if the block raises: SQLite's triggers
    are gone until the end. ``progress`` and ``cancel`` are those of ``index.rebuild_index``.
    """
    highest = {table: connection.execute(select(func.max(table.c.id))).scalar() or 0 for table in (buyer, member)}
    is_postgres = connection.dialect.name == "postgresql"
    if (is_postgres and highest[buyer]) or rows * _WORTH < max(highest.values()):
        yield
    elif is_postgres:
        with _sorted_together(connection):
            yield
        _refuse_if(cancel)
        progress(rows)
    else:
        empty = [table for table in (buyer, member) if not highest[table]]
        index.suspend(connection)
        with _much_memory(connection):
            with _ordinary_indexes_later(connection, empty, cancel):
                yield
            index.rebuild_index(connection, progress=progress, cancel=cancel)
            index.create_index(connection)


def change_buyers(connection: Connection, changed: Sequence[tuple[WxBuyingUser, WxBuyingUser]]) -> None:
    """Write what differs between each buyer as stored and as wanted; a member that came between stays."""
    with by_hand(connection, buyers=[stored.id or 0 for stored, _ in changed]):
        buyers.change_many(
            connection, [(old, {name: getattr(new, name) for name in buyers.EDITABLE}) for old, new in changed]
        )
        buyers.set_members(connection, [(old, new.member_id) for old, new in changed if new.member_id != old.member_id])


def change_members(connection: Connection, changed: Sequence[tuple[Member, Member]]) -> None:
    """Write what differs between each member as stored and as wanted."""
    with by_hand(connection, members=[(stored.tenant_id or 0, stored.id or 0) for stored, _ in changed]):
        members.change_many(
            connection, [(old, {name: getattr(new, name) for name in members.EDITABLE}) for old, new in changed]
        )


def add_buyers(connection: Connection, new: Iterable[WxBuyingUser]) -> None:
    """Insert buyers that bring their own ids, with their members."""
    rows = (
        (
            one.id, one.tenant_id, one.open_id, one.name, one.profile, one.phone, one.member_id,
            *_keys(connection, one.tenant_id or 0, one.name, one.phone, one.open_id),
        )
        for one in new
    )  # fmt: skip
    _insert(connection, buyer, _BUYER_FIELDS, rows)


def add_members(connection: Connection, new: Iterable[Member]) -> None:
    """Insert members that bring their own numbers; one without a time of registration gets the present."""
    now = datetime.now(UTC)
    numbers, seal = id_numbers.of(connection), id_numbers.sealing(connection)
    rows = (
        (
            one.id, one.tenant_id, one.name, one.phone, one.sex, _date(connection, one.birthday),
            seal(one.tenant_id or 0, one.id or 0, one.id_card),
            one.address, _moment(connection, one.created_at or now),
            numbers.key(one.tenant_id or 0, one.id_card),
            *_keys(connection, one.tenant_id or 0, one.name, one.phone),
        )
        for one in new
    )  # fmt: skip
    _insert(connection, member, ("id", "tenant_id", *members.EDITABLE, "created_at", "id_card_key"), rows)


def number_onwards(connection: Connection) -> None:
    """Let the next number be above all that were brought in. SQLite's AUTOINCREMENT does it by itself."""
    if connection.dialect.name == "postgresql":
        for table in (buyer, member):
            highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
            _raise(connection, table, highest)


def numbers(connection: Connection, table: Table, *, above: int) -> Iterator[int]:
    """Numbers for rows of ``table`` that bring none, in this transaction; whoever writes beside it gets others.

    ``above`` is the highest that is stored or brought along. PostgreSQL's sequence gives them, as it does to
    everybody else; on SQLite, where one writes at a time, they are counted on.
    """
    if connection.dialect.name != "postgresql":
        return count(above + 1)
    return _taken(connection, _raise(connection, table, above))


def _taken(connection: Connection, sequence: str) -> Iterator[int]:
    while True:
        yield from connection.execute(_TAKE, {"sequence": sequence, "count": _NUMBERS}).scalars().all()


def _raise(connection: Connection, table: Table, highest: int) -> str:
    """Let a sequence go on above a number at once, whatever becomes of the transaction; its name."""
    sequence: str = connection.execute(select(func.pg_get_serial_sequence(table.name, "id"))).scalar_one()
    if highest:
        connection.execute(_RAISE, {"sequence": sequence, "highest": highest})
    return sequence


def _keys(connection: Connection, tenant_id: int, name: str, phone: str, open_id: str = "") -> Sequence[Any]:
    if connection.dialect.name == "sqlite":
        return derived.keys(name, phone)  # and no dictionary in between
    return tuple(derived.buyer_columns("postgresql", tenant_id, name, phone, open_id).values())


def _insert(connection: Connection, table: Table, fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Hand tuples to the driver: what SQLAlchemy does for each value would cost more than the insert itself."""
    sqlite = connection.dialect.name == "sqlite"
    names = [*fields, *_KEYS, *(() if sqlite else ("grams",))]
    places = ", ".join(["?" if sqlite else "%s"] * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"
    waiting = iter(rows)
    while chunk := [*islice(waiting, _CHUNK)]:
        if table is buyer:
            kept = by_hand(connection, buyers=[row[0] for row in chunk])
        else:
            kept = by_hand(connection, members=[(row[1], row[0]) for row in chunk])
        with kept:
            connection.exec_driver_sql(statement, chunk)


def _date(connection: Connection, value: Any) -> Any:
    """SQLite has no dates: SQLAlchemy's types read ISO texts."""
    return value.isoformat() if value is not None and connection.dialect.name == "sqlite" else value


def _moment(connection: Connection, value: datetime) -> Any:
    """UTC without a zone, as the column keeps it."""
    plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return plain.isoformat(sep=" ", timespec="microseconds") if connection.dialect.name == "sqlite" else plain


@contextmanager
def _ordinary_indexes_later(connection: Connection, tables: Iterable[Table], cancel: Event | None) -> Iterator[None]:
    """SQLite: make the B-trees of empty tables behind the block: sorting once costs less than a place for each row.

    Two rows with one key then fail at the end, as any other broken rule would, with all that came before them.
    """
    waiting = [one for table in tables for one in sorted(table.indexes, key=str)]
    for one in waiting:
        one.drop(connection)
    yield
    for one in waiting:
        _refuse_if(cancel)
        one.create(connection)


def _refuse_if(cancel: Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise StorageError("the load was stopped", code="E-CANCELLED")


@contextmanager
def _much_memory(connection: Connection) -> Iterator[None]:
    """Room for the B-trees that grow in random places (openIds), so that their pages are not written twice."""
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_LOADING_CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


@contextmanager
def _sorted_together(connection: Connection) -> Iterator[None]:
    """PostgreSQL: let more new tokens wait than usual before they get their places in the index; none at the end.

    No index is dropped, which would lock its table until the commit.
    """
    connection.exec_driver_sql(f"SET LOCAL gin_pending_list_limit = {_PENDING_KIB}")
    yield
    connection.exec_driver_sql("SET LOCAL gin_pending_list_limit TO DEFAULT")
    connection.exec_driver_sql(
        "SELECT gin_clean_pending_list('ix_buyer_grams'), gin_clean_pending_list('ix_member_grams')"
    )
    connection.exec_driver_sql("ANALYZE buyer, member")  # searches ask how common tokens are
