"""The statements of a search, in the words of either database.

On SQLite all of them read an index from its newest row down and stop at a limit; none sorts. The FTS5 table leads
and rows are looked up behind it (CROSS JOIN pins that order). On PostgreSQL a GIN index on arrays of tokens does,
which has no order (``store.gin``).
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store import gin
from wxbuyer_gui.store.expressions import Expression
from wxbuyer_gui.store.rows import BUYER, BUYER_ROW, MEMBER, MEMBER_ROW, WITH_MEMBER
from wxbuyer_gui.store.shares import shares
from wxbuyer_gui.store.tiers import Lookup

Bound = tuple[str, tuple[object, ...]]
"""A statement with ``?`` for its values, and the values."""
_LOWEST = -(2**63)


class Ids(NamedTuple):
    """Numbers of some rows, ``packed`` as the database gave them, only to be given back.

    SQLite gives the lowest, and says which are the ``first`` and the ``last``.
    """

    total: int
    packed: object
    first: int = _LOWEST
    last: int = _LOWEST


NOBODY = Ids(0, None)

MOST_LOOKED_UP = 500
"""Rows that a lookup reads at most: buyers of one member, of which there are a few."""

_FAR_MORE = 4  # times a limit: so wrong the server's statistics of common tokens are not
_MOST = 0.4  # of all numbers lie between the first and the last

_LONELY = "NOT EXISTS (SELECT 1 FROM buyer b WHERE b.tenant_id = m.tenant_id AND b.member_id = m.id)"
_FTS_BUYERS = tuple(
    f"SELECT {BUYER_ROW} FROM index_buyer f CROSS JOIN buyer b ON b.id = f.rowid {WITH_MEMBER} "
    f"WHERE index_buyer MATCH ? AND f.rowid < ?{like} ORDER BY f.rowid DESC LIMIT ?"
    for like in ("", " AND (b.phone_key LIKE ? OR m.phone_key LIKE ?)")
)
_FTS_MEMBERS = tuple(
    f"SELECT {MEMBER_ROW} FROM index_member f CROSS JOIN member m ON m.id = f.rowid "
    f"WHERE index_member MATCH ? AND f.rowid < ? AND {_LONELY}{like} ORDER BY f.rowid DESC LIMIT ?"
    for like in ("", " AND m.phone_key LIKE ?")
)
_FTS_BUYER_IDS = (
    "SELECT count(*), json_group_array(id), min(id), max(id) "
    "FROM (SELECT rowid AS id FROM index_buyer WHERE index_buyer MATCH ? AND rowid > ? LIMIT ?) AS listed"
)
_FTS_MEMBER_IDS = (
    "SELECT count(*), json_group_array(id), min(id), max(id) "
    "FROM (SELECT m.id FROM index_member f CROSS JOIN member m ON m.id = f.rowid "
    f"WHERE index_member MATCH ? AND f.rowid > ? AND {_LONELY} LIMIT ?) AS listed"
)
_BUYERS_OF = f"SELECT {BUYER_ROW} FROM json_each(?) AS listed CROSS JOIN buyer b ON b.id = listed.value {WITH_MEMBER}"
_MEMBERS_OF = f"SELECT {MEMBER_ROW} FROM json_each(?) AS listed CROSS JOIN member m ON m.id = listed.value"
_FTS_ALIASES = (
    "SELECT a.id, a.alias FROM index_alias f CROSS JOIN alias a ON a.id = f.rowid "
    "WHERE index_alias MATCH ? ORDER BY f.rowid DESC LIMIT ?"
)


class Statements:
    """Makes the statements for one tenant of one database."""

    def __init__(self, connection: Connection, tenant_id: int, cancel: Event | None = None) -> None:
        self._connection = connection
        self._cancel = cancel
        self._spelled: tuple[Expression | None, str] = (None, "")
        self._lists: dict[str, gin.GinRows] = {}
        self._sqlite = connection.dialect.name == "sqlite"
        self._tenant_id = tenant_id
        # The driver's own cursor: what SQLAlchemy does around a statement costs as much as a short one itself.
        self._driver: Any = connection.connection.driver_connection

    def run(self, bound: Bound) -> list[tuple[Any, ...]]:
        """All rows of a statement. Raises what SQLAlchemy would, and ``E-CANCELLED`` once ``cancel`` is set."""
        if self._cancel is not None and self._cancel.is_set():
            raise cancelled()
        statement, values = bound
        if not self._sqlite:
            statement = statement.replace("?", "%s")
        try:
            rows: list[tuple[Any, ...]] = self._driver.execute(statement, values).fetchall()
        except self._connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(None, None, error) from None
        return rows

    def newest(self, limit: int) -> Bound:
        """The buyers that came last."""
        return f"SELECT {BUYER} FROM buyer b WHERE b.tenant_id = ? ORDER BY b.id DESC LIMIT ?", (self._tenant_id, limit)

    def buyers(self, expression: Expression, below: int, limit: int, *, phone: str = "") -> list[tuple[Any, ...]]:
        """The newest buyers that may meet an expression, by their tokens and their member's, with ids below a number.

        Fewer than ``limit`` only where there are no more; so it is with members. SQLite leaves out those that have no
        phone like ``phone``, if one is given.
        """
        if self._sqlite:
            phones = (phone, phone) if phone else ()
            return self.run((_FTS_BUYERS[bool(phone)], (self._fts(expression), below, *phones, limit)))
        return self._gin(gin.BUYERS).chunk(expression, below, limit)

    def members(self, expression: Expression, below: int, limit: int, *, phone: str = "") -> list[tuple[Any, ...]]:
        """The newest members without a buyer that may meet an expression, with numbers below a number."""
        if self._sqlite:
            phones = (phone,) if phone else ()
            return self.run((_FTS_MEMBERS[bool(phone)], (self._fts(expression), below, *phones, limit)))
        return self._gin(gin.MEMBERS).chunk(expression, below, limit)

    def buyer_ids(self, expression: Expression, limit: int, *, above: int = _LOWEST) -> Ids:
        """Any so many of the buyers that meet an expression by their tokens, without reading a row.

        ``above`` goes on behind the last of a list, on SQLite alone; so it does with members.
        """
        if self._sqlite:
            return self._ids(_FTS_BUYER_IDS, expression, above, limit)
        return Ids(*self._gin(gin.BUYERS).ids(expression, limit))

    def member_ids(self, expression: Expression, limit: int, *, above: int = _LOWEST) -> Ids:
        """Any so many of the members without a buyer that meet an expression by their tokens."""
        if self._sqlite:
            return self._ids(_FTS_MEMBER_IDS, expression, above, limit)
        return Ids(*self._gin(gin.MEMBERS).ids(expression, limit))

    def buyers_of(self, ids: Ids) -> list[tuple[Any, ...]]:
        """The rows of buyers, in any order."""
        return self.run((_BUYERS_OF, (ids.packed,)) if self._sqlite else gin.rows_of(gin.BUYERS, ids.packed))

    def members_of(self, ids: Ids) -> list[tuple[Any, ...]]:
        """The rows of members, in any order."""
        return self.run((_MEMBERS_OF, (ids.packed,)) if self._sqlite else gin.rows_of(gin.MEMBERS, ids.packed))

    @property
    def are_dear(self) -> bool:
        """Whether even a statement that finds nothing takes long: a server's, which plans each for its tokens."""
        return not self._sqlite

    def are_most(self, ids: Ids) -> bool:
        """Whether the oldest rows that meet an expression, these, are probably most of them: they lie far apart."""
        if not self._sqlite:
            return False
        ((newest,),) = self.run(("SELECT max(id) FROM buyer WHERE tenant_id = ?", (self._tenant_id,)))
        return bool(ids.last - ids.first > (newest or 0) * _MOST)

    def surely_more(self, expression: Expression, limit: int) -> bool:
        """Whether it is plain without counting that far more buyers than ``limit`` meet an expression."""
        return not self._sqlite and self._gin(gin.BUYERS).at_least(expression) > limit * _FAR_MORE

    def likely_more(self, expression: Expression, limit: int) -> bool:
        """As ``surely_more``, but a guess."""
        return not self._sqlite and self._gin(gin.BUYERS).about(expression) > limit

    def _ids(self, statement: str, expression: Expression, above: int, limit: int) -> Ids:
        (found,) = self.run((statement, (self._fts(expression), above, limit)))
        return Ids(*found) if found[0] else NOBODY

    def _fts(self, expression: Expression) -> str:
        """Buyers and members are mostly asked the same, one after the other."""
        if self._spelled[0] is not expression:
            self._spelled = expression, expression.fts()
        return self._spelled[1]

    def _gin(self, listed: gin.Listed) -> gin.GinRows:
        known = self._lists.get(listed.name)
        if known is None:
            found = shares(self._connection)[listed.name]
            known = self._lists[listed.name] = gin.GinRows(self.run, self._tenant_id, listed, found)
        return known

    def aliases(self, expression: Expression, limit: int) -> Bound:
        """Numbers of the buyers whose name among staff may meet an expression, the newest first, and that name."""
        if self._sqlite:
            return _FTS_ALIASES, (self._fts(expression), limit)
        values: list[object] = [self._tenant_id]
        where = expression.sql("a.grams", values)
        return (
            f"SELECT a.id, a.alias FROM alias a WHERE a.tenant_id = ? AND {where} ORDER BY a.id DESC LIMIT ?",
            (*values, limit),
        )

    def aliases_of(self, ids: Sequence[int]) -> Bound:
        """Numbers of buyers, and what staff call those who have such a name."""
        places = ", ".join("?" * len(ids))
        return f"SELECT a.id, a.alias FROM alias a WHERE a.tenant_id = ? AND a.id IN ({places})", (
            self._tenant_id,
            *ids,
        )

    def members_by_id(self, ids: Sequence[int]) -> Bound:
        """Whole members by number."""
        places = ", ".join("?" * len(ids))
        return f"SELECT {MEMBER} FROM member m WHERE m.tenant_id = ? AND m.id IN ({places})", (self._tenant_id, *ids)

    def looked_up_buyers(self, lookup: Lookup) -> Bound:
        """The buyers of a lookup."""
        return (
            f"SELECT {BUYER_ROW} FROM buyer b {WITH_MEMBER} WHERE b.tenant_id = ? AND {lookup.buyer} "
            f"LIMIT {MOST_LOOKED_UP}",
            (self._tenant_id, *lookup.values),
        )

    def looked_up_members(self, lookup: Lookup) -> Bound:
        """The members without a buyer of a lookup."""
        return (
            f"SELECT {MEMBER_ROW} FROM member m WHERE m.tenant_id = ? AND {lookup.member} AND {_LONELY}",
            (self._tenant_id, *lookup.values),
        )


def cancelled() -> StorageError:
    """The error of a search that its caller has called off."""
    return StorageError("the search was stopped by its caller", code="E-CANCELLED")
