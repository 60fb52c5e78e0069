"""The rows of a mirror: which buyers of a server are kept here, how old each is, and how far the copy got.

The buyers themselves stand in the ordinary tables, so that they are searched as any others. Beside each stands a
``mirror_row``; one whose buyer the server no longer has stays as ``gone_at``, without the buyer's data.
Moments are milliseconds since 1970, UTC. What was asked earlier never replaces what was asked later: answers may
overtake each other.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Column, Connection, Index, String, Table, Text

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.store import bulk, buyers, forgetting, members
from wxbuyer_gui.store.forgetting import Person
from wxbuyer_gui.store.index_batch import by_hand
from wxbuyer_gui.store.lookups import MOST, Lookups
from wxbuyer_gui.store.statements import Statements
from wxbuyer_gui.store.tables import Id, metadata

mirror_row = Table(
    "mirror_row",
    metadata,
    Column("tenant_id", Id, primary_key=True, autoincrement=False),
    Column("buyer_id", Id, primary_key=True, autoincrement=False),
    Column("as_of", BigInteger, nullable=False),  # when the server was asked
    Column("source", String(8), nullable=False),  # "server", "import"
    Column("gone_at", BigInteger),  # when the server said that there is none
    sqlite_with_rowid=False,
)
Index("ix_mirror_row_as_of", mirror_row.c.tenant_id, mirror_row.c.as_of, mirror_row.c.buyer_id)

# Whose copy this is, and how far a crawl got.
sync_state = Table(
    "sync_state",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

SERVER, IMPORT = "server", "import"
BUYERS = "buyers"
"""The fact that says how many buyers are kept, changed with them: counting a million takes 10 ms."""

_NOTE = (
    "INSERT INTO mirror_row(tenant_id, buyer_id, as_of, source) SELECT ?, value, ?, ? FROM json_each(?) WHERE true "
    "ON CONFLICT(tenant_id, buyer_id) DO UPDATE SET as_of = excluded.as_of, source = excluded.source, gone_at = NULL"
)
# "+": by the numbers asked for, never along the index of moments, which holds every row.
_AGES = (
    "SELECT buyer_id, as_of FROM mirror_row WHERE tenant_id = ? AND buyer_id IN (SELECT value FROM json_each(?)) "
    "AND +as_of >= ?"
)
_SOURCES = (
    "SELECT buyer_id, source, as_of FROM mirror_row WHERE tenant_id = ? "
    "AND buyer_id IN (SELECT value FROM json_each(?))"
)
_KNOWN = (
    "SELECT buyer_id FROM mirror_row WHERE tenant_id = ? AND buyer_id IN (SELECT value FROM json_each(?)) "
    "AND gone_at IS NULL AND +as_of <= ?"
)
_GONE = "UPDATE mirror_row SET gone_at = ?, as_of = ? WHERE tenant_id = ? AND buyer_id = ?"
_FORGET = "DELETE FROM mirror_row WHERE tenant_id = ? AND buyer_id = ?"
_OLDEST = "SELECT buyer_id FROM mirror_row WHERE tenant_id = ? AND gone_at IS NULL ORDER BY as_of, buyer_id LIMIT ?"
_UNSEEN = "SELECT buyer_id FROM mirror_row WHERE tenant_id = ? AND as_of < ? ORDER BY as_of LIMIT ?"
_COUNTED = "UPDATE sync_state SET value = value + ? WHERE key = ?"
_NEWEST = "SELECT max(as_of) FROM mirror_row WHERE tenant_id = ?"
_HIGHEST = "SELECT max(id) FROM buyer WHERE tenant_id = ?"
_UNUSED_MEMBERS = (
    "SELECT m.id FROM member m WHERE m.tenant_id = ? AND NOT EXISTS "
    "(SELECT 1 FROM buyer b WHERE b.tenant_id = m.tenant_id AND b.member_id = m.id)"
)


class Noted(NamedTuple):
    """What a ``note`` did: buyers that were not there before, and those that were other than they are."""

    added: int
    changed: int


def note(
    connection: Connection, tenant_id: int, found: Sequence[WxBuyingUser], *, as_of: int, source: str = SERVER
) -> Noted:
    """Keep buyers as the server showed them when it was asked at ``as_of``; each id at most once in ``found``."""
    newer = ages(connection, tenant_id, [one.id for one in found if one.id], since=as_of + 1)
    wanted = _with_own_open_ids([one for one in found if one.id and one.id not in newer])
    lookups = Lookups(connection, tenant_id)
    stored: dict[int, WxBuyingUser] = {}
    for some in chunks([one.id for one in wanted if one.id and one.id <= lookups.highest_buyer_id], MOST):
        stored |= lookups.buyers_by_id(some)
    new = [one for one in wanted if one.id not in stored]
    changed = [(stored[one.id or 0], one) for one in wanted if one.id in stored and stored[one.id] != one]
    _free_open_ids(connection, lookups, [*new, *(one for old, one in changed if old.open_id != one.open_id)])
    if changed:
        bulk.change_buyers(connection, changed)
    if new:
        bulk.add_buyers(connection, new)
        _counted(connection, len(new))
    if wanted:
        connection.exec_driver_sql(_NOTE, (tenant_id, as_of, source, json.dumps([one.id for one in wanted])))
    return Noted(len(new), len(changed))


def note_import(
    connection: Connection,
    tenant_id: int,
    new: Sequence[WxBuyingUser],
    changed: Sequence[tuple[WxBuyingUser, WxBuyingUser]],
    *,
    as_of: int,
) -> None:
    """Keep buyers of a file that is as old as ``as_of``: those not known here, and (stored, wanted) of other files."""
    bulk.add_buyers(connection, new)
    bulk.change_buyers(connection, changed)
    _counted(connection, len(new))
    numbers = json.dumps([one.id for one in new] + [one.id for one, _ in changed])
    connection.exec_driver_sql(_NOTE, (tenant_id, as_of, IMPORT, numbers))


def sources(connection: Connection, tenant_id: int, ids: Iterable[int]) -> dict[int, tuple[str, int]]:
    """id → where what is known of it came from (SERVER or IMPORT), and as of when; also of buyers that are gone."""
    rows = connection.exec_driver_sql(_SOURCES, (tenant_id, json.dumps([*ids])))
    return {row[0]: (row[1], row[2]) for row in rows}


def note_member(connection: Connection, member: Member, *, whole: bool) -> None:
    """Keep a member's number, name and phone, and nothing else of it; a phone belongs to whoever had it last.

    Unless ``member`` is ``whole``, an empty name or phone leaves what was kept before.
    """
    tenant_id, number = member.tenant_id or 0, member.id or 0
    kept = Member(number, tenant_id, member.name, member.phone)
    holder = members.by_phone(connection, tenant_id, member.phone)
    if holder is not None and holder.id != number:
        members.change_many(connection, [(holder, {"phone": ""})])
    stored = members.get(connection, tenant_id, number)
    if stored is None:
        bulk.add_members(connection, [kept])
    else:
        given = {name: text for name in ("name", "phone") if (text := getattr(kept, name)) or whole}
        members.change_many(connection, [(stored, given)])


def mark_gone(connection: Connection, tenant_id: int, ids: Collection[int], *, at: int) -> int:
    """Erase buyers that the server, asked at ``at``, did not have; how many there were."""
    numbers = known(connection, tenant_id, ids, until=at)
    _erase(connection, numbers)
    if numbers:
        connection.exec_driver_sql(_GONE, [(at, at, tenant_id, number) for number in numbers])
    return len(numbers)


def purge(connection: Connection, tenant_id: int, *, before: int, limit: int) -> int:
    """Forget up to ``limit`` buyers that the server was last asked about before ``before``; how many."""
    numbers = [row[0] for row in connection.exec_driver_sql(_UNSEEN, (tenant_id, before, limit))]
    _erase(connection, numbers)
    if numbers:
        connection.exec_driver_sql(_FORGET, [(tenant_id, number) for number in numbers])
    return len(numbers)


def forget(connection: Connection, tenant_id: int, people: Collection[Person]) -> None:
    """Erase people, with the members that go with them, and that they were ever here."""
    forgetting.erase_rows(connection, tenant_id, people)
    if people:
        _counted(connection, -len(people))
        connection.exec_driver_sql(_FORGET, [(tenant_id, one.number) for one in people])


def purge_members(connection: Connection, tenant_id: int) -> int:
    """Forget the members that no buyer of this copy is bound to; how many."""
    numbers = [row[0] for row in connection.exec_driver_sql(_UNUSED_MEMBERS, (tenant_id,))]
    if numbers:
        connection.exec_driver_sql("DELETE FROM member WHERE id = ?", [(number,) for number in numbers])
    return len(numbers)


def ages(connection: Connection, tenant_id: int, ids: Iterable[int], *, since: int = 0) -> dict[int, int]:
    """id → when the server was asked about it last, where that was at ``since`` or later."""
    return dict(_rows(connection, _AGES, tenant_id, json.dumps([*ids]), since))


def known(connection: Connection, tenant_id: int, ids: Iterable[int], *, until: int) -> list[int]:
    """Those of ``ids`` whose buyer is kept here, from an answer no newer than ``until``."""
    rows = connection.exec_driver_sql(_KNOWN, (tenant_id, json.dumps([*ids]), until))
    return [row[0] for row in rows]


def oldest(connection: Connection, tenant_id: int, *, limit: int) -> list[int]:
    """The ids of the buyers that the server was asked about the longest ago."""
    return [row[0] for row in connection.exec_driver_sql(_OLDEST, (tenant_id, limit))]


def newest(connection: Connection, tenant_id: int) -> int | None:
    """When the server was asked about any buyer last."""
    ((moment,),) = _rows(connection, _NEWEST, tenant_id)
    return None if moment is None else int(moment)


def highest_id(connection: Connection, tenant_id: int) -> int:
    """The highest id of a buyer that is kept here; 0 without any."""
    ((highest,),) = _rows(connection, _HIGHEST, tenant_id)
    return int(highest or 0)


def state(connection: Connection) -> dict[str, str]:
    """What ``keep_state`` kept."""
    return dict(_rows(connection, "SELECT key, value FROM sync_state"))


def holds_buyers(connection: Connection) -> bool:
    """Whether there are any buyers, of whatever tenant."""
    return connection.exec_driver_sql("SELECT 1 FROM buyer LIMIT 1").first() is not None


def keep_state(connection: Connection, **values: str | int) -> None:
    """Keep facts about the copy, each in the place of an older one."""
    statement = "INSERT INTO sync_state(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value"
    connection.exec_driver_sql(statement, [(key, str(value)) for key, value in values.items()])


def _rows(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What every search asks of a copy; run as the search's own statements are."""
    return Statements(connection, 0).run((statement, values))


def _with_own_open_ids(found: list[WxBuyingUser]) -> list[WxBuyingUser]:
    """Let an openId that the server shows at two buyers stay with the last one: here it belongs to one."""
    owners = {one.open_id: one.id for one in found if one.open_id}
    return [one if owners.get(one.open_id, one.id) == one.id else replace(one, open_id="") for one in found]


def _free_open_ids(connection: Connection, lookups: Lookups, found: Sequence[WxBuyingUser]) -> None:
    """Take an openId from the buyer that had it here: it moved to another one at the server since."""
    owners = {one.open_id: one.id for one in found if one.open_id}
    for some in chunks(owners, MOST):
        taken = lookups.buyers_by_open_id(some)
        lost = [(other, {"open_id": ""}) for open_id, other in taken.items() if other.id != owners[open_id]]
        if lost:
            with by_hand(connection, buyers=[other.id or 0 for other, _ in lost]):
                buyers.change_many(connection, lost)


def _erase(connection: Connection, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    with by_hand(connection, buyers=numbers):
        connection.exec_driver_sql("DELETE FROM buyer WHERE id = ?", [(number,) for number in numbers])
    _counted(connection, -len(numbers))


def _counted(connection: Connection, more: int) -> None:
    connection.exec_driver_sql(_COUNTED, (more, BUYERS))
