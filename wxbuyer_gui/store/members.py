"""Rows of ``member``: the single place that reads and writes them, the search and bulk import aside.

Every function works on the caller's connection and tenant and leaves the transaction to the caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from wxbuyer_gui.domain.errors import UnsupportedError
from wxbuyer_gui.domain.id_card import is_id_number
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import derived, id_numbers
from wxbuyer_gui.store.buyers import MAX_ID, new_id
from wxbuyer_gui.store.rows import member as read_member
from wxbuyer_gui.store.tables import member

EDITABLE = ("name", "phone", "sex", "birthday", "id_card", "address")
"""The fields that people and imports may change."""
MOST_FOUND = 20

COLUMNS = (
    member.c.id,
    member.c.tenant_id,
    *(member.c[name] for name in EDITABLE),
    member.c.created_at,
)
"""What is read of a member, in the order of its domain object's fields."""
# Statements are built once: building one takes longer than running it.
_MINE = select(*COLUMNS).where(member.c.tenant_id == bindparam("tenant_id"))
_BY_ID = _MINE.where(member.c.id == bindparam("wanted"))
# The partial indexes serve only where their condition is repeated.
_BY_PHONE = _MINE.where(member.c.phone_key == bindparam("wanted"), member.c.phone_key != "")
_BY_ID_CARD = _MINE.where(member.c.id_card_key.in_(bindparam("wanted", expanding=True)), member.c.id_card_key != "")
_INSERT = insert(member)
_UPDATE = update(member).where(member.c.tenant_id == bindparam("stored_tenant"), member.c.id == bindparam("stored_id"))
_BY_IDS = _MINE.where(member.c.id.in_(bindparam("ids", expanding=True)))
_MOST_DIGITS = 19  # of a number that fits 64 bits
_LAST_CHARACTER = "\U0010ffff"


def get(connection: Connection, tenant_id: int, member_id: int, *, lock: bool = False) -> Member | None:
    """The member with this number. ``lock`` keeps other writers off the row until the transaction ends."""
    if not 0 < member_id <= MAX_ID:
        return None
    return _first(connection, tenant_id, _BY_ID, member_id, lock=lock)


def get_list(connection: Connection, tenant_id: int, member_ids: Sequence[int]) -> list[Member]:
    """The members with these numbers, in no particular order."""
    wanted = [member_id for member_id in set(member_ids) if 0 < member_id <= MAX_ID]
    if not wanted:
        return []
    rows = connection.execute(_BY_IDS, {"tenant_id": tenant_id, "ids": wanted})
    return [from_row(connection, row) for row in rows]


def by_phone(connection: Connection, tenant_id: int, phone: str, *, lock: bool = False) -> Member | None:
    """The member with this phone, however it is written. None for a text without a number."""
    key = phone_key(phone)
    return _first(connection, tenant_id, _BY_PHONE, key, lock=lock) if key else None


def by_id_card(connection: Connection, tenant_id: int, id_card: str, *, lock: bool = False) -> Member | None:
    """The member with this ID number. None for ''; errors as ``id_numbers.require_key``."""
    if not id_numbers.normalised(id_card):
        return None
    id_numbers.require_key(connection)
    keys = id_numbers.of(connection).keys(tenant_id, id_card)
    return _first(connection, tenant_id, _BY_ID_CARD, keys, lock=lock)


def find(connection: Connection, tenant_id: int, text: str) -> list[Member]:
    """Members by whole phone, number ("8812", "#8812"), ID number or beginning of the name; best first, at most 20.

    Errors as ``id_numbers.require_key`` for what can be nothing but an ID number.
    """
    text = text.strip()
    found: dict[int | None, Member] = {}
    number = text.removeprefix("#").strip()
    if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        _collect(found, get(connection, tenant_id, int(number)))
    if not text.startswith("#"):
        _collect(found, by_phone(connection, tenant_id, text))
        _collect(found, _by_any_document(connection, tenant_id, text))
        for one in _by_name(connection, tenant_id, text):
            _collect(found, one)
    return list(found.values())[:MOST_FOUND]


def add(connection: Connection, tenant_id: int, new: Member) -> int:
    """Insert a new member and return its number. Number, tenant and time of ``new`` are not looked at."""
    values = _with_keys(
        connection, tenant_id, new, {name: getattr(new, name) for name in EDITABLE if name != "id_card"}
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    number = new_id(connection.execute(_INSERT, {"tenant_id": tenant_id, "created_at": now, **values}))
    if new.id_card:  # it is sealed for its member, who had no number before
        stored = replace(new, id=number, tenant_id=tenant_id, id_card="")
        change(connection, stored, {"id_card": new.id_card})
    return number


def change(connection: Connection, stored: Member, changes: Mapping[str, Any]) -> None:
    """Write ``changes`` (of EDITABLE) to the row that ``stored`` was read from; nothing where all are equal."""
    change_many(connection, [(stored, changes)])


def change_many(connection: Connection, changes: Iterable[tuple[Member, Mapping[str, Any]]]) -> None:
    """As ``change`` for each, in one statement for all that change the same fields."""
    batches: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    sealing = id_numbers.sealing(connection)
    for stored, wanted in changes:
        different = {name: value for name, value in wanted.items() if getattr(stored, name) != value}
        if different:
            assert stored.tenant_id is not None
            values = _with_keys(connection, stored.tenant_id, replace(stored, **different), different, sealing)
            row = {"stored_tenant": stored.tenant_id, "stored_id": stored.id, **values}
            batches[tuple(row)].append(row)
    for batch in batches.values():
        connection.execute(_UPDATE, batch)


def _with_keys(
    connection: Connection,
    tenant_id: int,
    whole: Member,
    values: dict[str, Any],
    sealing: id_numbers.Sealing | None = None,
) -> dict[str, Any]:
    """``values`` as they are stored, and the search columns that follow from them."""
    if values.keys() & {"name", "phone"}:
        values = values | derived.member_columns(connection.dialect.name, tenant_id, whole.name, whole.phone)
    if sealing is not None and "id_card" in values:
        sealed = sealing(tenant_id, whole.id or 0, whole.id_card)
        key = id_numbers.of(connection).key(tenant_id, whole.id_card)
        values = values | {"id_card": sealed, "id_card_key": key}
    return values


def _by_name(connection: Connection, tenant_id: int, text: str) -> list[Member]:
    key = fold(text)
    if not key:
        return []
    rows = connection.execute(
        select(*COLUMNS)
        .where(
            member.c.tenant_id == tenant_id,
            member.c.name_key != "",  # so that the partial index serves
            member.c.name_key >= key,
            member.c.name_key < key + _LAST_CHARACTER,
        )
        .order_by(member.c.name_key, member.c.id)
        .limit(MOST_FOUND)
    )
    return [from_row(connection, row) for row in rows]


def _by_any_document(connection: Connection, tenant_id: int, text: str) -> Member | None:
    """By a text that may be a document's number or something else."""
    try:
        return by_id_card(connection, tenant_id, text)
    except UnsupportedError:
        if is_id_number(id_numbers.normalised(text)):
            raise
        return None


def _first(
    connection: Connection, tenant_id: int, statement: Select[Any], wanted: int | str | tuple[str, ...], *, lock: bool
) -> Member | None:
    chosen = statement.with_for_update() if lock else statement
    row = connection.execute(chosen, {"tenant_id": tenant_id, "wanted": wanted}).first()
    return from_row(connection, row) if row else None


def from_row(connection: Connection, row: Sequence[Any]) -> Member:
    """The member of a row of ``COLUMNS``; its time is UTC, its ID number as ``id_numbers`` shows it."""
    return read_member(id_numbers.of(connection), row)


def _collect(found: dict[int | None, Member], one: Member | None) -> None:
    if one is not None:
        found.setdefault(one.id, one)
