"""Who works here is a matter of today: a restored backup neither brings back who left since nor an old password.

The operators of a database travel as one fact into the file that takes its place. A file of another origin has
operators of its own.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from wxbuyer_gui.store import facts
from wxbuyer_gui.store.engine import Store
from wxbuyer_gui.store.people_tables import operator

FACT = "staff_again"
UNTOLD = "staff_untold"
"""The fact that the journal has yet to tell of those who were taken over."""
_ORIGIN = "created_at"


def packed(connection: Connection) -> str:
    """All operators of this database, as one text; '' for nobody."""
    people = [dict(row._mapping) for row in connection.execute(select(operator))]
    return json.dumps({"origin": facts.read(connection, _ORIGIN), "operators": people}) if people else ""


def take_over(store: Store) -> None:
    """Put the operators who travelled along in the place of those of the backup, once."""
    with store.read() as connection:
        if not facts.read(connection, FACT):
            return
    with store.write() as connection:
        told = json.loads(facts.read(connection, FACT))
        if told["origin"] == facts.read(connection, _ORIGIN):
            connection.execute(delete(operator))
            connection.execute(insert(operator), told["operators"])
            facts.write(connection, UNTOLD, "1")
        facts.forget(connection, FACT)
