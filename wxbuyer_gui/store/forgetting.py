"""Erasing what a database holds of a person: the rows themselves, and what was written down beside them.

Everything is of the caller's transaction: a person is there as a whole, or gone as a whole. Numbers are never given
again, and the journal's rows stay, which hold numbers and keyed hashes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, or_, select, update

from wxbuyer_gui.domain.chunks import chunks
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.store import buyers, members
from wxbuyer_gui.store.consents import before_a_member
from wxbuyer_gui.store.drafts import draft
from wxbuyer_gui.store.index_batch import by_hand
from wxbuyer_gui.store.journal import journal, journal_open, journal_value
from wxbuyer_gui.store.journal_queries import with_intents
from wxbuyer_gui.store.outbox import ENDED_STATES
from wxbuyer_gui.store.outbox_tables import outbox_buyer, outbox_op, review_item
from wxbuyer_gui.store.people_tables import alias, consent
from wxbuyer_gui.store.tables import buyer as buyer_table
from wxbuyer_gui.store.tables import member as member_table
from wxbuyer_gui.store.tables import operation

_CHUNK = 5_000  # values in one statement
_NEW_BUYER = 0  # the number of drafts for somebody who is not stored yet


@dataclass(frozen=True, slots=True)
class Person:
    """A buyer with the member bound to it, where that is known here, and the other buyers of that member."""

    buyer: WxBuyingUser
    member: Member | None = None
    others: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        """The buyer's number."""
        return self.buyer.id or 0


def find(connection: Connection, tenant_id: int, buyer_id: int) -> Person | None:
    """The person behind a buyer's number."""
    buyer = buyers.get(connection, tenant_id, buyer_id)
    if buyer is None:
        return None
    member = members.get(connection, tenant_id, buyer.member_id or 0) or bare_member(buyer)
    others = buyers.of_member(connection, tenant_id, buyer.member_id or 0)
    return Person(buyer, member, tuple(other.id for other in others if other.id and other.id != buyer_id))


def bare_member(buyer: WxBuyingUser) -> Member | None:
    """The member bound to a buyer where nothing but the number is known: a server does not show its members."""
    return Member(buyer.member_id, buyer.tenant_id) if buyer.is_bound else None


def members_that_go(people: Iterable[Person]) -> dict[int, Member]:
    """The members that nobody is bound to any more once these people are gone, by number.

    One that another buyer is bound to is that person's, too, and stays.
    """
    people = list(people)
    going = {one.number for one in people}
    return {
        one.member.id: one.member
        for one in people
        if one.member is not None and one.member.id and going.issuperset(one.others)
    }


def erase_rows(connection: Connection, tenant_id: int, people: Collection[Person]) -> None:
    """Delete buyers, and the members that go with them, with all that finds them."""
    numbers = [one.number for one in people]
    going = [*members_that_go(people)]
    with by_hand(connection, buyers=numbers, members=[(tenant_id, number) for number in going]):
        for table, rows in ((buyer_table, numbers), (member_table, going)):
            for some in chunks(rows, _CHUNK):
                connection.execute(delete(table).where(table.c.tenant_id == tenant_id, table.c.id.in_(some)))


def erase_traces(
    connection: Connection, tenant_id: int, buyer_ids: Collection[int], member_ids: Collection[int]
) -> None:
    """Erase what the desk keeps about people: values in the journal, names by staff, consents, what was sent."""
    about_buyers, about_members = _journal_rows(connection, tenant_id, buyer_ids, member_ids)
    mine = journal_value.c.tenant_id == tenant_id
    for some in chunks(about_buyers, _CHUNK):
        connection.execute(delete(journal_value).where(mine, journal_value.c.seq.in_(some)))
        connection.execute(delete(journal_open).where(journal_open.c.seq.in_(some)))
        named = select(journal.c.operation_id).where(journal.c.seq.in_(some), journal.c.operation_id.is_not(None))
        connection.execute(update(operation).where(operation.c.operation_id.in_(named)).values(body_check=""))
    for some in chunks(about_members, _CHUNK):
        of_member = journal_value.c.field.startswith("member.", autoescape=True)
        connection.execute(delete(journal_value).where(mine, journal_value.c.seq.in_(some), of_member))
    for some in chunks(buyer_ids, _CHUNK):
        connection.execute(delete(alias).where(alias.c.tenant_id == tenant_id, alias.c.id.in_(some)))
    agreed = (*member_ids, *map(before_a_member, buyer_ids))
    for some in chunks(agreed, _CHUNK):
        connection.execute(delete(consent).where(consent.c.tenant_id == tenant_id, consent.c.member_id.in_(some)))
    _empty_outbox(connection, buyer_ids)


def erase_drafts(connection: Connection, tenant_id: int, people: Collection[Person]) -> None:
    """Erase forms that were begun: those of these buyers, and those for somebody new with an openId or phone of one."""
    mine = draft.c.tenant_id == tenant_id
    for some in chunks([one.number for one in people], _CHUNK):
        connection.execute(delete(draft).where(mine, draft.c.buyer_id.in_(some)))
    known = {text for one in people for text in _named_by(one)}
    for row in connection.execute(select(draft).where(mine, draft.c.buyer_id == _NEW_BUYER)).all():
        typed = [text for text in json.loads(row.content).values() if isinstance(text, str)]
        if not known.isdisjoint([*typed, *(phone_key(text) for text in typed)]):
            same = (draft.c.operator_id == row.operator_id, draft.c.form == row.form)
            connection.execute(delete(draft).where(mine, draft.c.buyer_id == _NEW_BUYER, *same))


def waiting_writes(connection: Connection, buyer_ids: Collection[int]) -> set[int]:
    """Those of the buyers to whom something in the outbox is still to happen."""
    found: set[int] = set()
    for some in chunks(buyer_ids, _CHUNK):
        known_as = _numbers_in_outbox(connection, some)
        is_open = outbox_op.c.state.not_in(ENDED_STATES)
        rows = connection.execute(select(outbox_op.c.buyer_id).where(outbox_op.c.buyer_id.in_([*known_as]), is_open))
        found.update(known_as[number] for number in rows.scalars())
    return found


def _journal_rows(
    connection: Connection, tenant_id: int, buyer_ids: Collection[int], member_ids: Collection[int]
) -> tuple[list[int], list[int]]:
    """The numbers of all rows about these buyers, or about a member alone; and of those of others with the member."""
    about_buyers: set[int] = set()
    about_members: set[int] = set()
    for some in chunks(buyer_ids, _CHUNK):
        about_buyers |= with_intents(connection, tenant_id, journal.c.buyer_id.in_(some))
    for some in chunks(member_ids, _CHUNK):
        bound = or_(journal.c.member_before.in_(some), journal.c.member_after.in_(some))
        about_members |= with_intents(connection, tenant_id, bound)
        alone = journal.c.buyer_id.is_(None) & journal.c.intent_seq.is_(None)
        about_buyers |= with_intents(connection, tenant_id, bound & alone)
    return sorted(about_buyers), sorted(about_members - about_buyers)


def _empty_outbox(connection: Connection, buyer_ids: Collection[int]) -> None:
    """Nothing of what was sent or refused stays, nor what people noted about it."""
    for some in chunks(buyer_ids, _CHUNK):
        mine = outbox_op.c.buyer_id.in_([*_numbers_in_outbox(connection, some)])
        notes = review_item.c.operation_id.in_(select(outbox_op.c.operation_id).where(mine))
        connection.execute(update(review_item).where(notes).values(note=""))
        empty = {name: "" for name in ("payload", "base", "server", "message", "body_check")}
        connection.execute(update(outbox_op).where(mine).values(**empty, acknowledged=True))


def _numbers_in_outbox(connection: Connection, buyer_ids: Collection[int]) -> dict[int, int]:
    """The buyers' own numbers, and the negative ones that they had until they were stored; each with its own."""
    made_here = connection.execute(
        select(outbox_buyer.c.id, outbox_buyer.c.server_id).where(outbox_buyer.c.server_id.in_(list(buyer_ids)))
    )
    return {number: number for number in buyer_ids} | {-row.id: row.server_id for row in made_here}


def _named_by(person: Person) -> Iterable[str]:
    member_phone = person.member.phone if person.member else ""
    texts = (person.buyer.open_id, phone_key(person.buyer.phone), phone_key(member_phone))
    return (text for text in texts if text)
