"""What two counters and their server have written down must be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from tests.faults.flapping_counter import FIRST_HALF, Desk
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.journal import JournalEntry, Result
from wxbuyer_gui.store.engine import Store, open_store
from wxbuyer_gui.store.outbox_tables import outbox_op
from wxbuyer_gui.store.tables import operation

TENANT = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One operation in a counter's outbox. ``name`` is what the server calls what was sent last."""

    operation_id: str
    name: str
    state: str
    result_id: int | None


def differences(shop: Backend, store: Store, desks: Sequence[Desk], *, before: Collection[str]) -> Iterator[str]:
    """Every sentence is a broken promise. The sessions of ``desks`` are still open, and nothing is under way.

    ``shop`` and ``store`` are the server's; what it had done ``before`` nobody need know.
    """
    done_there = done_by(store)
    known = set(before)
    for desk in desks:
        lines = outbox_of(desk)
        known |= {line.name for line in lines if line.state == "done"}
        yield from _outbox_against_server(desk, lines, done_there)
        yield from _outbox_against_journal(desk, lines)
        yield from _phones(desk, lines, shop)
        yield from _buyers(desk, lines, shop)
    for name in done_there.keys() - known:
        yield f"the server did {name}, which no counter calls done"


def done_by(store: Store) -> dict[str, int | None]:
    """The server's ledger: each write that it did, by the name that it gave it, with its result."""
    with store.read() as connection:
        rows = connection.execute(select(operation.c.operation_id, operation.c.result_id))
        return {row.operation_id: row.result_id for row in rows}


def outbox_of(desk: Desk) -> list[Line]:
    """All operations of a counter, oldest first."""
    with open_store(desk.mirror.removesuffix(".db") + ".desk.db") as store, store.read() as connection:
        rows = connection.execute(select(outbox_op).order_by(outbox_op.c.seq)).mappings()
        return [Line(row["operation_id"], _name_of(row["sending_id"]), row["state"], row["result_id"]) for row in rows]


def _name_of(sending_id: str) -> str:
    """The client's key is a digest of the id, and the server keeps the keys of its tenants apart."""
    key = hashlib.sha256(sending_id.encode()).hexdigest()
    return hashlib.sha256(f"{TENANT} {key}".encode()).hexdigest()


def _outbox_against_server(desk: Desk, lines: list[Line], done_there: dict[str, int | None]) -> Iterator[str]:
    for line in lines:
        what = f"counter {desk.number}: {desk.request(line.operation_id)} {line.state}"
        if line.state not in ("done", "rejected", "cancelled"):
            yield f"{what}: stuck"
        elif line.state != "done":
            if line.name in done_there:
                yield f"{what}, and was done"
        elif line.name not in done_there:
            if not _may_be_anothers(desk, line):
                yield f"{what}, and was not"
        elif desk.request(line.operation_id).kind in ("create", "bind") and done_there[line.name] != line.result_id:
            yield f"{what} as {line.result_id}, at the server as {done_there[line.name]}"
    for operation_id in desk.refused:
        if _name_of(operation_id) in done_there:
            yield f"counter {desk.number}: the clerk was told that {desk.asked[operation_id]} was not done, and it was"


def _may_be_anothers(desk: Desk, line: Line) -> bool:
    """Whether the other counter may have done the same before: then nothing was left to do."""
    request = desk.request(line.operation_id)
    return request.buyer_id in desk.shared and request.kind in ("unbind", "bind")


def _outbox_against_journal(desk: Desk, lines: list[Line]) -> Iterator[str]:
    told = {entry.operation_id: entry for entry in _journal(desk)}
    for line in lines:
        entry = told.pop(line.operation_id, None)
        what = f"counter {desk.number}: {desk.request(line.operation_id)}"
        if desk.request(line.operation_id) is FIRST_HALF:
            continue
        if entry is None:
            yield f"{what} is not in the journal"
        elif (line.state == "done") != (entry.result is Result.DONE) or not _is_over(entry):
            yield f"{what} {line.state}, in the journal {entry.result}"
    for operation_id, entry in told.items():
        if operation_id not in desk.refused or entry.result is Result.DONE or not _is_over(entry):
            yield f"counter {desk.number}: {entry.action} {entry.result} stands in the journal alone"


def _is_over(entry: JournalEntry) -> bool:
    return entry.result in (Result.DONE, Result.REFUSED, Result.FAILED)


def _journal(desk: Desk) -> Iterator[JournalEntry]:
    before: int | None = None
    while page := desk.session.journal.entries(limit=100, before=before):
        yield from page
        before = page[-1].seq


def _phones(desk: Desk, lines: list[Line], shop: Backend) -> Iterator[str]:
    """Each registration has a phone of its own: there is a member with it if it is done, and never a second one."""
    for line in lines:
        request = desk.request(line.operation_id)
        if request.kind in ("create", "new"):
            count = len(shop.find_members(request.text))
            if count != (1 if line.state == "done" else 0):
                yield f"counter {desk.number}: {request} {line.state}, and there are {count} such members"


def _buyers(desk: Desk, lines: list[Line], shop: Backend) -> Iterator[str]:
    """A buyer whom only this counter touches is as its last operations left him."""
    names: dict[int, str] = {}
    members: dict[int, int | None] = {}
    for line in lines:
        request = desk.request(line.operation_id)
        if line.state == "done" and request.buyer_id in desk.own:
            if request.kind == "save":
                names[request.buyer_id] = request.text
            else:
                members[request.buyer_id] = None if request.kind == "unbind" else line.result_id
    for buyer_id in desk.own:
        buyer = shop.get(buyer_id)
        assert buyer is not None
        if buyer.name != names.get(buyer_id, buyer.name) or buyer.member_id != members.get(buyer_id, buyer.member_id):
            yield f"counter {desk.number}: buyer {buyer_id} is not as it was left"
