"""The tables, the same for SQLite and PostgreSQL. The searchable columns are explained in ``store/derived.py``.

Ids are unique in the whole database; every query also names the tenant, and every index leads with it. Texts
compare byte by byte (BINARY, "C"): openIds differ in case, and keyset pages need one order everywhere.
"""

from __future__ import annotations

from sqlalchemy import (
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

_Id = BigInteger().with_variant(Integer, "sqlite")
_Text = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, _Text, nullable=False, server_default="")


def _search_columns() -> list[Column[str]]:
    return [_text(name) for name in ("name_key", "py", "pyi", "py2", "pyi2", "phone_key", "phone_rev")]


buyer = Table(
    "buyer",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("tenant_id", _Id, nullable=False),
    _text("open_id"),
    _text("name"),
    _text("profile"),
    _text("phone"),
    Column("member_id", _Id),
    *_search_columns(),
)

member = Table(
    "member",
    metadata,
    Column("id", _Id, primary_key=True, autoincrement=True),
    Column("tenant_id", _Id, nullable=False),
    _text("name"),
    _text("phone"),
    Column("sex", Integer),
    Column("birthday", Date),
    _text("id_card"),
    _text("address"),
    Column("created_at", DateTime),
    *_search_columns(),
    _text("id_card_key"),
)


def _range_indexes(table: Table) -> None:
    """B-trees for exact, prefix and tail tiers; partial where most rows have nothing to find."""
    Index(f"ix_{table.name}_tenant", table.c.tenant_id, table.c.id)
    Index(f"ix_{table.name}_name", table.c.tenant_id, table.c.name_key, table.c.id)
    for column in ("phone_key", "phone_rev", "py", "pyi", "py2", "pyi2"):
        where = text(f"{column} <> ''")
        unique = table.name == "member" and column == "phone_key"
        columns = (table.c.tenant_id, table.c[column], *(() if unique else (table.c.id,)))
        Index(
            f"ux_{table.name}_phone" if unique else f"ix_{table.name}_{column}",
            *columns,
            unique=unique,
            sqlite_where=where,
            postgresql_where=where,
        )


_range_indexes(buyer)
_range_indexes(member)
Index(
    "ux_buyer_open_id",
    buyer.c.tenant_id,
    buyer.c.open_id,
    unique=True,
    sqlite_where=text("open_id <> ''"),
    postgresql_where=text("open_id <> ''"),
)
Index(
    "ix_buyer_member",
    buyer.c.tenant_id,
    buyer.c.member_id,
    buyer.c.id,
    sqlite_where=text("member_id IS NOT NULL"),
    postgresql_where=text("member_id IS NOT NULL"),
)
Index(
    "ux_member_id_card",
    member.c.tenant_id,
    member.c.id_card_key,
    unique=True,
    sqlite_where=text("id_card_key <> ''"),
    postgresql_where=text("id_card_key <> ''"),
)

# A write that was asked for once is answered once: the same operation_id finds its row here.
operation = Table(
    "operation",
    metadata,
    Column("operation_id", String(64), primary_key=True),
    Column("tenant_id", _Id, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("result_id", _Id),
    Column("created_at", DateTime, nullable=False),
)

# key/value facts about this database: schema, min_app_version, grams_version, last clean end …
meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", _Text, nullable=False),
)
