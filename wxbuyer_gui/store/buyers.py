"""Rows of ``buyer``: the single place that reads and writes them, the search and bulk import aside.

Every function works on the caller's connection and tenant and leaves the transaction to the caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, bindparam, func, insert, select, update

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import derived
from wxbuyer_gui.store.tables import buyer

EDITABLE = ("name", "phone", "profile", "open_id")
"""The fields that people and imports may change."""
MAX_ID = 2**63 - 1
"""The highest number that a database can give."""

_SEARCHED = ("name", "phone", "open_id")  # what the search columns are made of

_CHUNK = 500  # ids in one statement
COLUMNS = (
    buyer.c.id,
    buyer.c.tenant_id,
    buyer.c.open_id,
    buyer.c.name,
    buyer.c.profile,
    buyer.c.phone,
    buyer.c.member_id,
)
"""What is read of a buyer, in the order of its domain object's fields."""

# Statements are built once: building one takes longer than running it.
_MINE = buyer.c.tenant_id == bindparam("tenant_id")
_BY_ID = select(*COLUMNS).where(_MINE, buyer.c.id == bindparam("buyer_id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_COUNT = select(func.count()).select_from(buyer).where(_MINE)
_BY_OPEN_ID = select(*COLUMNS).where(_MINE, buyer.c.open_id == bindparam("open_id"), buyer.c.open_id != "")
_BY_IDS = select(*COLUMNS).where(_MINE, buyer.c.id.in_(bindparam("ids", expanding=True)))
_INSERT = insert(buyer)
_UPDATE = update(buyer).where(buyer.c.tenant_id == bindparam("stored_tenant"), buyer.c.id == bindparam("stored_id"))
_UPDATE_UNCHANGED = _UPDATE.where(
    buyer.c.member_id.is_not_distinct_from(bindparam("stored_member", type_=buyer.c.member_id.type))
)
_OF_MEMBER = select(*COLUMNS).where(_MINE, buyer.c.member_id == bindparam("member_id")).order_by(buyer.c.id.desc())


def count(connection: Connection, tenant_id: int) -> int:
    """How many buyers a tenant has. Reads the whole of one index: some 10 ms for a million."""
    return int(connection.execute(_COUNT, {"tenant_id": tenant_id}).scalar_one())


def get(connection: Connection, tenant_id: int, buyer_id: int, *, lock: bool = False) -> WxBuyingUser | None:
    """The buyer with this id. ``lock`` keeps other writers off the row until the transaction ends."""
    if not 0 < buyer_id <= MAX_ID:
        return None
    chosen = _BY_ID_LOCKED if lock else _BY_ID
    return _buyer(connection.execute(chosen, {"tenant_id": tenant_id, "buyer_id": buyer_id}).first())


def get_by_open_id(connection: Connection, tenant_id: int, open_id: str) -> WxBuyingUser | None:
    """The buyer with this openId; case matters. None for ''."""
    return _buyer(connection.execute(_BY_OPEN_ID, {"tenant_id": tenant_id, "open_id": open_id}).first())


def get_list(connection: Connection, tenant_id: int, buyer_ids: Sequence[int]) -> list[WxBuyingUser]:
    """The buyers with these ids in the order of first mention; missing ones left out."""
    wanted = [buyer_id for buyer_id in dict.fromkeys(buyer_ids) if 0 < buyer_id <= MAX_ID]
    found: dict[int | None, WxBuyingUser] = {}
    for ids in chunks(wanted, _CHUNK):
        for row in connection.execute(_BY_IDS, {"tenant_id": tenant_id, "ids": ids}):
            found[row.id] = WxBuyingUser(*row)
    return [found[buyer_id] for buyer_id in wanted if buyer_id in found]


def of_member(connection: Connection, tenant_id: int, member_id: int) -> list[WxBuyingUser]:
    """All buyers that are bound to this member, newest first."""
    if not 0 < member_id <= MAX_ID:
        return []
    rows = connection.execute(_OF_MEMBER, {"tenant_id": tenant_id, "member_id": member_id})
    return [WxBuyingUser(*row) for row in rows]


def add(connection: Connection, tenant_id: int, user: WxBuyingUser, *, member_id: int | None = None) -> int:
    """Insert a new buyer and return its id. Id, tenant and member of ``user`` are not looked at."""
    values = {name: getattr(user, name) for name in EDITABLE}
    values |= derived.buyer_columns(connection.dialect.name, tenant_id, user.name, user.phone, user.open_id)
    return new_id(connection.execute(_INSERT, {"tenant_id": tenant_id, "member_id": member_id, **values}))


def change(connection: Connection, stored: WxBuyingUser, changes: Mapping[str, Any]) -> None:
    """Write ``changes`` (of EDITABLE) to the row that ``stored`` was read from; nothing where all are equal."""
    change_many(connection, [(stored, changes)])


def change_many(connection: Connection, changes: Iterable[tuple[WxBuyingUser, Mapping[str, Any]]]) -> None:
    """As ``change`` for each, in one statement for all that change the same fields."""
    batches: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for stored, wanted in changes:
        values: dict[str, Any] = {name: value for name, value in wanted.items() if getattr(stored, name) != value}
        searched = [values.get(name, getattr(stored, name)) for name in _SEARCHED]
        if stored.tenant_id and not values.keys().isdisjoint(_SEARCHED):
            values |= derived.buyer_columns(connection.dialect.name, stored.tenant_id, *searched)
        if values:
            row = {"stored_tenant": stored.tenant_id, "stored_id": stored.id, **values}
            batches[tuple(row)].append(row)
    for batch in batches.values():
        connection.execute(_UPDATE, batch)


def set_member(connection: Connection, stored: WxBuyingUser, member_id: int | None) -> bool:
    """Bind or unbind the buyer if its member is still the one in ``stored``; False where it no longer is."""
    return set_members(connection, [(stored, member_id)]) == 1


def set_members(connection: Connection, bindings: Iterable[tuple[WxBuyingUser, int | None]]) -> int:
    """As ``set_member`` for each; how many it did."""
    rows = [
        {
            "stored_tenant": stored.tenant_id,
            "stored_id": stored.id,
            "stored_member": stored.member_id,
            "member_id": member_id,
        }
        for stored, member_id in bindings
    ]
    return connection.execute(_UPDATE_UNCHANGED, rows).rowcount if rows else 0


def new_id(result: CursorResult[Any]) -> int:
    """The id that the database gave to the one row just inserted."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _buyer(row: Row[*tuple[Any, ...]] | None) -> WxBuyingUser | None:
    return WxBuyingUser(*row) if row else None
