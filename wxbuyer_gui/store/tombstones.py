"""Who was forgotten, so that nobody of them comes back with the next import, copy or passing answer.

A tombstone is a keyed hash of what names a person. The key is made with the first tombstone and stands in the same
database: the hashes alone tell nothing, and another shop's hashes of the same people differ. Whoever has the whole
database can still test a guess against it, as against any list of people to leave out.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.store import facts
from wxbuyer_gui.store.ignoring import insert_new
from wxbuyer_gui.store.people_tables import tombstone

KEY = "tombstone_key"
"""The fact that holds the key."""
_KEY_BYTES = 32
_HASH_BYTES = 16  # no two people share one by chance
_CHUNK = 5_000

_ANY = {
    "sqlite": "SELECT 1 FROM tombstone WHERE tenant_id = ? LIMIT 1",
    "postgresql": "SELECT 1 FROM tombstone WHERE tenant_id = %s LIMIT 1",
}
_FEW = {
    "sqlite": "SELECT key FROM tombstone WHERE tenant_id = ? LIMIT ?",
    "postgresql": "SELECT key FROM tombstone WHERE tenant_id = %s LIMIT %s",
}
_AMONG = {
    "sqlite": "SELECT key FROM tombstone WHERE tenant_id = ? AND key IN (SELECT value FROM json_each(?))",
    "postgresql": "SELECT key FROM tombstone WHERE tenant_id = %s AND key = ANY(%s)",
}


class Kind(StrEnum):
    """What of a person is known again."""

    NUMBER = "id"
    OPEN_ID = "open_id"
    PHONE = "phone"
    MEMBER = "member"


Mark = tuple[Kind, str]
"""One thing that names a person."""


def marks_of_buyer(buyer: WxBuyingUser) -> Iterator[Mark]:
    """What a buyer is known again by. The phone counts only without an openId: it may be somebody else's one day."""
    yield from _served_marks(buyer)
    if not buyer.open_id and (phone := phone_key(buyer.phone)):
        yield Kind.PHONE, phone


def marks_of_member(member: Member) -> Iterator[Mark]:
    """What a member is known again by."""
    if member.id:
        yield Kind.MEMBER, str(member.id)
    if phone := phone_key(member.phone):
        yield Kind.PHONE, phone


def bury(connection: Connection, tenant_id: int, marks: Iterable[Mark], *, at: int) -> None:
    """Keep people with these marks out from now on. ``at``: milliseconds since 1970."""
    hashed = _hasher(_key(connection) or _new_key(connection))
    rows = [{"tenant_id": tenant_id, "key": hashed(kind, text), "kind": str(kind), "at": at} for kind, text in marks]
    if rows:
        connection.execute(insert_new(tombstone, connection.dialect.name), rows)


def put_back(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Put up tombstones that stood in another file with the same key; each has the columns of the table."""
    names = [column.name for column in tombstone.columns]
    if values := [dict(zip(names, row, strict=True)) for row in rows]:
        connection.execute(insert_new(tombstone, connection.dialect.name), values)


def lift(connection: Connection, tenant_id: int, marks: Iterable[Mark]) -> int:
    """Let people with these marks in again; how many tombstones there were."""
    key = _key(connection)
    if not key:
        return 0
    hashed = _hasher(key)
    mine = (tombstone.c.tenant_id == tenant_id, tombstone.c.key.in_([hashed(kind, text) for kind, text in marks]))
    return connection.execute(delete(tombstone).where(*mine)).rowcount


def buried_numbers(connection: Connection, tenant_id: int, numbers: Iterable[int]) -> set[int]:
    """Those of ``numbers`` under which a buyer was forgotten."""
    marks = Forgotten(connection, tenant_id).among((Kind.NUMBER, str(number)) for number in numbers)
    return {int(text) for _, text in marks}


class Forgotten:
    """The tombstones of one tenant, within one transaction. Asking costs nothing where there are none."""

    def __init__(self, connection: Connection, tenant_id: int) -> None:
        self._connection = connection
        self._tenant_id = tenant_id
        is_any = connection.exec_driver_sql(_ANY[connection.dialect.name], (tenant_id,)).first() is not None
        self._key = _key(connection) if is_any else b""

    def __bool__(self) -> bool:
        return bool(self._key)

    def among(self, marks: Iterable[Mark]) -> set[Mark]:
        """Those of ``marks`` under which somebody was forgotten."""
        if not self._key:
            return set()
        hashed = _hasher(self._key)
        by_hash = {hashed(kind, text): (kind, text) for kind, text in marks}
        return {by_hash[found] for found in self._known(by_hash)}

    def served(self, found: Sequence[WxBuyingUser]) -> set[int]:
        """The numbers of those of a server's buyers that were forgotten, under that number or that openId."""
        if not self._key:
            return set()
        hashed = _hasher(self._key)
        owners = {hashed(*mark): one.id for one in found if one.id for mark in _served_marks(one)}
        return {owners[known] for known in self._known(owners)}

    def is_member(self, number: int) -> bool:
        """Whether a member with this number was forgotten."""
        return bool(self.among([(Kind.MEMBER, str(number))]))

    def _known(self, hashes: Collection[str]) -> Iterable[str]:
        """Where there are few tombstones, reading all of them costs less than looking each hash up."""
        name = self._connection.dialect.name
        few = self._connection.exec_driver_sql(_FEW[name], (self._tenant_id, len(hashes) + 1)).scalars().all()
        if len(few) <= len(hashes):
            return [key for key in few if key in hashes]
        found: list[str] = []
        for some in chunks(hashes, _CHUNK):
            values = (self._tenant_id, json.dumps(some) if name == "sqlite" else some)
            found += self._connection.exec_driver_sql(_AMONG[name], values).scalars()
        return found


def _served_marks(buyer: WxBuyingUser) -> Iterator[Mark]:
    if buyer.id:
        yield Kind.NUMBER, str(buyer.id)
    if buyer.open_id:
        yield Kind.OPEN_ID, buyer.open_id


def _key(connection: Connection) -> bytes:
    """The database's key; b'' before the first tombstone."""
    return bytes.fromhex(facts.read(connection, KEY))


def _new_key(connection: Connection) -> bytes:
    key = secrets.token_bytes(_KEY_BYTES)
    facts.write(connection, KEY, key.hex())
    return key


def _hasher(key: bytes) -> Callable[[Kind, str], str]:
    """The keyed hash (BLAKE2b), begun once for many."""
    begun = hashlib.blake2b(key=key, digest_size=_HASH_BYTES)
    prefixes = {kind: f"{kind}\0".encode() for kind in Kind}

    def hashed(kind: Kind, text: str) -> str:
        one = begun.copy()
        one.update(prefixes[kind] + text.encode("utf-8", "surrogatepass"))
        return one.hexdigest()

    return hashed
