"""Who was forgotten after a backup was made has to be forgotten again once it is restored.

What a database knows of that travels as one fact into the file that takes its place: tombstones, their key, and the
buyers' numbers that the journal names. A file of another origin is left alone.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.store import facts, tombstones
from wxbuyer_gui.store.journal import EVENT, journal
from wxbuyer_gui.store.people_tables import tombstone

FACT = "forget_again"
_ORIGIN = "created_at"

_FORGOTTEN = (
    select(journal.c.tenant_id, journal.c.buyer_id)
    .where(journal.c.kind == EVENT, journal.c.action == Action.FORGET.value, journal.c.buyer_id.is_not(None))
    .distinct()
)


def packed(connection: Connection) -> str:
    """All that is known of whom this database has forgotten, as one text; '' for nobody."""
    people = [list(row) for row in connection.execute(_FORGOTTEN)]
    if not people:
        return ""
    return json.dumps(
        {
            "origin": facts.read(connection, _ORIGIN),
            "key": facts.read(connection, tombstones.KEY),
            "tombstones": [list(row) for row in connection.execute(select(tombstone))],
            "people": people,
        }
    )


def unpacked(connection: Connection, tenant_id: int) -> list[int]:
    """The buyers of a tenant to be forgotten again, once their tombstones are put up; the fact stays until ``end``."""
    text = facts.read(connection, FACT)
    if not text:
        return []
    told = json.loads(text)
    kept_key = facts.read(connection, tombstones.KEY)
    if told["origin"] != facts.read(connection, _ORIGIN) or kept_key not in ("", told["key"]):
        facts.forget(connection, FACT)
        return []
    if not kept_key:
        facts.write(connection, tombstones.KEY, told["key"])
    tombstones.put_back(connection, told["tombstones"])
    return [number for tenant, number in told["people"] if tenant == tenant_id]


def end(connection: Connection, tenant_id: int) -> None:
    """A tenant's people are forgotten again."""
    text = facts.read(connection, FACT)
    if not text:
        return
    told = json.loads(text)
    told["people"] = [[tenant, number] for tenant, number in told["people"] if tenant != tenant_id]
    if told["people"]:
        facts.write(connection, FACT, json.dumps(told))
    else:
        facts.forget(connection, FACT)
