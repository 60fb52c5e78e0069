"""The statements that make the search index's tables and triggers.

SQLite's triggers call a Python function: a program that does not bring it cannot write a row without its tokens, it
is refused. A contentless FTS5 table forgets a row only if it is told the tokens that it has; these follow from the
row's own columns.
"""

from __future__ import annotations

from typing import Any

from wxbuyer_gui.store import grams
from wxbuyer_gui.store.shares import STATISTICS

ALIAS = ("name_key", "py", "py2")
PERSON = (*ALIAS, "phone_key")
BUYER = (*PERSON, "open_id")

_FUNCTION = "wx_tokens"
_BUYERS_MEMBER = "LEFT JOIN member m ON m.id = {0}.member_id AND m.tenant_id = {0}.tenant_id"


def register_functions(connection: Any) -> None:
    """Teach a bare connection of SQLite's driver the function that triggers and ``store.index`` call."""
    connection.create_function(_FUNCTION, -1, tokens_text, deterministic=True)


def buyer_tokens(buyer: str, member: str) -> str:
    """SQL for all tokens of a buyer, given the aliases of its row and of its member's; '' = without a member."""
    return _call(f"{buyer}.", BUYER, f"{member}." if member else "")


def member_tokens(member: str) -> str:
    """SQL for all tokens of a member, given the alias of its row."""
    return _call(f"{member}.", PERSON, "")


def _call(row: str, columns: tuple[str, ...], member: str) -> str:
    names = [row + column for column in ("tenant_id", *columns)]
    if member:
        names += [member + column for column in PERSON]
    return f"{_FUNCTION}({', '.join(names)})"


def tokens_text(tenant_id: int, *columns: str | None) -> str:
    """The tokens of a row, with those of its member if four more columns follow; NULL where there is none.

    Some may be there twice, which FTS5 does not mind. A name or phone that buyer and member share is there once: it
    mostly is shared, and each token costs.
    """
    own, of_member = columns[: len(BUYER)], columns[len(BUYER) :]
    text = grams.row_text(tenant_id, *own)  # type: ignore[arg-type]
    if of_member and of_member[0] is not None:
        names = ("",) * 3 if of_member[:3] == own[:3] else of_member[:3]
        phone = ("",) if of_member[3:] == own[3:4] else of_member[3:]
        text += grams.row_text(tenant_id, *names, *phone)  # type: ignore[arg-type]
    return text


def for_sqlite() -> list[str]:
    """Everything, for SQLite; what exists is left alone."""
    options = "tokens, content='', tokenize='ascii', detail=none, columnsize=0"
    tables = [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS index_{name} USING fts5({options})"
        for name in ("buyer", "member", "alias")
    ]
    return [*tables, *_buyer_triggers(), *_member_triggers(), *_alias_triggers()]


def _buyer_triggers() -> list[str]:
    def entry(row: str) -> str:
        return f"{row}.id, {buyer_tokens(row, 'm')} FROM (SELECT 1) {_BUYERS_MEMBER.format(row)}"

    add = f"INSERT INTO index_buyer(rowid, tokens) SELECT {entry('new')};"
    drop = f"INSERT INTO index_buyer(index_buyer, rowid, tokens) SELECT 'delete', {entry('old')};"
    return _triggers("buyer", ("id", "tenant_id", "member_id", *BUYER), add=add, drop=drop, change=f"{drop} {add}")


def _member_triggers() -> list[str]:
    """A member's own entry, and the entries of the buyers that are bound to it."""

    def bound(first: str, row: str, member: str) -> str:
        condition = f"b.tenant_id = {row}.tenant_id AND b.member_id = {row}.id"
        return f"SELECT {first}b.id, {buyer_tokens('b', member)} FROM buyer b WHERE {condition};"

    def replace(row: str, before: str, after: str) -> str:
        drop = bound("'delete', ", row, before)
        add = bound("", row, after)
        return (
            f"INSERT INTO index_buyer(index_buyer, rowid, tokens) {drop} INSERT INTO index_buyer(rowid, tokens) {add}"
        )

    add = f"INSERT INTO index_member(rowid, tokens) VALUES (new.id, {member_tokens('new')});"
    drop = f"INSERT INTO index_member(index_member, rowid, tokens) VALUES ('delete', old.id, {member_tokens('old')});"
    return _triggers(
        "member",
        PERSON,  # a member's number and tenant never change
        add=f"{add} {replace('new', '', 'new')}",
        drop=f"{drop} {replace('old', 'old', '')}",
        change=f"{drop} {add} {replace('new', 'old', 'new')}",
    )


def _alias_triggers() -> list[str]:
    """What staff call a buyer has an entry of its own, under the buyer's number: the buyer may be in another file."""

    def tokens(row: str) -> str:
        return f"{row}.id, {_call(f'{row}.', ALIAS, '')}"

    add = f"INSERT INTO index_alias(rowid, tokens) VALUES ({tokens('new')});"
    drop = f"INSERT INTO index_alias(index_alias, rowid, tokens) VALUES ('delete', {tokens('old')});"
    return _triggers("alias", ("id", "tenant_id", *ALIAS), add=add, drop=drop, change=f"{drop} {add}")


def _triggers(table: str, watched: tuple[str, ...], *, add: str, drop: str, change: str) -> list[str]:
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in watched)
    start = f"CREATE TRIGGER IF NOT EXISTS index_{table}"
    return [
        f"{start}_add AFTER INSERT ON {table} BEGIN {add} END",
        f"{start}_drop AFTER DELETE ON {table} BEGIN {drop} END",
        f"{start}_change AFTER UPDATE OF {', '.join(watched)} ON {table} WHEN {changed} BEGIN {change} END",
    ]


def for_postgres() -> list[str]:
    """Everything, for PostgreSQL; what exists is left alone.

    ``buyer.member_grams`` follows the member. With fastupdate new tokens wait in a list and are sorted into the index
    together; every search reads that list, which ``store.postgres`` keeps short.
    """
    known = "SELECT m.grams FROM member m WHERE m.id = NEW.member_id AND m.tenant_id = NEW.tenant_id"
    return [
        "CREATE INDEX IF NOT EXISTS ix_buyer_grams ON buyer USING gin ((grams || member_grams)) WITH (fastupdate = on)",
        "CREATE INDEX IF NOT EXISTS ix_member_grams ON member USING gin (grams) WITH (fastupdate = on)",
        "CREATE INDEX IF NOT EXISTS ix_alias_grams ON alias USING gin (grams) WITH (fastupdate = on)",
        *[f"ALTER TABLE {name} ALTER COLUMN grams SET STATISTICS {STATISTICS}" for name in ("buyer", "member")],
        f"ALTER INDEX ix_buyer_grams ALTER COLUMN 1 SET STATISTICS {STATISTICS}",
        "CREATE OR REPLACE FUNCTION index_buyer_member() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"NEW.member_grams := coalesce(({known}), '{{}}'); RETURN NEW; END $$",
        "CREATE OR REPLACE FUNCTION index_member_buyers() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE known member; BEGIN known := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END; "
        "UPDATE buyer SET member_grams = CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE coalesce(known.grams, '{}') END "
        "WHERE tenant_id = known.tenant_id AND member_id = known.id; RETURN NULL; END $$",
        "CREATE OR REPLACE TRIGGER index_buyer_member BEFORE INSERT OR UPDATE OF member_id, tenant_id ON buyer "
        "FOR EACH ROW EXECUTE FUNCTION index_buyer_member()",
        "CREATE OR REPLACE TRIGGER index_member_buyers AFTER INSERT OR UPDATE OF grams OR DELETE ON member "
        "FOR EACH ROW EXECUTE FUNCTION index_member_buyers()",
    ]
