"""PostgreSQL tells all programs on a database of each change: triggers that NOTIFY, and how to read what they say.

SQLite has nothing of the kind; there ``store.watching`` looks at the number of the last commit instead.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from wxbuyer_gui.domain.changed import Changed

CHANNEL = "wxbuyer_changed"
MOST_NAMED = 100
"""Rows that one transaction names. Beyond them it says once that it may be anybody: an import has a million."""

_NAMED = "wxbuyer.named"  # how many the transaction has named, in a setting that ends with it
_SEEN = {
    "buyer": ("open_id", "name", "profile", "phone", "member_id"),
    "member": ("name", "phone", "sex", "birthday", "id_card", "address"),
    "alias": ("alias",),
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tenant bigint;
    number bigint;
    name text := current_setting('application_name');
    named integer := coalesce(nullif(current_setting('{_NAMED}', true), ''), '0');
BEGIN
    IF TG_OP = 'DELETE' THEN
        tenant := OLD.tenant_id; number := OLD.id;
    ELSE
        tenant := NEW.tenant_id; number := NEW.id;
    END IF;
    IF named < {MOST_NAMED} THEN
        PERFORM set_config('{_NAMED}', (named + 1)::text, true);
        PERFORM pg_notify('{CHANNEL}', concat_ws(' ', tenant, TG_TABLE_NAME, number, name));
    ELSE
        PERFORM pg_notify('{CHANNEL}', concat_ws(' ', tenant, 'all', 0, name));
    END IF;
    RETURN NULL;
END $$
"""


def create_triggers(connection: Connection, *, tables: Iterable[str] = tuple(_SEEN)) -> None:
    """Make function and triggers on PostgreSQL; what exists is replaced."""
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql(_FUNCTION)
    for table in tables:
        before, after = (", ".join(f"{row}.{column}" for column in _SEEN[table]) for row in ("OLD", "NEW"))
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER announce_{table} AFTER INSERT OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION announce_change()"
        )
        # Not where only search columns change: the index of a million rows can be rebuilt without a word.
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER announce_{table}_change AFTER UPDATE ON {table} FOR EACH ROW "
            f"WHEN (({before}) IS DISTINCT FROM ({after})) EXECUTE FUNCTION announce_change()"
        )


def heard(payloads: Iterable[str], *, tenant_id: int, own: str) -> Changed:
    """What others than ``own``, the application name of whoever listens, changed for a tenant."""
    rows: dict[str, set[int]] = {"buyer": set(), "member": set(), "alias": set(), "all": set()}
    for payload in payloads:
        tenant, table, number, name = payload.split(" ", 3)
        if int(tenant) == tenant_id and name != own:
            rows[table].add(int(number))
    return Changed(frozenset(rows["buyer"] | rows["alias"]), frozenset(rows["member"]), all=bool(rows["all"]))
