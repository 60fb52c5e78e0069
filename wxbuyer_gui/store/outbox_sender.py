"""Who may send: one process for each desk store, as long as it renews its right; and how much was sent so far."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from wxbuyer_gui.store.outbox_tables import outbox_sender

_READ = select(outbox_sender).where(outbox_sender.c.id == 1)
_ROW = update(outbox_sender).where(outbox_sender.c.id == 1)
_MARK = _ROW.values(mark=outbox_sender.c.mark + 1).returning(outbox_sender.c.mark)
_MINE = _ROW.where(outbox_sender.c.owner == bindparam("me"))
_RENEW = _MINE.values(until=bindparam("ends"))
_TAKE = _ROW.where(
    or_(
        outbox_sender.c.owner.in_(["", bindparam("gone")]),
        outbox_sender.c.until < bindparam("now"),
        outbox_sender.c.until > bindparam("far"),
    )
).values(owner=bindparam("me"), until=bindparam("ends"))


def renew(connection: Connection, owner: str, *, now: float, seconds: float) -> bool:
    """Have the right to send for ``seconds`` more; False where ``owner`` has not got it. ``now``: since 1970."""
    return connection.execute(_RENEW, {"me": owner, "ends": int((now + seconds) * 1000)}).rowcount == 1


def claim(connection: Connection, owner: str, *, now: float, seconds: float, gone: str = "") -> bool:
    """Take the right to send for ``seconds``; False where another has it. ``now``: since 1970.

    ``gone`` names a holder that is certainly dead. A right that ends in the far future was taken under a clock that
    has been set back since, and is taken over, too.
    """
    ends = int((now + seconds) * 1000)
    if connection.execute(_READ).first() is None:
        connection.execute(insert(outbox_sender), {"id": 1, "owner": owner, "until": ends, "mark": 0})
        return True
    far = int((now + 2 * seconds) * 1000)
    found = {"me": owner, "ends": ends, "gone": gone, "now": int(now * 1000), "far": far}
    return connection.execute(_TAKE, found).rowcount == 1


def holder(connection: Connection) -> str:
    """Who took the right to send last; '' if nobody, or it was given back."""
    row = connection.execute(_READ).first()
    return "" if row is None else str(row.owner)


def give_back(connection: Connection, owner: str) -> None:
    """Let another take the right at once."""
    connection.execute(_MINE.values(owner="", until=0), {"me": owner})


def next_mark(connection: Connection) -> int:
    """Count one more sending."""
    return int(connection.execute(_MARK).scalar_one())


def mark(connection: Connection) -> int:
    """How many sendings were begun."""
    row = connection.execute(_READ).first()
    return 0 if row is None else int(row.mark)


def raise_mark(connection: Connection, to: int) -> None:
    """Count on from ``to``."""
    connection.execute(_ROW.values(mark=to))
