"""The tables, the same for SQLite and PostgreSQL. The searchable columns are explained in ``store/derived.py``.

Ids are unique in the whole database; every query also names the tenant, and every index leads with it. Texts
compare byte by byte (BINARY, "C"): openIds differ in case, and keyset pages need one order everywhere.
``grams`` exists on PostgreSQL only, so a SELECT names its columns and never asks for the whole table.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateColumn, CreateIndex
from sqlalchemy.sql.compiler import DDLCompiler

_DIALECT = "dialect"  # in a column's info: the only dialect that has it
Id = BigInteger().with_variant(Integer, "sqlite")
"""The type of numbers that rows are known by."""
_Text = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, _Text, nullable=False, server_default="")


def plain_text(name: str) -> Column[str]:
    """A column of text in the database's own order, which nothing depends on; '' is nothing."""
    return Column(name, Text, nullable=False, server_default="")


def grams(name: str) -> Column[Any]:
    """A column of tokens, which only PostgreSQL has."""
    array = ARRAY(Text(collation="C"))
    return Column(name, array, nullable=False, server_default="{}", info={_DIALECT: "postgresql"})


def _search_columns() -> list[Column[Any]]:
    return [*(_text(name) for name in ("name_key", "py", "py2", "phone_key")), grams("grams")]


@compiles(CreateColumn, "sqlite")
def _create_column(element: CreateColumn, compiler: DDLCompiler, **arguments: Any) -> str | None:
    """Leave out the columns of another dialect (SQLAlchemy's manual, "Overriding DDL Behavior": None skips one)."""
    if element.element.info.get(_DIALECT, "sqlite") != "sqlite":
        return None
    return str(compiler.visit_create_column(element, **arguments))  # type: ignore[no-untyped-call]


@compiles(CreateIndex, "postgresql")
def _create_index(element: CreateIndex, compiler: DDLCompiler, **arguments: Any) -> str:
    """Leave out of an index what SQLite's leaves out: ``postgresql_where`` would load that dialect for every file."""
    options = element.element.dialect_options
    options["postgresql"]["where"] = options["sqlite"]["where"]
    return str(compiler.visit_create_index(element, **arguments))  # type: ignore[no-untyped-call]


buyer = Table(
    "buyer",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("tenant_id", Id, nullable=False),
    _text("open_id"),
    _text("name"),
    _text("profile"),
    _text("phone"),
    Column("member_id", Id),
    *_search_columns(),
    grams("member_grams"),  # those of the member, kept by a trigger
    sqlite_autoincrement=True,  # the number of a forgotten buyer is never given to another
)

member = Table(
    "member",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("tenant_id", Id, nullable=False),
    _text("name"),
    _text("phone"),
    Column("sex", Integer),
    Column("birthday", Date),
    _text("id_card"),
    _text("address"),
    Column("created_at", DateTime),
    *_search_columns(),
    _text("id_card_key"),
    sqlite_autoincrement=True,
)


def _index(name: str, table: Table, *columns: str, where: str = "", unique: bool = False) -> None:
    """An index that leads with the tenant; ``where`` leaves out the rows that have nothing to find."""
    condition = text(where) if where else None
    Index(name, table.c.tenant_id, *(table.c[column] for column in columns), unique=unique, sqlite_where=condition)


_index("ix_buyer_tenant", buyer, "id")
_index("ux_buyer_open_id", buyer, "open_id", where="open_id <> ''", unique=True)
_index("ix_buyer_member", buyer, "member_id", "id", where="member_id IS NOT NULL")
_index("ix_member_tenant", member, "id")
_index("ux_member_phone", member, "phone_key", where="phone_key <> ''", unique=True)
_index("ux_member_id_card", member, "id_card_key", where="id_card_key <> ''", unique=True)
_index("ix_member_name", member, "name_key", "id", where="name_key <> ''")

# A write that was asked for once is answered once: the same operation_id finds its row here.
operation = Table(
    "operation",
    metadata,
    Column("operation_id", String(64), primary_key=True),
    Column("tenant_id", Id, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body_check", String(8), nullable=False),
    Column("result_id", Id),
    Column("created_at", DateTime, nullable=False),
    sqlite_with_rowid=False,
)

# key/value facts about this database: schema, min_app_version, grams_version, last clean end …
meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", _Text, nullable=False),
    sqlite_with_rowid=False,
)
