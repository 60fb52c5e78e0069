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
UNREAD = "staff_unread"
"""The fact that the file before could not tell who works here, so that the operators are those of the backup."""
_ORIGIN = "created_at"


def packed(connection: Connection, *, proven: bool = True) -> str:
    """All operators of this database, as one text; '' for nobody.

    Those of a damaged file are not ``proven``: the journal is not told of them, so that whoever it does not know is a
    stranger (``services.roster``).
    """
    people = [dict(row._mapping) for row in connection.execute(select(operator))]
    told = {"origin": facts.read(connection, _ORIGIN), "operators": people, "proven": proven}
    return json.dumps(told) if people else ""


def take_over(store: Store) -> None:
    """Put the operators who travelled along in the place of those of the backup, once."""
    with store.read() as connection:
        if not facts.read(connection, FACT) and not facts.read(connection, UNREAD):
            return
    with store.write() as connection:
        text = facts.read(connection, FACT)  # '' where another window was quicker
        told = json.loads(text) if text else {}
        if told and told["origin"] == facts.read(connection, _ORIGIN):
            connection.execute(delete(operator))
            connection.execute(insert(operator), told["operators"])
            if told.get("proven", True):
                facts.write(connection, UNTOLD, "1")
        facts.forget(connection, FACT)
        if not connection.execute(select(operator.c.id).limit(1)).first():
            facts.forget(connection, UNREAD)
